import jsii
from aws_cdk import App, Aspects, CfnOutput, Stack
from aws_cdk import aws_ec2 as ec2
from aws_cdk import aws_iam as iam


@jsii.implements(ec2.IVpcEndpointServiceLoadBalancer)
class Balancer:
    @property
    def load_balancer_arn(self) -> str:
        return "arn:aws:elasticloadbalancing:us-east-1:111122223333:loadbalancer/net/n/1"


@jsii.implements(ec2.IClientVpnConnectionHandler)
class Handler:
    @property
    def function_arn(self) -> str:
        return "arn:aws:lambda:us-east-1:111122223333:function:AWSClientVPN-f"

    @property
    def function_name(self) -> str:
        return "AWSClientVPN-f"


app = App()
for region in ("us-east-1", "cn-north-1", "us-iso-east-1"):
    stack = Stack(app, f"In{region}", env={"account": "111122223333", "region": region})
    ec2.VpcEndpointService(stack, "Plain", vpc_endpoint_service_load_balancers=[Balancer()])
    service = ec2.VpcEndpointService(
        stack,
        "Full",
        vpc_endpoint_service_load_balancers=[Balancer(), Balancer()],
        acceptance_required=False,
        allowed_principals=[iam.ArnPrincipal("arn:aws:iam::123456789012:root")],
        allowed_regions=["us-east-1", "eu-west-1"],
        contributor_insights=True,
        supported_ip_address_types=[ec2.IpAddressType.IPV4, ec2.IpAddressType.IPV6],
    )
    CfnOutput(stack, "Name", value=service.vpc_endpoint_service_name)
    CfnOutput(stack, "Id", value=service.vpc_endpoint_service_id)
nowhere = Stack(app, "Nowhere")
service = ec2.VpcEndpointService(nowhere, "Service", vpc_endpoint_service_load_balancers=[Balancer()])
CfnOutput(nowhere, "Name", value=service.vpc_endpoint_service_name)

rest = Stack(app, "Rest")
vpc = ec2.Vpc(rest, "Vpc", max_azs=1, nat_gateways=0)
vpc.add_client_vpn_endpoint(
    "Handled",
    cidr="10.100.0.0/16",
    server_certificate_arn="arn:aws:acm:us-east-1:111122223333:certificate/server",
    client_certificate_arn="arn:aws:acm:us-east-1:111122223333:certificate/client",
    client_connection_handler=Handler(),
    logging=False,
)
ec2.Instance(
    rest,
    "Old",
    vpc=vpc,
    instance_type=ec2.InstanceType("t3.micro"),
    machine_image=ec2.MachineImage.latest_amazon_linux2023(),
    vpc_subnets=ec2.SubnetSelection(subnet_type=ec2.SubnetType.PUBLIC),
)
ec2.LaunchTemplate(rest, "Template", http_tokens=ec2.LaunchTemplateHttpTokens.OPTIONAL)
Aspects.of(rest).add(ec2.InstanceRequireImdsv2Aspect())
Aspects.of(rest).add(ec2.LaunchTemplateRequireImdsv2Aspect(suppress_warnings=True))
for index, name in enumerate(("T3", "M7G", "STANDARD5", "X1E", "A1", "G4DN", "IS4GEN")):
    kind = ec2.InstanceType.of(getattr(ec2.InstanceClass, name), ec2.InstanceSize.XLARGE2)
    other = ec2.InstanceType.of(getattr(ec2.InstanceClass, name), ec2.InstanceSize.XLARGE16METAL)
    text = (
        f"{kind.to_string()} {other.to_string()} {kind.is_burstable()} {kind.same_instance_class_as(other)}"
    )
    CfnOutput(rest, f"Kind{index}", value=text)
for index, name in enumerate(("t3.micro", "m7g.large", "a1.large", "g4dn.large", "im4gn.large", "x1e.large")):
    CfnOutput(rest, f"Processor{index}", value=ec2.InstanceType(name).architecture.name)
app.synth()
