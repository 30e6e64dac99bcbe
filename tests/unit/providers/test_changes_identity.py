"""What updates of principals, policies, keys, secrets and repositories send, and what reads of them tell."""

import json
from typing import Any

import pytest

from landform.ground.handler import HandlerAction, HandlerFailure, HandlerSuccess
from tests.unit.providers.scripted import ABSENT, asked, changes, told

KINDS = ("Role", "User", "Group")
DOCUMENT, OTHER = {"Statement": [1]}, {"Statement": [2]}


def inline(name: str, document: dict[str, Any]) -> dict[str, Any]:
    return {"PolicyName": name, "PolicyDocument": document}


def arn(name: str) -> str:
    return f"arn:aws:iam::111122223333:policy/{name}"


@pytest.mark.parametrize("kind", KINDS)
def test_policies_are_attached_and_detached(kind: str) -> None:
    sent = changes(
        f"AWS::IAM::{kind}",
        {"ManagedPolicyArns": [arn("a"), arn("b")]},
        {"ManagedPolicyArns": [arn("b"), arn("c")]},
    )
    assert sent == [
        (f"Detach{kind}Policy", {f"{kind}Name": "it", "PolicyArn": arn("a")}),
        (f"Attach{kind}Policy", {f"{kind}Name": "it", "PolicyArn": arn("c")}),
    ]


@pytest.mark.parametrize("kind", KINDS)
def test_a_principal_s_own_policies_are_put_where_they_differ(kind: str) -> None:
    sent = changes(
        f"AWS::IAM::{kind}",
        {"Policies": [inline("kept", DOCUMENT), inline("changed", DOCUMENT), inline("gone", DOCUMENT)]},
        {"Policies": [inline("kept", DOCUMENT), inline("changed", OTHER), inline("new", DOCUMENT)]},
    )
    who = {f"{kind}Name": "it"}
    assert sent == [
        (f"Delete{kind}Policy", {**who, "PolicyName": "gone"}),
        (f"Put{kind}Policy", {**who, "PolicyName": "changed", "PolicyDocument": '{"Statement": [2]}'}),
        (f"Put{kind}Policy", {**who, "PolicyName": "new", "PolicyDocument": '{"Statement": [1]}'}),
    ]


@pytest.mark.parametrize("kind", KINDS)
def test_a_principal_tells_attachments_and_only_the_policies_that_are_its_own(kind: str) -> None:
    found = told(
        f"AWS::IAM::{kind}",
        {},
        desired={"Policies": [inline("own", OTHER)]},
        answers={
            f"ListAttached{kind}Policies": {"AttachedPolicies": [{"PolicyName": "a", "PolicyArn": arn("a")}]},
            f"List{kind}Policies": {"PolicyNames": ["foreign", "own"]},
            f"Get{kind}Policy": {"PolicyDocument": json.dumps(DOCUMENT)},
        },
    )
    assert found == {"ManagedPolicyArns": [arn("a")], "Policies": [inline("own", DOCUMENT)]}


@pytest.mark.parametrize("kind", KINDS)
def test_a_principal_is_stripped_of_what_it_has_before_it_goes(kind: str) -> None:
    previous: dict[str, Any] = {"ManagedPolicyArns": [arn("a")], "Policies": [inline("own", DOCUMENT)]}
    more = {"Groups": ["g"], "LoginProfile": {"Password": "sesame"}} if kind == "User" else {}
    who = {f"{kind}Name": "it"}
    login = [("RemoveUserFromGroup", {"GroupName": "g", **who}), ("DeleteLoginProfile", who)]
    for absence in (
        {},
        {f"Detach{kind}Policy": ABSENT, f"Delete{kind}Policy": ABSENT, "DeleteLoginProfile": ABSENT},
    ):
        fields = {"previous": {**previous, **more}, "answers": absence}
        answer, clients = asked(f"AWS::IAM::{kind}", HandlerAction.DELETE, **fields)
        assert answer == HandlerSuccess(physical_id="it")
        assert clients.calls == [
            (f"Get{kind}", who),
            (f"Detach{kind}Policy", {**who, "PolicyArn": arn("a")}),
            (f"Delete{kind}Policy", {**who, "PolicyName": "own"}),
            *(login if more else []),
            (f"Delete{kind}", who),
        ]


