"""The properties of a function's resource that follow from one option each.

Source: https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-resource-lambda-function.html
"""

from typing import Any

from landform.cdk.l1.lookup import given


def code_properties(code: Any) -> dict[str, Any]:
    """Where the code is, and for an image how it is started."""
    written: dict[str, Any] = {
        "ZipFile": code.inline_code,
        "S3ObjectStorageMode": code.s3_object_storage_mode,
        "SourceKMSKeyArn": code.source_kms_key_arn,
    }
    location = code.s3_location
    if location is not None:
        written["S3Bucket"] = location["bucket_name"]
        written["S3Key"] = location["object_key"]
        written["S3ObjectVersion"] = location.get("object_version")
    image = given("aws_lambda", "CodeImageConfig", code.image)
    if image is None:
        return {"code": written}
    written["ImageUri"] = image.image_uri
    started = {
        "Command": image.cmd,
        "EntryPoint": image.entrypoint,
        "WorkingDirectory": image.working_directory,
    }
    has_start = any(each is not None for each in started.values())
    return {"code": written, "image_config": started if has_start else None}


def plain_properties(props: Any) -> dict[str, Any]:
    """What is taken over as it is, or nearly so."""
    size = props.ephemeral_storage_size
    mode = props.runtime_management_mode
    return {
        "description": props.description,
        "timeout": props.timeout.to_seconds() if props.timeout is not None else None,
        "memory_size": props.memory_size,
        "ephemeral_storage": {"Size": size.to_mebibytes()} if size is not None else None,
        "reserved_concurrent_executions": props.reserved_concurrent_executions,
        "kms_key_arn": (
            props.environment_encryption.key_arn if props.environment_encryption is not None else None
        ),
        "file_system_configs": _file_systems(props.filesystem),
        "code_signing_config_arn": (
            props.code_signing_config.code_signing_config_arn
            if props.code_signing_config is not None
            else None
        ),
        "architectures": [props.architecture.name] if props.architecture is not None else None,
        "runtime_management_config": mode.runtime_management_config if mode is not None else None,
        "snap_start": {"ApplyOn": props.snap_start.apply_on} if props.snap_start is not None else None,
        "recursive_loop": props.recursive_loop,
        "tenancy_config": (
            props.tenancy_config.tenancy_config_property if props.tenancy_config is not None else None
        ),
        "durable_config": _durable(given("aws_lambda", "DurableConfig", props.durable_config)),
    }


def _file_systems(file_system: Any) -> list[dict[str, Any]] | None:
    if file_system is None:
        return None
    config = file_system.config
    return [{"LocalMountPath": config.local_mount_path, "Arn": config.arn, **file_system.extra}]


def _durable(config: Any) -> dict[str, Any] | None:
    if config is None:
        return None
    kept = config.retention_period
    return {
        "ExecutionTimeout": config.execution_timeout.to_seconds(),
        "RetentionPeriodInDays": kept.to_days() if kept is not None else None,
    }
