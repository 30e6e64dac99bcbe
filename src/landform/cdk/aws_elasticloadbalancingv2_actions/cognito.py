"""Signing in with a user pool.

Source: https://docs.aws.amazon.com/elasticloadbalancing/latest/application/listener-authenticate-users.html
"""

from collections.abc import Mapping
from typing import Any

from landform.cdk.aws_elasticloadbalancingv2.enums import UnauthenticatedAction
from landform.cdk.aws_elasticloadbalancingv2.listener_action import ListenerAction, SigningIn
from landform.cdk.core.quantities import Duration


class AuthenticateCognitoAction(SigningIn):
    """Have users sign in with a user pool first."""

    def __init__(
        self,
        *,
        next: ListenerAction,
        user_pool: Any,
        user_pool_client: Any,
        user_pool_domain: Any,
        allow_https_outbound: bool | None = None,
        authentication_request_extra_params: Mapping[str, str] | None = None,
        on_unauthenticated_request: UnauthenticatedAction | None = None,
        scope: str | None = None,
        session_cookie_name: str | None = None,
        session_timeout: Duration | None = None,
    ) -> None:
        config = {
            "userPoolArn": user_pool.user_pool_arn,
            "userPoolClientId": user_pool_client.user_pool_client_id,
            "userPoolDomain": user_pool_domain.domain_name,
            "authenticationRequestExtraParams": authentication_request_extra_params,
            "onUnauthenticatedRequest": on_unauthenticated_request,
            "scope": scope,
            "sessionCookieName": session_cookie_name,
        }
        super().__init__(
            "authenticate-cognito",
            "authenticate_cognito_config",
            config,
            session_timeout,
            next,
            is_open=allow_https_outbound is not False,
        )
