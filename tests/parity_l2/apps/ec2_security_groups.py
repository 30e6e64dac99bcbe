from aws_cdk import App, CfnOutput, CfnParameter, Stack
from aws_cdk import aws_ec2 as ec2

app = App()
stack = Stack(app, "Groups")
vpc = ec2.Vpc(stack, "Vpc", max_azs=1, nat_gateways=0)
web = ec2.SecurityGroup(stack, "Web", vpc=vpc)
named = ec2.SecurityGroup(
    stack,
    "Named",
    vpc=vpc,
    security_group_name="a-group",
    description="what it is for",
    allow_all_outbound=False,
)
six = ec2.SecurityGroup(stack, "Six", vpc=vpc, allow_all_ipv6_outbound=True)
shut = ec2.SecurityGroup(stack, "Shut", vpc=vpc, allow_all_outbound=False)
shut_six = ec2.SecurityGroup(
    stack, "ShutSix", vpc=vpc, allow_all_outbound=False, allow_all_ipv6_outbound=True
)
apart = ec2.SecurityGroup(stack, "Apart", vpc=vpc, disable_inline_rules=True)
apart_shut = ec2.SecurityGroup(
    stack, "ApartShut", vpc=vpc, disable_inline_rules=True, allow_all_outbound=False
)
apart_still = ec2.SecurityGroup(
    stack, "ApartStill", vpc=vpc, disable_inline_rules=True, allow_all_outbound=False
)
apart_six = ec2.SecurityGroup(
    stack, "ApartSix", vpc=vpc, disable_inline_rules=True, allow_all_ipv6_outbound=True
)
ports = [
    ec2.Port.tcp(80),
    ec2.Port.tcp_range(8000, 8080),
    ec2.Port.all_tcp(),
    ec2.Port.udp(53),
    ec2.Port.udp_range(100, 200),
    ec2.Port.all_udp(),
    ec2.Port.icmp_type(3),
    ec2.Port.icmp_type_and_code(3, 4),
    ec2.Port.icmp_ping(),
    ec2.Port.all_icmp(),
    ec2.Port.all_icmp_v6(),
    ec2.Port.all_traffic(),
    ec2.Port.esp(),
    ec2.Port.ah(),
    ec2.Port.HTTPS,
    ec2.Port.POSTGRES,
    ec2.Port.DNS_UDP,
    ec2.Port(protocol=ec2.Protocol.GRE, string_representation="GRE"),
    ec2.Port(protocol=ec2.Protocol.TCP, from_port=1, to_port=2, string_representation="some"),
]
for port in ports:
    web.add_ingress_rule(ec2.Peer.any_ipv4(), port)
    named.connections.allow_from(apart, port)
number = CfnParameter(stack, "Number", type="Number")
block = CfnParameter(stack, "Block")
other_block = CfnParameter(stack, "OtherBlock")
web.add_ingress_rule(ec2.Peer.ipv4("10.0.0.0/8"), ec2.Port.tcp(number.value_as_number))
web.add_ingress_rule(ec2.Peer.ipv4(block.value_as_string), ec2.Port.tcp(1))
web.add_ingress_rule(ec2.Peer.ipv4(other_block.value_as_string), ec2.Port.tcp(1), "with words")
for group in (web, six, shut, shut_six, apart, apart_shut):
    group.add_ingress_rule(ec2.Peer.ipv6("2001:db8::/32"), ec2.Port.tcp(22), "admins")
    group.add_ingress_rule(ec2.Peer.ipv6("2001:db8::/32"), ec2.Port.tcp(22), "admins again")
    group.add_ingress_rule(ec2.Peer.any_ipv6(), ec2.Port.tcp(443))
    group.add_ingress_rule(ec2.Peer.prefix_list("pl-123456"), ec2.Port.tcp(81))
    group.add_ingress_rule(
        ec2.Peer.security_group_id("sg-0123456789abcdef0", "123456789012"), ec2.Port.tcp(82)
    )
    group.add_ingress_rule(ec2.Peer.security_group_id("sg-0123456789abcdef0"), ec2.Port.tcp(83))
    group.add_egress_rule(ec2.Peer.ipv4("10.1.0.0/16"), ec2.Port.tcp(84))
    group.add_egress_rule(ec2.Peer.ipv4("10.1.0.0/16"), ec2.Port.tcp(84), "twice")
    group.add_egress_rule(ec2.Peer.ipv6("2001:db8::/32"), ec2.Port.tcp(85), "out")
    group.add_egress_rule(ec2.Peer.prefix_list("pl-123456"), ec2.Port.tcp(86))
    group.add_egress_rule(ec2.Peer.security_group_id("sg-0123456789abcdef0"), ec2.Port.tcp(87))
    group.add_ingress_rule(web, ec2.Port.tcp(88))
    group.add_egress_rule(web, ec2.Port.tcp(89))

