"""Mistakes in networks and machines are refused at the call, in words that say what is wrong."""

from collections.abc import Callable
from typing import Any

import pytest

from landform.cdk import App, Duration, Fn, Size, Stack
from landform.cdk import aws_ec2 as ec2
from landform.cdk import aws_iam as iam
from landform.cdk import aws_kms as kms

ZONES = "availability-zones:account=111122223333:region=us-east-1"
Case = Callable[["World"], Any]


class World:
    """A stack with a VPC of one public and one isolated subnet."""

    def __init__(self) -> None:
        self.stack = Stack(App(), "S", env={"account": "111122223333", "region": "us-east-1"})
        self.stack.node.set_context(ZONES, ["us-east-1a", "us-east-1b", "us-east-1c"])
        self.vpc = ec2.Vpc(self.stack, "V", max_azs=1, nat_gateways=0)
        self.image = ec2.MachineImage.generic_linux({"us-east-1": "ami-1"})

    def new_vpc(self, **options: Any) -> Any:
        return ec2.Vpc(self.stack, "New", **options)

    def vpc_of(self, *kinds: Any, **options: Any) -> Any:
        names = enumerate(kinds)
        subnets = [ec2.SubnetConfiguration(name=f"n{index}", subnet_type=kind) for index, kind in names]
        return self.new_vpc(subnet_configuration=subnets, **options)

    def known_vpc(self, **attributes: Any) -> Any:
        given = {"vpc_id": "v", "availability_zones": ["a"], **attributes}
        return ec2.Vpc.from_vpc_attributes(self.stack, "Known", **given)

    def instance(self, **options: Any) -> Any:
        given = {
            "vpc": self.vpc,
            "instance_type": ec2.InstanceType("t3.micro"),
            "machine_image": self.image,
            "vpc_subnets": ec2.SubnetSelection(subnet_type=ec2.SubnetType.PUBLIC),
            **options,
        }
        return ec2.Instance(self.stack, "I", **given)

    def disk(self, volume: Any) -> Any:
        return self.instance(block_devices=[ec2.BlockDevice(device_name="d", volume=volume)])

    def volume(self, **options: Any) -> Any:
        return ec2.Volume(self.stack, "Vol", availability_zone="a", **options)

    def group(self, **options: Any) -> Any:
        return ec2.SecurityGroup(self.stack, "G", vpc=self.vpc, **options)

    def tunnel(self, *options: Any) -> Any:
        given = [ec2.VpnTunnelOption(**each) for each in options]
        return self.vpc.add_vpn_connection("C", ip="192.0.2.1", tunnel_options=given)

    def client_vpn(self, **options: Any) -> Any:
        given = {"cidr": "10.100.0.0/16", "server_certificate_arn": "a", "client_certificate_arn": "c"}
        return self.vpc.add_client_vpn_endpoint("E", **{**given, **options})


