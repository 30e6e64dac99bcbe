"""Request validators.

Source: https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-resource-apigateway-requestvalidator.html
"""

from typing import Any

from landform.cdk.core.native import Native
from landform.cdk.core.resource import Resource
from landform.cdk.l1.lookup import cfn_class


class RequestValidator(Native, Resource):
    """What of requests is checked before they are handed on."""

    def __init__(
        self,
        scope: Any,
        id: str,
        *,
        rest_api: Any,
        request_validator_name: str | None = None,
        validate_request_body: bool | None = None,
        validate_request_parameters: bool | None = None,
    ) -> None:
        super().__init__(scope, id, physical_name=request_validator_name)
        properties: dict[str, Any] = {
            "name": self.physical_name,
            "restApiId": rest_api.rest_api_id,
            "validateRequestBody": validate_request_body,
            "validateRequestParameters": validate_request_parameters,
        }
        resource = cfn_class("aws_apigateway", "CfnRequestValidator")(
            self,
            "Resource",
            name=properties["name"],
            rest_api_id=properties["restApiId"],
            validate_request_body=validate_request_body,
            validate_request_parameters=validate_request_parameters,
        )
        self.request_validator_id: str = resource.ref
        deployment = rest_api.latest_deployment
        if deployment is not None:
            deployment.node.add_dependency(resource)
            deployment.add_to_logical_id({"validator": properties})

    @staticmethod
    def from_request_validator_id(
        scope: Any, id: str, request_validator_id: str
    ) -> "ImportedRequestValidator":
        """A validator that exists already."""
        return ImportedRequestValidator(scope, id, request_validator_id)


class ImportedRequestValidator(Native, Resource):
    """A validator that exists already."""

    def __init__(self, scope: Any, id: str, request_validator_id: str) -> None:
        super().__init__(scope, id)
        self.request_validator_id = request_validator_id
