"""Amazon EC2: VPCs, subnets and endpoints."""

from typing import Final

from landform.providers.handlers.ec2_common import EC2_TAGS
from landform.providers.handlers.model import (
    ID,
    IDS,
    Answer,
    Call,
    Code,
    Const,
    Create,
    Hook,
    Live,
    Prop,
    Read,
    ResourceHandler,
    Text,
    Update,
    own_tags,
    tag_specification,
)
from landform.providers.handlers.view import each, first
from landform.providers.handlers.work import Work


def _vpc_attribute(name: str, default: bool) -> Update:
    return Update(
        properties=(name,),
        action=Call(
            "ModifyVpcAttribute",
            {"VpcId": ID, name: Prop(name, lambda given: {"Value": given}, reset={"Value": default})},
        ),
        on_create=True,
    )


def _read_vpc_attribute(name: str) -> Code:
    member = name[0].lower() + name[1:]

    def value(work: Work) -> object:
        answer = work.call("DescribeVpcAttribute", {"VpcId": work.physical_id, "Attribute": member})
        return answer.structure(name).flag("Value")

    return Code(value)


def _default_of_vpc(operation: str, path: str, key: str, flag: tuple[str, str]) -> Code:
    def value(work: Work) -> object:
        filters = [
            {"Name": "vpc-id", "Values": [work.physical_id]},
            {"Name": flag[0], "Values": [flag[1]]},
        ]
        found = first(work.call(operation, {"Filters": filters}).structures(path))
        return found and found.text(key)

    return Code(value)


def _ipv6_blocks(work: Work) -> list[str]:
    return [block.text("Ipv6CidrBlock") for block in work.live.structures("Ipv6CidrBlockAssociationSet")]


VPC: Final = ResourceHandler(
    type_name="AWS::EC2::VPC",
    service="ec2",
    create=Create(
        action=Call(
            "CreateVpc",
            {
                "CidrBlock": Prop("CidrBlock"),
                "InstanceTenancy": Prop("InstanceTenancy"),
                "Ipv4IpamPoolId": Prop("Ipv4IpamPoolId"),
                "Ipv4NetmaskLength": Prop("Ipv4NetmaskLength"),
                "TagSpecifications": tag_specification("vpc"),
            },
        ),
        physical_id=Answer("Vpc.VpcId"),
    ),
    read=Read(
        action=Call("DescribeVpcs", {"VpcIds": IDS}),
        at="Vpcs.0",
        properties={
            "CidrBlock": Live("CidrBlock"),
            "EnableDnsHostnames": _read_vpc_attribute("EnableDnsHostnames"),
            "EnableDnsSupport": _read_vpc_attribute("EnableDnsSupport"),
            "InstanceTenancy": Live("InstanceTenancy"),
            "Tags": own_tags(),
        },
    ),
    update=(
        _vpc_attribute("EnableDnsSupport", True),
        _vpc_attribute("EnableDnsHostnames", False),
        Update(
            properties=("InstanceTenancy",),
            action=Call(
                "ModifyVpcTenancy",
                {"VpcId": ID, "InstanceTenancy": Prop("InstanceTenancy", reset="default")},
            ),
        ),
    ),
    tags=EC2_TAGS,
    delete=Call("DeleteVpc", {"VpcId": ID}),
    attributes={
        "VpcId": Text("{physical_id}"),
        "CidrBlock": Live("CidrBlock"),
        "CidrBlockAssociations": Live("CidrBlockAssociationSet", each("AssociationId")),
        "DefaultNetworkAcl": _default_of_vpc(
            "DescribeNetworkAcls", "NetworkAcls", "NetworkAclId", ("default", "true")
        ),
        "DefaultSecurityGroup": _default_of_vpc(
            "DescribeSecurityGroups", "SecurityGroups", "GroupId", ("group-name", "default")
        ),
        "Ipv6CidrBlocks": Code(_ipv6_blocks),
    },
    unsupported={"VpcEncryptionControl": "Encryption controls are not made."},
    unread={
        "Ipv4IpamPoolId": "The service does not return the pool a block came from.",
        "Ipv4NetmaskLength": "The service returns the block only.",
    },
    embedded_gaps={
        "Ipv4IpamPoolId": "There are no address pools.",
        "Ipv4NetmaskLength": "There are no address pools.",
    },
    change_gaps={"InstanceTenancy": "A change is refused."},
)

SUBNET_FLAGS: Final = (
    # property, what ModifySubnetAttribute resets it to
    ("MapPublicIpOnLaunch", False),
    ("AssignIpv6AddressOnCreation", False),
    ("EnableDns64", False),
)


def _subnet_flag(name: str, default: bool) -> Update:
    return Update(
        properties=(name,),
        action=Call(
            "ModifySubnetAttribute",
            {"SubnetId": ID, name: Prop(name, lambda given: {"Value": given}, reset={"Value": default})},
        ),
        on_create=True,
    )


