"""Elastic Load Balancing v2."""

from collections.abc import Callable, Mapping
from typing import Final

from landform.providers.handlers.model import (
    ID,
    IDS,
    NAME,
    REMOVED_TAGS,
    TAGS,
    Answer,
    Call,
    Code,
    Convert,
    Create,
    Hook,
    Live,
    Prop,
    Read,
    ResourceHandler,
    Stable,
    TagUpdate,
    Text,
    Update,
    listed_tags,
    or_nothing,
)
from landform.providers.handlers.view import View, as_number, as_text, of_structures
from landform.providers.handlers.work import Work
from landform.providers.names import NameRule

NAME_RULE: Final = NameRule(max_length=32)
STAYS: Final = Hook(function=lambda _: None)
"""For attributes taken away."""

KEEPS: Final = "The service keeps the last value: it has no operation to forget one."

ARN_TAGS: Final = TagUpdate(
    add=Call("AddTags", {"ResourceArns": IDS, "Tags": TAGS}),
    remove=Call("RemoveTags", {"ResourceArns": IDS, "TagKeys": REMOVED_TAGS}),
)


def _attributes(operation: str, parameter: str, name: str) -> Code:
    """Of the attributes the template sets, what the service says."""

    def value(work: Work) -> object:
        wanted = work.desired.by_name(name, "Key")
        found = work.call(operation, {parameter: work.physical_id}).structures("Attributes")
        return [each for each in found if each.text("Key") in wanted] or None

    return Code(value)


def _full_name(mark: str) -> Code:
    return Code(lambda work: work.physical_id.partition(mark)[2])


def _addresses(work: Work) -> object:
    return [zone.text("SubnetId") for zone in work.live.structures("AvailabilityZones")] or None


def _existing_balancer(work: Work) -> object:
    return work.call("DescribeLoadBalancers", {"Names": [work.name]}).structures("LoadBalancers")


def _existing_group(work: Work) -> object:
    return work.call("DescribeTargetGroups", {"Names": [work.name]}).structures("TargetGroups")


OWN_TAGS: Final = listed_tags("DescribeTags", "ResourceArns", IDS, "TagDescriptions.0.Tags")

LOAD_BALANCER: Final = ResourceHandler(
    type_name="AWS::ElasticLoadBalancingV2::LoadBalancer",
    service="elbv2",
    name=NAME_RULE,
    name_property="Name",
    exists=Hook(function=_existing_balancer),
    create=Create(
        action=Call(
            "CreateLoadBalancer",
            {
                "Name": NAME,
                **{
                    name: Prop(name)
                    for name in (
                        "IpAddressType",
                        "Scheme",
                        "SecurityGroups",
                        "SubnetMappings",
                        "Subnets",
                        "Type",
                    )
                },
                "Tags": TAGS,
            },
        ),
        physical_id=Answer("LoadBalancers.0.LoadBalancerArn"),
    ),
    read=Read(
        action=Call("DescribeLoadBalancers", {"LoadBalancerArns": IDS}),
        at="LoadBalancers.0",
        properties={
            "IpAddressType": Live("IpAddressType"),
            "LoadBalancerAttributes": _attributes(
                "DescribeLoadBalancerAttributes", "LoadBalancerArn", "LoadBalancerAttributes"
            ),
            "Name": Live("LoadBalancerName"),
            "Scheme": Live("Scheme"),
            "SecurityGroups": Live("SecurityGroups", or_nothing),
            "Subnets": Code(_addresses),
            "Tags": OWN_TAGS,
            "Type": Live("Type"),
        },
    ),
    update=(
        Update(
            properties=("IpAddressType",),
            action=Call(
                "SetIpAddressType",
                {"LoadBalancerArn": ID, "IpAddressType": Prop("IpAddressType", reset="ipv4")},
            ),
        ),
        Update(
            properties=("SecurityGroups",),
            action=Call(
                "SetSecurityGroups",
                {"LoadBalancerArn": ID, "SecurityGroups": Prop("SecurityGroups", reset=[])},
            ),
        ),
        Update(
            properties=("SubnetMappings", "Subnets"),
            action=Call(
                "SetSubnets",
                {
                    "LoadBalancerArn": ID,
                    "Subnets": Prop("Subnets"),
                    "SubnetMappings": Prop("SubnetMappings"),
                },
            ),
        ),
        Update(
            properties=("LoadBalancerAttributes",),
            action=Call(
                "ModifyLoadBalancerAttributes",
                {"LoadBalancerArn": ID, "Attributes": Prop("LoadBalancerAttributes")},
            ),
            removed=STAYS,
            on_create=True,
        ),
    ),
    tags=ARN_TAGS,
    delete=Call("DeleteLoadBalancer", {"LoadBalancerArn": ID}),
    reads_before_delete=True,
    waits_for_delete=True,
    stable=Stable(
        path="State.Code",
        ready=frozenset({"active", "active_impaired"}),
        failed=frozenset({"failed"}),
        reason_path="State.Reason",
    ),
    attributes={
        "CanonicalHostedZoneID": Live("CanonicalHostedZoneId"),
        "DNSName": Live("DNSName"),
        "LoadBalancerArn": Text("{physical_id}"),
        "LoadBalancerFullName": _full_name(":loadbalancer/"),
        "LoadBalancerName": Live("LoadBalancerName"),
        "SecurityGroups": Live("SecurityGroups"),
    },
    unread={"SubnetMappings": "The service returns zones and subnets."},
    unsupported={
        "EnableCapacityReservationProvisionStabilize": "Capacity is not reserved.",
        "EnablePrefixForIpv6SourceNat": "Source address prefixes are not carried to the service.",
        "EnforceSecurityGroupInboundRulesOnPrivateLinkTraffic": "Not carried to the service.",
        "Ipv4IpamPoolId": "There are no address pools.",
        "MinimumLoadBalancerCapacity": "Capacity is not reserved.",
    },
    embedded_gaps={"IpAddressType": "Kept; no address of that kind is made."},
    stays={"LoadBalancerAttributes": KEEPS},
)

