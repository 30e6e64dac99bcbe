"""Plain nodes to the declarations of each section, with all mistakes of form on the way.

A declaration that lacks something is still read as far as it goes, so that what is wrong further on is
reported too. Whether names exist and words are valid is for `check`.
"""

from collections.abc import Mapping
from typing import Final

from landform.ground.diagnostics import did_you_mean
from landform.ground.source import SourceLocation, TemplatePath
from landform.ground.values import Json
from landform.template.expressions import ExpressionReader, plain_json
from landform.template.model import (
    Expression,
    MapExpression,
    OutputDeclaration,
    ParameterDeclaration,
    ResourceDeclaration,
    RuleAssertion,
    RuleDeclaration,
)
from landform.template.nodes import KeyLocations, ListNode, MapNode, Node, ScalarNode, located

_PARAMETER_ATTRIBUTES: Final = (
    "Type",
    "Default",
    "AllowedValues",
    "AllowedPattern",
    "ConstraintDescription",
    "MinLength",
    "MaxLength",
    "MinValue",
    "MaxValue",
    "NoEcho",
    "Description",
)
_RESOURCE_ATTRIBUTES: Final = (
    "Type",
    "Properties",
    "Condition",
    "DependsOn",
    "DeletionPolicy",
    "UpdateReplacePolicy",
    "Metadata",
    "CreationPolicy",
    "UpdatePolicy",
)
_CUSTOM_TYPES: Final = ("Custom::", "AWS::CloudFormation::CustomResource")
"""How the types begin that may name the version of the custom resource protocol.

Source: https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-cloudformation-customresource.html
"""
_OUTPUT_ATTRIBUTES: Final = ("Value", "Description", "Export", "Condition")
_RULE_ATTRIBUTES: Final = ("RuleCondition", "Assertions")
_ASSERTION_ATTRIBUTES: Final = ("Assert", "AssertDescription")


def scalar_text(value: str | int | float | bool | None) -> str:
    """A scalar as AWS puts it into a string: as JSON prints it, without quotes."""
    if isinstance(value, str):
        return value
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    return str(value)


def _resource_attributes(node: Node) -> tuple[str, ...]:
    type_node = node.entries.get("Type") if isinstance(node, MapNode) else None
    type_name = type_node.value if isinstance(type_node, ScalarNode) else None
    is_custom = isinstance(type_name, str) and type_name.startswith(_CUSTOM_TYPES)
    return (*_RESOURCE_ATTRIBUTES, "Version") if is_custom else _RESOURCE_ATTRIBUTES


