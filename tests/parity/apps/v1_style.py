"""Code of version 1's style."""

from aws_cdk import aws_s3 as s3
from aws_cdk import aws_sqs as sqs
from aws_cdk import core


class OldStack(core.Stack):
    def __init__(self, scope: core.Construct, id: str, **kwargs: object) -> None:
        super().__init__(scope, id, **kwargs)
        bucket = s3.CfnBucket(self, "Bucket")
        bucket.apply_removal_policy(core.RemovalPolicy.DESTROY)
        sqs.CfnQueue(self, "Queue", delay_seconds=core.Duration.minutes(1).to_seconds())
        core.CfnOutput(self, "Out", value=core.Fn.join("-", [bucket.ref, core.Aws.REGION]))
        core.Tags.of(self).add("old", "yes")


app = core.App()
OldStack(app, "Old", env=core.Environment(region="us-east-1"))
app.synth()
