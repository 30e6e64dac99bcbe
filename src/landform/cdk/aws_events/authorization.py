"""How a connection shows who it is, and what it sends with each call.

Source: https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-properties-events-connection-authparameters.html
"""

from collections.abc import Mapping
from typing import Any, Final

from landform.cdk.aws_events.enums import HttpMethod
from landform.cdk.core.native import Native
from landform.cdk.core.secret_value import SecretValue

_OAUTH_METHODS: Final = (HttpMethod.GET, HttpMethod.POST, HttpMethod.PUT)


class HttpParameter(Native):
    """A value that is sent with each call."""

    def __init__(self) -> None:
        self._value = ""
        self._is_secret = False

    @staticmethod
    def from_string(value: str) -> "HttpParameter":
        """A plain one."""
        found = HttpParameter()
        found._value = value
        return found

    @staticmethod
    def from_secret(value: SecretValue) -> "HttpParameter":
        """A secret one."""
        found = HttpParameter()
        found._value = value.unsafe_unwrap()
        found._is_secret = True
        return found

    def _render(self, name: str) -> dict[str, Any]:
        return {"Key": name, "Value": self._value, "IsValueSecret": self._is_secret}


class Authorization(Native):
    """How a connection shows who it is."""

    def __init__(self) -> None:
        self._type = ""
        self._parameters: dict[str, Any] = {}

    @staticmethod
    def api_key(api_key_name: str, api_key_value: SecretValue) -> "Authorization":
        """By a header with a key."""
        parameters = {"ApiKeyName": api_key_name, "ApiKeyValue": api_key_value.unsafe_unwrap()}
        return _of("API_KEY", {"ApiKeyAuthParameters": parameters})

    @staticmethod
    def basic(username: str, password: SecretValue) -> "Authorization":
        """By name and password."""
        parameters = {"Username": username, "Password": password.unsafe_unwrap()}
        return _of("BASIC", {"BasicAuthParameters": parameters})

    @staticmethod
    def oauth(
        *,
        authorization_endpoint: str,
        client_id: str,
        client_secret: SecretValue,
        http_method: HttpMethod,
        body_parameters: Mapping[str, HttpParameter] | None = None,
        header_parameters: Mapping[str, HttpParameter] | None = None,
        query_string_parameters: Mapping[str, HttpParameter] | None = None,
    ) -> "Authorization":
        """By a client's credentials, as OAuth has it."""
        if http_method not in _OAUTH_METHODS:
            raise ValueError("httpMethod must be one of GET, POST, PUT")
        parameters = {
            "AuthorizationEndpoint": authorization_endpoint,
            "ClientParameters": {"ClientID": client_id, "ClientSecret": client_secret.unsafe_unwrap()},
            "HttpMethod": http_method,
            "OAuthHttpParameters": http_parameters(
                body_parameters, header_parameters, query_string_parameters
            )
            or {},
        }
        return _of("OAUTH_CLIENT_CREDENTIALS", {"OAuthParameters": parameters})


def http_parameters(
    body: Mapping[str, HttpParameter] | None,
    header: Mapping[str, HttpParameter] | None,
    query: Mapping[str, HttpParameter] | None,
) -> dict[str, Any] | None:
    """What is sent with each call, as resources have it; None where it is nothing."""
    groups = {"BodyParameters": body, "HeaderParameters": header, "QueryStringParameters": query}
    return {
        name: [value._render(key) for key, value in group.items()] for name, group in groups.items() if group
    } or None


def _of(type: str, parameters: dict[str, Any]) -> Authorization:
    found = Authorization()
    found._type, found._parameters = type, parameters
    return found
