"""What application listeners and their rules do with requests.

Source: https://docs.aws.amazon.com/elasticloadbalancing/latest/application/rule-action-types.html
"""

from collections.abc import Mapping, Sequence
from typing import Any, Final

from landform.cdk.aws_elasticloadbalancingv2.enums import ApplicationProtocol, UnauthenticatedAction
from landform.cdk.core.checked import Checked
from landform.cdk.core.numbers import number_text
from landform.cdk.core.quantities import Duration
from landform.cdk.core.secret_value import SecretValue
from landform.cdk.core.tokens import is_unresolved
from landform.cdk.l1.lookup import cfn_class, given
from landform.cdk.l1.structs import PropertyStruct

Json = dict[str, Any]
_HTTPS: Final = 443
_MODULE: Final = "aws_elasticloadbalancingv2"


class ActionChain(Checked):
    """An action and the one that follows it."""

    def __init__(self, default_action_json: Any, next: Any = None) -> None:
        self._default_action = default_action_json
        self._rule_action = default_action_json
        self._next = next

    def render_actions(self) -> list[Any]:
        """The actions, as a listener has them."""
        following = self._next.render_actions() if self._next is not None else []
        return _numbered("CfnListener", [self._default_action, *following])

    def render_rule_actions(self) -> list[Any]:
        """The actions, as a rule has them."""
        following = self._next.render_rule_actions() if self._next is not None else []
        return _numbered("CfnListenerRule", [self._rule_action, *following])

    def _add_rule_action(self, action_json: Any) -> None:
        """What a rule has instead of a listener's action."""
        self._rule_action = action_json


class ListenerAction(ActionChain):
    """What is done with a request."""

    @staticmethod
    def authenticate_jwt(*, issuer: str, jwks_endpoint: str, next: "ListenerAction") -> "ListenerAction":
        """Check the token of a request first."""
        if not is_unresolved(jwks_endpoint) and not jwks_endpoint.startswith("https://"):
            raise ValueError(f"JWKS endpoint must use HTTPS protocol, got: {jwks_endpoint}")
        config = {"issuer": issuer, "jwksEndpoint": jwks_endpoint}
        return _CheckingTokens({"type": "jwt-validation", "jwt_validation_config": config}, next)

    @staticmethod
    def authenticate_oidc(
        *,
        authorization_endpoint: str,
        client_id: str,
        client_secret: SecretValue,
        issuer: str,
        next: "ListenerAction",
        token_endpoint: str,
        user_info_endpoint: str,
        allow_https_outbound: bool | None = None,
        authentication_request_extra_params: Mapping[str, str] | None = None,
        on_unauthenticated_request: UnauthenticatedAction | None = None,
        scope: str | None = None,
        session_cookie_name: str | None = None,
        session_timeout: Duration | None = None,
    ) -> "ListenerAction":
        """Have users sign in with an identity provider first."""
        config = {
            "authorizationEndpoint": authorization_endpoint,
            "clientId": client_id,
            "clientSecret": client_secret.unsafe_unwrap(),
            "issuer": issuer,
            "tokenEndpoint": token_endpoint,
            "userInfoEndpoint": user_info_endpoint,
            "authenticationRequestExtraParams": authentication_request_extra_params,
            "onUnauthenticatedRequest": on_unauthenticated_request,
            "scope": scope,
            "sessionCookieName": session_cookie_name,
        }
        return SigningIn(
            "authenticate-oidc",
            "authenticate_oidc_config",
            config,
            session_timeout,
            next,
            is_open=allow_https_outbound is not False,
        )

    @staticmethod
    def fixed_response(
        status_code: float, *, content_type: str | None = None, message_body: str | None = None
    ) -> "ListenerAction":
        """Answer without asking a target."""
        config = {
            "statusCode": number_text(status_code),
            "contentType": content_type,
            "messageBody": message_body,
        }
        return ListenerAction({"type": "fixed-response", "fixed_response_config": config})

    @staticmethod
    def forward(
        target_groups: Sequence[Any], *, stickiness_duration: Duration | None = None
    ) -> "ListenerAction":
        """Hand on to target groups, to all of them alike."""
        return _Forward(target_groups, forwarding(target_groups, stickiness_duration, "ListenerAction"))

    @staticmethod
    def redirect(
        *,
        host: str | None = None,
        path: str | None = None,
        permanent: bool | None = None,
        port: str | None = None,
        protocol: str | None = None,
        query: str | None = None,
    ) -> "ListenerAction":
        """Send the client elsewhere."""
        if path is not None and not path.startswith("/"):
            raise ValueError(f"Redirect path must start with a '/', got: {path}")
        config = {"host": host, "path": path, "port": port, "protocol": protocol, "query": query}
        if all(each is None for each in config.values()):
            raise ValueError(
                "To prevent redirect loops, set at least one of 'protocol', 'host', 'port', 'path', or "
                "'query'."
            )
        status = "HTTP_301" if permanent else "HTTP_302"
        return ListenerAction({"type": "redirect", "redirect_config": {"statusCode": status, **config}})

    @staticmethod
    def weighted_forward(
        target_groups: Sequence[Any], *, stickiness_duration: Duration | None = None
    ) -> "ListenerAction":
        """Hand on to target groups, to each by its weight."""
        groups = [given(_MODULE, "WeightedTargetGroup", each) for each in target_groups]
        action = weighted_forwarding(groups, stickiness_duration, "ListenerAction")
        return _Forward([each.target_group for each in groups], action)

    def bind(self, scope: Any, listener: Any, associating_construct: Any = None) -> None:
        """Called where the action is given to a listener or a rule."""
        if self._next is not None:
            self._next.bind(scope, listener, associating_construct)


