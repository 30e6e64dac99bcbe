"""Definitions of state machines: states, a text, or a file.

Source: https://docs.aws.amazon.com/step-functions/latest/dg/concepts-amazon-states-language.html
"""

from typing import Any

from landform.cdk.aws_stepfunctions.rendering import in_script_order, present
from landform.cdk.aws_stepfunctions.state_graph import StateGraph
from landform.cdk.core.native import Native
from landform.cdk.core.stack import Stack
from landform.cdk.l1.lookup import given

DESCRIPTION = "State Machine definition"


class DefinitionBody(Native):
    """What a state machine does."""

    @staticmethod
    def from_chainable(chainable: Any) -> "ChainDefinitionBody":
        """States."""
        return ChainDefinitionBody(chainable)

    @staticmethod
    def from_file(path: str, **options: Any) -> "FileDefinitionBody":
        """A file in the Amazon States Language."""
        return FileDefinitionBody(path, **options)

    @staticmethod
    def from_string(definition: str) -> "StringDefinitionBody":
        """A text in the Amazon States Language."""
        return StringDefinitionBody(definition)

    def bind(self, scope: Any, sfn_principal: Any, sfn_props: Any, graph: StateGraph | None = None) -> Any:
        """The definition for a state machine, as properties of its resource."""
        raise TypeError(f"{type(self).__name__} does not say what it defines")


class ChainDefinitionBody(DefinitionBody):
    """States."""

    def __init__(self, chainable: Any) -> None:
        self.chainable = chainable

    def bind(self, scope: Any, _sfn_principal: Any, sfn_props: Any, graph: StateGraph | None = None) -> Any:
        """The definition for a state machine, as properties of its resource."""
        props = given("aws_stepfunctions", "StateMachineProps", sfn_props)
        assert graph is not None  # the state machine makes it
        definition = {
            **graph.to_graph_json(props.query_language),
            **present({"Comment": props.comment, "QueryLanguage": props.query_language}),
        }
        text = Stack.of(scope).to_json_string(in_script_order(definition))
        return given("aws_stepfunctions", "DefinitionConfig", {"definition_string": text})


class StringDefinitionBody(DefinitionBody):
    """A text."""

    def __init__(self, body: str) -> None:
        self.body = body

    def bind(
        self, _scope: Any, _sfn_principal: Any, _sfn_props: Any, _graph: StateGraph | None = None
    ) -> Any:
        """The definition for a state machine, as properties of its resource."""
        return given("aws_stepfunctions", "DefinitionConfig", {"definition_string": self.body})


class FileDefinitionBody(DefinitionBody):
    """A file."""

    def __init__(self, path: str, **options: Any) -> None:
        self.path = path
        self._options = options

    def bind(self, scope: Any, _sfn_principal: Any, _sfn_props: Any, _graph: StateGraph | None = None) -> Any:
        """The definition for a state machine, as properties of its resource."""
        from landform.cdk.aws_s3_assets import Asset

        asset = Asset(scope, "DefinitionBody", path=self.path, **self._options)
        location = {"bucket": asset.s3_bucket_name, "key": asset.s3_object_key}
        return given("aws_stepfunctions", "DefinitionConfig", {"definition_s3_location": location})
