from aws_cdk import App, CfnOutput, Duration, RemovalPolicy, Stack
from aws_cdk import aws_iam as iam
from aws_cdk import aws_kms as kms
from aws_cdk import aws_sqs as sqs

app = App()
stack = Stack(app, "Plain")
dead = sqs.Queue(
    stack,
    "Dead",
    redrive_allow_policy=sqs.RedriveAllowPolicy(redrive_permission=sqs.RedrivePermission.DENY_ALL),
)
queue = sqs.Queue(
    stack,
    "Queue",
    queue_name="named",
    dead_letter_queue=sqs.DeadLetterQueue(max_receive_count=3, queue=dead),
    delivery_delay=Duration.seconds(5),
    max_message_size_bytes=2048,
    receive_message_wait_time=Duration.seconds(10),
    retention_period=Duration.days(3),
    visibility_timeout=Duration.minutes(2),
    removal_policy=RemovalPolicy.RETAIN,
    enforce_ssl=True,
)
fifo = sqs.Queue(
    stack,
    "Fifo",
    fifo=True,
    content_based_deduplication=True,
    deduplication_scope=sqs.DeduplicationScope.MESSAGE_GROUP,
    fifo_throughput_limit=sqs.FifoThroughputLimit.PER_MESSAGE_GROUP_ID,
)
sqs.Queue(stack, "FifoNamed", queue_name="a.fifo")
sqs.Queue(stack, "Dedup", content_based_deduplication=True)
kms_queue = sqs.Queue(stack, "Kms", encryption=sqs.QueueEncryption.KMS, data_key_reuse=Duration.minutes(10))
key = kms.Key(stack, "Key")
own_key = sqs.Queue(stack, "OwnKey", encryption_master_key=key)
sqs.Queue(stack, "Managed", encryption=sqs.QueueEncryption.KMS_MANAGED)
sqs.Queue(stack, "SqsManaged", encryption=sqs.QueueEncryption.SQS_MANAGED)
sqs.Queue(stack, "None", encryption=sqs.QueueEncryption.UNENCRYPTED)
sqs.Queue(stack, "ByQueue", redrive_allow_policy=sqs.RedriveAllowPolicy(source_queues=[queue]))
sqs.Queue(
    stack,
    "All",
    redrive_allow_policy=sqs.RedriveAllowPolicy(redrive_permission=sqs.RedrivePermission.ALLOW_ALL),
)
role = iam.Role(stack, "Role", assumed_by=iam.ServicePrincipal("ec2.amazonaws.com"))
for each in (queue, kms_queue, own_key):
    each.grant_send_messages(role)
    each.grant_consume_messages(role)
    each.grant_purge(role)
    each.grant(role, "sqs:Other")
kms_queue.grant_send_messages(iam.ServicePrincipal("sns.amazonaws.com"))
queue.add_to_resource_policy(
    iam.PolicyStatement(
        actions=["sqs:SendMessage"], resources=[queue.queue_arn], principals=[iam.AnyPrincipal()]
    )
)
imported = sqs.Queue.from_queue_arn(stack, "Imported", "arn:aws:sqs:us-west-2:123456789012:q1")
CfnOutput(stack, "ImportedUrl", value=imported.queue_url)
CfnOutput(stack, "ImportedName", value=imported.queue_name)
imported.grant_consume_messages(role)
attrs = sqs.Queue.from_queue_attributes(
    stack,
    "Attrs",
    queue_arn="arn:aws:sqs:us-west-2:123456789012:q2.fifo",
    key_arn="arn:aws:kms:us-west-2:123456789012:key/1",
)
attrs.grant_send_messages(role)
CfnOutput(stack, "AttrsFifo", value=str(attrs.fifo))
CfnOutput(stack, "Url", value=queue.queue_url)
CfnOutput(stack, "Name", value=queue.queue_name)
CfnOutput(stack, "Arn", value=queue.queue_arn)
CfnOutput(stack, "Fifos", value=f"{fifo.fifo} {queue.fifo}")
policy = sqs.QueuePolicy(stack, "QueuePolicy", queues=[dead])
policy.document.add_statements(
    iam.PolicyStatement(actions=["sqs:*"], resources=["*"], principals=[iam.AccountRootPrincipal()])
)
app.synth()