class _CheckingTokens(ListenerAction):
    def bind(self, scope: Any, listener: Any, associating_construct: Any = None) -> None:
        super().bind(scope, listener, associating_construct)
        protocol = getattr(listener, "protocol", ApplicationProtocol.HTTPS)
        if protocol is not ApplicationProtocol.HTTPS:
            raise ValueError(f"JWT validation needs an HTTPS listener, got {protocol.value}")


class _Forward(ListenerAction):
    def __init__(self, target_groups: Sequence[Any], action: Json) -> None:
        super().__init__(action)
        self._groups = target_groups

    def bind(self, scope: Any, listener: Any, associating_construct: Any = None) -> None:
        super().bind(scope, listener, associating_construct)
        for each in self._groups:
            each.register_listener(listener, associating_construct)


class SigningIn(ListenerAction):
    """An action that asks an identity provider who the user is."""

    def __init__(
        self,
        kind: str,
        member: str,
        config: Json,
        timeout: Duration | None,
        next: ListenerAction,
        *,
        is_open: bool,
    ) -> None:
        seconds = timeout.to_seconds() if timeout is not None else None
        text = number_text(seconds) if seconds is not None else None
        super().__init__({"type": kind, member: {**config, "sessionTimeout": text}}, next)
        self._add_rule_action({"type": kind, member: {**config, "sessionTimeout": seconds}})
        self._is_open = is_open

    def bind(self, scope: Any, listener: Any, associating_construct: Any = None) -> None:
        """Called where the action is given to a listener or a rule."""
        from landform.cdk.aws_ec2.port import Port

        super().bind(scope, listener, associating_construct)
        if self._is_open:
            listener.connections.allow_to_any_ipv4(Port.tcp(_HTTPS), "Allow to IdP endpoint")


def forwarding(groups: Sequence[Any], stickiness: Duration | None, kind: str) -> Json:
    """The action that hands on to all groups alike."""
    if not groups:
        raise ValueError(f"Need at least one targetGroup in a {kind}.forward()")
    if len(groups) == 1 and stickiness is None:
        return {"type": "forward", "target_group_arn": groups[0].target_group_arn}
    return _forward_to([{"target_group_arn": each.target_group_arn} for each in groups], stickiness)


def weighted_forwarding(groups: Sequence[Any], stickiness: Duration | None, kind: str) -> Json:
    """The action that hands on to each group by its weight."""
    if not groups:
        raise ValueError(f"Need at least one targetGroup in a {kind}.weightedForward()")
    return _forward_to(
        [{"target_group_arn": each.target_group.target_group_arn, "weight": each.weight} for each in groups],
        stickiness,
    )


def _forward_to(groups: list[Json], stickiness: Duration | None) -> Json:
    config: Json = {"targetGroups": groups}
    if stickiness is not None:
        config["targetGroupStickinessConfig"] = {
            "durationSeconds": stickiness.to_seconds(),
            "enabled": True,
        }
    return {"type": "forward", "forward_config": config}


def _numbered(owner: str, actions: list[Any]) -> list[Any]:
    """The actions as property objects of a listener or a rule; several are numbered."""
    kind = cfn_class(_MODULE, owner).ActionProperty
    if len(actions) < 2:
        return [kind(**_members(each)) for each in actions]
    return [kind(**{**_members(each), "order": place}) for place, each in enumerate(actions, start=1)]


def _members(action: Any) -> Json:
    return dict(action._values if isinstance(action, PropertyStruct) else action)
