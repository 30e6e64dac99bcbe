"""What updates of networks and load balancers send, and what reads of them tell."""

from typing import Any

import pytest

from landform.cloud.clients import ServiceError
from landform.ground.handler import HandlerAction, HandlerFailure, HandlerSuccess
from landform.providers.handlers.ec2_security import permission
from landform.providers.handlers.view import View
from tests.unit.providers.scripted import asked, changes, told


@pytest.mark.parametrize(
    ("rule", "sent"),
    [
        (
            {"IpProtocol": "6", "FromPort": "80", "ToPort": 80, "CidrIp": "10.0.0.0/8", "Description": "d"},
            {
                "IpProtocol": "tcp",
                "FromPort": 80,
                "ToPort": 80,
                "IpRanges": [{"CidrIp": "10.0.0.0/8", "Description": "d"}],
            },
        ),
        (
            {"IpProtocol": -1, "FromPort": 0, "ToPort": 0, "CidrIpv6": "::/0"},
            {"IpProtocol": "-1", "Ipv6Ranges": [{"CidrIpv6": "::/0"}]},
        ),
        (
            {"IpProtocol": "UDP", "FromPort": 0, "ToPort": 1, "SourcePrefixListId": "pl", "Description": ""},
            {"IpProtocol": "udp", "FromPort": 0, "ToPort": 1, "PrefixListIds": [{"PrefixListId": "pl"}]},
        ),
        (
            {"IpProtocol": "icmpv6", "DestinationPrefixListId": "pl"},
            {"IpProtocol": "icmpv6", "PrefixListIds": [{"PrefixListId": "pl"}]},
        ),
        (
            {
                "IpProtocol": "17",
                "SourceSecurityGroupId": "sg",
                "SourceSecurityGroupName": "n",
                "SourceSecurityGroupOwnerId": "1",
                "Description": "d",
            },
            {
                "IpProtocol": "udp",
                "UserIdGroupPairs": [{"GroupId": "sg", "UserId": "1", "Description": "d"}],
            },
        ),
        (
            {"IpProtocol": "tcp", "SourceSecurityGroupName": "n"},
            {"IpProtocol": "tcp", "UserIdGroupPairs": [{"GroupName": "n"}]},
        ),
        (
            {"IpProtocol": "tcp", "DestinationSecurityGroupId": "sg", "CidrIp": "10.0.0.0/8"},
            {
                "IpProtocol": "tcp",
                "IpRanges": [{"CidrIp": "10.0.0.0/8"}],
                "UserIdGroupPairs": [{"GroupId": "sg"}],
            },
        ),
    ],
    ids=["ports", "everything", "a list in", "a list out", "a group", "a name", "both"],
)
def test_a_rule_becomes_a_permission(rule: dict[str, Any], sent: dict[str, Any]) -> None:
    assert permission(View(rule)) == sent


GROUP = "AWS::EC2::SecurityGroup"


def rule(cidr: str, protocol: str = "tcp", **more: Any) -> dict[str, Any]:
    return {"IpProtocol": protocol, "FromPort": 80, "ToPort": 80, "CidrIp": cidr, **more}


def sent_rule(cidr: str, protocol: str = "tcp") -> dict[str, Any]:
    return {"IpProtocol": protocol, "FromPort": 80, "ToPort": 80, "IpRanges": [{"CidrIp": cidr}]}


ALL_OUT = {"IpProtocol": "-1", "IpRanges": [{"CidrIp": "0.0.0.0/0"}]}


@pytest.mark.parametrize(
    ("before", "after", "sent"),
    [
        (
            {"SecurityGroupIngress": [rule("10.0.0.0/8"), rule("10.1.0.0/16", "6")]},
            {"SecurityGroupIngress": [rule("10.1.0.0/16"), rule("10.2.0.0/16")]},
            [
                ("RevokeSecurityGroupIngress", sent_rule("10.0.0.0/8")),
                ("AuthorizeSecurityGroupIngress", sent_rule("10.2.0.0/16")),
            ],
        ),
        (
            {},
            {"SecurityGroupEgress": [rule("10.0.0.0/8")]},
            [
                ("RevokeSecurityGroupEgress", ALL_OUT),
                ("AuthorizeSecurityGroupEgress", sent_rule("10.0.0.0/8")),
            ],
        ),
        (
            {"SecurityGroupEgress": [rule("10.0.0.0/8")]},
            {},
            [
                ("RevokeSecurityGroupEgress", sent_rule("10.0.0.0/8")),
                ("AuthorizeSecurityGroupEgress", ALL_OUT),
            ],
        ),
    ],
    ids=["some differ", "the default goes", "the default comes back"],
)
def test_a_group_revokes_what_is_gone_and_authorizes_what_is_new(
    before: dict[str, Any], after: dict[str, Any], sent: list[tuple[str, dict[str, Any]]]
) -> None:
    found = changes(GROUP, before, after)
    assert found == [(operation, {"GroupId": "it", "IpPermissions": [each]}) for operation, each in sent]