@pytest.mark.parametrize(("kind", "word"), [("Role", "role"), ("User", "user"), ("Group", "group")])
def test_a_principal_s_arn_has_its_path(kind: str, word: str) -> None:
    for path, part in (({}, "/"), ({"Path": "/team/"}, "/team/")):
        answer, _ = asked(f"AWS::IAM::{kind}", HandlerAction.READ, desired=path)
        assert isinstance(answer, HandlerSuccess)
        assert answer.attributes["Arn"] == f"arn:aws:iam::111122223333:{word}{part}it"


def test_a_user_joins_and_leaves_groups_and_may_log_in() -> None:
    user, who = "AWS::IAM::User", {"UserName": "it"}
    assert changes(user, {"Groups": ["a", "b"]}, {"Groups": ["b", "c"]}) == [
        ("RemoveUserFromGroup", {"GroupName": "a", **who}),
        ("AddUserToGroup", {"GroupName": "c", **who}),
    ]
    there = {"ListGroupsForUser": {"Groups": [{"GroupName": "c"}]}}
    both = {"also_possible": [{"Groups": ["a"]}], "answers": there}
    assert changes(user, {"Groups": ["c"]}, {"Groups": ["c"]}, **both) == []
    assert told(user, {}, answers=there) == {"Groups": ["c"]}
    login, reset = {"Password": "sesame"}, {"Password": "sesame", "PasswordResetRequired": True}
    made = {**who, **login, "PasswordResetRequired": False}
    assert changes(user, {}, {"LoginProfile": login}) == [("CreateLoginProfile", made)]
    assert changes(user, {"LoginProfile": login}, {"LoginProfile": reset}) == [
        ("UpdateLoginProfile", {**made, **reset})
    ]
    assert changes(user, {"LoginProfile": login}, {}) == [("DeleteLoginProfile", who)]


def test_a_profile_s_roles_go_and_come() -> None:
    profile, place = "AWS::IAM::InstanceProfile", {"InstanceProfileName": "it"}
    assert changes(profile, {"Roles": ["a"]}, {"Roles": ["b"]}) == [
        ("RemoveRoleFromInstanceProfile", {**place, "RoleName": "a"}),
        ("AddRoleToInstanceProfile", {**place, "RoleName": "b"}),
    ]
    live = {"Roles": [{"RoleName": "x"}]}
    _, clients = asked(profile, HandlerAction.DELETE, live=live)
    assert clients.changes == [
        ("RemoveRoleFromInstanceProfile", {**place, "RoleName": "x"}),
        ("DeleteInstanceProfile", place),
    ]
    assert told(profile, live) == {"Roles": ["x"]}


def test_an_inline_policy_is_put_on_all_and_taken_off_who_is_gone() -> None:
    policy = "AWS::IAM::Policy"
    before = {**inline("old", DOCUMENT), "Roles": ["a"], "Users": ["u"]}
    sent = {"PolicyName": "old", "PolicyDocument": '{"Statement": [2]}'}
    after = {**inline("old", OTHER), "Groups": ["g"], "Roles": ["a"]}
    puts = [("PutGroupPolicy", {"GroupName": "g", **sent}), ("PutRolePolicy", {"RoleName": "a", **sent})]
    assert changes(policy, before, after) == [
        *puts,
        ("DeleteUserPolicy", {"UserName": "u", "PolicyName": "old"}),
    ]
    renamed = changes(policy, before, {**before, "PolicyName": "new"}, answers={"DeleteUserPolicy": ABSENT})
    assert [(operation, each["PolicyName"]) for operation, each in renamed] == [
        ("PutRolePolicy", "new"),
        ("PutUserPolicy", "new"),
        ("DeleteRolePolicy", "old"),
        ("DeleteUserPolicy", "old"),
    ]


