from aws_cdk import App, Stack
from aws_cdk import aws_ec2 as ec2
from aws_cdk import aws_elasticloadbalancingv2 as elbv2
from aws_cdk import aws_elasticloadbalancingv2_targets as targets
from aws_cdk import aws_s3 as s3

FLAGS = [
    "aws-elasticloadbalancingv2:networkLoadBalancerWithSecurityGroupByDefault",
    "aws-elasticloadbalancingv2:usePostQuantumTlsPolicy",
    "aws-elasticloadbalancingV2:albDualstackWithoutPublicIpv4SecurityGroupRulesDefault",
    "aws-iam:minimizePolicies",
    "core:enablePartitionLiterals",
    "aws-s3:publicAccessBlockedByDefault",
]
app = App(context={f"@aws-cdk/{flag}": True for flag in FLAGS})
stack = Stack(app, "Recommended", env={"account": "111122223333", "region": "ap-southeast-4"})
vpc = ec2.Vpc(stack, "Vpc", max_azs=2, nat_gateways=0)
certificate = elbv2.ListenerCertificate.from_arn("arn:aws:acm:ap-southeast-4:111122223333:certificate/a")
application = elbv2.ApplicationLoadBalancer(
    stack,
    "Application",
    vpc=vpc,
    internet_facing=True,
    ip_address_type=elbv2.IpAddressType.DUAL_STACK_WITHOUT_PUBLIC_IPV4,
)
secure = application.add_listener(
    "Https",
    port=443,
    certificates=[certificate],
    mutual_authentication=elbv2.MutualAuthentication(
        mutual_authentication_mode=elbv2.MutualAuthenticationMode.VERIFY,
        trust_store=elbv2.TrustStore(stack, "Trust", bucket=s3.Bucket(stack, "Bucket"), key="ca.pem"),
        advertise_trust_store_ca_names=True,
    ),
)
secure.add_targets("Targets", port=80, targets=[targets.InstanceIdTarget("i-1")])
network = elbv2.NetworkLoadBalancer(stack, "Network", vpc=vpc, internet_facing=True)
network.add_listener("Tls", port=443, certificates=[certificate]).add_targets(
    "Targets", port=80, targets=[targets.InstanceIdTarget("i-2", 81)]
)
network.connections.allow_from_any_ipv4(ec2.Port.tcp(443))
elbv2.NetworkLoadBalancer(stack, "Without", vpc=vpc, disable_security_groups=True).add_listener(
    "Tcp", port=1
).add_targets("Targets", port=1)
application.log_connection_logs(s3.Bucket(stack, "Logs"), "c")
app.synth()
