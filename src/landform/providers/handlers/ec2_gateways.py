"""Amazon EC2: gateways and elastic addresses."""

from typing import Final

from landform.providers.handlers.ec2_common import EC2_TAGS
from landform.providers.handlers.model import (
    ID,
    IDS,
    TAGS,
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
    TagUpdate,
    Text,
    Update,
    or_nothing,
    own_tags,
    tag_specification,
)
from landform.providers.handlers.view import View, first
from landform.providers.handlers.work import NotFoundSignal, Work

INTERNET_GATEWAY: Final = ResourceHandler(
    type_name="AWS::EC2::InternetGateway",
    service="ec2",
    create=Create(
        action=Call("CreateInternetGateway", {"TagSpecifications": tag_specification("internet-gateway")}),
        physical_id=Answer("InternetGateway.InternetGatewayId"),
    ),
    read=Read(
        action=Call("DescribeInternetGateways", {"InternetGatewayIds": IDS}),
        at="InternetGateways.0",
        properties={"Tags": own_tags()},
    ),
    tags=EC2_TAGS,
    delete=Call("DeleteInternetGateway", {"InternetGatewayId": ID}),
    attributes={"InternetGatewayId": Text("{physical_id}")},
)

ATTACHMENTS: Final = (
    # property, attach, detach, describe, list in its answer, filter, mark in the physical id
    (
        "InternetGatewayId",
        "AttachInternetGateway",
        "DetachInternetGateway",
        "DescribeInternetGateways",
        "InternetGateways",
        "attachment.vpc-id",
        "IGW",
    ),
    (
        "VpnGatewayId",
        "AttachVpnGateway",
        "DetachVpnGateway",
        "DescribeVpnGateways",
        "VpnGateways",
        "attachment.vpc-id",
        "VGW",
    ),
)


def _attach(work: Work) -> None:
    for name, attach, detach, *_ in ATTACHMENTS:
        wanted, before = work.desired.text(name), work.previous.text(name)
        vpc = work.desired.text("VpcId")
        if before and before != wanted:
            work.call(detach, {name: before, "VpcId": vpc})
        if wanted and before != wanted:
            work.call(attach, {name: wanted, "VpcId": vpc})


def _attachment_id(work: Work) -> str:
    mark = next(row[-1] for row in ATTACHMENTS if work.desired.get(row[0]))
    return f"{mark}|{work.desired.text('VpcId')}"


def _find_attachment(work: Work) -> dict[str, str]:
    mark, _, vpc = work.physical_id.partition("|")
    for name, _, _, describe, path, filter_name, row_mark in ATTACHMENTS:
        if mark != row_mark:
            continue
        answer = work.call(describe, {"Filters": [{"Name": filter_name, "Values": [vpc]}]})
        gateway = first(answer.structures(path))
        if gateway is not None:
            return {name: gateway.text(name), "VpcId": vpc}
    raise NotFoundSignal


def _detach(work: Work) -> None:
    found = _find_attachment(work)
    for name, _, detach, *_ in ATTACHMENTS:
        if name in found:
            work.call(detach, {name: found[name], "VpcId": found["VpcId"]})


VPC_GATEWAY_ATTACHMENT: Final = ResourceHandler(
    type_name="AWS::EC2::VPCGatewayAttachment",
    service="ec2",
    create=Create(
        action=Hook(function=_attach, reads=("InternetGatewayId", "VpcId", "VpnGatewayId")),
        physical_id=Code(_attachment_id),
    ),
    read=Read(
        action=Hook(function=_find_attachment),
        properties={name: Live(name) for name in ("InternetGatewayId", "VpcId", "VpnGatewayId")},
    ),
    update=(Update(properties=("InternetGatewayId", "VpnGatewayId"), action=Hook(function=_attach)),),
    delete=Hook(function=_detach),
    attributes={"AttachmentType": Code(lambda work: work.physical_id.partition("|")[0])},
)


def _find_address(work: Work) -> View | None:
    filters = [{"Name": "public-ip", "Values": [work.physical_id]}]
    return first(work.call("DescribeAddresses", {"Filters": filters}).structures("Addresses"))


def _allocation(work: Work) -> object:
    return work.answer.get("AllocationId") or work.live.get("AllocationId")


def _associate(work: Work) -> None:
    found = _find_address(work) or View({})
    instance = work.desired.text("InstanceId")
    if instance:
        parameters = {"AllocationId": found.text("AllocationId"), "InstanceId": instance}
        work.call("AssociateAddress", {**parameters, "AllowReassociation": True})
    elif found.text("AssociationId"):
        work.call("DisassociateAddress", found.chosen("AssociationId"))


def _release(work: Work) -> None:
    found = _find_address(work)
    if found is None:
        raise NotFoundSignal
    if found.text("AssociationId"):
        work.call("DisassociateAddress", found.chosen("AssociationId"))
    work.call("ReleaseAddress", found.chosen("AllocationId"))


ALLOCATION_IDS: Final = Code(lambda work: [(_find_address(work) or View({})).text("AllocationId")])

