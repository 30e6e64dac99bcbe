"""AWS IAM: the principals (role, user, group) and the instance profile. Policies are in `iam_policies`."""

from typing import Final

from landform.providers.handlers.iam_policies import HANDLERS as POLICY_HANDLERS
from landform.providers.handlers.iam_principal import Principal, ignoring_absence
from landform.providers.handlers.model import (
    ID,
    NAME,
    REMOVED_TAGS,
    TAGS,
    Call,
    Code,
    Create,
    Hook,
    Live,
    Prop,
    Read,
    ResourceHandler,
    TagUpdate,
    Text,
    Update,
    from_json_text,
    json_text,
    own_tags,
)
from landform.providers.handlers.view import each
from landform.providers.handlers.work import Work
from landform.providers.names import NameRule

ROLE_PRINCIPAL: Final = Principal("Role")
USER_PRINCIPAL: Final = Principal("User")
GROUP_PRINCIPAL: Final = Principal("Group")


def _delete_role(work: Work) -> None:
    work.call("GetRole", {"RoleName": work.physical_id})
    ROLE_PRINCIPAL.strip(work)
    work.call("DeleteRole", {"RoleName": work.physical_id})


ROLE: Final = ResourceHandler(
    type_name="AWS::IAM::Role",
    service="iam",
    name=NameRule(max_length=64),
    name_property="RoleName",
    create=Create(
        action=Call(
            "CreateRole",
            {
                "RoleName": NAME,
                "AssumeRolePolicyDocument": Prop("AssumeRolePolicyDocument", json_text),
                "Description": Prop("Description"),
                "MaxSessionDuration": Prop("MaxSessionDuration"),
                "Path": Prop("Path"),
                "PermissionsBoundary": Prop("PermissionsBoundary"),
                "Tags": TAGS,
            },
        ),
        physical_id=NAME,
    ),
    read=Read(
        action=Call("GetRole", {"RoleName": ID}),
        at="Role",
        properties={
            "AssumeRolePolicyDocument": Live("AssumeRolePolicyDocument", from_json_text),
            "Description": Live("Description"),
            "ManagedPolicyArns": Code(ROLE_PRINCIPAL.managed),
            "MaxSessionDuration": Live("MaxSessionDuration"),
            "Path": Live("Path"),
            "PermissionsBoundary": Live("PermissionsBoundary.PermissionsBoundaryArn"),
            "Policies": Code(ROLE_PRINCIPAL.inline),
            "RoleName": Live("RoleName"),
            "Tags": own_tags(),
        },
    ),
    update=(
        Update(
            properties=("AssumeRolePolicyDocument",),
            action=Call(
                "UpdateAssumeRolePolicy",
                {"RoleName": ID, "PolicyDocument": Prop("AssumeRolePolicyDocument", json_text)},
            ),
        ),
        Update(
            properties=("Description", "MaxSessionDuration"),
            action=Call(
                "UpdateRole",
                {
                    "RoleName": ID,
                    "Description": Prop("Description", reset=""),
                    "MaxSessionDuration": Prop("MaxSessionDuration", reset=3600),
                },
            ),
        ),
        ROLE_PRINCIPAL.boundary(),
        *ROLE_PRINCIPAL.updates(),
    ),
    tags=TagUpdate(
        add=Call("TagRole", {"RoleName": ID, "Tags": TAGS}),
        remove=Call("UntagRole", {"RoleName": ID, "TagKeys": REMOVED_TAGS}),
    ),
    delete=Hook(function=_delete_role),
    attributes={
        "Arn": Code(lambda work: _arn(work, "role")),
        "RoleId": Code(lambda work: (work.answer.structure("Role") or work.live).get("RoleId")),
    },
)


def _arn(work: Work, kind: str) -> str:
    path = work.desired.text("Path") or "/"
    return f"arn:{work.partition}:iam::{work.account_id}:{kind}{path}{work.physical_id}"


def _set_groups(work: Work) -> None:
    wanted = work.desired.texts("Groups")
    before = work.present(work.previous.texts("Groups"), wanted, lambda: _groups(work))
    for group in before:
        if group not in wanted:
            work.call("RemoveUserFromGroup", {"GroupName": group, "UserName": work.physical_id})
    for group in wanted:
        if group not in before:
            work.call("AddUserToGroup", {"GroupName": group, "UserName": work.physical_id})


def _groups(work: Work) -> list[str]:
    found = work.call("ListGroupsForUser", {"UserName": work.physical_id}).structures("Groups")
    return [group.text("GroupName") for group in found]


def _set_login(work: Work) -> None:
    login = work.desired.structure("LoginProfile")
    if not login:
        work.call("DeleteLoginProfile", {"UserName": work.physical_id})
        return
    operation = "UpdateLoginProfile" if work.previous.get("LoginProfile") else "CreateLoginProfile"
    parameters = {"UserName": work.physical_id, "Password": login.text("Password")}
    reset = {"PasswordResetRequired": login.flag("PasswordResetRequired")}
    work.call(operation, {**parameters, **reset})


def _delete_user(work: Work) -> None:
    work.call("GetUser", {"UserName": work.physical_id})
    USER_PRINCIPAL.strip(work)
    for group in work.previous.texts("Groups"):
        ignoring_absence(work, "RemoveUserFromGroup", {"GroupName": group, "UserName": work.physical_id})
    if work.previous.get("LoginProfile"):
        ignoring_absence(work, "DeleteLoginProfile", {"UserName": work.physical_id})
    work.call("DeleteUser", {"UserName": work.physical_id})