def test_an_inline_policy_is_where_anybody_still_has_it() -> None:
    policy = "AWS::IAM::Policy"
    desired = {**inline("p", DOCUMENT), "Roles": ["a", "b"], "Users": ["u"]}
    some: dict[str, Any] = {
        "GetRolePolicy": [ABSENT, {"PolicyDocument": json.dumps(OTHER)}],
        "GetUserPolicy": ABSENT,
    }
    assert told(policy, {}, desired=desired, answers=some) == {**inline("p", OTHER), "Roles": ["b"]}
    none = {"GetRolePolicy": ABSENT, "GetUserPolicy": ABSENT}
    answer, _ = asked(policy, HandlerAction.READ, desired=desired, answers=none)
    assert isinstance(answer, HandlerFailure)
    partly = {"DeleteRolePolicy": ABSENT}
    answer, clients = asked(policy, HandlerAction.DELETE, previous=desired, answers=partly)
    assert answer == HandlerSuccess(physical_id="it")
    assert clients.changes == [
        ("DeleteRolePolicy", {"RoleName": "a", "PolicyName": "p"}),
        ("DeleteRolePolicy", {"RoleName": "b", "PolicyName": "p"}),
        ("DeleteUserPolicy", {"UserName": "u", "PolicyName": "p"}),
    ]
    gone = {"DeleteRolePolicy": ABSENT, "DeleteUserPolicy": ABSENT}
    answer, _ = asked(policy, HandlerAction.DELETE, previous=desired, answers=gone)
    assert isinstance(answer, HandlerFailure)
    assert answer.code.value == "NotFound"


MANAGED = "AWS::IAM::ManagedPolicy"
HOLDERS = {"PolicyRoles": [{"RoleName": "r"}], "PolicyUsers": [{"UserName": "u"}], "PolicyGroups": []}


def versions(*numbers: int) -> dict[str, Any]:
    rows = [{"VersionId": f"v{number}", "IsDefaultVersion": number == max(numbers)} for number in numbers]
    return {"ListPolicyVersions": {"Versions": rows}}


@pytest.mark.parametrize(
    ("numbers", "dropped"),
    [((1,), None), ((1, 2, 3, 4), None), ((8, 9, 10, 11, 12), "v8"), ((12, 9, 10, 3, 8), "v3")],
)
def test_a_managed_policy_drops_its_oldest_version_when_it_has_five(
    numbers: tuple[int, ...], dropped: str | None
) -> None:
    fields: dict[str, Any] = {"physical_id": arn("it"), "answers": versions(*numbers)}
    sent = changes(MANAGED, {"PolicyDocument": DOCUMENT}, {"PolicyDocument": OTHER}, **fields)
    place = {"PolicyArn": arn("it")}
    made = {**place, "PolicyDocument": '{"Statement": [2]}', "SetAsDefault": True}
    drop = [("DeletePolicyVersion", {**place, "VersionId": dropped})] if dropped else []
    assert sent == [*drop, ("CreatePolicyVersion", made)]


def test_a_managed_policy_is_attached_detached_and_emptied_before_it_goes() -> None:
    place: dict[str, Any] = {"PolicyArn": arn("it")}
    fields: dict[str, Any] = {"physical_id": arn("it")}
    assert changes(MANAGED, {"Roles": ["a"], "Users": ["u"]}, {"Roles": ["b"], "Users": ["u"]}, **fields) == [
        ("DetachRolePolicy", {"RoleName": "a", **place}),
        ("AttachRolePolicy", {"RoleName": "b", **place}),
    ]
    answers = {"ListEntitiesForPolicy": HOLDERS, **versions(1, 2)}
    unsure = {"answers": answers, "also_possible": [{"Users": ["u"]}]}
    assert changes(MANAGED, {"Roles": ["r"]}, {"Roles": ["r"]}, **unsure, **fields) == [
        ("DetachUserPolicy", {"UserName": "u", **place})
    ]
    _, clients = asked(MANAGED, HandlerAction.DELETE, answers=answers, **fields)
    assert clients.changes == [
        ("DetachRolePolicy", {"RoleName": "r", **place}),
        ("DetachUserPolicy", {"UserName": "u", **place}),
        ("DeletePolicyVersion", {**place, "VersionId": "v1"}),
        ("DeletePolicy", place),
    ]
    document = {"GetPolicyVersion": {"PolicyVersion": {"Document": json.dumps(DOCUMENT)}}}
    live = {"DefaultVersionId": "v2", "CreateDate": "today", "PolicyName": "p"}
    found = told(MANAGED, live, answers={**answers, **document}, **fields)
    assert found == {"ManagedPolicyName": "p", "PolicyDocument": DOCUMENT, "Roles": ["r"], "Users": ["u"]}


