"""Amazon EC2 Auto Scaling."""

from typing import Final

from landform.providers.handlers.model import (
    ID,
    IDS,
    NAME,
    Call,
    Code,
    Const,
    Convert,
    Create,
    Hook,
    Live,
    Prop,
    Read,
    ResourceHandler,
    TagUpdate,
    Update,
    or_nothing,
)
from landform.providers.handlers.view import as_number, of_texts
from landform.providers.handlers.work import Work
from landform.providers.names import NameRule

# Property -> (parameter, conversion, what an update sends when it goes). The service's defaults are at
# https://docs.aws.amazon.com/autoscaling/ec2/APIReference/API_CreateAutoScalingGroup.html
MEMBERS: Final[dict[str, tuple[str, Convert | None, object]]] = {
    "AvailabilityZoneDistribution": ("AvailabilityZoneDistribution", None, None),
    "AvailabilityZoneIds": ("AvailabilityZoneIds", None, None),
    "AvailabilityZoneImpairmentPolicy": ("AvailabilityZoneImpairmentPolicy", None, None),
    "AvailabilityZones": ("AvailabilityZones", None, None),
    "CapacityRebalance": ("CapacityRebalance", None, False),
    "CapacityReservationSpecification": ("CapacityReservationSpecification", None, None),
    "Context": ("Context", None, ""),
    "Cooldown": ("DefaultCooldown", as_number, 300),
    "DefaultInstanceWarmup": ("DefaultInstanceWarmup", None, -1),
    "DeletionProtection": ("DeletionProtection", None, "none"),
    "DesiredCapacity": ("DesiredCapacity", as_number, None),
    "DesiredCapacityType": ("DesiredCapacityType", None, None),
    "HealthCheckGracePeriod": ("HealthCheckGracePeriod", None, 0),
    "HealthCheckType": ("HealthCheckType", None, "EC2"),
    "InstanceLifecyclePolicy": ("InstanceLifecyclePolicy", None, None),
    "InstanceMaintenancePolicy": ("InstanceMaintenancePolicy", None, None),
    "LaunchConfigurationName": ("LaunchConfigurationName", None, None),
    "LaunchTemplate": ("LaunchTemplate", None, None),
    "MaxInstanceLifetime": ("MaxInstanceLifetime", None, 0),
    "MaxSize": ("MaxSize", as_number, None),
    "MinSize": ("MinSize", as_number, None),
    "MixedInstancesPolicy": ("MixedInstancesPolicy", None, None),
    "NewInstancesProtectedFromScaleIn": ("NewInstancesProtectedFromScaleIn", None, False),
    "PlacementGroup": ("PlacementGroup", None, ""),
    "ServiceLinkedRoleARN": ("ServiceLinkedRoleARN", None, None),
    "TerminationPolicies": ("TerminationPolicies", None, ["Default"]),
    "VPCZoneIdentifier": ("VPCZoneIdentifier", of_texts(",".join), None),
}

CREATE_ONLY: Final = ("InstanceId", "LifecycleHookSpecificationList", "LoadBalancerNames")
CREATE_MEMBERS: Final = (*CREATE_ONLY, "TargetGroupARNs", "TrafficSources")


def _tags(work: Work) -> list[dict[str, object]]:
    """Every tag with its group, and whether new instances get it too; the stack's are passed on."""
    own = {tag.text("Key"): tag.flag("PropagateAtLaunch") for tag in work.desired.structures("Tags")}
    return [
        {
            "Key": key,
            "Value": value,
            "PropagateAtLaunch": own.get(key, True),
            "ResourceId": work.physical_id or work.name,
            "ResourceType": "auto-scaling-group",
        }
        for key, value in work.tags().items()
    ]


def _own_tags(work: Work) -> object:
    found = work.live.structures("Tags")
    kept = work.own_tags(found)
    members = ("Key", "Value", "PropagateAtLaunch")
    return [tag.chosen(*members) for tag in found if tag.text("Key") in kept] or None


