"""The old way of giving a secret its value; `secret_string_value` of Secret has replaced it."""

from landform.cdk.core.checked import Checked
from landform.cdk.core.tokens import is_unresolved


class SecretStringValueBeta1(Checked):
    """A text for a secret."""

    def __init__(self, value: str) -> None:
        self._value = value

    @staticmethod
    def from_unsafe_plaintext(secret_value: str) -> "SecretStringValueBeta1":
        """A text that everyone can read in the template."""
        return SecretStringValueBeta1(secret_value)

    @staticmethod
    def from_token(secret_value_from_token: str) -> "SecretStringValueBeta1":
        """A text known only at deployment."""
        if not is_unresolved(secret_value_from_token):
            raise ValueError(
                "SecretStringValueBeta1 appears to be plaintext (unsafe) string (or resolved Token), use "
                "fromUnsafePlaintext if this is intentional"
            )
        return SecretStringValueBeta1(secret_value_from_token)

    def secret_value(self) -> str:
        """The text."""
        return self._value
