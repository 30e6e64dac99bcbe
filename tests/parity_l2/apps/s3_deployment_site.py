import datetime
from pathlib import Path

from aws_cdk import App, CfnOutput, Duration, Expiration, Fn, Stack
from aws_cdk import aws_cloudfront as cloudfront
from aws_cdk import aws_s3 as s3
from aws_cdk import aws_s3_deployment as deployment
from aws_cdk import aws_sns as sns

FILES = str(Path(__file__).parent / "files" / "page")
app = App()
stack = Stack(app, "Site")
bucket = s3.Bucket(stack, "Bucket", website_index_document="index.html", versioned=True)
origin = cloudfront.CfnDistribution.OriginProperty(
    id="o",
    domain_name=bucket.bucket_regional_domain_name,
    s3_origin_config=cloudfront.CfnDistribution.S3OriginConfigProperty(),
)
distribution = cloudfront.CfnDistribution(
    stack,
    "Distribution",
    distribution_config=cloudfront.CfnDistribution.DistributionConfigProperty(
        enabled=True,
        origins=[origin],
        default_cache_behavior=cloudfront.CfnDistribution.DefaultCacheBehaviorProperty(
            target_origin_id="o", viewer_protocol_policy="redirect-to-https"
        ),
    ),
)
topic = sns.Topic(stack, "Topic")
page = deployment.BucketDeployment(
    stack,
    "Page",
    sources=[
        deployment.Source.asset(FILES, exclude=["*.txt"]),
        deployment.Source.json_data(
            "config.json", {"topic": topic.topic_arn, "of": ["topic " + topic.topic_name, 1.5, True]}
        ),
        deployment.Source.yaml_data("config.yaml", {"topic": topic.topic_arn, "n": {"a": [1, "true"]}}),
        deployment.Source.data("/robots.txt", f"# {topic.topic_name}\n# {topic.topic_arn}", json_escape=True),
    ],
    destination_bucket=bucket,
    destination_key_prefix="web/static",
    distribution=distribution,
    distribution_paths=["/*"],
    wait_for_distribution_invalidation=False,
    cache_control=[
        deployment.CacheControl.max_age(Duration.hours(1)),
        deployment.CacheControl.set_public(),
        deployment.CacheControl.stale_while_revalidate(Duration.days(1)),
    ],
    expires=Expiration.at_date(datetime.datetime(2030, 1, 2, 3, 4, 5, tzinfo=datetime.UTC)),
    metadata={"Made-By": "me"},
    storage_class=deployment.StorageClass.INTELLIGENT_TIERING,
    server_side_encryption=deployment.ServerSideEncryption.AES_256,
    access_control=s3.BucketAccessControl.BUCKET_OWNER_FULL_CONTROL,
    exclude=["*.map"],
    include=["a.map"],
    sign_content=True,
)
whole = deployment.BucketDeployment(
    stack,
    "Whole",
    sources=[deployment.Source.asset(FILES)],
    destination_bucket=bucket,
    extract=False,
    prune=False,
    retain_on_delete=False,
)
page.add_source(deployment.Source.bucket(s3.Bucket.from_bucket_name(stack, "Known", "known"), "more.zip"))
CfnOutput(stack, "Url", value=page.deployed_bucket.bucket_website_url)
CfnOutput(stack, "Key", value=Fn.select(0, whole.object_keys))
CfnOutput(stack, "Version", value=Fn.select(0, whole.object_version_ids))
app.synth()
