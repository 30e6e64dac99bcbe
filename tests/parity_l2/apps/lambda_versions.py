from aws_cdk import App, CfnOutput, Duration, RemovalPolicy, Stack
from aws_cdk import aws_applicationautoscaling as scaling
from aws_cdk import aws_iam as iam
from aws_cdk import aws_lambda as lambda_

app = App()
stack = Stack(app, "Plain")
flagged = Stack(app, "Layers")
flagged.node.set_context("@aws-cdk/aws-lambda:recognizeLayerVersion", True)
old = Stack(app, "Old")
old.node.set_context("@aws-cdk/aws-lambda:recognizeVersionProps", False)
CODE = lambda_.Code.from_inline("def handler(event, context):\n    return 1\n")


def function(name, scope=stack, **options):
    given = {"code": CODE, "handler": "index.handler", "runtime": lambda_.Runtime.PYTHON_3_13, **options}
    return lambda_.Function(scope, name, **given)


simple = function("Simple")
version = simple.current_version
rich = function(
    "Rich",
    environment={"Z": "1", "A": simple.function_arn},
    description="Rich",
    memory_size=256,
    timeout=Duration.seconds(10),
    reserved_concurrent_executions=3,
    tracing=lambda_.Tracing.ACTIVE,
    current_version_options=lambda_.VersionOptions(
        description="Now",
        code_sha256="abc",
        provisioned_concurrent_executions=2,
        removal_policy=RemovalPolicy.RETAIN,
        retry_attempts=1,
        max_event_age=Duration.minutes(5),
    ),
)
rich.invalidate_version_based_on("something else")
rich_version = rich.current_version
rich.add_environment("Later", "yes")
hand = lambda_.Version(stack, "ByHand", lambda_=simple, description="By hand")
scaled = lambda_.Version(
    stack,
    "Scaled",
    lambda_=simple,
    code_sha256="def",
    min_execution_environments=1,
    max_execution_environments=4,
    removal_policy=RemovalPolicy.RETAIN,
)
alias = lambda_.Alias(stack, "Alias", alias_name="live", version=version)
weighted = lambda_.Alias(
    stack,
    "Weighted",
    alias_name="mixed",
    version=version,
    additional_versions=[lambda_.VersionWeight(version=hand, weight=0.1)],
    description="Mixed",
    provisioned_concurrent_executions=3,
    retry_attempts=0,
    max_event_age=Duration.minutes(2),
)
added = simple.add_alias("added", description="Added")
latest = lambda_.Alias(stack, "LatestAlias", alias_name="latest", version=simple.latest_version)
target = alias.add_auto_scaling(min_capacity=2, max_capacity=10)
target.scale_on_utilization(utilization_target=0.5)
target.scale_on_schedule("Morning", schedule=scaling.Schedule.cron(hour="8", minute="0"), min_capacity=5)
weighted.add_auto_scaling(max_capacity=4).scale_on_utilization(
    utilization_target=0.7,
    policy_name="use",
    scale_in_cooldown=Duration.minutes(1),
    scale_out_cooldown=Duration.minutes(2),
    disable_scale_in=True,
)
principal = iam.ServicePrincipal("events.amazonaws.com")
alias.add_permission("Events", principal=principal, source_arn="arn:aws:events:x")
version.add_permission("Events", principal=principal)
role = iam.Role(stack, "Role", assumed_by=iam.ServicePrincipal("ec2.amazonaws.com"))
alias.grant_invoke(role)
version.grant_invoke(role)
alias.grant_invoke(principal)
simple.grant_invoke_version(role, version)
simple.grant_invoke_latest_version(role)
alias.configure_async_invoke(retry_attempts=1)
for each in (alias, version, latest):
    each.metric_errors().create_alarm(stack, f"Alarm{each.node.id}", threshold=1, evaluation_periods=1)
version.metric("Own").create_alarm(stack, "AlarmVersionOwn", threshold=1, evaluation_periods=1)
simple.latest_version.metric_errors().create_alarm(stack, "AlarmLatest", threshold=1, evaluation_periods=1)
url = simple.add_function_url()
cors = lambda_.FunctionUrl(
    stack,
    "Url",
    function=rich,
    auth_type=lambda_.FunctionUrlAuthType.NONE,
    cors=lambda_.FunctionUrlCorsOptions(
        allow_credentials=True,
        allowed_headers=["x"],
        allowed_methods=[lambda_.HttpMethod.GET, lambda_.HttpMethod.ALL],
        allowed_origins=["*"],
        exposed_headers=["y"],
        max_age=Duration.minutes(1),
    ),
    invoke_mode=lambda_.InvokeMode.RESPONSE_STREAM,
)
alias_url = alias.add_function_url(auth_type=lambda_.FunctionUrlAuthType.AWS_IAM)
simple.grant_invoke_url(role)
url.grant_invoke_url(role)
alias_url.grant_invoke_url(iam.AccountPrincipal("999999999999"))
known = lambda_.Version.from_version_arn(
    stack, "KnownVersion", "arn:aws:lambda:us-east-1:111122223333:function:known:7"
)
known_attributes = lambda_.Version.from_version_attributes(
    stack, "KnownAttributes", lambda_=simple, version="9"
)
known_alias = lambda_.Alias.from_alias_attributes(
    stack, "KnownAlias", alias_name="was", alias_version=known_attributes
)
layer = lambda_.LayerVersion.from_layer_version_arn(
    stack, "Layer", "arn:aws:lambda:us-east-1:111122223333:layer:own:3"
)
layered = function("Layered", layers=[layer])
for scope in (flagged, old):
    each = function(
        "Each",
        scope,
        layers=[
            lambda_.LayerVersion.from_layer_version_arn(
                scope, "LayerB", "arn:aws:lambda:us-east-1:111122223333:layer:own:3"
            ),
            lambda_.LayerVersion.from_layer_version_arn(
                scope, "LayerA", "arn:aws:lambda:us-east-1:111122223333:layer:other:4"
            ),
        ],
        reserved_concurrent_executions=2,
    )
    CfnOutput(scope, "EachVersion", value=each.current_version.version)
    none = function("None", scope)
    CfnOutput(scope, "NoneVersion", value=none.current_version.version)
for name, value in {
    "Version": version.version,
    "VersionArn": version.function_arn,
    "VersionName": version.function_name,
    "Edge": version.edge_arn,
    "RichVersion": rich_version.version,
    "Alias": alias.alias_name,
    "AliasArn": alias.function_arn,
    "AliasFunction": alias.function_name,
    "Added": added.function_arn,
    "Latest": simple.latest_version.function_arn,
    "LatestName": simple.latest_version.function_name,
    "Url": url.url,
    "UrlArn": url.function_arn,
    "Cors": cors.url,
    "KnownArn": known.function_arn,
    "KnownVersionNumber": known.version,
    "KnownEdge": known.edge_arn,
    "KnownAttributesArn": known_attributes.function_arn,
    "KnownAliasArn": known_alias.function_arn,
    "KnownAliasName": known_alias.function_name,
    "LayeredVersion": layered.current_version.version,
    "ScaledVersion": scaled.version,
}.items():
    CfnOutput(stack, f"Out{name}", value=value)
app.synth()