class DeclarationReader:
    """Reads the entries of the sections."""

    __slots__ = ("expressions",)

    def __init__(self, expressions: ExpressionReader) -> None:
        self.expressions = expressions

    def parameter(self, name: str, node: Node, place: int) -> ParameterDeclaration | None:
        """One entry of Parameters, or None when it is no mapping."""
        path: TemplatePath = ("Parameters", name)
        entry = self.mapping(node, path, _PARAMETER_ATTRIBUTES)
        if entry is None:
            return None
        reader = _AttributeReader(self, entry, path)
        default = reader.text("Default") if "Default" in entry.entries else None
        return ParameterDeclaration(
            name=name,
            type_name=reader.required_text("Type", place) or "String",
            location=self.at(place),
            default=default,
            has_default=default is not None,
            allowed_values=reader.texts("AllowedValues"),
            allowed_pattern=reader.text("AllowedPattern"),
            constraint_description=reader.text("ConstraintDescription"),
            min_length=reader.whole_number("MinLength"),
            max_length=reader.whole_number("MaxLength"),
            min_value=reader.number("MinValue"),
            max_value=reader.number("MaxValue"),
            no_echo=reader.boolean("NoEcho"),
            description=reader.text("Description"),
            attribute_locations=KeyLocations(self.expressions.file, entry.key_places),
        )

    def resource(self, logical_id: str, node: Node, place: int) -> ResourceDeclaration | None:
        """One entry of Resources, or None when it is no mapping."""
        path: TemplatePath = ("Resources", logical_id)
        entry = self.mapping(node, path, _resource_attributes(node))
        if entry is None:
            return None
        reader = _AttributeReader(self, entry, path)
        type_node = entry.entries.get("Type")
        depends_on, depends_on_locations = reader.names("DependsOn")
        condition = entry.entries.get("Condition")
        metadata = entry.entries.get("Metadata")
        return ResourceDeclaration(
            logical_id=logical_id,
            type_name=reader.required_text("Type", place) or "",
            location=self.at(place),
            type_location=self.at(type_node.place if type_node else place),
            properties=reader.properties(entry.place),
            condition=reader.text("Condition"),
            depends_on=depends_on,
            deletion_policy=reader.expression("DeletionPolicy"),
            update_replace_policy=reader.expression("UpdateReplacePolicy"),
            metadata=plain_json(metadata) if metadata else None,
            creation_policy=reader.expression("CreationPolicy"),
            update_policy=reader.expression("UpdatePolicy"),
            condition_location=self.at(condition.place) if condition else None,
            depends_on_locations=depends_on_locations,
        )

    def output(self, name: str, node: Node, place: int) -> OutputDeclaration | None:
        """One entry of Outputs, or None when it has no value."""
        path: TemplatePath = ("Outputs", name)
        entry = self.mapping(node, path, _OUTPUT_ATTRIBUTES)
        if entry is None:
            return None
        reader = _AttributeReader(self, entry, path)
        value = reader.expression("Value")
        export_name = self._export_name(entry.entries.get("Export"), (*path, "Export"))
        if value is None:
            detail = f'The output "{name}" has no Value, so there is nothing to give out. Add one.'
            self.report("LF1013", detail, place, path)
            return None
        condition = entry.entries.get("Condition")
        return OutputDeclaration(
            name=name,
            value=value,
            location=self.at(place),
            description=reader.text("Description"),
            export_name=export_name,
            condition=reader.text("Condition"),
            condition_location=self.at(condition.place) if condition else None,
        )

    def rule(self, name: str, node: Node, place: int) -> RuleDeclaration | None:
        """One entry of Rules, or None when it is no mapping."""
        path: TemplatePath = ("Rules", name)
        entry = self.mapping(node, path, _RULE_ATTRIBUTES)
        if entry is None:
            return None
        condition = entry.entries.get("RuleCondition")
        condition_path = (*path, "RuleCondition")
        return RuleDeclaration(
            name=name,
            condition=self._condition(condition, condition_path) if condition else None,
            assertions=self._assertions(entry, place, path),
            location=self.at(place),
        )

    def mapping(self, node: Node, path: TemplatePath, known: tuple[str, ...]) -> MapNode | None:
        """The node when it is a mapping; attributes that are not known are reported."""
        if not isinstance(node, MapNode):
            self.report("LF1011", _wanted("a mapping", node), node.place, path)
            return None
        for key, place in node.key_places.items():
            if key not in known:
                detail = f'"{key}" is not one of {", ".join(known)}.{did_you_mean(key, known)}'
                self.report("LF1012", detail, place, (*path, key))
        return node

    def mapping_table(self, name: str, node: Node) -> Mapping[str, Mapping[str, Json]]:
        """One entry of Mappings: two levels of keys, then scalars or lists of them."""
        path: TemplatePath = ("Mappings", name)
        table: dict[str, dict[str, Json]] = {}
        if not isinstance(node, MapNode):
            self.report("LF1011", _wanted("a mapping", node), node.place, path)
            return table
        for top, second_level in node.entries.items():
            if top == "Fn::Transform":
                self.expressions.note_macro(top, node, (*path, top))
            elif not isinstance(second_level, MapNode):
                self.report("LF1011", _wanted("a mapping", second_level), second_level.place, (*path, top))
            else:
                table[top] = {
                    key: self._mapping_value(value, (*path, top, key))
                    for key, value in second_level.entries.items()
                }
        return table

    def report(self, code: str, detail: str, place: int, path: TemplatePath) -> None:
        """Add a mistake."""
        self.expressions.report(code, detail, place, path)

    def at(self, place: int) -> SourceLocation:
        """The location of a place."""
        return located(self.expressions.file, place)

    def _mapping_value(self, node: Node, path: TemplatePath) -> Json:
        is_plain = isinstance(node, ScalarNode) or (
            isinstance(node, ListNode) and all(isinstance(item, ScalarNode) for item in node.items)
        )
        if not is_plain:
            detail = (
                "A mapping holds strings, numbers, booleans and lists of them under its second key; "
                "functions and further mappings are not allowed. Choose the value where it is used, with "
                "Fn::FindInMap."
            )
            self.report("LF1203", detail, node.place, path)
        return plain_json(node)

    def _export_name(self, node: Node | None, path: TemplatePath) -> Expression | None:
        if node is None:
            return None
        entry = self.mapping(node, path, ("Name",))
        if entry is None:
            return None
        name = entry.entries.get("Name")
        if name is None:
            self.report("LF1013", "An Export needs a Name.", entry.place, path)
            return None
        return self.expressions.read(name, (*path, "Name"))

    def _condition(self, node: Node, path: TemplatePath) -> Expression:
        return self.expressions.read(node, path, is_condition=True)

    def _assertions(self, entry: MapNode, place: int, path: TemplatePath) -> tuple[RuleAssertion, ...]:
        node = entry.entries.get("Assertions")
        path = (*path, "Assertions")
        if node is None:
            self.report("LF1013", "A rule needs Assertions, a list of what must hold.", place, path)
            return ()
        if not isinstance(node, ListNode):
            self.report("LF1011", _wanted("a list", node), node.place, path)
            return ()
        assertions: list[RuleAssertion] = []
        for index, item in enumerate(node.items):
            item_path = (*path, index)
            assertion = self.mapping(item, item_path, _ASSERTION_ATTRIBUTES)
            if assertion is None:
                continue
            test = assertion.entries.get("Assert")
            if test is None:
                self.report("LF1013", "An assertion needs an Assert.", item.place, item_path)
                continue
            description = _AttributeReader(self, assertion, item_path).text("AssertDescription")
            expression = self._condition(test, (*item_path, "Assert"))
            assertions.append(RuleAssertion(assertion=expression, description=description))
        return tuple(assertions)


