from aws_cdk import App, Duration, Stack
from aws_cdk import aws_ec2 as ec2
from aws_cdk import aws_elasticloadbalancingv2 as elbv2
from aws_cdk import aws_elasticloadbalancingv2_targets as targets
from aws_cdk import aws_s3 as s3

app = App()
stack = Stack(app, "Network", env={"account": "111122223333", "region": "us-east-1"})
vpc = ec2.Vpc(stack, "Vpc", max_azs=2, nat_gateways=1)
group = ec2.SecurityGroup(stack, "Group", vpc=vpc)
balancer = elbv2.NetworkLoadBalancer(
    stack,
    "Balancer",
    vpc=vpc,
    internet_facing=True,
    cross_zone_enabled=True,
    security_groups=[group],
    client_routing_policy=elbv2.ClientRoutingPolicy.AVAILABILITY_ZONE_AFFINITY,
)
balancer.connections.allow_from_any_ipv4(ec2.Port.tcp(443))
listener = balancer.add_listener(
    "Tls",
    port=443,
    certificates=[elbv2.ListenerCertificate.from_arn("arn:aws:acm:us-east-1:111122223333:certificate/a")],
    alpn_policy=elbv2.AlpnPolicy.HTTP2_PREFERRED,
    ssl_policy=elbv2.SslPolicy.TLS13_RES,
    tcp_idle_timeout=Duration.minutes(5),
)
pool = listener.add_targets(
    "Pool",
    port=8443,
    targets=[targets.IpTarget("10.0.1.5", 8443), targets.IpTarget("10.0.1.6")],
    proxy_protocol_v2=True,
    preserve_client_ip=False,
    health_check=elbv2.HealthCheck(protocol=elbv2.Protocol.TCP, interval=Duration.seconds(10)),
)
pool.metrics.healthy_host_count().create_alarm(stack, "Healthy", threshold=1, evaluation_periods=1)
balancer.log_access_logs(s3.Bucket(stack, "Logs"))
inner = elbv2.ApplicationLoadBalancer(stack, "Inner", vpc=vpc)
front = inner.add_listener("Http", port=80, default_action=elbv2.ListenerAction.fixed_response(404))
balancer.add_listener("Front", port=80).add_targets(
    "Inner",
    port=80,
    targets=[targets.AlbListenerTarget(front)],
    health_check=elbv2.HealthCheck(protocol=elbv2.Protocol.HTTP, path="/"),
)
fixed = elbv2.NetworkLoadBalancer(
    stack,
    "Fixed",
    vpc=vpc,
    subnet_mappings=[
        elbv2.SubnetMapping(subnet=subnet, private_ipv4_address=f"10.0.{128 + 64 * number}.9")
        for number, subnet in enumerate(vpc.private_subnets)
    ],
)
fixed.add_listener("Udp", port=53, protocol=elbv2.Protocol.UDP).add_action(
    "Split",
    action=elbv2.NetworkListenerAction.weighted_forward(
        [
            elbv2.NetworkWeightedTargetGroup(
                target_group=elbv2.NetworkTargetGroup(
                    stack, f"Pool{weight}", vpc=vpc, port=53, protocol=elbv2.Protocol.UDP
                ),
                weight=weight,
            )
            for weight in (1, 3)
        ]
    ),
)
ec2.VpcEndpointService(stack, "Service", vpc_endpoint_service_load_balancers=[fixed])
known = elbv2.NetworkLoadBalancer.from_network_load_balancer_attributes(
    stack,
    "Known",
    load_balancer_arn="arn:aws:elasticloadbalancing:us-east-1:111122223333:loadbalancer/net/n/1",
    vpc=vpc,
)
known.add_listener("More", port=81).add_targets("Ours", port=81)
app.synth()
