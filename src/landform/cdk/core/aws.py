"""The pseudo parameters as strings."""

from typing import Any

from landform.cdk.core.checked import Checked
from landform.cdk.core.references import CfnReference
from landform.cdk.core.tokens import Intrinsic, token_list, token_text


def _pseudo(name: str) -> str:
    return token_text(Intrinsic({"Ref": name}), name)


class Aws(Checked):
    """Pseudo parameters that mean the stack they are used in."""

    ACCOUNT_ID: str = _pseudo("AWS::AccountId")
    URL_SUFFIX: str = _pseudo("AWS::URLSuffix")
    NOTIFICATION_ARNS: list[str] = token_list(
        Intrinsic({"Ref": "AWS::NotificationARNs"}), "AWS::NotificationARNs"
    )
    PARTITION: str = _pseudo("AWS::Partition")
    REGION: str = _pseudo("AWS::Region")
    STACK_ID: str = _pseudo("AWS::StackId")
    STACK_NAME: str = _pseudo("AWS::StackName")
    NO_VALUE: str = _pseudo("AWS::NoValue")


class ScopedAws(Checked):
    """Pseudo parameters of one stack, which can be exported to others."""

    def __init__(self, scope: Any) -> None:
        self._scope = scope

    def _value(self, name: str) -> str:
        return CfnReference.for_pseudo(name, self._scope).to_string()

    @property
    def account_id(self) -> str:
        """AWS::AccountId"""
        return self._value("AWS::AccountId")

    @property
    def url_suffix(self) -> str:
        """AWS::URLSuffix"""
        return self._value("AWS::URLSuffix")

    @property
    def notification_arns(self) -> list[str]:
        """AWS::NotificationARNs"""
        return token_list(CfnReference.for_pseudo("AWS::NotificationARNs", self._scope))

    @property
    def partition(self) -> str:
        """AWS::Partition"""
        return self._value("AWS::Partition")

    @property
    def region(self) -> str:
        """AWS::Region"""
        return self._value("AWS::Region")

    @property
    def stack_id(self) -> str:
        """AWS::StackId"""
        return self._value("AWS::StackId")

    @property
    def stack_name(self) -> str:
        """AWS::StackName"""
        return self._value("AWS::StackName")
