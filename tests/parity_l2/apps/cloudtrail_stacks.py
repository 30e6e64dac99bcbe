from aws_cdk import App, Stack
from aws_cdk import aws_cloudtrail as cloudtrail
from aws_cdk import aws_kms as kms
from aws_cdk import aws_s3 as s3
from aws_cdk import aws_sns as sns

app = App()
storage = Stack(app, "Storage")
bucket = s3.Bucket(storage, "Bucket")
key = kms.Key(storage, "Key")
stack = Stack(app, "Watch")
trail = cloudtrail.Trail(
    stack,
    "Trail",
    bucket=s3.Bucket.from_bucket_name(stack, "Kept", "kept-elsewhere"),
    encryption_key=key,
    sns_topic=sns.Topic(stack, "Topic", master_key=kms.Key(stack, "TopicKey")),
    management_events=cloudtrail.ReadWriteType.NONE,
    include_global_service_events=False,
    enable_file_validation=False,
)
trail.add_s3_event_selector([cloudtrail.S3EventSelector(bucket=bucket)])
app.synth()
