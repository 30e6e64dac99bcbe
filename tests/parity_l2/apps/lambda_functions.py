from aws_cdk import App, CfnOutput, Duration, RemovalPolicy, Size, Stack, Tags
from aws_cdk import aws_iam as iam
from aws_cdk import aws_kms as kms
from aws_cdk import aws_lambda as lambda_
from aws_cdk import aws_logs as logs
from aws_cdk import aws_sns as sns
from aws_cdk import aws_sqs as sqs

app = App()
stack = Stack(app, "Plain")
CODE = lambda_.Code.from_inline("def handler(event, context):\n    return 1\n")


def function(name, scope=stack, **options):
    given = {"code": CODE, "handler": "index.handler", "runtime": lambda_.Runtime.PYTHON_3_13, **options}
    return lambda_.Function(scope, name, **given)


plain = function("Function")
key = kms.Key(stack, "Key")
role = iam.Role(stack, "Role", assumed_by=iam.ServicePrincipal("lambda.amazonaws.com"))
full = function(
    "Full",
    function_name="full",
    description="Does it all",
    architecture=lambda_.Architecture.ARM_64,
    environment={"B": "2", "A": plain.function_arn},
    environment_encryption=key,
    ephemeral_storage_size=Size.gibibytes(1),
    memory_size=512,
    timeout=Duration.minutes(2),
    reserved_concurrent_executions=5,
    tracing=lambda_.Tracing.ACTIVE,
    runtime_management_mode=lambda_.RuntimeManagementMode.FUNCTION_UPDATE,
    recursive_loop=lambda_.RecursiveLoop.ALLOW,
    initial_policy=[iam.PolicyStatement(actions=["s3:Get*"], resources=["*"])],
)
CfnOutput(stack, "Alone", value=plain.function_name)
full_small = function("SnapStart", snap_start=lambda_.SnapStartConf.ON_PUBLISHED_VERSIONS)
full.add_environment("C", "3")
full.add_environment("D", "4", remove_in_edge=True)
full.add_to_role_policy(iam.PolicyStatement(actions=["sqs:SendMessage"], resources=["*"]))
with_role = function("WithRole", role=role, tracing=lambda_.Tracing.PASS_THROUGH)
with_role.add_to_role_policy(iam.PolicyStatement(actions=["a:b"], resources=["*"]))
known_role = iam.Role.from_role_arn(stack, "KnownRole", "arn:aws:iam::111122223333:role/known", mutable=False)
function("KnownRoleFunction", role=known_role, tracing=lambda_.Tracing.DISABLED)
queue = sqs.Queue(stack, "Queue")
topic = sns.Topic(stack, "Topic")
letters = function("DeadLetters", dead_letter_queue_enabled=True)
function("DeadLetterQueueFunction", dead_letter_queue=queue)
function("DeadLetterTopic", dead_letter_topic=topic)
function("Asynchronous", retry_attempts=1, max_event_age=Duration.hours(1))
function("NotRetried", retry_attempts=0)
configured = function("Configured")
configured.configure_async_invoke(retry_attempts=2, max_event_age=Duration.minutes(1))
group = logs.LogGroup(stack, "Logs", removal_policy=RemovalPolicy.DESTROY)
grouped = function("Grouped", log_group=group)
function("Json", logging_format=lambda_.LoggingFormat.JSON)
function(
    "JsonLevels",
    logging_format=lambda_.LoggingFormat.JSON,
    application_log_level_v2=lambda_.ApplicationLogLevel.TRACE,
    system_log_level_v2=lambda_.SystemLogLevel.WARN,
    log_group=group,
)
function("OldLevels", log_format="JSON", application_log_level="INFO", system_log_level="DEBUG")
function("Text", logging_format=lambda_.LoggingFormat.TEXT)
function("ManualRuntime", runtime_management_mode=lambda_.RuntimeManagementMode.manual("arn:aws:lambda:x"))
function("AutoRuntime", runtime_management_mode=lambda_.RuntimeManagementMode.AUTO)
function("Tenants", tenancy_config=lambda_.TenancyConfig.PER_TENANT)
function(
    "Durable",
    durable_config=lambda_.DurableConfig(
        execution_timeout=Duration.hours(1), retention_period=Duration.days(3)
    ),
)
function("DurableShort", durable_config={"execution_timeout": Duration.minutes(1)})
function("Profiled", profiling=True, runtime=lambda_.Runtime.PYTHON_3_9)
signing = lambda_.CodeSigningConfig.from_code_signing_config_arn(
    stack, "Signing", "arn:aws:lambda:us-east-1:111122223333:code-signing-config:csc-1"
)
function("Signed", code_signing_config=signing)
Tags.of(plain).add("team", "a")
function("Node", runtime=lambda_.Runtime.NODEJS_22_X, code=lambda_.InlineCode("exports.handler = 1"))
function("Latest", runtime=lambda_.Runtime.NODEJS_LATEST)
function("Custom", runtime=lambda_.Runtime("own", lambda_.RuntimeFamily.OTHER, supports_inline_code=True))
function("CustomArchitecture", architecture=lambda_.Architecture.custom("own"))
singleton = lambda_.SingletonFunction(
    stack,
    "One",
    uuid="84c0de93-353f-4217-9b0b-45b6c993251a",
    code=CODE,
    handler="index.handler",
    runtime=lambda_.Runtime.PYTHON_3_13,
    lambda_purpose="Purpose",
    environment={"X": "y"},
)
again = lambda_.SingletonFunction(
    stack,
    "Again",
    uuid="84c0de93-353f-4217-9b0b-45b6c993251a",
    code=CODE,
    handler="index.handler",
    runtime=lambda_.Runtime.PYTHON_3_13,
    lambda_purpose="Purpose",
)
unnamed = lambda_.SingletonFunction(
    stack, "Unnamed", uuid="u-1", code=CODE, handler="index.handler", runtime=lambda_.Runtime.PYTHON_3_13
)
again.add_environment("Z", "1")
again.add_dependency(queue)
singleton.depend_on(topic)
again.add_permission("Invoke", principal=iam.ServicePrincipal("events.amazonaws.com"))
again.add_to_role_policy(iam.PolicyStatement(actions=["c:d"], resources=["*"]))
CfnOutput(stack, "Single", value=singleton.function_arn)
CfnOutput(stack, "SingleVersion", value=unnamed.current_version.version)
for name in ("duration", "errors", "invocations", "throttles"):
    getattr(plain, f"metric_{name}")().create_alarm(stack, f"Alarm{name}", threshold=1, evaluation_periods=1)
    getattr(lambda_.Function, f"metric_all_{name}")().create_alarm(
        stack, f"AlarmAll{name}", threshold=1, evaluation_periods=1
    )
