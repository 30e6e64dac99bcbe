"""Buckets: notifications, auto-delete, replication, namespaces, blocked encryptions."""

import aws_cdk as cdk
from aws_cdk import aws_iam as iam
from aws_cdk import aws_kms as kms
from aws_cdk import aws_s3 as s3
from aws_cdk import aws_s3_notifications as notify
from aws_cdk import aws_sns as sns
from aws_cdk import aws_sqs as sqs

app = cdk.App()
stack = cdk.Stack(app, "Events")
bucket = s3.Bucket(stack, "Bucket")
queue = sqs.Queue(stack, "Queue")
topic = sns.Topic(stack, "Topic")
locked = sqs.Queue(stack, "Locked", encryption=sqs.QueueEncryption.KMS)
filters = s3.NotificationKeyFilter(prefix="a/", suffix=".x")
bucket.add_event_notification(s3.EventType.OBJECT_CREATED, notify.SqsDestination(queue), filters)
bucket.add_object_removed_notification(notify.SnsDestination(topic), s3.NotificationKeyFilter(suffix=".y"))
bucket.add_object_created_notification(notify.SqsDestination(locked), s3.NotificationKeyFilter(prefix="b/"))
s3.Bucket(stack, "Bridge", event_bridge_enabled=True)
theirs = s3.Bucket.from_bucket_name(stack, "Theirs", "theirs")
theirs.add_event_notification(s3.EventType.OBJECT_RESTORE_COMPLETED, notify.SqsDestination(queue))
theirs.enable_event_bridge_notification()
skipping = s3.Bucket(stack, "Skipping", notifications_skip_destination_validation=True)
skipping.add_object_created_notification(notify.SnsDestination(topic))
for name in ("One", "Two"):
    s3.Bucket(stack, name, auto_delete_objects=True, removal_policy=cdk.RemovalPolicy.DESTROY)
s3.Bucket(
    stack,
    "Both",
    auto_delete_objects=True,
    removal_policy=cdk.RemovalPolicy.DESTROY,
    enforce_ssl=True,
    versioned=True,
)
s3.Bucket(stack, "Blocked", abac_status=True, blocked_encryption_types=[s3.BlockedEncryptionType.SSE_C])
s3.Bucket(
    stack,
    "Open",
    abac_status=False,
    blocked_encryption_types=[s3.BlockedEncryptionType.NONE],
    encryption=s3.BucketEncryption.S3_MANAGED,
)
s3.Bucket(stack, "Own", bucket_namespace=s3.BucketNamespace.ACCOUNT_REGIONAL, bucket_name_prefix="shop")
s3.Bucket(stack, "Global", bucket_namespace=s3.BucketNamespace.GLOBAL)

roles = cdk.Stack(app, "Roles")
role = iam.Role(roles, "Role", assumed_by=iam.ServicePrincipal("lambda.amazonaws.com"))
handled = s3.Bucket(roles, "Handled", notifications_handler_role=role)
handled.add_object_created_notification(notify.SqsDestination(sqs.Queue(roles, "Queue")))

copies = cdk.Stack(app, "Copies")
key = kms.Key(copies, "Key")
targets = [s3.Bucket(copies, f"Target{index}", versioned=True) for index in range(3)]
s3.Bucket(
    copies,
    "Source",
    versioned=True,
    encryption_key=key,
    replication_rules=[
        s3.ReplicationRule(destination=targets[0], priority=1, delete_marker_replication=True),
        s3.ReplicationRule(
            destination=targets[1], priority=2, filter=s3.Filter(prefix="p"), replica_modifications=False
        ),
        s3.ReplicationRule(
            destination=targets[2],
            id="all",
            priority=0,
            filter=s3.Filter(prefix="p", tags=[s3.Tag(key="k", value="v")]),
            replication_time_control=s3.ReplicationTimeValue.FIFTEEN_MINUTES,
            metrics=s3.ReplicationTimeValue.FIFTEEN_MINUTES,
            storage_class=s3.StorageClass.GLACIER,
            replica_modifications=True,
            sse_kms_encrypted_objects=True,
            kms_key=key,
        ),
    ],
)
own = iam.Role(copies, "Own", assumed_by=iam.ServicePrincipal("s3.amazonaws.com"))
rule = s3.ReplicationRule(destination=targets[0])
source = s3.Bucket(copies, "OwnRole", versioned=True, replication_role=own, replication_rules=[rule])
destination = s3.GrantReplicationPermissionDestinationProps(bucket=targets[0], encryption_key=key)
source.grant_replication_permission(own, destinations=[destination])
targets[1].add_replication_policy("arn:aws:iam::111111111111:role/r", True, "111111111111")
targets[2].add_replication_policy("arn:aws:iam::111111111111:role/r")

here = cdk.Stack(app, "Here", env=cdk.Environment(account="111111111111", region="us-east-1"))
there = cdk.Stack(app, "There", env=cdk.Environment(account="222222222222", region="us-east-1"))
target = s3.Bucket(there, "Target", versioned=True, bucket_name="a-target-elsewhere")
rule = s3.ReplicationRule(destination=target, access_control_transition=True)
source = s3.Bucket(here, "Source", versioned=True, replication_rules=[rule])
target.add_replication_policy(source.replication_role_arn, True, "111111111111")

flagged = cdk.Stage(app, "Flagged")
for flag in (
    "@aws-cdk/aws-s3:keepNotificationInImportedBucket",
    "@aws-cdk/aws-s3:setUniqueReplicationRoleName",
    "@aws-cdk/s3-notifications:addS3TrustKeyPolicyForSnsSubscriptions",
):
    flagged.node.set_context(flag, True)
inside = cdk.Stack(flagged, "Inside")
topic = sns.Topic(inside, "Topic", master_key=kms.Key(inside, "Key"))
bucket = s3.Bucket(inside, "Bucket")
bucket.add_object_created_notification(notify.SnsDestination(topic))
target = s3.Bucket(inside, "Target", versioned=True)
s3.Bucket(inside, "Source", versioned=True, replication_rules=[s3.ReplicationRule(destination=target)])
app.synth()
