"""Where a function's logs go, and how they are written.

Source: https://docs.aws.amazon.com/lambda/latest/dg/monitoring-logs.html
"""

from typing import Any

from landform.cdk.core.feature_flags import FeatureFlags

MANAGED_GROUP_FLAG = "@aws-cdk/aws-lambda:useCdkManagedLogGroup"
JSON = "JSON"


def logging_config(props: Any) -> dict[str, Any] | None:
    """The logging of the function's resource."""
    if props.log_format is not None and props.logging_format is not None:
        raise ValueError("Only define LogFormat or LoggingFormat, not both.")
    application = _level("applicationLogLevel", props.application_log_level, props.application_log_level_v2)
    system = _level("systemLogLevel", props.system_log_level, props.system_log_level_v2)
    log_format = _word(props.logging_format if props.logging_format is not None else props.log_format)
    if (application is not None or system is not None) and log_format != JSON:
        name = "LoggingFormat" if props.logging_format is not None else "LogFormat"
        raise ValueError(
            "To use ApplicationLogLevel and/or SystemLogLevel you must set "
            f"{name} to '{JSON}', got '{log_format or 'undefined'}'."
        )
    config = {
        "LogFormat": log_format,
        "SystemLogLevel": system,
        "ApplicationLogLevel": application,
        "LogGroup": props.log_group.log_group_name if props.log_group is not None else None,
    }
    return config if any(each is not None for each in config.values()) else None


def set_up_logs(function: Any, props: Any) -> Any:
    """The function's log group where it has one of its own or one is made now; None otherwise."""
    if props.log_group is not None:
        return props.log_group
    if props.log_retention is not None:
        return _retained(
            function,
            retention=props.log_retention,
            role=props.log_retention_role,
            log_retention_retry_options=props.log_retention_retry_options,
            removal_policy=props.log_removal_policy,
        )
    if FeatureFlags.of(function).is_enabled(MANAGED_GROUP_FLAG):
        from landform.cdk.aws_logs.log_group import LogGroup

        return LogGroup(
            function,
            "LogGroup",
            log_group_name=f"/aws/lambda/{function.function_name}",
            removal_policy=props.log_removal_policy,
        )
    return None


def log_group_without_end(function: Any) -> Any:
    """The log group that Lambda makes, kept for ever; it exists once the retention has been set."""
    from landform.cdk.aws_logs.enums import RetentionDays

    return _retained(function, retention=RetentionDays.INFINITE)


def _retained(function: Any, **options: Any) -> Any:
    from landform.cdk.aws_logs.log_group import LogGroup
    from landform.cdk.aws_logs.log_retention import LogRetention

    retention = LogRetention(
        function, "LogRetention", log_group_name=f"/aws/lambda/{function.function_name}", **options
    )
    return LogGroup.from_log_group_arn(function, "LogGroup", retention.log_group_arn)


def _level(name: str, old: str | None, new: Any) -> str | None:
    if old is not None and new is not None:
        raise ValueError(f"Only define {name} or {name}V2, not both.")
    return _word(new if new is not None else old)


def _word(value: Any) -> str | None:
    found: str | None = getattr(value, "value", value)
    return found
