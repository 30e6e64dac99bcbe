"""Templates whose transforms run elsewhere: what came of them, and where it comes from in the source."""

import json
from dataclasses import replace

from landform.cli.checked import Checked, pseudo_parameters
from landform.cli.target import Target
from landform.ground.diagnostics import Diagnostic, Severity
from landform.template.codes import diagnose
from landform.template.nodes import MapNode, located
from landform.template.parse import Parsed, Source, read_expanded
from landform.template.placed import placed
from landform.template.transform_calls import SECTION, call_places


def with_processed(target: Target, checked: Checked, change_set_id: str) -> Checked:
    """The template as its transforms have made it for a change set, each part at its place in the source."""
    source = checked.unexpanded
    parsed = _processed(target, source, change_set_id) if source is not None else None
    if source is None or parsed is None or parsed.template is None:
        return checked
    template = parsed.template
    if checked.constructs:
        from landform.cli.source_map import SourceMap

        template = SourceMap(source.template, checked.constructs).template(template)
    return replace(checked, template=template)


def failures(target: Target, checked: Checked, change_set_id: str, reason: str) -> list[Diagnostic]:
    """Why a change set could not be made, at the lines of the source; empty when they do not tell.

    Either a transform failed, or what the transforms made is wrong.
    """
    source = checked.unexpanded
    if source is None:
        return []
    parsed = _processed(target, source, change_set_id)
    if parsed is None:
        called = [(name, place) for name, place in call_places(source.root) if _is_named(name, reason)]
        return [diagnose("LF1704", reason, located(checked.file.file, place)) for _, place in called[:1]]
    from landform.plan.diagnose import diagnose_parsed
    from landform.schema.catalog import load_catalog
    from landform.schema.check import Checker

    found = diagnose_parsed(
        parsed,
        catalog=load_catalog(),
        checker=Checker(),
        parameters=dict(checked.parameters),
        pseudo=pseudo_parameters(checked.stack_name, target.options),
    )
    return [each for each in found.diagnostics if each.severity is Severity.ERROR]


def _is_named(name: str, reason: str) -> bool:
    """Whether a reason names the transform: macros with the account before their name."""
    return f" {name} " in f"{reason} ".replace(".", " ") or f"::{name.rpartition('::')[2]} " in reason


def _processed(target: Target, source: Source, change_set_id: str) -> Parsed | None:
    """What the transforms made; None when they have made nothing."""
    answer = target.client.get_template(ChangeSetName=change_set_id, TemplateStage="Processed")
    if "Processed" not in answer["StagesAvailable"]:
        return None
    body: object = answer["TemplateBody"]  # botocore gives a JSON template as an object
    text = body if isinstance(body, str) else json.dumps(body)
    place = source.root.key_places.get(SECTION, source.root.place)
    root = placed(json.loads(text), source.root, place)
    assert isinstance(root, MapNode), "a mapping that is none; this is a bug in Landform"
    return read_expanded(source, root, None)[0]
