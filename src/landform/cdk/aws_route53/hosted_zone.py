"""Hosted zones.

Source: https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-resource-route53-hostedzone.html
"""

from collections.abc import Sequence
from typing import Any, Final

from landform.cdk.aws_iam.grant import Grant
from landform.cdk.aws_route53.grants import HostedZoneGrants
from landform.cdk.aws_route53.names import check_zone_name
from landform.cdk.core.context_provider import get_value
from landform.cdk.core.lazy import Lazy
from landform.cdk.core.native import Native
from landform.cdk.core.quantities import Duration
from landform.cdk.core.resource import Resource
from landform.cdk.core.stack import Stack
from landform.cdk.l1.lookup import cfn_class

_PROVIDER: Final = "hosted-zone"


class HostedZoneBase(Native, Resource):
    """What zones of the app and imported ones share."""

    hosted_zone_id: str
    zone_name: str
    hosted_zone_name_servers: list[str] | None = None

    @property
    def name(self) -> str:
        """The name."""
        return self.zone_name

    @property
    def hosted_zone_arn(self) -> str:
        """The ARN."""
        return f"arn:{Stack.of(self).partition}:route53:::hostedzone/{self.hosted_zone_id}"

    @property
    def grants(self) -> HostedZoneGrants:
        """The grants on the zone."""
        return HostedZoneGrants.from_hosted_zone(self)

    def grant_delegation(self, grantee: Any, **options: Any) -> Grant:
        """Let a principal delegate names below it; the options are those of `GrantDelegationOptions`."""
        return self.grants.delegation(grantee, **options)


class HostedZone(HostedZoneBase):
    """A hosted zone: public, or of VPCs."""

    def __init__(
        self,
        scope: Any,
        id: str,
        *,
        zone_name: str,
        add_trailing_dot: bool | None = None,
        comment: str | None = None,
        query_logs_log_group_arn: str | None = None,
        vpcs: Sequence[Any] | None = None,
    ) -> None:
        super().__init__(scope, id)
        check_zone_name(zone_name)
        self._vpcs: list[Any] = []
        logs = query_logs_log_group_arn
        self._resource = cfn_class("aws_route53", "CfnHostedZone")(
            self,
            "Resource",
            name=zone_name if add_trailing_dot is False or zone_name.endswith(".") else f"{zone_name}.",
            hosted_zone_config={"comment": comment} if comment else None,
            query_logging_config={"cloud_watch_logs_log_group_arn": logs} if logs else None,
            vpcs=Lazy.any(lambda: self._vpcs or None),
        )
        self.hosted_zone_id = self._resource.ref
        self.hosted_zone_name_servers = self._resource.attr_name_servers
        self.zone_name = zone_name
        for each in vpcs or ():
            self.add_vpc(each)

    @staticmethod
    def from_hosted_zone_id(scope: Any, id: str, hosted_zone_id: str) -> "ImportedHostedZone":
        """A zone that exists already, without its name."""
        return ImportedHostedZone(scope, id, hosted_zone_id, None, "HostedZone")

    @staticmethod
    def from_hosted_zone_attributes(
        scope: Any, id: str, *, hosted_zone_id: str, zone_name: str
    ) -> "ImportedHostedZone":
        """A zone that exists already."""
        return ImportedHostedZone(scope, id, hosted_zone_id, zone_name, "HostedZone")

    @staticmethod
    def from_lookup(
        scope: Any,
        id: str,
        *,
        domain_name: str,
        private_zone: bool | None = None,
        vpc_id: str | None = None,
    ) -> "ImportedHostedZone":
        """A zone that exists already, found by its name when the app is synthesized."""
        if not domain_name:
            raise ValueError("Cannot use undefined value for attribute `domainName`")
        asked = {"domainName": domain_name, "privateZone": private_zone, "vpcId": vpc_id}
        known = {key: value for key, value in asked.items() if value is not None}
        found = get_value(scope, _PROVIDER, known, dummy={"Id": "DUMMY", "Name": domain_name})
        name = found["Name"].removesuffix(".")
        zone_id = found["Id"].removeprefix("/hostedzone/")
        return ImportedHostedZone(scope, id, zone_id, name, "HostedZone")

    def add_vpc(self, vpc: Any) -> None:
        """Answer in another VPC."""
        self._vpcs.append({"vpc_id": vpc.vpc_id, "vpc_region": vpc.env.region or Stack.of(vpc).region})

    def enable_dnssec(self, *, kms_key: Any, key_signing_key_name: str | None = None) -> Any:
        """Sign the zone with a key."""
        from landform.cdk.aws_route53.key_signing_key import KeySigningKey

        key = KeySigningKey(
            self,
            "KeySigningKey",
            hosted_zone=self,
            kms_key=kms_key,
            key_signing_key_name=key_signing_key_name,
        )
        signing = cfn_class("aws_route53", "CfnDNSSEC")(self, "DNSSEC", hosted_zone_id=self.hosted_zone_id)
        signing.node.add_dependency(key)
        return key


