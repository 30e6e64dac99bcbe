from aws_cdk import App, CfnOutput, Fn, Stack
from aws_cdk import aws_ec2 as ec2
from aws_cdk import aws_iam as iam

app = App()
here = {"account": "111122223333", "region": "us-east-1"}
stack = Stack(app, "Endpoints")
vpc = ec2.Vpc(
    stack,
    "Vpc",
    max_azs=2,
    gateway_endpoints={
        "S3": ec2.GatewayVpcEndpointOptions(service=ec2.GatewayVpcEndpointAwsService.S3),
        "Table": ec2.GatewayVpcEndpointOptions(
            service=ec2.GatewayVpcEndpointAwsService.DYNAMODB,
            subnets=[ec2.SubnetSelection(subnet_type=ec2.SubnetType.PRIVATE_WITH_EGRESS)],
        ),
    },
)
express = vpc.add_gateway_endpoint(
    "Express",
    service=ec2.GatewayVpcEndpointAwsService.S3_EXPRESS,
    ip_address_type=ec2.VpcEndpointIpAddressType.DUALSTACK,
    dns_record_ip_type=ec2.VpcEndpointDnsRecordIpType.SERVICE_DEFINED,
)
express.add_to_policy(
    iam.PolicyStatement(principals=[iam.AnyPrincipal()], actions=["s3:GetObject"], resources=["*"])
)
ec2.GatewayVpcEndpoint(
    stack, "Own", vpc=vpc, service=ec2.GatewayVpcEndpointAwsService("thing", "com.example")
)
queue = vpc.add_interface_endpoint("Queue", service=ec2.InterfaceVpcEndpointAwsService.SQS)
queue.add_to_policy(
    iam.PolicyStatement(principals=[iam.AccountRootPrincipal()], actions=["sqs:*"], resources=["*"])
)
queue.connections.allow_default_port_from_any_ipv4("all")
group = ec2.SecurityGroup(stack, "Group", vpc=vpc)
full = ec2.InterfaceVpcEndpoint(
    stack,
    "Full",
    vpc=vpc,
    service=ec2.InterfaceVpcEndpointAwsService.KEYSPACES,
    open=False,
    private_dns_enabled=False,
    security_groups=[group],
    subnets=ec2.SubnetSelection(subnet_type=ec2.SubnetType.PUBLIC, one_per_az=True),
    dns_record_ip_type=ec2.VpcEndpointDnsRecordIpType.IPV4,
    ip_address_type=ec2.VpcEndpointIpAddressType.IPV4,
    private_dns_only_for_inbound_resolver_endpoint=(
        ec2.VpcEndpointPrivateDnsOnlyForInboundResolverEndpoint.ALL_RESOLVERS
    ),
    service_region="eu-west-1",
)
inbound = ec2.VpcEndpointPrivateDnsOnlyForInboundResolverEndpoint.ONLY_INBOUND_RESOLVER
vpc.add_interface_endpoint(
    "Inbound",
    service=ec2.InterfaceVpcEndpointAwsService.S3,
    private_dns_only_for_inbound_resolver_endpoint=inbound,
)
for name in ("IAM", "CODECATALYST", "SAGEMAKER_STUDIO", "ECR_DOCKER", "LAMBDA_", "TRANSCRIBE"):
    vpc.add_interface_endpoint(
        f"S{name.replace('_', '')}", service=getattr(ec2.InterfaceVpcEndpointAwsService, name)
    )
vpc.add_interface_endpoint(
    "Mine", service=ec2.InterfaceVpcEndpointService("com.amazonaws.vpce.us-east-1.vpce-svc-1", 8443)
)
vpc.add_interface_endpoint("Short", service=ec2.InterfaceVpcEndpointAwsService("some.thing", "x", 1234))
vpc.add_interface_endpoint("World", service=ec2.InterfaceVpcEndpointAwsService("some", global_=True))
CfnOutput(stack, "Stamp", value=queue.vpc_endpoint_creation_timestamp)
CfnOutput(stack, "Entry", value=Fn.select(0, queue.vpc_endpoint_dns_entries))
CfnOutput(stack, "Interface", value=Fn.select(0, queue.vpc_endpoint_network_interface_ids))
CfnOutput(stack, "Gateway", value=express.vpc_endpoint_id)
known = ec2.InterfaceVpcEndpoint.from_interface_vpc_endpoint_attributes(
    stack, "Known", vpc_endpoint_id="vpce-1", port=80, security_groups=[group]
)
known.connections.allow_default_port_from_any_ipv4()
gateway = ec2.GatewayVpcEndpoint.from_gateway_vpc_endpoint_id(stack, "KnownGateway", "vpce-2")
CfnOutput(stack, "Ids", value=f"{known.vpc_endpoint_id} {gateway.vpc_endpoint_id}")

for region in ("cn-north-1", "us-iso-east-1", "us-gov-west-1", "eusc-de-east-1"):
    other = Stack(app, f"In{region}", env={"account": "111122223333", "region": region})
    there = ec2.Vpc(other, "Vpc", max_azs=1, nat_gateways=0)
    for name in ("SQS", "S3", "TRANSCRIBE", "ECR", "IAM", "LAMBDA_"):
        there.add_interface_endpoint(
            f"S{name.replace('_', '')}", service=getattr(ec2.InterfaceVpcEndpointAwsService, name)
        )
    there.add_gateway_endpoint("Gateway", service=ec2.GatewayVpcEndpointAwsService.S3)


looked = Stack(app, "Looked", env=here)
looked.node.set_context(
    "availability-zones:account=111122223333:region=us-east-1", ["us-east-1a", "us-east-1b", "us-east-1c"]
)
looked.node.set_context(
    "endpoint-service-availability-zones:account=111122223333:region=us-east-1:"
    "serviceName=com.amazonaws.vpce.us-east-1.vpce-svc-1",
    ["us-east-1a", "us-east-1c"],
)
ec2.Vpc(looked, "Vpc").add_interface_endpoint(
    "Zones",
    service=ec2.InterfaceVpcEndpointService("com.amazonaws.vpce.us-east-1.vpce-svc-1"),
    lookup_supported_azs=True,
)
app.synth()
