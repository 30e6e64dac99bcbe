from aws_cdk import App, CfnOutput, Stack
from aws_cdk import aws_iam as iam
from aws_cdk import aws_kms as kms
from aws_cdk import aws_sns as sns
from aws_cdk import aws_sns_subscriptions as subs
from aws_cdk import aws_sqs as sqs

app = App()
stack = Stack(app, "Plain")
topic = sns.Topic(stack, "Topic")
key = kms.Key(stack, "Key")
full = sns.Topic(
    stack,
    "Full",
    topic_name="named",
    display_name="Shown",
    master_key=key,
    enforce_ssl=True,
    signature_version="2",
    tracing_config=sns.TracingConfig.ACTIVE,
)
fifo = sns.Topic(
    stack,
    "Fifo",
    fifo=True,
    content_based_deduplication=True,
    topic_name="f",
    message_retention_period_in_days=7,
    fifo_throughput_scope=sns.FifoThroughputScope.MESSAGE_GROUP,
)
fifo2 = sns.Topic(stack, "Fifo2", fifo=True)
role = iam.Role(stack, "Role", assumed_by=iam.ServicePrincipal("ec2.amazonaws.com"))
for each in (topic, full):
    each.grant_publish(role)
    each.grant_subscribe(role)
topic.grant_publish(iam.ServicePrincipal("s3.amazonaws.com"))
topic.add_to_resource_policy(
    iam.PolicyStatement(
        actions=["sns:Subscribe"], resources=[topic.topic_arn], principals=[iam.AnyPrincipal()]
    )
)
queue = sqs.Queue(stack, "Queue")
encrypted = sqs.Queue(stack, "Encrypted", encryption=sqs.QueueEncryption.KMS)
topic.add_subscription(subs.SqsSubscription(queue))
topic.add_subscription(
    subs.SqsSubscription(
        encrypted,
        raw_message_delivery=True,
        dead_letter_queue=queue,
        filter_policy={
            "color": sns.SubscriptionFilter.string_filter(
                allowlist=["red"], denylist=["blue"], match_prefixes=["g"], match_suffixes=["y"]
            ),
            "size": sns.SubscriptionFilter.numeric_filter(
                allowlist=[1, 2],
                between=sns.BetweenCondition(start=5, stop=9),
                greater_than=20,
                less_than_or_equal_to=3,
            ),
            "there": sns.SubscriptionFilter.exists_filter(),
            "gone": sns.SubscriptionFilter.not_exists_filter(),
        },
    )
)
topic.add_subscription(subs.EmailSubscription("a@example.com", json=True))
topic.add_subscription(subs.EmailSubscription("b@example.com"))
topic.add_subscription(subs.SmsSubscription("+1555"))
topic.add_subscription(subs.UrlSubscription("https://example.com/hook", raw_message_delivery=True))
topic.add_subscription(subs.UrlSubscription("http://example.com/", protocol=sns.SubscriptionProtocol.HTTP))
sns.Subscription(
    stack,
    "Sub",
    topic=full,
    endpoint="https://x.example.com",
    protocol=sns.SubscriptionProtocol.HTTPS,
    region="eu-west-1",
)
sns.Subscription(
    stack,
    "Sub2",
    topic=full,
    endpoint="c@example.com",
    protocol=sns.SubscriptionProtocol.EMAIL,
    filter_policy_with_message_body={
        "outer": sns.FilterOrPolicy.policy(
            {"inner": sns.FilterOrPolicy.filter(sns.SubscriptionFilter.string_filter(allowlist=["v"]))}
        ),
    },
)
imported = sns.Topic.from_topic_arn(stack, "Imported", "arn:aws:sns:us-east-1:123456789012:imp.fifo")
imported.grant_publish(role)
CfnOutput(stack, "ImportedName", value=f"{imported.topic_name} {imported.fifo}")
attributes = sns.Topic.from_topic_attributes(
    stack,
    "Attributes",
    topic_arn="arn:aws:sns:us-east-1:123456789012:att",
    key_arn="arn:aws:kms:us-east-1:123456789012:key/9",
)
attributes.grant_publish(role)
attributes.add_subscription(subs.EmailSubscription("d@example.com"))
CfnOutput(stack, "Arn", value=topic.topic_arn)
CfnOutput(stack, "Name", value=topic.topic_name)
policy = sns.TopicPolicy(stack, "Policy", topics=[fifo], enforce_ssl=True)
policy.document.add_statements(
    iam.PolicyStatement(actions=["sns:Publish"], resources=["*"], principals=[iam.AccountRootPrincipal()])
)
other = Stack(app, "Other")
topic.add_subscription(subs.SqsSubscription(sqs.Queue(other, "Far")))
app.synth()