class PublicHostedZone(HostedZone):
    """A zone that everybody may ask."""

    cross_account_zone_delegation_role: Any = None

    def __init__(
        self,
        scope: Any,
        id: str,
        *,
        zone_name: str,
        accelerated_recovery_enabled: bool | None = None,
        add_trailing_dot: bool | None = None,
        caa_amazon: bool | None = None,
        comment: str | None = None,
        cross_account_zone_delegation_principal: Any = None,
        cross_account_zone_delegation_role_name: str | None = None,
        query_logs_log_group_arn: str | None = None,
    ) -> None:
        super().__init__(
            scope,
            id,
            zone_name=zone_name,
            add_trailing_dot=add_trailing_dot,
            comment=comment,
            query_logs_log_group_arn=query_logs_log_group_arn,
        )
        if accelerated_recovery_enabled is not None:
            self._resource.hosted_zone_features = {
                "enable_accelerated_recovery": accelerated_recovery_enabled
            }
        if caa_amazon:
            from landform.cdk.aws_route53.records import CaaAmazonRecord

            CaaAmazonRecord(self, "CaaAmazon", zone=self)
        name = cross_account_zone_delegation_role_name
        if cross_account_zone_delegation_principal is not None:
            self._delegate_to(cross_account_zone_delegation_principal, name)
        elif name is not None:
            raise ValueError(
                "crossAccountZoneDelegationRoleName property is not supported without "
                "crossAccountZoneDelegationPrincipal"
            )

    @staticmethod
    def from_public_hosted_zone_id(
        scope: Any, id: str, public_hosted_zone_id: str
    ) -> "ImportedPublicHostedZone":
        """A zone that exists already, without its name."""
        return ImportedPublicHostedZone(scope, id, public_hosted_zone_id, None, "PublicHostedZone")

    @staticmethod
    def from_public_hosted_zone_attributes(
        scope: Any, id: str, *, hosted_zone_id: str, zone_name: str
    ) -> "ImportedPublicHostedZone":
        """A zone that exists already."""
        return ImportedPublicHostedZone(scope, id, hosted_zone_id, zone_name, "PublicHostedZone")

    def add_vpc(self, _vpc: Any) -> None:
        """Not for public zones."""
        raise ValueError("Cannot associate public hosted zones with a VPC")

    def add_delegation(
        self, delegate: Any, *, comment: str | None = None, ttl: Duration | None = None
    ) -> None:
        """Let another zone answer for names below this one."""
        from landform.cdk.aws_route53.records import ZoneDelegationRecord

        ZoneDelegationRecord(
            self,
            f"{self.zone_name} -> {delegate.zone_name}",
            zone=self,
            record_name=delegate.zone_name,
            name_servers=delegate.hosted_zone_name_servers,
            comment=comment,
            ttl=ttl,
        )

    def _delegate_to(self, principal: Any, name: str | None) -> None:
        from landform.cdk.aws_iam.policy_document import PolicyDocument
        from landform.cdk.aws_iam.policy_statement import PolicyStatement
        from landform.cdk.aws_iam.role import Role

        conditions = {
            "ForAllValues:StringEquals": {
                "route53:ChangeResourceRecordSetsRecordTypes": ["NS"],
                "route53:ChangeResourceRecordSetsActions": ["UPSERT", "DELETE"],
            }
        }
        document = PolicyDocument(
            statements=[
                PolicyStatement(
                    actions=["route53:ChangeResourceRecordSets"],
                    resources=[self.hosted_zone_arn],
                    conditions=conditions,
                ),
                PolicyStatement(actions=["route53:ListHostedZonesByName"], resources=["*"]),
            ]
        )
        self.cross_account_zone_delegation_role = Role(
            self,
            "CrossAccountZoneDelegationRole",
            role_name=name,
            assumed_by=principal,
            inline_policies={"delegation": document},
        )


class PrivateHostedZone(HostedZone):
    """A zone that only VPCs may ask."""

    def __init__(
        self,
        scope: Any,
        id: str,
        *,
        vpc: Any,
        zone_name: str,
        add_trailing_dot: bool | None = None,
        comment: str | None = None,
        query_logs_log_group_arn: str | None = None,
    ) -> None:
        super().__init__(
            scope,
            id,
            zone_name=zone_name,
            add_trailing_dot=add_trailing_dot,
            comment=comment,
            query_logs_log_group_arn=query_logs_log_group_arn,
        )
        self.add_vpc(vpc)

    @staticmethod
    def from_private_hosted_zone_id(
        scope: Any, id: str, private_hosted_zone_id: str
    ) -> "ImportedPrivateHostedZone":
        """A zone that exists already, without its name."""
        return ImportedPrivateHostedZone(scope, id, private_hosted_zone_id, None, "PrivateHostedZone")

    @staticmethod
    def from_private_hosted_zone_attributes(
        scope: Any, id: str, *, hosted_zone_id: str, zone_name: str
    ) -> "ImportedPrivateHostedZone":
        """A zone that exists already."""
        return ImportedPrivateHostedZone(scope, id, hosted_zone_id, zone_name, "PrivateHostedZone")


class ImportedHostedZone(HostedZoneBase):
    """A zone that exists already."""

    def __init__(self, scope: Any, id: str, zone_id: str, name: str | None, kind: str) -> None:
        super().__init__(scope, id)
        self.hosted_zone_id = zone_id
        self._known_name = name
        self._kind = kind

    @property
    def zone_name(self) -> str:  # type: ignore[override]  # known only where it was given
        """The name; where it was given."""
        if self._known_name is None:
            raise ValueError(
                f"Cannot reference `zoneName` when using `{self._kind}.from{self._kind}Id()`. A construct "
                "consuming this hosted zone may be trying to reference its `zoneName`. If this is the case, "
                f"use `from{self._kind}Attributes()` or `fromLookup()` instead."
            )
        return self._known_name


class ImportedPublicHostedZone(ImportedHostedZone):
    """A public zone that exists already."""


class ImportedPrivateHostedZone(ImportedHostedZone):
    """A private zone that exists already."""
