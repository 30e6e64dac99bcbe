"""The metrics of domains.

Source: https://docs.aws.amazon.com/opensearch-service/latest/developerguide/managedomains-cloudwatchmetrics.html
"""

from typing import Any


class DomainMetrics:
    """Metrics of one domain; the options of all methods are those of `Metric`."""

    domain_name: str

    def metric(self, metric_name: str, **options: Any) -> Any:
        """A metric by its name."""
        from landform.cdk.aws_cloudwatch.metric import Metric
        from landform.cdk.core.stack import Stack

        dimensions = {"DomainName": self.domain_name, "ClientId": Stack.of(self).account}
        metric = Metric(
            namespace="AWS/ES", metric_name=metric_name, **{"dimensions_map": dimensions, **options}
        )
        return metric.attach_to(self)

    def metric_automated_snapshot_failure(self, **options: Any) -> Any:
        """How many snapshots failed."""
        return self.metric("AutomatedSnapshotFailure", **{"statistic": "max", **options})

    def metric_cluster_index_writes_blocked(self, **options: Any) -> Any:
        """Whether writes are blocked."""
        from landform.cdk.core.quantities import Duration

        given = {"statistic": "max", "period": Duration.minutes(1), **options}
        return self.metric("ClusterIndexWritesBlocked", **given)

    def metric_cluster_status_red(self, **options: Any) -> Any:
        """Whether shards are nowhere."""
        return self.metric("ClusterStatus.red", **{"statistic": "max", **options})

    def metric_cluster_status_yellow(self, **options: Any) -> Any:
        """Whether copies of shards are nowhere."""
        return self.metric("ClusterStatus.yellow", **{"statistic": "max", **options})

    def metric_cpu_utilization(self, **options: Any) -> Any:
        """How much of the processors is used."""
        return self.metric("CPUUtilization", **{"statistic": "max", **options})

    def metric_free_storage_space(self, **options: Any) -> Any:
        """How much room there is."""
        return self.metric("FreeStorageSpace", **{"statistic": "min", **options})

    def metric_indexing_latency(self, **options: Any) -> Any:
        """How long writes take."""
        return self.metric("IndexingLatency", **{"statistic": "p99", **options})

    def metric_jvm_memory_pressure(self, **options: Any) -> Any:
        """How much of the memory for Java is used."""
        return self.metric("JVMMemoryPressure", **{"statistic": "max", **options})

    def metric_kms_key_error(self, **options: Any) -> Any:
        """Whether the key is disabled."""
        return self.metric("KMSKeyError", **{"statistic": "max", **options})

    def metric_kms_key_inaccessible(self, **options: Any) -> Any:
        """Whether the key may not be used."""
        return self.metric("KMSKeyInaccessible", **{"statistic": "max", **options})

    def metric_master_cpu_utilization(self, **options: Any) -> Any:
        """How much of the masters' processors is used."""
        return self.metric("MasterCPUUtilization", **{"statistic": "max", **options})

    def metric_master_jvm_memory_pressure(self, **options: Any) -> Any:
        """How much of the masters' memory for Java is used."""
        return self.metric("MasterJVMMemoryPressure", **{"statistic": "max", **options})

    def metric_nodes(self, **options: Any) -> Any:
        """How many nodes there are."""
        from landform.cdk.core.quantities import Duration

        given = {"statistic": "min", "period": Duration.hours(1), **options}
        return self.metric("Nodes", **given)

    def metric_searchable_documents(self, **options: Any) -> Any:
        """How many documents there are."""
        return self.metric("SearchableDocuments", **{"statistic": "max", **options})

    def metric_search_latency(self, **options: Any) -> Any:
        """How long searches take."""
        return self.metric("SearchLatency", **{"statistic": "p99", **options})
