"""Credentials of an account for others' repositories.

Source: https://docs.aws.amazon.com/codebuild/latest/userguide/access-tokens.html
"""

from typing import Any

from landform.cdk.core.native import Native
from landform.cdk.core.resource import Resource
from landform.cdk.core.secret_value import SecretValue
from landform.cdk.l1.lookup import cfn_class


class _Credentials(Native, Resource):
    def __init__(
        self,
        scope: Any,
        id: str,
        *,
        server: str,
        kind: str = "PERSONAL_ACCESS_TOKEN",
        token: SecretValue,
        user: SecretValue | None = None,
    ) -> None:
        super().__init__(scope, id)
        cfn_class("aws_codebuild", "CfnSourceCredential")(
            self,
            "Resource",
            server_type=server,
            auth_type=kind,
            token=token.unsafe_unwrap(),
            username=user.unsafe_unwrap() if user is not None else None,
        )


class GitHubSourceCredentials(_Credentials):
    """A token for GitHub."""

    def __init__(self, scope: Any, id: str, *, access_token: SecretValue) -> None:
        super().__init__(scope, id, server="GITHUB", token=access_token)


class GitHubEnterpriseSourceCredentials(_Credentials):
    """A token for a GitHub Enterprise server."""

    def __init__(self, scope: Any, id: str, *, access_token: SecretValue) -> None:
        super().__init__(scope, id, server="GITHUB_ENTERPRISE", token=access_token)


class BitBucketSourceCredentials(_Credentials):
    """A name and a password for Bitbucket."""

    def __init__(self, scope: Any, id: str, *, password: SecretValue, username: SecretValue) -> None:
        super().__init__(scope, id, server="BITBUCKET", kind="BASIC_AUTH", token=password, user=username)
