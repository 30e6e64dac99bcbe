"""Addresses that events are sent to as requests.

Source: https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-api-destinations.html
"""

from typing import Any, Final

from landform.cdk.aws_events_targets.common import Target, allowed, config, event_role

_CALL: Final = ["execute-api:Invoke", "execute-api:ManageConnections"]
_PARAMETERS: Final = ("header_parameters", "path_parameter_values", "query_string_parameters")


class _Http(Target):
    def _parameters(self) -> dict[str, Any]:
        return {name: self._given[name] for name in _PARAMETERS if name in self._given}

    def _role(self, scope: Any) -> Any:
        role = self._given.event_role
        return role if role is not None else event_role(scope)


class ApiDestination(_Http):
    """An API destination; the options are those of `ApiDestinationProps`."""

    _props = "ApiDestinationProps"

    def __init__(self, api_destination: Any, **options: Any) -> None:
        super().__init__(options)
        self._destination = api_destination

    def bind(self, rule: Any, _id: str | None = None) -> Any:
        """Let a role call it; what the rule says of it: RuleTargetConfig."""
        arn, role = self._destination.api_destination_arn, self._role(self._destination)
        allowed(role, ["events:InvokeApiDestination"], [arn])
        return config(
            **self._base(rule),
            arn=arn,
            role=role,
            input=self._given.event,
            target_resource=self._destination,
            http_parameters=self._parameters() or None,
        )


class _Gateway(_Http):
    """An API whose path may have wildcards; the options are those of `ApiGatewayProps`."""

    _props = "ApiGatewayProps"

    def __init__(self, options: Any, api: Any) -> None:
        super().__init__(options)
        self._api = api

    def _stage(self) -> Any:
        return self._given.stage

    def bind(self, rule: Any, _id: str | None = None) -> Any:
        """Let a role call it; what the rule says of it: RuleTargetConfig."""
        given, values = self._given, self._given.path_parameter_values or ()
        if (given.path or "").count("*") != len(values):
            raise ValueError(
                "The number of wildcards in the path does not match the number of path pathParameterValues."
            )
        arn = self._api.arn_for_execute_api(given.method, given.path or "/", self._stage())
        role = self._role(self._api)
        allowed(role, _CALL, [arn])
        return config(
            **self._base(rule),
            arn=arn,
            role=role,
            input=given.post_body,
            target_resource=self._api,
            http_parameters=self._parameters(),
        )


class ApiGateway(_Gateway):
    """A REST API; the options are those of `ApiGatewayProps`."""

    def __init__(self, rest_api: Any, **options: Any) -> None:
        super().__init__(options, rest_api)

    @property
    def i_rest_api(self) -> Any:
        """The API."""
        return self._api

    @property
    def rest_api(self) -> Any:
        """The API, made in this app as a RestApi."""
        return self._api

    def _stage(self) -> Any:
        if self._given.stage:
            return self._given.stage
        stage = getattr(self._api, "deployment_stage", None)
        if stage is None:
            raise ValueError(f"{self._api.node.path} has no stage of its own that is known. Give the stage.")
        return stage.stage_name


class ApiGatewayV2(_Gateway):
    """An HTTP API; the options are those of `ApiGatewayProps`."""

    def __init__(self, http_api: Any, **options: Any) -> None:
        super().__init__(options, http_api)

    @property
    def i_http_api(self) -> Any:
        """The API."""
        return self._api

    def _stage(self) -> Any:
        if self._given.stage:
            return self._given.stage
        stage = getattr(self._api, "default_stage", None)
        return stage.stage_name if stage is not None else None
