"""Settings of user pools, as their resources have them.

Source: https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-resource-cognito-userpool.html
"""

from typing import Any, Final, NamedTuple

from landform.cdk.aws_cognito.enums import AccountRecovery, FeaturePlan, Mfa
from landform.cdk.core.names import Names
from landform.cdk.core.tokens import is_unresolved
from landform.cdk.l1.lookup import given

_LONGEST_EXTERNAL_ID: Final = 1223  # letters
_PASSWORDS: Final = (6, 99)  # letters
_LONGEST_VALIDITY: Final = 365  # days
_MOST_KEPT: Final = 24  # passwords
_PHONE: Final = "verified_phone_number"
_EMAIL: Final = "verified_email"
_RECOVERIES: Final = {
    AccountRecovery.EMAIL_AND_PHONE_WITHOUT_MFA: (_EMAIL, _PHONE),
    AccountRecovery.PHONE_WITHOUT_MFA_AND_EMAIL: (_PHONE, _EMAIL),
    AccountRecovery.EMAIL_ONLY: (_EMAIL,),
    AccountRecovery.PHONE_ONLY_WITHOUT_MFA: (_PHONE,),
    AccountRecovery.NONE: ("admin_only",),
}


class Aliases(NamedTuple):
    """With what users sign in."""

    username_attributes: list[str] | None
    alias_attributes: list[str] | None


def aliases(chosen: Any) -> Aliases:
    """With what users sign in: beside a name, or instead of it."""
    sign_in = given("aws_cognito", "SignInAliases", chosen if chosen is not None else {"username": True})
    if sign_in.preferred_username and not sign_in.username:
        raise ValueError("username sign-in must be enabled if preferred_username is enabled")
    found = _chosen(sign_in)
    if not sign_in.username:
        return Aliases(found, None)
    if sign_in.preferred_username:
        found.append("preferred_username")
    return Aliases(None, found or None)


def auto_verified(props: Any) -> list[str] | None:
    """What is verified at sign-up."""
    if props.auto_verify is not None:
        return _chosen(given("aws_cognito", "AutoVerifiedAttrs", props.auto_verify))
    return _chosen(given("aws_cognito", "SignInAliases", props.sign_in_aliases or {})) or None


def kept(chosen: Any) -> dict[str, Any] | None:
    """What stays as it was until a change of it is verified."""
    if chosen is None:
        return None
    attributes = _chosen(given("aws_cognito", "KeepOriginalAttrs", chosen))
    return {"attributes_require_verification_before_update": attributes}


def username(is_case_sensitive: bool | None) -> dict[str, Any] | None:
    """Whether letters' case counts."""
    return {"case_sensitive": is_case_sensitive} if is_case_sensitive is not None else None


def recovery(chosen: AccountRecovery | None) -> dict[str, Any] | None:
    """How users get into their account again."""
    ways = _RECOVERIES.get(chosen or AccountRecovery.PHONE_WITHOUT_MFA_AND_EMAIL)
    if ways is None:
        return None
    return {"recovery_mechanisms": [{"name": each, "priority": place} for place, each in enumerate(ways, 1)]}


def factors(props: Any) -> list[str] | None:
    """Which second factors there are."""
    if props.mfa is None or props.mfa is Mfa.OFF:
        return None
    chosen = given("aws_cognito", "MfaSecondFactor", props.mfa_second_factor)
    if chosen is None:
        return ["SMS_MFA"]
    if chosen.email:
        _require_mail_factor(props)
    found = {"SMS_MFA": chosen.sms, "SOFTWARE_TOKEN_MFA": chosen.otp, "EMAIL_OTP": chosen.email}
    return [name for name, is_on in found.items() if is_on]


def sms(pool: Any, props: Any) -> dict[str, Any] | None:
    """Who sends text messages: the role that is given, or one that is made where it is needed."""
    if props.sms_role is not None:
        if props.enable_sms_role is False:
            raise ValueError("enable_sms_role cannot be disabled when sms_role is specified")
        return {
            "sns_caller_arn": props.sms_role.role_ref.role_arn,
            "external_id": props.sms_role_external_id,
            "sns_region": props.sns_region,
        }
    if props.enable_sms_role is False or not (props.enable_sms_role or _needs_sms(props)):
        return None
    external_id = Names.unique_id(pool)[:_LONGEST_EXTERNAL_ID]
    return {
        "external_id": external_id,
        "sns_caller_arn": _sms_role(pool, external_id).role_arn,
        "sns_region": props.sns_region,
    }


def policies(props: Any) -> dict[str, Any] | None:
    """What passwords are like, and what users sign in with first."""
    found = {"password_policy": _passwords(props), "sign_in_policy": _sign_in(props)}
    known = {name: value for name, value in found.items() if value is not None}
    return known or None


