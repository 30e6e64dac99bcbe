"""Roles that are made elsewhere: an app that may make none says what they must allow, in a report.

Source: https://docs.aws.amazon.com/cdk/v2/guide/customize-permissions-original.html
"""

import json
from collections.abc import Mapping
from typing import Any, Final

from landform.cdk.core.annotations import Annotations
from landform.cdk.core.stack import Stack

CONTEXT: Final = "@aws-cdk/iam:customizeRoles"
REPORT: Final = "iam-policy-report"
MISSING: Final = "missing role"
_PSEUDO: Final = {"AWS::Partition": "PARTITION", "AWS::AccountId": "ACCOUNT", "AWS::Region": "REGION"}
_MISSING_ROLE: Final = (
    'IAM Role is being created at path "{path}" and customizeRoles.preventSynthesis is enabled. You must '
    "provide a precreated role name in customizeRoles.precreatedRoles"
)


def customize(scope: Any, *, prevents: bool, names: Mapping[str, str]) -> None:
    """Make no roles inside a scope (if it prevents), or take those of the names for the paths."""
    scope.node.set_context(CONTEXT, {"prevents": prevents, "names": dict(names)})


def take_over(role: Any, resource: Any) -> bool:
    """Let a role made elsewhere stand for this one where that is asked for; say whether it is."""
    asked = role.node.try_get_context(CONTEXT)
    name = asked["names"].get(role.node.path) if asked else None
    if asked is None or (name is None and not asked["prevents"]):
        return False
    if name is None:
        Annotations.of(role).add_error(_MISSING_ROLE.format(path=role.node.path))
    role.role_name = name or MISSING
    role.role_arn = Stack.of(role).format_arn(
        region="", service="iam", resource="role", resource_name=role.role_name
    )
    if asked["prevents"]:
        resource._should_synthesize = _never
        _report(role)
    return bool(asked["prevents"])


def _never() -> bool:
    return False


def _report(role: Any) -> None:
    files = vars(role.node.root).setdefault("_files_at_synthesis", {})
    if f"{REPORT}.json" not in files:
        roles: list[Any] = []
        files[f"{REPORT}.json"] = lambda: json.dumps({"roles": [_entry(each) for each in roles]}, indent=2)
        files[f"{REPORT}.txt"] = lambda: "\n\n".join(_text(_entry(each)) for each in roles)
        vars(role.node.root)["_reported_roles"] = roles
    vars(role.node.root)["_reported_roles"].append(role)


def _entry(role: Any) -> dict[str, Any]:
    stack = Stack.of(role)

    def shown(value: Any) -> Any:
        return _shown(stack.resolve(value), stack)

    statements = [
        each
        for document in (*role._inline.values(), *(policy.document for policy in role._attached.policies))
        for each in _statements(shown(document))
    ]
    managed = [each for policy in role._managed for each in _statements(shown(_document(policy)))]
    return {
        "roleConstructPath": role.node.path,
        "roleName": role.role_name,
        "missing": role.role_name == MISSING,
        "assumeRolePolicy": _statements(shown(role.assume_role_policy)),
        "managedPolicyArns": [
            shown(each.managed_policy_arn) for each in role._managed if _document(each) is None
        ],
        "managedPolicyStatements": managed,
        "identityPolicyStatements": statements,
    }


def _document(policy: Any) -> Any:
    return vars(policy).get("document")


def _statements(document: Any) -> list[Any]:
    return list(document["Statement"]) if document else []


def _text(entry: Mapping[str, Any]) -> str:
    def block(title: str, found: list[Any]) -> str:
        return f"{title}:\n{json.dumps(found, indent=2) if found else 'NONE'}"

    return "\n\n".join(
        (
            f"<{entry['roleName']}> ({entry['roleConstructPath']})",
            block("AssumeRole Policy", entry["assumeRolePolicy"]),
            block("Managed Policy ARNs", entry["managedPolicyArns"]),
            block("Managed Policies Statements", entry["managedPolicyStatements"]),
            block("Identity Policy Statements", entry["identityPolicyStatements"]),
        )
    )


def _shown(value: Any, stack: Any) -> Any:
    """Functions as words that people can read: the path of what is referred to, in brackets."""
    if isinstance(value, list):
        return [_shown(each, stack) for each in value]
    if not isinstance(value, dict):
        return value
    if set(value) == {"Ref"}:
        name = value["Ref"]
        return f"({_PSEUDO[name]})" if name in _PSEUDO else f"({_path_of(name, stack)}.Ref)"
    if set(value) == {"Fn::GetAtt"}:
        logical_id, attribute = value["Fn::GetAtt"]
        return f"({_path_of(logical_id, stack)}.{attribute})"
    if set(value) == {"Fn::Join"}:
        separator, parts = value["Fn::Join"]
        return str(separator).join(str(_shown(each, stack)) for each in parts)
    return {name: _shown(each, stack) for name, each in value.items()}


def _path_of(logical_id: str, stack: Any) -> str:
    from landform.cdk.core.cfn_element import CfnElement

    for each in stack.node.find_all():
        if isinstance(each, CfnElement) and stack.resolve(each.logical_id) == logical_id:
            return str(each.node.path)
    return logical_id
