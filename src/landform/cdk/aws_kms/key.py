"""Keys.

Source: https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-resource-kms-key.html
"""

from collections.abc import Sequence
from enum import Enum
from typing import Any

from landform.cdk.aws_iam.grantable import ResourceWithPolicies
from landform.cdk.aws_iam.policy_document import PolicyDocument
from landform.cdk.aws_iam.policy_statement import PolicyStatement
from landform.cdk.aws_iam.principals import AccountRootPrincipal
from landform.cdk.aws_iam.protocols import AddToResourcePolicyResult
from landform.cdk.aws_kms.grants import GrantsOnKey, KeyGrants
from landform.cdk.core.arn import Arn, ArnFormat
from landform.cdk.core.context_provider import get_value
from landform.cdk.core.enums import RemovalPolicy
from landform.cdk.core.native import Native
from landform.cdk.core.quantities import Duration
from landform.cdk.core.resource import Resource
from landform.cdk.core.stack import Stack
from landform.cdk.core.tokens import is_unresolved

ALIAS_PREFIX = "alias/"


class KeySpec(Enum):
    """What kind of key it is."""

    SYMMETRIC_DEFAULT = "SYMMETRIC_DEFAULT"
    RSA_2048 = "RSA_2048"
    RSA_3072 = "RSA_3072"
    RSA_4096 = "RSA_4096"
    ECC_NIST_P256 = "ECC_NIST_P256"
    ECC_NIST_P384 = "ECC_NIST_P384"
    ECC_NIST_P521 = "ECC_NIST_P521"
    ECC_SECG_P256K1 = "ECC_SECG_P256K1"
    HMAC_224 = "HMAC_224"
    HMAC_256 = "HMAC_256"
    HMAC_384 = "HMAC_384"
    HMAC_512 = "HMAC_512"
    SM2 = "SM2"
    ML_DSA_44 = "ML_DSA_44"
    ML_DSA_65 = "ML_DSA_65"
    ML_DSA_87 = "ML_DSA_87"
    ECC_NIST_EDWARDS25519 = "ECC_NIST_EDWARDS25519"


_SIGNING_ONLY = ("ECC_SECG_P256K1", "ML_DSA_44", "ML_DSA_65", "ML_DSA_87", "ECC_NIST_EDWARDS25519")


class KeyUsage(Enum):
    """What a key is for."""

    ENCRYPT_DECRYPT = "ENCRYPT_DECRYPT"
    SIGN_VERIFY = "SIGN_VERIFY"
    GENERATE_VERIFY_MAC = "GENERATE_VERIFY_MAC"
    KEY_AGREEMENT = "KEY_AGREEMENT"


class KeyBase(GrantsOnKey, Native, Resource):
    """What keys of the app and imported keys share."""

    key_arn: str
    key_id: str
    policy: PolicyDocument | None = None
    trust_account_identities = True

    def add_alias(self, alias_name: str) -> Any:
        """Give it another name."""
        from landform.cdk.aws_kms.alias import Alias

        full = alias_name if alias_name.startswith(ALIAS_PREFIX) else ALIAS_PREFIX + alias_name
        id = f"Alias{alias_name}" if self._has_alias else "Alias"
        self._has_alias = True
        return Alias(self, id, alias_name=full, target_key=self)

    _has_alias = False

    def add_to_resource_policy(
        self, statement: PolicyStatement, allow_no_op: bool | None = None
    ) -> AddToResourcePolicyResult:
        """Add to the key policy."""
        if self.policy is None:
            if allow_no_op is False:
                raise ValueError(
                    f"Unable to add statement to IAM resource policy for KMS key: {self.key_arn!r}"
                )
            return AddToResourcePolicyResult(statement_added=False)
        self.policy.add_statements(statement)
        return AddToResourcePolicyResult(statement_added=True, policy_dependable=self)


class Key(KeyBase):
    """A key."""

    def __init__(
        self,
        scope: Any,
        id: str,
        *,
        admins: Sequence[Any] | None = None,
        alias: str | None = None,
        description: str | None = None,
        enabled: bool | None = None,
        enable_key_rotation: bool | None = None,
        key_spec: KeySpec | None = None,
        key_usage: KeyUsage | None = None,
        multi_region: bool | None = None,
        pending_window: Duration | None = None,
        policy: PolicyDocument | None = None,
        removal_policy: RemovalPolicy | None = None,
        rotation_period: Duration | None = None,
    ) -> None:
        super().__init__(scope, id)
        _check_usage(key_spec, key_usage)
        _check_rotation(key_spec, enable_key_rotation, rotation_period)
        self.policy = policy if policy is not None else _default_policy()
        resource = _cfn_key()(
            self,
            "Resource",
            description=description,
            enable_key_rotation=(
                True if rotation_period is not None and enable_key_rotation is None else enable_key_rotation
            ),
            rotation_period_in_days=rotation_period.to_days() if rotation_period is not None else None,
            enabled=enabled,
            key_spec=key_spec,
            key_usage=key_usage,
            key_policy=self.policy,
            multi_region=multi_region,
            pending_window_in_days=_pending_days(pending_window),
        )
        self.key_arn = resource.attr_arn
        self.key_id = resource.ref
        resource.apply_removal_policy(removal_policy)
        for admin in admins or ():
            self.grant_admin(admin)
        if alias is not None:
            self.add_alias(alias)
        self.node.add_validation(self.policy.validate_for_resource_policy)

    DEFAULT_DUMMY_KEY_ID = "1234abcd-12ab-34cd-56ef-1234567890ab"

    @staticmethod
    def from_key_arn(scope: Any, id: str, key_arn: str) -> "ImportedKey":
        """A key that exists already."""
        return ImportedKey(scope, id, key_arn)

    @staticmethod
    def from_cfn_key(cfn_key: Any) -> "KeyOfResource":
        """A plain resource of the app as a key; its policy can be added to."""
        found = cfn_key.node.try_find_child(OF_RESOURCE)
        return found if isinstance(found, KeyOfResource) else KeyOfResource(cfn_key)

    @staticmethod
    def from_lookup(
        scope: Any, id: str, *, alias_name: str, return_dummy_key_on_missing: bool | None = None
    ) -> "ImportedKey":
        """The key of an alias, looked up when the app is synthesized."""
        if is_unresolved(alias_name):
            raise ValueError("All arguments to Key.fromLookup() must be concrete (no Tokens)")
        found = get_value(
            scope,
            "key-provider",
            {"aliasName": alias_name},
            dummy={"keyId": Key.DEFAULT_DUMMY_KEY_ID},
            must_exist=not return_dummy_key_on_missing,
        )
        components = {"service": "kms", "resource": "key", "resource_name": found["keyId"]}
        return ImportedKey(scope, id, Arn.format_components(components, Stack.of(scope)))

    @staticmethod
    def is_lookup_dummy(key: Any) -> bool:
        """Whether the look-up found no key."""
        return bool(key.key_ref.key_id == Key.DEFAULT_DUMMY_KEY_ID)


