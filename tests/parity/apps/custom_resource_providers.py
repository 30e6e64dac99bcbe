"""Providers of custom resources with the framework's functions, and resources that are calls of the SDK."""

from aws_cdk import App, CfnOutput, CustomResource, Duration, RemovalPolicy, Stack
from aws_cdk import aws_ec2 as ec2
from aws_cdk import aws_iam as iam
from aws_cdk import aws_kms as kms
from aws_cdk import aws_lambda as lambda_
from aws_cdk import aws_logs as logs
from aws_cdk import custom_resources as cr

app = App()


def function(scope, name):
    return lambda_.Function(
        scope,
        name,
        runtime=lambda_.Runtime.PYTHON_3_13,
        handler="index.handler",
        code=lambda_.Code.from_inline("def handler(event, context): pass"),
    )


plain = Stack(app, "Plain")
provider = cr.Provider(plain, "Provider", on_event_handler=function(plain, "OnEvent"))
resource = CustomResource(plain, "Resource", service_token=provider.service_token)
CfnOutput(plain, "Ref", value=resource.ref)

waiting = Stack(app, "Waiting")
is_complete = function(waiting, "IsComplete")
provider = cr.Provider(
    waiting,
    "Provider",
    on_event_handler=function(waiting, "OnEvent"),
    is_complete_handler=is_complete,
)
cr.Provider(
    waiting,
    "Silent",
    on_event_handler=function(waiting, "OnEvent3"),
    is_complete_handler=is_complete,
    disable_waiter_state_machine_logging=True,
)
CustomResource(waiting, "Resource", service_token=provider.service_token)
cr.Provider(
    waiting,
    "Quiet",
    on_event_handler=function(waiting, "OnEvent2"),
    is_complete_handler=is_complete,
    disable_waiter_state_machine_logging=False,
    query_interval=Duration.seconds(30),
    total_timeout=Duration.minutes(15),
)

options = Stack(app, "Options", env={"account": "111122223333", "region": "us-east-1"})
vpc = ec2.Vpc(options, "Vpc", max_azs=2, nat_gateways=1)
group = ec2.SecurityGroup(options, "Group", vpc=vpc)
on_event = function(options, "OnEvent")
cr.Provider(
    options,
    "Full",
    on_event_handler=on_event,
    is_complete_handler=function(options, "IsComplete"),
    log_group=logs.LogGroup(options, "Logs"),
    provider_function_name="named",
    provider_function_env_encryption=kms.Key(options, "Key"),
    vpc=vpc,
    vpc_subnets=ec2.SubnetSelection(subnet_type=ec2.SubnetType.PRIVATE_WITH_EGRESS),
    security_groups=[group],
    framework_lambda_logging_level=lambda_.ApplicationLogLevel.INFO,
    framework_on_event_role=iam.Role(
        options, "OnEventRole", assumed_by=iam.ServicePrincipal("lambda.amazonaws.com")
    ),
    framework_complete_and_timeout_role=iam.Role(
        options, "CompleteRole", assumed_by=iam.ServicePrincipal("lambda.amazonaws.com")
    ),
    disable_waiter_state_machine_logging=False,
    waiter_state_machine_log_options=cr.LogOptions(
        destination=logs.LogGroup(options, "Machine"), include_execution_data=True
    ),
)
cr.Provider(
    options,
    "Role",
    on_event_handler=on_event,
    role=iam.Role(options, "OneRole", assumed_by=iam.ServicePrincipal("lambda.amazonaws.com")),
    log_retention=logs.RetentionDays.ONE_DAY,
)

