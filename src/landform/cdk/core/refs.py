"""References between stacks: exports, nested stack parameters and outputs.

Before synthesis every token of every template is looked at. A reference to an element of another stack is
replaced, for the stack that uses it, by an import of an export made here, or by a parameter or an output
where one of the two is nested in the other.
"""

from typing import Any

from landform.cdk.core.cfn_element import CfnElement
from landform.cdk.core.cross_region import read, write
from landform.cdk.core.enums import ReferenceStrength, ResolutionTypeHint
from landform.cdk.core.exports import LIST_DELIMITER, ensure_export, export_for, joined_list
from landform.cdk.core.names import logical_id_of
from landform.cdk.core.references import CfnReference
from landform.cdk.core.resolve import ResolveContext
from landform.cdk.core.strength import strength_of
from landform.cdk.core.tokens import Intrinsic, IResolvable, is_unresolved, token_text
from landform.cdk.core.weak_references import read_output


def prepare_references(root: Any) -> None:
    """Give every use of another stack's element a value in the stack that uses it."""
    for element, reference in _foreign_uses(root):
        consumer = element.stack
        if not reference.has_value_for_stack(consumer):
            reference.assign_value_for_stack(consumer, _value_in(consumer, reference, element))


def _foreign_uses(root: Any) -> list[tuple[CfnElement, CfnReference]]:
    from landform.cdk.core.stack import Stack

    found: list[tuple[CfnElement, CfnReference]] = []
    for element in root.node.walk():
        if not isinstance(element, CfnElement):
            continue
        for token in _tokens_of(element):
            if isinstance(token, CfnReference) and Stack.of(token.target) is not element.stack:
                found.append((element, token))
    return found


def _tokens_of(element: CfnElement) -> list[IResolvable]:
    """All tokens of an element's fragment; a use that cannot be resolved yet shows itself later."""
    tokens: list[IResolvable] = []
    context = ResolveContext(element, preparing=True, on_token=lambda token, _context: tokens.append(token))
    context.resolve(element._unresolved())
    return tokens


def _value_in(consumer: Any, reference: CfnReference, element: CfnElement) -> Any:
    """What the reference is in the consumer's template; `element` is what uses it there."""
    from landform.cdk.core.stack import Stack

    producer = Stack.of(reference.target)
    if _is_nested_in(consumer, producer):
        return _parameter(consumer, reference)
    if producer.nested:
        attribute = _output(producer, reference)
        if Stack.of(attribute.target) is consumer:
            return _as_list(attribute, reference)
        handed_on = attribute.with_strength(strength_of(reference, element))
        return _as_list(_value_in(consumer, handed_on, element), reference)
    _require_known_regions(producer, consumer, reference)
    if producer.account != consumer.account:
        return read_output(producer, consumer, reference)
    consumer.add_dependency(producer, _reason(element, reference))
    return _between(producer, consumer, reference, strength_of(reference, element), element)


def _between(
    producer: Any, consumer: Any, reference: CfnReference, strength: ReferenceStrength, element: CfnElement
) -> Any:
    """A value that one stack of an account gives another one."""
    if producer.region == consumer.region:
        if strength is ReferenceStrength.STRONG:
            return export_for(producer, reference)
        if strength is ReferenceStrength.BOTH:
            ensure_export(producer, reference)
        return read_output(producer, consumer, reference)
    if strength is ReferenceStrength.WEAK:
        return read_output(producer, consumer, reference)
    name = write(producer, consumer, reference)
    if strength is ReferenceStrength.BOTH:
        return read_output(producer, consumer, reference)
    attribute = read(consumer, name)
    return _value_in(consumer, attribute, element) if consumer.nested else attribute


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


def _output(producer: Any, reference: CfnReference) -> CfnReference:
    """The value as an output of a nested stack: the attribute of its resource that gives it."""
    from landform.cdk.core.cfn_elements import CfnOutput

    name = _unique(reference)
    if producer.node.try_find_child(name) is None:
        CfnOutput(producer, name, value=joined_list(reference) or token_text(reference))
    attribute: CfnReference = producer.nested_stack_resource.get_att(f"Outputs.{logical_id_of([name])}")
    return attribute


def _require_known_regions(producer: Any, consumer: Any, reference: CfnReference) -> None:
    """Where the regions differ, both have to be known."""
    if producer.region == consumer.region:
        return
    if is_unresolved(producer.region) or is_unresolved(consumer.region):
        raise ValueError(
            f'Stack "{consumer.node.path}" cannot reference '
            f"{{{reference.target.node.path}[{reference.display_name}]}} "
            f'in stack "{producer.node.path}". Cross stack/region references are only supported for stacks '
            "with an explicit region defined."
        )


def _reason(element: CfnElement, reference: CfnReference) -> str:
    """Which construct refers to what, with the line that made it."""
    place = f" ({element.creation_place})" if element.creation_place else ""
    return f"{element.node.path}{place} uses {reference.target.node.path}.{reference.display_name}"


def import_of(name: Any) -> Intrinsic:
    """Fn::ImportValue of an export's name."""
    return Intrinsic({"Fn::ImportValue": name})
