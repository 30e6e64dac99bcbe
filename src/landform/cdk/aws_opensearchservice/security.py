"""Who may do what in a domain, as the domain itself sees to it.

Source: https://docs.aws.amazon.com/opensearch-service/latest/developerguide/fgac.html
"""

import json
from typing import Any, Final

from landform.cdk.core.tokens import is_unresolved
from landform.cdk.l1.lookup import given

_MAX_MINUTES: Final = 1440
_ENTITY: Final = (8, 512)  # letters
_METADATA: Final = (1, 1048576)  # letters
_NO_PASSWORD: Final = "{}'\\*[]()`"  # letters that make trouble in requests


class Security:
    """Fine-grained access control, as the options of a domain ask for it."""

    def __init__(self, scope: Any, props: Any) -> None:
        control = given(
            "aws_opensearchservice", "AdvancedSecurityOptions", props.fine_grained_access_control or {}
        )
        self._control = control
        self.user_arn = control.master_user_arn
        self.user_name = control.master_user_name
        if self.user_name is None and props.use_unsigned_basic_auth:
            self.user_name = "admin"
        if self.user_arn is not None and self.user_name is not None:
            raise ValueError(
                "Invalid fine grained access control settings. Only provide one of master user ARN or master "
                "user name. Not both."
            )
        self.is_enabled = self.user_arn is not None or self.user_name is not None
        self.password: Any = None
        if self.user_name is not None:
            self.password = control.master_user_password or self._made_password(scope)
        if control.saml_authentication_enabled and control.saml_authentication_options is None:
            raise ValueError("You need to specify at least one SAML option when SAML is enabled")

    def _made_password(self, scope: Any) -> Any:
        from landform.cdk.aws_secretsmanager.secret import Secret

        secret = Secret(
            scope,
            "MasterUser",
            generate_secret_string={
                "secret_string_template": json.dumps({"username": self.user_name}, separators=(",", ":")),
                "generate_string_key": "password",
                "exclude_characters": _NO_PASSWORD,
            },
        )
        return secret.secret_value_from_json("password")

    def options(self) -> dict[str, Any] | None:
        """As the resource has it."""
        if not self.is_enabled:
            return None
        return {
            "Enabled": True,
            "InternalUserDatabaseEnabled": self.user_name is not None,
            "MasterUserOptions": {
                "MasterUserARN": self.user_arn,
                "MasterUserName": self.user_name,
                "MasterUserPassword": self.password.unsafe_unwrap() if self.password is not None else None,
            },
            "SAMLOptions": self._saml(),
        }

    def _saml(self) -> dict[str, Any] | None:
        saml = given(
            "aws_opensearchservice", "SAMLOptionsProperty", self._control.saml_authentication_options
        )
        if not self._control.saml_authentication_enabled or saml is None:
            return None
        _check_lengths(saml)
        return {
            "Enabled": True,
            "Idp": {"EntityId": saml.idp_entity_id, "MetadataContent": saml.idp_metadata_content},
            "MasterBackendRole": saml.master_backend_role,
            "MasterUserName": saml.master_user_name,
            "RolesKey": saml.roles_key or "roles",
            "SessionTimeoutMinutes": saml.session_timeout_minutes or 60,
            "SubjectKey": saml.subject_key,
        }


def _check_lengths(saml: Any) -> None:
    minutes = saml.session_timeout_minutes
    if minutes is not None and not is_unresolved(minutes) and not 1 <= minutes <= _MAX_MINUTES:
        raise ValueError(f"SAML session timeout must be a value between 1 and {_MAX_MINUTES}.")
    for words, text, least, most in (
        ("identity provider entity ID", saml.idp_entity_id, *_ENTITY),
        ("identity provider metadata content", saml.idp_metadata_content, *_METADATA),
    ):
        if not is_unresolved(text) and not least <= len(text) <= most:
            raise ValueError(
                f"SAML {words} must be between {least} and {most} characters long, received {len(text)}."
            )
