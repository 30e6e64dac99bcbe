"""Templates whose transforms run elsewhere: what came of them, and where it comes from in the source."""

import json
from dataclasses import replace

from landform.cli.checked import Checked
from landform.cli.target import Target
from landform.ground.diagnostics import Diagnostic
from landform.template.codes import diagnose
from landform.template.model import Template
from landform.template.nodes import MapNode, located
from landform.template.parse import Source, read_expanded
from landform.template.placed import placed
from landform.template.transform_calls import SECTION, call_places


def with_processed(target: Target, checked: Checked, change_set_id: str) -> Checked:
    """The template as its transforms have made it for a change set, each part at its place in the source."""
    source = checked.unexpanded
    if source is None:
        return checked
    answer = target.client.get_template(ChangeSetName=change_set_id, TemplateStage="Processed")
    body: object = answer["TemplateBody"]  # botocore gives a JSON template as an object
    template = _located(body if isinstance(body, str) else json.dumps(body), source)
    if template is None:
        return checked
    if checked.constructs:
        from landform.cli.source_map import SourceMap

        template = SourceMap(source.template, checked.constructs).template(template)
    return replace(checked, template=template)


def _located(body: str, source: Source) -> Template | None:
    place = source.root.key_places.get(SECTION, source.root.place)
    root = placed(json.loads(body), source.root, place)
    assert isinstance(root, MapNode), "a mapping that is none; this is a bug in Landform"
    return read_expanded(source, root, None)[0].template


def failed_transform(checked: Checked, reason: str) -> Diagnostic | None:
    """The failure of a transform at the call; None when the reason speaks of none that the template calls."""
    source = checked.unexpanded
    for name, place in call_places(source.root) if source is not None else ():
        if name.rpartition("::")[2] in reason or name in reason:
            return diagnose("LF1704", reason, located(checked.file.file, place))
    return None
