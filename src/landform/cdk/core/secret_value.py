"""Values that must not be read by people, written into templates as references to where they are kept.

Source: https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/dynamic-references.html
"""

from typing import Any

from landform.cdk.core.tokens import Intrinsic, is_unresolved, token_text


class SecretValue(Intrinsic):
    """A secret; `unsafe_unwrap` gives the text for a template."""

    def __init__(
        self, protected_value: Any, *, stack_trace: bool | None = None, type_hint: Any = None
    ) -> None:
        super().__init__(protected_value, stack_trace=stack_trace, type_hint=type_hint)

    @staticmethod
    def cfn_dynamic_reference_key(
        secret_id: str,
        *,
        json_field: str | None = None,
        version_id: str | None = None,
        version_stage: str | None = None,
    ) -> str:
        """What a dynamic reference says of a secret of Secrets Manager."""
        parts = [secret_id, "SecretString", json_field or "", version_stage or "", version_id or ""]
        return ":".join(parts)

    @staticmethod
    def is_secret_value(x: Any) -> bool:
        """Whether it is one."""
        return isinstance(x, SecretValue)

    @staticmethod
    def unsafe_plain_text(secret: str) -> "SecretValue":
        """A secret that everyone can read in the template."""
        return SecretValue(secret)

    @staticmethod
    def plain_text(secret: str) -> "SecretValue":
        """Deprecated name of unsafe_plain_text."""
        return SecretValue(secret)

    @staticmethod
    def secrets_manager(
        secret_id: str,
        *,
        json_field: str | None = None,
        version_id: str | None = None,
        version_stage: str | None = None,
    ) -> "SecretValue":
        """A secret of Secrets Manager, by name or ARN."""
        if not secret_id:
            raise ValueError("secretId cannot be empty")
        if not is_unresolved(secret_id) and ":" in secret_id and not secret_id.startswith("arn:"):
            raise ValueError(f'secret id "{secret_id}" is not an ARN but contains ":"')
        if version_id and version_stage:
            raise ValueError(
                f"versionStage: '{version_stage}' and versionId: '{version_id}' were both provided but only "
                "one is allowed"
            )
        key = SecretValue.cfn_dynamic_reference_key(
            secret_id, json_field=json_field, version_id=version_id, version_stage=version_stage
        )
        return SecretValue(f"{{{{resolve:secretsmanager:{key}}}}}")

    @staticmethod
    def ssm_secure(parameter_name: str, version: str | None = None) -> "SecretValue":
        """A secure string of Parameter Store."""
        text = f"{parameter_name}:{version}" if version else parameter_name
        return SecretValue(f"{{{{resolve:ssm-secure:{text}}}}}")

    @staticmethod
    def cfn_dynamic_reference(ref: Any) -> "SecretValue":
        """A dynamic reference made by hand."""
        return SecretValue(ref)

    @staticmethod
    def cfn_parameter(param: Any) -> "SecretValue":
        """The value of a parameter that is not echoed."""
        if not param.no_echo:
            raise ValueError("CloudFormation parameter must be configured with 'NoEcho'")
        return SecretValue(param.value)

    @staticmethod
    def resource_attribute(attr: str) -> "SecretValue":
        """The attribute of a resource."""
        if not is_unresolved(attr):
            raise ValueError("SecretValue.resourceAttribute() must be used with a resource attribute")
        return SecretValue(attr)

    def unsafe_unwrap(self) -> str:
        """The text that stands for the secret."""
        return self._value if isinstance(self._value, str) else token_text(self)
