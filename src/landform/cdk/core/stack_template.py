"""The template of a stack: the fragments of all its elements, merged."""

from typing import Any

from landform.cdk.constructs.trace import named_construct
from landform.cdk.core.cfn_element import CfnElement

SECTION_ORDER = (
    "Description",
    "AWSTemplateFormatVersion",
    "Transform",
    "Metadata",
    "Resources",
    "Outputs",
    "Mappings",
    "Conditions",
    "Parameters",
    "Rules",
    "Hooks",
)


def template_of(stack: Any) -> dict[str, Any]:
    """The template with tokens resolved."""
    options = stack.template_options
    transforms = options.transforms or None
    template: dict[str, Any] = {
        "Description": options.description,
        "AWSTemplateFormatVersion": options.template_format_version,
        "Transform": transforms[0] if transforms and len(transforms) == 1 else _each_once(transforms),
        "Metadata": options.metadata,
    }
    for element in elements_of(stack):
        _merge(template, stack.resolve(element._to_cloud_formation()), element)
    return {
        name: template[name]
        for name in (*SECTION_ORDER, *(each for each in template if each not in SECTION_ORDER))
        if template.get(name)
    }


def _each_once(transforms: list[str] | None) -> list[str] | None:
    return list(dict.fromkeys(transforms)) if transforms else None


def elements_of(stack: Any) -> list[CfnElement]:
    """All elements of the stack, those of nested stacks left out."""
    return [each for each in stack.node.walk() if isinstance(each, CfnElement) and each.stack is stack]


def _merge(template: dict[str, Any], fragment: dict[str, Any], element: CfnElement) -> None:
    for section, entries in (fragment or {}).items():
        if not isinstance(entries, dict) or section == "Transform":
            _merge_scalar(template, section, entries)
            continue
        known = template.get(section) or {}
        template[section] = known
        for logical_id, body in entries.items():
            if logical_id in known:
                raise ValueError(
                    f"section '{section}' already contains '{logical_id}' (from {element.node.path})\n"
                    f"  {named_construct(element)}"
                )
            known[logical_id] = body


def _merge_scalar(template: dict[str, Any], section: str, value: Any) -> None:
    known = template.get(section)
    if known is None:
        template[section] = value
    elif section == "Transform":
        template[section] = _joined(known, value)
    elif known != value:
        raise ValueError(f"section '{section}' already has the value {known!r}, not {value!r}")


def _joined(known: Any, more: Any) -> Any:
    """Transforms of both, each once; one alone is a list only where it was one."""
    names = [*(known if isinstance(known, list) else [known]), *(more if isinstance(more, list) else [more])]
    once = [each for index, each in enumerate(names) if each not in names[:index]]
    return once if len(once) > 1 or isinstance(known, list) else once[0]
