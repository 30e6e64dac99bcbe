"""What a function brings with it beside its resource: role, dead letters, network, profiler, extensions.

Source: https://docs.aws.amazon.com/lambda/latest/dg/lambda-permissions.html
"""

from typing import Any, Final

from landform.cdk.aws_iam.managed_policy import ManagedPolicy
from landform.cdk.aws_iam.policy_statement import PolicyStatement
from landform.cdk.aws_iam.principals import ServicePrincipal
from landform.cdk.aws_iam.role import Role
from landform.cdk.aws_lambda.runtime import Runtime
from landform.cdk.core.quantities import Duration
from landform.cdk.l1.lookup import cfn_class, given

DEAD_LETTER_DAYS: Final = 14
_PROFILER_ACTIONS: Final = ("codeguru-profiler:ConfigureAgent", "codeguru-profiler:PostAgentProfile")


def service_role(function: Any, props: Any) -> Role:
    """The role the function works in."""
    basic = "AWSLambdaBasicExecutionRole"
    if props.durable_config is not None:
        basic = "AWSLambdaBasicDurableExecutionRolePolicy"
    names = [basic, *(["AWSLambdaVPCAccessExecutionRole"] if props.vpc is not None else [])]
    return Role(
        function,
        "ServiceRole",
        assumed_by=ServicePrincipal("lambda.amazonaws.com"),
        managed_policies=[
            ManagedPolicy.from_aws_managed_policy_name(f"service-role/{name}") for name in names
        ],
    )


def allow_tracing(function: Any) -> None:
    """Let the function send traces."""
    function.add_to_role_policy(
        PolicyStatement(actions=["xray:PutTraceSegments", "xray:PutTelemetryRecords"], resources=["*"])
    )


def dead_letter_target(function: Any, props: Any) -> tuple[Any, Any, dict[str, Any] | None]:
    """The queue, the topic and the property for events that could not be handled."""
    queue, topic, enabled = props.dead_letter_queue, props.dead_letter_topic, props.dead_letter_queue_enabled
    if topic is not None and (queue is not None or enabled):
        raise ValueError("deadLetterQueue and deadLetterTopic cannot be specified together at the same time")
    if queue is not None and enabled is False:
        raise ValueError("deadLetterQueue defined but deadLetterQueueEnabled explicitly set to false")
    if queue is None and enabled:
        from landform.cdk.aws_sqs.queue import Queue

        queue = Queue(function, "DeadLetterQueue", retention_period=Duration.days(DEAD_LETTER_DAYS))
    if queue is None and topic is None:
        return None, None, None
    target = topic.topic_arn if topic is not None else queue.queue_arn
    action = "sns:Publish" if topic is not None else "sqs:SendMessage"
    function.add_to_role_policy(PolicyStatement(actions=[action], resources=[target]))
    return queue, topic, {"TargetArn": target}


def profile(function: Any, props: Any) -> None:
    """Send profiles to CodeGuru."""
    group = props.profiling_group
    if group is None and not props.profiling:
        return
    if not props.runtime.supports_code_guru_profiling:
        raise ValueError(f"CodeGuru profiling is not supported by runtime {props.runtime.name}")
    clashing = {"AWS_CODEGURU_PROFILER_GROUP_ARN", "AWS_CODEGURU_PROFILER_GROUP_NAME"} & set(
        props.environment or {}
    )
    if clashing:
        raise ValueError(
            "AWS_CODEGURU_PROFILER_GROUP_ARN, AWS_CODEGURU_PROFILER_GROUP_NAME and "
            "AWS_CODEGURU_PROFILER_ENABLED must not be set when profiling options enabled"
        )
    if group is not None:
        group.grant_publish(function.role)
        name, arn = group.profiling_group_name, group.profiling_group_arn
    else:
        name, arn = _new_profiling_group(function)
    function.add_environment("AWS_CODEGURU_PROFILER_GROUP_ARN", arn)
    function.add_environment("AWS_CODEGURU_PROFILER_GROUP_NAME", name)
    function.add_environment("AWS_CODEGURU_PROFILER_TARGET_REGION", function.stack.region)
    function.add_environment("AWS_CODEGURU_PROFILER_ENABLED", "TRUE")


