"""Managed prefix lists.

Source: https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-ec2-prefixlist.html
"""

from collections.abc import Mapping, Sequence
from ipaddress import IPv4Network, IPv6Network
from typing import Any

from landform.cdk.aws_ec2.connections import Connections
from landform.cdk.aws_ec2.network_kinds import AddressFamily
from landform.cdk.aws_ec2.parts import filled, l1, present, value_of
from landform.cdk.core.lazy import Lazy
from landform.cdk.core.names import Names
from landform.cdk.core.native import Native
from landform.cdk.core.resource import Resource
from landform.cdk.core.tokens import is_unresolved

MAX_NAME = 255
DEFAULT_MAX_ENTRIES = 1


class PrefixListBase(Native, Resource):
    """What prefix lists of the app and imported ones share."""

    prefix_list_id: str
    prefix_list_ref: Any
    can_inline_rule = False

    @property
    def unique_id(self) -> str:
        """Its name in the names of rules."""
        return self.prefix_list_id

    @property
    def connections(self) -> Connections:
        """The list as the other side of connections."""
        return Connections(peer=self)

    def to_ingress_rule_config(self) -> Any:
        """The list as the source of a rule."""
        return filled("IngressRuleConfig", source_prefix_list_id=self.prefix_list_id)

    def to_egress_rule_config(self) -> Any:
        """The list as the destination of a rule."""
        return filled("EgressRuleConfig", destination_prefix_list_id=self.prefix_list_id)


class PrefixList(PrefixListBase):
    """A list of address blocks under one id."""

    def __init__(
        self,
        scope: Any,
        id: str,
        *,
        address_family: AddressFamily | None = None,
        entries: Sequence[Any] | None = None,
        max_entries: float | None = None,
        prefix_list_name: str | None = None,
    ) -> None:
        name = (
            prefix_list_name
            if prefix_list_name is not None
            else Lazy.string(
                lambda: Names.unique_resource_name(
                    self, max_length=MAX_NAME, allowed_special_characters=".-_"
                )
            )
        )
        super().__init__(scope, id, physical_name=name)
        _check_name(prefix_list_name)
        family = address_family or AddressFamily.IP_V4
        _check_entries(entries or (), family)
        count = len(entries) if entries else DEFAULT_MAX_ENTRIES
        self._resource = l1("CfnPrefixList")(
            self,
            "Resource",
            address_family=value_of(family),
            max_entries=max_entries or count,
            prefix_list_name=self.physical_name,
            entries=list(entries or ()),
        )
        self.prefix_list_name = self.physical_name
        self.prefix_list_id = self._resource.attr_prefix_list_id
        self.prefix_list_arn: str = self._resource.attr_arn
        self.owner_id: str = self._resource.attr_owner_id
        self.version: float = self._resource.attr_version
        self.address_family: str = self._resource.address_family

    @staticmethod
    def from_prefix_list_id(scope: Any, id: str, prefix_list_id: str) -> "ImportedPrefixList":
        """A prefix list that exists already."""
        return ImportedPrefixList(scope, id, prefix_list_id)

    @staticmethod
    def from_lookup(
        scope: Any,
        id: str,
        *,
        prefix_list_name: str,
        address_family: AddressFamily | None = None,
        owner_id: str | None = None,
    ) -> "ImportedPrefixList":
        """A prefix list that exists already, found by its name when the app is synthesized."""
        from landform.cdk.core.context_provider import get_value

        if is_unresolved(prefix_list_name):
            raise ValueError("All arguments to look up a managed prefix list must be concrete (no Tokens)")
        match = {
            "PrefixListName": prefix_list_name,
            "OwnerId": owner_id,
            "AddressFamily": value_of(address_family),
        }
        found = get_value(
            scope,
            "cc-api-provider",
            {
                "typeName": "AWS::EC2::PrefixList",
                "propertyMatch": present(match),
                "propertiesToReturn": ["PrefixListId"],
                "expectedMatchCount": "exactly-one",
            },
            dummy=[{"PrefixListId": DUMMY_ID}],
        )
        return ImportedPrefixList(scope, id, found[0]["PrefixListId"])


DUMMY_ID = "pl-xxxxxxxx"


class ImportedPrefixList(PrefixListBase):
    """A prefix list that exists already."""

    def __init__(self, scope: Any, id: str, prefix_list_id: str) -> None:
        super().__init__(scope, id)
        self.prefix_list_id = prefix_list_id


def _check_entries(entries: Sequence[Any], family: AddressFamily) -> None:
    kind = IPv4Network if family is AddressFamily.IP_V4 else IPv6Network
    for each in entries:
        block = each.get("cidr") if isinstance(each, Mapping) else each.cidr
        try:
            _ = is_unresolved(block) or kind(block, strict=False)
        except ValueError:
            raise ValueError(f"Invalid {family.value} address range: {block}") from None


def _check_name(name: str | None) -> None:
    if name is None or is_unresolved(name):
        return
    if name.startswith("com.amazonaws"):
        raise ValueError("The name cannot start with 'com.amazonaws.'")
    if len(name) > MAX_NAME:
        raise ValueError("Lengths exceeding 255 characters cannot be set.")
