"""Which requests a rule is for.

Source: https://docs.aws.amazon.com/elasticloadbalancing/latest/application/rule-condition-types.html
"""

from abc import abstractmethod
from collections.abc import Sequence
from typing import Any

from landform.cdk.core.checked import AbstractChecked
from landform.cdk.l1.lookup import given


class ListenerCondition(AbstractChecked):
    """One condition of a rule."""

    @abstractmethod
    def render_raw_condition(self) -> Any:
        """How it stands in a template."""

    @staticmethod
    def host_headers(values: Sequence[str]) -> "ListenerCondition":
        """Requests for one of these hosts."""
        return _Condition("host-header", "hostHeaderConfig", {"values": list(values)})

    @staticmethod
    def http_header(name: str, values: Sequence[str]) -> "ListenerCondition":
        """Requests with one of these values in a header."""
        header = {"httpHeaderName": name, "values": list(values)}
        return _Condition("http-header", "httpHeaderConfig", header)

    @staticmethod
    def http_request_methods(values: Sequence[str]) -> "ListenerCondition":
        """Requests by one of these methods."""
        return _Condition("http-request-method", "httpRequestMethodConfig", {"values": list(values)})

    @staticmethod
    def path_patterns(values: Sequence[str]) -> "ListenerCondition":
        """Requests for one of these paths; at most five."""
        if len(values) > _PATHS_MAX:
            raise ValueError(f"A rule can only have '{_PATHS_MAX}' condition values")
        return _Condition("path-pattern", "pathPatternConfig", {"values": list(values)})

    @staticmethod
    def query_strings(values: Sequence[Any]) -> "ListenerCondition":
        """Requests with one of these in their query."""
        pairs = [dict(given("aws_elasticloadbalancingv2", "QueryStringCondition", each)) for each in values]
        return _Condition("query-string", "queryStringConfig", {"values": pairs})

    @staticmethod
    def source_ips(values: Sequence[str]) -> "ListenerCondition":
        """Requests from one of these blocks of addresses."""
        return _Condition("source-ip", "sourceIpConfig", {"values": list(values)})


_PATHS_MAX = 5


class _Condition(ListenerCondition):
    def __init__(self, field: str, config: str, value: dict[str, Any]) -> None:
        self.field = field
        self._rendered = {"field": field, config: value}

    def render_raw_condition(self) -> Any:
        return dict(self._rendered)