def _new_profiling_group(function: Any) -> tuple[str, str]:
    """Name and ARN of a group of the function's own, to which its role may send."""
    from landform.cdk.core.names import Names
    from landform.cdk.core.resource import Resource

    place = Resource(function, "ProfilingGroup")
    resource = cfn_class("aws_codeguruprofiler", "CfnProfilingGroup")(
        place, "ProfilingGroup", profiling_group_name=Names.unique_id(place), compute_platform="AWSLambda"
    )
    function.role.add_to_principal_policy(
        PolicyStatement(actions=list(_PROFILER_ACTIONS), resources=[resource.attr_arn])
    )
    return resource.ref, resource.attr_arn


def configure_vpc(function: Any, props: Any) -> dict[str, Any] | None:
    """Put the function in a VPC."""
    if props.vpc is None:
        return None
    from landform.cdk.aws_ec2 import Connections, SecurityGroup, SubnetSelection
    from landform.cdk.core.names import Names

    if props.security_groups is not None and props.allow_all_outbound is not None:
        raise ValueError("Configure 'allowAllOutbound' directly on the supplied SecurityGroups.")
    groups = props.security_groups
    if groups is None:
        groups = [
            SecurityGroup(
                function,
                "SecurityGroup",
                vpc=props.vpc,
                description=f"Automatic security group for Lambda Function {Names.unique_id(function)}",
                allow_all_outbound=props.allow_all_outbound,
                allow_all_ipv6_outbound=props.allow_all_ipv6_outbound,
            )
        ]
    function._connections = Connections(security_groups=groups)
    if props.filesystem is not None and props.filesystem.config.connections is not None:
        props.filesystem.config.connections.allow_default_port_from(function)
    selection = props.vpc_subnets if props.vpc_subnets is not None else SubnetSelection()
    chosen = props.vpc.select_subnets(**dict(selection))
    public = {each.subnet_id for each in props.vpc.public_subnets}
    if not props.allow_public_subnet and any(each in public for each in chosen.subnet_ids):
        raise ValueError(
            "Lambda Functions in a public subnet can NOT access the internet. If you are aware of this "
            "limitation and would still like to place the function in a public subnet, set "
            "`allowPublicSubnet` to true"
        )
    function.node.add_dependency(chosen.internet_connectivity_established)
    return {
        "SubnetIds": chosen.subnet_ids,
        "SecurityGroupIds": [each.security_group_id for each in groups],
        "Ipv6AllowedForDualStack": props.ipv6_allowed_for_dual_stack,
    }


def mount_file_system(function: Any, file_system: Any) -> None:
    """Let the function use its file system, once that can be mounted."""
    if file_system is None:
        return
    config = file_system.config
    for dependency in config.dependency or ():
        function.node.add_dependency(dependency)
    for statement in config.policies or ():
        function.role.add_to_principal_policy(statement)
    groups = config.connections.security_groups if config.connections is not None else ()
    own = function.connections.security_groups
    # The function can be called as soon as it is there, so the way to the file system has to be open before.
    for group, kind in [
        *((each, "AWS::EC2::SecurityGroupEgress") for each in own),
        *((each, "AWS::EC2::SecurityGroupIngress") for each in groups),
    ]:
        for child in group.node.find_all():
            if getattr(child, "cfn_resource_type", None) == kind:
                function.node.default_child.add_dependency(child)


def add_extensions(function: Any, props: Any) -> None:
    """Insights, parameters and secrets, and OpenTelemetry: layers, with what they need."""
    if props.insights_version is not None:
        if props.runtime.name != Runtime.FROM_IMAGE.name:  # an image has the extension in it
            function.add_layers(props.insights_version.layer(function))
        function.role.add_managed_policy(
            ManagedPolicy.from_aws_managed_policy_name("CloudWatchLambdaInsightsExecutionRolePolicy")
        )
    adot = given("aws_lambda", "AdotInstrumentationConfig", props.adot_instrumentation)
    if adot is not None:
        from landform.cdk.aws_lambda.adot import instrument

        instrument(function, adot, props)
    if props.params_and_secrets is not None:
        props.params_and_secrets.add_to(function)
