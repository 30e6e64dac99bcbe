"""Models: what requests and answers look like.

Source: https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-resource-apigateway-model.html
"""

from collections.abc import Mapping
from typing import Any, ClassVar, Final

from landform.cdk.aws_apigateway.enums import JsonSchemaVersion
from landform.cdk.core.native import Native
from landform.cdk.core.resource import Resource
from landform.cdk.l1.lookup import cfn_class, given
from landform.cdk.l1.naming import camel

_RENAMED: Final = {"schema": "$schema", "ref": "$ref"}
_SCHEMAS_BY_NAME: Final = ("definitions", "dependencies", "patternProperties", "properties")
_SCHEMAS: Final = (
    *("additionalItems", "additionalProperties", "allOf", "anyOf", "contains", "items", "not", "oneOf"),
    "propertyNames",
)


class KnownModel:
    """A model by its name."""

    def __init__(self, model_id: str) -> None:
        self.model_id = model_id


class Model(Native, Resource):
    """What requests or answers look like."""

    EMPTY_MODEL: ClassVar[Any] = KnownModel("Empty")
    ERROR_MODEL: ClassVar[Any] = KnownModel("Error")

    def __init__(
        self,
        scope: Any,
        id: str,
        *,
        rest_api: Any,
        schema: Any,
        content_type: str | None = None,
        description: str | None = None,
        model_name: str | None = None,
    ) -> None:
        super().__init__(scope, id, physical_name=model_name)
        properties: dict[str, Any] = {
            "name": self.physical_name,
            "restApiId": rest_api.rest_api_id,
            "contentType": content_type or "application/json",
            "description": description,
            "schema": written_schema(schema),
        }
        resource = cfn_class("aws_apigateway", "CfnModel")(
            self,
            "Resource",
            name=properties["name"],
            rest_api_id=properties["restApiId"],
            content_type=properties["contentType"],
            description=description,
            schema=properties["schema"],
        )
        self.model_id: str = self._get_resource_name_attribute(resource.ref)
        deployment = rest_api.latest_deployment
        if deployment is not None:
            deployment.node.add_dependency(resource)
            deployment.add_to_logical_id({"model": properties})

    @staticmethod
    def from_model_name(scope: Any, id: str, model_name: str) -> "ImportedModel":
        """A model that exists already."""
        return ImportedModel(scope, id, model_name)


class ImportedModel(Native, Resource):
    """A model that exists already."""

    def __init__(self, scope: Any, id: str, model_name: str) -> None:
        super().__init__(scope, id)
        self.model_id = model_name


def written_schema(schema: Any) -> dict[str, Any]:
    """A schema as JSON Schema writes it, with its version."""
    found = _schema(given("aws_apigateway", "JsonSchema", schema))
    return found if "$schema" in found else {**found, "$schema": JsonSchemaVersion.DRAFT4.value}


def _schema(schema: Any) -> Any:
    if isinstance(schema, list | tuple):
        return [_schema(each) for each in schema]
    if not isinstance(schema, Mapping):
        return schema
    found = {}
    members = given("aws_apigateway", "JsonSchema", schema)
    for key, value in sorted((camel(name), members[name]) for name in members):
        if key in _SCHEMAS:
            written = _schema(value)
        elif key in _SCHEMAS_BY_NAME:
            written = {each: _schema(inner) for each, inner in value.items()}
        else:
            written = _plain(value)
        found[_RENAMED.get(key, key)] = written
    return found


def _plain(value: Any) -> Any:
    if isinstance(value, list | tuple):
        return [_plain(each) for each in value]
    return getattr(value, "value", value)
