"""Base paths: which API answers below a path of a domain.

Source: https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-resource-apigateway-basepathmapping.html
"""

import re
from typing import Any, Final

from landform.cdk.core.native import Native
from landform.cdk.core.resource import Resource
from landform.cdk.core.tokens import is_unresolved
from landform.cdk.l1.lookup import cfn_class

_ALLOWED: Final = re.compile(r"^[a-zA-Z0-9$_.+!*'()/-]+$")


class BasePathMapping(Native, Resource):
    """An API below a path of a domain."""

    def __init__(
        self,
        scope: Any,
        id: str,
        *,
        domain_name: Any,
        rest_api: Any,
        attach_to_stage: bool | None = None,
        base_path: str | None = None,
        stage: Any = None,
    ) -> None:
        super().__init__(scope, id)
        if base_path and not is_unresolved(base_path):
            _check(base_path)
        if stage is None and attach_to_stage is not False:
            stage = getattr(rest_api, "deployment_stage", None) if _is_own(rest_api) else None
        cfn_class("aws_apigateway", "CfnBasePathMapping")(
            self,
            "Resource",
            base_path=base_path,
            domain_name=domain_name.domain_name_ref.domain_name,
            rest_api_id=rest_api.rest_api_ref.rest_api_id,
            stage=stage.stage_name if stage is not None else None,
        )


def _is_own(api: Any) -> bool:
    return hasattr(api, "_attach_stage")


def _check(path: str) -> None:
    if path.startswith("/") or path.endswith("/"):
        raise ValueError(f'A base path cannot start or end with "/", received: {path}')
    if "//" in path:
        raise ValueError(f'A base path cannot have more than one consecutive "/", received: {path}')
    if _ALLOWED.match(path) is None:
        raise ValueError(
            f'A base path may only contain letters, numbers, and one of "$-_.+!*\'()/", received: {path}'
        )
