from aws_cdk import App, CfnOutput, CfnTag, RemovalPolicy, Stack, Tags
from aws_cdk import aws_cloudwatch as cloudwatch
from aws_cdk import aws_dynamodb as dynamodb
from aws_cdk import aws_iam as iam
from aws_cdk import aws_kms as kms

app = App()
stack = Stack(app, "Global", env={"account": "111122223333", "region": "us-east-1"})
key = dynamodb.Attribute(name="pk", type=dynamodb.AttributeType.STRING)
count = dynamodb.Attribute(name="count", type=dynamodb.AttributeType.NUMBER)
role = iam.Role(stack, "Role", assumed_by=iam.ServicePrincipal("lambda.amazonaws.com"))
table = dynamodb.TableV2(
    stack,
    "Table",
    partition_key=key,
    sort_key=dynamodb.Attribute(name="sk", type=dynamodb.AttributeType.NUMBER),
    billing=dynamodb.Billing.provisioned(
        read_capacity=dynamodb.Capacity.fixed(10),
        write_capacity=dynamodb.Capacity.autoscaled(max_capacity=15, target_utilization_percent=60),
    ),
    encryption=dynamodb.TableEncryptionV2.customer_managed_key(
        kms.Key(stack, "Key"), {"eu-west-1": "arn:aws:kms:eu-west-1:111122223333:key/abc"}
    ),
    contributor_insights_specification=dynamodb.ContributorInsightsSpecification(
        enabled=True, mode=dynamodb.ContributorInsightsMode.THROTTLED_KEYS
    ),
    global_secondary_indexes=[
        dynamodb.GlobalSecondaryIndexPropsV2(
            index_name="one", partition_key=key, read_capacity=dynamodb.Capacity.fixed(4)
        ),
        dynamodb.GlobalSecondaryIndexPropsV2(index_name="two", partition_keys=[key], sort_keys=[count]),
    ],
    local_secondary_indexes=[dynamodb.LocalSecondaryIndexProps(index_name="local", sort_key=key)],
    replicas=[
        dynamodb.ReplicaTableProps(
            region="eu-west-1",
            deletion_protection=True,
            read_capacity=dynamodb.Capacity.autoscaled(min_capacity=5, max_capacity=25),
            global_secondary_index_options={
                "one": dynamodb.ReplicaGlobalSecondaryIndexOptions(read_capacity=dynamodb.Capacity.fixed(7))
            },
            tags=[CfnTag(key="where", value="there")],
        )
    ],
    tags=[CfnTag(key="where", value="here")],
    point_in_time_recovery_specification={"point_in_time_recovery_enabled": True},
    removal_policy=RemovalPolicy.DESTROY,
    warm_throughput=dynamodb.WarmThroughput(read_units_per_second=15000, write_units_per_second=4000),
)
Tags.of(table).add("team", "data")
table.grant_read_data(role)
there = table.replica("eu-west-1")
there.grant_write_data(role)
table.grant_stream_read(role)
CfnOutput(stack, "Replica", value=there.table_arn)
strong = dynamodb.TableV2(
    stack,
    "Strong",
    partition_key=key,
    multi_region_consistency=dynamodb.MultiRegionConsistency.STRONG,
    witness_region="us-east-2",
    replicas=[dynamodb.ReplicaTableProps(region="us-west-2")],
)
cloudwatch.Alarm(
    stack,
    "Throttled",
    metric=strong.metric_throttled_requests(),
    threshold=1,
    evaluation_periods=1,
)
plain = Stack(app, "Plain")
on_demand = dynamodb.TableV2(
    plain,
    "OnDemand",
    table_name="on-demand",
    partition_key=key,
    billing=dynamodb.Billing.on_demand(max_read_request_units=100),
    encryption=dynamodb.TableEncryptionV2.aws_managed_key(),
    dynamo_stream=dynamodb.StreamViewType.OLD_IMAGE,
    time_to_live_attribute="ttl",
)
on_demand.grant_full_access(iam.User(plain, "User"))
imported = dynamodb.TableV2.from_table_attributes(
    plain,
    "Imported",
    table_arn="arn:aws:dynamodb:us-east-1:111122223333:table/theirs",
    encryption_key=kms.Key.from_key_arn(plain, "Key", "arn:aws:kms:us-east-1:111122223333:key/abc"),
    grant_index_permissions=True,
)
imported.grant_read_write_data(iam.User(plain, "Other"))
replicas = Stack(app, "Replicas", env={"account": "222233334444", "region": "eu-west-1"})
source = dynamodb.TableV2(
    stack,
    "Shared",
    table_name="shared",
    partition_key=key,
    global_table_settings_replication_mode=dynamodb.GlobalTableSettingsReplicationMode.ALL,
)
dynamodb.TableV2MultiAccountReplica(replicas, "Replica", replica_source_table=source)
app.synth()
