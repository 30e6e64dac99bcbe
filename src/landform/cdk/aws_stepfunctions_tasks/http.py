"""Tasks that call HTTP endpoints.

Source: https://docs.aws.amazon.com/step-functions/latest/dg/call-https-apis.html
"""

from collections.abc import Sequence
from enum import Enum
from typing import Any

from landform.cdk.aws_iam.policy_statement import PolicyStatement
from landform.cdk.aws_stepfunctions.json_path import JsonPath
from landform.cdk.aws_stepfunctions_tasks.service_task import ServiceTask, allow, input_value


class URLEncodingFormat(Enum):
    """How lists are written in a body that is encoded as addresses are."""

    BRACKETS = "BRACKETS"
    COMMAS = "COMMAS"
    DEFAULT = "DEFAULT"
    INDICES = "INDICES"
    NONE = "NONE"
    REPEAT = "REPEAT"


class HttpInvoke(ServiceTask):
    """Calls an HTTP endpoint."""

    _action = "http:invoke"
    _patterns = None
    _has_suffix = False

    def _parameters(self, is_jsonata: bool) -> dict[str, Any]:
        props = self._props
        root, endpoint = props.api_root, props.api_endpoint.value
        address = f"{{% '{root}' & '/' & '{endpoint}' %}}"
        if not is_jsonata:
            address = JsonPath.format("{}/{}", root, endpoint)
        return {
            "ApiEndpoint": address,
            "Authentication": {"ConnectionArn": props.connection.connection_arn},
            "Method": props.method.value,
            "Headers": self._headers(),
            "RequestBody": input_value(props.body),
            "QueryParameters": input_value(props.query_string_parameters),
            "Transform": self._transform(),
        }

    def _is_encoded(self) -> bool:
        return self._props.url_encoding_format not in (None, URLEncodingFormat.NONE)

    def _headers(self) -> Any:
        own = input_value(self._props.headers)
        if not self._is_encoded():
            return own
        return {**(own or {}), "Content-Type": "application/x-www-form-urlencoded"}

    def _transform(self) -> dict[str, Any] | None:
        form = self._props.url_encoding_format
        if not self._is_encoded():
            return None
        options = {"ArrayFormat": form} if form is not URLEncodingFormat.DEFAULT else None
        return {"RequestBodyEncoding": "URL_ENCODED", "RequestEncodingOptions": options}

    def _allowed(self) -> Sequence[PolicyStatement]:
        props = self._props
        return [
            allow("events:RetrieveConnectionCredentials", props.connection.connection_arn),
            allow(
                ["secretsmanager:GetSecretValue", "secretsmanager:DescribeSecret"],
                props.connection.connection_secret_arn,
            ),
            allow(
                "states:InvokeHTTPEndpoint",
                "*",
                conditions={"StringLike": {"states:HTTPEndpoint": f"{props.api_root}*"}},
            ),
        ]
