"""Resources of Lambda, IAM and ECS with nested objects as structs and as camelCase dicts."""

from aws_cdk import App, Stack
from aws_cdk import aws_ecs as ecs
from aws_cdk import aws_iam as iam
from aws_cdk import aws_lambda as lambda_

app = App()
stack = Stack(app, "Compute")
policy = {
    "Version": "2012-10-17",
    "Statement": [{"Effect": "Allow", "Action": "sts:AssumeRole", "Principal": {"Service": "x"}}],
}
role = iam.CfnRole(
    stack,
    "Role",
    assume_role_policy_document=policy,
    managed_policy_arns=["arn:aws:iam::aws:policy/ReadOnlyAccess"],
    policies=[iam.CfnRole.PolicyProperty(policy_name="p", policy_document=policy)],
    max_session_duration=3600,
)
function = lambda_.CfnFunction(
    stack,
    "Function",
    role=role.attr_arn,
    runtime="python3.13",
    handler="index.handler",
    code=lambda_.CfnFunction.CodeProperty(zip_file="def handler(e, c): ..."),
    environment=lambda_.CfnFunction.EnvironmentProperty(variables={"my_key": "v", "camelKey": role.ref}),
    vpc_config={"subnetIds": ["s"], "securityGroupIds": ["g"], "ipv6AllowedForDualStack": True},
    tracing_config={"mode": "Active"},
    dead_letter_config={"targetArn": "arn"},
    snap_start=lambda_.CfnFunction.SnapStartProperty(apply_on="PublishedVersions"),
    file_system_configs=[{"arn": "a", "localMountPath": "/mnt/x"}],
    layers=["l"],
    memory_size=256,
    timeout=10,
)
lambda_.CfnPermission(
    stack,
    "Permission",
    action="lambda:InvokeFunction",
    function_name=function.attr_arn,
    principal="events.amazonaws.com",
    source_account="111122223333",
)
lambda_.CfnUrl(
    stack,
    "Url",
    auth_type="NONE",
    target_function_arn=function.attr_arn,
    cors=lambda_.CfnUrl.CorsProperty(allow_origins=["*"], max_age=1),
)
ecs.CfnTaskDefinition(
    stack,
    "Task",
    cpu="256",
    network_mode="awsvpc",
    requires_compatibilities=["FARGATE"],
    container_definitions=[
        ecs.CfnTaskDefinition.ContainerDefinitionProperty(
            name="c",
            image="i",
            environment=[ecs.CfnTaskDefinition.KeyValuePairProperty(name="n", value=function.ref)],
            port_mappings=[{"containerPort": 80, "hostPort": 8080}],
            log_configuration={"logDriver": "awslogs", "options": {"awslogs-group": "g"}},
            docker_labels={"a.b": "c"},
            linux_parameters={"initProcessEnabled": True},
            ulimits=[{"name": "nofile", "hardLimit": 1, "softLimit": 2}],
        )
    ],
)
app.synth()
