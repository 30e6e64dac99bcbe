"""What pools of the app and imported ones share."""

from typing import Any

from landform.cdk.aws_iam.grant import Grant
from landform.cdk.core.native import Native
from landform.cdk.core.resource import Resource


class UserPoolBase(Native, Resource):
    """What pools of the app and imported ones share."""

    user_pool_id: str
    user_pool_arn: str
    user_pool_provider_name: str

    def __init__(self, scope: Any, id: str, **options: Any) -> None:
        super().__init__(scope, id, **options)
        self._providers: list[Any] = []

    @property
    def identity_providers(self) -> list[Any]:
        """The providers that were made for the pool."""
        return list(self._providers)

    def add_client(self, id: str, **options: Any) -> Any:
        """A client of the pool."""
        from landform.cdk.aws_cognito.user_pool_client import UserPoolClient

        return UserPoolClient(self, id, user_pool=self, **options)

    def add_domain(self, id: str, **options: Any) -> Any:
        """A domain where users sign in."""
        from landform.cdk.aws_cognito.user_pool_domain import UserPoolDomain

        return UserPoolDomain(self, id, user_pool=self, **options)

    def add_group(self, id: str, **options: Any) -> Any:
        """A group of users."""
        from landform.cdk.aws_cognito.user_pool_group import UserPoolGroup

        return UserPoolGroup(self, id, user_pool=self, **options)

    def add_resource_server(self, id: str, *, identifier: str, **options: Any) -> Any:
        """A resource server."""
        from landform.cdk.aws_cognito.user_pool_resource_server import UserPoolResourceServer

        return UserPoolResourceServer(self, id, user_pool=self, identifier=identifier, **options)

    def register_identity_provider(self, provider: Any) -> None:
        """Let users of a provider sign in by clients that name none themselves."""
        self._providers.append(provider)

    def grant(self, grantee: Any, *actions: str) -> Grant:
        """Allow actions."""
        return Grant.add_to_principal(
            grantee=grantee, actions=list(actions), resource_arns=[self.user_pool_arn], scope=self
        )


class ImportedUserPool(UserPoolBase):
    """A pool that exists already."""

    def __init__(self, scope: Any, id: str, arn: str, pool_id: str) -> None:
        super().__init__(scope, id, environment_from_arn=arn)
        self.user_pool_arn = arn
        self.user_pool_id = pool_id
        host = f"cognito-idp.{self.env.region}.{self.stack.url_suffix}"
        self.user_pool_provider_name = f"{host}/{pool_id}"
