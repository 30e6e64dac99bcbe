"""From places in a synthesized template to the constructs and lines of the app that made them.

A template's text is divided by its declarations: whatever stands between one logical id and the next belongs
to the first. Places that belong to nothing, or to a construct whose line was not recorded, stay as they are.
"""

from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from landform.assembly.reading import ConstructPlace, readable_path
from landform.ground.diagnostics import Diagnostic, RelatedLocation
from landform.ground.source import SourceLocation
from landform.template.model import (
    Expression,
    Function,
    GetAtt,
    ListExpression,
    Literal,
    MapExpression,
    OutputDeclaration,
    Ref,
    ResourceDeclaration,
    Sub,
    Template,
)

Constructs = Mapping[str, ConstructPlace]
_PATH_KEY = "aws:cdk:path"


def line_of_construct(construct: ConstructPlace) -> SourceLocation | None:
    """The line that made a construct, its file relative to the current folder where it lies in it."""
    if construct.file is None or construct.line is None:
        return None
    file = Path(construct.file)
    if file.is_relative_to(Path.cwd()):
        file = file.relative_to(Path.cwd())
    return SourceLocation(str(file), construct.line, 0)


def name_of_construct(construct: ConstructPlace) -> str:
    """How lines of plans and events name it: `Stack/Path/Construct app.py:12`."""
    place = line_of_construct(construct)
    return f"{construct.path} {place}" if place else construct.path


class SourceMap:
    """The map of one template."""

    def __init__(self, template: Template, constructs: Constructs) -> None:
        self._file = template.file
        self._constructs = constructs
        starts: list[tuple[int, int, str | None]] = [
            *((each.line, each.column, None) for each in template.section_locations.values()),
            *(_start(name, each.location) for name, each in template.parameters.items()),
            *(_start(name, each.location) for name, each in template.rules.items()),
            *(_start(name, each) for name, each in template.condition_locations.items()),
            *(_start(name, each) for name, each in template.mapping_locations.items()),
            *(_start(name, each.location) for name, each in template.resources.items()),
            *(_start(name, each.location) for name, each in template.outputs.items()),
        ]
        starts.sort(key=lambda each: each[:2])
        self._owners = [each[2] for each in starts]
        self._starts = [each[:2] for each in starts]
        self._lines = {name: line_of_construct(each) for name, each in constructs.items()}

    def construct_at(self, place: SourceLocation) -> ConstructPlace | None:
        """The construct that a place in the template belongs to."""
        owner = self._owner(place)
        return self._constructs.get(owner) if owner is not None else None

    def _owner(self, place: SourceLocation) -> str | None:
        if place.file != self._file:
            return None
        index = bisect_right(self._starts, (place.line, place.column)) - 1
        return self._owners[index] if index >= 0 else None

    def place(self, place: SourceLocation) -> SourceLocation:
        """The line of the app for a place in the template, else the place itself."""
        owner = self._owner(place)
        return (self._lines.get(owner) if owner is not None else None) or place

    def diagnostic(self, found: Diagnostic) -> Diagnostic:
        """The diagnostic at the app's line; the template's place and the construct are told beside it."""
        place = found.location
        construct = self.construct_at(place) if place else None
        if place is None or construct is None:
            return found
        related = [replace(each, location=self._related(each)) for each in found.related]
        origin = RelatedLocation(message=f"made by {construct.path}", location=place)
        return replace(found, location=self.place(place), related=(*related, origin))

    def _related(self, related: RelatedLocation) -> SourceLocation | None:
        return self.place(related.location) if related.location else None

    def template(self, template: Template) -> Template:
        """The template with every place of its resources and outputs on the app's lines."""
        return replace(
            template,
            resources={name: self._resource(each) for name, each in template.resources.items()},
            outputs={name: self._output(each) for name, each in template.outputs.items()},
        )

    def _resource(self, resource: ResourceDeclaration) -> ResourceDeclaration:
        properties = self._expression(resource.properties)
        assert isinstance(properties, MapExpression), "its kind stays. This is a bug in Landform."
        return replace(
            resource,
            location=self.place(resource.location),
            type_location=self.place(resource.type_location),
            properties=properties,
        )

    def _output(self, output: OutputDeclaration) -> OutputDeclaration:
        return replace(
            output,
            location=self.place(output.location),
            value=self._expression(output.value),
            export_name=self._expression(output.export_name) if output.export_name else None,
        )

    def _expression(self, given: Expression) -> Expression:
        """The expression and all inside it; templates nest no deeper than their reader allows."""
        place = self.place(given.location)
        match given:
            case Literal() | Ref():
                return replace(given, location=place)
            case ListExpression():
                return replace(given, location=place, items=tuple(map(self._expression, given.items)))
            case MapExpression():
                entries = {key: self._expression(each) for key, each in given.entries.items()}
                keys = {key: self.place(each) for key, each in given.key_locations.items()}
                return replace(given, location=place, entries=entries, key_locations=keys)
            case GetAtt():
                return replace(given, location=place, attribute=self._expression(given.attribute))
            case Sub():
                parts = tuple(
                    each if isinstance(each, str) else self._expression(each) for each in given.parts
                )
                return replace(given, location=place, parts=parts)
            case Function():
                return replace(given, location=place, arguments=tuple(map(self._expression, given.arguments)))


def _start(name: str, place: SourceLocation) -> tuple[int, int, str | None]:
    return (place.line, place.column, name)


def with_paths_of(template: Template, constructs: Constructs) -> Constructs:
    """The constructs, completed from the paths that the template itself holds."""
    found = dict(constructs)
    for name, resource in template.resources.items():
        metadata = resource.metadata
        path = metadata.get(_PATH_KEY) if isinstance(metadata, dict) else None
        if name not in found and isinstance(path, str):
            found[name] = ConstructPlace(path=readable_path(path))
    return found