HEALTH_CHECK: Final = (
    "HealthCheckEnabled",
    "HealthCheckIntervalSeconds",
    "HealthCheckPath",
    "HealthCheckPort",
    "HealthCheckProtocol",
    "HealthCheckTimeoutSeconds",
    "HealthyThresholdCount",
    "Matcher",
    "UnhealthyThresholdCount",
)

GROUP_KIND: Final = (
    "IpAddressType",
    "Port",
    "Protocol",
    "ProtocolVersion",
    "TargetControlPort",
    "TargetType",
    "VpcId",
)


def _set_targets(work: Work) -> None:
    wanted = work.desired.structures("Targets")
    before = work.present(work.previous.structures("Targets"), wanted, lambda: _registered(work, wanted))
    group = {"TargetGroupArn": work.physical_id}
    gone = [each for each in before if each not in wanted]
    new = [each for each in wanted if each not in before]
    if gone:
        work.call("DeregisterTargets", {**group, "Targets": gone})
    if new:
        work.call("RegisterTargets", {**group, "Targets": new})


def _registered(work: Work, wanted: list[View]) -> list[View]:
    """Of all targets that may be registered those that are; the service adds members that were not given."""
    live = _targets(work)
    given = [*work.previous.structures("Targets"), *wanted]
    return [each for each in given if any(each.items() <= target.items() for target in live)]


def _targets(work: Work) -> list[View]:
    answer = work.call("DescribeTargetHealth", {"TargetGroupArn": work.physical_id})
    return [each.structure("Target") for each in answer.structures("TargetHealthDescriptions")]


TARGET_GROUP: Final = ResourceHandler(
    type_name="AWS::ElasticLoadBalancingV2::TargetGroup",
    service="elbv2",
    name=NAME_RULE,
    name_property="Name",
    exists=Hook(function=_existing_group),
    create=Create(
        action=Call(
            "CreateTargetGroup",
            {"Name": NAME, **{name: Prop(name) for name in (*HEALTH_CHECK, *GROUP_KIND)}, "Tags": TAGS},
        ),
        physical_id=Answer("TargetGroups.0.TargetGroupArn"),
    ),
    read=Read(
        action=Call("DescribeTargetGroups", {"TargetGroupArns": IDS}),
        at="TargetGroups.0",
        properties={
            **{name: Live(name) for name in (*HEALTH_CHECK, *GROUP_KIND)},
            "Name": Live("TargetGroupName"),
            "Tags": OWN_TAGS,
            "TargetGroupAttributes": _attributes(
                "DescribeTargetGroupAttributes", "TargetGroupArn", "TargetGroupAttributes"
            ),
            "Targets": Code(lambda work: _targets(work) or None),
        },
    ),
    update=(
        Update(
            properties=HEALTH_CHECK,
            action=Call(
                "ModifyTargetGroup", {"TargetGroupArn": ID, **{name: Prop(name) for name in HEALTH_CHECK}}
            ),
        ),
        Update(
            properties=("TargetGroupAttributes",),
            action=Call(
                "ModifyTargetGroupAttributes",
                {"TargetGroupArn": ID, "Attributes": Prop("TargetGroupAttributes")},
            ),
            removed=STAYS,
            on_create=True,
        ),
        Update(
            properties=("Targets",),
            action=Hook(function=_set_targets, reads=("Targets",)),
            on_create=True,
        ),
    ),
    tags=ARN_TAGS,
    delete=Call("DeleteTargetGroup", {"TargetGroupArn": ID}),
    reads_before_delete=True,
    attributes={
        "LoadBalancerArns": Code(lambda work: work.live.texts("LoadBalancerArns")),
        "TargetGroupArn": Text("{physical_id}"),
        "TargetGroupFullName": Code(
            lambda work: "targetgroup/" + work.physical_id.partition(":targetgroup/")[2]
        ),
        "TargetGroupName": Live("TargetGroupName"),
    },
    fixed={"TargetControlPort": "Set at creation; a change is refused."},
    embedded_gaps={"TargetControlPort": "Accepted and not kept."},
    stays=dict.fromkeys((*HEALTH_CHECK, "TargetGroupAttributes"), KEEPS),
)

