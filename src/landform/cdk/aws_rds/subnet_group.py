"""Subnets in which databases are.

Source: https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-resource-rds-dbsubnetgroup.html
"""

from typing import Any

from landform.cdk.api import reference_of
from landform.cdk.aws_ec2.parts import as_record
from landform.cdk.aws_rds.engine_versions import MODULE
from landform.cdk.core.arn import ArnFormat
from landform.cdk.core.enums import RemovalPolicy
from landform.cdk.core.native import Native
from landform.cdk.core.resource import Resource
from landform.cdk.core.stack import Stack
from landform.cdk.core.tokens import is_unresolved
from landform.cdk.l1.lookup import cfn_class


class SubnetGroupBase(Native, Resource):
    """What subnet groups of the app and imported ones share."""

    subnet_group_name: str

    @property
    def db_subnet_group_ref(self) -> Any:
        """As other resources name it."""
        arn = Stack.of(self).format_arn(
            service="rds",
            resource="subgrp",
            arn_format=ArnFormat.COLON_RESOURCE_NAME,
            resource_name=self.subnet_group_name,
        )
        return reference_of(db_subnet_group_arn=arn, db_subnet_group_name=self.subnet_group_name)


class SubnetGroup(SubnetGroupBase):
    """Subnets in which databases are."""

    def __init__(
        self,
        scope: Any,
        id: str,
        *,
        description: str,
        vpc: Any,
        removal_policy: RemovalPolicy | None = None,
        subnet_group_name: str | None = None,
        vpc_subnets: Any = None,
    ) -> None:
        super().__init__(scope, id)
        selected = vpc.select_subnets(**(as_record("SubnetSelection", vpc_subnets) or {}))
        name = subnet_group_name
        if name is not None and not is_unresolved(name):
            name = name.lower()  # as RDS keeps it
        resource = cfn_class(MODULE, "CfnDBSubnetGroup")(
            self,
            "Default",
            db_subnet_group_description=description,
            db_subnet_group_name=name,
            subnet_ids=selected.subnet_ids,
        )
        if removal_policy is not None:
            resource.apply_removal_policy(removal_policy)
        self.subnet_group_name = resource.ref

    @staticmethod
    def from_subnet_group_name(scope: Any, id: str, subnet_group_name: str) -> "ImportedSubnetGroup":
        """Subnets of databases that exist already."""
        return ImportedSubnetGroup(scope, id, subnet_group_name)


class ImportedSubnetGroup(SubnetGroupBase):
    """Subnets of databases that exist already."""

    def __init__(self, scope: Any, id: str, name: str) -> None:
        super().__init__(scope, id)
        self.subnet_group_name = name


def name_of(group: Any) -> str:
    """The name of a subnet group, given as a construct or as a reference to one."""
    name: str = group.db_subnet_group_ref.db_subnet_group_name
    return name
