"""Selections: what a backup plan is for.

Source: https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-resource-backup-backupselection.html
"""

from collections.abc import Callable, Sequence
from typing import Any, Final

from landform.cdk.aws_backup.enums import TagOperation
from landform.cdk.aws_backup.resource import (
    BackupResource,
    cluster_arn,
    database_arn,
    files_arn,
    machine_arn,
    table_arn,
    volume_arn,
)
from landform.cdk.aws_backup.vault import MODULE, PRINCIPAL
from landform.cdk.aws_iam.managed_policy import ManagedPolicy
from landform.cdk.aws_iam.principals import ServicePrincipal
from landform.cdk.aws_iam.role import Role
from landform.cdk.core.aspects import Aspects
from landform.cdk.core.lazy import Lazy
from landform.cdk.core.native import Native
from landform.cdk.core.resource import Resource
from landform.cdk.l1.lookup import cfn_class

_POLICY: Final = "service-role/AWSBackupServiceRolePolicyFor"
_KINDS: Final[Sequence[tuple[str, str, Callable[[Any, str], str]]]] = (
    ("aws_dynamodb", "CfnTable", table_arn),
    ("aws_ec2", "CfnInstance", machine_arn),
    ("aws_ec2", "CfnVolume", volume_arn),
    ("aws_efs", "CfnFileSystem", files_arn),
    ("aws_rds", "CfnDBCluster", cluster_arn),
    ("aws_rds", "CfnDBInstance", database_arn),
)


class BackupSelection(Native, Resource):
    """A selection, and the role that reads what it chooses."""

    def __init__(
        self,
        scope: Any,
        id: str,
        *,
        backup_plan: Any,
        resources: Sequence[BackupResource],
        allow_restores: bool | None = None,
        backup_selection_name: str | None = None,
        disable_default_backup_policy: bool | None = None,
        role: Any = None,
    ) -> None:
        super().__init__(scope, id)
        if role is None:
            role = Role(self, "Role", assumed_by=ServicePrincipal(PRINCIPAL))
        for name, wanted in (("Backup", not disable_default_backup_policy), ("Restores", allow_restores)):
            if wanted:
                role.add_managed_policy(ManagedPolicy.from_aws_managed_policy_name(f"{_POLICY}{name}"))
        self.grant_principal: Any = role
        self._arns: list[str] = []
        self._tags: list[dict[str, str]] = []
        found = _Backupable()
        for each in resources:
            self._add(each, found)
        resource = cfn_class(MODULE, "CfnBackupSelection")(
            self,
            "Resource",
            backup_plan_id=backup_plan.backup_plan_ref.backup_plan_id,
            backup_selection={
                "IamRoleArn": role.role_arn,
                "SelectionName": backup_selection_name or id,
                "ListOfTags": self._tags or None,
                "Resources": Lazy.list(lambda: [*self._arns, *found.arns], omit_empty=True),
            },
        )
        self.backup_plan_id: str = resource.attr_backup_plan_id
        self.selection_id: str = resource.attr_selection_id

    def _add(self, each: BackupResource, found: "_Backupable") -> None:
        tag = each.tag_condition
        if tag is not None:
            self._tags.append(
                {
                    "ConditionKey": tag.key,
                    "ConditionType": (tag.operation or TagOperation.STRING_EQUALS).value,
                    "ConditionValue": tag.value,
                }
            )
        if each.resource is not None:
            self._arns.append(each.resource)
        if each.construct is not None:
            Aspects.of(each.construct).add(found)


class _Backupable:
    """The ARNs of what can be backed up, of everything below a construct."""

    def __init__(self) -> None:
        self.arns: list[str] = []

    def visit(self, node: Any) -> None:
        """Take the node's ARN, if it has one that counts; a cluster's machines are its own matter."""
        if getattr(node, "db_cluster_identifier", None):
            return
        for module, name, arn in _KINDS:
            if isinstance(node, cfn_class(module, name)):
                self.arns.append(arn(node, node.ref))
