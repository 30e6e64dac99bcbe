from aws_cdk import App, CfnOutput, Duration, Stack, Tags
from aws_cdk import aws_ec2 as ec2
from aws_cdk import aws_iam as iam

app = App()
here = {"account": "111122223333", "region": "us-east-1"}
zones = "availability-zones:account=111122223333:region=us-east-1"
small = ec2.InstanceType("t3.micro")


def stack_of(name, *flags):
    stack = Stack(app, name, env=here)
    stack.node.set_context(zones, ["us-east-1a", "us-east-1b", "us-east-1c"])
    for flag in flags:
        stack.node.set_context(f"@aws-cdk/{flag}", True)
    return stack


nat = stack_of("Nat")
old = ec2.NatProvider.instance(instance_type=small, key_name="k")
ec2.Vpc(nat, "Old", nat_gateway_provider=old, nat_gateways=2)
CfnOutput(nat, "Gateways", value=",".join(f"{each.az}={each.gateway_id}" for each in old.configured_gateways))
old.connections.allow_from_any_ipv4(ec2.Port.SSH)
new = ec2.NatProvider.instance_v2(
    instance_type=ec2.InstanceType("t4g.micro"), default_allowed_traffic=ec2.NatTrafficDirection.OUTBOUND_ONLY
)
ec2.Vpc(nat, "New", nat_gateway_provider=new, max_azs=2)
new.connections.allow_from_any_ipv4(ec2.Port.SSH)
for each in new.gateway_instances:
    Tags.of(each).add("k", "v")
data = ec2.UserData.for_linux()
data.add_commands("mine")
own = ec2.NatProvider.instance_v2(
    instance_type=small,
    machine_image=ec2.MachineImage.generic_linux({"us-east-1": "ami-9"}),
    default_allowed_traffic=ec2.NatTrafficDirection.NONE,
    credit_specification=ec2.CpuCredits.STANDARD,
    associate_public_ip_address=True,
    user_data=data,
    key_pair=ec2.KeyPair(nat, "Pair"),
)
ec2.Vpc(nat, "Own", nat_gateway_provider=own, max_azs=1)
ec2.Vpc(
    nat,
    "Drained",
    max_azs=1,
    nat_gateway_provider=ec2.NatProvider.gateway(max_drain_duration=Duration.minutes(2)),
)

regional = stack_of("Regional")
ec2.Vpc(regional, "Auto", nat_gateway_provider=ec2.NatProvider.regional_gateway())
ec2.Vpc(
    regional,
    "Allocated",
    max_azs=1,
    nat_gateway_provider=ec2.NatProvider.regional_gateway(
        allocation_id="eipalloc-1", max_drain_duration=Duration.seconds(100)
    ),
)
ec2.Vpc(
    regional,
    "Addresses",
    max_azs=2,
    nat_gateway_provider=ec2.NatProvider.regional_gateway(
        availability_zone_addresses=[
            ec2.AvailabilityZoneAddress(allocation_ids=["eipalloc-2"], availability_zone="us-east-1a"),
            ec2.AvailabilityZoneAddress(allocation_ids=["eipalloc-3"], availability_zone_id="use1-az2"),
        ]
    ),
)
ec2.Vpc(
    regional,
    "Eip",
    max_azs=1,
    nat_gateway_provider=ec2.NatProvider.regional_gateway(eip=ec2.CfnEIP(regional, "Address", domain="vpc")),
)

