"""Routers of logs, in the same task as the containers whose logs they send on.

Source: https://docs.aws.amazon.com/AmazonECS/latest/developerguide/using_firelens.html
"""

from typing import Any, Final

from landform.cdk.aws_ecs.container_definition import ContainerDefinition
from landform.cdk.aws_ecs.container_enums import FirelensConfigFileType, FirelensLogRouterType
from landform.cdk.aws_ecs.images import ContainerImage
from landform.cdk.aws_ecs.kinds import value_of
from landform.cdk.aws_ecs.log_driver import LogDriver
from landform.cdk.aws_iam.policy_statement import PolicyStatement
from landform.cdk.core.tokens import is_unresolved
from landform.cdk.l1.lookup import given

#: The parameter that AWS publishes the name of its image of Fluent Bit in.
#: Source: https://docs.aws.amazon.com/AmazonECS/latest/developerguide/firelens-using-fluentbit.html
_IMAGE_PARAMETER: Final = "/aws/service/aws-for-fluent-bit/latest"
_PULL: Final = (
    "ecr:GetAuthorizationToken",
    "ecr:BatchCheckLayerAvailability",
    "ecr:GetDownloadUrlForLayer",
    "ecr:BatchGetImage",
)
_ROUTER_MEMORY: Final = 50  # MiB that AWS advises to keep for it
#: Where Fluent Bit sends logs -> what its task may do there.
#: Source: https://docs.fluentbit.io/manual/pipeline/outputs
_ACTIONS: Final = {
    "cloudwatch": (
        "logs:CreateLogGroup",
        "logs:CreateLogStream",
        "logs:DescribeLogStreams",
        "logs:PutLogEvents",
    ),
    "firehose": ("firehose:PutRecordBatch",),
    "kinesis": ("kinesis:PutRecords",),
}


class FirelensLogRouter(ContainerDefinition):
    """A container that sends on the logs of others; the arguments are those of `FirelensLogRouterProps`."""

    def __init__(self, scope: Any, id: str, *, firelens_config: Any, **options: Any) -> None:
        super().__init__(scope, id, **options)
        config = given("aws_ecs", "FirelensConfig", firelens_config)
        settings = self._settings(given("aws_ecs", "FirelensOptions", config.options))
        self.firelens_config: Any = given(
            "aws_ecs", "FirelensConfig", {"type": config.type, "options": settings}
        )

    def _settings(self, options: Any) -> Any:
        if options is None:
            return None
        file, kind = options.config_file_value, options.config_file_type
        if (file is None) != (kind is None):
            raise ValueError(
                "configFileValue and configFileType must be set together to define a custom config source"
            )
        is_object = file is not None and (is_unresolved(file) or file.startswith("arn:"))
        if kind is FirelensConfigFileType.S3 and not is_object:
            kind = FirelensConfigFileType.FILE  # it is no object, so it can only lie in the container
        if kind is FirelensConfigFileType.S3:
            self._let_read(file)
        has_metadata = options.enable_ecs_log_metadata
        settings = {
            "enable_ecs_log_metadata": True if has_metadata is None else has_metadata,
            "config_file_type": kind,
            "config_file_value": file,
        }
        return given("aws_ecs", "FirelensOptions", settings)

    def _let_read(self, file: str) -> None:
        bucket = file.split("/", maxsplit=1)[0]
        self.add_to_execution_policy(PolicyStatement(actions=["s3:GetObject"], resources=[file]))
        self.add_to_execution_policy(PolicyStatement(actions=["s3:GetBucketLocation"], resources=[bucket]))

    def render_container_definition(self, _task_definition: Any = None) -> Any:
        """As task definitions have it."""
        found = super().render_container_definition(_task_definition)
        config, options = self.firelens_config, self.firelens_config.options
        rendered: dict[str, Any] = {"Type": value_of(config.type)}
        if options is not None:
            rendered["Options"] = {
                "enable-ecs-log-metadata": "true" if options.enable_ecs_log_metadata else "false"
            }
        if options is not None and options.config_file_value is not None:
            rendered["Options"]["config-file-type"] = value_of(options.config_file_type)
            rendered["Options"]["config-file-value"] = options.config_file_value
        found._values["firelens_configuration"] = rendered
        return found


def default_router(task: Any) -> dict[str, Any]:
    """The options of the router that a task gets when its containers need one and it has none."""
    from landform.cdk.aws_ssm.string_parameter import StringParameter

    image = StringParameter.value_for_string_parameter(task, _IMAGE_PARAMETER)
    task.add_to_execution_role_policy(PolicyStatement(actions=list(_PULL), resources=["*"]))
    return {
        "image": ContainerImage.from_registry(image),
        "firelens_config": {"type": FirelensLogRouterType.FLUENTBIT},
        "logging": LogDriver.aws_logs(stream_prefix="firelens"),
        "memory_reservation_mib": _ROUTER_MEMORY,
    }


def let_send(task: Any, container: ContainerDefinition) -> None:
    """Let a task send a container's logs where its driver says."""
    config: Any = container.log_driver_config
    options = config.options or {}
    actions = _ACTIONS.get(options.get("Name", ""))
    if actions:
        task.add_to_task_role_policy(PolicyStatement(actions=list(actions), resources=["*"]))
