"""AWS::ApiGateway: REST APIs and what belongs to them, and a class for every resource type."""

from landform.cdk.l1.service import service_members

_HOMES = {
    name: home
    for home, names in {
        "access_log": "AccessLogField AccessLogFormat",
        "api_definition": "ApiDefinition AssetApiDefinition InlineApiDefinition S3ApiDefinition",
        "api_key": "ApiKey RateLimitedApiKey",
        "api_key_grants": "ApiKeyGrants",
        "authorizer": "Authorizer CognitoUserPoolsAuthorizer IdentitySource",
        "aws_integration": "AwsIntegration SagemakerIntegration",
        "base_path_mapping": "BasePathMapping",
        "cors": "Cors",
        "deployment": "Deployment",
        "domain_name": "DomainName",
        "enums": "ApiKeySourceType AuthorizationType ConnectionType ContentHandling EndpointAccessMode "
        "EndpointType IntegrationType IpAddressType JsonSchemaType JsonSchemaVersion MethodLoggingLevel "
        "PassthroughBehavior Period ResponseTransferMode RestApiMode SecurityPolicy",
        "gateway_response": "GatewayResponse ResponseType",
        "integration": "HttpIntegration Integration MockIntegration",
        "lambda_authorizer": "RequestAuthorizer TokenAuthorizer",
        "lambda_integration": "LambdaIntegration",
        "log_destination": "FirehoseLogDestination LogGroupLogDestination",
        "method": "Method",
        "model": "Model",
        "request_validator": "RequestValidator",
        "resource": "ProxyResource Resource ResourceBase",
        "rest_api": "LambdaRestApi RestApi SpecRestApi StepFunctionsRestApi",
        "rest_api_base": "RestApiBase",
        "stage": "Stage",
        "stage_base": "StageBase",
        "step_functions": "StepFunctionsIntegration",
        "usage_plan": "UsagePlan",
        "vpc_link": "VpcLink",
    }.items()
    for name in names.split()
}

__getattr__, __dir__ = service_members(__name__, "AWS::ApiGateway", _HOMES)
