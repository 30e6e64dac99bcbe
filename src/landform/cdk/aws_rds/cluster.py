"""Clusters of Aurora, new or with the contents of a snapshot.

Source: https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-resource-rds-dbcluster.html
"""

from typing import Any, Final

from landform.cdk.aws_rds.cluster_base import ImportedDatabaseCluster, looked_up
from landform.cdk.aws_rds.cluster_new import NewCluster
from landform.cdk.aws_rds.common import is_limitless
from landform.cdk.aws_rds.credentials import managed, rendered, rendered_snapshot
from landform.cdk.aws_rds.engine_versions import MODULE
from landform.cdk.aws_rds.instance import managed_secret
from landform.cdk.core.annotations import Annotations
from landform.cdk.core.feature_flags import FeatureFlags
from landform.cdk.l1.lookup import cfn_class, given

CREDENTIALS_FLAG: Final = "@aws-cdk/aws-rds:preventRenderingDeprecatedCredentials"


class DatabaseCluster(NewCluster):
    """A new cluster; the options are those of `DatabaseClusterProps`."""

    def __init__(self, scope: Any, id: str, **options: Any) -> None:
        props = given(MODULE, "DatabaseClusterProps", options)
        super().__init__(scope, id, props=props)
        secret, login = None, self._login()
        if not self._is_managed:
            credentials = rendered(self, props.engine, props.credentials)
            secret, password = credentials.secret, credentials.password
        if not self._is_managed and not props.replication_source_identifier:
            login = {
                "master_username": credentials.username,
                "master_user_password": password.unsafe_unwrap() if password is not None else None,
            }
        resource = cfn_class(MODULE, "CfnDBCluster")(
            self,
            "Resource",
            **self._new_properties(),
            **login,
            replication_source_identifier=props.replication_source_identifier,
        )
        self._expose(resource)
        self.secret = secret.attach(self) if secret is not None else None
        if self._is_managed:
            self.secret = managed_secret(self, resource, props.credentials)
        self._make_members(may_have_none=is_limitless(props))

    def _login(self) -> dict[str, Any]:
        return managed(self._props.engine, self._props.credentials) if self._is_managed else {}

    @staticmethod
    def from_database_cluster_attributes(scope: Any, id: str, **attributes: Any) -> ImportedDatabaseCluster:
        """A cluster that exists already; the options are those of `DatabaseClusterAttributes`."""
        return ImportedDatabaseCluster(scope, id, given(MODULE, "DatabaseClusterAttributes", attributes))

    @staticmethod
    def from_lookup(scope: Any, id: str, *, cluster_identifier: str) -> ImportedDatabaseCluster:
        """A cluster that exists already, looked up when the app is synthesized."""
        return looked_up(scope, id, cluster_identifier)


class DatabaseClusterFromSnapshot(NewCluster):
    """One with the contents of a snapshot; the options are those of `DatabaseClusterFromSnapshotProps`."""

    def __init__(self, scope: Any, id: str, **options: Any) -> None:
        props = given(MODULE, "DatabaseClusterFromSnapshotProps", options)
        super().__init__(scope, id, props=props)
        self._note_credentials()
        former = None
        if not FeatureFlags.of(self).is_enabled(CREDENTIALS_FLAG) and not self._is_managed:
            former = rendered(self, props.engine, props.credentials).secret
        secret, password = rendered_snapshot(self, "SnapshotSecret", props.snapshot_credentials)
        resource = cfn_class(MODULE, "CfnDBCluster")(
            self,
            "Resource",
            **self._new_properties(),
            snapshot_identifier=props.snapshot_identifier,
            master_user_password=password,
            manage_master_user_password=True if self._is_managed else None,
        )
        self._expose(resource)
        if former is not None:
            self.secret = former.attach(self)
        if secret is not None:
            self.secret = secret.attach(self)
        if self._is_managed:
            self.secret = managed_secret(self, resource, props.credentials)
        self._make_members(may_have_none=False)

    def _note_credentials(self) -> None:
        props = self._props
        notes = Annotations.of(self)
        if props.credentials is not None:
            notes.add_warning_v2(
                "@aws-cdk/aws-rds:useSnapshotCredentials",
                "Use `snapshotCredentials` to modify password of a cluster created from a snapshot.",
            )
        elif props.snapshot_credentials is None:
            notes.add_warning_v2(
                "@aws-cdk/aws-rds:generatedCredsNotApplied",
                "Generated credentials will not be applied to cluster. Use `snapshotCredentials` instead."
                " `addRotationSingleUser()` and `addRotationMultiUser()` cannot be used on this cluster.",
            )
