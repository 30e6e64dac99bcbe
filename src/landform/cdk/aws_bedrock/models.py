"""Models of Bedrock.

The table of foundation models is models.txt.
Source: https://docs.aws.amazon.com/bedrock/latest/userguide/models-supported.html
"""

from pathlib import Path
from typing import Any

from landform.cdk.core.arn import ArnFormat
from landform.cdk.core.native import Native
from landform.cdk.core.stack import Stack


class FoundationModelIdentifier(Native):
    """The id of a model that Bedrock offers."""

    def __init__(self, model_id: str) -> None:
        self.model_id = model_id


for _line in Path(__file__).with_name("models.txt").read_text(encoding="utf-8").splitlines():
    _name, _id = _line.split()
    setattr(FoundationModelIdentifier, _name, FoundationModelIdentifier(_id))


class FoundationModel(Native):
    """A model that Bedrock offers."""

    def __init__(self, model_id: str, model_arn: str) -> None:
        self.model_id = model_id
        self.model_arn = model_arn

    @staticmethod
    def from_foundation_model_id(
        scope: Any, _id: str, foundation_model_id: FoundationModelIdentifier
    ) -> "FoundationModel":
        """A model by its id."""
        name = foundation_model_id.model_id
        arn = Stack.of(scope).format_arn(
            service="bedrock",
            account="",
            resource="foundation-model",
            resource_name=name,
            arn_format=ArnFormat.SLASH_RESOURCE_NAME,
        )
        return FoundationModel(name, arn)


class ProvisionedModel(Native):
    """A model with a throughput of its own."""

    def __init__(self, model_arn: str) -> None:
        self.model_arn = model_arn

    @staticmethod
    def from_provisioned_model_arn(_scope: Any, _id: str, provisioned_model_arn: str) -> "ProvisionedModel":
        """A model by its ARN."""
        return ProvisionedModel(provisioned_model_arn)