class _AttributeReader:
    """Reads the attributes of one declaration by kind of value; a wrong kind is reported and left out."""

    __slots__ = ("entry", "path", "reader")

    def __init__(self, reader: DeclarationReader, entry: MapNode, path: TemplatePath) -> None:
        self.reader = reader
        self.entry = entry
        self.path = path

    def text(self, name: str) -> str | None:
        node = self.entry.entries.get(name)
        if node is None:
            return None
        if isinstance(node, ScalarNode) and node.value is not None:
            return scalar_text(node.value)
        self._wrong(name, "a string", node)
        return None

    def required_text(self, name: str, place: int) -> str | None:
        if name not in self.entry.entries:
            detail = f"Every entry of {self.path[0]} needs a {name}. Add it."
            self.reader.report("LF1013", detail, place, self.path)
            return None
        return self.text(name)

    def texts(self, name: str) -> tuple[str, ...]:
        node = self.entry.entries.get(name)
        if node is None:
            return ()
        if not isinstance(node, ListNode):
            self._wrong(name, "a list of strings", node)
            return ()
        texts = [
            scalar_text(item.value)
            for item in node.items
            if isinstance(item, ScalarNode) and item.value is not None
        ]
        if len(texts) != len(node.items):
            self._wrong(name, "a list of strings", node)
        return tuple(texts)

    def names(self, name: str) -> tuple[tuple[str, ...], tuple[SourceLocation, ...]]:
        node = self.entry.entries.get(name)
        if node is None:
            return (), ()
        items = node.items if isinstance(node, ListNode) else [node]
        named = [item for item in items if isinstance(item, ScalarNode) and isinstance(item.value, str)]
        if len(named) != len(items):
            self._wrong(name, "a name or a list of names", node)
        return tuple([str(item.value) for item in named]), tuple(
            [self.reader.at(item.place) for item in named]
        )

    def number(self, name: str) -> float | None:
        node = self.entry.entries.get(name)
        if node is None:
            return None
        try:
            if isinstance(node, ScalarNode) and isinstance(node.value, str | int | float):
                return float(node.value)
        except (ValueError, OverflowError):
            pass
        self._wrong(name, "a number", node)
        return None

    def whole_number(self, name: str) -> int | None:
        value = self.number(name)
        if value is not None and value == value // 1 and value >= 0:
            return int(value)
        if value is not None:
            self._wrong(name, "a whole number of characters", self.entry.entries[name])
        return None

    def boolean(self, name: str) -> bool:
        node = self.entry.entries.get(name)
        if node is None:
            return False
        word = scalar_text(node.value).lower() if isinstance(node, ScalarNode) else ""
        if word not in {"true", "false"}:
            self._wrong(name, "true or false", node)
        return word == "true"

    def expression(self, name: str) -> Expression | None:
        node = self.entry.entries.get(name)
        return None if node is None else self.reader.expressions.read(node, (*self.path, name))

    def properties(self, place: int) -> MapExpression:
        node = self.entry.entries.get("Properties")
        path = (*self.path, "Properties")
        if node is None:
            return MapExpression(location=self.reader.at(place), path=path, entries={})
        if not isinstance(node, MapNode):
            self._wrong("Properties", "a mapping", node)
            return MapExpression(location=self.reader.at(node.place), path=path, entries={})
        return self.reader.expressions.read_map(node, path)

    def _wrong(self, name: str, wanted: str, node: Node) -> None:
        self.reader.report("LF1011", _wanted(wanted, node), node.place, (*self.path, name))


def _wanted(wanted: str, node: Node) -> str:
    if isinstance(node, MapNode):
        found = "a function" if _is_call(node) else "a mapping"
    elif isinstance(node, ListNode):
        found = "a list"
    else:
        found = "nothing" if node.value is None else f'"{scalar_text(node.value)[:60]}"'
    return f"This has to be {wanted}, but it is {found}."


def _is_call(node: MapNode) -> bool:
    keys = list(node.entries)
    return len(keys) == 1 and (keys[0] == "Ref" or keys[0].startswith("Fn::"))
