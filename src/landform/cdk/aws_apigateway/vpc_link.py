"""Links to what is in a VPC.

Source: https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-resource-apigateway-vpclink.html
"""

from collections.abc import Sequence
from typing import Any

from landform.cdk.core.lazy import Lazy
from landform.cdk.core.names import Names
from landform.cdk.core.native import Native
from landform.cdk.core.resource import Resource
from landform.cdk.l1.lookup import cfn_class


class VpcLink(Native, Resource):
    """A link to network load balancers."""

    def __init__(
        self,
        scope: Any,
        id: str,
        *,
        description: str | None = None,
        targets: Sequence[Any] | None = None,
        vpc_link_name: str | None = None,
    ) -> None:
        name = vpc_link_name or Lazy.string(lambda: Names.node_unique_id(self.node))
        super().__init__(scope, id, physical_name=name)
        self._targets: list[Any] = []
        resource = cfn_class("aws_apigateway", "CfnVpcLink")(
            self,
            "Resource",
            name=self.physical_name,
            description=description,
            target_arns=Lazy.list(lambda: [each.load_balancer_arn for each in self._targets]),
        )
        self.vpc_link_id: str = resource.ref
        self.add_targets(*(targets or ()))
        self.node.add_validation(
            lambda: [] if self._targets else ["No targets added to vpc link"],
        )

    @staticmethod
    def from_vpc_link_id(scope: Any, id: str, vpc_link_id: str) -> "ImportedVpcLink":
        """A link that exists already."""
        return ImportedVpcLink(scope, id, vpc_link_id)

    def add_targets(self, *targets: Any) -> None:
        """Link to more load balancers."""
        self._targets.extend(targets)

    @property
    def _target_dns_names(self) -> list[str]:
        return [each.load_balancer_dns_name for each in self._targets]


class ImportedVpcLink(Native, Resource):
    """A link that exists already."""

    def __init__(self, scope: Any, id: str, vpc_link_id: str) -> None:
        super().__init__(scope, id)
        self.vpc_link_id = vpc_link_id
