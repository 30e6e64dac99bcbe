"""Answers to browsers that ask whether they may call a method of another origin (CORS).

Source: https://docs.aws.amazon.com/apigateway/latest/developerguide/how-to-cors.html
"""

from collections.abc import Sequence
from typing import Any, Final

from landform.cdk.aws_apigateway.integration import LibraryResponses
from landform.cdk.core.native import Native

_METHODS: Final = ("OPTIONS", "GET", "PUT", "POST", "DELETE", "PATCH", "HEAD")
_HEADERS: Final = (
    "Content-Type",
    "X-Amz-Date",
    "Authorization",
    "X-Api-Key",
    "X-Amz-Security-Token",
    "X-Amz-User-Agent",
)
_NO_CONTENT: Final = 204


class Cors(Native):
    """What is usually allowed."""

    ALL_METHODS: Final[Sequence[str]] = list(_METHODS)
    ALL_ORIGINS: Final[Sequence[str]] = ["*"]
    DEFAULT_HEADERS: Final[Sequence[str]] = list(_HEADERS)


def preflight(options: Any) -> tuple[dict[str, Any], dict[str, Any]]:
    """The options of the mock integration, and of the method, that answer a preflight request."""
    status = f"{int(options.status_code) if options.status_code is not None else _NO_CONTENT}"
    headers = {f"method.response.header.{name}": value for name, value in _headers(options).items()}
    response: dict[str, Any] = {"status_code": status, "response_parameters": headers}
    template = _origin_template(options.allow_origins)
    if template is not None:
        response["response_templates"] = template
    integration = {
        "request_templates": {"application/json": "{ statusCode: 200 }"},
        "integration_responses": LibraryResponses([response]),
    }
    answers = [{"status_code": status, "response_parameters": dict.fromkeys(headers, True)}]
    return integration, {"api_key_required": False, "method_responses": answers}


def _headers(options: Any) -> dict[str, str]:
    origins = options.allow_origins
    if not origins:
        raise ValueError("allow_origins must contain at least one origin")
    if "*" in origins and len(origins) > 1:
        raise ValueError(
            f'Invalid "allow_origins" - cannot mix "*" with specific origins: {",".join(origins)}'
        )
    allow_headers = options.allow_headers if options.allow_headers is not None else Cors.DEFAULT_HEADERS
    found = {
        "Access-Control-Allow-Headers": ",".join(allow_headers),
        "Access-Control-Allow-Origin": origins[0],
    }
    if origins[0] != "*":
        found["Vary"] = "Origin"
    found["Access-Control-Allow-Methods"] = ",".join(_allowed_methods(options.allow_methods))
    if options.allow_credentials:
        found["Access-Control-Allow-Credentials"] = "true"
    age = _max_age(options)
    if age is not None:
        found["Access-Control-Max-Age"] = age
    if options.expose_headers is not None:
        found["Access-Control-Expose-Headers"] = ",".join(options.expose_headers)
    return {name: f"'{value}'" for name, value in found.items()}


def _allowed_methods(methods: Sequence[str] | None) -> Sequence[str]:
    if methods is None:
        return Cors.ALL_METHODS
    if "ANY" not in methods:
        return methods
    if len(methods) > 1:
        raise ValueError(f"ANY cannot be used with any other method. Received: {','.join(methods)}")
    return Cors.ALL_METHODS


def _max_age(options: Any) -> str | None:
    if options.max_age is not None and options.disable_cache:
        raise ValueError('The options "max_age" and "disable_cache" are mutually exclusive')
    if options.disable_cache:
        return "-1"
    return f"{options.max_age.to_seconds():g}" if options.max_age is not None else None


def _origin_template(origins: Sequence[str]) -> dict[str, str] | None:
    """Further origins are answered with themselves, which only a template can do."""
    if len(origins) == 1:
        return None
    others = " || ".join(f'$origin == "{each}"' for each in origins[1:])
    lines = [
        '#set($origin = $input.params().header.get("Origin"))',
        '#if($origin == "")',
        '  #set($origin = $input.params().header.get("origin"))',
        "#end",
        f"#if({others})",
        "  #set($context.responseOverride.header.Access-Control-Allow-Origin = $origin)",
        "#end",
    ]
    return {"application/json": "\n".join(lines)}
