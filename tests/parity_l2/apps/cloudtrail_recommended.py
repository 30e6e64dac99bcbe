from aws_cdk import App, Stack
from aws_cdk import aws_cloudtrail as cloudtrail
from aws_cdk import aws_logs as logs
from aws_cdk import aws_s3 as s3

app = App(
    context={
        "@aws-cdk/aws-s3:createDefaultLoggingPolicy": True,
        "@aws-cdk/aws-s3:serverAccessLogsUseBucketPolicy": True,
        "@aws-cdk/aws-s3:publicAccessBlockedByDefault": True,
        "@aws-cdk/aws-iam:minimizePolicies": True,
        "@aws-cdk/core:enablePartitionLiterals": True,
    }
)
stack = Stack(app, "Recommended", env={"account": "111122223333", "region": "eu-west-1"})
cloudtrail.Trail(
    stack,
    "Organization",
    is_organization_trail=True,
    org_id="o-12345abcde",
    trail_name="everything",
    send_to_cloud_watch_logs=True,
    cloud_watch_log_group=logs.LogGroup(stack, "Logs"),
)
shared = s3.Bucket(stack, "Shared")
for name in ("First", "Second"):
    cloudtrail.Trail(stack, name, bucket=shared, s3_key_prefix=name.lower())
app.synth()
