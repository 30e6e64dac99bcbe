"""AWS IAM: inline policies shared by several principals, and managed policies."""

from typing import Any, Final

from landform.cloud.clients import ServiceError
from landform.ground.handler import HandlerErrorCode
from landform.providers.errors import handler_error_code
from landform.providers.handlers.model import (
    ID,
    NAME,
    Answer,
    Call,
    Code,
    Create,
    Hook,
    Live,
    Prop,
    Read,
    ResourceHandler,
    Text,
    Update,
    from_json_text,
    json_text,
)
from landform.providers.handlers.work import NotFoundSignal, Work
from landform.providers.names import NameRule

TARGETS: Final = (("Groups", "Group"), ("Roles", "Role"), ("Users", "User"))
"""Property and the word inside the API operations' names."""

VERSIONS_KEPT: Final = 5
"""A managed policy holds at most five versions.
Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_managed-versioning.html
"""


def _principals(properties: dict[str, Any]) -> list[tuple[str, str]]:
    return [(kind, name) for key, kind in TARGETS for name in properties.get(key) or ()]


def _put_inline(work: Work) -> None:
    name = work.desired["PolicyName"]
    document = json_text(work.desired["PolicyDocument"])
    wanted = _principals(work.desired)
    for kind, principal in wanted:
        parameters = {f"{kind}Name": principal, "PolicyName": name, "PolicyDocument": document}
        work.call(f"Put{kind}Policy", parameters)
    before = work.previous.get("PolicyName")
    for kind, principal in _principals(work.previous):
        if before != name or (kind, principal) not in wanted:
            _delete_inline_from(work, kind, principal, str(before))


def _delete_inline_from(work: Work, kind: str, principal: str, name: str) -> bool:
    try:
        work.call(f"Delete{kind}Policy", {f"{kind}Name": principal, "PolicyName": name})
    except ServiceError as error:
        if handler_error_code(error) is not HandlerErrorCode.NOT_FOUND:
            raise
        return False
    return True


def _delete_inline(work: Work) -> None:
    name = str(work.previous.get("PolicyName"))
    deleted = [_delete_inline_from(work, kind, who, name) for kind, who in _principals(work.previous)]
    if not any(deleted):
        raise NotFoundSignal


def _inline_document(work: Work, kind: str, principal: str, name: Any) -> Any:
    """The policy of that name on the principal, None if it has none."""
    try:
        answer = work.call(f"Get{kind}Policy", {f"{kind}Name": principal, "PolicyName": name})
    except ServiceError as error:
        if handler_error_code(error) is not HandlerErrorCode.NOT_FOUND:
            raise
        return None
    return from_json_text(answer["PolicyDocument"])


def _look_at_inline(work: Work) -> dict[str, Any]:
    properties = work.desired or work.previous
    name = properties.get("PolicyName")
    keys = {kind: key for key, kind in TARGETS}
    found: dict[str, Any] = {}
    for kind, principal in _principals(properties):
        document = _inline_document(work, kind, principal, name)
        if document is not None:
            found.setdefault(keys[kind], []).append(principal)
            found.update(PolicyName=name, PolicyDocument=document)
    if not found:
        raise NotFoundSignal
    return found


POLICY: Final = ResourceHandler(
    type_name="AWS::IAM::Policy",
    service="iam",
    name=NameRule(max_length=128),
    create=Create(
        action=Hook(function=_put_inline, reads=("Groups", "PolicyDocument", "PolicyName", "Roles", "Users")),
        physical_id=Code(lambda work: work.name),
    ),
    read=Read(
        action=Hook(function=_look_at_inline),
        properties={
            name: Live(name) for name in ("Groups", "PolicyDocument", "PolicyName", "Roles", "Users")
        },
    ),
    update=(
        Update(
            properties=("Groups", "PolicyDocument", "PolicyName", "Roles", "Users"),
            action=Hook(function=_put_inline),
        ),
    ),
    delete=Hook(function=_delete_inline),
    attributes={"Id": Text("{physical_id}")},
)


def _set_attachments(work: Work) -> None:
    wanted = _principals(work.desired)
    before = work.present(_principals(work.previous), wanted, lambda: _holders(work))
    for kind, principal in before:
        if (kind, principal) not in wanted:
            work.call(f"Detach{kind}Policy", {f"{kind}Name": principal, "PolicyArn": work.physical_id})
    for kind, principal in wanted:
        if (kind, principal) not in before:
            work.call(f"Attach{kind}Policy", {f"{kind}Name": principal, "PolicyArn": work.physical_id})


