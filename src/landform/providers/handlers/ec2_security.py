"""Amazon EC2: security groups and their rules."""

from typing import Final

from landform.providers.handlers.ec2_common import EC2_TAGS
from landform.providers.handlers.model import (
    ID,
    IDS,
    NAME,
    Answer,
    Call,
    Code,
    Create,
    Hook,
    Live,
    Prop,
    Read,
    ResourceHandler,
    Text,
    Update,
    own_tags,
    tag_specification,
)
from landform.providers.handlers.view import View
from landform.providers.handlers.work import Work
from landform.providers.names import NameRule

PROTOCOL_NAMES: Final = {"1": "icmp", "6": "tcp", "17": "udp", "58": "icmpv6"}
"""Numbers that EC2 stores as names.
Source: https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_IpPermission.html
"""

EVERYTHING_OUT: Final = View({"IpProtocol": "-1", "CidrIp": "0.0.0.0/0"})
"""The rule that every new group has, and has again when a template's own rules go."""


def permission(rule: View) -> dict[str, object]:
    """A rule of a template as EC2's IpPermission."""
    protocol = rule.text("IpProtocol").lower()
    result: dict[str, object] = {"IpProtocol": PROTOCOL_NAMES.get(protocol, protocol)}
    for name in ("FromPort", "ToPort"):
        if rule.get(name) is not None and result["IpProtocol"] != "-1":
            result[name] = rule.number(name)
    group = rule.get("SourceSecurityGroupId") or rule.get("DestinationSecurityGroupId")
    ends = {
        "IpRanges": {"CidrIp": rule.get("CidrIp")},
        "Ipv6Ranges": {"CidrIpv6": rule.get("CidrIpv6")},
        "PrefixListIds": {
            "PrefixListId": rule.get("SourcePrefixListId") or rule.get("DestinationPrefixListId")
        },
        "UserIdGroupPairs": {
            "GroupId": group,
            "GroupName": None if group else rule.get("SourceSecurityGroupName"),
        },
    }
    more = {"Description": rule.get("Description")}
    owner = {"UserId": rule.get("SourceSecurityGroupOwnerId")}
    for path, end in ends.items():
        if any(end.values()):
            members = {**end, **more, **(owner if path == "UserIdGroupPairs" else {})}
            result[path] = [{name: value for name, value in members.items() if value}]
    return result


SOURCES: Final = (
    ("IpRanges", "CidrIp"),
    ("Ipv6Ranges", "CidrIpv6"),
    ("PrefixListIds", "PrefixListId"),
    ("UserIdGroupPairs", "GroupId"),
)


def _keys(found: View) -> set[tuple[object, ...]]:
    """What makes the rules inside an IpPermission equal to others."""
    protocol = found.text("IpProtocol")
    ports = (found.get("FromPort"), found.get("ToPort")) if protocol != "-1" else (None, None)
    return {
        (protocol, *ports, key, source.get(key), source.text("Description"))
        for path, key in SOURCES
        for source in found.structures(path)
    }


def _set_rules(work: Work, name: str, direction: str, *default: View) -> None:
    """Revoke what is gone, authorize what is new. Rules made by resources of their own are left alone."""
    wanted = {_one(rule): rule for rule in work.desired.structures(name) or default}
    before = {_one(rule): rule for rule in work.previous.structures(name) or default}
    group = {"GroupId": work.physical_id}
    gone = [permission(rule) for key, rule in before.items() if key not in wanted]
    new = [permission(rule) for key, rule in wanted.items() if key not in before]
    if gone:
        work.call(f"RevokeSecurityGroup{direction}", {**group, "IpPermissions": gone})
    if new:
        work.call(f"AuthorizeSecurityGroup{direction}", {**group, "IpPermissions": new})


def _one(rule: View) -> tuple[object, ...]:
    return next(iter(_keys(View(permission(rule)))), (repr(sorted(rule.items())),))


def _set_ingress(work: Work) -> None:
    _set_rules(work, "SecurityGroupIngress", "Ingress")


def _set_egress(work: Work) -> None:
    _set_rules(work, "SecurityGroupEgress", "Egress", EVERYTHING_OUT)


def _reading(name: str, path: str) -> Code:
    """Of the template's rules those that the group has."""

    def value(work: Work) -> object:
        live = {key for found in work.live.structures(path) for key in _keys(found)}
        return [rule for rule in work.desired.structures(name) if _one(rule) in live] or None

    return Code(value)


