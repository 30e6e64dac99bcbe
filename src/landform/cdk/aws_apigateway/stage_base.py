"""What stages of the app and imported ones share."""

from typing import Any

from landform.cdk.api import reference_of
from landform.cdk.aws_apigateway.api_key import ApiKey
from landform.cdk.aws_apigateway.metrics import ApiMetrics
from landform.cdk.core.arn import ArnFormat
from landform.cdk.core.native import Native
from landform.cdk.core.resource import Resource


class StageBase(ApiMetrics, Native, Resource):
    """What stages of the app and imported ones share."""

    rest_api: Any
    stage_name: str

    @property
    def stage_ref(self) -> Any:
        """What names the stage."""
        return reference_of(rest_api_id=self.rest_api.rest_api_id, stage_name=self.stage_name)

    @property
    def stage_arn(self) -> str:
        """Its ARN, which is not that of calls."""
        return self.stack.format_arn(
            arn_format=ArnFormat.SLASH_RESOURCE_SLASH_RESOURCE_NAME,
            service="apigateway",
            account="",
            resource="restapis",
            resource_name=f"{self.rest_api.rest_api_id}/stages/{self.stage_name}",
        )

    def add_api_key(self, id: str, **options: Any) -> ApiKey:
        """A key that callers of the stage may use."""
        return ApiKey(self, id, stages=[self], **options)

    def url_for_path(self, path: str | None = None) -> str:
        """The URL of a path."""
        path = "/" if path is None else path
        if not path.startswith("/"):
            raise ValueError(f'Path must begin with "/": {path}')
        host = f"{self.rest_api.rest_api_id}.execute-api.{self.stack.region}.{self.stack.url_suffix}"
        return f"https://{host}/{self.stage_name}{path}"

    def _dimensions(self) -> dict[str, str]:
        return {"ApiName": self.rest_api.rest_api_name, "Stage": self.stage_name}
