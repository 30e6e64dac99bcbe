import jsii
from aws_cdk import App, CfnOutput, Duration, SecretValue, Stack
from aws_cdk import aws_ecr as ecr
from aws_cdk import aws_events as events
from aws_cdk import aws_iam as iam
from aws_cdk import aws_kms as kms
from aws_cdk import aws_s3 as s3
from aws_cdk import aws_sqs as sqs

app = App()
stack = Stack(app, "Rules", env={"account": "111122223333", "region": "us-east-1"})
bucket = s3.Bucket(stack, "Bucket")
bucket.on_cloud_trail_put_object("Put", paths=["data/*"])
bucket.on_cloud_trail_write_object("Write", paths=["data/*"], description="writes")
bucket.on_cloud_trail_event("Any")
repository = ecr.Repository(stack, "Repository")
repository.on_image_scan_completed("Scanned", image_tags=["latest"])
repository.on_cloud_trail_image_pushed("Pushed", image_tag="v1")
rule = events.Rule(
    stack,
    "Rule",
    rule_name="orders",
    enabled=False,
    event_pattern=events.EventPattern(
        source=events.Match.prefix("landform."),
        detail={
            "state": events.Match.any_of(
                events.Match.exact_string("done"), events.Match.equals_ignore_case("failed")
            ),
            "count": events.Match.all_of(events.Match.greater_than(1), events.Match.less_than(9)),
            "nothing": events.Match.does_not_exist(),
            "address": events.Match.ip_address_range("10.0.0.0/8"),
        },
    ),
)
rule.add_event_pattern(detail_type=["Order"], detail={"region": ["eu", "us"]})
events.Rule(stack, "Daily", schedule=events.Schedule.cron(hour="3", minute="0"))
events.Rule(stack, "Often", schedule=events.Schedule.rate(Duration.hours(36)))
CfnOutput(stack, "Arn", value=rule.rule_arn)
bus = events.EventBus(
    stack,
    "Bus",
    event_bus_name="orders",
    dead_letter_queue=sqs.Queue(stack, "Dead"),
    kms_key=kms.Key(stack, "Key"),
    log_config=events.LogConfig(include_detail=events.IncludeDetail.FULL, level=events.Level.ERROR),
)
bus.archive("Archive", event_pattern=events.EventPattern(account=[stack.account]), retention=Duration.days(7))
bus.add_to_resource_policy(
    iam.PolicyStatement(
        sid="partner",
        actions=["events:PutEvents"],
        principals=[iam.AccountPrincipal("222233334444")],
        resources=[bus.event_bus_arn],
    )
)
bus.grant_put_events_to(iam.Role(stack, "Sender", assumed_by=iam.ServicePrincipal("ec2.amazonaws.com")))
events.EventBus.from_event_bus_name(stack, "Theirs", "theirs").grant_put_events_to(iam.User(stack, "User"))
connection = events.Connection(
    stack,
    "Connection",
    authorization=events.Authorization.oauth(
        authorization_endpoint="https://example.com/token",
        client_id="client",
        client_secret=SecretValue.secrets_manager("client"),
        http_method=events.HttpMethod.POST,
    ),
    header_parameters={"X-Team": events.HttpParameter.from_string("orders")},
)
events.ApiDestination(stack, "Api", connection=connection, endpoint="https://example.com/in")


@jsii.implements(events.IRuleTarget)
class Target:
    def __init__(self, queue, text):
        self.queue, self.text = queue, text

    def bind(self, rule, id=None):
        return events.RuleTargetConfig(
            arn=self.queue.queue_arn,
            input=self.text,
            target_resource=self.queue,
            retry_policy=events.CfnRule.RetryPolicyProperty(maximum_retry_attempts=2),
        )


field = events.EventField
queue = sqs.Queue(stack, "Queue")
for text in (
    events.RuleTargetInput.from_object(
        {
            "at": field.time,
            "who": f"{field.account}/{field.from_path('$.detail.who')}",
            "stack": stack.stack_id,
        }
    ),
    events.RuleTargetInput.from_text(f'"{field.detail_type}" came'),
    events.RuleTargetInput.from_multiline_text(f"first {field.event_id}\nsecond"),
    events.RuleTargetInput.from_event_path("$.detail"),
):
    rule.add_target(Target(queue, text))
other = Stack(app, "Other", env={"account": "222233334444", "region": "eu-west-1"})
rule.add_target(Target(sqs.Queue(other, "Queue", queue_name="theirs"), None))
app.synth()
