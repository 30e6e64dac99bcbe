"""What triggers of a user pool are called for.

Source: https://docs.aws.amazon.com/cognito/latest/developerguide/cognito-user-identity-pools-working-with-aws-lambda-triggers.html
"""

from typing import ClassVar, Final

from landform.cdk.core.native import Native
from landform.cdk.l1.naming import camel

#: Operations whose trigger is named with the version of its event.
VERSIONED: Final = ("customEmailSender", "customSmsSender", "preTokenGenerationConfig")


class UserPoolOperation(Native):
    """What a trigger is called for."""

    CREATE_AUTH_CHALLENGE: ClassVar["UserPoolOperation"]
    CUSTOM_EMAIL_SENDER: ClassVar["UserPoolOperation"]
    CUSTOM_MESSAGE: ClassVar["UserPoolOperation"]
    CUSTOM_SMS_SENDER: ClassVar["UserPoolOperation"]
    DEFINE_AUTH_CHALLENGE: ClassVar["UserPoolOperation"]
    POST_AUTHENTICATION: ClassVar["UserPoolOperation"]
    POST_CONFIRMATION: ClassVar["UserPoolOperation"]
    PRE_AUTHENTICATION: ClassVar["UserPoolOperation"]
    PRE_SIGN_UP: ClassVar["UserPoolOperation"]
    PRE_TOKEN_GENERATION: ClassVar["UserPoolOperation"]
    PRE_TOKEN_GENERATION_CONFIG: ClassVar["UserPoolOperation"]
    USER_MIGRATION: ClassVar["UserPoolOperation"]
    VERIFY_AUTH_CHALLENGE_RESPONSE: ClassVar["UserPoolOperation"]

    def __init__(self, operation_name: str) -> None:
        self.operation_name = operation_name

    @staticmethod
    def of(name: str) -> "UserPoolOperation":
        """Another one."""
        return UserPoolOperation(f"{name[:1].lower()}{name[1:]}")


for _each in UserPoolOperation.__annotations__:
    setattr(UserPoolOperation, _each, UserPoolOperation(camel(_each.lower())))
