from aws_cdk import App, CfnOutput, Duration, RemovalPolicy, Stack
from aws_cdk import aws_cloudwatch as cw
from aws_cdk import aws_iam as iam
from aws_cdk import aws_kms as kms
from aws_cdk import aws_logs as logs
from aws_cdk import aws_s3 as s3

app = App()
stack = Stack(app, "Plain")
group = logs.LogGroup(stack, "Group")
key = kms.Key(stack, "Key")
bucket = s3.Bucket(stack, "Bucket")
policy = logs.DataProtectionPolicy(
    identifiers=[
        logs.DataIdentifier.EMAILADDRESS,
        logs.DataIdentifier.DRIVERSLICENSE_US,
        logs.DataIdentifier("NewOne"),
        logs.CustomDataIdentifier("EmployeeId", "E-[0-9]{5}"),
    ],
    name="protection",
    description="Hides addresses",
    delivery_stream_name_audit_destination="stream",
    log_group_audit_destination=group,
    s3_bucket_audit_destination=bucket,
)
full = logs.LogGroup(
    stack,
    "Full",
    log_group_name="full",
    retention=logs.RetentionDays.ONE_WEEK,
    encryption_key=key,
    log_group_class=logs.LogGroupClass.STANDARD,
    data_protection_policy=policy,
    field_index_policies=[logs.FieldIndexPolicy(fields=["a", "b"]), logs.FieldIndexPolicy(fields=["c"])],
    deletion_protection_enabled=True,
    removal_policy=RemovalPolicy.DESTROY,
)
logs.LogGroup(stack, "Forever", retention=logs.RetentionDays.INFINITE)
logs.LogGroup(stack, "Infrequent", log_group_class=logs.LogGroupClass.INFREQUENT_ACCESS)
logs.LogGroup(
    stack,
    "Minimal",
    data_protection_policy=logs.DataProtectionPolicy(identifiers=[logs.DataIdentifier.IPADDRESS]),
)
role = iam.Role(stack, "Role", assumed_by=iam.ServicePrincipal("ec2.amazonaws.com"))
full.grant_write(role)
full.grant_read(role)
group.grant(role, "logs:DescribeLogStreams")
group.grants.read(role)
group.grant_write(iam.ServicePrincipal("es.amazonaws.com"))
group.grant_read(iam.ArnPrincipal("arn:aws:iam::999999999999:user/other"))
full.add_to_resource_policy(
    iam.PolicyStatement(
        actions=["logs:PutLogEvents"],
        resources=[full.log_group_arn],
        principals=[
            iam.AccountPrincipal("999999999999"),
            iam.ServicePrincipal("delivery.logs.amazonaws.com"),
        ],
    )
)
stream = group.add_stream("Stream")
group.add_stream("NamedStream", log_stream_name="named")
logs.LogStream(stack, "Direct", log_group=full, removal_policy=RemovalPolicy.DESTROY)
known_stream = logs.LogStream.from_log_stream_name(stack, "KnownStream", "known")
known_stream2 = logs.LogStream.from_log_stream_attributes(
    stack, "KnownStream2", log_group_name="g", log_stream_name="s"
)
metric_filter = group.add_metric_filter(
    "Errors",
    filter_pattern=logs.FilterPattern.all_terms("ERROR", "two words"),
    metric_name="errors",
    metric_namespace="App",
)
metric_filter.metric(statistic="sum").create_alarm(stack, "Alarm", threshold=1, evaluation_periods=1)
logs.MetricFilter(
    stack,
    "Latency",
    log_group=full,
    filter_pattern=logs.FilterPattern.exists("$.latency"),
    metric_name="latency",
    metric_namespace="App",
    metric_value="$.latency",
    unit=cw.Unit.MILLISECONDS,
    dimensions={"Path": "$.path"},
    filter_name="latency",
    apply_on_transformed_logs=True,
)
logs.MetricFilter(
    stack,
    "Default",
    log_group=full,
    filter_pattern=logs.FilterPattern.literal("[a, b]"),
    metric_name="default",
    metric_namespace="App",
    default_value=0,
    metric_value="2",
)
extracted = full.extract_metric("$.size", "App", "Size")
extracted.create_alarm(stack, "Big", threshold=1, evaluation_periods=1)
full.metric_incoming_bytes().create_alarm(stack, "Bytes", threshold=1, evaluation_periods=1)
full.metric_incoming_log_events(period=Duration.minutes(1)).create_alarm(
    stack, "Events", threshold=1, evaluation_periods=1
)
full.metric("DeliveryErrors", statistic="sum").create_alarm(
    stack, "Delivery", threshold=1, evaluation_periods=1
)


class Destination:
    def __init__(self, arn, role=None):
        self._arn = arn
        self._role = role


