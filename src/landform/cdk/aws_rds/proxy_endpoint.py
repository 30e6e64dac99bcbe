"""Further endpoints of proxies.

Source: https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-resource-rds-dbproxyendpoint.html
"""

from collections.abc import Sequence
from typing import Any

from landform.cdk.aws_ec2.parts import as_record
from landform.cdk.aws_rds.engine_versions import MODULE
from landform.cdk.aws_rds.enums import ProxyEndpointTargetRole
from landform.cdk.core.names import Names
from landform.cdk.core.native import Native
from landform.cdk.core.resource import Resource
from landform.cdk.l1.lookup import cfn_class


class DatabaseProxyEndpoint(Native, Resource):
    """Another endpoint of a proxy."""

    def __init__(
        self,
        scope: Any,
        id: str,
        *,
        db_proxy: Any,
        vpc: Any,
        db_proxy_endpoint_name: str | None = None,
        security_groups: Sequence[Any] | None = None,
        target_role: ProxyEndpointTargetRole | None = None,
        vpc_subnets: Any = None,
    ) -> None:
        super().__init__(scope, id, physical_name=db_proxy_endpoint_name)
        selected = vpc.select_subnets(**(as_record("SubnetSelection", vpc_subnets) or {}))
        self.db_proxy_endpoint_name = db_proxy_endpoint_name or Names.unique_id(self)
        resource = cfn_class(MODULE, "CfnDBProxyEndpoint")(
            self,
            "Resource",
            db_proxy_endpoint_name=self.db_proxy_endpoint_name,
            db_proxy_name=db_proxy.db_proxy_ref.db_proxy_name,
            target_role=target_role,
            vpc_security_group_ids=[each.security_group_id for each in security_groups]
            if security_groups
            else None,
            vpc_subnet_ids=selected.subnet_ids,
        )
        self.db_proxy_endpoint_arn: str = resource.attr_db_proxy_endpoint_arn
        self.endpoint: str = resource.attr_endpoint

    @staticmethod
    def from_database_proxy_endpoint_attributes(
        scope: Any, id: str, *, db_proxy_endpoint_arn: str, db_proxy_endpoint_name: str, endpoint: str
    ) -> "ImportedProxyEndpoint":
        """An endpoint that exists already."""
        return ImportedProxyEndpoint(
            scope, id, arn=db_proxy_endpoint_arn, name=db_proxy_endpoint_name, endpoint=endpoint
        )


class ImportedProxyEndpoint(Native, Resource):
    """An endpoint that exists already."""

    def __init__(self, scope: Any, id: str, *, arn: str, name: str, endpoint: str) -> None:
        super().__init__(scope, id)
        self.db_proxy_endpoint_arn = arn
        self.db_proxy_endpoint_name = name
        self.endpoint = endpoint