PUBLIC = ec2.SubnetType.PUBLIC
EGRESS = ec2.SubnetType.PRIVATE_WITH_EGRESS
OLD = ec2.SubnetType.PRIVATE_WITH_NAT
GIB = Size.gibibytes
NETWORKS: dict[str, tuple[Case, str]] = {
    "dns names without dns": (
        lambda world: world.new_vpc(enable_dns_hostnames=True, enable_dns_support=False),
        "To use DNS Hostnames, DNS Support must be enabled, however, it was explicitly disabled.",
    ),
    "zones by name and by number": (
        lambda world: world.new_vpc(availability_zones=["us-east-1a"], max_azs=1),
        "Vpc supports 'availabilityZones' or 'maxAzs', but not both.",
    ),
    "a zone of elsewhere": (
        lambda world: world.new_vpc(availability_zones=["us-east-1z"]),
        "Given VPC 'availabilityZones' us-east-1z must be a subset of the stack's availability zones"
        " us-east-1a,us-east-1b,us-east-1c",
    ),
    "a block that is a token": (
        lambda _: ec2.IpAddresses.cidr(Fn.import_value("x")),
        "'cidr' property must be a concrete CIDR string, got a Token (we need to parse it for automatic"
        " subdivision)",
    ),
    "private subnets without NAT": (
        lambda world: world.vpc_of(PUBLIC, OLD, nat_gateways=0),
        "If you do not want NAT gateways (natGateways=0), make sure you don't configure any"
        " PRIVATE(_WITH_NAT) subnets in 'subnetConfiguration' (make them PUBLIC or ISOLATED instead)",
    ),
    "NAT without public subnets": (
        lambda world: world.vpc_of(EGRESS),
        "If you configure PRIVATE subnets in 'subnetConfiguration', you must also configure PUBLIC subnets to"
        ' put the NAT gateways into (got [{"name":"n0","subnetType":"Private"}].',
    ),
    "subnets that are too small": (
        lambda world: world.new_vpc(cidr="10.0.0.0/28"),
        "x.x.x.x/31 is not a valid VPC CIDR range. VPCs must be between /16 and /28 and the minimum subnet"
        " size is /28.",
    ),
    "a VPN that is not wanted": (
        lambda world: world.new_vpc(vpn_gateway=False, vpn_gateway_asn=1),
        "Cannot specify `vpnConnections` or `vpnGatewayAsn` when `vpnGateway` is set to false.",
    ),
    "too few addresses for NAT": (
        lambda world: world.new_vpc(nat_gateway_provider=ec2.NatProvider.gateway(eip_allocation_ids=["a"])),
        "Not enough NAT gateway EIP allocation IDs (1 provided) for the requested subnet count (3 needed).",
    ),
    "a pool that is too small": (
        lambda world: world.new_vpc(
            ip_addresses=ec2.IpAddresses.aws_ipam_allocation(
                ipv4_ipam_pool_id="p", ipv4_netmask_length=24, default_subnet_ipv4_netmask_length=25
            )
        ),
        "IP space of size /24 not big enough to allocate subnets of sizes /25,/25,/25,/25,/25,/25",
    ),
    "a kind of subnet that is not there": (
        lambda world: world.vpc.select_subnets(subnet_type=EGRESS),
        "There are no 'Private' subnet groups in this VPC. Available types: Isolated,Public",
    ),
    "a group of subnets that is not there": (
        lambda world: world.vpc.select_subnets(subnet_group_name="nope"),
        "There are no subnet groups with name 'nope' in this VPC. Available names: Public,Isolated",
    ),
    "subnets by type and by name": (
        lambda world: world.vpc.select_subnets(subnet_group_name="Public", subnet_type=PUBLIC),
        "Only one of 'subnetType,subnetGroupName' can be supplied to subnet selection.",
    ),
    "the block of a VPC that was not told": (
        lambda world: world.known_vpc().vpc_cidr_block,
        "Cannot perform this operation: 'vpcCidrBlock' was not supplied when creating this VPC",
    ),
    "subnets that do not fit the zones": (
        lambda world: world.known_vpc(availability_zones=["a", "b"], public_subnet_ids=["1", "2", "3"]),
        "Number of publicSubnetIds (3) must be a multiple of availability zones (2).",
    ),
    "names that do not fit the subnets": (
        lambda world: world.known_vpc(public_subnet_ids=["1", "2"], public_subnet_names=["x"]),
        'publicSubnetNames must have an entry for every corresponding subnet group, got: ["x"]',
    ),
    "tables that do not fit the subnets": (
        lambda world: world.known_vpc(public_subnet_ids=["1"], public_subnet_route_table_ids=["1", "2"]),
        "Number of publicSubnetRouteTableIds (2) must be equal to the amount of publicSubnetIds (1).",
    ),
    "a look-up by a token": (
        lambda world: ec2.Vpc.from_lookup(world.stack, "L", vpc_id=Fn.import_value("x")),
        "All arguments to Vpc.fromLookup() must be concrete (no Tokens)",
    ),
    "a gateway's address that is none": (
        lambda world: world.vpc.add_vpn_connection("C", ip="1.2.3"),
        "The `ip` 1.2.3 is not a valid IPv4 address.",
    ),
    "three tunnels": (
        lambda world: world.tunnel({}, {}, {}),
        "Cannot specify more than two `tunnelOptions`",
    ),
    "a tunnel that AWS keeps": (
        lambda world: world.tunnel({"tunnel_inside_cidr": "169.254.1.0/30"}),
        "The `tunnelInsideCidr` 169.254.1.0/30 for tunnel 1 is a reserved inside CIDR.",
    ),
    "a client VPN that nobody can use": (
        lambda world: world.client_vpn(client_certificate_arn=None),
        "A client VPN endpoint must use at least one authentication option",
    ),
    "three name servers": (
        lambda world: world.client_vpn(dns_servers=["192.0.2.1"] * 3),
        "A client VPN endpoint can have up to two DNS servers",
    ),
    "a service without balancers": (
        lambda world: ec2.VpcEndpointService(world.stack, "E", vpc_endpoint_service_load_balancers=[]),
        "VPC Endpoint Service must have at least one load balancer specified.",
    ),
    "an endpoint without routes": (
        lambda world: world.new_vpc(subnet_configuration=[]).add_gateway_endpoint(
            "g", service=ec2.GatewayVpcEndpointAwsService.S3
        ),
        "Can't add a gateway endpoint to VPC; route table IDs are not available",
    ),
}
GROUPS: dict[str, tuple[Case, str]] = {
    "no block": (lambda _: ec2.Peer.ipv4("hello"), 'Invalid IPv4 CIDR: "hello"'),
    "a block without a mask": (
        lambda _: ec2.Peer.ipv4("192.0.2.1"),
        'CIDR mask is missing in IPv4: "192.0.2.1". Did you mean "192.0.2.1/32"?',
    ),
    "no IPv6 block": (lambda _: ec2.Peer.ipv6("zz"), 'Invalid IPv6 CIDR: "zz"'),
    "no group": (lambda _: ec2.Peer.security_group_id("sg-12"), 'Invalid security group ID: "sg-12"'),
    "everything by a rule": (
        lambda world: world.group(allow_all_outbound=False).add_egress_rule(
            ec2.Peer.any_ipv4(), ec2.Port.all_traffic()
        ),
        'Cannot add an "all traffic" egress rule in this way; set allowAllOutbound=true (for ipv4) or'
        " allowAllIpv6Outbound=true (for ipv6) on the SecurityGroup instead.",
    ),
    "no default port": (
        lambda world: world.group().connections.allow_default_port_from_any_ipv4(),
        "Cannot call allowDefaultPortFromAnyIpv4(): this resource has no default port",
    ),
    "a list with the wrong addresses": (
        lambda world: ec2.PrefixList(
            world.stack, "P", entries=[ec2.CfnPrefixList.EntryProperty(cidr="2001:db8::/64")]
        ),
        "Invalid IPv4 address range: 2001:db8::/64",
    ),
}
MACHINES: dict[str, tuple[Case, str]] = {
    "two keys": (
        lambda world: world.instance(
            key_name="a", key_pair=ec2.KeyPair.from_key_pair_name(world.stack, "K", "x")
        ),
        "Cannot specify both of 'keyName' and 'keyPair'; prefer 'keyPair'",
    ),
    "options of a set-up that is not there": (
        lambda world: world.instance(init_options=ec2.ApplyCloudFormationInitOptions()),
        "Setting 'initOptions' requires that 'init' is also set",
    ),
    "a public address in a private subnet": (
        lambda world: world.instance(
            associate_public_ip_address=True,
            vpc_subnets=ec2.SubnetSelection(subnet_type=ec2.SubnetType.PRIVATE_ISOLATED),
        ),
        "To set 'associatePublicIpAddress: true' you must select Public subnets (vpcSubnets: { subnetType:"
        " SubnetType.PUBLIC })",
    ),
    "an image of elsewhere": (
        lambda world: world.instance(machine_image=ec2.MachineImage.generic_linux({"eu-west-1": "a"})),
        "Unable to find AMI in AMI map: no AMI specified for region 'us-east-1'",
    ),
    "credits that there are not": (
        lambda world: world.instance(
            instance_type=ec2.InstanceType("c5.large"), credit_specification=ec2.CpuCredits.STANDARD
        ),
        "creditSpecification is supported only for T4g, T3a, T3, T2 instance type, got: c5.large",
    ),
    "an enclave that sleeps": (
        lambda world: world.instance(enclave_enabled=True, hibernation_enabled=True),
        "You can't set both `enclaveEnabled` and `hibernationEnabled` to true on the same instance",
    ),
    "a fast disk without a speed": (
        lambda world: world.disk(ec2.BlockDeviceVolume.ebs(10, volume_type=ec2.EbsDeviceVolumeType.IO1)),
        "iops property is required with volumeType: EbsDeviceVolumeType.IO1 and EbsDeviceVolumeType.IO2",
    ),
    "a disk without its size": (
        lambda world: world.volume(),
        "Must provide at least one of `size` or `snapshotId`",
    ),
    "a key for an open disk": (
        lambda world: world.volume(size=GIB(1), encryption_key=kms.Key(world.stack, "K")),
        "`encrypted` must be true when providing an `encryptionKey`.",
    ),
    "a small disk of a big kind": (
        lambda world: world.volume(size=GIB(10), volume_type=ec2.EbsDeviceVolumeType.ST1),
        "`st1` volumes must be between 125 GiB and 16384 GiB in size.",
    ),
    "a disk faster than its size allows": (
        lambda world: world.volume(size=GIB(10), volume_type=ec2.EbsDeviceVolumeType.IO1, iops=1000),
        "`io1` volumes iops has a maximum ratio of 50 IOPS/GiB.",
    ),
    "a private key that nobody has": (
        lambda world: ec2.KeyPair(world.stack, "K", public_key_material="a").private_key,
        "An SSM parameter with private key material is not created for imported keys",
    ),
    "partitions of a cluster": (
        lambda world: ec2.PlacementGroup(
            world.stack, "P", partitions=2, strategy=ec2.PlacementGroupStrategy.CLUSTER
        ),
        "PlacementGroup 'P' can only specify 'partitions' with the 'PARTITION' strategy",
    ),
    "a template that is not named": (
        lambda world: ec2.LaunchTemplate.from_launch_template_attributes(world.stack, "T"),
        "LaunchTemplate.fromLaunchTemplateAttributes() requires exactly one of launchTemplateId or"
        " launchTemplateName be provided.",
    ),
    "connections of a template without groups": (
        lambda world: ec2.LaunchTemplate(world.stack, "T").connections,
        "LaunchTemplate can only be used as IConnectable if a securityGroup is provided when"
        " constructing it.",
    ),
    "a template with a profile and a role": (
        lambda world: ec2.LaunchTemplate(
            world.stack,
            "T",
            instance_profile=iam.InstanceProfile(world.stack, "P"),
            role=iam.Role(world.stack, "R", assumed_by=iam.AnyPrincipal()),
        ),
        "You cannot provide both an instanceProfile and a role",
    ),
    "the group of NAT instances that are not made": (
        lambda _: ec2.NatProvider.instance_v2(instance_type=ec2.InstanceType("t3.nano")).security_group,
        "Pass the NatInstanceProvider to a Vpc before accessing 'securityGroup'",
    ),
    "a NAT gateway that drains too long": (
        lambda world: world.new_vpc(
            nat_gateway_provider=ec2.NatProvider.gateway(max_drain_duration=Duration.seconds(5000))
        ),
        "`maxDrainDuration` must be between 1 and 4000 seconds, got 5000 seconds.",
    ),
    "a type that is none": (
        lambda _: ec2.InstanceType("bogus").architecture,
        "Malformed instance type identifier",
    ),
    "user data for nobody": (
        lambda _: ec2.UserData.for_operating_system(ec2.OperatingSystemType.UNKNOWN),
        "Cannot determine UserData for unknown operating system type",
    ),
    "parts without a default": (
        lambda _: ec2.MultipartUserData().add_commands("x"),
        "MultipartUserData only supports this operation if it has a default UserData. Call addUserDataPart"
        " with makeDefault=true.",
    ),
    "a wait on Linux": (
        lambda world: world.instance(
            init=ec2.CloudFormationInit.from_elements(
                ec2.InitCommand.shell_command("x", wait_after_completion=ec2.InitCommandWaitDuration.none())
            )
        ),
        "Command 'x': 'waitAfterCompletion' is only valid for Windows systems.",
    ),
    "an installer of Windows on Linux": (
        lambda world: world.instance(init=ec2.CloudFormationInit.from_elements(ec2.InitPackage.msi("x"))),
        "MSI installers are only supported on Windows systems.",
    ),
}


@pytest.mark.parametrize("name", NETWORKS)
def test_a_mistake_in_a_network_is_refused(name: str) -> None:
    _refuses(*NETWORKS[name])


@pytest.mark.parametrize("name", GROUPS)
def test_a_mistake_in_a_security_group_is_refused(name: str) -> None:
    _refuses(*GROUPS[name])


@pytest.mark.parametrize("name", MACHINES)
def test_a_mistake_in_a_machine_is_refused(name: str) -> None:
    _refuses(*MACHINES[name])


def test_an_option_that_a_machine_does_not_have_is_named() -> None:
    world = World()
    with pytest.raises(TypeError) as caught:
        world.instance(instance_tpye="x")
    assert "got an unexpected keyword argument 'instance_tpye'" in str(caught.value)


def test_custom_user_data_knows_no_commands_for_the_end() -> None:
    with pytest.raises(TypeError) as caught:
        ec2.UserData.custom("x").add_on_exit_commands("y")
    assert str(caught.value) == (
        "CustomUserData does not support addOnExitCommands, use UserData.forLinux() or UserData.forWindows()"
        " instead."
    )


def _refuses(case: Case, message: str) -> None:
    with pytest.raises(ValueError) as caught:
        case(World())
    assert str(caught.value) == message
