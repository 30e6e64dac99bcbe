"""ARNs put together in every format and taken apart."""

from aws_cdk import App, Arn, ArnComponents, ArnFormat, CfnOutput, Environment, Stack
from aws_cdk import aws_lambda as lambda_

app = App()
free = Stack(app, "Free")
fixed = Stack(app, "Fixed", env=Environment(account="111122223333", region="eu-west-1"))
for stack in (free, fixed):
    for each in ArnFormat:
        arn = stack.format_arn(service="s", resource="r", resource_name="n", arn_format=each)
        CfnOutput(stack, f"Format{each.name.title().replace('_', '')}", value=arn)
    CfnOutput(stack, "NoName", value=stack.format_arn(service="s", resource="r"))
    CfnOutput(
        stack,
        "Empty",
        value=stack.format_arn(service="s3", resource="b", resource_name="k", region="", account=""),
    )
    CfnOutput(stack, "Partition", value=stack.partition)
    CfnOutput(
        stack,
        "Other",
        value=Arn.format(ArnComponents(service="s", resource="r", partition="aws-cn", region="x"), stack),
    )
function = lambda_.CfnFunction(
    free, "Function", role="r", code=lambda_.CfnFunction.CodeProperty(zip_file="x"), handler="h"
)
for name, format_ in (
    ("None", ArnFormat.NO_RESOURCE_NAME),
    ("Colon", ArnFormat.COLON_RESOURCE_NAME),
    ("Slash", ArnFormat.SLASH_RESOURCE_NAME),
    ("Slashes", ArnFormat.SLASH_RESOURCE_SLASH_RESOURCE_NAME),
):
    parts = free.split_arn(function.attr_arn, format_)
    for field in ("partition", "service", "region", "account", "resource", "resource_name"):
        value = getattr(parts, field)
        if value is not None:
            CfnOutput(free, f"{name}{field}", value=value)
known = Arn.split("arn:aws:lambda:us-east-1:1:function:f:3", ArnFormat.COLON_RESOURCE_NAME)
CfnOutput(free, "KnownResource", value=known.resource)
CfnOutput(free, "KnownName", value=known.resource_name)
slash = Arn.split("arn:aws:iam::1:role/path/name", ArnFormat.SLASH_RESOURCE_NAME)
CfnOutput(free, "SlashName", value=f"{slash.resource} {slash.resource_name} [{slash.region}]")
CfnOutput(free, "Extracted", value=Arn.extract_resource_name("arn:aws:iam::1:role/a/b", "role"))
CfnOutput(free, "ExtractedToken", value=Arn.extract_resource_name(function.attr_arn, "function"))
app.synth()
