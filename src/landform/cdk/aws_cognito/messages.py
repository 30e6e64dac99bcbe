"""The messages that users get.

Source: https://docs.aws.amazon.com/cognito/latest/developerguide/cognito-user-pool-settings-message-customizations.html
"""

import re
from typing import Any, Final

from landform.cdk.aws_cognito.enums import VerificationEmailStyle
from landform.cdk.core.tokens import is_unresolved
from landform.cdk.l1.lookup import given

_CODE: Final = "{####}"
_LINK: Final = re.compile(r"\{##[^#]*##\}")
_LENGTHS: Final = (6, 140)  # letters of a text message
_SUBJECT: Final = "Verify your new account"
_BY_CODE: Final = f"The verification code to your new account is {_CODE}"
_BY_LINK: Final = "Verify your account by clicking on {##Verify Email##}"


def sms_authentication(message: str | None) -> str | None:
    """The text message of a second factor."""
    if message is None or is_unresolved(message):
        return message
    if _CODE not in message:
        raise ValueError(f"MFA message must contain the template string '{_CODE}'")
    if not _LENGTHS[0] <= len(message) <= _LENGTHS[1]:
        raise ValueError(f"MFA message must be between {_LENGTHS[0]} and {_LENGTHS[1]} characters")
    return message


def invitation(props: Any) -> dict[str, Any]:
    """Who makes users, and what new ones are told."""
    chosen = given("aws_cognito", "UserInvitationConfig", props.user_invitation)
    template = None
    if chosen is not None:
        members = {
            "email_message": chosen.email_body,
            "email_subject": chosen.email_subject,
            "sms_message": chosen.sms_message,
        }
        template = {name: value for name, value in members.items() if value is not None}
    found: dict[str, Any] = {"allow_admin_create_user_only": not props.self_sign_up_enabled}
    return found if template is None else {**found, "invite_message_template": template}


def verification(config: Any) -> dict[str, Any]:
    """What users are told who have to confirm an address, as properties of a pool."""
    chosen = given("aws_cognito", "UserVerificationConfig", config if config is not None else {})
    style = chosen.email_style or VerificationEmailStyle.CODE
    subject = chosen.email_subject or _SUBJECT
    text = chosen.sms_message or _BY_CODE
    if style is VerificationEmailStyle.CODE:
        body = chosen.email_body or _BY_CODE
        if not is_unresolved(body) and _CODE not in body:
            raise ValueError(f"Verification email body must contain the template string '{_CODE}'")
        if not is_unresolved(text) and _CODE not in text:
            raise ValueError(f"SMS message must contain the template string '{_CODE}'")
        template = {"email_message": body, "email_subject": subject}
        shown = {"email_verification_message": body, "email_verification_subject": subject}
    else:
        body = chosen.email_body or _BY_LINK
        if not is_unresolved(body) and _LINK.search(body) is None:
            raise ValueError("Verification email body must contain the template string '{##Verify Email##}'")
        template = {"email_message_by_link": body, "email_subject_by_link": subject}
        shown = {}
    return {
        **shown,
        "sms_verification_message": text,
        "verification_message_template": {
            "default_email_option": style.value,
            **template,
            "sms_message": text,
        },
    }