KEY = "AWS::KMS::Key"


@pytest.mark.parametrize(
    ("before", "after", "sent"),
    [
        (
            {},
            {"EnableKeyRotation": True, "RotationPeriodInDays": 90},
            ("EnableKeyRotation", {"RotationPeriodInDays": 90}),
        ),
        ({}, {"EnableKeyRotation": True}, ("EnableKeyRotation", {})),
        ({"EnableKeyRotation": True}, {}, ("DisableKeyRotation", {})),
        ({"Enabled": False}, {}, ("EnableKey", {})),
        ({}, {"Enabled": False}, ("DisableKey", {})),
        ({"Description": "a"}, {}, ("UpdateKeyDescription", {"Description": ""})),
        (
            {"KeyPolicy": {}},
            {"KeyPolicy": DOCUMENT},
            ("PutKeyPolicy", {"PolicyName": "default", "Policy": '{"Statement": [1]}'}),
        ),
    ],
)
def test_a_key_is_changed_by_what_differs(
    before: dict[str, Any], after: dict[str, Any], sent: tuple[str, dict[str, Any]]
) -> None:
    operation, parameters = sent
    assert changes(KEY, before, after) == [(operation, {"KeyId": "it", **parameters})]


def test_a_key_gets_the_default_policy_back_and_is_deleted_after_its_window() -> None:
    ((_, sent),) = changes(KEY, {"KeyPolicy": DOCUMENT}, {})
    assert json.loads(sent["Policy"]) == {
        "Version": "2012-10-17",
        "Id": "key-default-1",
        "Statement": [
            {
                "Sid": "Enable IAM User Permissions",
                "Effect": "Allow",
                "Principal": {"AWS": "arn:aws:iam::111122223333:root"},
                "Action": "kms:*",
                "Resource": "*",
            }
        ],
    }
    for given, days in (({}, 30), ({"PendingWindowInDays": 7}, 7)):
        _, clients = asked(KEY, HandlerAction.DELETE, previous=given)
        assert clients.changes == [("ScheduleKeyDeletion", {"KeyId": "it", "PendingWindowInDays": days})]
    fields: dict[str, Any] = {"answers": {"CreateKey": {"KeyMetadata": {"KeyId": "k"}}}, "physical_id": None}
    _, clients = asked(
        KEY, HandlerAction.CREATE, desired={"Enabled": True, "EnableKeyRotation": False}, **fields
    )
    assert [operation for operation, _ in clients.changes] == ["CreateKey"]
    answers = {"GetKeyRotationStatus": {"KeyRotationEnabled": True}, "GetKeyPolicy": {"Policy": '{"a": 1}'}}
    assert told(KEY, {"Description": ""}, answers=answers) == {
        "EnableKeyRotation": True,
        "KeyPolicy": {"a": 1},
    }


@pytest.mark.parametrize(("given", "found"), [("k", "k"), ("arn:key/k", "arn:key/k"), ("other", "k")])
def test_an_alias_tells_its_key_as_the_template_names_it(given: str, found: str) -> None:
    rows = [{"AliasName": "alias/other", "TargetKeyId": "x"}, {"AliasName": "alias/it", "TargetKeyId": "k"}]
    fields: dict[str, Any] = {"physical_id": "alias/it", "answers": {"ListAliases": {"Aliases": rows}}}
    told_properties = told("AWS::KMS::Alias", {}, desired={"TargetKeyId": given}, **fields)
    assert told_properties == {"AliasName": "alias/it", "TargetKeyId": found}