SECURITY_GROUP: Final = ResourceHandler(
    type_name="AWS::EC2::SecurityGroup",
    service="ec2",
    name=NameRule(max_length=255),
    name_property="GroupName",
    create=Create(
        action=Call(
            "CreateSecurityGroup",
            {
                "Description": Prop("GroupDescription"),
                "GroupName": NAME,
                "TagSpecifications": tag_specification("security-group"),
                "VpcId": Prop("VpcId"),
            },
        ),
        physical_id=Answer("GroupId"),
    ),
    read=Read(
        action=Call("DescribeSecurityGroups", {"GroupIds": IDS}),
        at="SecurityGroups.0",
        properties={
            "GroupDescription": Live("Description"),
            "GroupName": Live("GroupName"),
            "SecurityGroupEgress": _reading("SecurityGroupEgress", "IpPermissionsEgress"),
            "SecurityGroupIngress": _reading("SecurityGroupIngress", "IpPermissions"),
            "Tags": own_tags(),
            "VpcId": Live("VpcId"),
        },
    ),
    update=(
        Update(
            properties=("SecurityGroupIngress",),
            action=Hook(function=_set_ingress, reads=("SecurityGroupIngress",)),
            on_create=True,
        ),
        Update(
            properties=("SecurityGroupEgress",),
            action=Hook(function=_set_egress, reads=("SecurityGroupEgress",)),
            on_create=True,
        ),
    ),
    tags=EC2_TAGS,
    delete=Call("DeleteSecurityGroup", {"GroupId": ID}),
    attributes={"GroupId": Text("{physical_id}"), "Id": Text("{physical_id}"), "VpcId": Live("VpcId")},
)


def _live_protocol(work: Work) -> object:
    """The protocol as the template spells it when it means the same."""
    found, given = work.live.text("IpProtocol"), work.desired.text("IpProtocol")
    return given if PROTOCOL_NAMES.get(given.lower(), given.lower()) == found else found


def _port(name: str) -> Code:
    """A port; EC2 shows -1 for rules without ports."""

    def value(work: Work) -> object:
        found = work.live.get(name)
        return None if found == -1 and work.desired.get(name) is None else found

    return Code(value)


def _rule_handler(
    direction: str, group_property: str, prefix_property: str, more: tuple[str, ...]
) -> ResourceHandler:
    names = ("CidrIp", "CidrIpv6", "Description", "FromPort", "IpProtocol", "ToPort")
    reads = (*names, group_property, prefix_property, *more)
    return ResourceHandler(
        type_name=f"AWS::EC2::SecurityGroup{direction}",
        service="ec2",
        create=Create(
            action=Call(
                f"AuthorizeSecurityGroup{direction}",
                {
                    "GroupId": Prop("GroupId"),
                    "IpPermissions": Code(lambda work: [permission(work.desired)], reads=reads),
                    **({"GroupName": Prop("GroupName")} if direction == "Ingress" else {}),
                },
            ),
            physical_id=Answer("SecurityGroupRules.0.SecurityGroupRuleId"),
        ),
        read=Read(
            action=Call("DescribeSecurityGroupRules", {"SecurityGroupRuleIds": IDS}),
            at="SecurityGroupRules.0",
            properties={
                "CidrIp": Live("CidrIpv4"),
                "CidrIpv6": Live("CidrIpv6"),
                "Description": Live("Description"),
                "FromPort": _port("FromPort"),
                "GroupId": Live("GroupId"),
                "IpProtocol": Code(_live_protocol),
                prefix_property: Live("PrefixListId"),
                group_property: Live("ReferencedGroupInfo.GroupId"),
                "ToPort": _port("ToPort"),
            },
        ),
        update=(
            Update(
                properties=("Description",),
                action=Call(
                    f"UpdateSecurityGroupRuleDescriptions{direction}",
                    {
                        "GroupId": Prop("GroupId"),
                        # The rule as it is, but for the description.
                        "IpPermissions": Code(lambda work: [permission(work.desired)]),
                    },
                ),
            ),
        ),
        delete=Call(
            f"RevokeSecurityGroup{direction}", {"GroupId": Live("GroupId"), "SecurityGroupRuleIds": IDS}
        ),
        reads_before_delete=True,
        attributes={"Id": ID},
        unread=dict.fromkeys(more, "The service returns the group's id only."),
        embedded_gaps={
            "Description": "Not kept where the other end is a group or a list; one that is taken away stays.",
        },
    )


INGRESS: Final = _rule_handler(
    "Ingress",
    "SourceSecurityGroupId",
    "SourcePrefixListId",
    ("GroupName", "SourceSecurityGroupName", "SourceSecurityGroupOwnerId"),
)

EGRESS: Final = _rule_handler("Egress", "DestinationSecurityGroupId", "DestinationPrefixListId", ())

HANDLERS: Final = (SECURITY_GROUP, INGRESS, EGRESS)
