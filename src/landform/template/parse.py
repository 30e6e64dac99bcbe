"""Template text to a Template, with every mistake of form reported at once.

JSON and YAML are told apart by their first character. A Template comes back whenever anything can be made
of the text, so that `check_template` can add what is wrong with its meaning; use it for no deployment
while there are errors.
"""

import gc
import json
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Final, TypeVar

from landform.ground.diagnostics import Diagnostic, did_you_mean
from landform.template.codes import diagnose
from landform.template.declarations import DeclarationReader, scalar_text
from landform.template.expressions import ExpressionReader, plain_json
from landform.template.json_source import read_json
from landform.template.limits import AWS_LIMITS, Limits, check_limits
from landform.template.model import Template
from landform.template.nodes import (
    KeyLocations,
    ListNode,
    MapNode,
    Node,
    ScalarNode,
    TreeBuilder,
    UnreadableError,
    located,
    place_of,
)
from landform.template.transform_calls import SECTION, has_embedded_calls, malformed_call
from landform.template.yaml_source import read_yaml

SECTIONS: Final = (
    "AWSTemplateFormatVersion",
    "Description",
    "Metadata",
    "Parameters",
    "Rules",
    "Mappings",
    "Conditions",
    "Transform",
    "Resources",
    "Outputs",
)
_FORMAT_VERSION: Final = "2010-09-09"

Entry = TypeVar("Entry")


@dataclass(frozen=True, slots=True, kw_only=True)
class Parsed:
    """What could be made of a text."""

    template: Template | None  # None: nothing
    diagnostics: tuple[Diagnostic, ...]
    source: "Source | None" = None  # of a template that calls transforms: they come before all else


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """A template that calls transforms, as it was written.

    What it means is decided by what they make of it, so only the mistakes of the text and of the calls count.
    """

    root: MapNode
    template: Template  # as far as it can be read: for its parameters, mappings and conditions
    diagnostics: tuple[Diagnostic, ...]


def parse_template(text: str, *, file: str, limits: Limits | None = AWS_LIMITS) -> Parsed:
    """The template of a JSON or YAML text. `file` is the name to show; no file is read."""
    # Reading makes a million objects that all stay; looking for rubbish among them again and again
    # takes half of the time (measured at 5,000 resources).
    was_collecting = gc.isenabled()
    gc.disable()
    try:
        return _parse(text, file, limits)
    finally:
        if was_collecting:
            gc.enable()


def _parse(text: str, file: str, limits: Limits | None) -> Parsed:
    try:
        builder = read_tree(text.removeprefix("\ufeff"), file)
    except UnreadableError as error:
        return Parsed(template=None, diagnostics=(error.diagnostic,))
    root = builder.root
    if not isinstance(root, MapNode):
        detail = (
            "Template format error: unsupported structure.\n"
            "A template is a mapping of sections such as Resources, but this text is not one."
        )
        location = located(file, root.place if root else place_of(1, 1))
        mistake = diagnose("LF1008", detail, location)
        return Parsed(template=None, diagnostics=(*builder.diagnostics, mistake))
    reader = _TemplateReader(root, file)
    template = reader.read()
    diagnostics = [*builder.diagnostics, *reader.expressions.diagnostics]
    if limits is not None:
        diagnostics.extend(check_limits(template, len(text.encode(errors="replace")), limits))
    source = None
    if SECTION in root.entries or ("Transform" in text and has_embedded_calls(root)):
        source = Source(
            root=root, template=template, diagnostics=(*builder.diagnostics, *_malformed(root, file))
        )
    return Parsed(template=template, diagnostics=tuple(diagnostics), source=source)


def _malformed(root: MapNode, file: str) -> list[Diagnostic]:
    """The first call of a transform that is written wrongly."""
    error = malformed_call(root)
    if error is None:
        return []
    detail = (
        f"{error.sentence}\nA transform is the name of a macro, or a mapping with its Name and Parameters."
    )
    return [diagnose("LF1011", detail, located(file, error.place))]


def read_expanded(source: Source, root: MapNode, limits: Limits | None) -> tuple[Parsed, str]:
    """What transforms made of a template, read, and as the text that GetTemplate gives as Processed."""
    text = json.dumps(plain_json(root))
    reader = _TemplateReader(root, source.template.file)
    template = replace(reader.read(), transforms=source.template.transforms)
    diagnostics = [*source.diagnostics, *reader.expressions.diagnostics]
    if limits is not None:
        diagnostics.extend(check_limits(template, len(text.encode(errors="replace")), limits))
    return Parsed(template=template, diagnostics=tuple(diagnostics)), text


