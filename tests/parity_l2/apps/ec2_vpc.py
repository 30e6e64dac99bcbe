from aws_cdk import App, CfnOutput, Fn, Stack
from aws_cdk import aws_ec2 as ec2

app = App()
here = {"account": "111122223333", "region": "us-east-1"}
zones = {
    "availability-zones:account=111122223333:region=us-east-1": ["us-east-1a", "us-east-1b", "us-east-1c"]
}
for key, value in zones.items():
    app.node.set_context(key, value)

plain = Stack(app, "Plain")
vpc = ec2.Vpc(plain, "Vpc")
for name, value in {
    "Id": vpc.vpc_id,
    "Arn": vpc.vpc_arn,
    "Block": vpc.vpc_cidr_block,
    "Acl": vpc.vpc_default_network_acl,
    "Group": vpc.vpc_default_security_group,
    "Associations": Fn.select(0, vpc.vpc_cidr_block_associations),
    "Ipv6": Fn.select(0, vpc.vpc_ipv6_cidr_blocks),
    "Gateway": vpc.internet_gateway_id,
    "Zones": Fn.join(",", vpc.availability_zones),
}.items():
    CfnOutput(plain, name, value=value)

known = Stack(app, "Known", env=here)
ec2.Vpc(known, "Three")
ec2.Vpc(known, "Two", max_azs=2, nat_gateways=1, vpc_name="a-name", cidr="172.16.0.0/20")
ec2.Vpc(known, "None", nat_gateways=0, availability_zones=["us-east-1b", "us-east-1c"])
layers = ec2.Vpc(
    known,
    "Layers",
    ip_addresses=ec2.IpAddresses.cidr("10.20.0.0/16"),
    nat_gateways=2,
    nat_gateway_subnets=ec2.SubnetSelection(subnet_group_name="edge"),
    enable_dns_hostnames=False,
    enable_dns_support=False,
    default_instance_tenancy=ec2.DefaultInstanceTenancy.DEDICATED,
    subnet_configuration=[
        ec2.SubnetConfiguration(name="edge", subnet_type=ec2.SubnetType.PUBLIC, cidr_mask=24),
        ec2.SubnetConfiguration(
            name="open", subnet_type=ec2.SubnetType.PUBLIC, map_public_ip_on_launch=False, cidr_mask=26
        ),
        ec2.SubnetConfiguration(name="app", subnet_type=ec2.SubnetType.PRIVATE_WITH_EGRESS),
        ec2.SubnetConfiguration(name="nat", subnet_type=ec2.SubnetType.PRIVATE_WITH_NAT, cidr_mask=27),
        ec2.SubnetConfiguration(
            name="kept", subnet_type=ec2.SubnetType.PRIVATE_ISOLATED, cidr_mask=28, reserved=True
        ),
        ec2.SubnetConfiguration(name="data", subnet_type=ec2.SubnetType.PRIVATE_ISOLATED),
    ],
)
ec2.Vpc(
    known,
    "Isolated",
    reserved_azs=1,
    max_azs=2,
    subnet_configuration=[{"name": "only", "subnetType": ec2.SubnetType.PRIVATE_ISOLATED}],
)
ec2.Vpc(known, "Closed", create_internet_gateway=False, nat_gateways=0)
ec2.Vpc(
    known,
    "Fixed",
    nat_gateways=2,
    nat_gateway_provider=ec2.NatProvider.gateway(eip_allocation_ids=["eipalloc-1", "eipalloc-2"]),
)
provider = ec2.NatProvider.gateway()
late = ec2.Vpc(known, "Late", max_azs=1, nat_gateway_provider=provider)
for index, gateway in enumerate(provider.configured_gateways):
    CfnOutput(known, f"Nat{index}", value=f"{gateway.az} {gateway.gateway_id}")

pool = Stack(app, "Pool", env=here)
ec2.Vpc(
    pool,
    "Pooled",
    ip_addresses=ec2.IpAddresses.aws_ipam_allocation(
        ipv4_ipam_pool_id="ipam-pool-1", ipv4_netmask_length=18, default_subnet_ipv4_netmask_length=24
    ),
    subnet_configuration=[
        ec2.SubnetConfiguration(name="a", subnet_type=ec2.SubnetType.PUBLIC),
        ec2.SubnetConfiguration(name="b", subnet_type=ec2.SubnetType.PRIVATE_ISOLATED, cidr_mask=27),
        ec2.SubnetConfiguration(name="c", subnet_type=ec2.SubnetType.PRIVATE_ISOLATED, cidr_mask=23),
    ],
)

both = Stack(app, "Both", env=here)
ec2.Vpc(both, "Dual", ip_protocol=ec2.IpProtocol.DUAL_STACK)
ec2.Vpc(
    both,
    "DualLayers",
    ip_protocol=ec2.IpProtocol.DUAL_STACK,
    ipv6_addresses=ec2.Ipv6Addresses.amazon_provided(),
    nat_gateways=0,
    max_azs=2,
    subnet_configuration=[
        ec2.SubnetConfiguration(
            name="a",
            subnet_type=ec2.SubnetType.PUBLIC,
            map_public_ip_on_launch=True,
            ipv6_assign_address_on_creation=False,
        ),
        ec2.SubnetConfiguration(name="b", subnet_type=ec2.SubnetType.PRIVATE_WITH_EGRESS),
        ec2.SubnetConfiguration(name="c", subnet_type=ec2.SubnetType.PRIVATE_ISOLATED, cidr_mask=26),
    ],
)

vpn = Stack(app, "Vpn", env=here)
ec2.Vpc(
    vpn,
    "Connected",
    vpn_gateway_asn=65001,
    vpn_connections={
        "One": ec2.VpnConnectionOptions(
            ip="192.0.2.1", asn=65010, static_routes=["10.1.0.0/16", "10.2.0.0/16"]
        ),
        "Two": ec2.VpnConnectionOptions(
            ip="192.0.2.2",
            tunnel_options=[
                ec2.VpnTunnelOption(pre_shared_key="abcdefgh1", tunnel_inside_cidr="169.254.10.0/30"),
                ec2.VpnTunnelOption(tunnel_inside_cidr="169.254.11.0/30"),
            ],
        ),
    },
)
ec2.Vpc(
    vpn,
    "Gateway",
    vpn_gateway=True,
    max_azs=2,
    vpn_route_propagation=[
        ec2.SubnetSelection(subnet_type=ec2.SubnetType.PUBLIC),
        ec2.SubnetSelection(subnet_type=ec2.SubnetType.PRIVATE_WITH_EGRESS),
    ],
)
added = ec2.Vpc(vpn, "Added", max_azs=1, nat_gateways=0)
connection = added.add_vpn_connection("Later", ip="192.0.2.3")
CfnOutput(vpn, "Connection", value=f"{connection.vpn_id} {connection.customer_gateway_id}")
imported = ec2.VpnConnection.from_vpn_connection_attributes(
    vpn, "Imported", customer_gateway_asn=1, customer_gateway_id="c", customer_gateway_ip="i", vpn_id="v"
)
CfnOutput(vpn, "ImportedId", value=imported.vpn_id)
ec2.VpnGateway(vpn, "Alone", type="ipsec.1", amazon_side_asn=65002)
app.synth()