LISTENER_MEMBERS: Final = (
    "AlpnPolicy",
    "Certificates",
    "DefaultActions",
    "MutualAuthentication",
    "Port",
    "Protocol",
    "SslPolicy",
)


def _timeouts(form: Callable[[object], object]) -> Convert:
    """A conversion of actions: how long a session lasts is a text in templates, a number for the service."""

    def converted(actions: list[View]) -> list[dict[str, object]]:
        return [{name: _with_timeout(value) for name, value in action.items()} for action in actions]

    def _with_timeout(value: object) -> object:
        if not isinstance(value, Mapping) or value.get("SessionTimeout") is None:
            return value
        return {**value, "SessionTimeout": form(value["SessionTimeout"])}

    return of_structures(converted)


LISTENER_PROPS: Final = {
    **{name: Prop(name) for name in LISTENER_MEMBERS},
    "DefaultActions": Prop("DefaultActions", _timeouts(as_number)),
}


def _if_changed(name: str) -> Code:
    return Code(lambda work: LISTENER_PROPS[name].value(work) if work.changed(name) else None)


LISTENER: Final = ResourceHandler(
    type_name="AWS::ElasticLoadBalancingV2::Listener",
    service="elbv2",
    create=Create(
        action=Call(
            "CreateListener",
            {
                "LoadBalancerArn": Prop("LoadBalancerArn"),
                **LISTENER_PROPS,
                "Tags": TAGS,
            },
        ),
        physical_id=Answer("Listeners.0.ListenerArn"),
    ),
    read=Read(
        action=Call("DescribeListeners", {"ListenerArns": IDS}),
        at="Listeners.0",
        properties={
            **{name: Live(name, or_nothing) for name in LISTENER_MEMBERS},
            "DefaultActions": Live("DefaultActions", _timeouts(as_text)),
            "ListenerAttributes": _attributes(
                "DescribeListenerAttributes", "ListenerArn", "ListenerAttributes"
            ),
            "LoadBalancerArn": Live("LoadBalancerArn"),
            "Tags": OWN_TAGS,
        },
    ),
    update=(
        Update(
            properties=LISTENER_MEMBERS,
            action=Call(
                "ModifyListener",
                {"ListenerArn": ID, **{name: _if_changed(name) for name in LISTENER_MEMBERS}},
            ),
        ),
        Update(
            properties=("ListenerAttributes",),
            action=Call(
                "ModifyListenerAttributes", {"ListenerArn": ID, "Attributes": Prop("ListenerAttributes")}
            ),
            removed=STAYS,
            on_create=True,
        ),
    ),
    tags=ARN_TAGS,
    delete=Call("DeleteListener", {"ListenerArn": ID}),
    attributes={"ListenerArn": Text("{physical_id}")},
    embedded_gaps={"MutualAuthentication": "Accepted and not kept."},
    change_gaps={
        **dict.fromkeys(
            ("Certificates", "SslPolicy"),
            "A value taken away stays, also when the protocol no longer uses it.",
        ),
        "AlpnPolicy": "A change is accepted and not kept.",
    },
    stays={"ListenerAttributes": KEEPS},
)

HANDLERS: Final = (LOAD_BALANCER, TARGET_GROUP, LISTENER)
