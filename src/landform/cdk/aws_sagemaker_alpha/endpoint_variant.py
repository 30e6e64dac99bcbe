"""A variant of an endpoint: its metrics, and how it scales.

Source: https://docs.aws.amazon.com/sagemaker/latest/dg/monitoring-cloudwatch.html
"""

from typing import TYPE_CHECKING, Any, Final

from landform.cdk.aws_iam.role import Role
from landform.cdk.aws_sagemaker_alpha.values import InvocationHttpResponseCode
from landform.cdk.aws_sagemaker_alpha.variants import InstanceVariant
from landform.cdk.core.native import Native
from landform.cdk.core.numbers import number_text
from landform.cdk.core.tokens import is_unresolved

if TYPE_CHECKING:
    from landform.cdk.aws_sagemaker_alpha.scaling import ScalableInstanceCount

NAMESPACE: Final = "AWS/SageMaker"
MACHINES_NAMESPACE: Final = "/aws/sagemaker/Endpoints"
BURSTABLE: Final = ("ml.t2.", "ml.t3.", "ml.t4g.")
ROLE: Final = (
    "role/aws-service-role/sagemaker.application-autoscaling.amazonaws.com",
    "AWSServiceRoleForApplicationAutoScaling_SageMakerEndpoint",
)


class EndpointVariant(Native):
    """A model on machines behind an endpoint; the options of all metrics are those of `Metric`."""

    def __init__(self, endpoint: Any, variant: InstanceVariant) -> None:
        self.variant_name = variant.name
        self._endpoint = endpoint
        self._variant = variant
        self._scalable: ScalableInstanceCount | None = None

    def metric(self, namespace: str, metric_name: str, **options: Any) -> Any:
        """A metric by its name; the sum of it unless told otherwise."""
        from landform.cdk.aws_cloudwatch.metric import Metric

        dimensions = {"EndpointName": self._endpoint.endpoint_name, "VariantName": self.variant_name}
        defaults = {"statistic": "Sum", "dimensions_map": dimensions}
        metric = Metric(namespace=namespace, metric_name=metric_name, **{**defaults, **options})
        return metric.attach_to(self._endpoint)

    def metric_invocations(self, **options: Any) -> Any:
        """How many requests there are."""
        return self.metric(NAMESPACE, "Invocations", **options)

    def metric_invocations_per_instance(self, **options: Any) -> Any:
        """How many requests each machine gets."""
        return self.metric(NAMESPACE, "InvocationsPerInstance", **options)

    def metric_invocation_response_code(
        self, response_code: InvocationHttpResponseCode, **options: Any
    ) -> Any:
        """How many requests are answered that something is wrong."""
        return self.metric(NAMESPACE, response_code.value, **options)

    def metric_model_latency(self, **options: Any) -> Any:
        """How long the model takes, in microseconds."""
        return self._average(NAMESPACE, "ModelLatency", options)

    def metric_overhead_latency(self, **options: Any) -> Any:
        """How long SageMaker takes besides the model, in microseconds."""
        return self._average(NAMESPACE, "OverheadLatency", options)

    def metric_cpu_utilization(self, **options: Any) -> Any:
        """The use of processors, in percent of one."""
        return self._average(MACHINES_NAMESPACE, "CPUUtilization", options)

    def metric_disk_utilization(self, **options: Any) -> Any:
        """The use of disks, in percent."""
        return self._average(MACHINES_NAMESPACE, "DiskUtilization", options)

    def metric_gpu_memory_utilization(self, **options: Any) -> Any:
        """The use of the memory of GPUs, in percent of one."""
        return self._average(MACHINES_NAMESPACE, "GPUMemoryUtilization", options)

    def metric_gpu_utilization(self, **options: Any) -> Any:
        """The use of GPUs, in percent of one."""
        return self._average(MACHINES_NAMESPACE, "GPUUtilization", options)

    def metric_memory_utilization(self, **options: Any) -> Any:
        """The use of memory, in percent."""
        return self._average(MACHINES_NAMESPACE, "MemoryUtilization", options)

    def _average(self, namespace: str, name: str, options: dict[str, Any]) -> Any:
        return self.metric(namespace, name, **{"statistic": "Average", **options})

    def auto_scale_instance_count(
        self, *, max_capacity: float, min_capacity: float | None = None
    ) -> "ScalableInstanceCount":
        """Change the number of machines with use; raises ValueError for limits that cannot hold."""
        from landform.cdk.aws_applicationautoscaling.enums import ServiceNamespace
        from landform.cdk.aws_sagemaker_alpha.scaling import ScalableInstanceCount

        problems = self._scaling_problems(max_capacity, min_capacity)
        if problems:
            raise ValueError("Invalid Application Auto Scaling configuration: " + "\n".join(problems))
        endpoint = self._endpoint
        path, name = ROLE
        role_arn = endpoint.stack.format_arn(service="iam", region="", resource=path, resource_name=name)
        self._scalable = ScalableInstanceCount(
            endpoint,
            "InstanceCount",
            dimension="sagemaker:variant:DesiredInstanceCount",
            max_capacity=max_capacity,
            min_capacity=min_capacity,
            resource_id=f"endpoint/{endpoint.endpoint_name}/variant/{self.variant_name}",
            role=Role.from_role_arn(endpoint, "ScalingRole", role_arn),
            service_namespace=ServiceNamespace.SAGEMAKER,
        )
        return self._scalable

    def _scaling_problems(self, most: float, least: float | None) -> list[str]:
        variant, problems = self._variant, []
        count = variant.initial_instance_count
        if self._scalable is not None:
            problems.append(f"variant '{self.variant_name}' scales already")
        kind = variant.instance_type.to_string()
        if kind.startswith(BURSTABLE):
            problems.append(f"AutoScaling not supported for burstable instance types like {kind}")
        if _is_less(most, count):
            problems.append(f"maxCapacity cannot be less than initial instance count: {number_text(count)}")
        if least is not None and _is_less(count, least):
            problems.append(
                f"minCapacity cannot be greater than initial instance count: {number_text(count)}"
            )
        return problems


def _is_less(value: float, limit: float) -> bool:
    return not is_unresolved(value) and not is_unresolved(limit) and value < limit
