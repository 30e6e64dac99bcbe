"""Aliases of keys.

Source: https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-resource-kms-alias.html
"""

import re
from typing import Any

from landform.cdk.aws_iam.grant import Grant
from landform.cdk.aws_iam.policy_statement import PolicyStatement
from landform.cdk.aws_iam.protocols import AddToResourcePolicyResult
from landform.cdk.aws_kms.grants import GrantsOnKey, KeyGrants
from landform.cdk.aws_kms.key import ALIAS_PREFIX
from landform.cdk.core.enums import RemovalPolicy
from landform.cdk.core.feature_flags import FeatureFlags
from landform.cdk.core.native import Native
from landform.cdk.core.resource import Resource
from landform.cdk.core.tokens import is_unresolved

NAME_REF_FLAG = "@aws-cdk/aws-kms:aliasNameRef"
GRANT_FLAG = "@aws-cdk/aws-kms:applyImportedAliasPermissionsToPrincipal"


class AliasBase(GrantsOnKey, Native, Resource):
    """What aliases of the app and imported ones share: they stand in for their key."""

    alias_name: str
    alias_target_key: Any

    @property
    def alias_arn(self) -> str:
        """Its ARN."""
        return self.stack.format_arn(service="kms", resource=self.alias_name)

    @property
    def key_arn(self) -> str:
        """The alias's ARN, which can be used instead of the key's."""
        return self.alias_arn

    @property
    def key_id(self) -> str:
        """The alias's name, which can be used instead of the key's id."""
        return self.alias_name

    @property
    def grants(self) -> KeyGrants:
        """The grants on its key."""
        found: KeyGrants = self.alias_target_key.grants
        return found

    def add_alias(self, alias: str) -> Any:
        """Give the key another name."""
        return self.alias_target_key.add_alias(alias)

    def add_to_resource_policy(
        self, statement: PolicyStatement, allow_no_op: bool | None = None
    ) -> AddToResourcePolicyResult:
        """Add to the policy of the key."""
        found: AddToResourcePolicyResult = self.alias_target_key.add_to_resource_policy(
            statement, allow_no_op
        )
        return found


class Alias(AliasBase):
    """A name of a key."""

    def __init__(
        self,
        scope: Any,
        id: str,
        *,
        alias_name: str,
        target_key: Any,
        removal_policy: RemovalPolicy | None = None,
    ) -> None:
        name = _checked(alias_name)
        super().__init__(scope, id, physical_name=name)
        self.alias_target_key = target_key
        import landform.cdk.aws_kms as module

        resource = module.__getattr__("CfnAlias")(
            self, "Resource", alias_name=self.physical_name, target_key_id=target_key.key_arn
        )
        if FeatureFlags.of(self).is_enabled(NAME_REF_FLAG):
            self.alias_name = self._get_resource_name_attribute(resource.ref)
        else:
            self.alias_name = self._get_resource_name_attribute(name)
        if removal_policy is not None:
            resource.apply_removal_policy(removal_policy)

    @staticmethod
    def from_alias_attributes(
        scope: Any, id: str, *, alias_name: str, alias_target_key: Any
    ) -> "ImportedAlias":
        """An alias that exists already, with its key."""
        return ImportedAlias(scope, id, alias_name, alias_target_key)

    @staticmethod
    def from_alias_name(scope: Any, id: str, alias_name: str) -> "NamedAlias":
        """An alias that exists already, whose key is not known."""
        return NamedAlias(scope, id, alias_name)


class ImportedAlias(AliasBase):
    """An alias that exists already, with its key."""

    def __init__(self, scope: Any, id: str, name: str, key: Any) -> None:
        super().__init__(scope, id)
        self.alias_name = name
        self.alias_target_key = key


class NamedAlias(AliasBase):
    """An alias whose key is not known: grants on it are dropped unless the flag is set."""

    def __init__(self, scope: Any, id: str, name: str) -> None:
        super().__init__(scope, id)
        self.alias_name = name

    def __getattr__(self, name: str) -> Any:
        if name == "alias_target_key":
            raise ValueError("Cannot access aliasTargetKey on an Alias imported by Alias.fromAliasName().")
        return Native.__getattr__(self, name)  # type: ignore[attr-defined]  # hidden from type checkers

    @property
    def grants(self) -> KeyGrants:
        """The grants on whatever key has the alias."""
        return _AliasGrants(self)

    def add_to_resource_policy(
        self, statement: PolicyStatement, allow_no_op: bool | None = None
    ) -> AddToResourcePolicyResult:
        """Leave the statement out: the key is not known."""
        del statement, allow_no_op
        return AddToResourcePolicyResult(statement_added=False)


class _AliasGrants(KeyGrants):
    def actions(self, grantee: Any, *actions: str) -> Grant:
        if not FeatureFlags.of(self.resource).is_enabled(GRANT_FLAG):
            return Grant.drop(grantee, "")
        any_key = self.resource.stack.format_arn(service="kms", resource="key", resource_name="*")
        condition = {"ForAnyValue:StringEquals": {"kms:ResourceAliases": self.resource.alias_name}}
        return Grant.add_to_principal(
            grantee=grantee, actions=actions, resource_arns=[any_key], conditions=condition
        )


def _checked(name: str) -> str:
    if is_unresolved(name):
        return name
    full = name if name.startswith(ALIAS_PREFIX) else ALIAS_PREFIX + name
    if full == ALIAS_PREFIX:
        raise ValueError(f'Alias must include a value after "{ALIAS_PREFIX}": {full}')
    if full.lower().startswith(f"{ALIAS_PREFIX}aws/"):
        raise ValueError(f"Alias cannot start with {ALIAS_PREFIX}aws/: {full}")
    if not re.fullmatch(r"[a-zA-Z0-9:/_-]{1,256}", full):
        raise ValueError("Alias name must be between 1 and 256 characters in a-zA-Z0-9:/_-")
    return full
