"""The grants on a hosted zone.

Source: https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/specifying-conditions-route53.html
"""

from collections.abc import Sequence
from typing import Any

from landform.cdk.aws_iam.grant import Grant
from landform.cdk.core.checked import Checked
from landform.cdk.core.stack import Stack
from landform.cdk.core.tokens import is_unresolved


class HostedZoneGrants(Checked):
    """The grants on a hosted zone."""

    def __init__(self, zone: Any) -> None:
        self._zone = zone

    @staticmethod
    def from_hosted_zone(hosted_zone: Any) -> "HostedZoneGrants":
        """Those on a zone."""
        return HostedZoneGrants(hosted_zone)

    def delegation(self, grantee: Any, *, delegated_zone_names: Sequence[str] | None = None) -> Grant:
        """Let a principal delegate names below the zone, or only some of them."""
        names = delegated_zone_names
        equal: dict[str, Any] = {
            "route53:ChangeResourceRecordSetsRecordTypes": ["NS"],
            "route53:ChangeResourceRecordSetsActions": ["UPSERT", "DELETE"],
        }
        if names is not None:
            equal["route53:ChangeResourceRecordSetsNormalizedRecordNames"] = [
                _checked(each, self._zone) for each in names
            ]
        zone_id = self._zone.hosted_zone_ref.hosted_zone_id
        arn = f"arn:{Stack.of(self._zone).partition}:route53:::hostedzone/{zone_id}"
        first = Grant.add_to_principal(
            grantee=grantee,
            actions=["route53:ChangeResourceRecordSets"],
            resource_arns=[arn],
            conditions={"ForAllValues:StringEquals": equal},
        )
        second = Grant.add_to_principal(
            grantee=grantee, actions=["route53:ListHostedZonesByName"], resource_arns=["*"]
        )
        return first.combine(second)


def _checked(name: str, zone: Any) -> str:
    """A name as policies compare it. Raises where it cannot be delegated."""
    if is_unresolved(name):
        return name
    shown = f"Error while validating delegate zone name '{name}'"
    if name.endswith("."):
        raise ValueError(f"{shown}: delegated zone name cannot have a trailing dot")
    if name != name.lower():
        raise ValueError(f"{shown}: delegated zone name cannot contain uppercase characters")
    parent = zone.name
    if not is_unresolved(parent):
        if name == parent:
            raise ValueError(f"{shown}: delegated zone name cannot be the same as the parent zone name")
        if not name.endswith(f".{parent}"):
            raise ValueError(f"{shown}: delegated zone name must be suffixed by parent zone name")
    return "".join(_octal(letter) for letter in name)


def _octal(letter: str) -> str:
    is_plain = letter.isascii() and (letter.isalnum() or letter in "-_.")
    return letter if is_plain else f"\\{ord(letter):03o}"
