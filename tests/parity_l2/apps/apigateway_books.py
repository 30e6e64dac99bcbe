from aws_cdk import App, CfnOutput, Duration, RemovalPolicy, Stack, Tags
from aws_cdk import aws_apigateway as apigateway
from aws_cdk import aws_cloudwatch as cloudwatch
from aws_cdk import aws_dynamodb as dynamodb
from aws_cdk import aws_iam as iam
from aws_cdk import aws_lambda as lambda_
from aws_cdk import aws_logs as logs

app = App()
stack = Stack(app, "Books")
table = dynamodb.Table(
    stack, "Table", partition_key=dynamodb.Attribute(name="id", type=dynamodb.AttributeType.STRING)
)
handler = lambda_.Function(
    stack,
    "Handler",
    function_name="books",
    runtime=lambda_.Runtime.PYTHON_3_12,
    handler="index.handler",
    code=lambda_.Code.from_inline("def handler(event, context): pass"),
    environment={"TABLE": table.table_name},
)
table.grant_read_write_data(handler)
log_group = logs.LogGroup(stack, "AccessLogs", removal_policy=RemovalPolicy.DESTROY)
api = apigateway.LambdaRestApi(
    stack,
    "Api",
    handler=handler,
    proxy=False,
    rest_api_name="books",
    description="Books",
    default_cors_preflight_options=apigateway.CorsOptions(
        allow_origins=["https://example.com", "https://www.example.com"],
        allow_methods=["GET", "POST"],
        allow_credentials=True,
        max_age=Duration.hours(1),
    ),
    deploy_options=apigateway.StageOptions(
        stage_name="v1",
        access_log_destination=apigateway.LogGroupLogDestination(log_group),
        access_log_format=apigateway.AccessLogFormat.json_with_standard_fields(
            caller=False,
            http_method=True,
            ip=True,
            protocol=True,
            request_time=True,
            resource_path=True,
            response_length=True,
            status=True,
            user=False,
        ),
        logging_level=apigateway.MethodLoggingLevel.INFO,
        metrics_enabled=True,
        tracing_enabled=True,
        method_options={"/books/{id}/GET": apigateway.MethodDeploymentOptions(caching_enabled=True)},
        variables={"level": "info"},
    ),
    endpoint_configuration=apigateway.EndpointConfiguration(types=[apigateway.EndpointType.REGIONAL]),
    min_compression_size=None,
    binary_media_types=["image/png"],
)
book = api.add_model(
    "Book",
    content_type="application/json",
    model_name="Book",
    schema=apigateway.JsonSchema(
        schema=apigateway.JsonSchemaVersion.DRAFT4,
        title="book",
        type=apigateway.JsonSchemaType.OBJECT,
        required=["title"],
        properties={
            "title": apigateway.JsonSchema(type=apigateway.JsonSchemaType.STRING, min_length=1),
            "pages": apigateway.JsonSchema(type=apigateway.JsonSchemaType.INTEGER, minimum=1),
            "tags": apigateway.JsonSchema(
                type=apigateway.JsonSchemaType.ARRAY,
                items=apigateway.JsonSchema(enum=["new", "used"]),
            ),
        },
    ),
)
books = api.root.add_resource("books")
books.add_method("GET", request_parameters={"method.request.querystring.author": False})
books.add_method(
    "POST",
    api_key_required=True,
    request_models={"application/json": book},
    request_validator_options=apigateway.RequestValidatorOptions(
        request_validator_name="body", validate_request_body=True
    ),
)
one = books.add_resource("{id}")
get = one.add_method("GET", operation_name="GetBook")
one.add_method("DELETE", authorization_type=apigateway.AuthorizationType.IAM)
api.root.resource_for_path("/status/health").add_method(
    "GET",
    apigateway.MockIntegration(
        integration_responses=[
            apigateway.IntegrationResponse(
                status_code="200", response_templates={"application/json": '{"state": "ok"}'}
            )
        ],
        request_templates={"application/json": '{"statusCode": 200}'},
        passthrough_behavior=apigateway.PassthroughBehavior.NEVER,
    ),
    method_responses=[
        apigateway.MethodResponse(
            status_code="200", response_models={"application/json": apigateway.Model.EMPTY_MODEL}
        )
    ],
)
api.add_gateway_response(
    "Denied",
    type=apigateway.ResponseType.ACCESS_DENIED,
    status_code="403",
    response_headers={"Access-Control-Allow-Origin": "'*'"},
    templates={"application/json": '{"message": $context.error.messageString}'},
)
plan = api.add_usage_plan(
    "Plan",
    name="readers",
    throttle=apigateway.ThrottleSettings(rate_limit=10, burst_limit=2),
    quota=apigateway.QuotaSettings(limit=1000, period=apigateway.Period.DAY),
)
plan.add_api_stage(
    stage=api.deployment_stage,
    throttle=[
        apigateway.ThrottlingPerMethod(
            method=get, throttle=apigateway.ThrottleSettings(rate_limit=5, burst_limit=1)
        )
    ],
)
key = api.add_api_key("Key", api_key_name="reader", description="of a reader")
plan.add_api_key(key)
reader = iam.User(stack, "Reader")
key.grant_read(reader)
get.grant_execute(reader)
cloudwatch.Alarm(
    stack,
    "Errors",
    metric=api.metric_server_error(period=Duration.minutes(1)),
    threshold=1,
    evaluation_periods=1,
)
cloudwatch.Alarm(
    stack, "Slow", metric=get.metric_latency(api.deployment_stage), threshold=500, evaluation_periods=3
)
Tags.of(api).add("team", "books")
CfnOutput(stack, "Url", value=api.url_for_path("/books"))
CfnOutput(stack, "Calls", value=api.arn_for_execute_api("GET", "/books", "v1"))
app.synth()
