from aws_cdk import App, CfnOutput, Stack
from aws_cdk import aws_apigateway as apigateway
from aws_cdk import aws_certificatemanager as acm
from aws_cdk import aws_lambda as lambda_
from aws_cdk import aws_logs as logs

FLAGS = [
    "aws-apigateway:disableCloudWatchRole",
    "aws-apigateway:authorizerChangeDeploymentLogicalId",
    "aws-apigateway:requestValidatorUniqueId",
    "aws-apigateway:logGroupDestinationArnWithoutWildcard",
    "aws-iam:minimizePolicies",
    "core:enablePartitionLiterals",
    "core:explicitStackTags",
]
app = App(context={f"@aws-cdk/{flag}": True for flag in FLAGS})
environment = {"account": "111122223333", "region": "us-east-1"}
functions = Stack(app, "Functions", env=environment)
stack = Stack(app, "Recommended", env=environment)


def function(scope, name):
    return lambda_.Function(
        scope,
        name,
        runtime=lambda_.Runtime.PYTHON_3_12,
        handler="index.handler",
        code=lambda_.Code.from_inline("def handler(event, context): pass"),
    )


api = apigateway.LambdaRestApi(
    stack,
    "Api",
    handler=function(functions, "Handler"),
    deploy_options=apigateway.StageOptions(
        access_log_destination=apigateway.LogGroupLogDestination(logs.LogGroup(stack, "Logs"))
    ),
)
other = apigateway.RestApi(stack, "Other", default_integration=apigateway.MockIntegration())
checked = apigateway.RequestValidatorOptions(validate_request_parameters=True)
authorizer = apigateway.TokenAuthorizer(stack, "Token", handler=function(stack, "Authorizer"))
things = other.root.add_resource("things")
for method in ("GET", "PUT"):
    things.add_method(method, authorizer=authorizer, request_validator_options=checked)
certificate = acm.CfnCertificate(stack, "Certificate", domain_name="api.example.com")
domain = apigateway.DomainName(
    stack,
    "Domain",
    certificate=certificate,
    domain_name="api.example.com",
    security_policy=apigateway.SecurityPolicy.TLS_1_2,
    mapping=api,
    base_path="v1",
)
domain.add_base_path_mapping(other, base_path="other")
domain.add_api_mapping(other.deployment_stage, base_path="deep/path")
other.add_domain_name(
    "Edge",
    certificate=certificate,
    domain_name="edge.example.com",
    endpoint_type=apigateway.EndpointType.EDGE,
)
apigateway.RateLimitedApiKey(
    stack,
    "Key",
    stages=[api.deployment_stage],
    quota=apigateway.QuotaSettings(limit=10, period=apigateway.Period.MONTH),
    api_stages=[apigateway.UsagePlanPerApiStage(stage=api.deployment_stage, api=api)],
)
CfnOutput(stack, "Alias", value=domain.domain_name_alias_domain_name)
app.synth()