@pytest.mark.parametrize(
    ("given", "text"),
    [
        ({"SecretString": "given"}, "given"),
        ({"GenerateSecretString": {}}, "random"),
        (
            {
                "GenerateSecretString": {
                    "SecretStringTemplate": '{"user": "a"}',
                    "GenerateStringKey": "password",
                }
            },
            '{"user": "a", "password": "random"}',
        ),
        ({"GenerateSecretString": {"GenerateStringKey": "password"}}, '{"password": "random"}'),
    ],
)
def test_a_secret_is_given_or_made_after_the_template(given: dict[str, Any], text: str) -> None:
    fields: dict[str, Any] = {"answers": {"GetRandomPassword": {"RandomPassword": "random"}}}
    ((operation, sent),) = changes("AWS::SecretsManager::Secret", {"SecretString": "old"}, given, **fields)
    assert (operation, sent["SecretString"], len(sent["ClientRequestToken"])) == ("PutSecretValue", text, 32)
    assert changes("AWS::SecretsManager::Secret", given, {}, **fields) == []


def test_a_password_follows_the_template_s_rules() -> None:
    rules = {"PasswordLength": 20, "ExcludePunctuation": True, "GenerateStringKey": "p"}
    fields = {"answers": {"GetRandomPassword": {"RandomPassword": "random"}}}
    desired = {"GenerateSecretString": rules}
    _, clients = asked("AWS::SecretsManager::Secret", HandlerAction.UPDATE, desired=desired, **fields)
    assert clients.calls[0] == ("GetRandomPassword", {"PasswordLength": 20, "ExcludePunctuation": True})


@pytest.mark.parametrize(
    ("template", "text"),
    [
        ("user: a", "SecretStringTemplate must be the text of a JSON object."),
        ("[1]", "Value must be an object"),
    ],
)
def test_a_template_that_is_no_object_is_refused(template: str, text: str) -> None:
    rules = {"SecretStringTemplate": template, "GenerateStringKey": "password"}
    fields = {"answers": {"GetRandomPassword": {"RandomPassword": "random"}}, "physical_id": None}
    desired = {"GenerateSecretString": rules}
    answer, clients = asked("AWS::SecretsManager::Secret", HandlerAction.CREATE, desired=desired, **fields)
    assert isinstance(answer, HandlerFailure)
    assert (answer.code.value, f'"{text}"' in answer.message) == ("InvalidRequest", True)
    assert clients.changes == []


def test_a_repository_tells_its_policies_and_does_without() -> None:
    repository = "AWS::ECR::Repository"
    both = {
        "GetLifecyclePolicy": {"lifecyclePolicyText": "{}"},
        "GetRepositoryPolicy": {"policyText": '{"a": 1}'},
    }
    assert told(repository, {}, answers=both) == {
        "LifecyclePolicy": {"LifecyclePolicyText": "{}"},
        "RepositoryPolicyText": {"a": 1},
    }
    assert told(repository, {}, answers={"GetLifecyclePolicy": ABSENT, "GetRepositoryPolicy": ABSENT}) == {}
    filters = [
        {"ImageTagMutabilityExclusionFilterType": "WILDCARD", "ImageTagMutabilityExclusionFilterValue": "v*"}
    ]
    sent = changes(
        repository,
        {"LifecyclePolicy": {"LifecyclePolicyText": "x"}, "ImageScanningConfiguration": {"ScanOnPush": True}},
        {"ImageTagMutabilityExclusionFilters": filters},
    )
    exclusions = [{"filterType": "WILDCARD", "filter": "v*"}]
    assert [each for _, each in sent] == [
        {
            "repositoryName": "it",
            "imageTagMutability": "MUTABLE",
            "imageTagMutabilityExclusionFilters": exclusions,
        },
        {"repositoryName": "it", "imageScanningConfiguration": {"scanOnPush": False}},
        {"repositoryName": "it"},
    ]
    for given, force in (({}, False), ({"EmptyOnDelete": True}, True)):
        _, clients = asked(repository, HandlerAction.DELETE, previous=given)
        assert clients.changes == [("DeleteRepository", {"repositoryName": "it", "force": force})]