USER: Final = ResourceHandler(
    type_name="AWS::IAM::User",
    service="iam",
    name=NameRule(max_length=64),
    name_property="UserName",
    create=Create(
        action=Call(
            "CreateUser",
            {
                "UserName": NAME,
                "Path": Prop("Path"),
                "PermissionsBoundary": Prop("PermissionsBoundary"),
                "Tags": TAGS,
            },
        ),
        physical_id=NAME,
    ),
    read=Read(
        action=Call("GetUser", {"UserName": ID}),
        at="User",
        properties={
            "Groups": Code(lambda work: _groups(work) or None),
            "ManagedPolicyArns": Code(USER_PRINCIPAL.managed),
            "Path": Live("Path"),
            "PermissionsBoundary": Live("PermissionsBoundary.PermissionsBoundaryArn"),
            "Policies": Code(USER_PRINCIPAL.inline),
            "Tags": own_tags(),
            "UserName": Live("UserName"),
        },
    ),
    update=(
        Update(
            properties=("Path",),
            action=Call("UpdateUser", {"UserName": ID, "NewPath": Prop("Path", reset="/")}),
        ),
        Update(properties=("Groups",), action=Hook(function=_set_groups, reads=("Groups",)), on_create=True),
        Update(
            properties=("LoginProfile",),
            action=Hook(function=_set_login, reads=("LoginProfile",)),
            on_create=True,
        ),
        USER_PRINCIPAL.boundary(),
        *USER_PRINCIPAL.updates(),
    ),
    tags=TagUpdate(
        add=Call("TagUser", {"UserName": ID, "Tags": TAGS}),
        remove=Call("UntagUser", {"UserName": ID, "TagKeys": REMOVED_TAGS}),
    ),
    delete=Hook(function=_delete_user),
    attributes={"Arn": Code(lambda work: _arn(work, "user"))},
    unread={"LoginProfile": "Passwords cannot be read."},
    embedded_gaps={
        "LoginProfile.PasswordResetRequired": "Accepted and not kept.",
        "PermissionsBoundary": "For users it is accepted at creation and not kept; a change is refused.",
    },
)


def _delete_group(work: Work) -> None:
    work.call("GetGroup", {"GroupName": work.physical_id})
    GROUP_PRINCIPAL.strip(work)
    work.call("DeleteGroup", {"GroupName": work.physical_id})


GROUP: Final = ResourceHandler(
    type_name="AWS::IAM::Group",
    service="iam",
    name=NameRule(max_length=128),
    name_property="GroupName",
    create=Create(
        action=Call(
            "CreateGroup",
            {"GroupName": NAME, "Path": Prop("Path")},
        ),
        physical_id=NAME,
    ),
    read=Read(
        action=Call("GetGroup", {"GroupName": ID}),
        at="Group",
        properties={
            "GroupName": Live("GroupName"),
            "ManagedPolicyArns": Code(GROUP_PRINCIPAL.managed),
            "Path": Live("Path"),
            "Policies": Code(GROUP_PRINCIPAL.inline),
        },
    ),
    update=(
        Update(
            properties=("Path",),
            action=Call("UpdateGroup", {"GroupName": ID, "NewPath": Prop("Path", reset="/")}),
        ),
        *GROUP_PRINCIPAL.updates(),
    ),
    delete=Hook(function=_delete_group),
    attributes={"Arn": Code(lambda work: _arn(work, "group"))},
    change_gaps={"Path": "A change is accepted and not kept."},
)


def _set_roles(work: Work) -> None:
    name = work.physical_id
    wanted = work.desired.texts("Roles")
    before = work.present(work.previous.texts("Roles"), wanted, lambda: _roles(work))
    for role in before:
        if role not in wanted:
            work.call("RemoveRoleFromInstanceProfile", {"InstanceProfileName": name, "RoleName": role})
    for role in wanted:
        if role not in before:
            work.call("AddRoleToInstanceProfile", {"InstanceProfileName": name, "RoleName": role})


def _roles(work: Work) -> list[str]:
    answer = work.call("GetInstanceProfile", {"InstanceProfileName": work.physical_id})
    return [role.text("RoleName") for role in answer.structure("InstanceProfile").structures("Roles")]


def _delete_profile(work: Work) -> None:
    name = work.physical_id
    for role in _roles(work):
        parameters = {"InstanceProfileName": name, "RoleName": role}
        work.call("RemoveRoleFromInstanceProfile", parameters)
    work.call("DeleteInstanceProfile", {"InstanceProfileName": name})


INSTANCE_PROFILE: Final = ResourceHandler(
    type_name="AWS::IAM::InstanceProfile",
    service="iam",
    name=NameRule(max_length=128),
    name_property="InstanceProfileName",
    create=Create(
        action=Call(
            "CreateInstanceProfile",
            {
                "InstanceProfileName": NAME,
                "Path": Prop("Path"),
            },
        ),
        physical_id=NAME,
    ),
    read=Read(
        action=Call("GetInstanceProfile", {"InstanceProfileName": ID}),
        at="InstanceProfile",
        properties={
            "InstanceProfileName": Live("InstanceProfileName"),
            "Path": Live("Path"),
            "Roles": Live("Roles", each("RoleName")),
        },
    ),
    update=(
        Update(properties=("Roles",), action=Hook(function=_set_roles, reads=("Roles",)), on_create=True),
    ),
    delete=Hook(function=_delete_profile),
    attributes={
        "Arn": Code(lambda work: _arn(work, "instance-profile")),
        "InstanceProfileName": Text("{physical_id}"),
    },
)

HANDLERS: Final = (ROLE, USER, GROUP, INSTANCE_PROFILE, *POLICY_HANDLERS)
