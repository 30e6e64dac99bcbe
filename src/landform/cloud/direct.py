"""The short route from a handler to an embedded service.

botocore's model, serializer and parser are used, so parameters and answers are exactly boto3's; signing,
retries, endpoint rules and event hooks are left out, because nothing is sent. Of the hooks two are kept,
which change what a caller sees: IAM's policy documents are decoded, and EC2's user data is encoded.
"""

import base64
import json
from collections.abc import Callable, Mapping
from functools import cache
from typing import TYPE_CHECKING, Any, Final, Self
from urllib.parse import quote, urlencode

from landform.cloud.clients import ServiceAnswer, ServiceError
from landform.cloud.models import service_model
from landform.cloud.operations import is_change
from landform.cloud.refusals import REFUSAL_HEADER
from landform.cloud.wire import ACCOUNT_HEADER, WireAnswer, WireRequest, authorization
from landform.ground.regions import region_url_suffix

if TYPE_CHECKING:
    from botocore.model import OperationModel, ServiceModel

    from landform.cloud.embedded import EmbeddedCloud

WITHOUT_REGION: Final = frozenset({"iam", "cloudfront", "route53", "organizations"})
"""Services with one host for all regions."""

Hook = Callable[[dict[str, Any]], None]


class DirectClients:
    """`Clients` of the embedded cloud."""

    def __init__(
        self, cloud: "EmbeddedCloud", account_id: str, region: str, token: str | None = None
    ) -> None:
        self._cloud = cloud
        self._account_id = account_id
        self._region = region
        self._token = token
        self._occurrences: dict[bytes, int] = {}  # of each call made under the token so far

    @property
    def accepts_system_tags(self) -> bool:
        """The embedded services keep them like any tag."""
        return True

    def call(self, service: str, operation: str, parameters: Mapping[str, Any]) -> ServiceAnswer:
        """Call an API operation; see Clients."""
        prepared = _prepare(service, operation)
        request = prepared.request(parameters, self._account_id, self._region)
        answer = self._cloud.serve(
            request, is_change=prepared.is_change, token=self._token, occurrences=self._occurrences
        )
        return prepared.parse(answer)

    def with_token(self, token: str) -> Self:
        """The same clients under a client token, counting calls from the start."""
        return type(self)(self._cloud, self._account_id, self._region, token)

    def was_answered(self) -> bool:
        """Whether the token is known; see Clients."""
        return self._token is not None and self._cloud.knows_token(self._token)


class _Prepared:
    """All that is the same for every call of one API operation."""

    def __init__(self, service: "ServiceModel", operation: "OperationModel") -> None:
        from botocore.parsers import create_parser
        from botocore.serialize import create_serializer

        protocol = service.resolved_protocol
        self._operation = operation
        self._serializer = create_serializer(protocol, include_validation=False)
        self._parser = create_parser(protocol)
        self._service_name = service.service_name
        self._endpoint_prefix = service.endpoint_prefix
        self._signing_name = service.signing_name
        self._input_hook, self._output_hook = _hooks(service.service_name, operation)
        self.is_change = is_change(service.service_name, operation.name)

    def request(self, parameters: Mapping[str, Any], account_id: str, region: str) -> WireRequest:
        given = dict(parameters)
        self._input_hook(given)
        serialized = self._serialized(given)
        host = self._host(region)
        path = serialized["url_path"]
        if self._service_name == "s3" and "Bucket" in given:
            host, path = _virtual_host(host, path, str(given["Bucket"]))
        query = serialized["query_string"]
        if query:
            text = query if isinstance(query, str) else _encoded_query(query)
            path += ("&" if "?" in path else "?") + text
        headers = {str(name): _text(value) for name, value in serialized["headers"].items()}
        headers["Authorization"] = authorization(self._signing_name, region)
        headers[ACCOUNT_HEADER] = account_id
        body = serialized["body"]
        if isinstance(body, dict):
            body = urlencode(body, doseq=True)
            headers.setdefault("Content-Type", "application/x-www-form-urlencoded; charset=utf-8")
        data = body.encode() if isinstance(body, str) else _bytes(body)
        return WireRequest(serialized["method"], f"https://{host}{path}", headers, data)

    def _serialized(self, given: dict[str, Any]) -> dict[str, Any]:
        """The request's parts. Raises ServiceError, in boto3's words, for what the operation does not take.

        Parameters are validated only when they cannot be written: it costs as much as the writing.
        """
        try:
            parts: dict[str, Any] = self._serializer.serialize_to_request(given, self._operation)
        except (AttributeError, KeyError, TypeError, ValueError) as error:
            from botocore.validate import ParamValidator

            shape: Any = self._operation.input_shape  # None for operations that take nothing
            report = ParamValidator().validate(given, shape)
            text = report.generate_report() if report.has_errors() else f"{type(error).__name__}: {error}"
            message = f"Parameter validation failed:\n{text}"
            raise ServiceError("ParamValidationError", message, 400) from error
        return parts

    def parse(self, answer: WireAnswer) -> ServiceAnswer:
        from botocore.compat import HTTPHeaders

        refused = answer.headers.get(REFUSAL_HEADER)
        if refused:
            raise ServiceError(refused, answer.body.decode(), answer.status)
        headers = HTTPHeaders()
        for name, value in answer.headers.items():
            headers[name] = value
        response = {"headers": headers, "status_code": answer.status, "body": answer.body}
        if self._operation.has_streaming_output and answer.status < 300:
            response["body"] = _Stream(answer.body)
        shape: Any = self._operation.output_shape  # None for operations that answer nothing
        parsed: ServiceAnswer = self._parser.parse(response, shape)
        if answer.status >= 300:
            error = parsed.get("Error", {})
            code = str(error.get("Code") or answer.status)
            request_id = str(parsed.get("ResponseMetadata", {}).get("RequestId", ""))
            raise ServiceError(code, str(error.get("Message", "")), answer.status, request_id)
        self._output_hook(parsed)
        return parsed

    def _host(self, region: str) -> str:
        suffix = region_url_suffix(region)
        if self._service_name in WITHOUT_REGION:
            return f"{self._endpoint_prefix}.{suffix}"
        return f"{self._endpoint_prefix}.{region}.{suffix}"