def _set_host_names(work: Work) -> None:
    """Host names on launch are three settings, each a call of its own."""
    given = work.desired.structure("PrivateDnsNameOptionsOnLaunch")
    settings: dict[str, object] = {
        "PrivateDnsHostnameTypeOnLaunch": given.text("HostnameType", "ip-name"),
        "EnableResourceNameDnsARecordOnLaunch": {"Value": given.flag("EnableResourceNameDnsARecord")},
        "EnableResourceNameDnsAAAARecordOnLaunch": {"Value": given.flag("EnableResourceNameDnsAAAARecord")},
    }
    for name, value in settings.items():
        work.call("ModifySubnetAttribute", {"SubnetId": work.physical_id, name: value})


def _acl_association(work: Work) -> object:
    filters = [{"Name": "association.subnet-id", "Values": [work.physical_id]}]
    for acl in work.call("DescribeNetworkAcls", {"Filters": filters}).structures("NetworkAcls"):
        for association in acl.structures("Associations"):
            if association.text("SubnetId") == work.physical_id:
                return association.text("NetworkAclAssociationId")
    return None


SUBNET: Final = ResourceHandler(
    type_name="AWS::EC2::Subnet",
    service="ec2",
    create=Create(
        action=Call(
            "CreateSubnet",
            {
                **{
                    name: Prop(name)
                    for name in (
                        "AvailabilityZone",
                        "AvailabilityZoneId",
                        "CidrBlock",
                        "Ipv4IpamPoolId",
                        "Ipv4NetmaskLength",
                        "Ipv6CidrBlock",
                        "Ipv6IpamPoolId",
                        "Ipv6Native",
                        "Ipv6NetmaskLength",
                        "OutpostArn",
                        "VpcId",
                    )
                },
                "TagSpecifications": tag_specification("subnet"),
            },
        ),
        physical_id=Answer("Subnet.SubnetId"),
    ),
    read=Read(
        action=Call("DescribeSubnets", {"SubnetIds": IDS}),
        at="Subnets.0",
        properties={
            **{
                name: Live(name)
                for name in (
                    "AssignIpv6AddressOnCreation",
                    "AvailabilityZone",
                    "AvailabilityZoneId",
                    "CidrBlock",
                    "EnableDns64",
                    "Ipv6Native",
                    "MapPublicIpOnLaunch",
                    "OutpostArn",
                    "PrivateDnsNameOptionsOnLaunch",
                    "VpcId",
                )
            },
            "Ipv6CidrBlock": Code(lambda work: next(iter(_ipv6_blocks(work)), None)),
            "Tags": own_tags(),
        },
    ),
    update=(
        *(_subnet_flag(name, default) for name, default in SUBNET_FLAGS),
        Update(
            properties=("PrivateDnsNameOptionsOnLaunch",),
            action=Hook(function=_set_host_names, reads=("PrivateDnsNameOptionsOnLaunch",)),
            on_create=True,
        ),
        Update(
            properties=("EnableLniAtDeviceIndex",),
            action=Call(
                "ModifySubnetAttribute",
                {"SubnetId": ID, "EnableLniAtDeviceIndex": Prop("EnableLniAtDeviceIndex")},
            ),
            removed=Call(
                "ModifySubnetAttribute", {"SubnetId": ID, "DisableLniAtDeviceIndex": Const({"Value": True})}
            ),
            on_create=True,
        ),
    ),
    tags=EC2_TAGS,
    delete=Call("DeleteSubnet", {"SubnetId": ID}),
    attributes={
        "SubnetId": Text("{physical_id}"),
        "AvailabilityZone": Live("AvailabilityZone"),
        "AvailabilityZoneId": Live("AvailabilityZoneId"),
        "CidrBlock": Live("CidrBlock"),
        "NetworkAclAssociationId": Code(_acl_association),
        "Ipv6CidrBlocks": Code(_ipv6_blocks),
        "VpcId": Live("VpcId"),
    },
    absent_attributes={"BlockPublicAccessStates": "Public access is not blocked by any embedded service."},
    fixed={"Ipv6CidrBlock": "The block is set at creation; a change is refused."},
    unread={
        "EnableLniAtDeviceIndex": "Write-only by the registry's word.",
        "Ipv4IpamPoolId": "The service does not return the pool a block came from.",
        "Ipv4NetmaskLength": "The service returns the block only.",
        "Ipv6IpamPoolId": "The service does not return the pool a block came from.",
        "Ipv6NetmaskLength": "The service returns the block only.",
    },
    embedded_gaps={
        **dict.fromkeys(
            ("Ipv4IpamPoolId", "Ipv4NetmaskLength", "Ipv6IpamPoolId", "Ipv6NetmaskLength"),
            "There are no address pools.",
        ),
        **dict.fromkeys(
            ("EnableDns64", "EnableLniAtDeviceIndex", "OutpostArn", "PrivateDnsNameOptionsOnLaunch"),
            "Accepted and not kept.",
        ),
    },
)


HANDLERS: Final = (VPC, SUBNET)