for hosts in (stack_of("Hosts"), stack_of("NewHosts", "aws-ec2:bastionHostUseAmazonLinux2023ByDefault")):
    vpc = ec2.Vpc(hosts, "Vpc", max_azs=2, nat_gateways=1)
    host = ec2.BastionHostLinux(hosts, "Host", vpc=vpc)
    host.allow_ssh_access_from(ec2.Peer.ipv4("1.2.3.4/32"), ec2.Peer.any_ipv4())
    arm = ec2.BastionHostLinux(
        hosts,
        "Arm",
        vpc=vpc,
        instance_type=ec2.InstanceType("t4g.nano"),
        instance_name="arm",
        subnet_selection=ec2.SubnetSelection(subnet_type=ec2.SubnetType.PUBLIC),
        availability_zone="us-east-1b",
        require_imdsv2=True,
        security_group=ec2.SecurityGroup(hosts, "HostGroup", vpc=vpc),
        block_devices=[
            ec2.BlockDevice(device_name="/dev/sda", volume=ec2.BlockDeviceVolume.ebs(8, encrypted=True))
        ],
    )
    host.role.add_to_principal_policy(iam.PolicyStatement(actions=["a:b"], resources=["*"]))
    CfnOutput(hosts, "HostId", value=host.instance_id)
    CfnOutput(hosts, "HostIp", value=host.instance_public_ip)

client = stack_of("Client")
net = ec2.Vpc(client, "Vpc", max_azs=2, nat_gateways=1)
endpoint = net.add_client_vpn_endpoint(
    "Plain",
    cidr="10.100.0.0/16",
    server_certificate_arn="arn:aws:acm:us-east-1:111122223333:certificate/server",
    client_certificate_arn="arn:aws:acm:us-east-1:111122223333:certificate/client",
    logging=False,
)
endpoint.connections.allow_from_any_ipv4(ec2.Port.tcp(443))
endpoint.add_authorization_rule("Group", cidr="10.0.10.0/24", group_id="group", description="some")
endpoint.add_route(
    "Out", cidr="0.0.0.0/0", target=ec2.ClientVpnRouteTarget.subnet(net.private_subnets[0]), description="all"
)
endpoint.add_route("Local", cidr="10.100.0.0/16", target=ec2.ClientVpnRouteTarget.local())
saml = iam.SamlProvider.from_saml_provider_arn(client, "Saml", "arn:aws:iam::111122223333:saml-provider/p")
ec2.ClientVpnEndpoint(
    client,
    "Full",
    vpc=net,
    cidr="10.200.0.0/16",
    server_certificate_arn="arn:aws:acm:us-east-1:111122223333:certificate/server",
    user_based_authentication=ec2.ClientVpnUserBasedAuthentication.federated(saml, saml),
    authorize_all_users_to_vpc_cidr=False,
    client_login_banner="hello",
    client_route_enforcement_options=ec2.ClientRouteEnforcementOptions(enforced=True),
    description="what for",
    disconnect_on_session_timeout=True,
    dns_servers=["8.8.8.8", "8.8.4.4"],
    logging=False,
    port=ec2.VpnPort.OPENVPN,
    security_groups=[ec2.SecurityGroup(client, "Own", vpc=net)],
    self_service_portal=False,
    session_timeout=ec2.ClientVpnSessionTimeout.TEN_HOURS,
    split_tunnel=False,
    transport_protocol=ec2.TransportProtocol.TCP,
    vpc_subnets=ec2.SubnetSelection(subnet_type=ec2.SubnetType.PUBLIC, one_per_az=True),
)
ec2.ClientVpnEndpoint(
    client,
    "Directory",
    vpc=net,
    cidr="10.201.0.0/16",
    server_certificate_arn="arn:aws:acm:us-east-1:111122223333:certificate/server",
    user_based_authentication=ec2.ClientVpnUserBasedAuthentication.active_directory("d-1"),
    self_service_portal=True,
    logging=False,
)
known = ec2.ClientVpnEndpoint.from_endpoint_attributes(
    client, "Known", endpoint_id="cvpn-1", security_groups=[ec2.SecurityGroup(client, "Theirs", vpc=net)]
)
ec2.ClientVpnAuthorizationRule(client, "Rule", cidr="10.9.0.0/16", client_vpn_endpoint=known)
ec2.ClientVpnRoute(
    client, "Route", cidr="10.9.0.0/16", client_vpn_endpoint=known, target=ec2.ClientVpnRouteTarget.local()
)
app.synth()
