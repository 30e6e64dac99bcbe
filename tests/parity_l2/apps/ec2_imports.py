from aws_cdk import App, CfnOutput, Fn, Stack
from aws_cdk import aws_ec2 as ec2

app = App()
here = {"account": "111122223333", "region": "us-east-1"}
stack = Stack(app, "Given", env=here)


def tell(scope, name, vpc):
    values = {
        "Id": vpc.vpc_id,
        "Arn": vpc.vpc_arn,
        "Zones": ",".join(vpc.availability_zones),
        "Public": ",".join(f"{each.node.id}={each.subnet_id}" for each in vpc.public_subnets),
        "Private": ",".join(f"{each.node.id}={each.subnet_id}" for each in vpc.private_subnets),
        "Isolated": ",".join(f"{each.node.id}={each.subnet_id}" for each in vpc.isolated_subnets),
    }
    for key, value in values.items():
        CfnOutput(scope, f"{name}{key}", value=value or "-")


plain = ec2.Vpc.from_vpc_attributes(stack, "Plain", vpc_id="vpc-1", availability_zones=["a", "b"])
tell(stack, "Plain", plain)
full = ec2.Vpc.from_vpc_attributes(
    stack,
    "Full",
    vpc_id="vpc-2",
    vpc_cidr_block="10.0.0.0/16",
    region="eu-west-1",
    vpn_gateway_id="vgw-1",
    availability_zones=["us-east-1a", "us-east-1b"],
    public_subnet_ids=["pub-1", "pub-2"],
    public_subnet_names=["Edge"],
    public_subnet_route_table_ids=["rt-1", "rt-2"],
    private_subnet_ids=["pri-1", "pri-2", "pri-3", "pri-4"],
    private_subnet_names=["App", "Data"],
    private_subnet_route_table_ids=["rt-3", "rt-4", "rt-5", "rt-6"],
    private_subnet_ipv4_cidr_blocks=["10.0.0.0/24", "10.0.1.0/24", "10.0.2.0/25", "10.0.3.0/24"],
    isolated_subnet_ids=["iso-1", "iso-2"],
    isolated_subnet_route_table_ids=["rt-7", "rt-8"],
)
tell(stack, "Full", full)
full.add_gateway_endpoint("S3", service=ec2.GatewayVpcEndpointAwsService.S3)
full.add_interface_endpoint("Sqs", service=ec2.InterfaceVpcEndpointAwsService.SQS)
full.add_vpn_connection("Vpn", ip="192.0.2.4")
selections = {
    "Default": {},
    "Public": {"subnet_type": ec2.SubnetType.PUBLIC},
    "Isolated": {"subnet_type": ec2.SubnetType.PRIVATE_ISOLATED},
    "Name": {"subnet_group_name": "Data"},
    "Zone": {"availability_zones": ["us-east-1b"]},
    "OnePerZone": {"one_per_az": True},
    "Ids": {"subnet_filters": [ec2.SubnetFilter.by_ids(["pri-2", "pri-3"])]},
    "Mask": {"subnet_filters": [ec2.SubnetFilter.by_cidr_mask(25)]},
    "Ranges": {"subnet_filters": [ec2.SubnetFilter.by_cidr_ranges(["10.0.2.0/23"])]},
    "Addresses": {"subnet_filters": [ec2.SubnetFilter.contains_ip_addresses(["10.0.1.5", "10.0.3.7"])]},
    "Both": {
        "subnet_filters": [ec2.SubnetFilter.availability_zones(["us-east-1a"]), ec2.SubnetFilter.one_per_az()]
    },
    "Given": {"subnets": [full.private_subnets[2], full.public_subnets[0]]},
}
for name, selection in selections.items():
    found = full.select_subnets(**selection)
    text = f"{','.join(found.subnet_ids)} {','.join(found.availability_zones)} {found.has_public}"
    CfnOutput(stack, f"Chosen{name}", value=text)
tokens = ec2.Vpc.from_vpc_attributes(
    stack,
    "Tokens",
    vpc_id=Fn.import_value("vpc"),
    availability_zones=["us-east-1a", "us-east-1b"],
    private_subnet_ids=Fn.split(",", Fn.import_value("subnets"), 2),
)
CfnOutput(stack, "TokenSubnets", value=",".join(tokens.select_subnets().subnet_ids))
subnet = ec2.Subnet.from_subnet_attributes(
    stack,
    "Subnet",
    subnet_id="subnet-1",
    availability_zone="a",
    route_table_id="rt",
    ipv4_cidr_block="10.0.0.0/8",
)
CfnOutput(
    stack, "Subnet_", value=f"{subnet.subnet_id} {subnet.route_table.route_table_id} {subnet.ipv4_cidr_block}"
)
by_id = ec2.Subnet.from_subnet_id(stack, "ById", "subnet-2")
public = ec2.PublicSubnet.from_public_subnet_attributes(
    stack, "Public", subnet_id="subnet-3", availability_zone="us-east-1a", route_table_id="rt-p"
)
private = ec2.PrivateSubnet.from_private_subnet_attributes(
    stack, "Private", subnet_id="subnet-4", availability_zone="us-east-1a", route_table_id="rt-q"
)

