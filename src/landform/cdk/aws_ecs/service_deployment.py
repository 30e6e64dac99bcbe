"""How services replace their tasks.

Source: https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-properties-ecs-service-deploymentconfiguration.html
"""

from math import isclose
from typing import Any, Final

from landform.cdk.aws_ecs.enums import AlarmBehavior, DeploymentControllerType, DeploymentStrategy
from landform.cdk.core.feature_flags import FeatureFlags
from landform.cdk.core.numbers import number_text
from landform.cdk.core.tokens import is_unresolved
from landform.cdk.l1.lookup import given

NO_DEFAULT_ALARMS: Final = "@aws-cdk/aws-ecs:removeDefaultDeploymentAlarm"
NO_EXPLICIT_CONTROLLER: Final = "@aws-cdk/aws-ecs:disableExplicitDeploymentControllerForCircuitBreaker"
MAX_BAKE_MINUTES: Final = 1440
_MAX_PERCENT: Final = 100
#: Strategy that is done in steps -> its name in messages and least percent of a step.
_STEPS: Final = {
    DeploymentStrategy.LINEAR: ("Linear", 3.0),
    DeploymentStrategy.CANARY: ("Canary", 0.1),
}


class Deployment:
    """The deployments of a service."""

    def __init__(self, service: Any, props: Any) -> None:
        self._service = service
        self._props = props
        self.controller = self._controller()
        self.circuit_breaker = given("aws_ecs", "DeploymentCircuitBreaker", props.circuit_breaker)
        self._alarms: dict[str, Any] | None = self._default_alarms()
        self._hooks: list[Any] = []
        self._rendered_hooks: list[dict[str, Any]] | None = None
        self._force: dict[str, Any] | None = None
        self._check_steps(DeploymentStrategy.CANARY, props.canary_configuration)
        self._check_steps(DeploymentStrategy.LINEAR, props.linear_configuration)

    @property
    def is_by_ecs(self) -> bool:
        """Whether ECS itself carries them out."""
        return self.controller is None or self.controller.type in (None, DeploymentControllerType.ECS)

    def is_by(self, kind: DeploymentControllerType) -> bool:
        """Whether this controller carries them out."""
        return self.controller is not None and self.controller.type is kind

    def need_ecs(self, what: str) -> None:
        """Raise ValueError where another controller carries them out."""
        if not self.is_by_ecs:
            raise ValueError(f"{what} requires the ECS deployment controller.")

    def watch(self, names: list[str], behavior: AlarmBehavior | None, asker: str) -> None:
        """End a deployment when an alarm goes off."""
        if not names:
            raise ValueError(f"at least one alarm name is required when {asker}, received empty array")
        if self._alarms is None or not self._alarms["Enable"]:
            rolls_back = behavior is not AlarmBehavior.FAIL_ON_ALARM
            self._alarms = {"AlarmNames": list(names), "Enable": True, "Rollback": rolls_back}
            return
        before = AlarmBehavior.ROLLBACK_ON_ALARM if self._alarms["Rollback"] else AlarmBehavior.FAIL_ON_ALARM
        if behavior is not None and behavior is not before:
            raise ValueError(
                "all deployment alarms on an ECS service must have the same AlarmBehavior. Attempted to "
                f"enable deployment alarms with {behavior.value}, but alarms were previously enabled with "
                f"{before.value}"
            )

    def add_hook(self, target: Any) -> None:
        """Ask a function at stages of a deployment."""
        self._hooks.append(target)

    def force(self, enabled: bool, nonce: str | None) -> None:
        """Deploy even where nothing has changed."""
        self._force = {"EnableForceNewDeployment": enabled, "ForceNewDeploymentNonce": nonce}

    def forced(self) -> dict[str, Any] | None:
        """Whether it is deployed even where nothing has changed."""
        return self._force

    def hooks(self) -> list[dict[str, Any]]:
        """Who is asked at stages of a deployment; each is bound once, when the template is written."""
        if self._rendered_hooks is None:
            self._rendered_hooks = [self._hook(each) for each in self._hooks]
        return self._rendered_hooks

    def _hook(self, target: Any) -> dict[str, Any]:
        config = given("aws_ecs", "DeploymentLifecycleHookTargetConfig", target.bind(self._service))
        return {
            "HookTargetArn": config.target_arn,
            "LifecycleStages": list(config.lifecycle_stages),
            "RoleArn": config.role.role_arn if config.role is not None else None,
        }

    def alarms(self) -> dict[str, Any] | None:
        """What ends a deployment."""
        return self._alarms

    def steps(self) -> dict[str, Any]:
        """How tasks are replaced, without what can still be added."""
        props, breaker = self._props, self.circuit_breaker
        canary = given("aws_ecs", "TrafficShiftConfig", props.canary_configuration)
        linear = given("aws_ecs", "TrafficShiftConfig", props.linear_configuration)
        most, least = props.max_healthy_percent, props.min_healthy_percent
        return {
            "MaximumPercent": 200 if most is None else most,
            "MinimumHealthyPercent": 50 if least is None else least,
            "DeploymentCircuitBreaker": (
                {"Enable": breaker.enable is not False, "Rollback": bool(breaker.rollback)}
                if breaker is not None
                else None
            ),
            "Strategy": props.deployment_strategy,
            "BakeTimeInMinutes": _minutes(props.bake_time),
            "CanaryConfiguration": (
                {
                    "CanaryPercent": canary.step_percent,
                    "CanaryBakeTimeInMinutes": _minutes(canary.step_bake_time),
                }
                if canary is not None
                else None
            ),
            "LinearConfiguration": (
                {
                    "StepPercent": linear.step_percent,
                    "StepBakeTimeInMinutes": _minutes(linear.step_bake_time),
                }
                if linear is not None
                else None
            ),
        }

    def _controller(self) -> Any:
        if self._props.deployment_controller is not None:
            return given("aws_ecs", "DeploymentController", self._props.deployment_controller)
        flags = FeatureFlags.of(self._service)
        if self._props.circuit_breaker is None or flags.is_enabled(NO_EXPLICIT_CONTROLLER):
            return None
        return given("aws_ecs", "DeploymentController", {"type": DeploymentControllerType.ECS})

    def _default_alarms(self) -> dict[str, Any] | None:
        """Without the flag the template says that there are none; so does an update that takes them off."""
        is_named = self.controller is not None and self.controller.type is None
        if not self.is_by_ecs or is_named or FeatureFlags.of(self._service).is_enabled(NO_DEFAULT_ALARMS):
            return None
        return {"AlarmNames": [], "Enable": False, "Rollback": False}

    def _check_steps(self, strategy: DeploymentStrategy, options: Any) -> None:
        steps = given("aws_ecs", "TrafficShiftConfig", options)
        if steps is None:
            return
        name, least = _STEPS[strategy]
        if self._props.deployment_strategy is not strategy:
            raise ValueError(
                f"{name} configuration requires deploymentStrategy to be set to {strategy.value}"
            )
        percent, minutes = steps.step_percent, _minutes(steps.step_bake_time)
        if minutes is not None and not is_unresolved(minutes) and not 0 <= minutes <= MAX_BAKE_MINUTES:
            raise ValueError(
                f"{name} deployment stepBakeTime must be between 0 and {MAX_BAKE_MINUTES} minutes, received "
                f"{number_text(minutes)} minutes"
            )
        if percent is not None and not is_unresolved(percent):
            _check_percent(name, percent, least)


def _check_percent(name: str, percent: float, least: float) -> None:
    if not least <= percent <= _MAX_PERCENT:
        raise ValueError(
            f"{name} deployment stepPercent must be between {least} and 100.0, received "
            f"{number_text(percent)}"
        )
    if not isclose(percent * 10, round(percent * 10)):
        raise ValueError(
            f"{name} deployment stepPercent must be a multiple of 0.1, received {number_text(percent)}"
        )


def _minutes(duration: Any) -> float | None:
    return duration.to_minutes() if duration is not None else None
