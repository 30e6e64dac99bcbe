"""Saved queries.

Source: https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-resource-logs-querydefinition.html
"""

from collections.abc import Sequence
from typing import Any, Final

from landform.cdk.core.native import Native
from landform.cdk.core.numbers import number_text
from landform.cdk.core.resource import Resource
from landform.cdk.l1.lookup import cfn_class

MAX_STATS: Final = 2


class QueryString(Native):
    """A query, as its commands."""

    def __init__(
        self,
        *,
        display: str | None = None,
        fields: Sequence[str] | None = None,
        filter: str | None = None,
        filter_statements: Sequence[str] | None = None,
        limit: float | None = None,
        parse: str | None = None,
        parse_statements: Sequence[str] | None = None,
        sort: str | None = None,
        stats: str | None = None,
        stats_statements: Sequence[str] | None = None,
    ) -> None:
        self._fields = list(fields or ())
        self._parse = _statements(parse, parse_statements)
        self._filter = _statements(filter, filter_statements)
        self._stats = _statements(stats, stats_statements)
        self._sort = sort
        self._limit = limit
        self._display = display
        self.stats_statements_length = len(stats_statements) if stats_statements is not None else None
        self.has_stats_and_stats_statements = stats is not None and stats_statements is not None

    def to_string(self) -> str:
        """The query as CloudWatch writes it."""
        commands = [
            ("fields", [", ".join(self._fields)] if self._fields else []),
            ("parse", self._parse),
            ("filter", self._filter),
            ("stats", self._stats),
            ("sort", [self._sort] if self._sort is not None else []),
            ("limit", [number_text(self._limit)] if self._limit is not None else []),
            ("display", [self._display] if self._display is not None else []),
        ]
        return "\n| ".join(f"{name} {each}" for name, statements in commands for each in statements)

    def __str__(self) -> str:
        return self.to_string()


class QueryDefinition(Native, Resource):
    """A saved query."""

    def __init__(
        self,
        scope: Any,
        id: str,
        *,
        query_definition_name: str,
        query_string: QueryString,
        log_groups: Sequence[Any] | None = None,
    ) -> None:
        super().__init__(scope, id, physical_name=query_definition_name)
        count = query_string.stats_statements_length
        if count is not None and count > MAX_STATS:
            raise ValueError(
                "CloudWatch Logs Insights only supports up to two stats commands in a single query, received "
                f"{count}."
            )
        if query_string.has_stats_and_stats_statements:
            from landform.cdk.core.annotations import Annotations

            Annotations.of(self).add_warning_v2(
                "@aws-cdk/aws-logs:queryStringWithBothStatsProps",
                "Only `stats_statements` is used where `stats` is given beside it.",
            )
        resource = cfn_class("aws_logs", "CfnQueryDefinition")(
            self,
            "Resource",
            name=query_definition_name,
            query_string=query_string.to_string(),
            log_group_names=[each.log_group_name for each in log_groups or ()],
        )
        self.query_definition_id: str = resource.attr_query_definition_id


def _statements(one: str | None, several: Sequence[str] | None) -> list[str]:
    if several is not None:
        return list(several)
    return [one] if one is not None else []
