from pathlib import Path

from aws_cdk import App, Duration, RemovalPolicy, Stack
from aws_cdk import aws_apigateway as apigateway
from aws_cdk import aws_ec2 as ec2
from aws_cdk import aws_iam as iam
from aws_cdk import aws_lambda as lambda_
from aws_cdk import aws_s3 as s3
from aws_cdk import aws_sqs as sqs

FILES = Path(__file__).resolve().parent / "files"
CODE = lambda_.Code.from_inline("def handler(event, context): pass")

app = App()
stack = Stack(app, "Services")


def function(name):
    return lambda_.Function(
        stack, name, runtime=lambda_.Runtime.PYTHON_3_12, handler="index.handler", code=CODE
    )


queue = sqs.Queue(stack, "Queue")
role = iam.Role(stack, "Role", assumed_by=iam.ServicePrincipal("apigateway.amazonaws.com"))
queue.grant_send_messages(role)
vpc = ec2.Vpc(stack, "Vpc", max_azs=2, nat_gateways=0)
endpoint = vpc.add_interface_endpoint(
    "Endpoint",
    service=ec2.InterfaceVpcEndpointAwsService.APIGATEWAY,
    subnets=ec2.SubnetSelection(subnet_type=ec2.SubnetType.PUBLIC),
)
api = apigateway.RestApi(
    stack,
    "Api",
    deploy=False,
    cloud_watch_role_removal_policy=RemovalPolicy.DESTROY,
    endpoint_configuration=apigateway.EndpointConfiguration(
        types=[apigateway.EndpointType.PRIVATE], vpc_endpoints=[endpoint]
    ),
    default_method_options=apigateway.MethodOptions(api_key_required=True),
    disable_execute_api_endpoint=False,
)
api.grant_invoke_from_vpc_endpoints_only([endpoint])
api.root.add_resource("jobs").add_method(
    "POST",
    apigateway.AwsIntegration(
        service="sqs",
        path=f"{stack.account}/{queue.queue_name}",
        integration_http_method="POST",
        options=apigateway.IntegrationOptions(
            credentials_role=role,
            request_parameters={
                "integration.request.header.Content-Type": "'application/x-www-form-urlencoded'"
            },
            request_templates={"application/json": "Action=SendMessage&MessageBody=$input.body"},
            integration_responses=[
                apigateway.IntegrationResponse(status_code="200"),
                apigateway.IntegrationResponse(status_code="500", selection_pattern="5\\d{2}"),
            ],
            timeout=Duration.seconds(5),
        ),
    ),
    method_responses=[apigateway.MethodResponse(status_code=each) for each in ("200", "500")],
)
token = apigateway.TokenAuthorizer(
    stack, "Token", handler=function("TokenHandler"), results_cache_ttl=Duration.minutes(1)
)
request = apigateway.RequestAuthorizer(
    stack,
    "Request",
    handler=function("RequestHandler"),
    assume_role=role,
    identity_sources=[
        apigateway.IdentitySource.header("Authorization"),
        apigateway.IdentitySource.context("accountId"),
    ],
)
pages = api.root.add_resource("pages")
pages.add_method("GET", apigateway.HttpIntegration("https://example.com"), authorizer=token)
pages.add_proxy(
    default_integration=apigateway.LambdaIntegration(
        function("PageHandler"), scope_permission_to_method=False
    ),
    default_method_options=apigateway.MethodOptions(authorizer=request),
)
pages.add_cors_preflight(allow_origins=apigateway.Cors.ALL_ORIGINS, disable_cache=True)
deployment = apigateway.Deployment(stack, "Deployment", api=api, retain_deployments=True)
for name in ("test", "live"):
    stage = apigateway.Stage(stack, f"Stage{name}", deployment=deployment, stage_name=name)
api.deployment_stage = stage

apigateway.SpecRestApi(
    stack,
    "FileApi",
    api_definition=apigateway.ApiDefinition.from_asset(str(FILES / "openapi.json")),
    parameters={"endpointConfigurationTypes": "REGIONAL"},
)
apigateway.SpecRestApi(
    stack,
    "InlineApi",
    description="by a definition",
    cloud_watch_role=False,
    mode=apigateway.RestApiMode.OVERWRITE,
    api_definition=apigateway.ApiDefinition.from_inline(
        {"openapi": "3.0.2", "info": {"title": "t"}, "paths": {"/a": {"get": {"responses": {}}}}}
    ),
)
imported = apigateway.RestApi.from_rest_api_attributes(
    stack, "Imported", rest_api_id="abc123", root_resource_id="def456"
)
imported.root.add_resource("more").add_method("GET", apigateway.LambdaIntegration(function("More")))
bucket = s3.Bucket.from_bucket_name(stack, "Definitions", "definitions-of-apis")
apigateway.SpecRestApi(
    stack, "BucketApi", api_definition=apigateway.ApiDefinition.from_bucket(bucket, "api.json"), deploy=False
)
app.synth()