own = Stack(app, "Own", env=here)
vpc = ec2.Vpc(own, "Vpc", max_azs=1, nat_gateways=0)
lonely = ec2.Subnet(
    own, "Lonely", availability_zone="us-east-1a", cidr_block="10.0.240.0/24", vpc_id=vpc.vpc_id
)
edge = ec2.PublicSubnet(
    own,
    "Edge",
    availability_zone="us-east-1a",
    cidr_block="10.0.241.0/24",
    vpc_id=vpc.vpc_id,
    map_public_ip_on_launch=True,
)
inner = ec2.PrivateSubnet(
    own,
    "Inner",
    availability_zone="us-east-1a",
    cidr_block="10.0.242.0/24",
    vpc_id=vpc.vpc_id,
    ipv6_cidr_block="2001:db8::/64",
    assign_ipv6_address_on_creation=True,
)
gateway = edge.add_nat_gateway()
inner.add_default_nat_route(gateway.ref)
inner.add_ipv6_nat64_route(gateway.ref)
routers = {
    "CARRIER_GATEWAY": "cagw-1",
    "EGRESS_ONLY_INTERNET_GATEWAY": "eigw-1",
    "GATEWAY": "igw-1",
    "INSTANCE": "i-1",
    "LOCAL_GATEWAY": "lgw-1",
    "NAT_GATEWAY": "nat-1",
    "NETWORK_INTERFACE": "eni-1",
    "TRANSIT_GATEWAY": "tgw-1",
    "VPC_PEERING_CONNECTION": "pcx-1",
    "VPC_ENDPOINT": "vpce-1",
    "CORE_NETWORK": "arn:aws:networkmanager::111122223333:core-network/core-network-1",
}
for index, (kind, router) in enumerate(routers.items()):
    lonely.add_route(
        f"R{index}",
        router_id=router,
        router_type=getattr(ec2.RouterType, kind),
        destination_cidr_block=f"10.{index}.0.0/16",
        enables_internet_connectivity=index % 2 == 0,
    )
lonely.add_route(
    "Six", router_id="igw-1", router_type=ec2.RouterType.GATEWAY, destination_ipv6_cidr_block="2001::/16"
)
lonely.add_route("Open", router_id="igw-1", router_type=ec2.RouterType.GATEWAY)
edge.add_default_internet_route("igw-1", gateway)
edge.add_ipv6_default_internet_route("igw-1", gateway)
lonely.add_ipv6_default_egress_only_internet_route("eigw-1")
inner.add_ipv6_default_internet_route("igw-2")
for name, value in {
    "Vpc_": lonely.subnet_vpc_id,
    "Zone": lonely.subnet_availability_zone,
    "Six_": Fn.select(0, lonely.subnet_ipv6_cidr_blocks),
    "Outpost": lonely.subnet_outpost_arn,
    "Association": lonely.subnet_network_acl_association_id,
    "Acl": lonely.network_acl.network_acl_id,
}.items():
    CfnOutput(own, name, value=value)

acl = ec2.NetworkAcl(
    own,
    "NetAcl",
    vpc=vpc,
    network_acl_name="an-acl",
    subnet_selection=ec2.SubnetSelection(subnet_type=ec2.SubnetType.PUBLIC),
)
other = ec2.NetworkAcl(own, "OtherAcl", vpc=vpc)
other.associate_with_subnet("Isolated", subnet_type=ec2.SubnetType.PRIVATE_ISOLATED)
traffic = [
    ec2.AclTraffic.all_traffic(),
    ec2.AclTraffic.icmp(type=-1, code=-1),
    ec2.AclTraffic.icmpv6(type=128, code=-1),
    ec2.AclTraffic.tcp_port(80),
    ec2.AclTraffic.tcp_port_range(1, 2),
    ec2.AclTraffic.udp_port(53),
    ec2.AclTraffic.udp_port_range(3, 4),
]
cidrs = [
    ec2.AclCidr.any_ipv4(),
    ec2.AclCidr.any_ipv6(),
    ec2.AclCidr.ipv4("10.0.0.0/8"),
    ec2.AclCidr.ipv6("2001::/16"),
]
for index, each in enumerate(traffic):
    acl.add_entry(
        f"Entry{index}",
        cidr=cidrs[index % 4],
        rule_number=100 + index,
        traffic=each,
        direction=ec2.TrafficDirection.EGRESS if index % 2 else ec2.TrafficDirection.INGRESS,
        rule_action=ec2.Action.DENY if index % 3 else ec2.Action.ALLOW,
        network_acl_entry_name=f"e{index}",
    )
ec2.NetworkAclEntry(
    own,
    "Entry",
    network_acl=other,
    cidr=ec2.AclCidr.any_ipv4(),
    rule_number=1,
    traffic=ec2.AclTraffic.all_traffic(),
)
known_acl = ec2.NetworkAcl.from_network_acl_id(own, "KnownAcl", "acl-1")
known_acl.add_entry("E", cidr=cidrs[0], rule_number=5, traffic=traffic[0])
lonely.associate_network_acl("Mine", known_acl)
by_id_here = ec2.Subnet.from_subnet_id(own, "ByIdHere", "subnet-9")
by_id_here.associate_network_acl("Theirs", acl)
association = ec2.SubnetNetworkAclAssociation(own, "Direct", network_acl=other, subnet=inner)
CfnOutput(own, "DirectId", value=association.subnet_network_acl_association_association_id)
CfnOutput(own, "AclVpc", value=acl.network_acl_vpc_id)
app.synth()
