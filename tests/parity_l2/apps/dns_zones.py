from aws_cdk import App, Duration, RemovalPolicy, Stack
from aws_cdk import aws_certificatemanager as acm
from aws_cdk import aws_ec2 as ec2
from aws_cdk import aws_elasticloadbalancingv2 as elbv2
from aws_cdk import aws_iam as iam
from aws_cdk import aws_kms as kms
from aws_cdk import aws_route53 as route53
from aws_cdk import aws_route53_targets as targets
from aws_cdk import aws_servicediscovery as discovery

app = App(
    context={
        "@aws-cdk/aws-iam:minimizePolicies": True,
        "@aws-cdk/core:enablePartitionLiterals": True,
        "@aws-cdk/aws-elasticloadbalancingv2:networkLoadBalancerWithSecurityGroupByDefault": True,
        "@aws-cdk/customresources:installLatestAwsSdkDefault": False,
    }
)
stack = Stack(app, "Zones", env={"account": "111122223333", "region": "us-east-1"})
vpc = ec2.Vpc(stack, "Vpc", max_azs=2, nat_gateways=1)
inner = route53.PrivateHostedZone(stack, "Inner", zone_name="inner.example.com", vpc=vpc)
endpoint = vpc.add_interface_endpoint("Sqs", service=ec2.InterfaceVpcEndpointAwsService.SQS)
route53.ARecord(
    stack,
    "Queue",
    zone=inner,
    record_name="queue",
    target=route53.RecordTarget.from_alias(targets.InterfaceVpcEndpointTarget(endpoint)),
)
public = route53.PublicHostedZone(stack, "Public", zone_name="example.com")
public.enable_dnssec(
    kms_key=kms.Key(stack, "Signing", key_spec=kms.KeySpec.ECC_NIST_P256, key_usage=kms.KeyUsage.SIGN_VERIFY)
)
role = iam.Role(stack, "Delegation", assumed_by=iam.AccountPrincipal("222233334444"))
public.grant_delegation(role, delegated_zone_names=["a.example.com", "b.example.com"])
route53.CrossAccountZoneDelegationRecord(
    stack,
    "Delegate",
    delegated_zone=public,
    parent_hosted_zone_name="com",
    delegation_role=iam.Role.from_role_arn(stack, "Parent", "arn:aws:iam::222233334444:role/parent"),
    ttl=Duration.minutes(5),
)
certificate = acm.DnsValidatedCertificate(
    stack,
    "Certificate",
    domain_name="cdn.example.com",
    hosted_zone=public,
    region="eu-west-1",
    cleanup_route53_records=True,
)
certificate.apply_removal_policy(RemovalPolicy.RETAIN)
mail = acm.Certificate(
    stack,
    "Mail",
    domain_name="www.example.co.uk",
    certificate_name="mail",
    transparency_logging_enabled=False,
    key_algorithm=acm.KeyAlgorithm.EC_PRIME256_V1,
)
mail.metric_days_to_expiry().create_alarm(stack, "Ends", threshold=30, evaluation_periods=1)
namespace = discovery.PrivateDnsNamespace(stack, "Namespace", name="services.example.com", vpc=vpc)
service = namespace.create_service(
    "Api",
    dns_record_type=discovery.DnsRecordType.A_AAAA,
    dns_ttl=Duration.seconds(30),
    load_balancer=True,
    custom_health_check=discovery.HealthCheckCustomConfig(failure_threshold=2),
)
balancer = elbv2.NetworkLoadBalancer(stack, "Balancer", vpc=vpc)
balancer.add_listener("Listener", port=80).add_targets("Targets", port=80)
service.register_load_balancer("Front", balancer, {"stage": "one"})
plain = namespace.create_service("Plain", dns_record_type=discovery.DnsRecordType.SRV)
plain.register_ip_instance("Host", ipv4="10.0.0.9", port=8080)
open_names = discovery.PublicDnsNamespace(stack, "Open", name="open.example.com")
open_names.create_service(
    "Checked", health_check=discovery.HealthCheckConfig(type=discovery.HealthCheckType.TCP)
)
calls = discovery.HttpNamespace(stack, "Calls", name="calls")
calls.create_service("Any").register_non_ip_instance("One", custom_attributes={"url": "https://a"})
app.synth()
