"""How mails to users are sent.

Source: https://docs.aws.amazon.com/cognito/latest/developerguide/user-pool-email.html
"""

import base64
import re
from typing import Any, Final

from landform.cdk.core.native import Native
from landform.cdk.core.stack import Stack
from landform.cdk.core.tokens import is_unresolved
from landform.cdk.l1.lookup import given

_QUOTED: Final = re.compile(r'"[^"]*"')
_SPECIAL: Final = re.compile(r'[()<>\[\]:;@\\"]')  # in a name only within quotes


class UserPoolEmail(Native):
    """How mails to users are sent."""

    is_ses = False

    @staticmethod
    def with_cognito(reply_to: str | None = None) -> "UserPoolEmail":
        """By Cognito."""
        return CognitoEmail(reply_to)

    @staticmethod
    def with_ses(
        *,
        from_email: str,
        configuration_set_name: str | None = None,
        from_name: str | None = None,
        reply_to: str | None = None,
        ses_region: str | None = None,
        ses_verified_domain: str | None = None,
    ) -> "UserPoolEmail":
        """By Simple Email Service."""
        options = {
            "from_email": from_email,
            "configuration_set_name": configuration_set_name,
            "from_name": from_name,
            "reply_to": reply_to,
            "ses_region": ses_region,
            "ses_verified_domain": ses_verified_domain,
        }
        return SesEmail(given("aws_cognito", "UserPoolSESOptions", options))

    def _bind(self, scope: Any) -> dict[str, Any]:
        """The settings as a pool's resource has them."""
        raise TypeError(f"{type(self).__name__} does not say how mails are sent")


class CognitoEmail(UserPoolEmail):
    """By Cognito."""

    def __init__(self, reply_to: str | None) -> None:
        self._reply_to = reply_to

    def _bind(self, scope: Any) -> dict[str, Any]:
        del scope
        reply = in_ascii(self._reply_to) if self._reply_to is not None else None
        return {"email_sending_account": "COGNITO_DEFAULT", "reply_to_email_address": reply}


class SesEmail(UserPoolEmail):
    """By Simple Email Service."""

    is_ses = True

    def __init__(self, options: Any) -> None:
        self._options = options

    def _bind(self, scope: Any) -> dict[str, Any]:
        options = self._options
        stack = Stack.of(scope)
        if is_unresolved(stack.region) and not options.ses_region:
            raise ValueError(
                'Your stack region cannot be determined so "ses_region" is required in UserPoolSESOptions'
            )
        domain = options.ses_verified_domain
        if domain is not None and options.from_email.rpartition("@")[2] != domain:
            raise ValueError('"from_email" contains a different domain than the "ses_verified_domain"')
        address = in_ascii(options.from_email)
        sender = f"{_encoded(options.from_name)} <{address}>" if options.from_name else address
        identity = in_ascii(domain if domain is not None else options.from_email)
        return {
            "from": sender,
            "reply_to_email_address": in_ascii(options.reply_to) if options.reply_to is not None else None,
            "configuration_set": options.configuration_set_name,
            "email_sending_account": "DEVELOPER",
            "source_arn": stack.format_arn(
                service="ses",
                resource="identity",
                resource_name=identity,
                region=options.ses_region or stack.region,
            ),
        }


def in_ascii(address: str) -> str:
    """A mail address or a domain, its domain as DNS has it."""
    if is_unresolved(address) or address.isascii():
        return address
    before, at, domain = address.rpartition("@")
    labels = [each if each.isascii() else each.encode("idna").decode() for each in domain.split(".")]
    return f"{before}{at}{'.'.join(labels)}"


def _encoded(name: str) -> str:
    """A sender's name as mail headers have it (RFC 2047)."""
    if is_unresolved(name):
        return name
    if _QUOTED.fullmatch(name):
        return name
    if name.isascii() and name.isprintable():
        escaped = re.sub(r'(["\\])', r"\\\1", name)
        return f'"{escaped}"' if _SPECIAL.search(name) else name
    return f"=?UTF-8?B?{base64.b64encode(name.encode()).decode()}?="
