"""Assemblies as they are read: order, nesting, places, messages, and folders that hold none."""

import json
from pathlib import Path
from typing import Any

import pytest

from landform.assembly.reading import AssemblyError, ConstructPlace, Message, open_assembly


def stack(name: str, *dependencies: str, **more: Any) -> dict[str, Any]:
    """A stack's artifact."""
    return {
        "type": "aws:cloudformation:stack",
        "environment": "aws://unknown-account/unknown-region",
        "properties": {"templateFile": f"{name}.template.json", **more.pop("properties", {})},
        "dependencies": list(dependencies),
        **more,
    }


def write(folder: Path, artifacts: dict[str, Any], **more: Any) -> Path:
    """An assembly with only a manifest."""
    folder.mkdir(exist_ok=True)
    (folder / "manifest.json").write_text(
        json.dumps({"version": "55.0.0", "artifacts": artifacts, **more}), encoding="utf-8"
    )
    return folder


def nested(folder: str, *dependencies: str) -> dict[str, Any]:
    """A stage's artifact."""
    return {
        "type": "cdk:cloud-assembly",
        "properties": {"directoryName": folder},
        "dependencies": list(dependencies),
    }


def test_stacks_come_after_those_they_depend_on(tmp_path: Path) -> None:
    """web --> api --> data."""
    folder = write(tmp_path, {"web": stack("web", "api"), "api": stack("api", "data"), "data": stack("data")})
    found = open_assembly(folder)
    assert [each.artifact_id for each in found.stacks] == ["data", "api", "web"]
    assert found.stacks[2].depends_on == ("api",)


def test_stacks_of_stages_are_found_and_inherit_what_the_stage_depends_on(tmp_path: Path) -> None:
    write(tmp_path, {"assembly-Prod": nested("assembly-Prod", "base"), "base": stack("base")})
    write(
        tmp_path / "assembly-Prod",
        {"ProdWeb": stack("ProdWeb", displayName="Prod/Web", properties={"stackName": "Prod-Web"})},
    )
    base, web = open_assembly(tmp_path).stacks
    assert base.artifact_id == "base"
    assert (web.display_name, web.stack_name, web.depends_on) == ("Prod/Web", "Prod-Web", ("base",))
    assert web.template_file == tmp_path / "assembly-Prod" / "ProdWeb.template.json"


def test_a_dependency_on_a_stage_is_one_on_its_stacks(tmp_path: Path) -> None:
    write(tmp_path, {"after": stack("after", "stage"), "stage": nested("stage")})
    write(tmp_path / "stage", {"inner": stack("inner")})
    assert open_assembly(tmp_path).stacks[1].depends_on == ("inner",)


def test_environment_tags_parameters_and_protection_are_the_stacks_own(tmp_path: Path) -> None:
    body = stack(
        "web",
        "web.assets",
        environment="aws://111122223333/eu-west-1",
        properties={"tags": {"team": "ml"}, "parameters": {"Size": "3"}, "terminationProtection": True},
    )
    assets = {"type": "cdk:asset-manifest", "properties": {"file": "web.assets.json"}}
    (found,) = open_assembly(write(tmp_path, {"web": body, "web.assets": assets})).stacks
    assert (found.account, found.region) == ("111122223333", "eu-west-1")
    assert (found.tags, found.parameters) == ({"team": "ml"}, {"Size": "3"})
    assert found.termination_protection
    assert found.asset_files == (tmp_path / "web.assets.json",)
    assert found.depends_on == ()


def test_an_environment_that_is_any_is_none(tmp_path: Path) -> None:
    (found,) = open_assembly(write(tmp_path, {"web": stack("web")})).stacks
    assert (found.account, found.region) == (None, None)


@pytest.mark.parametrize(
    ("trace", "file", "line"),
    [
        (["/srv/shop/app.py:12"], "/srv/shop/app.py", 12),
        (["Object.<anonymous> (/srv/shop/bin/app.ts:7:3)"], "/srv/shop/bin/app.ts", 7),
        (["at new Web (/srv/shop/lib/web.ts:31:5)"], "/srv/shop/lib/web.ts", 31),
        (["at x (/srv/shop/node_modules/aws-cdk-lib/a.js:1:2)", "/srv/shop/app.py:4"], "/srv/shop/app.py", 4),
        (["...aws-cdk-lib...", "(no user code in 10 frames)"], None, None),
        ([], None, None),
    ],
    ids=["python", "typescript", "constructor", "library first", "nothing of the user", "empty"],
)
def test_the_place_is_the_first_line_of_the_user(
    tmp_path: Path, trace: list[str], file: str | None, line: int | None
) -> None:
    notes = {"/Web/Jobs/Resource": [{"type": "aws:cdk:logicalId", "data": "JobsDF1CC2D4", "trace": trace}]}
    (tmp_path / "web.metadata.json").write_text(json.dumps(notes), encoding="utf-8")
    folder = write(tmp_path, {"web": stack("web", additionalMetadataFile="web.metadata.json")})
    (found,) = open_assembly(folder).stacks
    assert found.constructs == {"JobsDF1CC2D4": ConstructPlace(path="Web/Jobs", file=file, line=line)}


def test_messages_are_read_from_older_manifests_too(tmp_path: Path) -> None:
    notes = {"/Web/Jobs": [{"type": "aws:cdk:warning", "data": "no dead-letter queue"}]}
    (found,) = open_assembly(write(tmp_path, {"web": stack("web", metadata=notes)})).stacks
    assert found.messages == (Message(level="warning", path="Web/Jobs", text="no dead-letter queue"),)


def test_missing_context_is_listed_by_key(tmp_path: Path) -> None:
    missing = [{"key": "vpc-provider:account=1", "provider": "vpc-provider", "props": {}}]
    assert open_assembly(write(tmp_path, {}, missing=missing)).missing == ("vpc-provider:account=1",)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "[]",
        '{"artifacts": {"a": {}}}',
        '{"artifacts": {"a": {"type": "aws:cloudformation:stack", "properties": {}}}}',
    ],
)
def test_what_is_no_assembly_is_told_without_a_traceback(tmp_path: Path, text: str) -> None:
    (tmp_path / "manifest.json").write_text(text, encoding="utf-8")
    with pytest.raises(AssemblyError, match=str(tmp_path)):
        open_assembly(tmp_path)
