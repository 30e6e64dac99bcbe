"""Usage plans: how often keys may call which stages.

Source: https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-resource-apigateway-usageplan.html
"""

from collections.abc import Sequence
from typing import Any, Final

from landform.cdk.core.feature_flags import FeatureFlags
from landform.cdk.core.lazy import Lazy
from landform.cdk.core.names import Names
from landform.cdk.core.native import Native
from landform.cdk.core.resource import Resource
from landform.cdk.core.tokens import is_unresolved
from landform.cdk.l1.lookup import cfn_class, given

_BY_KEY: Final = "@aws-cdk/aws-apigateway:usagePlanKeyOrderInsensitiveId"
_KEY_ID: Final = "UsagePlanKeyResource"


class UsagePlanBase(Native, Resource):
    """What plans of the app and imported ones share."""

    usage_plan_id: str

    def add_api_key(self, api_key: Any, *, override_logical_id: str | None = None) -> None:
        """Let a key call what the plan is for."""
        is_first = self.node.try_find_child(_KEY_ID) is None
        by_key = FeatureFlags.of(self).is_enabled(_BY_KEY) or not is_first
        resource = cfn_class("aws_apigateway", "CfnUsagePlanKey")(
            self,
            f"{_KEY_ID}:{Names.node_unique_id(api_key.node)}" if by_key else _KEY_ID,
            key_id=api_key.api_key_ref.api_key_id,
            key_type="API_KEY",
            usage_plan_id=self.usage_plan_id,
        )
        if override_logical_id is not None:
            resource.override_logical_id(override_logical_id)


class UsagePlan(UsagePlanBase):
    """A usage plan."""

    def __init__(
        self,
        scope: Any,
        id: str,
        *,
        api_stages: Sequence[Any] | None = None,
        description: str | None = None,
        name: str | None = None,
        quota: Any = None,
        throttle: Any = None,
    ) -> None:
        super().__init__(scope, id)
        self._stages = [given("aws_apigateway", "UsagePlanPerApiStage", each) for each in api_stages or ()]
        resource = cfn_class("aws_apigateway", "CfnUsagePlan")(
            self,
            "Resource",
            api_stages=Lazy.any(self._rendered_stages, omit_empty_array=True),
            description=description,
            quota=_quota(given("aws_apigateway", "QuotaSettings", quota)),
            throttle=_throttle(throttle),
            usage_plan_name=name,
        )
        self.usage_plan_id = resource.ref

    @staticmethod
    def from_usage_plan_id(scope: Any, id: str, usage_plan_id: str) -> "ImportedUsagePlan":
        """A plan that exists already."""
        return ImportedUsagePlan(scope, id, usage_plan_id)

    def add_api_stage(self, *, api: Any = None, stage: Any = None, throttle: Any = None) -> None:
        """Be for a stage too."""
        members = {"api": api, "stage": stage, "throttle": throttle}
        self._stages.append(given("aws_apigateway", "UsagePlanPerApiStage", members))

    def _rendered_stages(self) -> list[dict[str, Any]]:
        return [_stage(each) for each in self._stages]


class ImportedUsagePlan(UsagePlanBase):
    """A plan that exists already."""

    def __init__(self, scope: Any, id: str, usage_plan_id: str) -> None:
        super().__init__(scope, id)
        self.usage_plan_id = usage_plan_id


def _stage(settings: Any) -> dict[str, Any]:
    stage = settings.stage
    members = {
        "ApiId": stage.rest_api.rest_api_id if stage is not None else None,
        "Stage": stage.stage_name if stage is not None else None,
        "Throttle": _method_throttles(settings.throttle or ()),
    }
    return {name: value for name, value in members.items() if value is not None}


def _method_throttles(throttles: Sequence[Any]) -> dict[str, Any]:
    found = {}
    for each in throttles:
        throttle = given("aws_apigateway", "ThrottlingPerMethod", each)
        method = throttle.method
        found[f"{method.resource.path}/{method.http_method}"] = _throttle(throttle.throttle)
    return found


def _throttle(settings: Any) -> dict[str, Any] | None:
    settings = given("aws_apigateway", "ThrottleSettings", settings)
    if settings is None:
        return None
    burst = settings.burst_limit
    if burst is not None and not is_unresolved(burst) and not float(burst).is_integer():
        raise ValueError("Throttle burst limit should be an integer")
    members = {"BurstLimit": burst, "RateLimit": settings.rate_limit}
    return {name: value for name, value in members.items() if value is not None}


def _quota(settings: Any) -> dict[str, Any] | None:
    if settings is None:
        return None
    period = settings.period
    members = {
        "limit": settings.limit,
        "offset": settings.offset,
        "period": period.value if period is not None else None,
    }
    return {name: value for name, value in members.items() if value is not None}
