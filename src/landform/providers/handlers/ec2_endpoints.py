"""Amazon EC2: endpoints of VPCs."""

from typing import Any, Final

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
from landform.providers.handlers.work import Work


def _set_members(name: str, work: Work) -> dict[str, list[str]]:
    wanted, before = work.desired.get(name) or [], work.previous.get(name) or []
    changes = {
        f"Add{name}": [each for each in wanted if each not in before],
        f"Remove{name}": [each for each in before if each not in wanted],
    }
    return {parameter: ids for parameter, ids in changes.items() if ids}


ENDPOINT_MEMBERS: Final = ("RouteTableIds", "SecurityGroupIds", "SubnetIds")


def _modify_endpoint(work: Work) -> None:
    parameters: dict[str, Any] = {"VpcEndpointId": work.physical_id}
    for name in ENDPOINT_MEMBERS:
        parameters.update(_set_members(name, work))
    if work.changed("PolicyDocument"):
        document = work.desired.get("PolicyDocument")
        parameters.update({"PolicyDocument": json_text(document)} if document else {"ResetPolicy": True})
    if work.changed("PrivateDnsEnabled"):
        parameters["PrivateDnsEnabled"] = bool(work.desired.get("PrivateDnsEnabled", False))
    for name in ("DnsOptions", "IpAddressType"):
        if work.changed(name) and work.desired.get(name) is not None:
            parameters[name] = work.desired[name]
    work.call("ModifyVpcEndpoint", parameters)


def _delete_endpoint(work: Work) -> None:
    parameters = {"VpcEndpointIds": [work.physical_id]}
    try:
        work.call("DeleteVpcEndpoints", parameters)
    except ServiceError as error:
        if not error.code.startswith("InvalidRoute."):
            raise
        # The embedded service looks for its route in tables that were added later, where it made none.
        tables = (work.live or {}).get("RouteTableIds") or []
        work.call("ModifyVpcEndpoint", {"VpcEndpointId": work.physical_id, "RemoveRouteTableIds": tables})
        work.call("DeleteVpcEndpoints", parameters)


def _dns_entries(work: Work) -> list[str]:
    entries = (work.live or {}).get("DnsEntries") or []
    return [f"{entry.get('HostedZoneId', '')}:{entry['DnsName']}" for entry in entries]


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
                        "DnsOptions",
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
                    lambda work: work.desired.get("VpcEndpointType", "Gateway"), reads=("VpcEndpointType",)
                ),
                "ClientToken": TOKEN,
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
            "SecurityGroupIds": Live("Groups", lambda groups: [group["GroupId"] for group in groups] or None),
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
        "CreationTimestamp": Live("CreationTimestamp", lambda at: at.isoformat()),
        "DnsEntries": Code(_dns_entries),
        "NetworkInterfaceIds": Code(lambda work: (work.live or {}).get("NetworkInterfaceIds") or []),
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
