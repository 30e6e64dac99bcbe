"""Load balancers, endpoints and other records.

Source: https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/routing-to-elb-load-balancer.html
"""

from typing import Any

from landform.cdk.aws_route53_targets.alias import alias
from landform.cdk.core.checked import Checked
from landform.cdk.core.fn import Fn


class LoadBalancerTarget(Checked):
    """An application or network load balancer."""

    def __init__(self, load_balancer: Any, props: Any = None) -> None:
        self._balancer = load_balancer
        self._props = props

    def bind(self, _record: Any, _zone: Any = None) -> Any:
        """The name that the alias stands for."""
        name = f"dualstack.{self._balancer.load_balancer_dns_name}"
        return alias(name, self._balancer.load_balancer_canonical_hosted_zone_id, self._props)


class ClassicLoadBalancerTarget(Checked):
    """A classic load balancer."""

    def __init__(self, load_balancer: Any, props: Any = None) -> None:
        self._balancer = load_balancer
        self._props = props

    def bind(self, _record: Any, _zone: Any = None) -> Any:
        """The name that the alias stands for."""
        name = f"dualstack.{self._balancer.load_balancer_dns_name}"
        return alias(name, self._balancer.load_balancer_canonical_hosted_zone_name_id, self._props)


class InterfaceVpcEndpointTarget(Checked):
    """An endpoint of a VPC."""

    def __init__(self, vpc_endpoint: Any) -> None:
        self._endpoint = vpc_endpoint

    def bind(self, _record: Any, _zone: Any = None) -> Any:
        """The name that the alias stands for: the first of the endpoint's."""
        entry = Fn.split(":", Fn.select(0, self._endpoint.vpc_endpoint_dns_entries))
        return alias(Fn.select(1, entry), Fn.select(0, entry))


class Route53RecordTarget(Checked):
    """Another record of the same zone."""

    def __init__(self, record: Any) -> None:
        self._record = record

    def bind(self, record: Any, zone: Any = None) -> Any:
        """The name that the alias stands for."""
        del record
        if zone is None:
            raise ValueError("Cannot bind to record without a zone")
        return alias(self._record.domain_name, zone.hosted_zone_ref.hosted_zone_id)
