"""JSON whose keys may be known at deployment only.

Source: https://docs.aws.amazon.com/cdk/api/v2/docs/aws-cdk-lib.CfnJson.html
"""

from typing import Any, Final

from landform.cdk.constructs import Construct
from landform.cdk.core.custom_resource import CustomResource
from landform.cdk.core.custom_resource_provider import OwnResourceProvider
from landform.cdk.core.json_lang import to_json_string
from landform.cdk.core.native import Native
from landform.cdk.core.tokens import token_text

PROVIDER: Final = "AWSCDKCfnUtilsProvider"


class CfnJson(Native, Construct):
    """A value that a function of the library gives at deployment; itself a token."""

    def __init__(self, scope: Any, id: str, *, value: Any) -> None:
        super().__init__(scope, id)
        from landform.cdk.core.stack import Stack

        self._text = to_json_string(value)
        holder = Stack.of(self)
        provider = OwnResourceProvider.get_or_create(holder, PROVIDER, "cfn_json")
        resource = CustomResource(
            self,
            "Resource",
            service_token=provider.service_token,
            resource_type="Custom::AWSCDKCfnJson",
            properties={"Value": self._text},
        )
        self.value = resource.get_att("Value")

    @property
    def creation_stack(self) -> list[str]:
        """Where it was made."""
        return [self.creation_place] if self.creation_place else []

    def resolve(self, _context: Any) -> Any:
        """The value."""
        return self.value

    def to_json(self) -> str:
        """The JSON text."""
        return self._text

    def to_string(self) -> str:
        """A string that stands for the value."""
        return token_text(self)
