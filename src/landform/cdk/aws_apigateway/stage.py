"""Stages.

Source: https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-resource-apigateway-stage.html
"""

import re
from collections.abc import Mapping
from typing import Any, Final

from landform.cdk.aws_apigateway.access_log import AccessLogFormat
from landform.cdk.aws_apigateway.deployment import Deployment
from landform.cdk.aws_apigateway.stage_base import StageBase
from landform.cdk.core.tokens import is_unresolved
from landform.cdk.l1.lookup import cfn_class, given

_SETTINGS: Final = (
    "cache_data_encrypted",
    "cache_ttl",
    "caching_enabled",
    "data_trace_enabled",
    "logging_level",
    "metrics_enabled",
    "throttling_burst_limit",
    "throttling_rate_limit",
)
_SMALLEST_CACHE: Final = "0.5"  # gigabytes
_REQUEST_ID: Final = re.compile(r"\$context\.(?:requestId|extendedRequestId)\b")


class Stage(StageBase):
    """A stage: a deployment at a URL."""

    def __init__(
        self,
        scope: Any,
        id: str,
        *,
        deployment: Deployment,
        access_log_destination: Any = None,
        access_log_format: AccessLogFormat | None = None,
        cache_cluster_enabled: bool | None = None,
        cache_cluster_size: str | None = None,
        client_certificate_id: str | None = None,
        description: str | None = None,
        documentation_version: str | None = None,
        method_options: Mapping[str, Any] | None = None,
        stage_name: str | None = None,
        tracing_enabled: bool | None = None,
        variables: Mapping[str, str] | None = None,
        **settings: Any,
    ) -> None:
        super().__init__(scope, id)
        self.rest_api = deployment.api
        self._has_cache = cache_cluster_enabled
        methods = self._method_settings(settings, method_options)
        log = _access_log(self, access_log_destination, access_log_format)
        if cache_cluster_size is not None:
            if self._has_cache is False:
                raise ValueError(
                    f'Cannot set "cache_cluster_size" to {cache_cluster_size} if "cache_cluster_enabled" is '
                    'set to "False"'
                )
            self._has_cache = True
        resource = cfn_class("aws_apigateway", "CfnStage")(
            self,
            "Resource",
            stage_name=stage_name or "prod",
            access_log_setting=log,
            cache_cluster_enabled=self._has_cache,
            cache_cluster_size=cache_cluster_size or (_SMALLEST_CACHE if self._has_cache else None),
            client_certificate_id=client_certificate_id,
            deployment_id=deployment.deployment_id,
            rest_api_id=deployment.api.rest_api_id,
            description=description,
            documentation_version=documentation_version,
            variables=variables,
            tracing_enabled=tracing_enabled,
            method_settings=methods,
        )
        self.stage_name = resource.ref
        if hasattr(self.rest_api, "_attach_stage"):
            self.rest_api._attach_stage(self)

    @staticmethod
    def from_stage_attributes(scope: Any, id: str, *, rest_api: Any, stage_name: str) -> "ImportedStage":
        """A stage that exists already."""
        return ImportedStage(scope, id, rest_api, stage_name)

    def _method_settings(
        self, common: dict[str, Any], by_path: Mapping[str, Any] | None
    ) -> list[dict[str, Any]] | None:
        """The settings of all methods, and those of single ones."""
        wrong = next((name for name in common if name not in _SETTINGS), None)
        if wrong is not None:
            raise TypeError(f"Stage() got an unexpected keyword argument '{wrong}'")
        known = {name: value for name, value in common.items() if value is not None}
        found = [self._settings("/*/*", known)] if known else []
        for path, options in (by_path or {}).items():
            found.append(self._settings(path, given("aws_apigateway", "MethodDeploymentOptions", options)))
        return found or None

    def _settings(self, path: str, options: Mapping[str, Any]) -> dict[str, Any]:
        members = given("aws_apigateway", "MethodDeploymentOptions", options)
        if members.caching_enabled:
            if self._has_cache is None:
                self._has_cache = True
            elif self._has_cache is False:
                raise ValueError(
                    f"Cannot enable caching for method {path} since cache cluster is disabled on stage"
                )
        resource_path, http_method = _place(path)
        ttl, level = members.cache_ttl, members.logging_level
        return {
            "http_method": http_method,
            "resource_path": resource_path,
            "cache_data_encrypted": members.cache_data_encrypted,
            "cache_ttl_in_seconds": ttl.to_seconds() if ttl is not None else None,
            "caching_enabled": members.caching_enabled,
            "data_trace_enabled": bool(members.data_trace_enabled),
            "logging_level": level.value if level is not None else None,
            "metrics_enabled": members.metrics_enabled,
            "throttling_burst_limit": members.throttling_burst_limit,
            "throttling_rate_limit": members.throttling_rate_limit,
        }


class ImportedStage(StageBase):
    """A stage that exists already."""

    def __init__(self, scope: Any, id: str, rest_api: Any, stage_name: str) -> None:
        super().__init__(scope, id)
        self.rest_api = rest_api
        self.stage_name = stage_name


def _place(path: str) -> tuple[str, str]:
    """Resource path and HTTP method of `/books/{id}/GET`, as stages have them."""
    if not path.startswith("/"):
        raise ValueError(f"Method options path must start with '/': {path}")
    before, slash, http_method = path.removeprefix("/").rpartition("/")
    if not slash:
        raise ValueError(
            "Method options path must include at least two components: /{resource}/{method} (i.e. "
            f"/foo/bar/GET): {path}"
        )
    if before in ("", "*"):
        return f"/{before}", http_method
    return f"/~1{before.replace('/', '~1')}", http_method


def _access_log(stage: Any, destination: Any, format: AccessLogFormat | None) -> dict[str, Any] | None:
    if destination is None:
        if format is not None:
            raise ValueError("Access log format is specified without a destination")
        return None
    if format is not None:
        text = format.to_string()
        if not is_unresolved(text) and _REQUEST_ID.search(text) is None:
            raise ValueError(
                "Access log must include either `AccessLogFormat.contextRequestId()` or "
                "`AccessLogFormat.contextExtendedRequestId()`"
            )
    bound = destination.bind(stage)
    return {
        "destination_arn": bound.destination_arn,
        "format": (format or AccessLogFormat.clf()).to_string(),
    }
