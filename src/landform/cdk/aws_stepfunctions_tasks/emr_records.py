"""Records inside the classes of EMR's tasks, and how the API of EMR writes them.

A member's name is the one of EMR's API with capital first letters; what is otherwise stands in the tables.
Source: https://docs.aws.amazon.com/emr/latest/APIReference/API_RunJobFlow.html
"""

from collections.abc import Mapping
from typing import Any, Final

from landform.cdk.api import find, names_of
from landform.cdk.aws_stepfunctions_tasks.service_task import key_value_list, pascal
from landform.cdk.core.quantities import Duration, Size
from landform.cdk.core.struct import record

_MODULE: Final = "aws_stepfunctions_tasks"
_NAMES: Final = {
    "ad_domain_join_password": "ADDomainJoinPassword",
    "ad_domain_join_user": "ADDomainJoinUser",
    "e_c2_instance_ids_to_terminate": "EC2InstanceIdsToTerminate",
    "volume_size": "SizeInGB",
    "timeout": "TimeoutDurationMinutes",
    "cloud_watch_alarm_definition": "CloudWatchAlarmDefinition",
}
_ORDERS: Final = {
    "ApplicationConfigProperty": ("Name", "Args", "Version", "AdditionalInfo"),
    "ConfigurationProperty": ("Classification", "Properties", "Configurations"),
    "ManagedScalingComputeLimitsProperty": (
        *("UnitType", "MinimumCapacityUnits", "MaximumCapacityUnits", "MaximumOnDemandCapacityUnits"),
        "MaximumCoreCapacityUnits",
    ),
    "ScriptBootstrapActionConfigProperty": ("Path", "Args"),
    "InstanceResizePolicyProperty": (
        *("InstancesToProtect", "InstancesToTerminate", "InstanceTerminationTimeout"),
    ),
}
"""Records whose members are not written by the alphabet."""
_MINUTES: Final = ("timeout",)


def nested_records(kind: type[Any]) -> type[Any]:
    """Give a class the records that the API has inside it."""
    for name, entry in names_of(_MODULE).items():
        outer, _, inner = name.partition(".")
        if outer == kind.__name__ and entry["kind"] == "record":
            setattr(kind, inner, find(_MODULE, name))
    return kind


def as_parameters(name: str, value: Any) -> dict[str, Any] | None:
    """A record as EMR writes it."""
    entry, kind = names_of(_MODULE)[name], find(_MODULE, name)
    if value is None or kind is None:
        return None
    found: Any = record(kind, value)
    rendered: dict[str, Any] = {}
    for each in entry["members"]:
        member, _, type_name = each.partition(":")
        member = member.removesuffix("?")
        title, written = _NAMES.get(member, pascal(member)), _written(member, type_name, found.get(member))
        if written is not None or title not in rendered:  # two members may say the same
            rendered[title] = written
    order = _ORDERS.get(name.partition(".")[2], tuple(sorted(rendered)))
    return {title: rendered[title] for title in order}


def _written(member: str, type_name: str, value: Any) -> Any:
    if isinstance(value, Duration):
        return value.to_minutes() if member in _MINUTES else value.to_seconds()
    if isinstance(value, Size):
        return value.to_gibibytes()
    inner = type_name.removeprefix("Sequence[").removesuffix("]").removeprefix(f"{_MODULE}.")
    if value is None or inner not in names_of(_MODULE) or names_of(_MODULE)[inner]["kind"] != "record":
        return value
    if type_name.startswith("Sequence["):
        return [as_parameters(inner, each) for each in value]
    return as_parameters(inner, value)


def tags_of(tags: Mapping[str, str] | None) -> Any:
    """Tags as EMR writes them."""
    return key_value_list(tags)


def record_of(instances: Any) -> Any:
    """What is said of a cluster's instances, as a record."""
    kind = find(_MODULE, "EmrCreateCluster.InstancesConfigProperty")
    assert kind is not None  # the API has it
    return record(kind, instances)


def check_fleet(fleet: Any) -> None:
    """Raise ValueError for a fleet that EMR would not take."""
    kind = find(_MODULE, "EmrCreateCluster.InstanceFleetConfigProperty")
    found: Any = record(kind, fleet) if kind is not None else None
    spot, on_demand = found.target_spot_capacity or 0, found.target_on_demand_capacity or 0
    if not spot and not on_demand:
        raise ValueError(
            "At least one of target_spot_capacity and target_on_demand_capacity should be greater than 0"
        )
    if found.instance_fleet_type.name == "MASTER" and spot + on_demand > 1 and not (spot and on_demand):
        raise ValueError("For a master instance fleet, the target capacity cannot be another number than 1")
    if spot and on_demand and found.instance_fleet_type.name == "MASTER":
        raise ValueError(
            "For a master instance fleet, only one of target_spot_capacity and target_on_demand_capacity can "
            "be specified"
        )