def test_a_group_tells_of_the_template_s_rules_those_it_has() -> None:
    desired = {
        "SecurityGroupIngress": [rule("10.0.0.0/8"), rule("10.1.0.0/16"), rule("10.2.0.0/16", ToPort=81)]
    }
    live = [sent_rule("10.0.0.0/8"), sent_rule("10.2.0.0/16"), sent_rule("10.9.0.0/16")]
    assert told(GROUP, {"IpPermissions": live}, desired=desired) == {
        "SecurityGroupIngress": [rule("10.0.0.0/8")]
    }


@pytest.mark.parametrize(
    ("given", "live", "found"),
    [
        ({"IpProtocol": "6", "FromPort": 1}, {"IpProtocol": "tcp", "FromPort": 1, "ToPort": 2}, ("6", 1, 2)),
        ({"IpProtocol": "17"}, {"IpProtocol": "tcp", "FromPort": -1, "ToPort": -1}, ("tcp", None, None)),
        (
            {"IpProtocol": "icmp", "FromPort": -1, "ToPort": -1},
            {"IpProtocol": "icmp", "FromPort": -1, "ToPort": -1},
            ("icmp", -1, -1),
        ),
    ],
)
def test_a_rule_tells_protocol_and_ports_as_the_template_does(
    given: dict[str, Any], live: dict[str, Any], found: tuple[Any, ...]
) -> None:
    properties = told("AWS::EC2::SecurityGroupIngress", live, desired=given)
    assert tuple(properties.get(name) for name in ("IpProtocol", "FromPort", "ToPort")) == found


@pytest.mark.parametrize(
    ("physical_id", "parts"),
    [
        ("rtb|10.0.0.0/8", {"DestinationCidrBlock": "10.0.0.0/8"}),
        ("rtb|::/0", {"DestinationIpv6CidrBlock": "::/0"}),
        ("rtb|pl-1", {"DestinationPrefixListId": "pl-1"}),
    ],
)
def test_a_route_is_named_by_its_table_and_destination(physical_id: str, parts: dict[str, str]) -> None:
    tables = {"RouteTables": [{"Routes": [{"GatewayId": "local"}, {**parts, "GatewayId": "igw"}]}]}
    fields: dict[str, Any] = {"physical_id": physical_id, "answers": {"DescribeRouteTables": tables}}
    desired = {"RouteTableId": "rtb", **parts}
    sent = changes(
        "AWS::EC2::Route", {**desired, "GatewayId": "igw"}, {**desired, "NatGatewayId": "n"}, **fields
    )
    assert sent == [("ReplaceRoute", {"RouteTableId": "rtb", **parts, "NatGatewayId": "n"})]
    assert told("AWS::EC2::Route", {}, **fields) == {**desired, "GatewayId": "igw"}
    answer, clients = asked("AWS::EC2::Route", HandlerAction.DELETE, previous=desired, **fields)
    assert answer == HandlerSuccess(physical_id=physical_id)
    assert clients.changes == [("DeleteRoute", {"RouteTableId": "rtb", **parts})]
    made, _ = asked("AWS::EC2::Route", HandlerAction.CREATE, desired=desired)
    assert made == HandlerSuccess(
        physical_id=physical_id, attributes={"CidrBlock": next(iter(parts.values()))}
    )


def test_a_route_that_the_table_does_not_have_is_not_found() -> None:
    for tables in ([], [{"Routes": [{"DestinationCidrBlock": "10.0.0.0/8"}]}]):
        fields: dict[str, Any] = {"answers": {"DescribeRouteTables": {"RouteTables": tables}}}
        answer, _ = asked("AWS::EC2::Route", HandlerAction.READ, physical_id="rtb|0.0.0.0/0", **fields)
        assert isinstance(answer, HandlerFailure)
        assert answer.code.value == "NotFound"


def test_an_association_is_found_in_any_table() -> None:
    rows = [{"RouteTableAssociationId": name, "SubnetId": f"s-{name}"} for name in ("other", "it")]
    tables = {"RouteTables": [{"Associations": []}, {"Associations": rows}]}
    kind = "AWS::EC2::SubnetRouteTableAssociation"
    assert told(kind, {}, answers={"DescribeRouteTables": tables}) == {"SubnetId": "s-it"}


ATTACHMENT = "AWS::EC2::VPCGatewayAttachment"


