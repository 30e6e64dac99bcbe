"""Delegation from a zone of another account.

Source: https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/CreatingNewSubdomain.html
"""

from typing import Any, Final

from landform.cdk.constructs import Construct
from landform.cdk.core.custom_resource import CustomResource
from landform.cdk.core.enums import RemovalPolicy
from landform.cdk.core.native import Native
from landform.cdk.core.quantities import Duration

_TYPE: Final = "Custom::CrossAccountZoneDelegation"
_TTL: Final = 2  # days


class CrossAccountZoneDelegationRecord(Native, Construct):
    """The name servers of a zone, written into its parent zone with a role of the parent's account."""

    def __init__(
        self,
        scope: Any,
        id: str,
        *,
        delegated_zone: Any,
        delegation_role: Any,
        assume_role_region: str | None = None,
        parent_hosted_zone_id: str | None = None,
        parent_hosted_zone_name: str | None = None,
        removal_policy: RemovalPolicy | None = None,
        ttl: Duration | None = None,
    ) -> None:
        super().__init__(scope, id)
        if not parent_hosted_zone_name and not parent_hosted_zone_id:
            raise ValueError("At least one of parentHostedZoneName or parentHostedZoneId is required")
        if parent_hosted_zone_name and parent_hosted_zone_id:
            raise ValueError("Only one of parentHostedZoneName and parentHostedZoneId is supported")
        from landform.cdk.aws_iam.policy_statement import PolicyStatement
        from landform.cdk.aws_iam.role import Role
        from landform.cdk.core.custom_resource_provider import OwnResourceProvider

        provider = OwnResourceProvider.get_or_create(self, _TYPE, "cross_account_delegation")
        role_arn = delegation_role.role_ref.role_arn
        own = Role.from_role_arn(self, "cross-account-zone-delegation-handler-role", provider.role_arn)
        grant = own.add_to_principal_policy(PolicyStatement(actions=["sts:AssumeRole"], resources=[role_arn]))
        resource = CustomResource(
            self,
            "CrossAccountZoneDelegationCustomResource",
            resource_type=_TYPE,
            service_token=provider.service_token,
            removal_policy=removal_policy or RemovalPolicy.DESTROY,
            properties={
                "AssumeRoleArn": role_arn,
                "ParentZoneName": parent_hosted_zone_name,
                "ParentZoneId": parent_hosted_zone_id,
                "DelegatedZoneName": delegated_zone.zone_name,
                "DelegatedZoneNameServers": delegated_zone.hosted_zone_name_servers,
                "TTL": (ttl or Duration.days(_TTL)).to_seconds(),
                "AssumeRoleRegion": assume_role_region,
            },
        )
        if grant.policy_dependable is not None:
            resource.node.add_dependency(grant.policy_dependable)
