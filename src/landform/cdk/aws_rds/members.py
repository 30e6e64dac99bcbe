"""The machines that a cluster has, made either way."""

from dataclasses import dataclass
from typing import Any

from landform.cdk.aws_ec2.instance_types import InstanceType as MachineType
from landform.cdk.aws_rds.cluster_instance import DEFAULT_TYPE, legacy_instance
from landform.cdk.aws_rds.common import of_members, seconds
from landform.cdk.aws_rds.enums import InstanceType, InstanceUpdateBehaviour
from landform.cdk.aws_rds.parameter_group import ParameterGroup
from landform.cdk.aws_rds.subnet_group import name_of
from landform.cdk.core.enums import RemovalPolicy

DEFAULT_COUNT = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Member:
    """A machine of a cluster."""

    identifier: str
    address: str
    resource: Any
    kind: InstanceType = InstanceType.PROVISIONED
    construct: Any = None


def make_members(cluster: Any, props: Any, *, may_have_none: bool) -> list[Member]:
    """The writer and the readers; readers come after the writer."""
    if may_have_none:
        return []  # Aurora has machines of its own there
    if props.writer is None:
        raise ValueError("writer must be provided")
    shared: dict[str, Any] = {"removal_policy": props.removal_policy or RemovalPolicy.SNAPSHOT}
    if not props.enable_cluster_level_enhanced_monitoring:
        shared |= {
            "monitoring_interval": props.monitoring_interval,
            "monitoring_role": cluster.monitoring_role,
        }
    shared["subnet_group"] = cluster._subnet_group
    writer = props.writer.bind(cluster, cluster, promotion_tier=0, **shared)
    made = [writer]
    for each in props.readers or ():
        reader = each.bind(cluster, cluster, **shared)
        reader.node.add_dependency(writer)
        made.append(reader)
    return [
        Member(
            identifier=each.instance_identifier,
            address=each.db_instance_endpoint_address,
            resource=each.node.default_child,
            kind=each.type,
            construct=each,
        )
        for each in made
    ]


def make_legacy(cluster: Any, props: Any, options: Any) -> list[Member]:
    """So many machines that are all alike."""
    count = props.instances if props.instances is not None else DEFAULT_COUNT
    if count < 1:
        raise ValueError("At least one instance is required")
    if options.parameters is not None and options.parameter_group is not None:
        raise ValueError("You cannot specify both parameterGroup and parameters")
    group = options.parameter_group
    if options.parameters is not None:
        group = ParameterGroup(
            cluster, "InstanceParameterGroup", engine=cluster.engine, parameters=options.parameters
        )
    kind = options.instance_type if options.instance_type is not None else MachineType(DEFAULT_TYPE)
    role = cluster.monitoring_role
    selected = cluster.vpc.select_subnets(**(cluster.vpc_subnets or {}))
    made: list[Any] = []
    for number in range(1, int(count) + 1):
        shared = {
            "db_instance_identifier": _identifier(props, number),
            "db_subnet_group_name": name_of(cluster._subnet_group),
            "db_parameter_group_name": group.bind_to_instance().parameter_group_name if group else None,
            "monitoring_interval": seconds(props.monitoring_interval),
            "monitoring_role_arn": role.role_ref.role_arn if role is not None else None,
        }
        instance = legacy_instance(cluster, number, options=options, kind=kind, shared=shared)
        instance.apply_removal_policy(of_members(props.removal_policy))
        instance.node.add_dependency(selected.internet_connectivity_established)
        if made and props.instance_update_behaviour is InstanceUpdateBehaviour.ROLLING:
            instance.node.add_dependency(made[-1])
        made.append(instance)
    return [Member(identifier=each.ref, address=each.attr_endpoint_address, resource=each) for each in made]


def _identifier(props: Any, number: int) -> str | None:
    if props.instance_identifier_base is not None:
        return f"{props.instance_identifier_base}{number}"
    if props.cluster_identifier is not None:
        return f"{props.cluster_identifier}instance{number}"
    return None
