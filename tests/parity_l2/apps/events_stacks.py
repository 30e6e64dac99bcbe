from aws_cdk import App, Duration, SecretValue, Stack
from aws_cdk import aws_ecr as ecr
from aws_cdk import aws_events as events
from aws_cdk import aws_iam as iam

app = App()
first = Stack(app, "First")
second = Stack(app, "Second")
bus = events.EventBus(first, "Bus")
rule = events.Rule(
    second, "Rule", event_bus=bus, event_pattern=events.EventPattern(resources=events.Match.wildcard("*a*"))
)
repository = ecr.Repository(first, "Repository")
repository.on_event("Any", cross_stack_scope=second, event_pattern=events.EventPattern(account=["1"]))
bus.grant_put_events_to(iam.Role(second, "Role", assumed_by=iam.ServicePrincipal("ec2.amazonaws.com")))
bus.archive("Archive", event_pattern=events.EventPattern(time=["*"]), archive_name="kept")
imported = events.EventBus.from_event_bus_arn(
    second, "Imported", "arn:aws:events:us-east-1:111122223333:event-bus/theirs"
)
events.Rule(second, "Theirs", event_bus=imported, event_pattern=events.EventPattern(id=["x"], version=["0"]))
events.Rule(
    first, "Hourly", schedule=events.Schedule.rate(Duration.hours(1)), rule_name="hourly", description="words"
)
events.ApiDestination(
    first,
    "Api",
    connection=events.Connection(
        first,
        "Connection",
        authorization=events.Authorization.api_key("key", SecretValue.ssm_secure("/key")),
        body_parameters={"a": events.HttpParameter.from_string("b")},
        query_string_parameters={"c": events.HttpParameter.from_string("d")},
    ),
    endpoint="https://example.com",
    http_method=events.HttpMethod.PUT,
    rate_limit_per_second=5,
)
app.synth()
