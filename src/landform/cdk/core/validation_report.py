"""Runs the plugins over the templates of an assembly, writes what they say, and refuses what they refuse.

Source: https://docs.aws.amazon.com/cdk/v2/guide/policy-validation-synthesis.html
"""

import json
import os
import sys
from pathlib import Path
from typing import Any, Final

from landform.cdk.core.validations import is_acknowledged, plugins_of

REPORT: Final = "validation-report.json"
FORMAT: Final = "55.0.0"
SEVERITIES: Final = ("fatal", "error", "warning", "info")


class _Context:
    """What a plugin sees of one app or stage."""

    def __init__(self, scope: Any, stacks: list[Any], outdir: Path) -> None:
        self.app_construct = scope
        self.account_id = scope.account
        self.region = scope.region
        self.template_paths = [str(outdir / each.template_file) for each in stacks]
        self.stack_templates = [
            _template(each, path) for each, path in zip(stacks, self.template_paths, strict=True)
        ]


def _template(stack: Any, path: str) -> Any:
    from landform.cdk.l1.lookup import given

    return given(
        "aws_cdk", "PolicyValidationStack", {"stack_construct_path": stack.node.path, "template_path": path}
    )


def check_templates(root: Any, assemblies: list[tuple[Any, list[Any]]]) -> None:
    """Run the plugins of each stage of the app over its stacks; `assemblies` has both.

    Raises RuntimeError when one refuses a template; without plugins nothing is done.
    """
    asked = [
        (plugin, scope, [each for each in stacks if not each.nested])
        for scope, stacks in assemblies
        for plugin in plugins_of(scope)
    ]
    if not asked:
        return
    outdir = Path(root.outdir)
    reports = [_report(plugin, scope, stacks) for plugin, scope, stacks in asked]
    failed = [each for each in reports if each["violations"]]
    content = {"version": FORMAT, "title": "Validation Report", "pluginReports": failed}
    (outdir / REPORT).write_text(json.dumps(content, indent=2), encoding="utf-8")
    if failed:
        for report in failed:
            _show(report)
        place = os.path.relpath(outdir / REPORT)
        raise RuntimeError(f"Validation failed. A copy of this report can be found in: {place}")


def _report(plugin: Any, scope: Any, stacks: list[Any]) -> dict[str, Any]:
    found = plugin.validate(_Context(scope, stacks, Path(scope.outdir)))
    violations = [
        written
        for each in found.violations
        if (written := _violation(plugin.name, each, scope, stacks)) is not None
    ]
    version = getattr(plugin, "version", None) or found.plugin_version
    report: dict[str, Any] = {"pluginName": plugin.name}
    if version:
        report["pluginVersion"] = version
    report["conclusion"] = "success" if found.success else "failure"
    if found.metadata:
        report["metadata"] = dict(found.metadata)
    return {**report, "violations": violations}


def _violation(plugin: str, violation: Any, scope: Any, stacks: list[Any]) -> dict[str, Any] | None:
    """One violation as the report has it; None where it is acknowledged everywhere."""
    places = [
        written
        for each in violation.violating_resources
        if (written := _place(f"{plugin}::{violation.rule_name}", each, scope, stacks)) is not None
    ]
    if violation.violating_resources and not places:
        return None
    severity = violation.severity
    known = severity in SEVERITIES
    values = {
        "ruleName": violation.rule_name,
        "description": violation.description,
        "suggestedFix": violation.fix,
        "severity": severity if known or severity is None else "custom",
        "customSeverity": None if known else severity,
        "ruleMetadata": dict(violation.rule_metadata) if violation.rule_metadata else None,
        "violatingConstructs": places,
    }
    return {key: value for key, value in values.items() if value is not None}


def _place(rule: str, resource: Any, scope: Any, stacks: list[Any]) -> dict[str, Any] | None:
    construct = _construct(resource, stacks)
    if construct is not None and is_acknowledged(construct, rule):
        return None
    path = construct.node.path if construct is not None else resource.construct_path
    template = resource.template_path
    in_template = {
        "templatePath": os.path.relpath(template, scope.outdir) if template else None,
        "logicalId": resource.resource_logical_id,
        "propertyPaths": list(resource.locations),
    }
    found = {
        "constructPath": path,
        "cloudFormationResource": {key: each for key, each in in_template.items() if each is not None},
        "stackTraces": [construct.creation_place]
        if construct is not None and construct.creation_place
        else None,
    }
    return {key: value for key, value in found.items() if value is not None}


def _construct(resource: Any, stacks: list[Any]) -> Any:
    """The construct of a resource of a template; None where it is not of this app."""
    from landform.cdk.core.stack_template import elements_of

    name = Path(resource.template_path).name if resource.template_path else None
    for stack in stacks:
        if name is not None and stack.template_file != name:
            continue
        for element in elements_of(stack):
            if stack.resolve(element.logical_id) == resource.resource_logical_id:
                return element
    return None


def _show(report: dict[str, Any]) -> None:
    """Say on stderr what a plugin found: data goes to stdout."""
    for each in report["violations"]:
        severity = each.get("customSeverity") or each.get("severity") or "error"
        lines = [f"{severity} {each['description']} ({report['pluginName']})"]
        for place in each["violatingConstructs"]:
            trace = " ".join(place.get("stackTraces", ()))
            logical_id = place["cloudFormationResource"].get("logicalId", "")
            lines.append(f"   {place.get('constructPath', '')} ({logical_id}) {trace}".rstrip())
        if each.get("suggestedFix"):
            lines.append(f"   Suggested fix: {each['suggestedFix']}")
        lines.append(f"   Acknowledge with '{report['pluginName']}::{each['ruleName']}'")
        print("\n".join(lines), file=sys.stderr)