calls = Stack(app, "Calls")
first = cr.AwsCustomResource(
    calls,
    "First",
    on_create=cr.AwsSdkCall(
        service="SSM",
        action="getParameter",
        parameters={"Name": "my-parameter", "WithDecryption": True, "Deep": {"n": 1, "l": [1, "x"]}},
        physical_resource_id=cr.PhysicalResourceId.from_response("Parameter.ARN"),
    ),
    policy=cr.AwsCustomResourcePolicy.from_sdk_calls(resources=cr.AwsCustomResourcePolicy.ANY_RESOURCE),
)
CfnOutput(calls, "Field", value=first.get_response_field("Parameter.Value"))
CfnOutput(calls, "Reference", value=first.get_response_field_reference("Parameter.ARN").to_string())
second = cr.AwsCustomResource(
    calls,
    "Second",
    resource_type="Custom::Second",
    on_create=cr.AwsSdkCall(
        service="@aws-sdk/client-s3",
        action="PutObjectCommand",
        parameters={"Bucket": "b", "Body": first.get_response_field("Parameter.Value")},
        physical_resource_id=cr.PhysicalResourceId.of("fixed"),
        region="eu-west-1",
        api_version="2006-03-01",
        assumed_role_arn="arn:aws:iam::111122223333:role/assumed",
        external_id="ext",
        ignore_error_codes_matching="Nope.*",
        logging=cr.Logging.with_data_hidden(),
    ),
    on_update=cr.AwsSdkCall(
        service="CloudWatchLogs",
        action="putRetentionPolicy",
        parameters={"id": cr.PhysicalResourceIdReference()},
        physical_resource_id=cr.PhysicalResourceId.of("fixed"),
        output_paths=["a.b", "c"],
        logging=cr.Logging.all(),
    ),
    on_delete=cr.AwsSdkCall(service="s3", action="deleteBucket", parameters={"Bucket": "b"}),
    policy=cr.AwsCustomResourcePolicy.from_statements(
        [iam.PolicyStatement(actions=["s3:*"], resources=["*"])]
    ),
    install_latest_aws_sdk=False,
    removal_policy=RemovalPolicy.RETAIN,
    service_timeout=Duration.seconds(60),
)
second.grant_principal.add_to_principal_policy(iam.PolicyStatement(actions=["kms:Decrypt"], resources=["*"]))

flagged = Stack(app, "Flagged")
flagged.node.set_context("@aws-cdk/custom-resources:logApiResponseDataPropertyTrueDefault", True)
flagged.node.set_context("@aws-cdk/customresources:installLatestAwsSdkDefault", False)
flagged.node.set_context("@aws-cdk/aws-lambda:useCdkManagedLogGroup", True)
cr.AwsCustomResource(
    flagged,
    "Call",
    on_update=cr.AwsSdkCall(
        service="StepFunctions",
        action="listStateMachines",
        physical_resource_id=cr.PhysicalResourceId.of("a"),
        assumed_role_arn="arn:aws:iam::111122223333:role/a",
    ),
    on_delete=cr.AwsSdkCall(service="ELBv2", action="describeX", logging=cr.Logging.with_data_hidden()),
    policy=cr.AwsCustomResourcePolicy.from_sdk_calls(resources=["*"]),
)

own = Stack(app, "Own", env={"account": "111122223333", "region": "us-east-1"})
vpc = ec2.Vpc(own, "Vpc", max_azs=1, nat_gateways=1)
cr.AwsCustomResource(
    own,
    "Named",
    on_update=cr.AwsSdkCall(
        service="dynamodb",
        action="batchWriteItem",
        physical_resource_id=cr.PhysicalResourceId.of("x"),
        parameters={"a": own.region},
    ),
    role=iam.Role(own, "Role", assumed_by=iam.ServicePrincipal("lambda.amazonaws.com")),
    function_name="mine",
    memory_size=512,
    timeout=Duration.minutes(5),
    log_group=logs.LogGroup(own, "Logs"),
    vpc=vpc,
    vpc_subnets=ec2.SubnetSelection(subnet_type=ec2.SubnetType.PRIVATE_WITH_EGRESS),
    policy=cr.AwsCustomResourcePolicy.from_sdk_calls(resources=["arn:aws:dynamodb:::table/x"]),
)

configured = Stack(app, "Configured")
cr.AwsCustomResource(
    configured,
    "Call",
    on_update=cr.AwsSdkCall(
        service="ApiGatewayV2", action="getApis", physical_resource_id=cr.PhysicalResourceId.of("x")
    ),
    log_retention=logs.RetentionDays.ONE_WEEK,
    policy=cr.AwsCustomResourcePolicy.from_sdk_calls(resources=["*"]),
)
cr.CustomResourceConfig.of(configured).add_log_retention_lifetime(logs.RetentionDays.TEN_YEARS)
cr.CustomResourceConfig.of(configured).add_removal_policy(RemovalPolicy.DESTROY)
cr.CustomResourceConfig.of(configured).add_lambda_runtime(lambda_.Runtime.NODEJS_22_X)
app.synth()
