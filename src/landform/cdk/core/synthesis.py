"""From a tree of constructs to an assembly: the phases, in order."""

import hashlib
import json
from itertools import product
from pathlib import Path
from typing import Any

from landform.assembly.manifest import AssemblyWriter, CloudAssembly
from landform.cdk.constructs.trace import named_construct
from landform.cdk.core.aspects import invoke_aspects
from landform.cdk.core.deps import add_dependency, counts
from landform.cdk.core.refs import prepare_references
from landform.cdk.core.tree import write_tree

MAX_RESOURCES = 500
MAX_RESOURCES_CONTEXT = "@aws-cdk/core:stackResourceLimit"


def synthesize(stage: Any, *, skip_validation: bool, validate_early: bool) -> CloudAssembly:
    """Write the stage's assembly."""
    del validate_early
    _synthesize_inner_stages(stage, skip_validation)
    invoke_aspects(stage)
    _connect_dependencies(stage)
    prepare_references(stage)
    _prepare_nested_templates(stage)
    if not skip_validation:
        _validate(stage)
    session = Session(stage)
    session.take_missing_of_inner_stages()
    for stack in _stacks_of(stage):
        stack.synthesizer.synthesize(session)
    assembly = session.finish()
    _check_templates(stage)
    return assembly


def _check_templates(stage: Any) -> None:
    """Plugins see finished templates, those of inner stages with them; most apps have none."""
    import sys

    asks = "landform.cdk.core.validations" in sys.modules or any(
        getattr(each, "policy_validation_beta1", ()) for each in (stage, *_inner_stages(stage))
    )
    if stage.node.scope is None and asks:
        from landform.cdk.core.validation_report import check_templates

        check_templates(stage, [(each, _stacks_of(each)) for each in (stage, *_all_stages(stage))])


def _all_stages(stage: Any) -> list[Any]:
    return [each for inner in _inner_stages(stage) for each in (inner, *_all_stages(inner))]


def _synthesize_inner_stages(stage: Any, skip_validation: bool) -> None:
    for inner in _inner_stages(stage):
        inner.synth(skip_validation=skip_validation)


def _inner_stages(construct: Any) -> list[Any]:
    from landform.cdk.core.stage import Stage

    found: list[Any] = []
    for child in construct.node.children:
        if isinstance(child, Stage):
            found.append(child)
        else:
            found.extend(_inner_stages(child))
    return found


def _within(construct: Any) -> list[Any]:
    """The construct and all below it, inner stages left out; parents after their children."""
    from landform.cdk.core.stage import Stage

    found: list[Any] = []
    for child in construct.node.children:
        if not isinstance(child, Stage):
            found.extend(_within(child))
    found.append(construct)
    return found


def _connect_dependencies(stage: Any) -> None:
    """Dependencies between constructs become dependencies between all resources in them."""
    from landform.cdk.core.cfn_resource import CfnResource

    for construct in _within(stage):
        dependencies = [each for each in construct.node.dependencies if counts(construct, each)]
        targets = [one for each in dependencies for one in _elements_in(each)]
        wanted = [one for one in targets if not isinstance(one, CfnResource) or one._should_synthesize()]
        for one, source in product(wanted, _elements_in(construct) if wanted else ()):
            add_dependency(source, one)


def _elements_in(construct: Any) -> list[Any]:
    """The resources and the stacks below; a stack counts even when it is empty."""
    from landform.cdk.core.cfn_resource import CfnResource
    from landform.cdk.core.stack import Stack

    return [
        each
        for each in construct.node.walk()
        if isinstance(each, CfnResource) or (isinstance(each, Stack) and not each.nested)
    ]


def _prepare_nested_templates(stage: Any) -> None:
    """Templates of nested stacks, the inner ones first, because outer ones hold their hashes."""
    for construct in _within(stage):
        prepare = getattr(construct, "_prepare_template_asset", None)
        if prepare is not None:
            construct._lock_logical_ids = True
            prepare(construct._to_cloud_formation())


def _validate(stage: Any) -> None:
    problems: list[str] = []
    for construct in _within(stage):
        problems.extend(f"[{construct.node.path}] {problem}" for problem in construct.node.validate())
    if problems:
        raise ValueError("Validation failed with the following errors:\n  " + "\n  ".join(problems))


def _stacks_of(stage: Any) -> list[Any]:
    from landform.cdk.core.stack import Stack

    return [each for each in _within(stage) if isinstance(each, Stack)]