def _removed_tags(work: Work) -> list[dict[str, object]]:
    place = {"ResourceId": work.physical_id, "ResourceType": "auto-scaling-group"}
    return [{**place, "Key": key} for key in work.removed_tags()]


def _existing(work: Work) -> object:
    parameters = {"AutoScalingGroupNames": [work.name]}
    return work.call("DescribeAutoScalingGroups", parameters).structures("AutoScalingGroups") or None


def _live_members(work: Work, name: str) -> list[object]:
    found = work.call("DescribeAutoScalingGroups", {"AutoScalingGroupNames": [work.physical_id]})
    return [each for group in found.structures("AutoScalingGroups") for each in group.items_of(name)]


def _members(name: str, attach: str, detach: str) -> Update:
    def change(work: Work) -> None:
        wanted = work.desired.items_of(name)
        before = work.present(work.previous.items_of(name), wanted, lambda: _live_members(work, name))
        group = {"AutoScalingGroupName": work.physical_id}
        gone = [each for each in before if each not in wanted]
        new = [each for each in wanted if each not in before]
        if gone:
            work.call(detach, {**group, name: gone})
        if new:
            work.call(attach, {**group, name: new})

    return Update(properties=(name,), action=Hook(function=change))


def _set_hooks(work: Work) -> None:
    wanted = work.desired.by_name("LifecycleHookSpecificationList", "LifecycleHookName")
    before = work.previous.by_name("LifecycleHookSpecificationList", "LifecycleHookName")
    group = {"AutoScalingGroupName": work.physical_id}
    for name in before:
        if name not in wanted:
            work.call("DeleteLifecycleHook", {**group, "LifecycleHookName": name})
    for name, hook in wanted.items():
        if before.get(name) != hook:
            work.call("PutLifecycleHook", {**group, **hook})


def _hooks(work: Work) -> object:
    answer = work.call("DescribeLifecycleHooks", {"AutoScalingGroupName": work.physical_id})
    return answer.structures("LifecycleHooks") or None


def _set_metrics(work: Work) -> None:
    """A collection without names means every metric."""
    group = {"AutoScalingGroupName": work.physical_id}
    wanted = work.desired.structures("MetricsCollection")
    kept = {name for each in wanted for name in each.texts("Metrics")}
    for each in work.previous.structures("MetricsCollection"):
        names = each.texts("Metrics")
        gone = [name for name in names if name not in kept]
        if gone or not names:
            work.call("DisableMetricsCollection", {**group, **({"Metrics": gone} if gone else {})})
    for each in wanted:
        work.call("EnableMetricsCollection", {**group, **each})


def _read_member(name: str) -> Live:
    parameter = MEMBERS[name][0]
    if name == "VPCZoneIdentifier":
        return Live(parameter, lambda found: str(found).split(",") if found else None)
    return Live(parameter, or_nothing)


def _size(name: str, live_name: str) -> Code:
    """A size, as text or number as the template has it."""

    def value(work: Work) -> object:
        found = work.live.get(live_name)
        return str(found) if isinstance(work.desired.get(name), str) else found

    return Code(value)


