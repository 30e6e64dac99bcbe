"""Hooks of a template: blue/green deployments of ECS services by CodeDeploy, and any other kind.

Source: https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/blue-green.html
"""

from collections.abc import Mapping, Sequence
from enum import Enum
from typing import Any, Final

from landform.cdk.core.cfn_element import CfnElement

BLUE_GREEN: Final = "AWS::CodeDeploy::BlueGreen"


class CfnTrafficRoutingType(Enum):
    """How traffic moves to the new version."""

    ALL_AT_ONCE = "AllAtOnce"
    TIME_BASED_CANARY = "TimeBasedCanary"
    TIME_BASED_LINEAR = "TimeBasedLinear"


class CfnHook(CfnElement):
    """An entry of Hooks."""

    def __init__(
        self, scope: Any, id: str, *, type: str, properties: Mapping[str, Any] | None = None
    ) -> None:
        super().__init__(scope, id)
        self.type = type
        self._hook_properties = properties

    def _written_properties(self) -> Any:
        return self._hook_properties

    def _to_cloud_formation(self) -> dict[str, Any]:
        return {"Hooks": {self.logical_id: {"Type": self.type, "Properties": self._written_properties()}}}


class CfnCodeDeployBlueGreenHook(CfnHook):
    """Has CodeDeploy replace the tasks of ECS services by new ones, and move the traffic over."""

    def __init__(
        self,
        scope: Any,
        id: str,
        *,
        applications: Sequence[Any],
        service_role: str,
        additional_options: Any = None,
        lifecycle_event_hooks: Any = None,
        traffic_routing_config: Any = None,
    ) -> None:
        super().__init__(scope, id, type=BLUE_GREEN)
        self.applications = [_given("CfnCodeDeployBlueGreenApplication", each) for each in applications]
        self.service_role = service_role
        self.additional_options = _given("CfnCodeDeployBlueGreenAdditionalOptions", additional_options)
        self.lifecycle_event_hooks = _given(
            "CfnCodeDeployBlueGreenLifecycleEventHooks", lifecycle_event_hooks
        )
        self.traffic_routing_config = _given("CfnTrafficRoutingConfig", traffic_routing_config)

    def _written_properties(self) -> Any:
        return {
            "TrafficRoutingConfig": _written(self.traffic_routing_config),
            "AdditionalOptions": _written(self.additional_options),
            "LifecycleEventHooks": _written(self.lifecycle_event_hooks),
            "ServiceRole": self.service_role,
            "Applications": [_written(each) for each in self.applications],
        }


_NAMES: Final = {"ecs_attributes": "ECSAttributes", "logical_id": "LogicalID"}


def _written(value: Any) -> Any:
    """Records in CloudFormation's spelling."""
    if isinstance(value, Mapping):
        return {
            _NAMES.get(key) or "".join(part.capitalize() for part in key.split("_")): _written(item)
            for key, item in value.items()
        }
    return [_written(each) for each in value] if isinstance(value, list | tuple) else value


def _given(name: str, value: Any) -> Any:
    from landform.cdk.l1.lookup import given

    return given("aws_cdk", name, value)
