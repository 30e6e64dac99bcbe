"""Checks of the finished templates by plugins, and notes that can be acknowledged.

Source: https://docs.aws.amazon.com/cdk/v2/guide/policy-validation-synthesis.html
"""

from collections.abc import Iterator, Mapping, Sequence
from enum import Enum
from typing import Any, ClassVar, Final
from weakref import WeakKeyDictionary

from landform.cdk.core.annotations import Annotations
from landform.cdk.core.native import Native
from landform.cdk.l1.lookup import given

ANNOTATION: Final = "Annotation"
CUSTOM_RULES: Final = "guard_rules and rego_rules are not native in Landform. Run the app with `--jsii`."


class PolicyValidationReportStatus(Enum):
    """The outcome of a plugin."""

    SUCCESS = "success"
    FAILURE = "failure"


class PolicyValidationReportStatusBeta1(Enum):
    """The outcome of a plugin of the first kind."""

    SUCCESS = "success"
    FAILURE = "failure"


class Validations(Native):
    """The plugins and notes of one construct."""

    ACKNOWLEDGED_RULES_METADATA_KEY: ClassVar[str] = "aws:cdk:acknowledged-rules"
    _plugins: ClassVar["WeakKeyDictionary[Any, list[Any]]"] = WeakKeyDictionary()

    def __init__(self, scope: Any) -> None:
        self._scope = scope

    @staticmethod
    def of(scope: Any) -> "Validations":
        """Those of a construct."""
        return Validations(scope)

    def add_plugins(self, *plugins: Any) -> None:
        """Check the templates of the app or stage with these."""
        Validations._plugins.setdefault(self._scope, []).extend(plugins)

    def add_warning(self, id: str, message: str) -> None:
        """Warn; the warning can be acknowledged."""
        Annotations.of(self._scope).add_warning_v2(_full(id), message)

    def add_error(self, id: str, message: str) -> None:
        """Refuse the deployment."""
        Annotations.of(self._scope).add_error(f"{message} ({_full(id)})")

    def acknowledge(self, *rules: Any) -> None:
        """Take notes and violations away, here and below, with a reason for each."""
        known = [given("aws_cdk", "Acknowledgment", each) for each in rules]
        reasons = {_full(each.id): each.reason for each in known}
        for id in reasons:
            Annotations.of(self._scope).acknowledge_warning(id)
        self._scope.node.add_metadata(self.ACKNOWLEDGED_RULES_METADATA_KEY, reasons)


def _full(id: str) -> str:
    return id if "::" in id else f"{ANNOTATION}::{id}"


def plugins_of(scope: Any) -> list[Any]:
    """The plugins of an app or a stage, those given to its constructor with them."""
    return [*getattr(scope, "policy_validation_beta1", ()), *Validations._plugins.get(scope, ())]


def is_acknowledged(construct: Any, rule: str) -> bool:
    """Whether a rule has been acknowledged at a construct or above."""
    key = Validations.ACKNOWLEDGED_RULES_METADATA_KEY
    return any(
        rule in note.data for each in construct.node.scopes for note in each.node.metadata if note.type == key
    )


class CloudFormationValidatePlugin(Native):
    """Holds templates to the registry's schemas: types, required and unknown properties."""

    PLUGIN_NAME: ClassVar[str] = "CloudFormation Validate"

    def __init__(
        self,
        *,
        guard_rules: Sequence[Any] | None = None,
        include_default_rules: bool | None = None,
        rego_rules: Sequence[Any] | None = None,
    ) -> None:
        if guard_rules or rego_rules:
            raise ValueError(CUSTOM_RULES)
        self._has_rules = include_default_rules is not False
        self.name = self.PLUGIN_NAME
        self.version: str | None = None
        self.rule_ids: list[str] | None = ["MissingProperty", "UnknownProperty"] if self._has_rules else []

    def validate(self, context: Any) -> Any:
        """What is wrong in the templates of the context."""
        violations = [
            each for path in (context.template_paths if self._has_rules else ()) for each in _violations(path)
        ]
        members = {"success": not violations, "violations": violations}
        return given("aws_cdk", "PolicyValidationPluginReport", members)


def _violations(path: str) -> Iterator[Any]:
    import json
    from pathlib import Path

    from landform.schema.catalog import load_catalog

    template = json.loads(Path(path).read_text(encoding="utf-8"))
    for logical_id, body in template.get("Resources", {}).items():
        schema = load_catalog().find(body.get("Type", ""))
        if schema is None:
            continue
        properties: Mapping[str, Any] = body.get("Properties", {})
        if "Fn::Transform" in properties:
            continue
        for name in sorted(set(schema.required) - set(properties)):
            yield _violation("MissingProperty", f"{name} is required", path, logical_id, name)
        for name in sorted(set(properties) - set(schema.writable)):
            yield _violation("UnknownProperty", f"There is no property {name}", path, logical_id, name)


def _violation(rule: str, description: str, path: str, logical_id: str, name: str) -> Any:
    place = {
        "resource_logical_id": logical_id,
        "template_path": path,
        "locations": [f"Properties/{name}"],
    }
    resource = given("aws_cdk", "PolicyViolatingResource", place)
    members = {"rule_name": rule, "description": description, "violating_resources": [resource]}
    return given("aws_cdk", "PolicyViolation", {**members, "severity": "error"})
