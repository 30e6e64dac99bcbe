"""Clients that note what a service would not know: members of parameters that its model does not have.

The embedded cloud leaves such members out in silence, boto3 refuses the whole call.
"""

from collections.abc import Mapping
from functools import cache
from typing import Any

from botocore.loaders import create_loader
from botocore.model import ServiceModel
from botocore.validate import ParamValidator

from landform.cloud.clients import Clients, ServiceAnswer
from landform.cloud.embedded import EmbeddedCloud


@cache
def service_model(service: str) -> ServiceModel:
    return ServiceModel(create_loader().load_service_model(service, "service-2"), service)


def not_understood(service: str, operation: str, parameters: Mapping[str, Any]) -> list[str]:
    """What botocore says of members that the operation's model does not have."""
    shape = service_model(service).operation_model(operation).input_shape
    report: str = ParamValidator().validate(dict(parameters), shape).generate_report()
    return [f"{operation}: {line}" for line in report.splitlines() if line.startswith("Unknown parameter")]


class Watched:
    """Clients whose calls are looked at before they go on."""

    def __init__(self, clients: Clients, noted: list[str]) -> None:
        self._clients = clients
        self._noted = noted

    @property
    def accepts_system_tags(self) -> bool:
        return self._clients.accepts_system_tags

    def call(self, service: str, operation: str, parameters: Mapping[str, Any]) -> ServiceAnswer:
        self._noted.extend(not_understood(service, operation, parameters))
        return self._clients.call(service, operation, parameters)

    def with_token(self, token: str) -> "Watched":
        return Watched(self._clients.with_token(token), self._noted)

    def was_answered(self) -> bool:
        return self._clients.was_answered()


class WatchedCloud(EmbeddedCloud):
    """An embedded cloud in memory with such clients."""

    def __init__(self) -> None:
        super().__init__(None)
        self.noted: list[str] = []

    def clients(self, *args: Any) -> Any:
        return Watched(super().clients(*args), self.noted)
