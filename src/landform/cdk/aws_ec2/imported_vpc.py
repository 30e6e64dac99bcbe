"""VPCs that exist already: named by the app, or looked up when it is synthesized.

Source: https://docs.aws.amazon.com/cdk/v2/guide/context.html
"""

import json
from collections.abc import Sequence
from typing import Any

from landform.cdk.aws_ec2.parts import camel, present
from landform.cdk.aws_ec2.selection import subnet_id_of
from landform.cdk.aws_ec2.subnet import Subnet
from landform.cdk.aws_ec2.vpc_base import VpcBase, no_dependency
from landform.cdk.core.annotations import Annotations
from landform.cdk.core.tokens import is_unresolved

PROVIDER = "vpc-provider"


class ImportedVpc(VpcBase):
    """A VPC that exists already, with what the app says of it."""

    def __init__(self, scope: Any, id: str, attributes: Any) -> None:
        super().__init__(scope, id, region=attributes.region)
        self.vpc_id = attributes.vpc_id
        self.vpc_arn = self.stack.format_arn(service="ec2", resource="vpc", resource_name=self.vpc_id)
        self._block = attributes.vpc_cidr_block
        self.availability_zones = attributes.availability_zones
        self._vpn_gateway_id = attributes.vpn_gateway_id
        _warn_of_tokens(self, attributes)
        self.public_subnets = self._subnets(attributes, "public", "Public")
        self.private_subnets = self._subnets(attributes, "private", "Private")
        self.isolated_subnets = self._subnets(attributes, "isolated", "Isolated")
        self.internet_connectivity_established = no_dependency()

    @property
    def vpc_cidr_block(self) -> str:  # type: ignore[override]  # known only when it was given
        """The addresses; only when they were given."""
        if self._block is None:
            raise ValueError(
                "Cannot perform this operation: 'vpcCidrBlock' was not supplied when creating this VPC"
            )
        found: str = self._block
        return found

    def _subnets(self, attributes: Any, kind: str, default_name: str) -> list[Any]:
        group = _Group(attributes, kind, default_name, len(attributes.availability_zones))
        return [
            Subnet.from_subnet_attributes(
                self,
                subnet_id_of(group.names[index], index),
                availability_zone=attributes.availability_zones[index % group.zones],
                subnet_id=subnet_id,
                route_table_id=group.tables[index] if group.tables else None,
                ipv4_cidr_block=group.blocks[index] if group.blocks else None,
            )
            for index, subnet_id in enumerate(group.ids)
        ]


def _warn_of_tokens(vpc: ImportedVpc, attributes: Any) -> None:
    for name, value in attributes.items():
        if isinstance(value, list) and is_unresolved(value):
            shown = camel(name)
            Annotations.of(vpc).add_warning_v2(
                f"@aws-cdk/aws-ec2:vpcAttributeIsListToken{shown}",
                f"fromVpcAttributes: '{shown}' is a list token: the imported VPC will not work with"
                " constructs that require a list of subnets at synthesis time. Use 'Vpc.fromLookup()' or"
                " 'Fn.importListValue' instead.",
            )


class _Group:
    """The subnets of one kind, as lists that belong together."""

    def __init__(self, attributes: Any, kind: str, default_name: str, zones: int) -> None:
        self.zones = zones
        self.ids = list(getattr(attributes, f"{kind}_subnet_ids") or ())
        self._field = f"{kind}SubnetIds"
        self.tables = list(getattr(attributes, f"{kind}_subnet_route_table_ids") or ())
        self.blocks = list(getattr(attributes, f"{kind}_subnet_ipv4_cidr_blocks") or ())
        names = list(getattr(attributes, f"{kind}_subnet_names") or ())
        if self.ids and (not zones or len(self.ids) % zones):
            raise ValueError(
                f"Number of {self._field} ({len(self.ids)}) must be a multiple of availability zones"
                f" ({zones})."
            )
        groups = len(self.ids) // zones if zones else 0
        self._check("RouteTableIds", self.tables)
        self._check("Ipv4CidrBlocks", self.blocks)
        self.names = _names(names, groups, zones, f"{kind}SubnetNames", default_name)

    def _check(self, what: str, values: Sequence[str]) -> None:
        if values and len(values) != len(self.ids):
            field = self._field.removesuffix("Ids")
            raise ValueError(
                f"Number of {field}{what} ({len(values)}) must be equal to the amount of {self._field}"
                f" ({len(self.ids)})."
            )


