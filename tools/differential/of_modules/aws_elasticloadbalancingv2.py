"""What stands for the values of load balancers, listeners and target groups that belong together."""

from typing import Any, Final

_MODULE: Final = "aws_elasticloadbalancingv2"
_ARN: Final = "arn:aws:elasticloadbalancing:us-east-1:111122223333"
_STACK: Final = {"stack": True}


def _new(kind: str, id: str, **named: Any) -> Any:
    return {"new": f"{_MODULE}.{kind}", "id": id, "kw": named}


def _static(target: str, *args: Any, **named: Any) -> Any:
    return {"static": f"{_MODULE}.{target}", "args": list(args), "kw": named}


def _enum(member: str) -> Any:
    return {"enum": f"{_MODULE}.{member}"}


_VPC: Final = {"new": "aws_ec2.Vpc", "id": "Vpc0", "kw": {"max_azs": 2, "nat_gateways": 1}}
_GROUP: Final = {
    "static": "aws_ec2.SecurityGroup.from_security_group_id",
    "args": [_STACK, "Group1", "sg-0123456789abcdef0"],
}
_OTHER_GROUP: Final = {"new": "aws_ec2.SecurityGroup", "id": "Group0", "kw": {"vpc": _VPC}}

_APPLICATION: Final = _new("ApplicationLoadBalancer", "Alb0", vpc=_VPC)
_NETWORK: Final = _new("NetworkLoadBalancer", "Nlb0", vpc=_VPC)
_RESPONSE: Final = _static("ListenerAction.fixed_response", 200)
_LISTENER: Final = _new(
    "ApplicationListener", "Listener0", load_balancer=_APPLICATION, port=80, default_action=_RESPONSE
)
_TARGETS: Final = _new("ApplicationTargetGroup", "Targets0", vpc=_VPC, port=80)
_NETWORK_TARGETS: Final = _new("NetworkTargetGroup", "NetworkTargets0", vpc=_VPC, port=80)
_FORWARD: Final = _static("NetworkListenerAction.forward", [_NETWORK_TARGETS])
_NETWORK_LISTENER: Final = _new(
    "NetworkListener", "NetworkListener0", load_balancer=_NETWORK, port=80, default_action=_FORWARD
)
_CONDITION: Final = _static("ListenerCondition.path_patterns", ["/a", "/b/*"])
_CHOSEN: Final = {"priority": 10, "conditions": [_CONDITION]}


def _instance(id: str, *port: int) -> Any:
    return {"new": f"{_MODULE}_targets.InstanceIdTarget", "args": [id, *port]}


VALUES: Final[dict[str, tuple[Any, Any]]] = {
    f"{_MODULE}.IApplicationLoadBalancer": (
        _APPLICATION,
        _static(
            "ApplicationLoadBalancer.from_application_load_balancer_attributes",
            _STACK,
            "Alb1",
            load_balancer_arn=f"{_ARN}:loadbalancer/app/a/0123456789abcdef",
            security_group_id="sg-0123456789abcdef0",
            load_balancer_canonical_hosted_zone_id="Z1",
            load_balancer_dns_name="a.example.com",
            vpc=_VPC,
        ),
    ),
    f"{_MODULE}.INetworkLoadBalancer": (
        _NETWORK,
        _static(
            "NetworkLoadBalancer.from_network_load_balancer_attributes",
            _STACK,
            "Nlb1",
            load_balancer_arn=f"{_ARN}:loadbalancer/net/a/0123456789abcdef",
            load_balancer_canonical_hosted_zone_id="Z1",
            load_balancer_dns_name="a.example.com",
            vpc=_VPC,
        ),
    ),
    f"{_MODULE}.IApplicationListener": (
        _LISTENER,
        _static(
            "ApplicationListener.from_application_listener_attributes",
            _STACK,
            "Listener1",
            listener_arn=f"{_ARN}:listener/app/a/0123456789abcdef/0123456789abcdef",
            security_group=_GROUP,
            default_port=80,
        ),
    ),
    f"{_MODULE}.INetworkListener": (
        _NETWORK_LISTENER,
        _static(
            "NetworkListener.from_network_listener_arn",
            _STACK,
            "NetworkListener1",
            f"{_ARN}:listener/net/a/0123456789abcdef/0123456789abcdef",
        ),
    ),
    f"{_MODULE}.IApplicationTargetGroup": (
        _TARGETS,
        _static(
            "ApplicationTargetGroup.from_target_group_attributes",
            _STACK,
            "Targets1",
            target_group_arn=f"{_ARN}:targetgroup/a/0123456789abcdef",
            load_balancer_arns=f"{_ARN}:loadbalancer/app/a/0123456789abcdef",
        ),
    ),
    f"{_MODULE}.ApplicationTargetGroup": (
        {"call": _LISTENER, "name": "add_targets", "args": ["Attached"], "kw": {"port": 80}},
        _TARGETS,
    ),
    f"{_MODULE}.INetworkTargetGroup": (
        _NETWORK_TARGETS,
        _static(
            "NetworkTargetGroup.from_target_group_attributes",
            _STACK,
            "NetworkTargets1",
            target_group_arn=f"{_ARN}:targetgroup/a/0123456789abcdef",
            load_balancer_arns=f"{_ARN}:loadbalancer/net/a/0123456789abcdef",
        ),
    ),
    f"{_MODULE}.NetworkTargetGroup": (
        {"call": _NETWORK_LISTENER, "name": "add_targets", "args": ["Attached"], "kw": {"port": 80}},
        _NETWORK_TARGETS,
    ),
    f"{_MODULE}.ListenerAction": (
        _RESPONSE,
        _static("ListenerAction.redirect", port="443", protocol="HTTPS"),
    ),
    f"{_MODULE}.NetworkListenerAction": (_FORWARD, _FORWARD),
    f"{_MODULE}.ListenerCondition": (
        _CONDITION,
        _static("ListenerCondition.host_headers", ["a.example.com"]),
    ),
    f"{_MODULE}.IListenerCertificate": (
        _static("ListenerCertificate.from_arn", "arn:aws:acm:us-east-1:111122223333:certificate/a"),
        _static("ListenerCertificate.from_arn", "arn:aws:acm:us-east-1:111122223333:certificate/b"),
    ),
    f"{_MODULE}.IApplicationLoadBalancerTarget": (_instance("i-1"), _instance("i-2", 8080)),
    f"{_MODULE}.INetworkLoadBalancerTarget": (_instance("i-1"), _instance("i-2", 8080)),
    f"{_MODULE}.MutualAuthentication": (
        {
            "record": f"{_MODULE}.MutualAuthentication",
            "kw": {
                "mutual_authentication_mode": _enum("MutualAuthenticationMode.VERIFY"),
                "trust_store": _static(
                    "TrustStore.from_trust_store_arn",
                    _STACK,
                    "Trust",
                    f"{_ARN}:truststore/t/0123456789abcdef",
                ),
                "ignore_client_certificate_expiry": True,
            },
        },
        {
            "record": f"{_MODULE}.MutualAuthentication",
            "kw": {"mutual_authentication_mode": _enum("MutualAuthenticationMode.PASS_THROUGH")},
        },
    ),
    "aws_ec2.ISecurityGroup": (_OTHER_GROUP, _GROUP),
    "aws_ec2.IConnectable": (_OTHER_GROUP, _GROUP),
}