def read_tree(text: str, file: str, *, takes_tags: bool = True) -> TreeBuilder:
    """The tree; a text that begins like JSON but is not may still be YAML in braces.

    `takes_tags`: whether the short tags of functions are known. Raises UnreadableError.
    """
    if not text.lstrip(" \t\r\n").startswith("{"):
        return read_yaml(text, file, takes_tags=takes_tags)
    try:
        return read_json(text, file)
    except UnreadableError as json_error:
        if json_error.diagnostic.code != "LF1001":
            raise
        try:
            return read_yaml(text, file, takes_tags=takes_tags)
        except UnreadableError as yaml_error:
            is_syntax = yaml_error.diagnostic.code == "LF1001"
            raise (json_error if is_syntax else yaml_error) from None


class _TemplateReader:
    """Reads the sections of one template."""

    __slots__ = ("declarations", "expressions", "file", "root")

    def __init__(self, root: MapNode, file: str) -> None:
        self.root = root
        self.file = file
        self.expressions = ExpressionReader(file)
        self.declarations = DeclarationReader(self.expressions)

    def read(self) -> Template:
        self._check_sections()
        self._check_resources()
        declarations = self.declarations
        metadata = self.root.entries.get("Metadata")
        return Template(
            file=self.file,
            description=self._description(),
            metadata=plain_json(metadata) if metadata else None,
            parameters=self._section("Parameters", declarations.parameter),
            rules=self._section("Rules", declarations.rule),
            mappings=self._section("Mappings", lambda name, node, _: declarations.mapping_table(name, node)),
            conditions=self._section(
                "Conditions",
                lambda name, node, _: self.expressions.read(node, ("Conditions", name), is_condition=True),
            ),
            transforms=self._transforms(),
            resources=self._section("Resources", declarations.resource),
            outputs=self._section("Outputs", declarations.output),
            section_locations=KeyLocations(self.file, self.root.key_places),
            condition_locations=self._key_locations("Conditions"),
            mapping_locations=self._key_locations("Mappings"),
            macro_calls=tuple(self.expressions.macro_calls),
        )

    def _check_sections(self) -> None:
        for name, place in self.root.key_places.items():
            if name == "Fn::Transform":
                self.expressions.note_macro(name, self.root, (name,))
            elif name not in SECTIONS:
                detail = (
                    f'"{name}" is not a section of a template.{did_you_mean(name, SECTIONS)} '
                    f"The sections are {', '.join(SECTIONS)}."
                )
                self.declarations.report("LF1010", detail, place, (name,))
        version = self.root.entries.get("AWSTemplateFormatVersion")
        if version is not None and not (isinstance(version, ScalarNode) and version.value == _FORMAT_VERSION):
            detail = f'The only format version there is is "{_FORMAT_VERSION}". Write that, or leave it out.'
            self.declarations.report("LF1016", detail, version.place, ("AWSTemplateFormatVersion",))

    def _check_resources(self) -> None:
        node = self.root.entries.get("Resources")
        is_empty = node is None or (isinstance(node, MapNode) and not node.entries)
        if is_empty and "Fn::Transform" not in self.root.entries:
            place = self.root.key_places.get("Resources", self.root.place)
            detail = "A template needs at least one entry in Resources."
            self.declarations.report("LF1015", detail, place, ("Resources",))

    def _description(self) -> str | None:
        node = self.root.entries.get("Description")
        if node is None:
            return None
        if isinstance(node, ScalarNode) and node.value is not None:
            return scalar_text(node.value)
        detail = "The description has to be a string without functions."
        self.declarations.report("LF1011", detail, node.place, ("Description",))
        return None

    def _section(self, section: str, read: Callable[[str, Node, int], Entry | None]) -> dict[str, Entry]:
        node = self.root.entries.get(section)
        entries: dict[str, Entry] = {}
        if node is None:
            return entries
        if not isinstance(node, MapNode):
            # Recorded for Resources: api__test_stacks, test_linting_error_during_creation.
            detail = (
                f"Template format error: Any {section} member must be an object.\n"
                f"{section} has to be a mapping from names to declarations."
            )
            self.declarations.report("LF1011", detail, node.place, (section,))
            return entries
        for name, value in node.entries.items():
            if name == "Fn::Transform" or name.startswith("Fn::ForEach::"):
                self.expressions.note_macro(name, node, (section, name))
                continue
            entry = read(name, value, node.key_places[name])
            if entry is not None:
                entries[name] = entry
        return entries

    def _transforms(self) -> tuple[str, ...]:
        node = self.root.entries.get("Transform")
        if node is None:
            return ()
        items = node.items if isinstance(node, ListNode) else [node]
        names: list[str] = []
        for item in items:
            name = item.entries.get("Name") if isinstance(item, MapNode) else item
            if isinstance(name, ScalarNode) and isinstance(name.value, str):
                names.append(name.value)
            else:
                detail = "A transform is the name of a macro, or a mapping with its Name and Parameters."
                self.declarations.report("LF1011", detail, item.place, ("Transform",))
        return tuple(names)

    def _key_locations(self, section: str) -> KeyLocations:
        node = self.root.entries.get(section)
        return KeyLocations(self.file, node.key_places if isinstance(node, MapNode) else {})
