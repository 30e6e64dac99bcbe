"""The grants on a key, and which actions each of them means.

Source: https://docs.aws.amazon.com/kms/latest/developerguide/kms-api-permissions-reference.html
"""

from typing import Any, Final

from landform.cdk.aws_iam.grant import Grant
from landform.cdk.core.checked import Checked
from landform.cdk.core.tokens import is_unresolved

ENCRYPT: Final = ("kms:Encrypt", "kms:ReEncrypt*", "kms:GenerateDataKey*")
DECRYPT: Final = ("kms:Decrypt",)
ADMIN: Final = (
    *("kms:Create*", "kms:Describe*", "kms:Enable*", "kms:List*", "kms:Put*", "kms:Update*", "kms:Revoke*"),
    *("kms:Disable*", "kms:Get*", "kms:Delete*", "kms:TagResource", "kms:UntagResource"),
    *("kms:ScheduleKeyDeletion", "kms:CancelKeyDeletion"),
)


class KeyGrants(Checked):
    """The grants on a key."""

    def __init__(self, resource: Any, trust_account_identities: bool = True) -> None:
        self.resource = resource
        self._trusts = trust_account_identities

    @staticmethod
    def from_key(resource: Any, trust_account_identities: bool | None = None) -> "KeyGrants":
        """The grants on a key."""
        return KeyGrants(resource, trust_account_identities is not False)

    def actions(self, grantee: Any, *actions: str) -> Grant:
        """Allow actions: in the principal's policy, or in the key's where the principal has none here."""
        common = {
            "grantee": grantee,
            "actions": list(actions),
            "resource": self.resource,
            "resource_arns": [self.resource.key_arn],
            "resource_self_arns": ["*"],
        }
        if self._trusts and not self._is_foreign(grantee):
            return Grant.add_to_principal_or_resource(**common)
        return Grant.add_to_principal_and_resource(**common)

    def admin(self, grantee: Any) -> Grant:
        """Administer the key."""
        return self.actions(grantee, *ADMIN)

    def decrypt(self, grantee: Any) -> Grant:
        """Decrypt."""
        return self.actions(grantee, *DECRYPT)

    def encrypt(self, grantee: Any) -> Grant:
        """Encrypt."""
        return self.actions(grantee, *ENCRYPT)

    def encrypt_decrypt(self, grantee: Any) -> Grant:
        """Both."""
        return self.actions(grantee, *DECRYPT, *ENCRYPT)

    def generate_mac(self, grantee: Any) -> Grant:
        """Make message authentication codes."""
        return self.actions(grantee, "kms:GenerateMac")

    def verify_mac(self, grantee: Any) -> Grant:
        """Check them."""
        return self.actions(grantee, "kms:VerifyMac")

    def sign(self, grantee: Any) -> Grant:
        """Sign."""
        return self.actions(grantee, "kms:Sign")

    def verify(self, grantee: Any) -> Grant:
        """Check signatures."""
        return self.actions(grantee, "kms:Verify")

    def sign_verify(self, grantee: Any) -> Grant:
        """Both."""
        return self.actions(grantee, "kms:Sign", "kms:Verify")

    def _is_foreign(self, grantee: Any) -> bool:
        """Whether the grantee is known to be in another account or region than the key."""
        principal = grantee.grant_principal
        if not hasattr(principal, "node"):
            return False
        own, other = self.resource.env, principal.env
        return _differ(own.account, other.account) or _differ(own.region, other.region)


def _differ(first: str, second: str) -> bool:
    return not is_unresolved(first) and not is_unresolved(second) and first != second


class GrantsOnKey:
    """The grants as methods of the key itself."""

    @property
    def grants(self) -> KeyGrants:
        """The grants."""
        return KeyGrants(self)

    def grant(self, grantee: Any, *actions: str) -> Grant:
        """Allow actions."""
        return self.grants.actions(grantee, *actions)

    def grant_admin(self, grantee: Any) -> Grant:
        """Administer the key."""
        return self.grants.admin(grantee)

    def grant_decrypt(self, grantee: Any) -> Grant:
        """Decrypt."""
        return self.grants.decrypt(grantee)

    def grant_encrypt(self, grantee: Any) -> Grant:
        """Encrypt."""
        return self.grants.encrypt(grantee)

    def grant_encrypt_decrypt(self, grantee: Any) -> Grant:
        """Both."""
        return self.grants.encrypt_decrypt(grantee)

    def grant_generate_mac(self, grantee: Any) -> Grant:
        """Make message authentication codes."""
        return self.grants.generate_mac(grantee)

    def grant_verify_mac(self, grantee: Any) -> Grant:
        """Check them."""
        return self.grants.verify_mac(grantee)

    def grant_sign(self, grantee: Any) -> Grant:
        """Sign."""
        return self.grants.sign(grantee)

    def grant_verify(self, grantee: Any) -> Grant:
        """Check signatures."""
        return self.grants.verify(grantee)

    def grant_sign_verify(self, grantee: Any) -> Grant:
        """Both."""
        return self.grants.sign_verify(grantee)
