"""What application and network load balancers share.

Source: https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-resource-elasticloadbalancingv2-loadbalancer.html
"""

import re
from collections.abc import Mapping
from typing import Any, Final

from landform.cdk.aws_elasticloadbalancingv2.attributes import Attributes
from landform.cdk.aws_elasticloadbalancingv2.enums import IpAddressType
from landform.cdk.core.native import Native
from landform.cdk.core.resource import Resource
from landform.cdk.core.tokens import is_unresolved
from landform.cdk.l1.lookup import cfn_class, given

_NAME_MAX: Final = 32  # letters
_DELIVERY: Final = "delivery.logs.amazonaws.com"
_ELB_DELIVERY: Final = "logdelivery.elasticloadbalancing.amazonaws.com"


class BaseLoadBalancer(Native, Resource):
    """A load balancer."""

    def __init__(self, scope: Any, id: str, base_props: Any, additional_props: Any) -> None:
        props = given("aws_elasticloadbalancingv2", "BaseLoadBalancerProps", base_props)
        super().__init__(scope, id, physical_name=props.load_balancer_name)
        self.vpc = props.vpc
        self._attributes = Attributes()
        self._make(props, dict(additional_props))
        self.set_attribute("deletion_protection.enabled", "true" if props.deletion_protection else "false")
        self._attributes.flag("load_balancing.cross_zone.enabled", props.cross_zone_enabled)
        if props.deny_all_igw_traffic is not None:
            if additional_props.get("ip_address_type") is not IpAddressType.DUAL_STACK:
                raise ValueError(
                    "'denyAllIgwTraffic' may only be set on load balancers with dualstack addressing."
                )
            self._attributes.flag("ipv6.deny_all_igw_traffic", props.deny_all_igw_traffic)
        self.node.add_validation(self._validate_load_balancer)

    def set_attribute(self, key: str, value: str | None = None) -> None:
        """Set an attribute that has no option of its own."""
        self._attributes.set(key, value)

    def remove_attribute(self, key: str) -> None:
        """Leave an attribute to AWS."""
        self.set_attribute(key, None)

    def log_access_logs(self, bucket: Any, prefix: str | None = None) -> None:
        """Keep a log of requests in a bucket; the region has to be known."""
        self._log("access_logs", bucket, prefix)

    def _make(self, props: Any, additional: dict[str, Any]) -> None:
        chosen = self._subnets(props)
        resource = cfn_class("aws_elasticloadbalancingv2", "CfnLoadBalancer")(
            self,
            "Resource",
            name=self.physical_name,
            subnets=None if "subnet_mappings" in additional else chosen.subnet_ids,
            scheme="internet-facing" if props.internet_facing else "internal",
            load_balancer_attributes=self._attributes.rendered(),
            minimum_load_balancer_capacity=_capacity(props.minimum_capacity_unit),
            **additional,
        )
        self._resource = resource
        if props.internet_facing:
            resource.node.add_dependency(chosen.internet_connectivity_established)
        self.load_balancer_canonical_hosted_zone_id: str = resource.attr_canonical_hosted_zone_id
        self.load_balancer_dns_name: str = resource.attr_dns_name
        self.load_balancer_full_name: str = resource.attr_load_balancer_full_name
        self.load_balancer_name: str = resource.attr_load_balancer_name
        self.load_balancer_arn: str = resource.ref
        self.load_balancer_security_groups: list[str] = resource.attr_security_groups

    def _subnets(self, props: Any) -> Any:
        from landform.cdk.aws_ec2.network_kinds import SubnetType

        wanted: Mapping[str, Any] | None = props.vpc_subnets
        if wanted is None:
            wanted = {"subnet_type": SubnetType.PUBLIC} if props.internet_facing else {}
        return self.vpc.select_subnets(**wanted)

    def _log(self, kind: str, bucket: Any, prefix: str | None) -> None:
        """Let the service write logs of a kind, and turn them on."""
        from landform.cdk.aws_iam.policy_statement import PolicyStatement
        from landform.cdk.aws_iam.principals import ServicePrincipal

        self.set_attribute(f"{kind}.s3.enabled", "true")
        self.set_attribute(f"{kind}.s3.bucket", bucket.bucket_name)
        self.set_attribute(f"{kind}.s3.prefix", prefix or "")
        writer = self._resource_policy_principal()
        delivery = ServicePrincipal(_DELIVERY)
        place = bucket.arn_for_objects(f"{prefix + '/' if prefix else ''}AWSLogs/{self.env.account}/*")
        owned = {"StringEquals": {"s3:x-amz-acl": "bucket-owner-full-control"}}
        for statement in (
            PolicyStatement(actions=["s3:PutObject"], principals=[writer], resources=[place]),
            PolicyStatement(
                actions=["s3:PutObject"], principals=[delivery], resources=[place], conditions=owned
            ),
            PolicyStatement(
                actions=["s3:GetBucketAcl"], principals=[delivery], resources=[bucket.bucket_arn]
            ),
        ):
            bucket.add_to_resource_policy(statement)
        if bucket.policy is not None:
            self._resource.node.add_dependency(bucket.policy)

    def _resource_policy_principal(self) -> Any:
        """Who writes logs: in older regions an account of AWS, in newer ones a service."""
        from landform.cdk.aws_iam.principals import AccountPrincipal, ServicePrincipal
        from landform.cdk.core.region_facts import known_fact

        region = self.stack.region
        if is_unresolved(region):
            raise ValueError("Region is required to enable ELBv2 access logging")
        account = known_fact("elbv2Account", region)
        return AccountPrincipal(account) if account else ServicePrincipal(_ELB_DELIVERY)

    def _validate_load_balancer(self) -> list[str]:
        name = self.physical_name if self._has_name else None
        if name is None or is_unresolved(name):
            return []
        shown = f'Load balancer name: "{name}"'
        found = []
        if len(name) > _NAME_MAX:
            found.append(f"{shown} can have a maximum of {_NAME_MAX} characters.")
        if name.startswith("internal-"):
            found.append(f'{shown} must not begin with "internal-".')
        if name.startswith("-") or name.endswith("-"):
            found.append(f"{shown} must not begin or end with a hyphen.")
        if not re.fullmatch(r"[A-Za-z0-9-]+", name):
            found.append(f"{shown} must contain only alphanumeric characters or hyphens.")
        return found


def _capacity(units: float | None) -> Any:
    return {"capacity_units": units} if units is not None else None
