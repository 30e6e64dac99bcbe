"""Claims about a template."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from landform.cdk.assertions import entries
from landform.cdk.assertions.dependency_cycles import refuse_cycles
from landform.cdk.assertions.match import Match, matcher_of
from landform.cdk.assertions.result import AssertionFailure
from landform.cdk.core.checked import Checked

ALL = "*"


class Template(Checked):
    """A template, and what can be claimed of it."""

    def __init__(self, template: Mapping[str, Any], *, checks_cycles: bool) -> None:
        self._template = json.loads(json.dumps(template))
        if checks_cycles:
            refuse_cycles(self._template)

    @staticmethod
    def from_stack(stack: Any, *, skip_cyclical_dependencies_check: bool | None = None) -> "Template":
        """The template of a stack, or of a nested one; the whole app is synthesized."""
        from landform.cdk.core.stage import Stage

        stage = Stage.of(stack)
        if stage is None:
            raise TypeError("The stack has to be part of an App or a Stage")
        stage.synth()
        file = Path(stage.outdir) / stack.template_file
        template = json.loads(file.read_text(encoding="utf-8"))
        return Template(template, checks_cycles=not skip_cyclical_dependencies_check)

    @staticmethod
    def from_json(
        template: Mapping[str, Any], *, skip_cyclical_dependencies_check: bool | None = None
    ) -> "Template":
        """A template given as a map."""
        return Template(template, checks_cycles=not skip_cyclical_dependencies_check)

    @staticmethod
    def from_string(template: str, *, skip_cyclical_dependencies_check: bool | None = None) -> "Template":
        """A template given as JSON text."""
        return Template(json.loads(template), checks_cycles=not skip_cyclical_dependencies_check)

    def to_json(self) -> dict[str, Any]:
        """The template as a map."""
        found: dict[str, Any] = self._template
        return found

    def resource_count_is(self, type: str, count: float) -> None:
        """There are just so many resources of a type."""
        number = len(self._resources(type))
        if number != count:
            raise AssertionFailure(f"Expected {count} resources of type {type}, found {number}.")

    def resource_properties_count_is(self, type: str, props: Any, count: float) -> None:
        """There are just so many resources of a type with these properties."""
        found = entries.fitting(self._resources(type), _with_properties(props))
        if len(found) != count:
            names = f": {', '.join(sorted(found))}" if found else ""
            raise AssertionFailure(
                f"Expected {count} resources of type {type} with these properties, found {len(found)}{names}."
            )

    def has_resource_properties(self, type: str, props: Any) -> None:
        """There is a resource of a type with these properties."""
        entries.require_one(self._resources(type), _with_properties(props), f"resource of type {type}")

    def has_resource(self, type: str, props: Any) -> None:
        """There is a resource of a type with this body."""
        entries.require_one(self._resources(type), props, f"resource of type {type}")

    def all_resources(self, type: str, props: Any) -> None:
        """All resources of a type have this body."""
        entries.require_all(self._resources(type), props, f"resources of type {type}")

    def all_resources_properties(self, type: str, props: Any) -> None:
        """All resources of a type have these properties."""
        entries.require_all(self._resources(type), _with_properties(props), f"resources of type {type}")

    def find_resources(self, type: str, props: Any = None) -> entries.Entries:
        """The resources of a type that fit, by logical id."""
        return entries.fitting(self._resources(type), {} if props is None else props)

    def get_resource_id(self, type: str, props: Any = None) -> str:
        """The logical id of the only resource of a type that fits."""
        found = self.find_resources(type, props)
        if len(found) != 1:
            names = f": {', '.join(sorted(found))}" if found else ""
            raise AssertionFailure(
                f"Expected one resource of type {type} that fits, found {len(found)}{names}."
            )
        return next(iter(found))

    def has_output(self, logical_id: str, props: Any) -> None:
        """There is such an output; `*` stands for any."""
        self._has("Outputs", "output", logical_id, props)

    def find_outputs(self, logical_id: str, props: Any = None) -> entries.Entries:
        """The outputs that fit; `*` stands for any."""
        return self._find("Outputs", logical_id, props)

    def has_parameter(self, logical_id: str, props: Any) -> None:
        """There is such a parameter; `*` stands for any."""
        self._has("Parameters", "parameter", logical_id, props)

    def find_parameters(self, logical_id: str, props: Any = None) -> entries.Entries:
        """The parameters that fit; `*` stands for any."""
        return self._find("Parameters", logical_id, props)

    def has_mapping(self, logical_id: str, props: Any) -> None:
        """There is such a mapping; `*` stands for any."""
        self._has("Mappings", "mapping", logical_id, props)

    def find_mappings(self, logical_id: str, props: Any = None) -> entries.Entries:
        """The mappings that fit; `*` stands for any."""
        return self._find("Mappings", logical_id, props)

    def has_condition(self, logical_id: str, props: Any) -> None:
        """There is such a condition; `*` stands for any."""
        self._has("Conditions", "condition", logical_id, props)

    def find_conditions(self, logical_id: str, props: Any = None) -> entries.Entries:
        """The conditions that fit; `*` stands for any."""
        return self._find("Conditions", logical_id, props)

    def template_matches(self, expected: Any) -> None:
        """The whole template fits."""
        result = matcher_of(expected, partial_objects=True).test(self._template)
        if result.has_failed():
            lines = "\n".join(f"  {each}" for each in result.to_human_strings())
            raise AssertionFailure(f"The template is not as expected:\n{lines}")
        result.finished()

    def _resources(self, type_name: str) -> entries.Entries:
        resources: entries.Entries = self._template.get("Resources", {})
        return {id: body for id, body in resources.items() if body.get("Type") == type_name}

    def _section(self, section: str, logical_id: str) -> entries.Entries:
        found: entries.Entries = self._template.get(section, {})
        return {id: body for id, body in found.items() if logical_id in (ALL, id)}

    def _find(self, section: str, logical_id: str, props: Any) -> entries.Entries:
        return entries.fitting(self._section(section, logical_id), {} if props is None else props)

    def _has(self, section: str, word: str, logical_id: str, props: Any) -> None:
        named = word if logical_id == ALL else f"{word} named '{logical_id}'"
        entries.require_one(self._section(section, logical_id), props, named)


def _with_properties(props: Any) -> Any:
    if isinstance(props, Match._Absent):
        return Match.object_like({"Properties": props})
    return Match.object_like({"Properties": matcher_of(props, partial_objects=True)})
