from aws_cdk import App, CfnOutput, Duration, Environment, Stack
from aws_cdk import aws_ec2 as ec2
from aws_cdk import aws_elasticloadbalancing as elb
from aws_cdk import aws_s3 as s3

app = App()
env = Environment(account="111122223333", region="eu-west-1")
network = Stack(app, "Network", env=env)
vpc = ec2.Vpc(network, "Vpc", max_azs=2, nat_gateways=1)
stack = Stack(app, "Balanced", env=env)
logs = s3.Bucket(stack, "Logs")
machines = [
    ec2.Instance(
        stack,
        f"Machine{number}",
        vpc=vpc,
        instance_type=ec2.InstanceType("t3.micro"),
        machine_image=ec2.MachineImage.latest_amazon_linux2023(),
    )
    for number in range(2)
]
balancer = elb.LoadBalancer(
    stack,
    "Balancer",
    vpc=vpc,
    cross_zone=False,
    subnet_selection=ec2.SubnetSelection(one_per_az=True, subnet_type=ec2.SubnetType.PRIVATE_WITH_EGRESS),
    targets=[elb.InstanceTarget(each) for each in machines],
    access_logging_policy=elb.CfnLoadBalancer.AccessLoggingPolicyProperty(
        enabled=True, s3_bucket_name=logs.bucket_name, emit_interval=5
    ),
    health_check=elb.HealthCheck(
        port=8443,
        protocol=elb.LoadBalancingProtocol.HTTPS,
        path="/health",
        interval=Duration.seconds(20),
        healthy_threshold=3,
    ),
    listeners=[
        elb.LoadBalancerListener(
            external_port=443,
            internal_port=8443,
            ssl_certificate_arn="arn:aws:acm:eu-west-1:111122223333:certificate/a",
            allow_connections_from=[ec2.Peer.ipv4("10.0.0.0/8"), ec2.Peer.prefix_list("pl-1")],
        ),
        elb.LoadBalancerListener(
            external_port=9000, external_protocol=elb.LoadBalancingProtocol.TCP, policy_names=["p"]
        ),
    ],
)
client = ec2.SecurityGroup(stack, "Client", vpc=vpc, allow_all_outbound=False)
for port in balancer.listener_ports:
    port.connections.allow_default_port_from(client)
balancer.connections.allow_from(client, ec2.Port.icmp_ping())
for value in (
    balancer.load_balancer_name,
    balancer.load_balancer_canonical_hosted_zone_name,
    balancer.load_balancer_canonical_hosted_zone_name_id,
    balancer.load_balancer_source_security_group_group_name,
    balancer.load_balancer_source_security_group_owner_alias,
):
    CfnOutput(stack, f"Output{len(stack.node.children)}", value=value)
app.synth()
