"""The closed sets of user pools.

Source: https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-resource-cognito-userpool.html
"""

from enum import Enum


class AccountRecovery(Enum):
    """How users get into their account again."""

    EMAIL_AND_PHONE_WITHOUT_MFA = 0
    PHONE_WITHOUT_MFA_AND_EMAIL = 1
    EMAIL_ONLY = 2
    PHONE_ONLY_WITHOUT_MFA = 3
    PHONE_AND_EMAIL = 4
    NONE = 5


class AdvancedSecurityMode(Enum):
    """What becomes of risky sign-ins; threat protection took its place."""

    ENFORCED = "ENFORCED"
    AUDIT = "AUDIT"
    OFF = "OFF"


class CustomThreatProtectionMode(Enum):
    """What becomes of risky sign-ins by a custom flow."""

    FULL_FUNCTION = "ENFORCED"
    AUDIT_ONLY = "AUDIT"


class StandardThreatProtectionMode(Enum):
    """What becomes of risky sign-ins."""

    FULL_FUNCTION = "ENFORCED"
    AUDIT_ONLY = "AUDIT"
    NO_ENFORCEMENT = "OFF"


class FeaturePlan(Enum):
    """What a pool can do and costs."""

    LITE = "LITE"
    ESSENTIALS = "ESSENTIALS"
    PLUS = "PLUS"


class LambdaVersion(Enum):
    """The version of the event that a trigger gets."""

    V1_0 = "V1_0"
    V2_0 = "V2_0"
    V3_0 = "V3_0"


class ManagedLoginVersion(Enum):
    """Which pages users sign in on."""

    CLASSIC_HOSTED_UI = 1
    NEWER_MANAGED_LOGIN = 2


class Mfa(Enum):
    """Whether a second factor is asked for."""

    OFF = "OFF"
    OPTIONAL = "OPTIONAL"
    REQUIRED = "ON"


class OidcAttributeRequestMethod(Enum):
    """How attributes are asked for."""

    GET = "GET"
    POST = "POST"


class PasskeyUserVerification(Enum):
    """Whether passkeys check who uses them."""

    PREFERRED = "preferred"
    REQUIRED = "required"


class SigningAlgorithm(Enum):
    """How SAML requests are signed."""

    RSA_SHA256 = "rsa-sha256"


class UserPoolIdentityProviderSamlMetadataType(Enum):
    """Where the metadata of a SAML provider are."""

    URL = "url"
    FILE = "file"


class VerificationEmailStyle(Enum):
    """How users confirm an address."""

    CODE = "CONFIRM_WITH_CODE"
    LINK = "CONFIRM_WITH_LINK"