cross = logs.CrossAccountDestination(
    stack, "Cross", role=role, target_arn="arn:aws:kinesis:us-east-1:111122223333:stream/all"
)
cross.add_to_policy(
    iam.PolicyStatement(
        actions=["logs:PutSubscriptionFilter"], resources=["*"], principals=[iam.AnyPrincipal()]
    )
)
named_cross = logs.CrossAccountDestination(
    stack,
    "NamedCross",
    role=role,
    target_arn="arn:aws:kinesis:us-east-1:111122223333:stream/all",
    destination_name="everything",
)
group.add_subscription_filter(
    "Subscription",
    destination=cross,
    filter_pattern=logs.FilterPattern.all_events(),
)
logs.SubscriptionFilter(
    stack,
    "NamedSubscription",
    log_group=full,
    destination=named_cross,
    filter_pattern=logs.FilterPattern.any_term("a", "b"),
    filter_name="all",
)
logs.QueryDefinition(
    stack,
    "Query",
    query_definition_name="slow",
    query_string=logs.QueryString(
        fields=["@timestamp", "@message"],
        parse_statements=["@message '[*] *' as level, text", "@message 'x' as y"],
        filter_statements=["level = 'ERROR'", "text like /x/"],
        stats_statements=["count(*) by bin(1h)", "max(x)"],
        sort="@timestamp desc",
        limit=20,
        display="@message",
    ),
    log_groups=[group, full],
)
query = logs.QueryDefinition(
    stack,
    "OldQuery",
    query_definition_name="old",
    query_string=logs.QueryString(
        parse="@message '*' as y", filter="a = 1", stats="count(*)", fields=["a"], limit=1
    ),
)
logs.ResourcePolicy(
    stack,
    "ResourcePolicy",
    resource_policy_name="named",
    policy_statements=[
        iam.PolicyStatement(
            actions=["logs:PutLogEvents"],
            resources=["*"],
            principals=[iam.ServicePrincipal("es.amazonaws.com")],
        )
    ],
)
logs.ResourcePolicy(stack, "EmptyPolicy").document.add_statements(
    iam.PolicyStatement(actions=["logs:*"], resources=["*"], principals=[iam.AccountRootPrincipal()])
)
known = logs.LogGroup.from_log_group_name(stack, "Known", "/aws/known")
known_arn = logs.LogGroup.from_log_group_arn(
    stack, "KnownArn", "arn:aws:logs:eu-west-1:111122223333:log-group:by-arn:*"
)
known_short = logs.LogGroup.from_log_group_arn(
    stack, "KnownShort", "arn:aws:logs:eu-west-1:111122223333:log-group:short"
)
known.grant_write(role)
known_arn.grant_read(role)
known.add_stream("Stream")
known.add_to_resource_policy(
    iam.PolicyStatement(
        actions=["logs:x"],
        resources=["*"],
        principals=[iam.ArnPrincipal(role.role_arn), iam.ArnPrincipal("arn:aws:iam::123456789012:role/x")],
    )
)
P = logs.FilterPattern
json_pattern = P.all(
    P.exists("$.a"),
    P.not_exists("$.b"),
    P.is_null("$.c"),
    P.boolean_value("$.d", True),
    P.any(
        P.string_value("$.e", "=", "x*"),
        P.string_value("$.e", "!=", "y"),
        P.number_value("$.f", ">=", 1.5),
        P.regex_value("$.g", "!=", "%a.c%"),
    ),
)
spaces = (
    P.space_delimited("host", "...", "status", "size")
    .where_string("host", "=", "a*")
    .where_number("status", ">=", 400)
    .where_number("status", "<", 500)
    .where_string("host", "!=", "b")
)
for name, value in {
    "Name": group.log_group_name,
    "Arn": group.log_group_arn,
    "Physical": full.log_group_physical_name(),
    "KnownName": known.log_group_name,
    "KnownArn": known.log_group_arn,
    "KnownArnName": known_arn.log_group_name,
    "KnownArnArn": known_arn.log_group_arn,
    "KnownShortArn": known_short.log_group_arn,
    "Stream": stream.log_stream_name,
    "KnownStream": known_stream.log_stream_name,
    "KnownStream2": known_stream2.log_stream_name,
    "CrossArn": cross.destination_arn,
    "CrossName": named_cross.destination_name,
    "Query": query.query_definition_id,
    "All": P.all_events().log_pattern_string,
    "Terms": P.all_terms("a", "b c").log_pattern_string,
    "NoTerms": P.all_terms().log_pattern_string or "-",
    "AnyTerm": P.any_term("a", "b").log_pattern_string,
    "AnyGroup": P.any_term_group(["a", "b"], ["c"]).log_pattern_string,
    "Json": json_pattern.log_pattern_string,
    "OneJson": P.any(P.exists("$.a")).log_pattern_string,
    "False": P.boolean_value("$.d", False).log_pattern_string,
    "Spaces": spaces.log_pattern_string,
    "Columns": P.space_delimited("a", "b").log_pattern_string,
    "Ellipsis": P.space_delimited("a", "...").where_string("a", "=", 'q"x').log_pattern_string,
    "Identifier": logs.DataIdentifier.BANKACCOUNTNUMBER_DE.to_string(),
    "Custom": logs.CustomDataIdentifier("n", "r").to_string(),
}.items():
    CfnOutput(stack, f"Out{name}", value=value)
app.synth()
