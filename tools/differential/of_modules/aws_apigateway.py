"""Calls of aws_apigateway."""

from typing import Any, Final

from tools.differential.making import construct, imported, new, record, static

_MODULE: Final = "aws_apigateway"
_CORS: Final = record("aws_apigateway.CorsOptions", allow_origins=["*"])
_MORE_CORS: Final = record(
    "aws_apigateway.CorsOptions",
    allow_origins=["https://a.example.com", "https://b.example.com"],
    allow_methods=["GET", "PUT"],
    allow_headers=["X-A"],
    allow_credentials=True,
    expose_headers=["X-B"],
    max_age=static("aws_cdk.Duration.minutes", 5),
    status_code=200,
)
_FUNCTION: Final = construct(
    "aws_lambda.Function",
    "Function0",
    code=static("aws_lambda.Code.from_inline", "x = 1"),
    handler="index.handler",
    runtime={"enum": "aws_lambda.Runtime.PYTHON_3_12"},
)
_API: Final = construct("aws_apigateway.RestApi", "Api0")


def _on_root(**named: Any) -> Any:
    return {"call": {"get": _API, "name": "root"}, "name": "add_method", "args": ["ANY"], "kw": named}


_REST_API: Final = {"all": [_on_root(), _API]}
_ROOT: Final = {"get": _REST_API, "name": "root"}
_IMPORTED: Final = imported(
    "aws_apigateway.RestApi.from_rest_api_attributes", "Api1", rest_api_id="api1", root_resource_id="root1"
)


def _in_use(kind: str, **named: Any) -> Any:
    """An authorizer of an API; it has no id of an API before."""
    made = construct(f"aws_apigateway.{kind}", f"{kind}0", **named)
    return {"all": [_on_root(authorizer=made), made]}


_TOKEN: Final = _in_use("TokenAuthorizer", handler=_FUNCTION)
_REQUEST: Final = _in_use("RequestAuthorizer", handler=_FUNCTION, identity_sources=["text"])
VALUES: Final = {
    "aws_apigateway.AccessLogFormat": (
        static("aws_apigateway.AccessLogFormat.clf"),
        static("aws_apigateway.AccessLogFormat.custom", "$context.requestId"),
    ),
    "aws_apigateway.ApiDefinition": (
        static(
            "aws_apigateway.ApiDefinition.from_inline", {"map": {"openapi": "3.0.2", "paths": {"map": {}}}}
        ),
        static("aws_apigateway.ApiDefinition.from_asset", "fixture/hello.txt"),
    ),
    "aws_apigateway.CorsOptions": (_CORS, _MORE_CORS),
    "aws_apigateway.IResource": (_ROOT, {"get": _IMPORTED, "name": "root"}),
    "aws_apigateway.IRestApi": (_REST_API, _IMPORTED),
    "aws_apigateway.IStage": (
        {"get": _REST_API, "name": "deployment_stage"},
        imported("aws_apigateway.Stage.from_stage_attributes", "Stage1", rest_api=_IMPORTED, stage_name="s"),
    ),
    "aws_apigateway.Integration": (
        new("aws_apigateway.MockIntegration"),
        new("aws_apigateway.LambdaIntegration", _FUNCTION),
    ),
    "aws_apigateway.RequestAuthorizer": (_REQUEST, _REQUEST),
    "aws_apigateway.RestApi": (
        _REST_API,
        construct("aws_apigateway.RestApi", "Api2", default_cors_preflight_options=_CORS),
    ),
    "aws_apigateway.TokenAuthorizer": (_TOKEN, _TOKEN),
    "interfaces.aws_certificatemanager.ICertificateRef": (
        construct("aws_certificatemanager.CfnCertificate", "Certificate0", domain_name="example.com"),
        construct("aws_certificatemanager.CfnCertificate", "Certificate1", domain_name="example.org"),
    ),
}
_LOGGED: Final = ("caller", "http_method", "ip", "protocol", "request_time", "resource_path")
ALWAYS: Final = {
    "aws_apigateway.AccessLogFormat.json_with_standard_fields": dict.fromkeys(
        (*_LOGGED, "response_length", "status", "user"), True
    ),
    "aws_apigateway.AwsIntegration": {"action": "SendMessage"},
    "aws_apigateway.Integration": {"integration_http_method": "POST"},
    "aws_apigateway.RestApi": {"default_cors_preflight_options": _CORS},
    "aws_apigateway.Stage": {
        "access_log_destination": new(
            "aws_apigateway.LogGroupLogDestination", construct("aws_logs.LogGroup", "Logs0")
        )
    },
}
SAME: Final = {
    "aws_apigateway.RestApiBase": "aws_apigateway.RestApi",
    "interfaces.aws_apigateway.IRestApiRef": "aws_apigateway.IRestApi",
    "interfaces.aws_apigateway.IStageRef": "aws_apigateway.IStage",
}


