"""What groups of the app and imported ones share: scaling, hooks and the warm pool."""

from typing import Any

from landform.cdk.aws_autoscaling.enums import PredefinedMetric
from landform.cdk.aws_autoscaling.lifecycle_hook import LifecycleHook
from landform.cdk.aws_autoscaling.schedule import ScheduledAction
from landform.cdk.aws_autoscaling.target_tracking import TargetTrackingScalingPolicy
from landform.cdk.aws_autoscaling.warm_pool import WarmPool
from landform.cdk.aws_ec2.compute_kinds import OperatingSystemType
from landform.cdk.aws_iam.principals import UnknownPrincipal
from landform.cdk.core.arn import Arn, ArnComponents, ArnFormat
from landform.cdk.core.native import Native
from landform.cdk.core.resource import Resource


class AutoScalingGroupBase(Native, Resource):
    """A group of machines."""

    auto_scaling_group_name: str
    auto_scaling_group_arn: str
    auto_scaling_group_ref: Any
    grant_principal: Any
    _load_balanced: Any = None  # the first target group of an application load balancer
    _has_asked_for_request_count = False

    def add_lifecycle_hook(self, id: str, **options: Any) -> LifecycleHook:
        """Call something when machines start or end; the options are those of `BasicLifecycleHookProps`."""
        return LifecycleHook(self, f"LifecycleHook{id}", auto_scaling_group=self, **options)

    def add_warm_pool(self, **options: Any) -> WarmPool:
        """Have machines wait; the options are those of `WarmPoolOptions`."""
        return WarmPool(self, "WarmPool", auto_scaling_group=self, **options)

    def scale_on_schedule(self, id: str, **options: Any) -> ScheduledAction:
        """Change the capacity at times; the options are those of `BasicScheduledActionProps`."""
        return ScheduledAction(self, f"ScheduledAction{id}", auto_scaling_group=self, **options)

    def scale_on_cpu_utilization(
        self, id: str, *, target_utilization_percent: float, **options: Any
    ) -> TargetTrackingScalingPolicy:
        """Keep the average load of the processors near a percentage."""
        metric = PredefinedMetric.ASG_AVERAGE_CPU_UTILIZATION
        return self._track(id, target_utilization_percent, predefined_metric=metric, **options)

    def scale_on_incoming_bytes(
        self, id: str, *, target_bytes_per_second: float, **options: Any
    ) -> TargetTrackingScalingPolicy:
        """Keep what each machine gets near a rate."""
        metric = PredefinedMetric.ASG_AVERAGE_NETWORK_IN
        return self._track(id, target_bytes_per_second, predefined_metric=metric, **options)

    def scale_on_outgoing_bytes(
        self, id: str, *, target_bytes_per_second: float, **options: Any
    ) -> TargetTrackingScalingPolicy:
        """Keep what each machine sends near a rate."""
        metric = PredefinedMetric.ASG_AVERAGE_NETWORK_OUT
        return self._track(id, target_bytes_per_second, predefined_metric=metric, **options)

    def scale_on_request_count(
        self, id: str, *, target_requests_per_minute: float | None = None, **options: Any
    ) -> TargetTrackingScalingPolicy:
        """Keep what each machine gets of an application load balancer's requests near a rate."""
        group = self._load_balanced
        if group is None:
            raise ValueError(
                "Attach the AutoScalingGroup to a non-imported Application Load Balancer before calling"
                " scaleOnRequestCount()"
            )
        if target_requests_per_minute is None:
            raise ValueError("Specify exactly one of 'targetRequestsPerMinute' or 'targetRequestsPerSecond'")
        label = f"{group.first_load_balancer_full_name}/{group.target_group_full_name}"
        metric = PredefinedMetric.ALB_REQUEST_COUNT_PER_TARGET
        policy = self._track(
            id, target_requests_per_minute, predefined_metric=metric, resource_label=label, **options
        )
        policy.node.add_dependency(group.load_balancer_attached)
        self._has_asked_for_request_count = True
        return policy

    def scale_to_track_metric(
        self, id: str, *, metric: Any, target_value: float, **options: Any
    ) -> TargetTrackingScalingPolicy:
        """Keep a metric near a value."""
        return self._track(id, target_value, custom_metric=metric, **options)

    def scale_on_metric(self, id: str, **options: Any) -> Any:
        """Scale in steps; the options are those of `BasicStepScalingPolicyProps`."""
        from landform.cdk.aws_autoscaling.step_scaling import StepScalingPolicy

        return StepScalingPolicy(self, id, auto_scaling_group=self, **options)

    def add_user_data(self, *commands: str) -> None:
        """Add commands for the first start of machines; without effect on an imported group."""

    def _track(self, id: str, value: float, **options: Any) -> TargetTrackingScalingPolicy:
        return TargetTrackingScalingPolicy(
            self, f"ScalingPolicy{id}", auto_scaling_group=self, target_value=value, **options
        )

    def _arn(self) -> str:
        """Of a group whose id is not known: every id is meant."""
        return Arn.format(
            ArnComponents(
                service="autoscaling",
                resource="autoScalingGroup:*:autoScalingGroupName",
                resource_name=self.auto_scaling_group_name,
                arn_format=ArnFormat.SLASH_RESOURCE_NAME,
            ),
            self.stack,
        )


class ImportedAutoScalingGroup(AutoScalingGroupBase):
    """A group that exists already."""

    os_type = OperatingSystemType.UNKNOWN

    def __init__(self, scope: Any, id: str, name: str) -> None:
        super().__init__(scope, id)
        self.auto_scaling_group_name = name
        self.auto_scaling_group_arn = self._arn()
        self.grant_principal = UnknownPrincipal(resource=self)
