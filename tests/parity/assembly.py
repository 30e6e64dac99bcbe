"""Runs an app and reads its assembly in the form that is compared; for the tests and for making goldens."""

import json
import os
import re
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

APPS = Path(__file__).parent / "apps"
GOLDENS = Path(__file__).parent / "goldens"
SOURCE = Path(__file__).parents[2] / "src"
ORACLE_RECORD = GOLDENS / "oracle.json"

CONTEXT = {
    "aws:cdk:enable-path-metadata": True,
    "aws:cdk:enable-asset-metadata": True,
    "aws:cdk:version-reporting": True,
    "aws:cdk:bundling-stacks": ["**"],
}
SECONDS = 120
_HASH = re.compile(r"[0-9a-f]{64}")
_DESTINATION = re.compile(r"-[0-9a-f]{8}$")
_ARTIFACT_KEYS = ("type", "environment", "properties", "dependencies", "displayName")
_OWN_HANDLERS = (
    *("Custom::AWSCDKOpenIdConnectProvider", "Custom::CrossRegionExport", "Custom::S3AutoDeleteObjects"),
    *("/framework-onEvent/", "/framework-isComplete/", "/framework-onTimeout/"),
    *("AWSCDKCfnUtilsProvider", "AWS679f53fac002430cb0da5b7982bd2287", "BucketNotificationsHandler"),
    "LogRetentionaae0aa3c5b4d4f87b02d85b201efdd8a",
)
"""Parts of paths of functions that the library ships: their code, and what runs it, is ours."""

Files = dict[str, Any]


def app_names() -> list[str]:
    """The apps, by name."""
    return sorted(each.stem for each in APPS.glob("*.py"))


def run_app(python: Sequence[str], app: Path, folder: Path, extra: Mapping[str, str]) -> None:
    """Run an app the way the cdk command does."""
    environment = {
        **os.environ,
        "CDK_OUTDIR": str(folder),
        "CDK_CONTEXT_JSON": json.dumps(CONTEXT),
        "CDK_DEFAULT_ACCOUNT": "111122223333",
        "CDK_DEFAULT_REGION": "us-east-1",
        "CDK_VALIDATION": "false",
        "PYTHONDONTWRITEBYTECODE": "1",
        **extra,
    }
    done = subprocess.run(
        [*python, str(app)], env=environment, capture_output=True, text=True, check=False, timeout=SECONDS
    )
    if done.returncode != 0:
        raise RuntimeError(f"{app.name} failed:\n{done.stderr[-3000:]}")


def run_with_landform(app: Path, folder: Path) -> None:
    """Run an app with our library in place of aws_cdk."""
    path = os.pathsep.join(str(each) for each in (SOURCE / "landform" / "cdk" / "shim", SOURCE))
    run_app([sys.executable], app, folder, {"PYTHONPATH": path})


def read_assembly(folder: Path) -> Files:
    """The compared files of an assembly and of those inside it, by relative path, normalised."""
    found: Files = {}
    for file in sorted(folder.rglob("*.json")):
        name = file.relative_to(folder).as_posix()
        if file.name.endswith(".template.json"):
            found[name] = _template(_parsed(file))
        elif file.name == "manifest.json":
            found[name] = _manifest(_parsed(file))
        elif file.name.endswith(".assets.json"):
            found[name] = _assets(_parsed(file))
    return found


def read_golden(app: str) -> Files:
    """The recorded files of an app."""
    folder = GOLDENS / app
    return {file.relative_to(folder).as_posix(): _parsed(file) for file in sorted(folder.rglob("*.json"))}


def differences(expected: Any, found: Any, place: str = "") -> list[str]:
    """Where two values differ, a line each."""
    if isinstance(expected, dict) and isinstance(found, dict):
        lines: list[str] = []
        for key in sorted({*expected, *found}):
            if key not in found:
                lines.append(f"{place}/{key}: missing, expected {_short(expected[key])}")
            elif key not in expected:
                lines.append(f"{place}/{key}: too much, {_short(found[key])}")
            else:
                lines.extend(differences(expected[key], found[key], f"{place}/{key}"))
        return lines
    if isinstance(expected, list) and isinstance(found, list) and len(expected) == len(found):
        pairs = enumerate(zip(expected, found, strict=True))
        return [line for index, (a, b) in pairs for line in differences(a, b, f"{place}[{index}]")]
    if expected == found and isinstance(expected, bool) is isinstance(found, bool):
        return []
    return [f"{place}: expected {_short(expected)}, found {_short(found)}"]


def _short(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)[:300]


def _parsed(file: Path) -> Any:
    return json.loads(file.read_text(encoding="utf-8"))


def _masked(value: Any) -> Any:
    """The value with hashes of files replaced, since the metadata resource is part of what is hashed."""
    if isinstance(value, dict):
        return {_DESTINATION.sub("-D", _HASH.sub("H", key)): _masked(item) for key, item in value.items()}
    if isinstance(value, list):
        return [_masked(item) for item in value]
    return _HASH.sub("H", value) if isinstance(value, str) else value


def _template(template: Any) -> Any:
    """A template without the library's own metadata resource, and without the code of its own handlers."""
    for body in template.get("Resources", {}).values():
        path = body.get("Metadata", {}).get("aws:cdk:path", "")
        if body["Type"] == "AWS::Lambda::Function" and any(each in path for each in _OWN_HANDLERS):
            body["Properties"].update(Code="C", Handler="H", Runtime="R")
    if list(template.get("Mappings", {})) == ["LatestNodeRuntimeMap"]:
        del template["Mappings"]  # which Node.js the oracle's handlers run on
    template.get("Resources", {}).pop("CDKMetadata", None)
    template.get("Conditions", {}).pop("CDKMetadataAvailable", None)
    return _masked({key: value for key, value in template.items() if value != {}})


def _manifest(manifest: Any) -> Any:
    artifacts = {
        name: {key: body[key] for key in _ARTIFACT_KEYS if key in body}
        for name, body in manifest["artifacts"].items()
        if body["type"] != "cdk:feature-flag-report"
    }
    kept = {key: manifest[key] for key in ("version", "minimumCliVersion", "missing") if key in manifest}
    return _masked({**kept, "artifacts": artifacts})


def _assets(assets: Any) -> Any:
    return _masked(assets)
