"""Custom resources and providers made of plain resources: every option."""

import tempfile
from pathlib import Path

import aws_cdk as cdk

CODE = Path(tempfile.mkdtemp())
(CODE / "index.js").write_text("exports.handler = async () => ({});\n")
RUNTIME = cdk.CustomResourceProviderRuntime

app = cdk.App()
stack = cdk.Stack(app, "Here")
there = cdk.Stack(app, "There", env=cdk.Environment(account="111111111111", region="eu-west-1"))

cdk.CustomResource(stack, "Plain", service_token="arn:aws:lambda:eu-west-1:111111111111:function:f")
typed = cdk.CustomResource(
    stack,
    "Typed",
    service_token="token",
    resource_type="Custom::My-Thing_1@x",
    properties={"a": 1, "fooBar": {"x": True}, "nothing": None, "list": [1, "b"], "region": cdk.Aws.REGION},
    removal_policy=cdk.RemovalPolicy.RETAIN,
)
cdk.CustomResource(
    stack,
    "Pascal",
    service_token="token",
    pascal_case_properties=True,
    properties={"fooBar": {"bazQux": 1}, "l": [{"aB": 1}], "Already": "so"},
    service_timeout=cdk.Duration.minutes(1),
)
cdk.CustomResource(stack, "Snap", service_token="token", removal_policy=cdk.RemovalPolicy.SNAPSHOT)
cdk.CfnOutput(stack, "Ref", value=typed.ref)
cdk.CfnOutput(stack, "Text", value=typed.get_att_string("One.Two"))
cdk.CfnOutput(stack, "Any", value=cdk.Token.as_string(typed.get_att("Three")))
typed.apply_removal_policy(cdk.RemovalPolicy.DESTROY)

for each in (stack, there):
    token = cdk.CustomResourceProvider.get_or_create(
        each, "Custom::My", code_directory=str(CODE), runtime=RUNTIME.NODEJS_20_X
    )
    again = cdk.CustomResourceProvider.get_or_create(
        cdk.Stack.of(each), "Custom::My", code_directory=str(CODE), runtime=RUNTIME.NODEJS_20_X
    )
    cdk.CustomResource(each, "Mine", service_token=token, resource_type="Custom::My")
    full = cdk.CustomResourceProvider.get_or_create_provider(
        each,
        "Custom::Full",
        code_directory=str(CODE),
        runtime=RUNTIME.NODEJS_22_X,
        description="everything",
        environment={"B": "1", "A": cdk.Aws.REGION},
        memory_size=cdk.Size.gibibytes(1),
        timeout=cdk.Duration.minutes(5),
        policy_statements=[{"Effect": "Allow", "Action": "s3:*", "Resource": "*"}],
        use_cfn_response_wrapper=False,
    )
    full.add_to_role_policy({"Effect": "Deny", "Action": "x:y", "Resource": "*"})
    for index, value in enumerate([again, full.role_arn, full.service_token, full.code_hash]):
        cdk.CfnOutput(each, f"Out{index}", value=value)
own = cdk.CustomResourceProvider(
    stack, "Own", code_directory=str(CODE), runtime=RUNTIME.NODEJS_24_X, use_cfn_response_wrapper=True
)
own.add_to_role_policy({"Effect": "Allow", "Action": "x:y", "Resource": "*"})
app.synth()
