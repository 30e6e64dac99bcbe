"""Deployments: what an API was like at a time.

A deployment cannot be changed, so a change of the API has to become a new deployment: another logical id.

Source: https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-resource-apigateway-deployment.html
"""

import hashlib
import json
from typing import Any

from landform.cdk.core.enums import RemovalPolicy
from landform.cdk.core.lazy import Lazy
from landform.cdk.core.native import Native
from landform.cdk.core.resource import Resource
from landform.cdk.l1.lookup import cfn_class


class Deployment(Native, Resource):
    """What an API was like at a time."""

    stage_name: str | None = None  # the stages say which deployment they show

    def __init__(
        self,
        scope: Any,
        id: str,
        *,
        api: Any,
        description: str | None = None,
        retain_deployments: bool | None = None,
        stage_name: str | None = None,
    ) -> None:
        super().__init__(scope, id)
        self.api = api
        self._hashed: list[Any] = []
        resource = cfn_class("aws_apigateway", "CfnDeployment")(
            self,
            "Resource",
            description=description,
            rest_api_id=api.rest_api_id,
            stage_name=stage_name,
        )
        self._own_logical_id = self.stack.resolve(resource.logical_id)
        resource.override_logical_id(Lazy.uncached_string(self._logical_id))
        # A deployment under another logical id is another deployment, so tools must not move it.
        resource.add_metadata("aws:cdk:do-not-refactor", True)
        if retain_deployments:
            resource.apply_removal_policy(RemovalPolicy.RETAIN)
        self.deployment_id = Lazy.string(lambda: resource.ref)
        attach = getattr(api, "_attach_deployment", None)
        if attach is not None:
            attach(self)

    def add_to_logical_id(self, data: Any) -> None:
        """Have another deployment when this is another value."""
        if self.node.locked:
            raise ValueError("Cannot modify the logical ID when the construct is locked")
        self._hashed.append(data)

    def _add_method_dependency(self, method: Any) -> None:
        """Come after a method. Only its resource: a permission may depend on the deployment."""
        self.node.add_dependency(method.node.default_child)

    def _logical_id(self) -> str:
        hashed = [self.stack.resolve(each) for each in self._hashed]
        child = self.api.node.default_child
        if child is not None and hasattr(self.api, "_attach_deployment"):
            body = child._body()
            body["Properties"] = dict(sorted(body["Properties"].items()))
            hashed.append({"Resources": {self.stack.resolve(child.logical_id): body}})
        if not hashed:
            return str(self._own_logical_id)
        text = "".join(json.dumps(each, separators=(",", ":"), ensure_ascii=False) for each in hashed)
        return f"{self._own_logical_id}{hashlib.md5(text.encode(), usedforsecurity=False).hexdigest()}"
