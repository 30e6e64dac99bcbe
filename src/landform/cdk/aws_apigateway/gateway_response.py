"""Answers of the API itself.

Source: https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-resource-apigateway-gatewayresponse.html
"""

from collections.abc import Mapping
from typing import Any, ClassVar

from landform.cdk.core.native import Native
from landform.cdk.core.resource import Resource
from landform.cdk.l1.lookup import cfn_class


class ResponseType(Native):
    """When the API answers itself."""

    ACCESS_DENIED: ClassVar["ResponseType"]
    API_CONFIGURATION_ERROR: ClassVar["ResponseType"]
    AUTHORIZER_CONFIGURATION_ERROR: ClassVar["ResponseType"]
    AUTHORIZER_FAILURE: ClassVar["ResponseType"]
    BAD_REQUEST_BODY: ClassVar["ResponseType"]
    BAD_REQUEST_PARAMETERS: ClassVar["ResponseType"]
    DEFAULT_4_XX: ClassVar["ResponseType"]
    DEFAULT_5_XX: ClassVar["ResponseType"]
    EXPIRED_TOKEN: ClassVar["ResponseType"]
    INTEGRATION_FAILURE: ClassVar["ResponseType"]
    INTEGRATION_TIMEOUT: ClassVar["ResponseType"]
    INVALID_API_KEY: ClassVar["ResponseType"]
    INVALID_SIGNATURE: ClassVar["ResponseType"]
    MISSING_AUTHENTICATION_TOKEN: ClassVar["ResponseType"]
    QUOTA_EXCEEDED: ClassVar["ResponseType"]
    REQUEST_TOO_LARGE: ClassVar["ResponseType"]
    RESOURCE_NOT_FOUND: ClassVar["ResponseType"]
    THROTTLED: ClassVar["ResponseType"]
    UNAUTHORIZED: ClassVar["ResponseType"]
    UNSUPPORTED_MEDIA_TYPE: ClassVar["ResponseType"]
    WAF_FILTERED: ClassVar["ResponseType"]

    def __init__(self, response_type: str) -> None:
        self.response_type = response_type

    @staticmethod
    def of(type: str) -> "ResponseType":
        """Another one."""
        return ResponseType(type.upper())


for _each in ResponseType.__annotations__:
    setattr(ResponseType, _each, ResponseType(_each.replace("_XX", "XX")))


class GatewayResponse(Native, Resource):
    """An answer of the API itself."""

    def __init__(
        self,
        scope: Any,
        id: str,
        *,
        rest_api: Any,
        type: ResponseType,
        response_headers: Mapping[str, str] | None = None,
        status_code: str | None = None,
        templates: Mapping[str, str] | None = None,
    ) -> None:
        super().__init__(scope, id)
        properties: dict[str, Any] = {
            "restApiId": rest_api.rest_api_id,
            "responseType": type.response_type,
            "responseParameters": _headers(response_headers),
            "responseTemplates": templates,
            "statusCode": status_code,
        }
        resource = cfn_class("aws_apigateway", "CfnGatewayResponse")(
            self,
            "Resource",
            rest_api_id=properties["restApiId"],
            response_type=properties["responseType"],
            response_parameters=properties["responseParameters"],
            response_templates=templates,
            status_code=status_code,
        )
        self.gateway_response_id: str = resource.ref
        deployment = rest_api.latest_deployment
        if deployment is not None:
            deployment.node.add_dependency(resource)
            deployment.add_to_logical_id({"gatewayResponse": properties})

    @staticmethod
    def from_gateway_response_id(scope: Any, id: str, gateway_response_id: str) -> "ImportedGatewayResponse":
        """An answer that exists already."""
        return ImportedGatewayResponse(scope, id, gateway_response_id)


class ImportedGatewayResponse(Native, Resource):
    """An answer that exists already."""

    def __init__(self, scope: Any, id: str, gateway_response_id: str) -> None:
        super().__init__(scope, id)
        self.gateway_response_id = gateway_response_id


def _headers(headers: Mapping[str, str] | None) -> dict[str, str] | None:
    if headers is None:
        return None
    return {f"gatewayresponse.header.{name}": value for name, value in headers.items()}
