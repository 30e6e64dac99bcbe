from aws_cdk import App, CfnOutput, Stack
from aws_cdk import aws_ec2 as ec2

app = App()
here = {"account": "111122223333", "region": "us-east-1"}


def tell(scope, name, vpc):
    values = {
        "Id": vpc.vpc_id,
        "Arn": vpc.vpc_arn,
        "Block": vpc.vpc_cidr_block,
        "Zones": ",".join(vpc.availability_zones),
        "Public": ",".join(f"{each.node.id}={each.subnet_id}" for each in vpc.public_subnets),
        "Private": ",".join(f"{each.node.id}={each.subnet_id}" for each in vpc.private_subnets),
        "Isolated": ",".join(f"{each.node.id}={each.subnet_id}" for each in vpc.isolated_subnets),
        "Vpn": vpc.vpn_gateway_id or "none",
        "Tables": ",".join(each.route_table.route_table_id for each in vpc.private_subnets),
        "Blocks": ",".join(each.ipv4_cidr_block for each in vpc.private_subnets),
    }
    for key, value in values.items():
        CfnOutput(scope, f"{name}{key}", value=value or "-")


unknown = Stack(app, "Unknown", env=here)
tell(unknown, "Default", ec2.Vpc.from_lookup(unknown, "Default", is_default=True))
tell(unknown, "Named", ec2.Vpc.from_lookup(unknown, "Named", vpc_name="a name", tags={"k": "v", "a": "b"}))
far = ec2.Vpc.from_lookup(
    unknown,
    "Far",
    vpc_id="vpc-1",
    region="eu-west-1",
    owner_account_id="222233334444",
    subnet_group_name_tag="Kind",
    return_vpn_gateways=False,
)
tell(unknown, "Far", far)
isolated = far.select_subnets(subnet_type=ec2.SubnetType.PRIVATE_ISOLATED)
CfnOutput(unknown, "Pending", value=f"{isolated.is_pending_lookup} {len(isolated.subnets)}")
group = ec2.SecurityGroup.from_lookup_by_id(unknown, "Group", "sg-0123456789abcdef0")
named = ec2.SecurityGroup.from_lookup_by_name(unknown, "NamedGroup", "a-group", far)
group.add_ingress_rule(ec2.Peer.any_ipv4(), ec2.Port.tcp(1))
named.add_egress_rule(ec2.Peer.any_ipv4(), ec2.Port.tcp(2))
prefixes = ec2.PrefixList.from_lookup(
    unknown, "Prefixes", prefix_list_name="com.amazonaws.global.cloudfront.origin-facing"
)
other = ec2.PrefixList.from_lookup(
    unknown, "Other", prefix_list_name="mine", owner_id="111122223333", address_family=ec2.AddressFamily.IP_V6
)
CfnOutput(unknown, "Lists", value=f"{prefixes.prefix_list_id} {other.prefix_list_id}")

known = Stack(app, "Known", env=here)


def subnets(kind, letters):
    return [
        {
            "availabilityZone": f"us-east-1{letter}",
            "subnetId": f"{kind}-{letter}",
            "routeTableId": f"rtb-{kind}-{letter}",
            "cidr": "10.0.1.0/24",
        }
        for letter in letters
    ]


known.node.set_context(
    "vpc-provider:account=111122223333:filter.isDefault=true:region=us-east-1:returnAsymmetricSubnets=true",
    {
        "vpcId": "vpc-real",
        "vpcCidrBlock": "10.0.0.0/16",
        "ownerAccountId": "111122223333",
        "availabilityZones": [],
        "vpnGatewayId": "vgw-9",
        "subnetGroups": [
            {"name": "Public", "type": "Public", "subnets": subnets("pub", "ab")},
            {"name": "App", "type": "Private", "subnets": subnets("app", "cab")},
            {"name": "More", "type": "Private", "subnets": subnets("more", "d")},
            {"name": "Data", "type": "Isolated", "subnets": subnets("data", "a")},
        ],
    },
)
known.node.set_context(
    "security-group:account=111122223333:region=us-east-1:securityGroupId=sg-0123456789abcdef0",
    {"securityGroupId": "sg-0123456789abcdef0", "allowAllOutbound": False},
)
vpc = ec2.Vpc.from_lookup(known, "Vpc", is_default=True)
tell(known, "Vpc", vpc)
vpc.add_gateway_endpoint("S3", service=ec2.GatewayVpcEndpointAwsService.S3)
found = ec2.SecurityGroup.from_lookup_by_id(known, "Group", "sg-0123456789abcdef0")
found.add_egress_rule(ec2.Peer.any_ipv4(), ec2.Port.tcp(2))
ec2.SecurityGroup(known, "In", vpc=vpc)
app.synth()
