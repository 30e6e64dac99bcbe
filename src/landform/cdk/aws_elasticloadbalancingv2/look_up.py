"""Load balancers and listeners that are looked up when the app is synthesized.

Source: https://docs.aws.amazon.com/cdk/v2/guide/context.html
"""

from collections.abc import Mapping
from typing import Any, Final

from landform.cdk.core.context_provider import get_value
from landform.cdk.core.tokens import is_unresolved

_BALANCER: Final = "load-balancer"
_LISTENER: Final = "load-balancer-listener"
_ARN: Final = "arn:aws:elasticloadbalancing:us-west-2:123456789012"
_ID: Final = "my-load-balancer/50dc6c495c0c9188"


def balancer(scope: Any, kind: str, arn: str | None, tags: Mapping[str, str] | None) -> dict[str, Any]:
    """What is known of a load balancer of a kind (`application`, `network`)."""
    dummy = {
        "ipAddressType": "dualstack",
        "loadBalancerArn": f"{_ARN}:loadbalancer/{kind}/{_ID}",
        "loadBalancerCanonicalHostedZoneId": "Z3DZXE0EXAMPLE",
        "loadBalancerDnsName": "my-load-balancer-123456789012.us-west-2.elb.amazonaws.com",
        "securityGroupIds": ["sg-1234"],
        "vpcId": "vpc-12345",
    }
    return _found(scope, _BALANCER, _query(kind, arn, tags), dummy)


def listener(scope: Any, kind: str, options: Any) -> dict[str, Any]:
    """What is known of a listener of a kind of load balancers."""
    dummy = {
        "listenerArn": f"{_ARN}:listener/{kind}/{_ID}/f2f7dc8efc522ab2",
        "listenerPort": 80,
        "securityGroupIds": ["sg-123456789012"],
    }
    protocol = options.get("listener_protocol")
    more = {
        "listenerArn": options.get("listener_arn"),
        "listenerPort": options.get("listener_port"),
        "listenerProtocol": protocol.value if protocol is not None else None,
    }
    asked = _query(kind, options.get("load_balancer_arn"), options.get("load_balancer_tags"))
    return _found(scope, _LISTENER, {**asked, **more}, dummy)


def security_groups(scope: Any, ids: Any) -> list[Any]:
    """The security groups of what was found, looked up themselves."""
    from landform.cdk.aws_ec2.security_group import SecurityGroup

    return [SecurityGroup.from_lookup_by_id(scope, f"SecurityGroup-{each}", each) for each in ids]


def _query(kind: str, arn: str | None, tags: Mapping[str, str] | None) -> dict[str, Any]:
    pairs = [{"key": key, "value": value} for key, value in tags.items()] if tags is not None else None
    return {"loadBalancerArn": arn, "loadBalancerTags": pairs, "loadBalancerType": kind}


def _found(scope: Any, provider: str, asked: dict[str, Any], dummy: dict[str, Any]) -> dict[str, Any]:
    known = {name: value for name, value in asked.items() if value is not None}
    if any(is_unresolved(value) for value in known.values()):
        raise ValueError(
            f"All arguments to look up a {provider.replace('-', ' ')} must be concrete (no Tokens)"
        )
    found: dict[str, Any] = get_value(scope, provider, known, dummy=dummy)
    return found
