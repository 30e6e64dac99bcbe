"""Amazon EC2: endpoints of VPCs."""

from typing import Final

from landform.cloud.clients import ServiceError
from landform.providers.handlers.ec2_common import EC2_TAGS
from landform.providers.handlers.model import (
    IDS,
    TOKEN,
    Answer,
    Call,
    Code,
    Create,
    Hook,
    Live,
    Prop,
    Read,
    ResourceHandler,
    Stable,
    Text,
    Update,
    from_json_text,
    json_text,
    own_tags,
    tag_specification,
)
from landform.providers.handlers.view import View, each, of_structure
from landform.providers.handlers.work import Work


def _set_members(name: str, work: Work) -> dict[str, list[str]]:
    wanted, before = work.desired.texts(name), work.previous.texts(name)
    changes = {
        f"Add{name}": [each for each in wanted if each not in before],
        f"Remove{name}": [each for each in before if each not in wanted],
    }
    return {parameter: ids for parameter, ids in changes.items() if ids}


ENDPOINT_MEMBERS: Final = ("RouteTableIds", "SecurityGroupIds", "SubnetIds")


def _dns_options(given: View) -> dict[str, object]:
    """The options, in which the service has a flag in place of a word, or nothing for NotSpecified."""
    name = "PrivateDnsOnlyForInboundResolverEndpoint"
    flags = {"OnlyInboundResolver": True, "AllResolvers": False}
    options = {member: value for member, value in given.items() if member != name}
    return {**options, **({name: flags[given.text(name)]} if given.text(name) in flags else {})}


DNS_OPTIONS: Final = Prop("DnsOptions", of_structure(_dns_options))


def _modify_endpoint(work: Work) -> None:
    parameters: dict[str, object] = {"VpcEndpointId": work.physical_id}
    for name in ENDPOINT_MEMBERS:
        parameters.update(_set_members(name, work))
    if work.changed("PolicyDocument"):
        document = work.desired.get("PolicyDocument")
        parameters.update({"PolicyDocument": json_text(document)} if document else {"ResetPolicy": True})
    if work.changed("PrivateDnsEnabled"):
        parameters["PrivateDnsEnabled"] = work.desired.flag("PrivateDnsEnabled")
    if work.changed("DnsOptions") and work.desired.get("DnsOptions") is not None:
        parameters["DnsOptions"] = DNS_OPTIONS.value(work)
    if work.changed("IpAddressType"):
        parameters.update(work.desired.chosen("IpAddressType"))
    work.call("ModifyVpcEndpoint", parameters)


def _delete_endpoint(work: Work) -> None:
    parameters = {"VpcEndpointIds": [work.physical_id]}
    try:
        work.call("DeleteVpcEndpoints", parameters)
    except ServiceError as error:
        if not error.code.startswith("InvalidRoute."):
            raise
        # The embedded service looks for its route in tables that were added later, where it made none.
        tables = work.live.texts("RouteTableIds")
        work.call("ModifyVpcEndpoint", {"VpcEndpointId": work.physical_id, "RemoveRouteTableIds": tables})
        work.call("DeleteVpcEndpoints", parameters)


def _dns_entries(work: Work) -> list[str]:
    entries = work.live.structures("DnsEntries")
    return [f"{entry.text('HostedZoneId')}:{entry.text('DnsName')}" for entry in entries]


VPC_ENDPOINT: Final = ResourceHandler(
    type_name="AWS::EC2::VPCEndpoint",
    service="ec2",
    create=Create(
        action=Call(
            "CreateVpcEndpoint",
            {
                **{
                    name: Prop(name)
                    for name in (
                        "IpAddressType",
                        "PrivateDnsEnabled",
                        "ResourceConfigurationArn",
                        "RouteTableIds",
                        "SecurityGroupIds",
                        "ServiceName",
                        "ServiceNetworkArn",
                        "ServiceRegion",
                        "SubnetIds",
                        "VpcId",
                    )
                },
                "VpcEndpointType": Code(
                    lambda work: work.desired.text("VpcEndpointType", "Gateway"), reads=("VpcEndpointType",)
                ),
                "ClientToken": TOKEN,
                "DnsOptions": DNS_OPTIONS,
                "PolicyDocument": Prop("PolicyDocument", json_text),
                "TagSpecifications": tag_specification("vpc-endpoint"),
            },
        ),
        physical_id=Answer("VpcEndpoint.VpcEndpointId"),
    ),
    read=Read(
        action=Call("DescribeVpcEndpoints", {"VpcEndpointIds": IDS}),
        at="VpcEndpoints.0",
        properties={
            **{
                name: Live(name)
                for name in (
                    "DnsOptions",
                    "IpAddressType",
                    "PrivateDnsEnabled",
                    "ResourceConfigurationArn",
                    "RouteTableIds",
                    "ServiceName",
                    "ServiceNetworkArn",
                    "ServiceRegion",
                    "SubnetIds",
                    "VpcEndpointType",
                    "VpcId",
                )
            },
            "PolicyDocument": Live("PolicyDocument", from_json_text),
            "SecurityGroupIds": Live("Groups", each("GroupId")),
            "Tags": own_tags(),
        },
    ),
    update=(
        Update(
            properties=(
                *ENDPOINT_MEMBERS,
                "DnsOptions",
                "IpAddressType",
                "PolicyDocument",
                "PrivateDnsEnabled",
            ),
            action=Hook(function=_modify_endpoint),
        ),
    ),
    tags=EC2_TAGS,
    delete=Hook(function=_delete_endpoint),
    reads_before_delete=True,
    waits_for_delete=True,
    stable=Stable(
        path="State",
        ready=frozenset({"available", "Available", "pendingAcceptance"}),
        failed=frozenset({"failed", "rejected", "expired"}),
        gone=frozenset({"deleted", "Deleted"}),
    ),
    attributes={
        "Id": Text("{physical_id}"),
        "CreationTimestamp": Live("CreationTimestamp"),
        "DnsEntries": Code(_dns_entries),
        "NetworkInterfaceIds": Code(lambda work: work.live.texts("NetworkInterfaceIds")),
    },
    embedded_gaps={
        **dict.fromkeys(
            (
                "DnsOptions",
                "IpAddressType",
                "ResourceConfigurationArn",
                "ServiceNetworkArn",
                "ServiceRegion",
            ),
            "Accepted and not kept.",
        ),
    },
    change_gaps={
        "PolicyDocument": "A policy taken away stays.",
        "PrivateDnsEnabled": "A change is accepted and not kept.",
    },
)

HANDLERS: Final = (VPC_ENDPOINT,)
