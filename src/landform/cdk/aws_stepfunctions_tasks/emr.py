"""Tasks of EMR clusters that exist.

Source: https://docs.aws.amazon.com/step-functions/latest/dg/connect-emr.html
"""

from collections.abc import Sequence
from enum import Enum
from typing import Any, ClassVar

from landform.cdk.aws_iam.policy_statement import PolicyStatement
from landform.cdk.aws_stepfunctions_tasks.emr_records import as_parameters, nested_records
from landform.cdk.aws_stepfunctions_tasks.service_task import (
    REQUEST,
    RUN_JOB,
    ServiceTask,
    allow,
    key_value_list,
)


class ActionOnFailure(Enum):
    """What becomes of the cluster where a step fails."""

    TERMINATE_CLUSTER = "TERMINATE_CLUSTER"
    CANCEL_AND_WAIT = "CANCEL_AND_WAIT"
    CONTINUE = "CONTINUE"


class _ClusterTask(ServiceTask):
    """A task on a cluster that waits for nothing."""

    _patterns = None
    _has_suffix = False
    _permissions: ClassVar[tuple[str, ...]]

    def _allowed(self) -> Sequence[PolicyStatement]:
        actions = [f"elasticmapreduce:{each}" for each in self._permissions]
        return [allow(actions, self._arn("elasticmapreduce", "cluster", "*"))]


class EmrCancelStep(_ClusterTask):
    """Cancels a step."""

    _action = "elasticmapreduce:cancelStep"
    _names = ("cluster_id", "step_id")
    _permissions = ("CancelSteps",)


class EmrSetClusterTerminationProtection(_ClusterTask):
    """Protects a cluster from being terminated, or no longer."""

    _action = "elasticmapreduce:setClusterTerminationProtection"
    _names = ("cluster_id", "termination_protected")
    _permissions = ("SetTerminationProtection",)


class EmrModifyInstanceFleetByName(_ClusterTask):
    """Changes how many instances a fleet has."""

    _action = "elasticmapreduce:modifyInstanceFleetByName"
    _permissions = ("ModifyInstanceFleet", "ListInstanceFleets")

    def _parameters(self, is_jsonata: bool) -> dict[str, Any]:
        props = self._props
        return {
            "ClusterId": props.cluster_id,
            "InstanceFleetName": props.instance_fleet_name,
            "InstanceFleet": {
                "TargetOnDemandCapacity": props.target_on_demand_capacity,
                "TargetSpotCapacity": props.target_spot_capacity,
            },
        }


@nested_records
class EmrModifyInstanceGroupByName(_ClusterTask):
    """Changes how many instances a group has."""

    _action = "elasticmapreduce:modifyInstanceGroupByName"
    _permissions = ("ModifyInstanceGroups", "ListInstanceGroups")

    def _parameters(self, is_jsonata: bool) -> dict[str, Any]:
        props = self._props
        return {
            "ClusterId": props.cluster_id,
            "InstanceGroupName": props.instance_group_name,
            "InstanceGroup": as_parameters(
                "EmrModifyInstanceGroupByName.InstanceGroupModifyConfigProperty", props.instance_group
            ),
        }


class EmrAddStep(ServiceTask):
    """Adds a step, and waits for its end."""

    _action = "elasticmapreduce:addStep"
    _patterns = (REQUEST, RUN_JOB)
    _default = RUN_JOB

    def _parameters(self, is_jsonata: bool) -> dict[str, Any]:
        props = self._props
        return {
            "ClusterId": props.cluster_id,
            "ExecutionRoleArn": props.execution_role_arn,
            "Step": {
                "Name": props.name,
                "ActionOnFailure": props.action_on_failure or ActionOnFailure.CONTINUE,
                "HadoopJarStep": {
                    "Jar": props.jar,
                    "MainClass": props.main_class,
                    "Args": props.args,
                    "Properties": key_value_list(props.properties),
                },
            },
        }

    def _allowed(self) -> Sequence[PolicyStatement]:
        steps = ("AddJobFlowSteps", "DescribeStep", "CancelSteps")
        found = [
            allow(
                [f"elasticmapreduce:{each}" for each in steps],
                self._arn("elasticmapreduce", "cluster", "*"),
            )
        ]
        if self._pattern is RUN_JOB:
            found.append(self._rule_statement("StepFunctionsGetEventForEMRAddJobFlowStepsRule"))
        return found


class EmrTerminateCluster(ServiceTask):
    """Terminates a cluster, and waits for its end."""

    _action = "elasticmapreduce:terminateCluster"
    _patterns = (REQUEST, RUN_JOB)
    _default = RUN_JOB
    _names = ("cluster_id",)

    def _allowed(self) -> Sequence[PolicyStatement]:
        actions = ["elasticmapreduce:DescribeCluster", "elasticmapreduce:TerminateJobFlows"]
        found = [allow(actions, self._arn("elasticmapreduce", "cluster", "*"))]
        if self._pattern is RUN_JOB:
            found.append(self._rule_statement("StepFunctionsGetEventForEMRTerminateJobFlowsRule"))
        return found
