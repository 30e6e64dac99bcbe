"""A principal that uses a key through one service.

Source: https://docs.aws.amazon.com/kms/latest/developerguide/conditions-kms.html#conditions-kms-via-service
"""

from typing import Any

from landform.cdk.aws_iam.principals import AnyPrincipal, PrincipalBase
from landform.cdk.aws_iam.protocols import PrincipalPolicyFragment


class ViaServicePrincipal(PrincipalBase):
    """A principal while a service calls for it."""

    def __init__(self, service_name: str, base_principal: Any = None) -> None:
        self._service_name = service_name
        self._base = base_principal if base_principal is not None else AnyPrincipal()

    @property
    def policy_fragment(self) -> PrincipalPolicyFragment:
        """How statements name it."""
        base = self._base.policy_fragment
        conditions = dict(base.conditions)
        equals = {**conditions.get("StringEquals", {}), "kms:ViaService": self._service_name}
        return PrincipalPolicyFragment(base.principal_json, {**conditions, "StringEquals": equals})
