"""What global tables of the app, their replicas and imported ones share."""

from typing import Any

from landform.cdk.aws_dynamodb.grants import StreamGrants, TableGrants
from landform.cdk.aws_dynamodb.table_base import TableSurface, arns_with_indexes


class TableBaseV2(TableSurface):
    """A global table as one region sees it."""

    region: str
    table_id: str | None = None

    def metric(self, metric_name: str, **options: Any) -> Any:
        """A metric by its name, of the region that the table is in."""
        place = {"account": self.stack.account, "region": self.region}
        return super().metric(metric_name, **{**place, **options})

    def metric_throttled_requests_for_operation(self, operation: str, **options: Any) -> Any:
        """How many requests of an operation were throttled."""
        options.pop("operations", None)
        return super().metric_throttled_requests_for_operation(operation, **options)

    def _table_grants(self) -> TableGrants:
        return TableGrants._of_arns(self, lambda: arns_with_indexes(self), key_first=True)

    def _stream_grants(self) -> StreamGrants:
        if self.table_stream_arn is None:
            raise ValueError(f"No stream ARN found on the table {self.node.path}")
        found = StreamGrants(table_stream_arn=self.table_stream_arn, encryption_key=self.encryption_key)
        found._listed = self.table_stream_arn
        return found