@pytest.mark.parametrize(
    ("property_name", "kind", "mark"),
    [("InternetGatewayId", "InternetGateway", "IGW"), ("VpnGatewayId", "VpnGateway", "VGW")],
)
def test_a_gateway_is_attached_exchanged_and_detached(property_name: str, kind: str, mark: str) -> None:
    old, new = ({property_name: name, "VpcId": "vpc"} for name in ("old", "new"))
    found = {f"Describe{kind}s": {f"{kind}s": [{property_name: "old"}]}}
    made, clients = asked(ATTACHMENT, HandlerAction.CREATE, desired=old, physical_id=None)
    assert made == HandlerSuccess(physical_id=f"{mark}|vpc", attributes={"AttachmentType": mark})
    assert clients.changes == [(f"Attach{kind}", old)]
    fields: dict[str, Any] = {"physical_id": f"{mark}|vpc", "answers": found}
    assert changes(ATTACHMENT, old, new, **fields) == [(f"Detach{kind}", old), (f"Attach{kind}", new)]
    _, clients = asked(ATTACHMENT, HandlerAction.DELETE, previous=old, **fields)
    assert clients.calls[-1] == (f"Detach{kind}", old)
    filters = [{"Name": "attachment.vpc-id", "Values": ["vpc"]}]
    assert clients.calls[0] == (f"Describe{kind}s", {"Filters": filters})
    answer, _ = asked(ATTACHMENT, HandlerAction.READ, physical_id=f"{mark}|vpc")
    assert isinstance(answer, HandlerFailure)


ADDRESS = {"Addresses": [{"AllocationId": "alloc", "AssociationId": "assoc", "PublicIp": "it"}]}
FREE = {"Addresses": [{"AllocationId": "alloc", "PublicIp": "it"}]}


@pytest.mark.parametrize(
    ("before", "after", "found", "sent"),
    [
        (
            {},
            {"InstanceId": "i"},
            FREE,
            [
                (
                    "AssociateAddress",
                    {"AllocationId": "alloc", "InstanceId": "i", "AllowReassociation": True},
                )
            ],
        ),
        ({"InstanceId": "i"}, {}, ADDRESS, [("DisassociateAddress", {"AssociationId": "assoc"})]),
        ({"InstanceId": "i"}, {}, FREE, []),
    ],
    ids=["lent", "taken back", "taken back already"],
)
def test_an_address_is_lent_and_taken_back(
    before: dict[str, Any], after: dict[str, Any], found: dict[str, Any], sent: list[Any]
) -> None:
    assert changes("AWS::EC2::EIP", before, after, answers={"DescribeAddresses": found}) == sent


def test_an_address_is_released_once_it_is_free() -> None:
    kind = "AWS::EC2::EIP"
    release = ("ReleaseAddress", {"AllocationId": "alloc"})
    for found, first in ((ADDRESS, [("DisassociateAddress", {"AssociationId": "assoc"})]), (FREE, [])):
        _, clients = asked(kind, HandlerAction.DELETE, answers={"DescribeAddresses": found})
        assert clients.changes == [*first, release]
    answer, clients = asked(kind, HandlerAction.DELETE, answers={"DescribeAddresses": {"Addresses": []}})
    assert (isinstance(answer, HandlerFailure), clients.changes) == (True, [])
    made, clients = asked(
        kind,
        HandlerAction.CREATE,
        physical_id=None,
        answers={"AllocateAddress": {"PublicIp": "1.2.3.4", "AllocationId": "alloc"}},
    )
    assert clients.changes == [("AllocateAddress", {"Domain": "vpc"})]
    attributes = {"AllocationId": "alloc", "PublicIp": "1.2.3.4"}
    assert made == HandlerSuccess(physical_id="1.2.3.4", attributes=attributes)


ENDPOINT = "AWS::EC2::VPCEndpoint"


@pytest.mark.parametrize(
    ("before", "after", "sent"),
    [
        (
            {"SubnetIds": ["a", "b"], "RouteTableIds": ["r"]},
            {"SubnetIds": ["b", "c"], "RouteTableIds": ["r"]},
            {"AddSubnetIds": ["c"], "RemoveSubnetIds": ["a"]},
        ),
        (
            {"PolicyDocument": {"a": 1}, "PrivateDnsEnabled": True},
            {"PolicyDocument": {"a": 2}},
            {"PolicyDocument": '{"a": 2}', "PrivateDnsEnabled": False},
        ),
        ({"PolicyDocument": {"a": 1}, "IpAddressType": "ipv4"}, {}, {"ResetPolicy": True}),
        ({}, {"IpAddressType": "ipv4"}, {"IpAddressType": "ipv4"}),
    ],
    ids=["members", "settings", "taken away", "given"],
)
def test_an_endpoint_is_modified_by_what_differs(
    before: dict[str, Any], after: dict[str, Any], sent: dict[str, Any]
) -> None:
    assert changes(ENDPOINT, before, after) == [("ModifyVpcEndpoint", {"VpcEndpointId": "it", **sent})]