def _holders(work: Work) -> list[tuple[str, str]]:
    """Those that have the policy now."""
    answer = work.call("ListEntitiesForPolicy", {"PolicyArn": work.physical_id})
    return [(kind, each[f"{kind}Name"]) for _, kind in TARGETS for each in answer.get(f"Policy{kind}s", [])]


def _new_version(work: Work) -> None:
    versions = work.call("ListPolicyVersions", {"PolicyArn": work.physical_id}).get("Versions", [])
    if len(versions) >= VERSIONS_KEPT:
        oldest = min(
            (each for each in versions if not each["IsDefaultVersion"]),
            key=lambda each: int(each["VersionId"].lstrip("v")),
        )
        parameters = {"PolicyArn": work.physical_id, "VersionId": oldest["VersionId"]}
        work.call("DeletePolicyVersion", parameters)
    document = json_text(work.desired["PolicyDocument"])
    work.call(
        "CreatePolicyVersion",
        {"PolicyArn": work.physical_id, "PolicyDocument": document, "SetAsDefault": True},
    )


def _document(work: Work) -> Any:
    version = (work.live or {})["DefaultVersionId"]
    answer = work.call("GetPolicyVersion", {"PolicyArn": work.physical_id, "VersionId": version})
    return from_json_text(answer["PolicyVersion"]["Document"])


def _attached(kind: str) -> Code:
    def value(work: Work) -> Any:
        answer = work.call("ListEntitiesForPolicy", {"PolicyArn": work.physical_id, "EntityFilter": kind})
        return [each[f"{kind}Name"] for each in answer.get(f"Policy{kind}s", [])] or None

    return Code(value)


def _delete_managed(work: Work) -> None:
    arn = work.physical_id
    work.call("GetPolicy", {"PolicyArn": arn})
    answer = work.call("ListEntitiesForPolicy", {"PolicyArn": arn})
    for _, kind in TARGETS:
        for each in answer.get(f"Policy{kind}s", []):
            work.call(f"Detach{kind}Policy", {f"{kind}Name": each[f"{kind}Name"], "PolicyArn": arn})
    for version in work.call("ListPolicyVersions", {"PolicyArn": arn}).get("Versions", []):
        if not version["IsDefaultVersion"]:
            work.call("DeletePolicyVersion", {"PolicyArn": arn, "VersionId": version["VersionId"]})
    work.call("DeletePolicy", {"PolicyArn": arn})


MANAGED_POLICY: Final = ResourceHandler(
    type_name="AWS::IAM::ManagedPolicy",
    service="iam",
    name=NameRule(max_length=128),
    name_property="ManagedPolicyName",
    create=Create(
        action=Call(
            "CreatePolicy",
            {
                "PolicyName": NAME,
                "PolicyDocument": Prop("PolicyDocument", json_text),
                "Description": Prop("Description"),
                "Path": Prop("Path"),
            },
        ),
        physical_id=Answer("Policy.Arn"),
    ),
    read=Read(
        action=Call("GetPolicy", {"PolicyArn": ID}),
        at="Policy",
        properties={
            "Description": Live("Description"),
            "Groups": _attached("Group"),
            "ManagedPolicyName": Live("PolicyName"),
            "Path": Live("Path"),
            "PolicyDocument": Code(_document),
            "Roles": _attached("Role"),
            "Users": _attached("User"),
        },
    ),
    update=(
        Update(properties=("PolicyDocument",), action=Hook(function=_new_version)),
        Update(
            properties=("Groups", "Roles", "Users"),
            action=Hook(function=_set_attachments, reads=("Groups", "Roles", "Users")),
            on_create=True,
        ),
    ),
    delete=Hook(function=_delete_managed),
    attributes={
        "PolicyArn": Text("{physical_id}"),
        **{
            name: Live(name, str if name.endswith("Date") else None)
            for name in (
                "AttachmentCount",
                "CreateDate",
                "DefaultVersionId",
                "IsAttachable",
                "PermissionsBoundaryUsageCount",
                "PolicyId",
                "UpdateDate",
            )
        },
    },
)

HANDLERS: Final = (POLICY, MANAGED_POLICY)