def _preorder(construct: Any) -> list[Any]:
    from landform.cdk.core.stage import Stage

    found = [construct]
    for child in construct.node.children:
        if not isinstance(child, Stage):
            found.extend(_preorder(child))
    return found


class Session:
    """One synthesis: the files being written."""

    def __init__(self, stage: Any) -> None:
        self._stage = stage
        self._writer = AssemblyWriter(Path(stage.outdir))
        self.outdir = stage.outdir

    def take_missing_of_inner_stages(self) -> None:
        """What they look up is asked for here too: a toolkit reads the outermost manifest."""
        for inner in _inner_stages(self._stage):
            for missing in inner.synth().manifest.get("missing", ()):
                self._writer.add_missing(missing)

    def write_template(self, stack: Any) -> str:
        """Write a stack's template: the hash of its bytes."""
        template = stack._to_cloud_formation()
        _check_size(stack, template)
        indent = None if stack._suppress_indentation else 1
        separators = (",", ":") if indent is None else None
        text = json.dumps(template, indent=indent, separators=separators, ensure_ascii=False)
        data = text.encode()
        (Path(self.outdir) / stack.template_file).write_bytes(data)
        for missing in stack._missing_context:
            self._writer.add_missing(missing)
        return hashlib.sha256(data).hexdigest()

    def add_asset_manifest(self, stack: Any, assets: Any, properties: dict[str, Any]) -> str:
        """Write a stack's asset manifest: its artifact id."""
        name = f"{stack.artifact_id}.assets"
        content = {"version": "55.0.0", "files": assets.files, "dockerImages": assets.docker_images}
        self._writer.write_json(f"{name}.json", content)
        body = {"type": "cdk:asset-manifest", "properties": {"file": f"{name}.json", **properties}}
        self._writer.add_artifact(name, body)
        return name

    def add_stack(self, stack: Any, properties: dict[str, Any], dependencies: list[str]) -> None:
        """Add a stack's artifact and its metadata file."""
        metadata = f"{stack.artifact_id}.metadata.json"
        self._writer.write_json(metadata, _metadata(stack))
        self._writer.add_artifact(
            stack.artifact_id,
            {
                "type": "aws:cloudformation:stack",
                "environment": stack.environment,
                "properties": properties,
                "dependencies": dependencies or None,
                "additionalMetadataFile": metadata,
                "displayName": stack.node.path,
            },
        )

    def finish(self) -> CloudAssembly:
        """Write what is left: inner assemblies, the tree, the manifest."""
        for inner in _inner_stages(self._stage):
            self._writer.add_artifact(
                inner.artifact_id,
                {
                    "type": "cdk:cloud-assembly",
                    "properties": {
                        "directoryName": Path(inner.outdir).name,
                        "displayName": inner.node.path,
                    },
                },
            )
        for name, content in getattr(self._stage.node.root, "_files_at_synthesis", {}).items():
            (Path(self.outdir) / name).write_text(content(), encoding="utf-8")
        if getattr(self._stage, "_tree_metadata", False):
            write_tree(self._stage, self._writer)
        return self._writer.finish()


def _metadata(stack: Any) -> dict[str, list[dict[str, Any]]]:
    """The notes of everything in a stack, by path; of elements also the logical id and the creation line."""
    from landform.cdk.core.cfn_element import CfnElement

    found: dict[str, list[dict[str, Any]]] = {}
    for construct in _preorder(stack):
        notes = [{"type": each.type, "data": each.data} for each in construct.node.metadata]
        if isinstance(construct, CfnElement) and construct.stack is stack:
            trace = {"trace": [construct.creation_place]} if construct.creation_place else {}
            notes.append({"type": "aws:cdk:logicalId", "data": stack.resolve(construct.logical_id), **trace})
        if notes:
            found[f"/{construct.node.path}"] = notes
    return found


def _check_size(stack: Any, template: dict[str, Any]) -> None:
    limit = stack.node.try_get_context(MAX_RESOURCES_CONTEXT)
    allowed = MAX_RESOURCES if limit is None else int(limit)
    number = len(template.get("Resources", {}))
    if allowed and number > allowed:
        types: dict[str, int] = {}
        for body in template["Resources"].values():
            types[body["Type"]] = types.get(body["Type"], 0) + 1
        largest = ", ".join(
            f"{name} ({count})" for name, count in sorted(types.items(), key=lambda each: -each[1])[:10]
        )
        raise ValueError(
            f"Number of resources in stack '{stack.node.path}': {number} is greater than allowed maximum of "
            f"{allowed}: {largest}\n  {named_construct(stack)}"
        )
