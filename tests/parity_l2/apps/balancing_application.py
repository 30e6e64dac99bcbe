import jsii
from aws_cdk import App, CfnOutput, Duration, IStableAnyProducer, Lazy, SecretValue, Stack
from aws_cdk import aws_cloudwatch as cloudwatch
from aws_cdk import aws_ec2 as ec2
from aws_cdk import aws_elasticloadbalancingv2 as elbv2
from aws_cdk import aws_elasticloadbalancingv2_targets as targets
from aws_cdk import aws_lambda as lambda_
from aws_cdk import aws_s3 as s3

app = App()
stack = Stack(app, "Application", env={"account": "111122223333", "region": "us-east-1"})
vpc = ec2.Vpc(stack, "Vpc", max_azs=2, nat_gateways=1)
balancer = elbv2.ApplicationLoadBalancer(
    stack,
    "Balancer",
    vpc=vpc,
    internet_facing=True,
    idle_timeout=Duration.seconds(30),
    http2_enabled=False,
    drop_invalid_header_fields=True,
    desync_mitigation_mode=elbv2.DesyncMitigationMode.STRICTEST,
    client_keep_alive=Duration.minutes(10),
    load_balancer_name="front",
)
balancer.log_access_logs(s3.Bucket(stack, "Logs"), "front")
balancer.add_redirect()
certificate = elbv2.ListenerCertificate.from_arn("arn:aws:acm:us-east-1:111122223333:certificate/a")
listener = balancer.add_listener("Https", port=443, certificates=[certificate])
listener.add_certificates(
    "More",
    [
        elbv2.ListenerCertificate.from_arn(f"arn:aws:acm:us-east-1:111122223333:certificate/{each}")
        for each in "bc"
    ],
)
instance = ec2.Instance(
    stack,
    "Server",
    vpc=vpc,
    instance_type=ec2.InstanceType("t3.micro"),
    machine_image=ec2.MachineImage.generic_linux({"us-east-1": "ami-1"}),
)
web = listener.add_targets(
    "Web",
    port=8080,
    targets=[targets.InstanceTarget(instance, 8081)],
    health_check=elbv2.HealthCheck(
        path="/health", interval=Duration.seconds(20), timeout=Duration.seconds(5), healthy_threshold_count=3
    ),
    stickiness_cookie_duration=Duration.hours(1),
    deregistration_delay=Duration.seconds(15),
)
web.register_connectable(instance, ec2.Port.tcp(8081))
balancer.connections.allow_to(instance, ec2.Port.tcp(9000), "checks")
function = lambda_.Function(
    stack,
    "Function",
    code=lambda_.Code.from_inline("def handler(event, context):\n    return {'statusCode': 200}\n"),
    handler="index.handler",
    runtime=lambda_.Runtime.PYTHON_3_13,
)
listener.add_targets(
    "Function",
    targets=[targets.LambdaTarget(function)],
    priority=10,
    conditions=[
        elbv2.ListenerCondition.path_patterns(["/api/*"]),
        elbv2.ListenerCondition.http_header("X-Kind", ["one", "two"]),
        elbv2.ListenerCondition.query_strings([elbv2.QueryStringCondition(key="a", value="b")]),
    ],
)
green = elbv2.ApplicationTargetGroup(
    stack, "Green", vpc=vpc, port=80, target_type=elbv2.TargetType.IP, targets=[targets.IpTarget("10.0.0.7")]
)
green.enable_cookie_stickiness(Duration.minutes(5), "chocolate")
green.set_attribute("deregistration_delay.timeout_seconds", "5")
listener.add_action(
    "Split",
    priority=20,
    conditions=[elbv2.ListenerCondition.host_headers(["split.example.com"])],
    action=elbv2.ListenerAction.weighted_forward(
        [
            elbv2.WeightedTargetGroup(target_group=web, weight=9),
            elbv2.WeightedTargetGroup(target_group=green, weight=1),
        ],
        stickiness_duration=Duration.minutes(2),
    ),
)
elbv2.ApplicationListenerRule(
    stack,
    "Private",
    listener=listener,
    priority=30,
    conditions=[elbv2.ListenerCondition.source_ips(["10.0.0.0/8"])],
    action=elbv2.ListenerAction.authenticate_oidc(
        authorization_endpoint="https://id.example.com/authorize",
        client_id="client",
        client_secret=SecretValue.secrets_manager("oidc"),
        issuer="https://id.example.com",
        token_endpoint="https://id.example.com/token",
        user_info_endpoint="https://id.example.com/user",
        session_timeout=Duration.hours(8),
        next=elbv2.ListenerAction.fixed_response(200, content_type="text/plain", message_body="in"),
    ),
)
cloudwatch.Alarm(
    stack,
    "Slow",
    metric=web.metrics.target_response_time(statistic="p99"),
    threshold=1,
    evaluation_periods=3,
)
cloudwatch.Alarm(
    stack,
    "Broken",
    metric=balancer.metrics.http_code_elb(elbv2.HttpCodeElb.ELB_5XX_COUNT),
    threshold=1,
    evaluation_periods=1,
)


@jsii.implements(IStableAnyProducer)
class Attributes:
    def produce(self):
        return [{"key": "routing.http2.enabled", "value": "true"}]


elbv2.CfnLoadBalancer(stack, "Plain", subnets=["subnet-1"], load_balancer_attributes=Lazy.any(Attributes()))
CfnOutput(stack, "Address", value=f"http://{balancer.load_balancer_dns_name}")
other = Stack(app, "Other", env={"account": "111122223333", "region": "us-east-1"})
known = elbv2.ApplicationListener.from_application_listener_attributes(
    other,
    "Known",
    listener_arn=listener.listener_arn,
    security_group=ec2.SecurityGroup.from_security_group_id(other, "Group", "sg-1"),
)
known.add_target_groups(
    "Theirs",
    priority=50,
    conditions=[elbv2.ListenerCondition.http_request_methods(["PUT"])],
    target_groups=[
        elbv2.ApplicationTargetGroup(other, "Theirs", vpc=vpc, port=80, target_type=elbv2.TargetType.IP)
    ],
)
app.synth()