for name in ("concurrent_executions", "unreserved_concurrent_executions"):
    getattr(lambda_.Function, f"metric_all_{name}")().create_alarm(
        stack, f"AlarmAll{name}", threshold=1, evaluation_periods=1
    )
plain.metric("Own").create_alarm(stack, "AlarmOwn", threshold=1, evaluation_periods=1)
lambda_.Function.metric_all("Own", statistic="p90").create_alarm(
    stack, "AlarmAllOwn", threshold=1, evaluation_periods=1
)
for name, value in {
    "Arn": full.function_arn,
    "Name": full.function_name,
    "Role": full.role.role_arn,
    "Letters": letters.dead_letter_queue.queue_arn,
    "Group": grouped.log_group.log_group_name,
    "Timeout": str(full.timeout.to_seconds()),
    "Runtime": full.runtime.name,
    "Architecture": full.architecture.name,
    "Image": lambda_.Runtime.PYTHON_3_13.bundling_image.image,
    "Invoke": " ".join(str(len(each)) for each in plain.resource_arns_for_grant_invoke[1:] or ["x"]) and "x",
    "Bound": str(plain.is_bound_to_vpc),
    "Same": str(lambda_.Runtime.PYTHON_3_13.runtime_equals(lambda_.Runtime.PYTHON_3_12)),
    "Text": lambda_.Runtime.PYTHON_3_13.to_string(),
    "LatestPython": lambda_.Runtime.determine_latest_python_runtime(stack).name,
}.items():
    CfnOutput(stack, f"Out{name}", value=value)
app.synth()