class _Stream:
    """A streamed body that is already here."""

    def __init__(self, data: bytes) -> None:
        self._data = data

    def read(self) -> bytes:
        """All of it."""
        return self._data


@cache
def _prepare(service: str, operation: str) -> _Prepared:
    model = service_model(service)
    return _Prepared(model, model.operation_model(operation))


def warm_up(service: str) -> None:
    """Load botocore's model of a service and moto's code for it."""
    from landform.cloud.moto_world import find_route

    model = service_model(service)
    region = "" if service in WITHOUT_REGION else ".us-east-1"
    find_route(f"https://{model.endpoint_prefix}{region}.amazonaws.com/")


def _hooks(service: str, operation: "OperationModel") -> tuple[Hook, Hook]:
    from botocore import handlers

    def nothing(_: dict[str, Any]) -> None:
        return None

    def decode(parsed: dict[str, Any]) -> None:
        handlers.json_decode_policies(parsed, operation)

    def encode(parameters: dict[str, Any]) -> None:
        handlers.base64_encode_user_data(parameters)

    def encode_twice(parameters: dict[str, Any]) -> None:
        # moto takes the decoded blob for the encoded text.
        if "UserData" in parameters:
            encoded = base64.b64encode(parameters["UserData"]["Value"])
            parameters["UserData"] = {"Value": encoded}

    if service == "iam":
        return nothing, decode
    if (service, operation.name) == ("ec2", "RunInstances"):
        return encode, nothing
    if (service, operation.name) == ("ec2", "ModifyInstanceAttribute"):
        return encode_twice, nothing
    return nothing, nothing


def _virtual_host(host: str, path: str, bucket: str) -> tuple[str, str]:
    """Bucket in the host, as the paths of S3's URL tables want it."""
    marker = f"/{quote(bucket, safe='')}"
    if path == marker or path.startswith((marker + "/", marker + "?")):
        path = path[len(marker) :] or "/"
        if not path.startswith("/"):
            path = f"/{path}"
    return f"{bucket}.{host}", path


def _encoded_query(query: Mapping[str, Any]) -> str:
    return urlencode([(key, _text(value)) for key, item in query.items() for value in _each(item)])


def _each(item: Any) -> list[Any]:
    return item if isinstance(item, list) else [item]


def _text(value: Any) -> str:
    if isinstance(value, bytes):
        return value.decode()
    if isinstance(value, bool):
        return json.dumps(value)
    return str(value)


def _bytes(body: Any) -> bytes:
    return bytes(body.read()) if hasattr(body, "read") else bytes(body or b"")
