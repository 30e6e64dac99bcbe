"""Tasks of EMR on EKS.

Source: https://docs.aws.amazon.com/step-functions/latest/dg/connect-emr-eks.html
"""

from collections.abc import Sequence
from typing import Any, Final

from landform.cdk.aws_iam.policy_statement import PolicyStatement
from landform.cdk.aws_stepfunctions.json_path import JsonPath
from landform.cdk.aws_stepfunctions.values import TaskInput
from landform.cdk.aws_stepfunctions_tasks.service_task import REQUEST, RUN_JOB, ServiceTask, allow
from landform.cdk.core.native import Native


class EksClusterInput(Native):
    """The cluster of Kubernetes."""

    def __init__(self, cluster_name: str) -> None:
        self.cluster_name = cluster_name

    @staticmethod
    def from_cluster(cluster: Any) -> "EksClusterInput":
        """A cluster."""
        return EksClusterInput(cluster.cluster_name)

    @staticmethod
    def from_task_input(task_input: TaskInput) -> "EksClusterInput":
        """The name stands in the state's input."""
        return EksClusterInput(task_input.value)


class VirtualClusterInput(Native):
    """A virtual cluster."""

    def __init__(self, id: str) -> None:
        self.id = id

    @staticmethod
    def from_task_input(task_input: TaskInput) -> "VirtualClusterInput":
        """The id stands in the state's input."""
        return VirtualClusterInput(task_input.value)

    @staticmethod
    def from_virtual_cluster_id(virtual_cluster_id: str) -> "VirtualClusterInput":
        """An id."""
        return VirtualClusterInput(virtual_cluster_id)


class EmrContainersCreateVirtualCluster(ServiceTask):
    """Makes a virtual cluster."""

    _action = "emr-containers:createVirtualCluster"

    def _parameters(self, is_jsonata: bool) -> dict[str, Any]:
        props = self._props
        execution, state = JsonPath.string_at("$$.Execution.Name"), JsonPath.string_at("$$.State.Name")
        generated = JsonPath.format("{}/{}", execution, state)
        if is_jsonata:
            names = "$states.context.Execution.Name, $states.context.State.Name"
            generated = f"{{% States.Format('{{}}/{{}}', {names}) %}}"
        return {
            "Name": props.virtual_cluster_name or generated,
            "ContainerProvider": {
                "Id": props.eks_cluster.cluster_name,
                "Info": {"EksInfo": {"Namespace": props.eks_namespace or "default"}},
                "Type": "EKS",
            },
            "Tags": props.get("tags"),
        }

    def _allowed(self) -> Sequence[PolicyStatement]:
        name = "aws-service-role/emr-containers.amazonaws.com/AWSServiceRoleForAmazonEMRContainers"
        linked: Final = {"StringLike": {"iam:AWSServiceName": "emr-containers.amazonaws.com"}}
        return [
            allow("emr-containers:CreateVirtualCluster", "*"),
            allow(
                "iam:CreateServiceLinkedRole", self._arn("iam", "role", name, region=""), conditions=linked
            ),
        ]


class EmrContainersDeleteVirtualCluster(ServiceTask):
    """Deletes a virtual cluster."""

    _action = "emr-containers:deleteVirtualCluster"
    _patterns = (REQUEST, RUN_JOB)

    def _parameters(self, is_jsonata: bool) -> dict[str, Any]:
        return {"Id": self._props.virtual_cluster_id.value}

    def _allowed(self) -> Sequence[PolicyStatement]:
        more = ["emr-containers:DescribeVirtualCluster"] if self._pattern is RUN_JOB else []
        return [
            allow(
                ["emr-containers:DeleteVirtualCluster", *more],
                self._arn("emr-containers", "/virtualclusters", _name(self._props.virtual_cluster_id)),
            )
        ]


def _name(given: TaskInput) -> str:
    """The id in an ARN: all clusters where it is known at run time only."""
    from landform.cdk.aws_stepfunctions.path_token import path_of

    value = given.value
    if isinstance(value, str):
        return "*" if path_of(value) is not None else value
    # An object has no name; aws-cdk-lib writes what JavaScript makes of it.
    return "[object Object]"
