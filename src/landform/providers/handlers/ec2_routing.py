"""Amazon EC2: route tables, routes and associations."""

from typing import Final

from landform.providers.handlers.ec2_common import EC2_TAGS
from landform.providers.handlers.model import (
    ID,
    IDS,
    Answer,
    Call,
    Code,
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
from landform.providers.handlers.view import View, first
from landform.providers.handlers.work import NotFoundSignal, Work

ROUTE_TABLE: Final = ResourceHandler(
    type_name="AWS::EC2::RouteTable",
    service="ec2",
    create=Create(
        action=Call(
            "CreateRouteTable",
            {"VpcId": Prop("VpcId"), "TagSpecifications": tag_specification("route-table")},
        ),
        physical_id=Answer("RouteTable.RouteTableId"),
    ),
    read=Read(
        action=Call("DescribeRouteTables", {"RouteTableIds": IDS}),
        at="RouteTables.0",
        properties={"VpcId": Live("VpcId"), "Tags": own_tags()},
    ),
    tags=EC2_TAGS,
    delete=Call("DeleteRouteTable", {"RouteTableId": ID}),
    attributes={"RouteTableId": Text("{physical_id}")},
)

DESTINATIONS: Final = {
    # property -> the parameter, which a described route uses too
    "DestinationCidrBlock": "DestinationCidrBlock",
    "DestinationIpv6CidrBlock": "DestinationIpv6CidrBlock",
    "DestinationPrefixListId": "DestinationPrefixListId",
}

TARGETS: Final = (
    "CarrierGatewayId",
    "CoreNetworkArn",
    "EgressOnlyInternetGatewayId",
    "GatewayId",
    "InstanceId",
    "LocalGatewayId",
    "NatGatewayId",
    "NetworkInterfaceId",
    "OdbNetworkArn",
    "TransitGatewayId",
    "VpcEndpointId",
    "VpcPeeringConnectionId",
)


def _destination(work: Work) -> str:
    properties = work.desired or work.previous
    given = next((properties.text(name) for name in DESTINATIONS if properties.get(name)), "")
    return given or work.physical_id.partition("|")[2]


def _parts(work: Work) -> dict[str, str]:
    """The table and destination that name a route, from the physical id."""
    table, _, destination = work.physical_id.partition("|")
    if destination.startswith("pl-"):
        return {"RouteTableId": table, "DestinationPrefixListId": destination}
    name = "DestinationIpv6CidrBlock" if ":" in destination else "DestinationCidrBlock"
    return {"RouteTableId": table, name: destination}


def _find_route(work: Work) -> dict[str, object]:
    table, _, destination = work.physical_id.partition("|")
    found = first(work.call("DescribeRouteTables", {"RouteTableIds": [table]}).structures("RouteTables"))
    for route in found.structures("Routes") if found else ():
        if destination in (route.get(name) for name in DESTINATIONS.values()):
            return {"RouteTableId": table, **route}
    raise NotFoundSignal


def _replace_route(work: Work) -> None:
    work.call("ReplaceRoute", {**_parts(work), **work.desired.chosen(*TARGETS)})


def _delete_route(work: Work) -> None:
    work.call("DeleteRoute", _parts(work))


ROUTE: Final = ResourceHandler(
    type_name="AWS::EC2::Route",
    service="ec2",
    create=Create(
        action=Call(
            "CreateRoute",
            {
                "RouteTableId": Prop("RouteTableId"),
                **{parameter: Prop(name) for name, parameter in DESTINATIONS.items()},
                **{name: Prop(name) for name in TARGETS},
            },
        ),
        physical_id=Code(lambda work: f"{work.desired.text('RouteTableId')}|{_destination(work)}"),
    ),
    read=Read(
        action=Hook(function=_find_route),
        properties={
            "RouteTableId": Live("RouteTableId"),
            **{name: Live(parameter) for name, parameter in DESTINATIONS.items()},
            **{name: Live(name) for name in TARGETS if name != "VpcEndpointId"},
        },
    ),
    update=(Update(properties=TARGETS, action=Hook(function=_replace_route)),),
    delete=Hook(function=_delete_route),
    reads_before_delete=True,
    attributes={"CidrBlock": Code(_destination)},
    unread={"VpcEndpointId": "The service returns it as GatewayId."},
    embedded_gaps=dict.fromkeys(
        ("CarrierGatewayId", "CoreNetworkArn", "LocalGatewayId", "OdbNetworkArn", "VpcEndpointId"),
        "The route is made; its target is not kept.",
    ),
)


def _find_association(work: Work) -> View:
    filters = [{"Name": "association.route-table-association-id", "Values": [work.physical_id]}]
    for table in work.call("DescribeRouteTables", {"Filters": filters}).structures("RouteTables"):
        for association in table.structures("Associations"):
            if association.text("RouteTableAssociationId") == work.physical_id:
                return association
    raise NotFoundSignal


SUBNET_ROUTE_TABLE_ASSOCIATION: Final = ResourceHandler(
    type_name="AWS::EC2::SubnetRouteTableAssociation",
    service="ec2",
    create=Create(
        action=Call(
            "AssociateRouteTable",
            {"RouteTableId": Prop("RouteTableId"), "SubnetId": Prop("SubnetId")},
        ),
        physical_id=Answer("AssociationId"),
    ),
    read=Read(
        action=Hook(function=_find_association),
        properties={"RouteTableId": Live("RouteTableId"), "SubnetId": Live("SubnetId")},
    ),
    delete=Call("DisassociateRouteTable", {"AssociationId": ID}),
    attributes={"Id": Text("{physical_id}")},
)

HANDLERS: Final = (ROUTE_TABLE, ROUTE, SUBNET_ROUTE_TABLE_ASSOCIATION)
