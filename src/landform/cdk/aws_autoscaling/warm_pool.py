"""Machines that are set up and wait until a group needs them.

Source: https://docs.aws.amazon.com/autoscaling/ec2/userguide/ec2-auto-scaling-warm-pools.html
"""

from typing import Any

from landform.cdk.aws_autoscaling.enums import PoolState
from landform.cdk.core.native import Native
from landform.cdk.core.resource import Resource
from landform.cdk.l1.lookup import cfn_class


class WarmPool(Native, Resource):
    """The waiting machines of a group."""

    def __init__(
        self,
        scope: Any,
        id: str,
        *,
        auto_scaling_group: Any,
        max_group_prepared_capacity: float | None = None,
        min_size: float | None = None,
        pool_state: PoolState | None = None,
        reuse_on_scale_in: bool | None = None,
    ) -> None:
        super().__init__(scope, id)
        if max_group_prepared_capacity is not None and max_group_prepared_capacity < -1:
            raise ValueError("'maxGroupPreparedCapacity' parameter should be greater than or equal to -1")
        if min_size is not None and min_size < 0:
            raise ValueError("'minSize' parameter should be greater than or equal to 0")
        reuse = {"ReuseOnScaleIn": reuse_on_scale_in} if reuse_on_scale_in is not None else None
        cfn_class("aws_autoscaling", "CfnWarmPool")(
            self,
            "Resource",
            auto_scaling_group_name=auto_scaling_group.auto_scaling_group_ref.auto_scaling_group_name,
            instance_reuse_policy=reuse,
            max_group_prepared_capacity=max_group_prepared_capacity,
            min_size=min_size,
            pool_state=pool_state,
        )
