"""Parameters of databases.

Source: https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_WorkingWithParamGroups.html
"""

from collections.abc import Mapping
from typing import Any

from landform.cdk.aws_rds.engine_versions import MODULE
from landform.cdk.core.enums import RemovalPolicy
from landform.cdk.core.lazy import Lazy
from landform.cdk.core.native import Native
from landform.cdk.core.resource import Resource
from landform.cdk.l1.lookup import cfn_class, given


class ParameterGroup(Native, Resource):
    """Parameters; which resource they become depends on what uses them, and may be both."""

    def __init__(
        self,
        scope: Any,
        id: str,
        *,
        engine: Any,
        description: str | None = None,
        name: str | None = None,
        parameters: Mapping[str, str] | None = None,
        removal_policy: RemovalPolicy | None = None,
    ) -> None:
        super().__init__(scope, id)
        family = engine.parameter_group_family
        if not family:
            raise ValueError("ParameterGroup cannot be used with an engine that doesn't specify a version")
        self._family = family
        self._description = description
        self._parameters = dict(parameters or {})
        self._name = name
        self._removal_policy = removal_policy
        self._of_clusters: Any = None
        self._of_instances: Any = None

    @staticmethod
    def from_parameter_group_name(scope: Any, id: str, parameter_group_name: str) -> "ImportedParameterGroup":
        """Parameters that exist already."""
        return ImportedParameterGroup(scope, id, parameter_group_name)

    @staticmethod
    def for_cluster(scope: Any, id: str, **options: Any) -> "ParameterGroup":
        """Parameters of clusters; the options are those of `ParameterGroupProps`."""
        found = ParameterGroup(scope, id, **options)
        found.bind_to_cluster()
        return found

    @staticmethod
    def for_instance(scope: Any, id: str, **options: Any) -> "ParameterGroup":
        """Parameters of instances; the options are those of `ParameterGroupProps`."""
        found = ParameterGroup(scope, id, **options)
        found.bind_to_instance()
        return found

    @property
    def db_cluster_parameter_group_ref(self) -> Any:
        """As resources of clusters name it; without a name while no cluster uses it."""
        name = self._of_clusters.ref if self._of_clusters is not None else ""
        return _ref(db_cluster_parameter_group_name=name)

    @property
    def db_parameter_group_ref(self) -> Any:
        """As resources of instances name it."""
        if self._of_instances is None:
            raise ValueError(
                "this ParameterGroup is not bound to a DB instance, so it has no DB parameter group ARN"
                " - bind"
                " it with bindToInstance() or create it with ParameterGroup.forInstance()"
            )
        return _ref(
            db_parameter_group_arn=self._of_instances.attr_db_parameter_group_arn,
            db_parameter_group_name=self._of_instances.ref,
        )

    def bind_to_cluster(self) -> Any:
        """Be the parameters of a cluster."""
        if self._of_clusters is None:
            self._of_clusters = cfn_class(MODULE, "CfnDBClusterParameterGroup")(
                self,
                "Resource" if self._of_instances is None else "ClusterParameterGroup",
                description=self._description or f"Cluster parameter group for {self._family}",
                family=self._family,
                db_cluster_parameter_group_name=self._name,
                parameters=Lazy.any(lambda: dict(self._parameters)),
            )
            self._keep(self._of_clusters)
        return given(MODULE, "ParameterGroupClusterConfig", {"parameter_group_name": self._of_clusters.ref})

    def bind_to_instance(self) -> Any:
        """Be the parameters of an instance."""
        if self._of_instances is None:
            self._of_instances = cfn_class(MODULE, "CfnDBParameterGroup")(
                self,
                "Resource" if self._of_clusters is None else "InstanceParameterGroup",
                description=self._description or f"Parameter group for {self._family}",
                db_parameter_group_name=self._name,
                family=self._family,
                parameters=Lazy.any(lambda: dict(self._parameters)),
            )
            self._keep(self._of_instances)
        return given(MODULE, "ParameterGroupInstanceConfig", {"parameter_group_name": self._of_instances.ref})

    def add_parameter(self, key: str, value: str) -> bool:
        """Set another parameter."""
        self._parameters[key] = value
        return True

    def _keep(self, resource: Any) -> None:
        if self._removal_policy is not None:
            resource.apply_removal_policy(self._removal_policy)


class ImportedParameterGroup(Native, Resource):
    """Parameters that exist already; they are not changed."""

    def __init__(self, scope: Any, id: str, name: str) -> None:
        super().__init__(scope, id)
        self._name = name
        self.db_cluster_parameter_group_ref = _ref(db_cluster_parameter_group_name=name)
        self.db_parameter_group_ref = _ref(db_parameter_group_name=name)

    def bind_to_cluster(self) -> Any:
        """Be the parameters of a cluster."""
        return given(MODULE, "ParameterGroupClusterConfig", {"parameter_group_name": self._name})

    def bind_to_instance(self) -> Any:
        """Be the parameters of an instance."""
        return given(MODULE, "ParameterGroupInstanceConfig", {"parameter_group_name": self._name})

    def add_parameter(self, key: str, value: str) -> bool:
        """Without effect."""
        del key, value
        return False


class _Reference:
    """What a reference says."""

    def __init__(self, values: Mapping[str, str]) -> None:
        self.__dict__.update(values)


def _ref(**values: str) -> _Reference:
    return _Reference(values)
