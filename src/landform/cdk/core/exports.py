"""Exports made for references from other stacks."""

import json
from typing import Any

from landform.cdk.constructs import Construct
from landform.cdk.core.enums import ResolutionTypeHint
from landform.cdk.core.names import logical_id_of
from landform.cdk.core.resolve import resolve
from landform.cdk.core.tokens import Intrinsic, Reference, is_token, token_list, token_text

EXPORTS = "Exports"
PREFIX = "Output"
LIST_DELIMITER = "||"


def ensure_export(producer: Any, reference: Any) -> None:
    """Keep an export of the reference, whether or not anybody imports it."""
    _output(producer, reference, joined_list(reference))


def export_for(producer: Any, reference: Any) -> Intrinsic:
    """The import of an export of the reference, made in the stack that owns it."""
    joined = joined_list(reference)
    imported = {"Fn::ImportValue": _output(producer, reference, joined).export_name}
    return Intrinsic(imported if joined is None else {"Fn::Split": [LIST_DELIMITER, imported]})


def joined_list(reference: Any) -> str | None:
    """The text a list is passed between stacks as; None when the reference is no list."""
    from landform.cdk.core.fn import Fn

    if reference.type_hint is not ResolutionTypeHint.STRING_LIST:
        return None
    return Fn.join(LIST_DELIMITER, token_list(reference))


def export_value(stack: Any, value: Any, name: str | None, description: str | None) -> str:
    """Stack.export_value."""
    from landform.cdk.core.cfn_elements import CfnOutput
    from landform.cdk.core.fn import Fn

    if name is not None:
        CfnOutput(stack, f"Export{name}", value=value, export_name=name, description=description)
        return Fn.import_value(name)
    output = _output(stack, _reference_behind(value), None, description)
    return token_text(Intrinsic({"Fn::ImportValue": output.export_name}))


def export_list_value(stack: Any, value: Any, name: str | None, description: str | None) -> list[str]:
    """Stack.export_string_list_value."""
    from landform.cdk.core.cfn_elements import CfnOutput
    from landform.cdk.core.fn import Fn

    listed = token_list(value) if is_token(value) else value
    joined = Fn.join(LIST_DELIMITER, listed)
    if name is not None:
        CfnOutput(stack, f"Export{name}", value=joined, export_name=name, description=description)
        return Fn.split(LIST_DELIMITER, Fn.import_value(name))
    output = _output(stack, _reference_behind(value), joined, description)
    return Fn.split(LIST_DELIMITER, Fn.import_value(output.export_name))


def _reference_behind(value: Any) -> Reference:
    from landform.cdk.core.strength import reference_behind

    found = reference_behind(value)
    if found is None:
        raise TypeError(
            "exportValue: either supply 'name' or make sure to export a resource attribute (like "
            "'bucket.bucketName')"
        )
    return found


def _output(producer: Any, reference: Any, value: Any, description: str | None = None) -> Any:
    from landform.cdk.core.cfn_elements import CfnOutput

    scope = producer.node.try_find_child(EXPORTS) or Construct(producer, EXPORTS)
    written = resolve(reference, producer)
    id = PREFIX + json.dumps(written, separators=(",", ":"))
    known = scope.node.try_find_child(id)
    if known is not None:
        return known
    path = [each.node.id for each in scope.node.scopes[producer.node.scopes.__len__() :]]
    name = f"{producer.stack_name}:{logical_id_of([*path, id])}"
    given = token_text(reference) if value is None else value
    return CfnOutput(scope, id, value=given, export_name=name, description=description)
