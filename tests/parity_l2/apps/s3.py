from datetime import UTC, datetime

from aws_cdk import App, CfnOutput, Duration, RemovalPolicy, Stack
from aws_cdk import aws_iam as iam
from aws_cdk import aws_kms as kms
from aws_cdk import aws_s3 as s3

app = App()
stack = Stack(app, "Plain")
plain = s3.Bucket(stack, "Bucket")
logs = s3.Bucket(stack, "Logs", access_control=s3.BucketAccessControl.LOG_DELIVERY_WRITE)
full = s3.Bucket(
    stack,
    "Full",
    bucket_name="a-named-bucket",
    versioned=True,
    enforce_ssl=True,
    minimum_tls_version=1.2,
    block_public_access=s3.BlockPublicAccess.BLOCK_ALL,
    object_ownership=s3.ObjectOwnership.BUCKET_OWNER_ENFORCED,
    removal_policy=RemovalPolicy.DESTROY,
    transfer_acceleration=True,
    object_lock_enabled=True,
    object_lock_default_retention=s3.ObjectLockRetention.governance(Duration.days(7)),
    transition_default_minimum_object_size=s3.TransitionDefaultMinimumObjectSize.VARIES_BY_STORAGE_CLASS,
    lifecycle_rules=[
        s3.LifecycleRule(
            id="one",
            prefix="logs/",
            expiration=Duration.days(365),
            abort_incomplete_multipart_upload_after=Duration.days(3),
            noncurrent_version_expiration=Duration.days(30),
            noncurrent_versions_to_retain=4,
            object_size_greater_than=100,
            object_size_less_than=10000,
            tag_filters={"a": "b"},
            transitions=[
                s3.Transition(
                    storage_class=s3.StorageClass.INFREQUENT_ACCESS, transition_after=Duration.days(30)
                ),
                s3.Transition(
                    storage_class=s3.StorageClass.GLACIER,
                    transition_date=datetime(2030, 1, 1, tzinfo=UTC),
                ),
            ],
            noncurrent_version_transitions=[
                s3.NoncurrentVersionTransition(
                    storage_class=s3.StorageClass.DEEP_ARCHIVE,
                    transition_after=Duration.days(60),
                    noncurrent_versions_to_retain=2,
                )
            ],
        ),
        s3.LifecycleRule(enabled=False, expired_object_delete_marker=True),
    ],
    cors=[
        s3.CorsRule(
            allowed_methods=[s3.HttpMethods.GET, s3.HttpMethods.PUT],
            allowed_origins=["*"],
            allowed_headers=["x"],
            exposed_headers=["y"],
            id="cors",
            max_age=300,
        )
    ],
    metrics=[s3.BucketMetrics(id="all"), s3.BucketMetrics(id="some", prefix="p", tag_filters={"k": "v"})],
    intelligent_tiering_configurations=[
        s3.IntelligentTieringConfiguration(
            name="tier",
            archive_access_tier_time=Duration.days(90),
            deep_archive_access_tier_time=Duration.days(180),
            prefix="p",
            tags=[s3.Tag(key="t", value="v")],
        )
    ],
    server_access_logs_bucket=logs,
    server_access_logs_prefix="access/",
    target_object_key_format=s3.TargetObjectKeyFormat.partitioned_prefix(s3.PartitionDateSource.EVENT_TIME),
    inventories=[
        s3.Inventory(
            destination=s3.InventoryDestination(bucket=logs, prefix="inv", bucket_owner="123456789012"),
            frequency=s3.InventoryFrequency.DAILY,
            format=s3.InventoryFormat.PARQUET,
            include_object_versions=s3.InventoryObjectVersion.CURRENT,
            optional_fields=["Size"],
            objects_prefix="o",
            inventory_id="daily",
        )
    ],
)
site = s3.Bucket(
    stack,
    "Site",
    website_index_document="index.html",
    website_error_document="error.html",
    website_routing_rules=[
        s3.RoutingRule(
            condition=s3.RoutingRuleCondition(http_error_code_returned_equals="404", key_prefix_equals="x"),
            host_name="h",
            http_redirect_code="302",
            protocol=s3.RedirectProtocol.HTTPS,
            replace_key=s3.ReplaceKey.prefix_with("z"),
        )
    ],
    public_read_access=True,
    block_public_access=s3.BlockPublicAccess(block_public_policy=False, restrict_public_buckets=False),
)
redirect = s3.Bucket(
    stack,
    "Redirect",
    website_redirect=s3.RedirectTarget(host_name="example.com", protocol=s3.RedirectProtocol.HTTP),
)
acls = s3.Bucket(stack, "Acls", block_public_access=s3.BlockPublicAccess.BLOCK_ACLS)
key = kms.Key(stack, "Key")
encrypted = s3.Bucket(stack, "Kms", encryption=s3.BucketEncryption.KMS, bucket_key_enabled=True)
own = s3.Bucket(stack, "Own", encryption_key=key)
s3.Bucket(stack, "KmsManaged", encryption=s3.BucketEncryption.KMS_MANAGED)
s3.Bucket(stack, "S3Managed", encryption=s3.BucketEncryption.S3_MANAGED)
s3.Bucket(stack, "Dsse", encryption=s3.BucketEncryption.DSSE)
s3.Bucket(stack, "DsseManaged", encryption=s3.BucketEncryption.DSSE_MANAGED)
s3.Bucket(stack, "Self", server_access_logs_prefix="self/")
s3.Bucket(
    stack,
    "Lock",
    object_lock_enabled=True,
    target_object_key_format=s3.TargetObjectKeyFormat.simple_prefix(),
    server_access_logs_bucket=logs,
)
role = iam.Role(stack, "Role", assumed_by=iam.ServicePrincipal("ec2.amazonaws.com"))
for each in (plain, encrypted, own):
    each.grant_read(role)
    each.grant_write(role)
    each.grant_read_write(role, "prefix/*")
    each.grant_put(role)
    each.grant_put_acl(role)
    each.grant_delete(role, "x/*")
