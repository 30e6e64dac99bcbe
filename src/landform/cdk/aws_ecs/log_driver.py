"""What becomes of what a container writes; and logs of CloudWatch, which is what most containers use.

Source: https://docs.aws.amazon.com/AmazonECS/latest/developerguide/using_awslogs.html
"""

from collections.abc import Mapping
from typing import Any

from landform.cdk.aws_ecs.container_enums import AwsLogDriverMode
from landform.cdk.aws_ecs.kinds import value_of
from landform.cdk.aws_ecs.secret import Secret
from landform.cdk.core.checked import AbstractChecked
from landform.cdk.core.native import Native
from landform.cdk.core.numbers import number_text
from landform.cdk.core.quantities import Size
from landform.cdk.l1.lookup import cfn_class, given


class LogDriver(AbstractChecked):
    """What becomes of what a container writes."""

    @staticmethod
    def aws_logs(**options: Any) -> "AwsLogDriver":
        """It goes to CloudWatch; the options are those of `AwsLogDriverProps`."""
        return AwsLogDriver(**options)

    def bind(self, scope: Any, container_definition: Any) -> Any:
        """The driver and its options; tasks may do what it needs."""
        del scope, container_definition
        raise TypeError(f"{type(self).__name__} has to say by `bind` what the driver is")


class AwsLogDriver(Native, LogDriver):
    """It goes to a log group."""

    def __init__(
        self,
        *,
        stream_prefix: str,
        datetime_format: str | None = None,
        log_group: Any = None,
        log_retention: Any = None,
        max_buffer_size: Size | None = None,
        mode: AwsLogDriverMode | None = None,
        multiline_pattern: str | None = None,
    ) -> None:
        if log_group is not None and log_retention is not None:
            raise ValueError("Cannot specify both `logGroup` and `logRetentionDays`.")
        if max_buffer_size is not None and mode is not AwsLogDriverMode.NON_BLOCKING:
            raise ValueError("Cannot specify `maxBufferSize` when the driver mode is blocking")
        self.log_group: Any = log_group
        self._retention = log_retention
        self._prefix = stream_prefix
        self._options = {
            "awslogs-datetime-format": datetime_format,
            "awslogs-multiline-pattern": multiline_pattern,
            "mode": value_of(mode),
            "max-buffer-size": (
                f"{number_text(max_buffer_size.to_bytes())}b" if max_buffer_size is not None else None
            ),
        }

    def bind(self, scope: Any, container_definition: Any) -> Any:
        """The group and its options; tasks may write to it."""
        if self.log_group is None:
            from landform.cdk.aws_logs import LogGroup, RetentionDays

            self.log_group = LogGroup(scope, "LogGroup", retention=self._retention or RetentionDays.INFINITE)
        self._let_write(container_definition.task_definition.obtain_execution_role())
        first = {
            "awslogs-group": self.log_group.log_group_name,
            "awslogs-stream-prefix": self._prefix,
            "awslogs-region": self.log_group.env.region,
        }
        return driver_config("awslogs", {**first, **self._options})

    def _let_write(self, role: Any) -> None:
        """Let tasks write to the group; the role's own policy is enough."""
        from landform.cdk.aws_iam.grant import Grant

        Grant.add_to_principal(
            grantee=role,
            actions=["logs:CreateLogStream", "logs:PutLogEvents"],
            resource_arns=[self.log_group.log_group_ref.log_group_arn],
        )


class GenericLogDriver(Native, LogDriver):
    """Any driver by its name."""

    def __init__(
        self,
        *,
        log_driver: str,
        options: Mapping[str, str] | None = None,
        secret_options: Mapping[str, Secret] | None = None,
    ) -> None:
        self._driver = log_driver
        self._options = dict(options or {})
        self._secrets = secret_options

    def bind(self, _scope: Any, container_definition: Any) -> Any:
        """The driver and its options; tasks may read the secret ones."""
        return driver_config(self._driver, self._options, secret_values(self._secrets, container_definition))


class NoneLogDriver(LogDriver):
    """It is thrown away."""

    def bind(self, _scope: Any, _container_definition: Any) -> Any:
        """The driver."""
        return driver_config("none", None)


def driver_config(driver: str, options: Mapping[str, Any] | None, secrets: Any = None) -> Any:
    """What `bind` gives, without the options that say nothing."""
    kept = {name: value for name, value in options.items() if value is not None} if options else options
    return given(
        "aws_ecs", "LogDriverConfig", {"log_driver": driver, "options": kept, "secret_options": secrets}
    )


def secret_values(secrets: Mapping[str, Secret] | None, container: Any) -> list[Any] | None:
    """Secrets by name as templates have them; the task of a container may read them."""
    if not secrets:
        return None
    kind = cfn_class("aws_ecs", "CfnTaskDefinition").SecretProperty
    found = []
    for name, secret in secrets.items():
        secret.grant_read(container.task_definition.obtain_execution_role())
        found.append(kind(name=name, value_from=secret.arn))
    return found


def common_options(options: Any) -> dict[str, str | None]:
    """What several drivers have: a tag, and which labels and variables go with a message."""
    return {
        "tag": options.tag,
        "labels": ",".join(options.labels) if options.labels is not None else None,
        "env": ",".join(options.env) if options.env is not None else None,
        "env-regex": options.env_regex,
    }


def option_text(value: Any) -> str | None:
    """An option as text: whole numbers without a fraction, flags in small letters."""
    if value is None:
        return None
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int | float):
        return number_text(value)
    return str(value_of(value))
