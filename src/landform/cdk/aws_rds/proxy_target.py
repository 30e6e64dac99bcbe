"""What proxies stand in front of.

Source: https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/rds-proxy.html
"""

from typing import Any, ClassVar

from landform.cdk.aws_rds.engine import made
from landform.cdk.core.checked import Checked


class ProxyTarget(Checked):
    """What a proxy stands in front of."""

    def __init__(self, instance: Any, cluster: Any) -> None:
        self._instance = instance
        self._cluster = cluster

    @staticmethod
    def from_instance(instance: Any) -> "ProxyTarget":
        """An instance."""
        return ProxyTarget(instance, None)

    @staticmethod
    def from_cluster(cluster: Any) -> "ProxyTarget":
        """A cluster."""
        return ProxyTarget(None, cluster)

    def bind(self, proxy: Any) -> Any:
        """Let the proxy connect to it."""
        target = self._instance if self._instance is not None else self._cluster
        engine = target.engine
        if engine is None:
            raise ValueError(
                f"Could not determine engine for proxy target '{target.node.path}'. Please provide it"
                " explicitly"
                " when importing the resource"
            )
        if not engine.engine_family:
            raise ValueError(
                "RDS proxies require an engine family to be specified on the database, got:"
                f" {engine.engine_type}"
            )
        word = "Cluster" if self._cluster is not None else "Instance"
        text = f"Allow connections to the database {word} from the Proxy"
        target.connections.allow_default_port_from(proxy, text)
        return made(
            "ProxyTargetConfig",
            engine_family=engine.engine_family,
            db_clusters=[self._cluster] if self._cluster is not None else None,
            db_instances=[self._instance] if self._instance is not None else None,
        )


class SessionPinningFilter(Checked):
    """What does not bind a session to a connection."""

    EXCLUDE_VARIABLE_SETS: ClassVar["SessionPinningFilter"]

    def __init__(self, filter_name: str) -> None:
        self.filter_name = filter_name

    @staticmethod
    def of(filter_name: str) -> "SessionPinningFilter":
        """A filter by its name."""
        return SessionPinningFilter(filter_name)


SessionPinningFilter.EXCLUDE_VARIABLE_SETS = SessionPinningFilter("EXCLUDE_VARIABLE_SETS")