plain.grant_read(iam.AccountPrincipal("123456789012"))
encrypted.grant_write(iam.ServicePrincipal("sns.amazonaws.com"), "q/*", ["s3:PutObject"])
acls.grant_public_access("public/*", "s3:GetObject")
plain.add_lifecycle_rule(id="later", expiration=Duration.days(1))
plain.add_cors_rule(allowed_methods=[s3.HttpMethods.HEAD], allowed_origins=["https://a"])
plain.add_metric(id="later")
plain.add_inventory(destination=s3.InventoryDestination(bucket=encrypted))
plain.add_to_resource_policy(
    iam.PolicyStatement(
        actions=["s3:GetObject"], resources=[plain.arn_for_objects("x/*")], principals=[iam.AnyPrincipal()]
    )
)
outputs = {
    "Arn": plain.bucket_arn,
    "Name": plain.bucket_name,
    "Domain": plain.bucket_domain_name,
    "Dual": plain.bucket_dual_stack_domain_name,
    "Regional": plain.bucket_regional_domain_name,
    "WebUrl": site.bucket_website_url,
    "WebDomain": site.bucket_website_domain_name,
    "S3Url": plain.s3_url_for_object("a/b"),
    "Url": plain.url_for_object("a/b"),
    "UrlRoot": plain.url_for_object(),
    "Virtual": plain.virtual_hosted_url_for_object("k"),
    "VirtualPlain": plain.virtual_hosted_url_for_object("k", regional=False),
    "Accelerated": plain.transfer_acceleration_url_for_object("k"),
    "AcceleratedDual": plain.transfer_acceleration_url_for_object("k", dual_stack=True),
}
imported = s3.Bucket.from_bucket_name(stack, "Named", "some-bucket")
by_arn = s3.Bucket.from_bucket_arn(stack, "ByArn", "arn:aws:s3:::other-bucket")
by_attributes = s3.Bucket.from_bucket_attributes(
    stack,
    "ByAttributes",
    bucket_name="third",
    region="eu-west-1",
    account="123456789012",
    encryption_key=key,
    is_website=True,
)
imported.grant_read(role)
by_attributes.grant_read_write(role)
for name, bucket in (("I", imported), ("A", by_arn), ("B", by_attributes)):
    outputs[f"{name}Arn"] = bucket.bucket_arn
    outputs[f"{name}Name"] = bucket.bucket_name
    outputs[f"{name}Domain"] = bucket.bucket_domain_name
    outputs[f"{name}Regional"] = bucket.bucket_regional_domain_name
    outputs[f"{name}Dual"] = bucket.bucket_dual_stack_domain_name
    outputs[f"{name}Url"] = bucket.url_for_object("k")
outputs["Web"] = by_attributes.bucket_website_url
outputs["WebDomain"] = by_attributes.bucket_website_domain_name
for name, value in outputs.items():
    CfnOutput(stack, f"Out{name}", value=value)
own_policy = s3.BucketPolicy(stack, "OwnPolicy", bucket=imported, removal_policy=RemovalPolicy.RETAIN)
own_policy.document.add_statements(
    iam.PolicyStatement(actions=["s3:*"], resources=["*"], principals=[iam.AccountRootPrincipal()])
)
flags = Stack(app, "Flags", env={"account": "111122223333", "region": "us-east-1"})
for flag in ("serverAccessLogsUseBucketPolicy", "publicAccessBlockedByDefault", "createDefaultLoggingPolicy"):
    flags.node.set_context(f"@aws-cdk/aws-s3:{flag}", True)
target = s3.Bucket(flags, "Target")
s3.Bucket(flags, "Source", server_access_logs_bucket=target, server_access_logs_prefix="p/")
s3.Bucket(flags, "Partly", block_public_access=s3.BlockPublicAccess(block_public_acls=False))
app.synth()
