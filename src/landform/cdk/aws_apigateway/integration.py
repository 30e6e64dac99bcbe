"""What stands behind a method.

Source: https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-properties-apigateway-method-integration.html
"""

from typing import Any, Final

from landform.cdk.aws_apigateway.enums import ConnectionType, IntegrationType, ResponseTransferMode
from landform.cdk.core.lazy import Lazy
from landform.cdk.core.native import Native
from landform.cdk.core.tokens import is_unresolved
from landform.cdk.l1.lookup import given

_LEAST_TIMEOUT: Final = 50  # milliseconds
_PROXIES: Final = (IntegrationType.AWS_PROXY, IntegrationType.HTTP_PROXY)


class LibraryResponses(list[Any]):
    """Integration responses that the library itself writes: in the order of their members."""


class Integration(Native):
    """What stands behind a method."""

    def __init__(
        self,
        *,
        type: IntegrationType,
        integration_http_method: str | None = None,
        options: Any = None,
        uri: Any = None,
    ) -> None:
        self._type = type
        self._http_method = integration_http_method
        self._options = given("aws_apigateway", "IntegrationOptions", options if options is not None else {})
        self._uri = uri
        _check(self._options, type, integration_http_method)

    def bind(self, method: Any) -> Any:
        """What the method's resource says of it."""
        del method
        options, uri = self._options, self._uri
        if uri is not None and not isinstance(uri, str) and not is_unresolved(uri):
            raise ValueError(f"The uri of an integration must be a string, not {uri!r}")
        link = options.vpc_link
        if options.connection_type is ConnectionType.VPC_LINK and uri is None:
            uri = Lazy.string(lambda: _uri_behind(link))
        return config(
            type=self._type,
            integration_http_method=self._http_method,
            options=_with_connection(options),
            uri=uri,
        )


class HttpIntegration(Integration):
    """An address that requests are handed on to."""

    def __init__(
        self, url: str, *, http_method: str | None = None, options: Any = None, proxy: bool | None = None
    ) -> None:
        kind = IntegrationType.HTTP if proxy is False else IntegrationType.HTTP_PROXY
        super().__init__(type=kind, integration_http_method=http_method or "GET", uri=url, options=options)


class MockIntegration(Integration):
    """Nothing: API Gateway answers itself."""

    def __init__(self, **options: Any) -> None:
        super().__init__(type=IntegrationType.MOCK, options=options)


def config(**members: Any) -> Any:
    """What binding an integration gives."""
    known = {name: value for name, value in members.items() if value is not None}
    return given("aws_apigateway", "IntegrationConfig", known)


def _check(options: Any, kind: IntegrationType, http_method: str | None) -> None:
    if options.credentials_passthrough and options.credentials_role is not None:
        raise ValueError("'credentials_passthrough' and 'credentials_role' are mutually exclusive")
    if options.connection_type is ConnectionType.VPC_LINK and options.vpc_link is None:
        raise ValueError("'connection_type' of VPC_LINK requires 'vpc_link' to be set")
    if options.connection_type is ConnectionType.INTERNET and options.vpc_link is not None:
        raise ValueError("cannot set 'vpc_link' where 'connection_type' is INTERNET")
    timeout = options.timeout
    if timeout is not None and not timeout.is_unresolved() and timeout.to_milliseconds() < _LEAST_TIMEOUT:
        raise ValueError(f"Integration timeout must be at least {_LEAST_TIMEOUT} milliseconds.")
    if kind is not IntegrationType.MOCK and not http_method:
        raise ValueError("integration_http_method is required for non-mock integration types.")
    if options.response_transfer_mode is ResponseTransferMode.STREAM and kind not in _PROXIES:
        raise ValueError(
            "ResponseTransferMode STREAM is only supported for AWS_PROXY and HTTP_PROXY integration types, "
            f"got: {kind.value}"
        )


def _with_connection(options: Any) -> Any:
    """The options; a link without a type of connection is one."""
    if options.vpc_link is None or options.connection_type is not None:
        return options
    return given(
        "aws_apigateway", "IntegrationOptions", {**options, "connection_type": ConnectionType.VPC_LINK}
    )


def _uri_behind(link: Any) -> str:
    names = getattr(link, "_target_dns_names", None)
    if names is None or is_unresolved(names):
        raise ValueError("'uri' is required when the 'connection_type' is VPC_LINK and the link is imported")
    if len(names) > 1:
        raise ValueError("'uri' is required when there are more than one NLBs in the VPC Link")
    return f"http://{names[0]}"