ALWAYS: Final[dict[str, dict[str, Any]]] = {
    f"{_MODULE}.{name}": given
    for name, given in {
        "ApplicationListener": {"port": 80, "default_action": _RESPONSE},
        "ApplicationLoadBalancer.add_listener": {"port": 80, "default_action": _RESPONSE},
        "ApplicationListenerRule": {"conditions": [_CONDITION], "action": _RESPONSE},
        "ApplicationListener.add_action": _CHOSEN,
        "ApplicationListener.add_target_groups": _CHOSEN,
        "ApplicationListener.add_targets": {"port": 80, **_CHOSEN},
        "ApplicationTargetGroup": {"vpc": _VPC, "port": 80},
        "NetworkTargetGroup": {"vpc": _VPC},
        "NetworkListener": {"default_action": _FORWARD},
        "NetworkLoadBalancer.add_listener": {"default_action": _FORWARD},
        "ListenerAction.redirect": {"port": "443"},
        "ApplicationListenerCertificate": {
            "certificates": [_static("ListenerCertificate.from_arn", "arn:aws:acm:us-east-1:1:certificate/a")]
        },
        "ApplicationLoadBalancer.from_application_load_balancer_attributes": {
            "load_balancer_canonical_hosted_zone_id": "Z1",
            "load_balancer_dns_name": "a.example.com",
        },
        "NetworkLoadBalancer.from_network_load_balancer_attributes": {
            "load_balancer_canonical_hosted_zone_id": "Z1",
            "load_balancer_dns_name": "a.example.com",
        },
    }.items()
}

#: Classes that stand for their interfaces.
SAME: Final[dict[str, str]] = {
    f"{_MODULE}.{name}": f"{_MODULE}.I{name}"
    for name in ("ApplicationLoadBalancer", "NetworkLoadBalancer", "ApplicationListener", "NetworkListener")
} | {
    f"{_MODULE}.IApplicationListenerRef": f"{_MODULE}.IApplicationListener",
    f"{_MODULE}.IListenerAction": f"{_MODULE}.ListenerAction",
    f"{_MODULE}.INetworkListenerRef": f"{_MODULE}.INetworkListener",
    f"{_MODULE}.INetworkTargetGroupRef": f"{_MODULE}.INetworkTargetGroup",
    f"{_MODULE}.ILoadBalancerV2": f"{_MODULE}.IApplicationLoadBalancer",
    "aws_ec2.IVpcEndpointServiceLoadBalancer": f"{_MODULE}.INetworkLoadBalancer",
    f"{_MODULE}.IApplicationLoadBalancerRef": f"{_MODULE}.IApplicationLoadBalancer",
    f"interfaces.{_MODULE}.IListenerRef": f"{_MODULE}.IApplicationListener",
}

#: What is called in a stack whose account and region are known.
IN_ENVIRONMENT: Final = tuple(
    f"{_MODULE}.{name}"
    for name in (
        "ApplicationLoadBalancer.from_lookup",
        "NetworkLoadBalancer.from_lookup",
        "ApplicationListener.from_lookup",
        "NetworkListener.from_lookup",
        "ApplicationLoadBalancer.log_",
        "NetworkLoadBalancer.log_",
        "BaseLoadBalancer.log_",
    )
)

#: Properties that only some objects of their class can answer; each has a case of its own.
UNSHOWN: Final = ("first_load_balancer_full_name", "load_balancer_arns")
