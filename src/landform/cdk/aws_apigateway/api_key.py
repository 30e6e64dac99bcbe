"""API keys.

Source: https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-resource-apigateway-apikey.html
"""

from collections.abc import Sequence
from typing import Any

from landform.cdk.api import reference_of
from landform.cdk.aws_apigateway.api_key_grants import ApiKeyGrants, key_arn
from landform.cdk.aws_apigateway.usage_plan import UsagePlan
from landform.cdk.aws_iam.grant import Grant
from landform.cdk.core.native import Native
from landform.cdk.core.resource import Resource
from landform.cdk.l1.lookup import cfn_class


class ApiKeyBase(Native, Resource):
    """What keys of the app and imported ones share."""

    key_id: str
    key_arn: str

    @property
    def grants(self) -> ApiKeyGrants:
        """The grants on the key."""
        return ApiKeyGrants.from_api_key(self)

    @property
    def api_key_ref(self) -> Any:
        """The id that names the key."""
        return reference_of(api_key_id=self.key_id)

    def grant_read(self, grantee: Any) -> Grant:
        """Read it."""
        return self.grants.read(grantee)

    def grant_write(self, grantee: Any) -> Grant:
        """Change and delete it."""
        return self.grants.write(grantee)

    def grant_read_write(self, grantee: Any) -> Grant:
        """Read, change and delete it."""
        return self.grants.read_write(grantee)


class ApiKey(ApiKeyBase):
    """A key that callers of methods have to send."""

    def __init__(
        self,
        scope: Any,
        id: str,
        *,
        api_key_name: str | None = None,
        customer_id: str | None = None,
        default_cors_preflight_options: Any = None,
        default_integration: Any = None,
        default_method_options: Any = None,
        description: str | None = None,
        enabled: bool | None = None,
        generate_distinct_id: bool | None = None,
        resources: Sequence[Any] | None = None,
        stages: Sequence[Any] | None = None,
        value: str | None = None,
    ) -> None:
        super().__init__(scope, id, physical_name=api_key_name)
        del default_cors_preflight_options, default_integration, default_method_options
        resource = cfn_class("aws_apigateway", "CfnApiKey")(
            self,
            "Resource",
            customer_id=customer_id,
            description=description,
            enabled=enabled if enabled is not None else True,
            generate_distinct_id=generate_distinct_id,
            name=self.physical_name,
            stage_keys=_stage_keys(resources, stages),
            value=value,
        )
        self.key_id = resource.ref
        self.key_arn = key_arn(self)

    @staticmethod
    def from_api_key_id(scope: Any, id: str, api_key_id: str) -> "ImportedApiKey":
        """A key that exists already."""
        return ImportedApiKey(scope, id, api_key_id)


class ImportedApiKey(ApiKeyBase):
    """A key that exists already."""

    def __init__(self, scope: Any, id: str, api_key_id: str) -> None:
        super().__init__(scope, id)
        self.key_id = api_key_id
        self.key_arn = key_arn(self)


class RateLimitedApiKey(ApiKeyBase):
    """A key with a usage plan of its own."""

    def __init__(
        self,
        scope: Any,
        id: str,
        *,
        api_stages: Sequence[Any] | None = None,
        quota: Any = None,
        throttle: Any = None,
        api_key_name: str | None = None,
        **options: Any,
    ) -> None:
        super().__init__(scope, id, physical_name=api_key_name)
        key = ApiKey(self, "Resource", api_key_name=api_key_name, **options)
        if api_stages is not None or quota is not None or throttle is not None:
            plan = UsagePlan(self, "UsagePlanResource", api_stages=api_stages, quota=quota, throttle=throttle)
            plan.add_api_key(key)
        self.key_id = key.key_id
        self.key_arn = key.key_arn


def _stage_keys(resources: Sequence[Any] | None, stages: Sequence[Any] | None) -> list[dict[str, str]] | None:
    """Which stages a key is for."""
    if resources is not None and stages is not None:
        raise ValueError('Only one of "resources" or "stages" should be provided')
    if resources is not None:
        stages = [_deployed(each) for each in resources]
    if stages is None:
        return None
    return [{"rest_api_id": each.rest_api.rest_api_id, "stage_name": each.stage_name} for each in stages]


def _deployed(api: Any) -> Any:
    if api.deployment_stage is None:
        raise ValueError('Cannot add an ApiKey to a RestApi that does not contain a "deployment_stage".')
    return api.deployment_stage
