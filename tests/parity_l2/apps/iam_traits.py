"""Grants on plain resources, look-ups, logs of deliveries, and how they are tried again."""

import aws_cdk as cdk
from aws_cdk import aws_iam as iam
from aws_cdk import aws_kms as kms
from aws_cdk import aws_s3 as s3
from aws_cdk import aws_sns as sns
from aws_cdk import aws_sqs as sqs

app = cdk.App()
stack = cdk.Stack(app, "Traits", env=cdk.Environment(account="111122223333", region="us-east-1"))
role = iam.Role(stack, "Role", assumed_by=iam.ServicePrincipal("lambda.amazonaws.com"))
service = iam.ServicePrincipal("s3.amazonaws.com")
statement = iam.PolicyStatement(actions=["s3:GetObject"], resources=["*"], principals=[iam.AnyPrincipal()])


def queues(key: kms.Key, plain_key: kms.CfnKey) -> None:
    queue = sqs.Queue(stack, "Queue", encryption_master_key=key)
    queue.grant_on_key(role, "kms:Decrypt")
    assert sqs.Queue(stack, "Open").grant_on_key(role, "kms:Decrypt").grant is None
    queue.grants.actions(role, ["sqs:ListQueueTags"], key_actions=["kms:DescribeKey"])
    queue.grants.actions(role, ["sqs:TagQueue"], resource_arns=["arn:aws:sqs:us-east-1:111122223333:other"])
    plain = sqs.CfnQueue(stack, "PlainQueue", kms_master_key_id=plain_key.attr_arn)
    sqs.QueueGrants.from_queue(plain).send_messages(role)
    sqs.QueueGrants.from_queue(plain).consume_messages(service)
    by_ref = sqs.CfnQueue(stack, "ByRef", kms_master_key_id=plain_key.ref)
    iam.EncryptedResources.of(by_ref).grant_on_key(role, "kms:Encrypt")
    by_alias = sqs.CfnQueue(stack, "ByAlias", kms_master_key_id="alias/jobs")
    assert iam.EncryptedResources.of(by_alias).grant_on_key(role, "kms:Encrypt").grant is None


def buckets(plain_key: kms.CfnKey) -> None:
    rule = s3.CfnBucket.ServerSideEncryptionRuleProperty(
        server_side_encryption_by_default=s3.CfnBucket.ServerSideEncryptionByDefaultProperty(
            sse_algorithm="aws:kms", kms_master_key_id=plain_key.attr_arn
        )
    )
    encryption = s3.CfnBucket.BucketEncryptionProperty(server_side_encryption_configuration=[rule])
    bucket = s3.CfnBucket(stack, "PlainBucket", bucket_encryption=encryption)
    iam.EncryptedResources.of(bucket).grant_on_key(role, "kms:DescribeKey")
    iam.ResourceWithPolicies.of(bucket).add_to_resource_policy(statement)
    known = s3.CfnBucket(stack, "WithPolicy")
    allow = {"Effect": "Allow", "Action": "s3:ListBucket", "Resource": "*", "Principal": "*"}
    s3.CfnBucketPolicy(stack, "Known", bucket=known.ref, policy_document={"Statement": [allow]})
    iam.ResourceWithPolicies.of(known).add_to_resource_policy(statement)
    iam.ResourceWithPolicies.of(known).add_to_resource_policy(statement)


def topics(key: kms.Key, plain_key: kms.CfnKey) -> None:
    logged = sns.LoggingConfig(
        protocol=sns.LoggingProtocol.SQS,
        failure_feedback_role=role,
        success_feedback_role=role,
        success_feedback_sample_rate=50,
    )
    topic = sns.Topic(stack, "Topic", master_key=key, logging_configs=[logged])
    topic.add_logging_config(protocol=sns.LoggingProtocol.HTTP)
    topic.grants.publish(role)
    topic.grants.subscribe(role)
    topic.grant_on_key(role, "kms:Encrypt")
    topic.bind_as_notification_rule_target(stack)
    plain = sns.CfnTopic(stack, "PlainTopic", kms_master_key_id=plain_key.attr_arn)
    sns.TopicGrants.from_topic(plain).publish(role)
    sns.TopicGrants.from_topic(plain).publish(service)
    retry = sns.HealthyRetryPolicy(
        min_delay_target=cdk.Duration.seconds(1),
        max_delay_target=cdk.Duration.seconds(10),
        num_retries=6,
        num_no_delay_retries=1,
        num_min_delay_retries=1,
        num_max_delay_retries=1,
        backoff_function=sns.BackoffFunction.LINEAR,
    )
    sns.Subscription(
        stack,
        "Hook",
        topic=topic,
        endpoint="https://example.com/hook",
        protocol=sns.SubscriptionProtocol.HTTPS,
        delivery_policy=sns.DeliveryPolicy(
            healthy_retry_policy=retry,
            throttle_policy=sns.ThrottlePolicy(max_receives_per_second=5),
            request_policy=sns.RequestPolicy(header_content_type="application/json"),
        ),
    )


def keys(plain_key: kms.CfnKey) -> None:
    kms.Key.from_cfn_key(plain_key).grant_encrypt(role)
    bare = kms.CfnKey(stack, "Bare")
    admin = iam.PolicyStatement(actions=["kms:*"], resources=["*"], principals=[service])
    iam.ResourceWithPolicies.of(bare).add_to_resource_policy(admin)
    found = kms.Key.from_lookup(stack, "Found", alias_name="alias/jobs")
    assert kms.Key.is_lookup_dummy(found)
    cdk.CfnOutput(stack, "FoundKey", value=found.key_arn)
    cdk.CfnOutput(stack, "FoundRole", value=iam.Role.from_lookup(stack, "Who", role_name="worker").role_name)
    native = iam.OidcProviderNative(stack, "Native", url="https://example.com", thumbprints=["0" * 40])
    cdk.CfnOutput(stack, "Issuer", value=native.oidc_provider_issuer)


key = kms.Key(stack, "Key")
plain_key = kms.CfnKey(stack, "PlainKey", key_policy={"Statement": [], "Version": "2012-10-17"})
queues(key, plain_key)
buckets(plain_key)
topics(key, plain_key)
keys(plain_key)
precreated = cdk.Stack(app, "Precreated", env=cdk.Environment(account="111122223333", region="us-east-1"))
iam.Role.customize_roles(precreated, use_precreated_roles={"Precreated/Worker": "worker"})
worker = iam.Role(precreated, "Worker", assumed_by=service)
sqs.Queue(precreated, "Jobs").grant_send_messages(worker)
worker.add_managed_policy(iam.ManagedPolicy.from_aws_managed_policy_name("ReadOnlyAccess"))
asked = sqs.Queue(precreated, "Asked")
asked.add_to_resource_policy(iam.PolicyStatement(actions=["sqs:*"], resources=["*"], principals=[worker]))
app.synth()