def test_an_endpoint_tells_its_entries_and_leaves_tables_that_have_no_route() -> None:
    live = {
        "RouteTableIds": ["r"],
        "DnsEntries": [{"HostedZoneId": "Z", "DnsName": "a.b"}, {"DnsName": "c"}],
        "NetworkInterfaceIds": ["eni"],
        "Groups": [{"GroupId": "sg"}],
    }
    answer, _ = asked(ENDPOINT, HandlerAction.READ, live=live)
    assert isinstance(answer, HandlerSuccess)
    assert (answer.attributes["DnsEntries"], answer.attributes["NetworkInterfaceIds"]) == (
        ["Z:a.b", ":c"],
        ["eni"],
    )
    assert answer.properties["SecurityGroupIds"] == ["sg"]
    refused = [ServiceError("InvalidRoute.NotFound", "No.", 400), {}]
    _, clients = asked(ENDPOINT, HandlerAction.DELETE, live=live, answers={"DeleteVpcEndpoints": refused})
    delete = ("DeleteVpcEndpoints", {"VpcEndpointIds": ["it"]})
    assert clients.changes == [
        delete,
        ("ModifyVpcEndpoint", {"VpcEndpointId": "it", "RemoveRouteTableIds": ["r"]}),
        delete,
    ]
    other = {"DeleteVpcEndpoints": ServiceError("AccessDenied", "No.", 403)}
    failed, clients = asked(ENDPOINT, HandlerAction.DELETE, live=live, answers=other)
    assert (isinstance(failed, HandlerFailure), clients.changes) == (True, [delete])


def test_a_network_s_flags_go_back_to_their_defaults() -> None:
    before = {"EnableDnsHostnames": True, "EnableDnsSupport": False}
    assert changes("AWS::EC2::VPC", before, {}) == [
        ("ModifyVpcAttribute", {"VpcId": "it", "EnableDnsSupport": {"Value": True}}),
        ("ModifyVpcAttribute", {"VpcId": "it", "EnableDnsHostnames": {"Value": False}}),
    ]
    subnet = {"MapPublicIpOnLaunch": True, "EnableDns64": True, "EnableLniAtDeviceIndex": 1}
    sent = changes("AWS::EC2::Subnet", subnet, {"MapPublicIpOnLaunch": True})
    assert [each for _, each in sent] == [
        {"SubnetId": "it", "EnableDns64": {"Value": False}},
        {"SubnetId": "it", "DisableLniAtDeviceIndex": {"Value": True}},
    ]
    names = changes(
        "AWS::EC2::Subnet", {"PrivateDnsNameOptionsOnLaunch": {"HostnameType": "resource-name"}}, {}
    )
    assert [each for _, each in names] == [
        {"SubnetId": "it", "PrivateDnsHostnameTypeOnLaunch": "ip-name"},
        {"SubnetId": "it", "EnableResourceNameDnsARecordOnLaunch": {"Value": False}},
        {"SubnetId": "it", "EnableResourceNameDnsAAAARecordOnLaunch": {"Value": False}},
    ]


def test_a_network_tells_what_was_made_with_it() -> None:
    answer, clients = asked(
        "AWS::EC2::VPC",
        HandlerAction.READ,
        live={
            "CidrBlockAssociationSet": [{"AssociationId": "a"}],
            "Ipv6CidrBlockAssociationSet": [{"Ipv6CidrBlock": "::/56"}],
        },
        answers={
            "DescribeNetworkAcls": {"NetworkAcls": [{"NetworkAclId": "acl"}]},
            "DescribeSecurityGroups": {"SecurityGroups": []},
            "DescribeVpcAttribute": [
                {"EnableDnsHostnames": {"Value": True}},
                {"EnableDnsSupport": {"Value": False}},
            ],
        },
    )
    assert isinstance(answer, HandlerSuccess)
    assert answer.properties == {"EnableDnsHostnames": True, "EnableDnsSupport": False}
    assert answer.attributes == {
        "VpcId": "it",
        "CidrBlockAssociations": ["a"],
        "Ipv6CidrBlocks": ["::/56"],
        "DefaultNetworkAcl": "acl",
    }
    ours = {"Name": "vpc-id", "Values": ["it"]}
    assert (
        "DescribeNetworkAcls",
        {"Filters": [ours, {"Name": "default", "Values": ["true"]}]},
    ) in clients.calls
    acls = [
        {"Associations": [{"SubnetId": "other", "NetworkAclAssociationId": "x"}]},
        {"Associations": [{"SubnetId": "it", "NetworkAclAssociationId": "y"}]},
    ]
    subnet, _ = asked(
        "AWS::EC2::Subnet", HandlerAction.READ, answers={"DescribeNetworkAcls": {"NetworkAcls": acls}}
    )
    assert isinstance(subnet, HandlerSuccess)
    assert subnet.attributes["NetworkAclAssociationId"] == "y"
