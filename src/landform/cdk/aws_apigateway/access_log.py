"""What access logs hold.

Source: https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-variables-for-access-logging.html
"""

from collections.abc import Callable
from typing import Any, Final

from landform.cdk.core.native import Native

_FIELDS: Final = """
accountId=owner_account_id apiId=api_id awsEndpointRequestId=aws_endpoint_request_id
authenticate.error authenticate.latency authenticate.status authorize.error authorize.latency authorize.status
authorizer.error authorizer.integrationLatency authorizer.integrationStatus authorizer.latency
authorizer.principalId authorizer.requestId authorizer.status connectionId
customDomain.basePathMatched domainName domainPrefix error.message error.messageString error.responseType
error.validationErrorString eventType extendedRequestId httpMethod identity.accountId
identity.accountId=account_id identity.accountId=caller_account_id identity.apiKey identity.apiKeyId
identity.caller identity.clientCert.issuerDN=identity_client_cert_issuner_dn
identity.clientCert.clientCertPem=identity_client_cert_pem identity.clientCert.serialNumber
identity.clientCert.subjectDN=identity_client_cert_subject_dn identity.clientCert.validity.notAfter
identity.clientCert.validity.notBefore identity.cognitoAuthenticationProvider
identity.cognitoAuthenticationType identity.cognitoIdentityId identity.cognitoIdentityPoolId
identity.principalOrgId identity.sourceIp identity.user identity.userAgent identity.userArn
integrationErrorMessage integrationLatency integrationStatus path protocol requestId requestTime
requestTimeEpoch resourceId resourcePath responseLatency responseLength responseOverride.status routeKey
stage status waf.error waf.latency waf.status wafResponseCode webaclArn xrayTraceId
"""
"""Fields, with the name of their method where it is not the field's own."""


class AccessLogField(Native):
    """The variables of access logs."""

    @staticmethod
    def context_authorizer(property: str) -> str:
        """A value that the authorizer gave."""
        return f"$context.authorizer.{property}"

    @staticmethod
    def context_authorizer_claims(property: str) -> str:
        """A claim of the caller's token."""
        return f"$context.authorizer.claims.{property}"

    @staticmethod
    def context_request_override_header(header_name: str) -> str:
        """A header that the request got instead of its own."""
        return f"$context.requestOverride.header.{header_name}"

    @staticmethod
    def context_request_override_path(path_name: str) -> str:
        """A path parameter that the request got instead of its own."""
        return f"$context.requestOverride.path.{path_name}"

    @staticmethod
    def context_request_override_querystring(querystring_name: str) -> str:
        """A query parameter that the request got instead of its own."""
        return f"$context.requestOverride.querystring.{querystring_name}"

    @staticmethod
    def context_response_override_header(header_name: str) -> str:
        """A header that the response got instead of its own."""
        return f"$context.responseOverride.header.{header_name}"


def _snake(field: str) -> str:
    words = "".join(f"_{letter.lower()}" if letter.isupper() else letter for letter in field)
    return words.replace(".", "_")


def _getter(field: str) -> Callable[[], str]:
    def get() -> str:
        return f"$context.{field}"

    get.__doc__ = f"The variable {field}."
    return get


for _each in _FIELDS.split():
    _field, _, _name = _each.partition("=")
    setattr(AccessLogField, f"context_{_name or _snake(_field)}", staticmethod(_getter(_field)))

_STANDARD: Final = {
    "request_id": ("requestId", "requestId"),
    "ip": ("ip", "identity.sourceIp"),
    "user": ("user", "identity.user"),
    "caller": ("caller", "identity.caller"),
    "request_time": ("requestTime", "requestTime"),
    "http_method": ("httpMethod", "httpMethod"),
    "resource_path": ("resourcePath", "resourcePath"),
    "status": ("status", "status"),
    "protocol": ("protocol", "protocol"),
    "response_length": ("responseLength", "responseLength"),
}
"""Option -> the key in the log, and the variable."""


class AccessLogFormat(Native):
    """How a call is written to an access log."""

    def __init__(self, format: str) -> None:
        self._format = format

    @staticmethod
    def custom(format: str) -> "AccessLogFormat":
        """A format of one's own."""
        return AccessLogFormat(format)

    @staticmethod
    def clf() -> "AccessLogFormat":
        """The Common Log Format."""
        who = "$context.identity.sourceIp $context.identity.caller $context.identity.user"
        what = '"$context.httpMethod $context.resourcePath $context.protocol"'
        outcome = "$context.status $context.responseLength $context.requestId"
        return AccessLogFormat(f"{who} [$context.requestTime] {what} {outcome}")

    @staticmethod
    def json_with_standard_fields(
        *,
        caller: bool | None = None,
        http_method: bool | None = None,
        ip: bool | None = None,
        protocol: bool | None = None,
        request_time: bool | None = None,
        resource_path: bool | None = None,
        response_length: bool | None = None,
        status: bool | None = None,
        user: bool | None = None,
    ) -> "AccessLogFormat":
        """JSON with the fields that are wanted; with all when nothing is said."""
        wanted: dict[str, Any] = {
            "caller": caller,
            "http_method": http_method,
            "ip": ip,
            "protocol": protocol,
            "request_time": request_time,
            "resource_path": resource_path,
            "response_length": response_length,
            "status": status,
            "user": user,
        }
        everything = all(each is None for each in wanted.values())
        shown = [
            f'"{key}":"$context.{field}"'
            for name, (key, field) in _STANDARD.items()
            if everything or wanted.get(name, True)
        ]
        return AccessLogFormat("{" + ",".join(shown) + "}")

    def to_string(self) -> str:
        """The text of the format."""
        return self._format

    def __str__(self) -> str:
        return self._format
