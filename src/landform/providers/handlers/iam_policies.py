"""AWS IAM: inline policies shared by several principals, and managed policies."""

from typing import Final

from landform.cloud.clients import ServiceError
from landform.ground.handler import HandlerErrorCode
from landform.ground.values import Value
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
from landform.providers.handlers.view import View
from landform.providers.handlers.work import NotFoundSignal, Work
from landform.providers.names import NameRule

TARGETS: Final = (("Groups", "Group"), ("Roles", "Role"), ("Users", "User"))
"""Property and the word inside the API operations' names."""

VERSIONS_KEPT: Final = 5
"""A managed policy holds at most five versions.
Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_managed-versioning.html
"""


def _principals(properties: View) -> list[tuple[str, str]]:
    return [(kind, name) for key, kind in TARGETS for name in properties.texts(key)]


def _put_inline(work: Work) -> None:
    name = work.desired.text("PolicyName")
    document = json_text(work.desired.get("PolicyDocument"))
    wanted = _principals(work.desired)
    for kind, principal in wanted:
        parameters = {f"{kind}Name": principal, "PolicyName": name, "PolicyDocument": document}
        work.call(f"Put{kind}Policy", parameters)
    before = work.previous.text("PolicyName")
    for kind, principal in _principals(work.previous):
        if before != name or (kind, principal) not in wanted:
            _delete_inline_from(work, kind, principal, before)


def _delete_inline_from(work: Work, kind: str, principal: str, name: str) -> bool:
    try:
        work.call(f"Delete{kind}Policy", {f"{kind}Name": principal, "PolicyName": name})
    except ServiceError as error:
        if handler_error_code(error) is not HandlerErrorCode.NOT_FOUND:
            raise
        return False
    return True


def _delete_inline(work: Work) -> None:
    name = work.previous.text("PolicyName")
    deleted = [_delete_inline_from(work, kind, who, name) for kind, who in _principals(work.previous)]
    if not any(deleted):
        raise NotFoundSignal


def _inline_document(work: Work, kind: str, principal: str, name: str) -> Value:
    """The policy of that name on the principal, None if it has none."""
    try:
        answer = work.call(f"Get{kind}Policy", {f"{kind}Name": principal, "PolicyName": name})
    except ServiceError as error:
        if handler_error_code(error) is not HandlerErrorCode.NOT_FOUND:
            raise
        return None
    return from_json_text(answer.get("PolicyDocument"))


def _look_at_inline(work: Work) -> dict[str, object]:
    properties = work.desired or work.previous
    name = properties.text("PolicyName")
    documents = {
        (kind, principal): _inline_document(work, kind, principal, name)
        for kind, principal in _principals(properties)
    }
    found = {who: document for who, document in documents.items() if document is not None}
    if not found:
        raise NotFoundSignal
    holders = {key: [name for kind, name in found if kind == word] for key, word in TARGETS}
    return {
        "PolicyName": name,
        "PolicyDocument": list(found.values())[-1],
        **{key: names for key, names in holders.items() if names},
    }


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
    return [(kind, name) for _, kind in TARGETS for name in _names(answer, kind)]


def _names(answer: View, kind: str) -> list[str]:
    return [each.text(f"{kind}Name") for each in answer.structures(f"Policy{kind}s")]


def _new_version(work: Work) -> None:
    former = _former_versions(work)
    if len(former) + 1 >= VERSIONS_KEPT:
        oldest = min(former, key=lambda name: int(name.lstrip("v")))
        work.call("DeletePolicyVersion", {"PolicyArn": work.physical_id, "VersionId": oldest})
    document = json_text(work.desired.get("PolicyDocument"))
    work.call(
        "CreatePolicyVersion",
        {"PolicyArn": work.physical_id, "PolicyDocument": document, "SetAsDefault": True},
    )


def _former_versions(work: Work) -> list[str]:
    """The versions beside the default one."""
    found = work.call("ListPolicyVersions", {"PolicyArn": work.physical_id}).structures("Versions")
    return [each.text("VersionId") for each in found if not each.flag("IsDefaultVersion")]


def _document(work: Work) -> object:
    version = work.live.text("DefaultVersionId")
    answer = work.call("GetPolicyVersion", {"PolicyArn": work.physical_id, "VersionId": version})
    return from_json_text(answer.structure("PolicyVersion").get("Document"))


def _attached(kind: str) -> Code:
    def value(work: Work) -> object:
        answer = work.call("ListEntitiesForPolicy", {"PolicyArn": work.physical_id, "EntityFilter": kind})
        return _names(answer, kind) or None

    return Code(value)


def _delete_managed(work: Work) -> None:
    arn = work.physical_id
    work.call("GetPolicy", {"PolicyArn": arn})
    for kind, name in _holders(work):
        work.call(f"Detach{kind}Policy", {f"{kind}Name": name, "PolicyArn": arn})
    for version in _former_versions(work):
        work.call("DeletePolicyVersion", {"PolicyArn": arn, "VersionId": version})
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
