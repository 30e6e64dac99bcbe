"""Machines of an Auto Scaling group, as clusters use them.

Source: https://docs.aws.amazon.com/AmazonECS/latest/developerguide/asg-capacity-providers.html
"""

import re
from typing import Any, Final

from landform.cdk.aws_ecs.enums import MachineImageType
from landform.cdk.constructs import Construct
from landform.cdk.core.native import Native
from landform.cdk.core.numbers import number_text
from landform.cdk.core.tokens import is_unresolved
from landform.cdk.l1.lookup import cfn_class

MAX_WARMUP: Final = 10000  # seconds
_RESERVED: Final = re.compile(r"(aws|ecs|fargate).")
_WORDS: Final = {True: "ENABLED", False: "DISABLED", None: None}


class AsgCapacityProvider(Native, Construct):
    """The machines of a group; as many as the tasks need, where their number is managed."""

    def __init__(
        self,
        scope: Any,
        id: str,
        *,
        auto_scaling_group: Any,
        capacity_provider_name: str | None = None,
        enable_managed_draining: bool | None = None,
        enable_managed_scaling: bool | None = None,
        enable_managed_termination_protection: bool | None = None,
        instance_warmup_period: float | None = None,
        machine_image_type: MachineImageType | None = None,
        maximum_scaling_step_size: float | None = None,
        minimum_scaling_step_size: float | None = None,
        spot_instance_draining: bool | None = None,
        target_capacity_percent: float | None = None,
        topic_encryption_key: Any = None,
    ) -> None:
        super().__init__(scope, id)
        del spot_instance_draining, topic_encryption_key  # the cluster is told when it gets the machines
        is_protected = (
            True if enable_managed_termination_protection is None else enable_managed_termination_protection
        )
        if is_protected and enable_managed_scaling is False:
            raise ValueError(
                "Cannot enable Managed Termination Protection on a Capacity Provider when Managed Scaling is "
                "disabled. Either enable Managed Scaling or disable Managed Termination Protection."
            )
        check_name(capacity_provider_name)
        _check_warmup(instance_warmup_period)
        self.auto_scaling_group: Any = auto_scaling_group
        self.machine_image_type = machine_image_type or MachineImageType.AMAZON_LINUX_2
        self.enable_managed_termination_protection: bool | None = is_protected
        self.enable_managed_draining: bool | None = enable_managed_draining
        if is_protected:
            _check_own(auto_scaling_group)
            auto_scaling_group.protect_new_instances_from_scale_in()
        scaling = {
            "Status": "ENABLED",
            "TargetCapacity": target_capacity_percent or 100,
            "InstanceWarmupPeriod": instance_warmup_period,
            "MaximumScalingStepSize": maximum_scaling_step_size,
            "MinimumScalingStepSize": minimum_scaling_step_size,
        }
        resource = cfn_class("aws_ecs", "CfnCapacityProvider")(
            self,
            id,
            name=capacity_provider_name,
            auto_scaling_group_provider={
                "AutoScalingGroupArn": auto_scaling_group.auto_scaling_group_name,
                "ManagedScaling": scaling if enable_managed_scaling is not False else None,
                "ManagedTerminationProtection": _WORDS[is_protected],
                "ManagedDraining": _WORDS[enable_managed_draining],
            },
        )
        self.capacity_provider_name: str = resource.ref


def check_name(name: str | None) -> None:
    """Raise ValueError for names that AWS keeps for itself."""
    if name is not None and not is_unresolved(name) and _RESERVED.match(name):
        raise ValueError(
            f"Invalid Capacity Provider Name: {name}, If a name is specified, it cannot start with aws, ecs, "
            "or fargate."
        )


def _check_own(group: Any) -> None:
    if not hasattr(group, "protect_new_instances_from_scale_in"):
        raise ValueError(
            "Cannot enable Managed Termination Protection on a Capacity Provider when providing an imported "
            "AutoScalingGroup."
        )


def _check_warmup(seconds: float | None) -> None:
    if seconds is not None and not is_unresolved(seconds) and not 0 <= seconds <= MAX_WARMUP:
        raise ValueError(
            f"InstanceWarmupPeriod must be between 0 and {MAX_WARMUP} inclusive, got: {number_text(seconds)}."
        )