def _names(given: Sequence[str], groups: int, zones: int, field: str, default: str) -> list[str]:
    """A name for each subnet. Groups behind the first have no default name; the reference calls them so."""
    if given and len(given) != groups:
        shown = json.dumps(list(given), separators=(",", ":"))
        raise ValueError(f"{field} must have an entry for every corresponding subnet group, got: {shown}")
    names = list(given) or [default, *["undefined"] * (groups - 1)]
    return [names[index // zones] for index in range(groups * zones)]


class LookedUpVpc(VpcBase):
    """A VPC as the look-up described it."""

    def __init__(self, scope: Any, id: str, found: dict[str, Any], *, is_dummy: bool) -> None:
        super().__init__(scope, id, region=found.get("region"), account=found.get("ownerAccountId"))
        self.vpc_id = found["vpcId"]
        self.vpc_arn = self.stack.format_arn(
            service="ec2",
            resource="vpc",
            resource_name=self.vpc_id,
            region=self.env.region,
            account=self.env.account,
        )
        self._block = found.get("vpcCidrBlock")
        self._vpn_gateway_id = found.get("vpnGatewayId")
        self.incomplete_subnet_definition = is_dummy
        groups = found.get("subnetGroups") or []
        zones = sorted({each["availabilityZone"] for group in groups for each in group["subnets"]})
        self.availability_zones = zones or found.get("availabilityZones", [])
        self.public_subnets = self._of_type(groups, "Public")
        self.private_subnets = self._of_type(groups, "Private")
        self.isolated_subnets = self._of_type(groups, "Isolated")
        self.internet_connectivity_established = no_dependency()

    @property
    def vpc_cidr_block(self) -> str:  # type: ignore[override]  # old context entries do not have it
        """The addresses; only when the look-up told them."""
        if self._block is None:
            raise ValueError(
                "Cannot perform this operation: 'vpcCidrBlock' was not found when looking up this VPC. Use a"
                " newer version of the CDK CLI and clear the old context value."
            )
        found: str = self._block
        return found

    def _of_type(self, groups: Sequence[Any], kind: str) -> list[Any]:
        return [
            Subnet.from_subnet_attributes(
                self,
                subnet_id_of(group["name"], index),
                availability_zone=each["availabilityZone"],
                subnet_id=each["subnetId"],
                route_table_id=each["routeTableId"],
                ipv4_cidr_block=each.get("cidr"),
            )
            for group in groups
            if group["type"] == kind
            for index, each in enumerate(group["subnets"])
        ]


def look_up(scope: Any, id: str, options: Any) -> LookedUpVpc:
    """The VPC; a dummy as long as nobody has looked it up."""
    from landform.cdk.core.context_provider import get_value

    for value in (options.vpc_id, options.vpc_name, *(options.tags or {}).items()):
        if is_unresolved(value):
            raise ValueError("All arguments to Vpc.fromLookup() must be concrete (no Tokens)")
    props = {
        "region": options.region,
        "filter": _filter(options),
        "returnAsymmetricSubnets": True,
        "returnVpnGateways": options.return_vpn_gateways,
        "subnetGroupNameTag": options.subnet_group_name_tag,
    }
    found = get_value(scope, PROVIDER, present(props) or {}, dummy=None)
    return LookedUpVpc(scope, id, found or DUMMY, is_dummy=found is None)


def _filter(options: Any) -> dict[str, str]:
    found = {f"tag:{name}": value for name, value in (options.tags or {}).items()}
    if options.vpc_id:
        found["vpc-id"] = options.vpc_id
    if options.vpc_name:
        found["tag:Name"] = options.vpc_name
    if options.owner_account_id:
        found["owner-id"] = options.owner_account_id
    if options.is_default is not None:
        found["isDefault"] = "true" if options.is_default else "false"
    return found


def _dummy_group(name: str, letter: str, second_table: str) -> dict[str, Any]:
    return {
        "name": name,
        "type": name,
        "subnets": [
            {
                "availabilityZone": zone,
                "subnetId": f"{letter}-{digits}",
                "routeTableId": f"rtb-{table}{letter}",
                "cidr": "1.2.3.4/5",
            }
            for zone, digits, table in (
                ("dummy1a", "12345", "12345"),
                ("dummy1b", "67890", second_table),
            )
        ],
    }


DUMMY = {
    "availabilityZones": [],
    "vpcCidrBlock": "1.2.3.4/5",
    "vpcId": "vpc-12345",
    "subnetGroups": [
        _dummy_group("Public", "s", "67890"),
        _dummy_group("Private", "p", "57890"),
        _dummy_group("Isolated", "p", "57890"),
    ],
}
"""What stands in for a VPC that was not looked up yet; the app runs again when it was."""

__all__ = ["ImportedVpc", "LookedUpVpc", "look_up"]