web.connections.allow_internally(ec2.Port.tcp(90), "among us")
shut.connections.allow_internally(ec2.Port.tcp(90))
shut.connections.allow_to(web, ec2.Port.tcp(91), "shut to web")
shut.connections.allow_from(web, ec2.Port.tcp(92))
shut.connections.allow_to_any_ipv4(ec2.Port.tcp(93))
shut.connections.allow_from_any_ipv4(ec2.Port.tcp(94), "all")
pair = ec2.Connections(security_groups=[shut, named], default_port=ec2.Port.tcp(95))
pair.allow_default_port_from(web)
pair.allow_default_port_to(web, "to web")
pair.allow_default_port_internally()
pair.allow_default_port_from_any_ipv4("anyone")
web.connections.allow_to_default_port(pair)
pair.add_security_group(six)
imported = ec2.SecurityGroup.from_security_group_id(stack, "Imported", "sg-0123456789abcdef1")
imported_shut = ec2.SecurityGroup.from_security_group_id(
    stack, "ImportedShut", "sg-0123456789abcdef2", allow_all_outbound=False
)
fixed = ec2.SecurityGroup.from_security_group_id(stack, "Fixed", "sg-0123456789abcdef3", mutable=False)
for group in (imported, imported_shut, fixed):
    group.connections.allow_from(web, ec2.Port.tcp(96))
    group.connections.allow_to(shut, ec2.Port.tcp(97))
CfnOutput(stack, "WebVpc", value=web.security_group_vpc_id)
CfnOutput(stack, "IsGroup", value=str(ec2.SecurityGroup.is_security_group(web)))

lists = ec2.PrefixList(stack, "List")
full = ec2.PrefixList(
    stack,
    "FullList",
    prefix_list_name="a-list",
    address_family=ec2.AddressFamily.IP_V6,
    max_entries=5,
    entries=[ec2.CfnPrefixList.EntryProperty(cidr="2001:db8::/48", description="here")],
)
ec2.PrefixList(
    stack,
    "Counted",
    entries=[
        ec2.CfnPrefixList.EntryProperty(cidr="10.0.0.1/32"),
        ec2.CfnPrefixList.EntryProperty(cidr="10.0.0.2/32"),
    ],
)
known_list = ec2.PrefixList.from_prefix_list_id(stack, "KnownList", "pl-654321")
for each in (lists, full, known_list):
    shut.connections.allow_from(each, ec2.Port.tcp(98))
    shut.connections.allow_to(each, ec2.Port.tcp(99))
CfnOutput(stack, "ListArn", value=full.prefix_list_arn)
CfnOutput(stack, "ListOwner", value=full.owner_id)

other = Stack(app, "Other")
remote = ec2.SecurityGroup(other, "Remote", vpc=vpc, allow_all_outbound=False)
remote.connections.allow_from(shut, ec2.Port.tcp(100))
remote.connections.allow_to(shut, ec2.Port.tcp(101))

inline = Stack(app, "Separate")
inline.node.set_context("@aws-cdk/aws-ec2.securityGroupDisableInlineRules", True)
inner = ec2.Vpc(inline, "Vpc", max_azs=1, nat_gateways=0)
ec2.SecurityGroup(inline, "A", vpc=inner).add_ingress_rule(ec2.Peer.any_ipv4(), ec2.Port.SSH)
ec2.SecurityGroup(inline, "B", vpc=inner, disable_inline_rules=False).add_ingress_rule(
    ec2.Peer.any_ipv4(), ec2.Port.SSH
)
app.synth()
