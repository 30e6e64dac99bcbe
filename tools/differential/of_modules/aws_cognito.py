"""Calls of aws_cognito."""

from typing import Final

from tools.differential.making import construct, enum, record, static

_SECRET: Final = static("aws_cdk.SecretValue.secrets_manager", "name")
_HOUR: Final = static("aws_cdk.Duration.hours", 1)
_DAY: Final = static("aws_cdk.Duration.days", 1)
_POOL: Final = construct("aws_cognito.UserPool", "Pool0")
_NAMED: Final = {
    "static": "aws_cognito.UserPool.from_user_pool_id",
    "args": [{"stack": True}, "Pool1", "us-east-1_b"],
}
_DOMAIN: Final = record("aws_cognito.CognitoDomainOptions", domain_prefix="landform-a")
VALUES: Final = {
    "aws_cognito.IUserPool": (_POOL, _NAMED),
    "aws_cognito.IUserPoolIdentityProvider": (
        construct(
            "aws_cognito.UserPoolIdentityProviderAmazon",
            "Amazon0",
            client_id="c",
            client_secret="s",
            user_pool=_POOL,
        ),
        {
            "static": "aws_cognito.UserPoolIdentityProvider.from_provider_name",
            "args": [{"stack": True}, "Provider1", "P"],
        },
    ),
}
ALWAYS: Final = {
    "aws_cognito.UserPoolClient": {"user_pool_client_name": "landform-c"},
    "aws_cognito.UserPool.add_client": {"user_pool_client_name": "landform-c"},
    "aws_cognito.UserPoolDomain": {"cognito_domain": _DOMAIN},
    "aws_cognito.UserPool.add_domain": {"cognito_domain": _DOMAIN},
    "aws_cognito.UserPoolIdentityProviderGoogle": {"client_secret_value": _SECRET},
    "aws_cognito.UserPoolIdentityProviderApple": {"private_key_value": _SECRET},
}
SAME: Final = {
    "aws_cognito.UserPool": "aws_cognito.IUserPool",
    "interfaces.aws_cognito.IUserPoolIdentityProviderRef": "aws_cognito.IUserPoolIdentityProvider",
    "interfaces.aws_cognito.IUserPoolRef": "aws_cognito.IUserPool",
    "interfaces.aws_iam.IRoleRef": "aws_iam.IRole",
}
_SES: Final = static("aws_cognito.UserPoolEmail.with_ses", from_email="a@example.com", ses_region="us-east-1")
TOGETHER: Final = {
    "aws_cognito.UserPool": {
        "a second factor by mail": {
            "kw": {
                "mfa": enum("aws_cognito.Mfa.REQUIRED"),
                "mfa_second_factor": record("aws_cognito.MfaSecondFactor", sms=False, otp=True, email=True),
                "email": _SES,
            }
        },
        "threat protection": {
            "kw": {
                "feature_plan": enum("aws_cognito.FeaturePlan.PLUS"),
                "standard_threat_protection_mode": enum(
                    "aws_cognito.StandardThreatProtectionMode.FULL_FUNCTION"
                ),
                "custom_threat_protection_mode": enum("aws_cognito.CustomThreatProtectionMode.AUDIT_ONLY"),
            }
        },
        "text messages without a role": {
            "kw": {"enable_sms_role": False, "mfa": enum("aws_cognito.Mfa.OPTIONAL")}
        },
    },
    "aws_cognito.UserPoolDomain": {
        "of one's own": {
            "kw": {
                "cognito_domain": None,
                "custom_domain": record(
                    "aws_cognito.CustomDomainOptions",
                    domain_name="example.com",
                    certificate=construct(
                        "aws_certificatemanager.CfnCertificate", "Certificate0", domain_name="example.com"
                    ),
                ),
            }
        }
    },
    "aws_cognito.UserPoolClient": {
        "secret": {"kw": {"generate_secret": True}},
        "settings without OAuth": {
            "kw": {"disable_o_auth": True, "o_auth": record("aws_cognito.OAuthSettings")}
        },
    },
}
_TOKENS: Final = r"(id|access|refresh)_token_validity"
OWN: Final = [
    (r"aws_cognito\..*", _TOKENS, (_HOUR, _DAY)),
    (
        r"aws_cognito\..*",
        "auth_session_validity",
        (static("aws_cdk.Duration.minutes", 5), static("aws_cdk.Duration.minutes", 15)),
    ),
    (
        r"aws_cognito\..*",
        "refresh_token_rotation_grace_period",
        (static("aws_cdk.Duration.seconds", 0), static("aws_cdk.Duration.seconds", 45)),
    ),
    (r"aws_cognito\..*", "temp_password_validity", (_DAY, _DAY)),
    (r"aws_cognito\..*", "domain_prefix", ("landform-a", "landform-b")),
    (r"aws_cognito\..*", "mfa_message", ("Code: {####}", "{####} is it")),
    (r"aws_cognito\.UserVerificationConfig", "(email_body|sms_message)", ("{####}", "{####}")),
    (r"aws_cognito\..*", "ses_region", ("us-east-1", "eu-west-1")),
    (r"aws_cognito\..*", "from_email", ("a@example.com", "b@example.com")),
    (r"aws_cognito\..*", "ses_verified_domain", ("example.com", "example.org")),
    (r"aws_cognito\..*", "min_length", (12, 30)),
]
