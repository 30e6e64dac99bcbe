"""Keys that sign zones.

Source: https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/dns-configuring-dnssec-cmk-requirements.html
"""

from typing import Any, Final

from landform.cdk.aws_route53.enums import KeySigningKeyStatus
from landform.cdk.core.lazy import Lazy
from landform.cdk.core.names import Names
from landform.cdk.core.native import Native
from landform.cdk.core.resource import Resource
from landform.cdk.l1.lookup import cfn_class

_NAME_MAX: Final = 128  # letters
_SERVICE: Final = "dnssec-route53.amazonaws.com"


class KeySigningKey(Native, Resource):
    """A key of KMS that signs a zone."""

    def __init__(
        self,
        scope: Any,
        id: str,
        *,
        hosted_zone: Any,
        kms_key: Any,
        key_signing_key_name: str | None = None,
        status: KeySigningKeyStatus | None = None,
    ) -> None:
        name = key_signing_key_name
        super().__init__(
            scope,
            id,
            physical_name=name if name is not None else Lazy.string(lambda: _generated(self)),
        )
        self._let_in(kms_key, hosted_zone)
        resource = cfn_class("aws_route53", "CfnKeySigningKey")(
            self,
            "Resource",
            hosted_zone_id=hosted_zone.hosted_zone_ref.hosted_zone_id,
            key_management_service_arn=kms_key.key_arn,
            name=self.physical_name,
            status=(status or KeySigningKeyStatus.ACTIVE).value,
        )
        self.hosted_zone = hosted_zone
        self.key_signing_key_name = self._get_resource_name_attribute(self.physical_name)
        self.key_signing_key_id: str = resource.ref

    @staticmethod
    def from_key_signing_key_attributes(
        scope: Any, id: str, *, hosted_zone: Any, key_signing_key_name: str
    ) -> "ImportedKeySigningKey":
        """A key that exists already."""
        return ImportedKeySigningKey(scope, id, hosted_zone, key_signing_key_name)

    def _let_in(self, key: Any, zone: Any) -> None:
        """Route 53 may use the key, for this zone."""
        from landform.cdk.aws_iam.policy_statement import PolicyStatement
        from landform.cdk.aws_iam.principals import ServicePrincipal

        principals = [ServicePrincipal(_SERVICE)]
        key.add_to_resource_policy(
            PolicyStatement(
                actions=["kms:DescribeKey", "kms:GetPublicKey", "kms:Sign"],
                resources=["*"],
                principals=principals,
                conditions={"ArnEquals": {"aws:SourceArn": zone.hosted_zone_arn}},
            )
        )
        key.add_to_resource_policy(
            PolicyStatement(
                actions=["kms:CreateGrant"],
                resources=["*"],
                principals=principals,
                conditions={"Bool": {"kms:GrantIsForAWSResource": True}},
            )
        )


class ImportedKeySigningKey(Native, Resource):
    """A key that exists already."""

    def __init__(self, scope: Any, id: str, hosted_zone: Any, name: str) -> None:
        super().__init__(scope, id)
        self.hosted_zone = hosted_zone
        self.key_signing_key_name = name
        self.key_signing_key_id = f"{hosted_zone.hosted_zone_id}|{name}"


def _generated(key: KeySigningKey) -> str:
    return Names.unique_resource_name(key, max_length=_NAME_MAX, allowed_special_characters="_")