class ImportedKey(KeyBase):
    """A key that exists already; its policy is not changed."""

    def __init__(self, scope: Any, id: str, arn: str) -> None:
        super().__init__(scope, id, environment_from_arn=arn)
        parts = Arn.split(arn, ArnFormat.SLASH_RESOURCE_NAME)
        if not parts.resource_name:
            raise ValueError(
                "KMS key ARN must be in the format "
                f"'arn:<partition>:kms:<region>:<account>:key/<keyId>', got: '{arn}'"
            )
        self.key_arn = arn
        self.key_id = parts.resource_name


OF_RESOURCE = "@FromCfnKey"


class KeyOfResource(KeyBase):
    """A plain resource of the app as a key."""

    trust_account_identities = False

    def __init__(self, cfn_key: Any) -> None:
        super().__init__(cfn_key, OF_RESOURCE)
        self._cfn_key = cfn_key
        self.key_arn = cfn_key.attr_arn
        self.key_id = cfn_key.ref

    @property
    def grants(self) -> KeyGrants:
        """The grants, each in both policies: nothing is known of what the key's own says."""
        return KeyGrants(self, trust_account_identities=False)

    def add_to_resource_policy(
        self, statement: PolicyStatement, allow_no_op: bool | None = None
    ) -> AddToResourcePolicyResult:
        """Add to the resource's policy."""
        del allow_no_op
        found: AddToResourcePolicyResult = ResourceWithPolicies.of(self._cfn_key).add_to_resource_policy(
            statement
        )
        return found


def _cfn_key() -> Any:
    import landform.cdk.aws_kms as module

    return module.__getattr__("CfnKey")


def _default_policy() -> PolicyDocument:
    """The account may do everything, so IAM policies decide.

    Source: https://docs.aws.amazon.com/kms/latest/developerguide/key-policy-default.html
    """
    root = AccountRootPrincipal()
    return PolicyDocument(statements=[PolicyStatement(actions=["kms:*"], resources=["*"], principals=[root])])


def _check_usage(spec: Any, usage: KeyUsage | None) -> None:
    name = spec.value if spec is not None else "SYMMETRIC_DEFAULT"
    use = usage or KeyUsage.ENCRYPT_DECRYPT
    is_mac, is_symmetric = name.startswith("HMAC"), name == "SYMMETRIC_DEFAULT"
    wrong = (
        (is_mac and use is not KeyUsage.GENERATE_VERIFY_MAC)
        or (not is_mac and use is KeyUsage.GENERATE_VERIFY_MAC)
        or (is_symmetric and use is not KeyUsage.ENCRYPT_DECRYPT)
        or (name in _SIGNING_ONLY and use is not KeyUsage.SIGN_VERIFY)
        or (name.startswith("ECC") and use is KeyUsage.ENCRYPT_DECRYPT)
        or (name.startswith("RSA") and use is KeyUsage.KEY_AGREEMENT)
    )
    if wrong:
        shown = spec.value if spec is not None else "undefined"
        raise ValueError(f"key spec '{shown}' is not valid with usage '{use.value}'")


def _check_rotation(spec: Any, enabled: bool | None, period: Duration | None) -> None:
    if enabled and spec is not None and spec.value != "SYMMETRIC_DEFAULT":
        raise ValueError("key rotation cannot be enabled on asymmetric keys")
    if period is None:
        return
    if enabled is False:
        raise ValueError("'rotationPeriod' cannot be specified when 'enableKeyRotation' is disabled")
    if not period.is_unresolved() and not 90 <= period.to_days() <= 2560:
        raise ValueError(
            f"'rotationPeriod' value must between 90 and 2650 days. Received: {period.to_days()}"
        )


def _pending_days(window: Duration | None) -> float | None:
    if window is None:
        return None
    days = window.to_days()
    if not is_unresolved(days) and not 7 <= days <= 30:
        raise ValueError(f"'pendingWindow' value must between 7 and 30 days. Received: {days}")
    return days


__all__ = ["ImportedKey", "Key", "KeyBase", "KeyGrants", "KeySpec", "KeyUsage"]
