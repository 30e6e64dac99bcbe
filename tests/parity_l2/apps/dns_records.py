from aws_cdk import App, Duration, Stack
from aws_cdk import aws_certificatemanager as acm
from aws_cdk import aws_ec2 as ec2
from aws_cdk import aws_elasticloadbalancingv2 as elbv2
from aws_cdk import aws_route53 as route53
from aws_cdk import aws_route53_targets as targets
from aws_cdk import aws_s3 as s3

app = App()
stack = Stack(app, "Records", env={"account": "111122223333", "region": "eu-west-1"})
vpc = ec2.Vpc(stack, "Vpc", max_azs=2, nat_gateways=1)
zone = route53.PublicHostedZone(stack, "Zone", zone_name="example.com", caa_amazon=True, comment="ours")
certificate = acm.Certificate(
    stack,
    "Certificate",
    domain_name="www.example.com",
    subject_alternative_names=["*.example.com", "example.com"],
    validation=acm.CertificateValidation.from_dns(zone),
)
balancer = elbv2.ApplicationLoadBalancer(stack, "Balancer", vpc=vpc, internet_facing=True)
balancer.add_listener(
    "Https",
    port=443,
    certificates=[elbv2.ListenerCertificate.from_certificate_manager(certificate)],
    default_action=elbv2.ListenerAction.fixed_response(200),
)
target = route53.RecordTarget.from_alias(targets.LoadBalancerTarget(balancer))
route53.ARecord(stack, "Www", zone=zone, record_name="www", target=target)
route53.AaaaRecord(stack, "Www6", zone=zone, record_name="www", target=target)
route53.ARecord(
    stack,
    "Files",
    zone=zone,
    record_name="files",
    target=route53.RecordTarget.from_alias(targets.BucketWebsiteTarget(s3.Bucket(stack, "Bucket"))),
)
check = route53.HealthCheck(
    stack,
    "Check",
    type=route53.HealthCheckType.HTTPS,
    fqdn="www.example.com",
    resource_path="/health",
    failure_threshold=2,
)
for weight, address in ((10, "10.0.0.1"), (90, "10.0.0.2")):
    route53.ARecord(
        stack,
        f"Weighted{weight}",
        zone=zone,
        record_name="weighted",
        target=route53.RecordTarget.from_ip_addresses(address),
        weight=weight,
        health_check=check,
        ttl=Duration.minutes(1),
    )
route53.ARecord(
    stack,
    "Europe",
    zone=zone,
    record_name="near",
    geo_location=route53.GeoLocation.continent(route53.Continent.EUROPE),
    target=route53.RecordTarget.from_ip_addresses("10.1.0.1"),
)
route53.MxRecord(
    stack, "Mx", zone=zone, values=[route53.MxRecordValue(host_name="mx.example.com", priority=10)]
)
route53.TxtRecord(stack, "Txt", zone=zone, values=["v=spf1 -all", "k=" + "x" * 300])
route53.SrvRecord(
    stack,
    "Srv",
    zone=zone,
    record_name="_sip._tcp",
    values=[route53.SrvRecordValue(host_name="sip.example.com", port=5060, priority=1, weight=2)],
)
route53.HttpsRecord(
    stack,
    "HttpsRecord",
    zone=zone,
    values=[route53.HttpsRecordValue.service(alpn=[route53.Alpn.H3, route53.Alpn.H2], port=443)],
)
below = route53.PublicHostedZone(stack, "Below", zone_name="sub.example.com")
zone.add_delegation(below, ttl=Duration.hours(1))
route53.CnameRecord(
    stack, "Replaced", zone=zone, record_name="old", domain_name="www.example.com", delete_existing=True
)
app.synth()
