"""What Lambda allows in functions.

Source: https://docs.aws.amazon.com/lambda/latest/api/API_CreateFunction.html
"""

import re
from typing import Any, Final

from landform.cdk.aws_lambda.runtime import Runtime
from landform.cdk.aws_lambda.values import Handler
from landform.cdk.core.numbers import number_text
from landform.cdk.core.tokens import is_unresolved
from landform.cdk.l1.lookup import given

MAX_NAME: Final = 64
MAX_DESCRIPTION: Final = 256
STORAGE_MEBIBYTES: Final = (512, 10240)
EXECUTION_SECONDS: Final = (1, 31622400)
RETENTION_DAYS: Final = (1, 90)
_NAME = re.compile(r"[a-zA-Z0-9_-]+\Z")
_ONLY_IN_VPC: Final = {
    "allow_all_outbound": "allowAllOutbound",
    "allow_all_ipv6_outbound": "allowAllIpv6Outbound",
    "security_groups": "securityGroups",
    "vpc_subnets": "vpcSubnets",
    "ipv6_allowed_for_dual_stack": "ipv6AllowedForDualStack",
}


#: What these may be without a VPC.
_HARMLESS_WITHOUT_VPC: Final[dict[str, Any]] = {"ipv6_allowed_for_dual_stack": False, "security_groups": []}


def check_names(props: Any) -> None:
    """Name and description."""
    name, description = props.function_name, props.description
    if name and not is_unresolved(name):
        if len(name) > MAX_NAME:
            raise ValueError(
                f"Function name can not be longer than {MAX_NAME} characters but has {len(name)} characters."
            )
        if not _NAME.match(name):
            raise ValueError(
                f"Function name {name} can contain only letters, numbers, hyphens, or underscores with no "
                "spaces."
            )
    if description and not is_unresolved(description) and len(description) > MAX_DESCRIPTION:
        raise ValueError(
            f"Function description can not be longer than {MAX_DESCRIPTION} characters but has "
            f"{len(description)} characters."
        )


def check_options(props: Any) -> None:
    """Options that exclude or need each other."""
    if props.vpc is None:
        for option, shown in _ONLY_IN_VPC.items():
            if option in props and props[option] != _HARMLESS_WITHOUT_VPC.get(option):
                raise ValueError(f"Cannot configure '{shown}' without configuring a VPC")
        if props.filesystem is not None:
            raise ValueError("Cannot configure 'filesystem' without configuring a VPC.")
    _check_storage(props)
    if props.snap_start is not None:
        _check_snap_start(props)
    if props.log_retention is not None and props.log_group is not None:
        raise ValueError("CDK does not support setting logRetention and logGroup")
    _check_durable(given("aws_lambda", "DurableConfig", props.durable_config))


def check_code(code: Any, props: Any) -> None:
    """Images and runtimes that go together, and inline code only where it is possible."""
    is_image = code.image is not None
    runtime: Runtime = props.runtime
    if is_image or Runtime.FROM_IMAGE.name == runtime.name or props.handler == Handler.FROM_IMAGE:
        if runtime.name != Runtime.FROM_IMAGE.name:
            raise ValueError(
                "runtime must be `Runtime.FROM_IMAGE` when using image asset for Lambda function"
            )
        if props.handler != Handler.FROM_IMAGE:
            raise ValueError(
                "handler must be `Handler.FROM_IMAGE` when using image asset for Lambda function"
            )
    if is_image and props.layers is not None:
        raise ValueError("Layers are not supported for container image functions")
    if code.inline_code is not None and not runtime.supports_inline_code and not is_image:
        raise ValueError(f"Inline source not allowed for {runtime.name}")


def _check_storage(props: Any) -> None:
    size = props.ephemeral_storage_size
    if size is None or size.is_unresolved():
        return
    least, most = STORAGE_MEBIBYTES
    if not least <= size.to_mebibytes() <= most:
        raise ValueError(
            f"Ephemeral storage size must be between {least} and {most} MB, received "
            f"{number_text(size.to_mebibytes())} MB."
        )


def _check_snap_start(props: Any) -> None:
    if not props.runtime.supports_snap_start and props.runtime.name != Runtime.FROM_IMAGE.name:
        raise ValueError(f"SnapStart currently not supported by runtime {props.runtime.name}")
    if props.filesystem is not None:
        raise ValueError("SnapStart is currently not supported using EFS")
    size = props.ephemeral_storage_size
    if size is not None and not size.is_unresolved() and size.to_mebibytes() > STORAGE_MEBIBYTES[0]:
        raise ValueError("SnapStart is currently not supported using more than 512 MiB Ephemeral Storage")


def _check_durable(config: Any) -> None:
    if config is None:
        return
    if not config.execution_timeout.is_unresolved():
        seconds = config.execution_timeout.to_seconds()
        least, most = EXECUTION_SECONDS
        if not least <= seconds <= most:
            raise ValueError(
                f"executionTimeout must be between {least} and {most} seconds, got {number_text(seconds)}"
            )
    if config.retention_period is not None and not config.retention_period.is_unresolved():
        days = config.retention_period.to_days()
        least, most = RETENTION_DAYS
        if not least <= days <= most:
            raise ValueError(
                f"retentionPeriodInDays must be between {least} and {most} days, got {number_text(days)}"
            )