EIP: Final = ResourceHandler(
    type_name="AWS::EC2::EIP",
    service="ec2",
    create=Create(
        action=Call(
            "AllocateAddress",
            {
                "Address": Prop("Address"),
                "Domain": Code(lambda work: work.desired.text("Domain", "vpc"), reads=("Domain",)),
                "IpamPoolId": Prop("IpamPoolId"),
                "NetworkBorderGroup": Prop("NetworkBorderGroup"),
                "PublicIpv4Pool": Prop("PublicIpv4Pool"),
                "TagSpecifications": tag_specification("elastic-ip"),
            },
        ),
        physical_id=Answer("PublicIp"),
    ),
    read=Read(
        action=Hook(function=_find_address),
        properties={
            "Domain": Live("Domain"),
            "InstanceId": Live("InstanceId", or_nothing),
            "NetworkBorderGroup": Live("NetworkBorderGroup"),
            "PublicIpv4Pool": Live("PublicIpv4Pool"),
            "Tags": own_tags(),
        },
    ),
    update=(
        Update(
            properties=("InstanceId",),
            action=Hook(function=_associate, reads=("InstanceId",)),
            on_create=True,
        ),
    ),
    tags=TagUpdate(
        add=Call("CreateTags", {"Resources": ALLOCATION_IDS, "Tags": TAGS}),
        remove=Call(
            "DeleteTags",
            {
                "Resources": ALLOCATION_IDS,
                "Tags": Code(lambda work: [{"Key": key} for key in work.removed_tags()]),
            },
        ),
    ),
    delete=Hook(function=_release),
    attributes={"AllocationId": Code(_allocation), "PublicIp": Text("{physical_id}")},
    fixed={
        "Domain": "An address stays in its domain.",
        "PublicIpv4Pool": "An address stays in its pool.",
    },
    unread=dict.fromkeys(("Address", "IpamPoolId"), "Write-only by the registry's word."),
    unsupported={"TransferAddress": "Addresses are not transferred between accounts."},
    embedded_gaps=dict.fromkeys(
        ("IpamPoolId", "NetworkBorderGroup", "PublicIpv4Pool"), "There are no address pools."
    ),
)

NAT_GATEWAY: Final = ResourceHandler(
    type_name="AWS::EC2::NatGateway",
    service="ec2",
    create=Create(
        action=Call(
            "CreateNatGateway",
            {
                **{
                    name: Prop(name)
                    for name in (
                        "AllocationId",
                        "AvailabilityMode",
                        "AvailabilityZoneAddresses",
                        "ConnectivityType",
                        "PrivateIpAddress",
                        "SecondaryAllocationIds",
                        "SecondaryPrivateIpAddressCount",
                        "SecondaryPrivateIpAddresses",
                        "SubnetId",
                        "VpcId",
                    )
                },
                "ClientToken": TOKEN,
                "TagSpecifications": tag_specification("natgateway"),
            },
        ),
        physical_id=Answer("NatGateway.NatGatewayId"),
    ),
    read=Read(
        action=Call("DescribeNatGateways", {"NatGatewayIds": IDS}),
        at="NatGateways.0",
        properties={
            "AllocationId": Live("NatGatewayAddresses.0.AllocationId"),
            "ConnectivityType": Live("ConnectivityType"),
            "PrivateIpAddress": Live("NatGatewayAddresses.0.PrivateIp"),
            "SubnetId": Live("SubnetId"),
            "VpcId": Live("VpcId"),
            "AvailabilityMode": Live("AvailabilityMode"),
            "Tags": own_tags(),
        },
    ),
    tags=EC2_TAGS,
    delete=Call("DeleteNatGateway", {"NatGatewayId": ID}),
    reads_before_delete=True,
    waits_for_delete=True,
    stable=Stable(
        path="State",
        ready=frozenset({"available"}),
        failed=frozenset({"failed"}),
        gone=frozenset({"deleted"}),
        reason_path="FailureMessage",
        delay_seconds=10.0,
    ),
    attributes={
        "NatGatewayId": Text("{physical_id}"),
        "EniId": Live("NatGatewayAddresses.0.NetworkInterfaceId"),
    },
    absent_attributes=dict.fromkeys(
        ("AutoProvisionZones", "AutoScalingIps", "RouteTableId"), "Regional gateways are not made."
    ),
    fixed=dict.fromkeys(
        (
            "AvailabilityZoneAddresses",
            "SecondaryAllocationIds",
            "SecondaryPrivateIpAddressCount",
            "SecondaryPrivateIpAddresses",
        ),
        "Secondary addresses are set at creation; a change is refused.",
    ),
    unread=dict.fromkeys(
        (
            "AvailabilityZoneAddresses",
            "SecondaryAllocationIds",
            "SecondaryPrivateIpAddressCount",
            "SecondaryPrivateIpAddresses",
        ),
        "The service returns all addresses in one list.",
    ),
    unsupported={"MaxDrainDurationSeconds": "Secondary addresses are not taken away."},
    embedded_gaps=dict.fromkeys(
        (
            "AvailabilityMode",
            "AvailabilityZoneAddresses",
            "PrivateIpAddress",
            "SecondaryAllocationIds",
            "SecondaryPrivateIpAddressCount",
            "SecondaryPrivateIpAddresses",
        ),
        "Accepted and not kept.",
    ),
)

HANDLERS: Final = (INTERNET_GATEWAY, VPC_GATEWAY_ATTACHMENT, EIP, NAT_GATEWAY)
