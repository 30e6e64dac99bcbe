"""AWS's quotas as data, and the check of a template against them.

The engine itself has no such limits: they are checked so that a template that works here is not refused by
AWS, and are switched off with `--limits none`.

Source: https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/cloudformation-limits.html
"""

from collections.abc import Iterator, Sized
from dataclasses import dataclass
from typing import Final

from landform.ground.diagnostics import Diagnostic
from landform.ground.source import SourceLocation
from landform.template.codes import diagnose
from landform.template.model import Template


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """The most of everything that a template may hold."""

    body_bytes: int  # of a TemplateBody in a request
    template_bytes: int  # of a template in S3
    description_bytes: int
    resources: int
    parameters: int
    outputs: int
    mappings: int
    mapping_keys: int  # top-level keys of one mapping
    mapping_attributes: int  # second-level keys of one top-level key
    name_characters: int  # of a logical id, parameter, output or mapping name
    parameter_value_bytes: int


AWS_LIMITS: Final = Limits(
    body_bytes=51_200,
    template_bytes=1_000_000,  # the quota page says "1 MB"
    description_bytes=1_024,
    resources=500,
    parameters=200,
    outputs=200,
    mappings=200,
    mapping_keys=200,
    mapping_attributes=200,
    name_characters=255,
    parameter_value_bytes=4_096,
)


def check_limits(template: Template, size_bytes: int, limits: Limits) -> Iterator[Diagnostic]:
    """What of the template is larger than the limits allow."""
    top = SourceLocation(template.file, 1, 1)
    if size_bytes > limits.template_bytes:
        detail = (
            f"The template has {size_bytes:,} bytes; AWS takes {limits.template_bytes:,}. "
            "Split it into several stacks."
        )
        yield diagnose("LF1501", detail, top)
    description = (template.description or "").encode(errors="replace")
    if len(description) > limits.description_bytes:
        detail = (
            f"The description has {len(description):,} bytes; AWS takes {limits.description_bytes:,}. "
            "Shorten it."
        )
        location = template.section_locations.get("Description", top)
        yield diagnose("LF1504", detail, location, ("Description",))
    yield from _section_sizes(template, limits)
    yield from _mapping_sizes(template, limits)
    yield from _name_lengths(template, limits)


def _section_sizes(template: Template, limits: Limits) -> Iterator[Diagnostic]:
    sections: tuple[tuple[str, Sized, int], ...] = (
        ("Parameters", template.parameters, limits.parameters),
        ("Mappings", template.mappings, limits.mappings),
        ("Resources", template.resources, limits.resources),
        ("Outputs", template.outputs, limits.outputs),
    )
    for section, entries, most in sections:
        if len(entries) > most:
            detail = f"{section} has {len(entries):,} entries; AWS takes {most}. Split the template."
            yield diagnose("LF1502", detail, template.section_locations.get(section), (section,))


def _mapping_sizes(template: Template, limits: Limits) -> Iterator[Diagnostic]:
    for name, keys in template.mappings.items():
        location = template.mapping_locations.get(name)
        if len(keys) > limits.mapping_keys:
            detail = f'The mapping "{name}" has {len(keys)} keys; AWS takes {limits.mapping_keys}. Split it.'
            yield diagnose("LF1502", detail, location, ("Mappings", name))
        for key, attributes in keys.items():
            if len(attributes) > limits.mapping_attributes:
                detail = (
                    f'The key "{key}" has {len(attributes)} attributes; AWS takes '
                    f"{limits.mapping_attributes}. Split it."
                )
                yield diagnose("LF1502", detail, location, ("Mappings", name, key))


def _name_lengths(template: Template, limits: Limits) -> Iterator[Diagnostic]:
    named: list[tuple[str, str, SourceLocation | None]] = [
        *(("Parameters", name, each.location) for name, each in template.parameters.items()),
        *(("Mappings", name, template.mapping_locations.get(name)) for name in template.mappings),
        *(("Resources", name, each.location) for name, each in template.resources.items()),
        *(("Outputs", name, each.location) for name, each in template.outputs.items()),
    ]
    for section, name, location in named:
        if len(name) > limits.name_characters:
            detail = f"The name has {len(name)} characters; AWS takes {limits.name_characters}. Shorten it."
            yield diagnose("LF1503", detail, location, (section, f"{name[:32]}…"))
