"""The metrics of streams.

Source: https://docs.aws.amazon.com/streams/latest/dev/monitoring-with-cloudwatch.html
"""

from typing import Any


class StreamMetrics:
    """Metrics of one stream; the options of all methods are those of `Metric`."""

    stream_name: str

    def metric(self, metric_name: str, **options: Any) -> Any:
        """A metric by its name."""
        from landform.cdk.aws_cloudwatch.metric import Metric

        dimensions = {"StreamName": self.stream_name}
        metric = Metric(
            namespace="AWS/Kinesis", metric_name=metric_name, **{"dimensions_map": dimensions, **options}
        )
        return metric.attach_to(self)

    def metric_get_records(self, **options: Any) -> Any:
        """How many records were read."""
        return self._average("GetRecords.Records", options)

    def metric_get_records_bytes(self, **options: Any) -> Any:
        """How many bytes were read."""
        return self._average("GetRecords.Bytes", options)

    def metric_get_records_latency(self, **options: Any) -> Any:
        """How long reads took."""
        return self._average("GetRecords.Latency", options)

    def metric_get_records_success(self, **options: Any) -> Any:
        """How many reads went well."""
        return self._average("GetRecords.Success", options)

    def metric_incoming_bytes(self, **options: Any) -> Any:
        """How many bytes were put."""
        return self._average("IncomingBytes", options)

    def metric_incoming_records(self, **options: Any) -> Any:
        """How many records were put."""
        return self._average("IncomingRecords", options)

    def metric_put_record_bytes(self, **options: Any) -> Any:
        """How many bytes PutRecord put."""
        return self._average("PutRecord.Bytes", options)

    def metric_put_record_latency(self, **options: Any) -> Any:
        """How long PutRecord took."""
        return self._average("PutRecord.Latency", options)

    def metric_put_record_success(self, **options: Any) -> Any:
        """How many calls of PutRecord went well."""
        return self._average("PutRecord.Success", options)

    def metric_put_records_bytes(self, **options: Any) -> Any:
        """How many bytes PutRecords put."""
        return self._average("PutRecords.Bytes", options)

    def metric_put_records_failed_records(self, **options: Any) -> Any:
        """How many records PutRecords could not put for faults of the service."""
        return self._average("PutRecords.FailedRecords", options)

    def metric_put_records_latency(self, **options: Any) -> Any:
        """How long PutRecords took."""
        return self._average("PutRecords.Latency", options)

    def metric_put_records_success(self, **options: Any) -> Any:
        """How many calls of PutRecords put a record."""
        return self._average("PutRecords.Success", options)

    def metric_put_records_successful_records(self, **options: Any) -> Any:
        """How many records PutRecords put."""
        return self._average("PutRecords.SuccessfulRecords", options)

    def metric_put_records_throttled_records(self, **options: Any) -> Any:
        """How many records of PutRecords were throttled."""
        return self._average("PutRecords.ThrottledRecords", options)

    def metric_put_records_total_records(self, **options: Any) -> Any:
        """How many records PutRecords was given."""
        return self._average("PutRecords.TotalRecords", options)

    def metric_read_provisioned_throughput_exceeded(self, **options: Any) -> Any:
        """How many reads were throttled."""
        return self._average("ReadProvisionedThroughputExceeded", options)

    def metric_write_provisioned_throughput_exceeded(self, **options: Any) -> Any:
        """How many writes were throttled."""
        return self._average("WriteProvisionedThroughputExceeded", options)

    def metric_get_records_iterator_age_milliseconds(self, **options: Any) -> Any:
        """How old the last record is that was read, in milliseconds."""
        return self.metric("GetRecords.IteratorAgeMilliseconds", **{"statistic": "Maximum", **options})

    def _average(self, name: str, options: dict[str, Any]) -> Any:
        return self.metric(name, **{"statistic": "Average", **options})
