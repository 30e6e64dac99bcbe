"""References between stacks: exports, nested stack parameters and outputs.

Before synthesis every token of every template is looked at. A reference to an element of another stack is
replaced, for the stack that uses it, by an import of an export made here, or by a parameter or an output
where one of the two is nested in the other.
"""

from typing import Any

from landform.cdk.core.cfn_element import CfnElement
from landform.cdk.core.enums import ResolutionTypeHint
from landform.cdk.core.exports import LIST_DELIMITER, export_for, joined_list
from landform.cdk.core.names import logical_id_of
from landform.cdk.core.references import CfnReference
from landform.cdk.core.resolve import ResolveContext
from landform.cdk.core.tokens import Intrinsic, IResolvable, token_text


def prepare_references(root: Any) -> None:
    """Give every use of another stack's element a value in the stack that uses it."""
    for consumer, reference in _foreign_uses(root):
        if not reference.has_value_for_stack(consumer):
            reference.assign_value_for_stack(consumer, _value_in(consumer, reference))


def _foreign_uses(root: Any) -> list[tuple[Any, CfnReference]]:
    from landform.cdk.core.stack import Stack

    found: list[tuple[Any, CfnReference]] = []
    for element in root.node.walk():
        if not isinstance(element, CfnElement):
            continue
        stack = element.stack
        for token in _tokens_of(element):
            if isinstance(token, CfnReference) and Stack.of(token.target) is not stack:
                found.append((stack, token))
    return found


def _tokens_of(element: CfnElement) -> list[IResolvable]:
    """All tokens of an element's fragment; a use that cannot be resolved yet shows itself later."""
    tokens: list[IResolvable] = []
    context = ResolveContext(element, preparing=True, on_token=lambda token, _context: tokens.append(token))
    context.resolve(element._unresolved())
    return tokens


def _value_in(consumer: Any, reference: CfnReference) -> Any:
    from landform.cdk.core.stack import Stack

    producer = Stack.of(reference.target)
    if _is_nested_in(consumer, producer):
        return _parameter(consumer, reference)
    if producer.nested:
        output = _output(producer, reference)
        return _as_list(output.resolve_for(consumer), reference)
    _require_same_environment(producer, consumer, reference)
    consumer.add_dependency(producer, _reason(consumer, reference))
    return export_for(producer, reference)


def _is_nested_in(inner: Any, outer: Any) -> bool:
    parent = inner.nested_stack_parent
    while parent is not None:
        if parent is outer:
            return True
        parent = parent.nested_stack_parent
    return False


def _parameter(consumer: Any, reference: CfnReference) -> Any:
    """A parameter of the nested stack whose value the parent gives; deeper ones are handed down."""
    from landform.cdk.core.cfn_elements import CfnParameter

    name = f"reference-to-{_unique(reference)}"
    parameter = consumer.node.try_find_child(name)
    if parameter is None:
        parameter = CfnParameter(consumer, name, type="String")
        value = joined_list(reference) or token_text(reference)
        consumer.set_parameter(parameter.logical_id, value)
    return _as_list(parameter.value, reference)


def _as_list(value: Any, reference: CfnReference) -> Any:
    """The value, taken apart again where the reference is a list."""
    if reference.type_hint is not ResolutionTypeHint.STRING_LIST:
        return value
    return Intrinsic({"Fn::Split": [LIST_DELIMITER, value]})


def _unique(reference: CfnReference) -> str:
    scopes = [each.node.id for each in reference.target.node.scopes[1:]]
    return logical_id_of(scopes) + reference.display_name if scopes else reference.display_name


class _NestedOutput:
    """An output of a nested stack, read through the attribute of its resource."""

    def __init__(self, nested: Any, logical_id: str) -> None:
        self._nested = nested
        self._logical_id = logical_id

    def resolve_for(self, consumer: Any) -> Any:
        attribute = self._nested.nested_stack_resource.get_att(f"Outputs.{self._logical_id}")
        from landform.cdk.core.stack import Stack

        if Stack.of(self._nested.nested_stack_resource) is consumer:
            return attribute
        return _value_in(consumer, attribute)


def _output(producer: Any, reference: CfnReference) -> _NestedOutput:
    from landform.cdk.core.cfn_elements import CfnOutput

    name = _unique(reference)
    output = producer.node.try_find_child(name)
    if output is None:
        output = CfnOutput(producer, name, value=joined_list(reference) or token_text(reference))
    return _NestedOutput(producer, logical_id_of([name]))


def _require_same_environment(producer: Any, consumer: Any, reference: CfnReference) -> None:
    if producer.environment != consumer.environment and not (
        "unknown" in producer.environment and producer.environment == consumer.environment
    ):
        raise ValueError(
            f'Stack "{consumer.node.path}" cannot reference '
            f"{{{reference.target.node.path}[{reference.display_name}]}} "
            f'in stack "{producer.node.path}". Cross stack references are only supported for stacks '
            "deployed to the same environment or between nested stacks and their parent stack."
        )


def _reason(consumer: Any, reference: CfnReference) -> str:
    return f"{consumer.node.path} -> {reference.target.node.path}.{reference.display_name}"


def import_of(name: Any) -> Intrinsic:
    """Fn::ImportValue of an export's name."""
    return Intrinsic({"Fn::ImportValue": name})