def add_ons(props: Any) -> dict[str, Any] | None:
    """What becomes of risky sign-ins."""
    standard, custom = props.standard_threat_protection_mode, props.custom_threat_protection_mode
    if standard is None and custom is None:
        mode = props.advanced_security_mode
        return {"advanced_security_mode": mode.value} if mode is not None else None
    if props.advanced_security_mode is not None:
        raise ValueError(
            "you cannot set Threat Protection and Advanced Security Mode at the same time. Advanced Security "
            "Mode is deprecated and should be replaced with Threat Protection instead."
        )
    found: dict[str, Any] = {"advanced_security_mode": standard.value if standard is not None else "OFF"}
    if custom is not None:
        found["advanced_security_additional_flows"] = {"custom_auth_mode": custom.value}
    return found


def _chosen(attributes: Any) -> list[str]:
    return [
        name
        for name, is_chosen in (("email", attributes.email), ("phone_number", attributes.phone))
        if is_chosen
    ]


def _needs_sms(props: Any) -> bool:
    by_phone = "phone_number" in (auto_verified_or_alias(props))
    return by_phone or "SMS_MFA" in (factors(props) or ())


def auto_verified_or_alias(props: Any) -> list[str]:
    """What messages go to."""
    aliases_given = given("aws_cognito", "SignInAliases", props.sign_in_aliases or {})
    verified = given("aws_cognito", "AutoVerifiedAttrs", props.auto_verify or {})
    return [*_chosen(aliases_given), *_chosen(verified)]


def _sms_role(pool: Any, external_id: str) -> Any:
    from landform.cdk.aws_iam.policy_document import PolicyDocument
    from landform.cdk.aws_iam.policy_statement import PolicyStatement
    from landform.cdk.aws_iam.principals import ServicePrincipal
    from landform.cdk.aws_iam.role import Role

    publish = PolicyStatement(actions=["sns:Publish"], resources=["*"])
    return Role(
        pool,
        "smsRole",
        assumed_by=ServicePrincipal(
            "cognito-idp.amazonaws.com", conditions={"StringEquals": {"sts:ExternalId": external_id}}
        ),
        inline_policies={"sns-publish": PolicyDocument(statements=[publish])},
    )


def _require_mail_factor(props: Any) -> None:
    if props.email is None or not props.email.is_ses:
        raise ValueError(
            "To enable email-based MFA, set `email` to the Amazon SES email-sending configuration "
            "(UserPoolEmail.with_ses)."
        )
    if props.feature_plan is FeaturePlan.LITE and props.advanced_security_mode is None:
        raise ValueError(
            "To enable email-based MFA, set `feature_plan` to `FeaturePlan.ESSENTIALS` or `FeaturePlan.PLUS`."
        )


def _passwords(props: Any) -> dict[str, Any] | None:
    policy = given("aws_cognito", "PasswordPolicy", props.password_policy)
    if policy is None:
        return None
    validity = policy.temp_password_validity
    days = validity.to_days() if validity is not None else None
    if days is not None and not is_unresolved(days) and days > _LONGEST_VALIDITY:
        raise ValueError(
            f"temp_password_validity cannot be greater than {_LONGEST_VALIDITY} days (received: {days:g})"
        )
    length = policy.min_length if policy.min_length is not None else 8
    if not is_unresolved(length) and not _PASSWORDS[0] <= length <= _PASSWORDS[1]:
        raise ValueError(
            f"min_length for password must be between {_PASSWORDS[0]} and {_PASSWORDS[1]} "
            f"(received: {length:g})"
        )
    return {
        "temporary_password_validity_days": days,
        "minimum_length": length,
        "require_lowercase": policy.require_lowercase,
        "require_uppercase": policy.require_uppercase,
        "require_numbers": policy.require_digits,
        "require_symbols": policy.require_symbols,
        "password_history_size": _history(policy.password_history_size, props),
    }


def _history(size: float | None, props: Any) -> float | None:
    if size is None or is_unresolved(size):
        return size
    if props.feature_plan is FeaturePlan.LITE and props.advanced_security_mode is None:
        raise ValueError("`password_history_size` cannot be set when `feature_plan` is `FeaturePlan.LITE`.")
    if not 0 <= size <= _MOST_KEPT:
        raise ValueError(f"`password_history_size` must be between 0 and {_MOST_KEPT} (received: {size:g}).")
    return size


def _sign_in(props: Any) -> dict[str, Any] | None:
    policy = given("aws_cognito", "SignInPolicy", props.sign_in_policy)
    allowed = given(
        "aws_cognito",
        "AllowedFirstAuthFactors",
        policy.allowed_first_auth_factors if policy is not None else None,
    )
    if allowed is None:
        return None
    if not allowed.password:
        raise ValueError("The password authentication cannot be disabled.")
    found = {
        "PASSWORD": allowed.password,
        "EMAIL_OTP": allowed.email_otp,
        "SMS_OTP": allowed.sms_otp,
        "WEB_AUTHN": allowed.passkey,
    }
    factors_allowed = [name for name, is_on in found.items() if is_on]
    if len(factors_allowed) > 1 and props.feature_plan is FeaturePlan.LITE:
        raise ValueError(
            "To enable choice-based authentication, set `feature_plan` to `FeaturePlan.ESSENTIALS` or "
            "`FeaturePlan.PLUS`."
        )
    return {"allowed_first_auth_factors": factors_allowed}
