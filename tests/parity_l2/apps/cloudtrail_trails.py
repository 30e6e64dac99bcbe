from aws_cdk import App, CfnOutput, Stack
from aws_cdk import aws_cloudtrail as cloudtrail
from aws_cdk import aws_events as events
from aws_cdk import aws_events_targets as targets
from aws_cdk import aws_kms as kms
from aws_cdk import aws_lambda as lambda_
from aws_cdk import aws_logs as logs
from aws_cdk import aws_s3 as s3
from aws_cdk import aws_sns as sns

app = App()
stack = Stack(app, "Trails")
function = lambda_.Function(
    stack,
    "Function",
    code=lambda_.Code.from_inline("def handler(event, context):\n    return 1\n"),
    handler="index.handler",
    runtime=lambda_.Runtime.PYTHON_3_13,
)
bucket = s3.Bucket(stack, "Data")
plain = cloudtrail.Trail(stack, "Plain")
plain.add_s3_event_selector(
    [cloudtrail.S3EventSelector(bucket=bucket, object_prefix="in/")],
    include_management_events=False,
    read_write_type=cloudtrail.ReadWriteType.WRITE_ONLY,
)
plain.add_lambda_event_selector(
    [function], exclude_management_event_sources=[cloudtrail.ManagementEventSources.KMS]
)
full = cloudtrail.Trail(
    stack,
    "Full",
    bucket=s3.Bucket(stack, "Kept", encryption_key=kms.Key(stack, "BucketKey")),
    encryption_key=kms.Key(stack, "Key"),
    send_to_cloud_watch_logs=True,
    cloud_watch_logs_retention=logs.RetentionDays.ONE_MONTH,
    sns_topic=sns.Topic(stack, "Topic"),
    s3_key_prefix="trails",
    insight_types=[cloudtrail.InsightType.API_CALL_RATE, cloudtrail.InsightType.API_ERROR_RATE],
    management_events=cloudtrail.ReadWriteType.ALL,
    is_multi_region_trail=False,
)
full.log_all_lambda_data_events()
full.log_all_s3_data_events(read_write_type=cloudtrail.ReadWriteType.READ_ONLY)
cloudtrail.Trail.on_event(
    stack,
    "Deleted",
    event_pattern=events.EventPattern(detail={"eventName": ["DeleteBucket"]}),
    target=targets.LambdaFunction(function),
)
bucket.on_cloud_trail_write_object("Written", paths=["in/*"], target=targets.LambdaFunction(function))
CfnOutput(stack, "Topic2", value=full.trail_sns_topic_arn)
CfnOutput(stack, "Group", value=full.log_group.log_group_name)
app.synth()
