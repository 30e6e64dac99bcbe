"""Explicit environments, mixed with none; physical names across environments."""

import os

from aws_cdk import App, CfnOutput, Environment, Stack
from aws_cdk import aws_s3 as s3

app = App()
Stack(app, "Both", env=Environment(account="111122223333", region="eu-west-1"))
Stack(app, "OnlyRegion", env=Environment(region="ap-southeast-2"))
Stack(app, "OnlyAccount", env={"account": "444455556666"})
Stack(
    app,
    "FromToolkit",
    env=Environment(
        account=os.environ.get("CDK_DEFAULT_ACCOUNT"), region=os.environ.get("CDK_DEFAULT_REGION")
    ),
)
china = Stack(app, "China", env=Environment(account="111122223333", region="cn-north-1"))
CfnOutput(china, "Partition", value=china.partition)
CfnOutput(china, "Suffix", value=china.url_suffix)
free = Stack(app, "Free")
for stack in (free, china):
    CfnOutput(stack, "Where", value=f"{stack.account} {stack.region} {stack.environment} {stack.stack_name}")
    CfnOutput(stack, "Id", value=stack.stack_id)
    CfnOutput(stack, "Zones", value=",".join(stack.availability_zones[:1]) if stack is free else "-")
one = Stack(app, "One", env=Environment(account="111122223333", region="eu-west-1"))
two = Stack(app, "Two", env=Environment(account="111122223333", region="eu-west-1"))
bucket = s3.CfnBucket(one, "Bucket", bucket_name="fixed-name")
CfnOutput(two, "Use", value=bucket.attr_arn)
app.synth()