def _method_options(path: str, **named: Any) -> Any:
    return {"map": {path: record("aws_apigateway.MethodDeploymentOptions", **named)}}


_FLAG: Final = "@aws-cdk/aws-apigateway"
TOGETHER: Final = {
    "aws_apigateway.RestApi": {
        "without a role": {"context": {f"{_FLAG}:disableCloudWatchRole": True}},
        "both sizes": {
            "kw": {"min_compression_size": static("aws_cdk.Size.kibibytes", 1), "minimum_compression_size": 1}
        },
        "both endpoints": {
            "kw": {
                "endpoint_types": [{"enum": "aws_apigateway.EndpointType.EDGE"}],
                "endpoint_configuration": record(
                    "aws_apigateway.EndpointConfiguration",
                    types=[{"enum": "aws_apigateway.EndpointType.REGIONAL"}],
                ),
            }
        },
        "no methods": {"kw": {"default_cors_preflight_options": None}},
    },
    "aws_apigateway.Stage": {
        "plain log groups": {"context": {f"{_FLAG}:logGroupDestinationArnWithoutWildcard": True}},
        "cache without a cluster": {"kw": {"cache_cluster_enabled": False, "caching_enabled": True}},
    },
    "aws_apigateway.DomainName": {
        "levels": {"kw": {"base_path": "a/b", "mapping": _REST_API}},
        "levels at the edge": {
            "kw": {
                "base_path": "a/b",
                "mapping": _REST_API,
                "endpoint_type": {"enum": "aws_apigateway.EndpointType.EDGE"},
            }
        },
        "an enhanced policy": {
            "kw": {
                "security_policy": {"enum": "aws_apigateway.SecurityPolicy.TLS13_1_3_2025_09"},
                "endpoint_access_mode": {"enum": "aws_apigateway.EndpointAccessMode.STRICT"},
            }
        },
    },
}
_ALL: Final = r"aws_apigateway\..*"
_BELOW: Final = r"aws_apigateway\.(Proxy)?Resource(Base)?\.resource_for_path"
_EXPRESS: Final = construct(
    "aws_stepfunctions.StateMachine",
    "Express0",
    definition_body=static(
        "aws_stepfunctions.DefinitionBody.from_chainable",
        construct("aws_stepfunctions.Pass", "Pass0"),
    ),
    state_machine_type={"enum": "aws_stepfunctions.StateMachineType.EXPRESS"},
)
_STREAM: Final = construct(
    "aws_kinesisfirehose.CfnDeliveryStream", "Stream0", delivery_stream_name="amazon-apigateway-a"
)
OWN: Final = [
    (r"aws_apigateway\.FirehoseLogDestination", "stream", (_STREAM, _STREAM)),
    (r"aws_apigateway\.StepFunctions.*", "state_machine", (_EXPRESS, _EXPRESS)),
    (r"aws_apigateway\.StepFunctions.*", "path", (True, False)),
    (r"aws_apigateway\.RequestContext", "http_method", (True, False)),
    (r"aws_apigateway\.AssetApiDefinition", "path", ("fixture/hello.txt", "fixture/inner/run.sh")),
    (r".*\.json_with_standard_fields", "http_method", (True, False)),
    (_BELOW, "path", ("a", "b/{c}")),
    (_ALL, "base_path", ("a", "b")),
    (_ALL, "http_method", ("GET", "POST")),
    (_ALL, "integration_http_method", ("POST", "PUT")),
    (_ALL, "override_logical_id", ("First", "Second")),
    (_ALL, "endpoint_export_name", ("first", "second:name")),
    (_ALL, "path", ("/a", "/b/{c}")),
    (_ALL, "path_part", ("a", "{b}")),
    (
        _ALL,
        "method_options",
        (
            _method_options("/*/*"),
            _method_options("/a/{b}/GET", caching_enabled=True, throttling_rate_limit=5),
        ),
    ),
]
