"""Resources of S3, DynamoDB, KMS, SNS and SageMaker, given as structs and as camelCase dicts."""

from aws_cdk import App, CfnOutput, CfnTag, Stack
from aws_cdk import aws_dynamodb as dynamodb
from aws_cdk import aws_kms as kms
from aws_cdk import aws_s3 as s3
from aws_cdk import aws_sagemaker as sagemaker
from aws_cdk import aws_sns as sns

app = App()
stack = Stack(app, "Data")
statement = {"Sid": "s", "Effect": "Allow", "Action": ["kms:*"], "Resource": "*"}
key = kms.CfnKey(
    stack, "Key", key_policy={"Version": "2012-10-17", "Statement": [statement]}, enable_key_rotation=True
)
struct = s3.CfnBucket(
    stack,
    "Struct",
    bucket_encryption=s3.CfnBucket.BucketEncryptionProperty(
        server_side_encryption_configuration=[
            s3.CfnBucket.ServerSideEncryptionRuleProperty(
                bucket_key_enabled=True,
                server_side_encryption_by_default=s3.CfnBucket.ServerSideEncryptionByDefaultProperty(
                    sse_algorithm="aws:kms", kms_master_key_id=key.attr_arn
                ),
            )
        ]
    ),
    lifecycle_configuration=s3.CfnBucket.LifecycleConfigurationProperty(
        rules=[
            s3.CfnBucket.RuleProperty(
                status="Enabled",
                expiration_in_days=3,
                transitions=[s3.CfnBucket.TransitionProperty(storage_class="GLACIER", transition_in_days=1)],
            )
        ]
    ),
    tags=[CfnTag(key="a", value="b")],
)
s3.CfnBucket(
    stack,
    "Camel",
    bucket_encryption={
        "serverSideEncryptionConfiguration": [
            {"serverSideEncryptionByDefault": {"sseAlgorithm": "aws:kms", "kmsMasterKeyId": key.ref}}
        ]
    },
    website_configuration={"indexDocument": "i", "routingRules": [{"redirectRule": {"hostName": "h"}}]},
)
dynamodb.CfnTable(
    stack,
    "Table",
    key_schema=[dynamodb.CfnTable.KeySchemaProperty(attribute_name="id", key_type="HASH")],
    attribute_definitions=[{"attributeName": "id", "attributeType": "S"}],
    billing_mode="PAY_PER_REQUEST",
    sse_specification=dynamodb.CfnTable.SSESpecificationProperty(sse_enabled=True, kms_master_key_id="k"),
    stream_specification={"streamViewType": "NEW_IMAGE"},
    time_to_live_specification=dynamodb.CfnTable.TimeToLiveSpecificationProperty(
        enabled=True, attribute_name="t"
    ),
)
topic = sns.CfnTopic(
    stack,
    "Topic",
    display_name="d",
    fifo_topic=False,
    subscription=[sns.CfnTopic.SubscriptionProperty(endpoint="e", protocol="sqs")],
)
sns.CfnTopicPolicy(stack, "TopicPolicy", policy_document={"Statement": [statement]}, topics=[topic.ref])
sns.CfnSubscription(
    stack, "Subscription", topic_arn=topic.attr_topic_arn, protocol="sqs", filter_policy={"my_key": ["a"]}
)
sagemaker.CfnModel(
    stack,
    "Model",
    execution_role_arn="r",
    primary_container=sagemaker.CfnModel.ContainerDefinitionProperty(
        image="i", environment={"SOME_KEY": "v", "lower_key": "w"}, model_data_url="s3://m"
    ),
)
config = sagemaker.CfnEndpointConfig(
    stack,
    "Config",
    production_variants=[
        sagemaker.CfnEndpointConfig.ProductionVariantProperty(
            variant_name="v", model_name="m", initial_variant_weight=1, initial_instance_count=1
        )
    ],
)
sagemaker.CfnEndpoint(stack, "Endpoint", endpoint_config_name=config.attr_endpoint_config_name)
CfnOutput(stack, "Domain", value=struct.attr_regional_domain_name)
app.synth()
