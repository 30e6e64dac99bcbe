from aws_cdk import App, CfnOutput, Duration, RemovalPolicy, Stack
from aws_cdk import aws_lambda as lambda_
from aws_cdk import aws_s3 as s3

app = App()
stack = Stack(app, "Plain")
there = Stack(app, "There", env={"account": "111122223333", "region": "us-east-1"})
flagged = Stack(app, "Flagged")
flagged.node.set_context("@aws-cdk/aws-lambda:recognizeLayerVersion", True)
CODE = lambda_.Code.from_inline("def handler(event, context):\n    return 1\n")
PYTHON = lambda_.Runtime.PYTHON_3_13


def function(name, scope=stack, **options):
    given = {"code": CODE, "handler": "index.handler", "runtime": PYTHON, **options}
    return lambda_.Function(scope, name, **given)


bucket = s3.Bucket(stack, "Bucket")
layer = lambda_.LayerVersion(stack, "Layer", code=lambda_.Code.from_bucket(bucket, "layer.zip"))
full = lambda_.LayerVersion(
    stack,
    "Full",
    code=lambda_.Code.from_bucket(bucket, "full.zip", "3"),
    compatible_architectures=[lambda_.Architecture.ARM_64, lambda_.Architecture.X86_64],
    compatible_runtimes=[PYTHON, lambda_.Runtime.NODEJS_22_X],
    description="Full",
    layer_version_name="full",
    license="MIT",
    removal_policy=RemovalPolicy.RETAIN,
)
layer.add_permission("Account", account_id="999999999999")
layer.add_permission("Organization", account_id="*", organization_id="o-1234567890")
known = lambda_.LayerVersion.from_layer_version_attributes(
    stack,
    "Known",
    layer_version_arn="arn:aws:lambda:us-east-1:999999999999:layer:known:2",
    compatible_runtimes=[PYTHON],
)
known.add_permission("Account", account_id="123456789012")
two = function("Two", layers=[layer, full])
two.add_layers(known)
CfnOutput(stack, "TwoVersion", value=two.current_version.version)
own = lambda_.LayerVersion(
    flagged, "Own", code=lambda_.Code.from_bucket(s3.Bucket.from_bucket_name(flagged, "First", "first"), "k")
)
named = lambda_.LayerVersion(
    flagged,
    "Named",
    code=lambda_.Code.from_bucket(s3.Bucket.from_bucket_name(flagged, "Second", "second"), "k"),
    description="Named",
)
two_flagged = function("Two", flagged, layers=[own, named])
CfnOutput(flagged, "Version", value=two_flagged.current_version.version)
for region in (stack, there):
    function("Insights", region, insights_version=lambda_.LambdaInsightsVersion.VERSION_1_0_333_0)
    function(
        "InsightsArm",
        region,
        insights_version=lambda_.LambdaInsightsVersion.VERSION_1_0_498_0,
        architecture=lambda_.Architecture.ARM_64,
    )
    function(
        "Parameters",
        region,
        params_and_secrets=lambda_.ParamsAndSecretsLayerVersion.from_version(
            lambda_.ParamsAndSecretsVersions.V1_0_103
        ),
    )
    function(
        "ParametersArm",
        region,
        architecture=lambda_.Architecture.ARM_64,
        params_and_secrets=lambda_.ParamsAndSecretsLayerVersion.from_version(
            lambda_.ParamsAndSecretsVersions.V1_0_103
        ),
    )
    for runtime, version, wrapper in (
        (
            PYTHON,
            lambda_.AdotLayerVersion.from_python_sdk_layer_version(
                lambda_.AdotLambdaLayerPythonSdkVersion.LATEST
            ),
            lambda_.AdotLambdaExecWrapper.INSTRUMENT_HANDLER,
        ),
        (
            lambda_.Runtime.NODEJS_22_X,
            lambda_.AdotLayerVersion.from_java_script_sdk_layer_version(
                lambda_.AdotLambdaLayerJavaScriptSdkVersion.LATEST
            ),
            lambda_.AdotLambdaExecWrapper.REGULAR_HANDLER,
        ),
        (
            lambda_.Runtime.NODEJS_20_X,
            lambda_.AdotLayerVersion.from_generic_layer_version(lambda_.AdotLambdaLayerGenericVersion.LATEST),
            lambda_.AdotLambdaExecWrapper.PROXY_HANDLER,
        ),
        (
            lambda_.Runtime.JAVA_21,
            lambda_.AdotLayerVersion.from_java_sdk_layer_version(
                lambda_.AdotLambdaLayerJavaSdkVersion.LATEST
            ),
            lambda_.AdotLambdaExecWrapper.STREAM_HANDLER,
        ),
        (
            lambda_.Runtime.JAVA_21,
            lambda_.AdotLayerVersion.from_java_auto_instrumentation_layer_version(
                lambda_.AdotLambdaLayerJavaAutoInstrumentationVersion.LATEST
            ),
            lambda_.AdotLambdaExecWrapper.SQS_HANDLER,
        ),
    ):
        name = f"Adot{runtime.name}{wrapper.name.title()}".replace(".", "").replace("_", "")
        instrumentation = lambda_.AdotInstrumentationConfig(layer_version=version, exec_wrapper=wrapper)
        function(
            name,
            region,
            runtime=runtime,
            adot_instrumentation=instrumentation,
            code=lambda_.Code.from_bucket(
                s3.Bucket.from_bucket_name(region, f"Code{name}", "code"), f"{name}.zip"
            ),
        )
function(
    "InsightsArn",
    insights_version=lambda_.LambdaInsightsVersion.from_insight_version_arn(
        "arn:aws:lambda:x:layer:insights:1"
    ),
)
function(
    "ParametersArn",
    params_and_secrets=lambda_.ParamsAndSecretsLayerVersion.from_version_arn(
        "arn:aws:lambda:x:layer:params:1",
        cache_enabled=False,
        cache_size=500,
        http_port=8080,
        log_level=lambda_.ParamsAndSecretsLogLevel.DEBUG,
        max_connections=5,
        parameter_store_timeout=Duration.seconds(10),
        parameter_store_ttl=Duration.seconds(60),
        secrets_manager_timeout=Duration.seconds(20),
        secrets_manager_ttl=Duration.seconds(250),
    ),
)
CfnOutput(stack, "LayerArn", value=layer.layer_version_arn)
CfnOutput(stack, "KnownArn", value=known.layer_version_arn)
app.synth()
