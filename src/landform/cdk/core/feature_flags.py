"""Feature flags: context values that change what the library does."""

from typing import Any, Final

from landform.cdk.core.checked import Checked

WITHOUT_EFFECT: Final[dict[str, str]] = {}
"""Flags of version 1 that must not be set any more, with what to do instead."""

ON_BY_DEFAULT: Final = frozenset(
    {
        "@aws-cdk/core:newStyleStackSynthesis",
        "@aws-cdk/core:stackRelativeExports",
        "@aws-cdk/core:aspectStabilization",
        "@aws-cdk/aws-rds:lowercaseDbIdentifier",
        "@aws-cdk/aws-apigateway:usagePlanKeyOrderInsensitiveId",
        "@aws-cdk/aws-lambda:recognizeVersionProps",
        "@aws-cdk/aws-cloudfront:defaultSecurityPolicyTLSv1.2_2021",
        "aws-cdk:enableDiffNoFail",
    }
)
"""Flags that version 2 has on unless they are set to false."""


class FeatureFlags(Checked):
    """The flags as one construct sees them."""

    def __init__(self, construct: Any) -> None:
        self._construct = construct

    @staticmethod
    def of(scope: Any) -> "FeatureFlags":
        """The flags of a construct."""
        return FeatureFlags(scope)

    def is_enabled(self, feature_flag: str) -> bool | None:
        """Whether the flag is on."""
        value = self._construct.node.try_get_context(feature_flag)
        if value is None:
            return feature_flag in ON_BY_DEFAULT
        return bool(value)
