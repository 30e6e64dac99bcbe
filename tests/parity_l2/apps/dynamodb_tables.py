from aws_cdk import App, CfnOutput, Duration, RemovalPolicy, Stack, Tags
from aws_cdk import aws_applicationautoscaling as scaling
from aws_cdk import aws_cloudwatch as cloudwatch
from aws_cdk import aws_dynamodb as dynamodb
from aws_cdk import aws_iam as iam
from aws_cdk import aws_lambda as lambda_
from aws_cdk import aws_lambda_event_sources as sources

app = App()
stack = Stack(app, "Tables")
text = dynamodb.AttributeType.STRING
number = dynamodb.AttributeType.NUMBER
table = dynamodb.Table(
    stack,
    "Orders",
    partition_key=dynamodb.Attribute(name="customer", type=text),
    sort_key={"name": "time", "type": number},
    stream=dynamodb.StreamViewType.NEW_AND_OLD_IMAGES,
    removal_policy=RemovalPolicy.DESTROY,
    time_to_live_attribute="expires",
    encryption=dynamodb.TableEncryption.CUSTOMER_MANAGED,
    point_in_time_recovery_specification=dynamodb.PointInTimeRecoverySpecification(
        point_in_time_recovery_enabled=True, recovery_period_in_days=7
    ),
    read_capacity=3,
)
table.add_local_secondary_index(
    index_name="by-state",
    sort_key=dynamodb.Attribute(name="state", type=text),
    projection_type=dynamodb.ProjectionType.INCLUDE,
    non_key_attributes=["total", "currency"],
)
handler = lambda_.Function(
    stack,
    "Handler",
    runtime=lambda_.Runtime.PYTHON_3_12,
    handler="index.handler",
    code=lambda_.Code.from_inline("def handler(event, context): pass"),
    environment={"TABLE": table.table_name},
)
table.grant_read_write_data(handler)
handler.add_event_source(
    sources.DynamoEventSource(table, starting_position=lambda_.StartingPosition.LATEST, retry_attempts=3)
)
table.add_global_secondary_index(
    index_name="by-product",
    partition_key=dynamodb.Attribute(name="product", type=text),
    sort_key=dynamodb.Attribute(name="time", type=number),
    write_capacity=8,
)
reads = table.auto_scale_read_capacity(min_capacity=1, max_capacity=50)
reads.scale_on_utilization(target_utilization_percent=60, scale_in_cooldown=Duration.minutes(2))
reads.scale_on_schedule("Night", schedule=scaling.Schedule.cron(hour="20", minute="0"), max_capacity=5)
index = table.auto_scale_global_secondary_index_write_capacity("by-product", min_capacity=2, max_capacity=20)
index.scale_on_utilization(target_utilization_percent=70)
on_demand = dynamodb.Table(
    stack,
    "OnDemand",
    table_name="on-demand",
    partition_key=dynamodb.Attribute(name="id", type=dynamodb.AttributeType.BINARY),
    billing_mode=dynamodb.BillingMode.PAY_PER_REQUEST,
    max_write_request_units=20,
    table_class=dynamodb.TableClass.STANDARD_INFREQUENT_ACCESS,
    deletion_protection=True,
    contributor_insights_specification={"enabled": True},
    resource_policy=iam.PolicyDocument(
        statements=[
            iam.PolicyStatement(
                actions=["dynamodb:GetItem"], principals=[iam.AccountRootPrincipal()], resources=["*"]
            )
        ]
    ),
)
reader = iam.Role(stack, "Reader", assumed_by=iam.AccountPrincipal("222233334444"))
on_demand.grant_read_data(reader)
on_demand.grant_write_data(iam.AccountPrincipal("222233334444"))
on_demand.grant_full_access(iam.User(stack, "Admin"))
imported = dynamodb.Table.from_table_attributes(
    stack, "Imported", table_name="theirs", global_indexes=["one"], table_stream_arn=table.table_stream_arn
)
imported.grant_read_data(reader)
imported.grant_stream_read(reader)
dashboard = cloudwatch.Dashboard(stack, "Dashboard")
dashboard.add_widgets(
    cloudwatch.GraphWidget(
        left=[
            table.metric_consumed_read_capacity_units(),
            table.metric_throttled_requests_for_operations(
                operations=[dynamodb.Operation.PUT_ITEM, dynamodb.Operation.SCAN], period=Duration.minutes(1)
            ),
            table.metric_successful_request_latency(dimensions_map={"Operation": "Query"}),
        ],
        right=[on_demand.metric_user_errors()],
    ),
    cloudwatch.GraphWidget(left=[table.metric_system_errors_for_operations()]),
)
Tags.of(stack).add("team", "orders")
CfnOutput(stack, "Arn", value=table.table_arn)
CfnOutput(stack, "Stream", value=table.table_stream_arn)
other = Stack(app, "Other")
on_demand.grant_read_write_data(iam.Role(other, "Role", assumed_by=iam.ServicePrincipal("ec2.amazonaws.com")))
app.synth()
