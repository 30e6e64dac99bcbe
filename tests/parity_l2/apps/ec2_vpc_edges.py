from aws_cdk import App, CfnOutput, Stack, Tags
from aws_cdk import aws_ec2 as ec2

app = App()
here = {"account": "111122223333", "region": "us-east-1"}
zones = [f"us-east-1{letter}" for letter in "abcdef"]
PUBLIC, EGRESS, ISOLATED = (
    ec2.SubnetType.PUBLIC,
    ec2.SubnetType.PRIVATE_WITH_EGRESS,
    ec2.SubnetType.PRIVATE_ISOLATED,
)


def kinds(*types, **further):
    return [
        ec2.SubnetConfiguration(name=f"k{index}", subnet_type=each, **further)
        for index, each in enumerate(types)
    ]


def fill(stack):
    stack.node.set_context("availability-zones:account=111122223333:region=us-east-1", zones)
    dual = ec2.IpProtocol.DUAL_STACK
    ec2.Vpc(stack, "DualNoNat", ip_protocol=dual, nat_gateways=0, max_azs=1)
    ec2.Vpc(stack, "DualIsolated", ip_protocol=dual, subnet_configuration=kinds(ISOLATED), max_azs=1)
    ec2.Vpc(stack, "DualPublic", ip_protocol=dual, subnet_configuration=kinds(PUBLIC), max_azs=1)
    ec2.Vpc(
        stack, "DualEgress", ip_protocol=dual, subnet_configuration=kinds(EGRESS), max_azs=2, nat_gateways=0
    )
    ec2.Vpc(stack, "DualClosed", ip_protocol=dual, create_internet_gateway=False, nat_gateways=0, max_azs=1)
    ec2.Vpc(stack, "Egress", subnet_configuration=kinds(PUBLIC, EGRESS), nat_gateways=0, max_azs=1)
    ec2.Vpc(stack, "Many", max_azs=99, nat_gateways=9)
    ec2.Vpc(stack, "Kept", max_azs=2, reserved_azs=2, nat_gateways=1)
    ec2.Vpc(
        stack, "Sized", max_azs=2, nat_gateways=0, subnet_configuration=kinds(PUBLIC, ISOLATED, cidr_mask=20)
    )
    ec2.Vpc(
        stack,
        "Pooled",
        max_azs=6,
        nat_gateways=0,
        ip_addresses=ec2.IpAddresses.aws_ipam_allocation(ipv4_ipam_pool_id="p", ipv4_netmask_length=16),
        subnet_configuration=[
            ec2.SubnetConfiguration(name="a", subnet_type=PUBLIC, cidr_mask=28),
            ec2.SubnetConfiguration(name="b", subnet_type=ISOLATED, cidr_mask=22),
            ec2.SubnetConfiguration(name="c", subnet_type=ISOLATED, cidr_mask=27),
        ],
    )
    picky = ec2.Vpc(
        stack,
        "Picky",
        availability_zones=["us-east-1c", "us-east-1e"],
        nat_gateways=1,
        nat_gateway_subnets=ec2.SubnetSelection(availability_zones=["us-east-1e"], subnet_type=PUBLIC),
        subnet_configuration=kinds(PUBLIC, EGRESS, EGRESS, ISOLATED),
    )
    Tags.of(picky).add("team", "net")
    chosen = picky.select_subnets(one_per_az=True)
    instance = ec2.Instance(
        stack,
        "Reaches",
        vpc=picky,
        instance_type=ec2.InstanceType("t3.micro"),
        machine_image=ec2.MachineImage.generic_linux({"us-east-1": "ami-1"}),
    )
    instance.node.add_dependency(chosen.internet_connectivity_established)
    CfnOutput(stack, "Chosen", value=",".join(chosen.subnet_ids))
    ec2.Vpc(stack, "Numbers", max_azs=1, cidr="192.168.0.0/24", nat_gateways=0)


fill(Stack(app, "Before", env=here))
after = Stack(app, "After", env=here)
for flag in (
    "requirePrivateSubnetsForEgressOnlyInternetGateway",
    "restrictDefaultSecurityGroup",
    "ebsDefaultGp3Volume",
):
    after.node.set_context(f"@aws-cdk/aws-ec2:{flag}", True)
fill(after)
app.synth()