AUTO_SCALING_GROUP: Final = ResourceHandler(
    type_name="AWS::AutoScaling::AutoScalingGroup",
    service="autoscaling",
    name=NameRule(max_length=255),
    name_property="AutoScalingGroupName",
    exists=Hook(function=_existing),
    create=Create(
        action=Call(
            "CreateAutoScalingGroup",
            {
                "AutoScalingGroupName": NAME,
                **{parameter: Prop(name, convert) for name, (parameter, convert, _) in MEMBERS.items()},
                **{name: Prop(name) for name in CREATE_MEMBERS},
                "SkipZonalShiftValidation": Prop("SkipZonalShiftValidation"),
                "Tags": Code(lambda work: _tags(work) or None, reads=("Tags",)),
            },
        ),
        physical_id=NAME,
    ),
    read=Read(
        action=Call("DescribeAutoScalingGroups", {"AutoScalingGroupNames": IDS}),
        at="AutoScalingGroups.0",
        properties={
            **{name: _read_member(name) for name in MEMBERS},
            "AutoScalingGroupName": Live("AutoScalingGroupName"),
            "Cooldown": _size("Cooldown", "DefaultCooldown"),
            "DesiredCapacity": _size("DesiredCapacity", "DesiredCapacity"),
            "LifecycleHookSpecificationList": Code(_hooks),
            "LoadBalancerNames": Live("LoadBalancerNames", or_nothing),
            "MaxSize": _size("MaxSize", "MaxSize"),
            "MinSize": _size("MinSize", "MinSize"),
            "Tags": Code(_own_tags),
            "TargetGroupARNs": Live("TargetGroupARNs", or_nothing),
            "TrafficSources": Live("TrafficSources", or_nothing),
        },
    ),
    update=(
        Update(
            properties=tuple(MEMBERS),
            action=Call(
                "UpdateAutoScalingGroup",
                {
                    "AutoScalingGroupName": ID,
                    **{
                        parameter: Prop(name, convert, reset)
                        for name, (parameter, convert, reset) in MEMBERS.items()
                    },
                    "SkipZonalShiftValidation": Prop("SkipZonalShiftValidation"),
                },
            ),
        ),
        _members("LoadBalancerNames", "AttachLoadBalancers", "DetachLoadBalancers"),
        _members("TargetGroupARNs", "AttachLoadBalancerTargetGroups", "DetachLoadBalancerTargetGroups"),
        _members("TrafficSources", "AttachTrafficSources", "DetachTrafficSources"),
        Update(properties=("LifecycleHookSpecificationList",), action=Hook(function=_set_hooks)),
        Update(
            properties=("MetricsCollection",),
            action=Hook(function=_set_metrics, reads=("MetricsCollection",)),
            on_create=True,
        ),
        # Says how the next change is to be checked; nothing is sent before.
        Update(
            properties=("SkipZonalShiftValidation",),
            action=Call("DescribeAutoScalingGroups", {"AutoScalingGroupNames": IDS}),
        ),
    ),
    tags=TagUpdate(
        add=Call("CreateOrUpdateTags", {"Tags": Code(_tags)}),
        remove=Call("DeleteTags", {"Tags": Code(_removed_tags)}),
    ),
    delete=Call("DeleteAutoScalingGroup", {"AutoScalingGroupName": ID, "ForceDelete": Const(True)}),
    reads_before_delete=True,
    waits_for_delete=True,
    attributes={"AutoScalingGroupARN": Live("AutoScalingGroupARN")},
    unread={
        "InstanceId": "Write-only by the registry's word.",
        "MetricsCollection": "The service returns single metrics.",
        "SkipZonalShiftValidation": "Write-only by the registry's word.",
    },
    unsupported={
        "NotificationConfiguration": "Notifications are not sent.",
        "NotificationConfigurations": "Notifications are not sent.",
    },
    embedded_gaps=dict.fromkeys(
        (
            "AvailabilityZoneDistribution",
            "AvailabilityZoneIds",
            "AvailabilityZoneImpairmentPolicy",
            "CapacityReservationSpecification",
            "Context",
            "DefaultInstanceWarmup",
            "DeletionProtection",
            "DesiredCapacityType",
            "InstanceLifecyclePolicy",
            "InstanceMaintenancePolicy",
            "MaxInstanceLifetime",
            "LifecycleHookSpecificationList.NotificationMetadata",
            "LifecycleHookSpecificationList.NotificationTargetARN",
            "LifecycleHookSpecificationList.RoleARN",
            "SkipZonalShiftValidation",
            "TrafficSources",
        ),
        "Accepted and not kept.",
    ),
    change_gaps={"MetricsCollection": "Metrics are switched on; switching one off is refused."},
    stays={
        "DesiredCapacity": "The group keeps the capacity it has.",
        "ServiceLinkedRoleARN": "The group keeps its role.",
    },
    notes=(
        "A group counts as made when it is accepted: its instances are not waited for, only the signals of a"
        " CreationPolicy.",
        "UpdatePolicy has no effect: an update replaces no instances and waits for no signals of new ones.",
    ),
)

HANDLERS: Final = (AUTO_SCALING_GROUP,)
