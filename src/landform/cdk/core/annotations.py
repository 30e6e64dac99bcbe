"""Notes to the user, attached to constructs: information, warnings, errors."""

from typing import Any

from landform.cdk.core.checked import Checked

INFO = "aws:cdk:info"
WARNING = "aws:cdk:warning"
ERROR = "aws:cdk:error"


class Annotations(Checked):
    """The notes of one construct."""

    def __init__(self, scope: Any) -> None:
        self._scope = scope

    @staticmethod
    def of(scope: Any) -> "Annotations":
        """The notes of a construct."""
        return Annotations(scope)

    def add_info(self, message: str) -> None:
        """Say something."""
        self._add(INFO, message)

    def add_info_v2(self, id: str, message: str) -> None:
        """Say something that can be acknowledged by its id."""
        self._add_acknowledgeable(INFO, id, message)

    def add_warning(self, message: str) -> None:
        """Warn."""
        self._add(WARNING, message)

    def add_warning_v2(self, id: str, message: str) -> None:
        """Warn with an id by which the warning can be acknowledged."""
        self._add_acknowledgeable(WARNING, id, message)

    def add_error(self, message: str) -> None:
        """Refuse the deployment."""
        self._add(ERROR, message)

    def add_deprecation(self, api: str, message: str) -> None:
        """Warn of an old API, once per construct."""
        text = f"The API {api} is deprecated: {message}. This API will be removed in the next major release"
        if text not in [each.data for each in self._scope.node.metadata]:
            self._add(WARNING, text)

    def acknowledge_warning(self, id: str, message: str | None = None) -> None:
        """Take a warning away here and below."""
        del message
        self._acknowledge(WARNING, id)

    def acknowledge_info(self, id: str, message: str | None = None) -> None:
        """Take an information away here and below."""
        del message
        self._acknowledge(INFO, id)

    def _add(self, kind: str, message: str) -> None:
        self._scope.node.add_metadata(kind, message)

    def _add_acknowledgeable(self, kind: str, id: str, message: str) -> None:
        text = f"{message} [ack: {id}]"
        if not self._is_acknowledged(id) and text not in [each.data for each in self._scope.node.metadata]:
            self._add(kind, text)

    def _is_acknowledged(self, id: str) -> bool:
        return any(id in getattr(each, "_acknowledged_ids", ()) for each in self._scope.node.scopes)

    def _acknowledge(self, kind: str, id: str) -> None:
        known: set[str] = getattr(self._scope, "_acknowledged_ids", set())
        self._scope._acknowledged_ids = known | {id}
        mark = f"[ack: {id}]"
        for construct in self._scope.node.walk():
            construct.node._metadata = [
                each
                for each in construct.node._metadata
                if not (each.type == kind and str(each.data).endswith(mark))
            ]
