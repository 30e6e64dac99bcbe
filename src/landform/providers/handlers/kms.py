"""AWS Key Management Service."""

from typing import Final

from landform.providers.handlers.model import (
    ID,
    NAME,
    REMOVED_TAGS,
    Answer,
    Call,
    Code,
    Create,
    Hook,
    Live,
    Prop,
    Read,
    ResourceHandler,
    Stable,
    TagUpdate,
    Text,
    Update,
    from_json_text,
    json_text,
    listed_tags,
    or_nothing,
)
from landform.providers.handlers.view import View
from landform.providers.handlers.work import Work, tag_list

DEFAULT_PENDING_DAYS: Final = 30
"""Source: https://docs.aws.amazon.com/kms/latest/APIReference/API_ScheduleKeyDeletion.html"""

KEY_TAGS: Final = Code(lambda work: tag_list(work.tags(), "TagKey", "TagValue") or None, reads=("Tags",))


def _set_rotation(work: Work) -> None:
    if work.desired.flag("EnableKeyRotation"):
        days = work.desired.chosen("RotationPeriodInDays")
        work.call("EnableKeyRotation", {"KeyId": work.physical_id, **days})
    elif work.is_update:
        work.call("DisableKeyRotation", {"KeyId": work.physical_id})


def _set_enabled(work: Work) -> None:
    is_enabled = work.desired.flag("Enabled", True)
    if is_enabled and not work.is_update:
        return
    work.call("EnableKey" if is_enabled else "DisableKey", {"KeyId": work.physical_id})


def _default_policy(work: Work) -> dict[str, object]:
    """The policy of a key made without one.

    Source: https://docs.aws.amazon.com/kms/latest/developerguide/key-policy-default.html
    """
    root = f"arn:{work.partition}:iam::{work.account_id}:root"
    statement = {
        "Sid": "Enable IAM User Permissions",
        "Effect": "Allow",
        "Principal": {"AWS": root},
        "Action": "kms:*",
        "Resource": "*",
    }
    return {"Version": "2012-10-17", "Id": "key-default-1", "Statement": [statement]}


def _policy(work: Work) -> object:
    answer = work.call("GetKeyPolicy", {"KeyId": work.physical_id, "PolicyName": "default"})
    return from_json_text(answer.get("Policy"))


def _rotation(work: Work) -> object:
    return work.call("GetKeyRotationStatus", {"KeyId": work.physical_id}).flag("KeyRotationEnabled")


def _pending_days(work: Work) -> int:
    return work.previous.number("PendingWindowInDays", DEFAULT_PENDING_DAYS)


KEY: Final = ResourceHandler(
    type_name="AWS::KMS::Key",
    service="kms",
    create=Create(
        action=Call(
            "CreateKey",
            {
                "BypassPolicyLockoutSafetyCheck": Prop("BypassPolicyLockoutSafetyCheck"),
                "Description": Prop("Description"),
                "KeySpec": Prop("KeySpec"),
                "KeyUsage": Prop("KeyUsage"),
                "MultiRegion": Prop("MultiRegion"),
                "Origin": Prop("Origin"),
                "Policy": Prop("KeyPolicy", json_text),
                "Tags": KEY_TAGS,
            },
        ),
        physical_id=Answer("KeyMetadata.KeyId"),
    ),
    read=Read(
        action=Call("DescribeKey", {"KeyId": ID}),
        at="KeyMetadata",
        properties={
            "Description": Live("Description", or_nothing),
            "EnableKeyRotation": Code(_rotation),
            "Enabled": Live("Enabled"),
            "KeyPolicy": Code(_policy),
            "KeySpec": Live("KeySpec"),
            "KeyUsage": Live("KeyUsage"),
            "MultiRegion": Live("MultiRegion"),
            "Origin": Live("Origin"),
            "Tags": listed_tags("ListResourceTags", "KeyId", ID),
        },
    ),
    update=(
        Update(
            properties=("KeyPolicy",),
            action=Call(
                "PutKeyPolicy",
                {
                    "KeyId": ID,
                    "PolicyName": Code(lambda _: "default"),
                    "Policy": Code(
                        lambda work: json_text(work.desired.get("KeyPolicy") or _default_policy(work))
                    ),
                    "BypassPolicyLockoutSafetyCheck": Prop("BypassPolicyLockoutSafetyCheck"),
                },
            ),
        ),
        Update(
            properties=("Description",),
            action=Call("UpdateKeyDescription", {"KeyId": ID, "Description": Prop("Description", reset="")}),
        ),
        Update(
            properties=("EnableKeyRotation", "RotationPeriodInDays"),
            action=Hook(function=_set_rotation, reads=("EnableKeyRotation", "RotationPeriodInDays")),
            on_create=True,
        ),
        Update(
            properties=("Enabled",), action=Hook(function=_set_enabled, reads=("Enabled",)), on_create=True
        ),
        # Both only say how a later request is to be made.
        Update(
            properties=("BypassPolicyLockoutSafetyCheck", "PendingWindowInDays"),
            action=Call("DescribeKey", {"KeyId": ID}),
        ),
    ),
    tags=TagUpdate(
        add=Call("TagResource", {"KeyId": ID, "Tags": KEY_TAGS}),
        remove=Call("UntagResource", {"KeyId": ID, "TagKeys": REMOVED_TAGS}),
    ),
    delete=Call("ScheduleKeyDeletion", {"KeyId": ID, "PendingWindowInDays": Code(_pending_days)}),
    reads_before_delete=True,
    stable=Stable(
        path="KeyState",
        ready=frozenset({"Enabled", "Disabled", "PendingImport"}),
        failed=frozenset({"Unavailable"}),
        gone=frozenset({"PendingDeletion", "PendingReplicaDeletion"}),
    ),
    attributes={"Arn": Live("Arn"), "KeyId": Text("{physical_id}")},
    fixed=dict.fromkeys(("KeySpec", "KeyUsage", "MultiRegion", "Origin"), "A key stays of its kind."),
    unread=dict.fromkeys(
        ("BypassPolicyLockoutSafetyCheck", "PendingWindowInDays", "RotationPeriodInDays"),
        "Write-only by the registry's word.",
    ),
    embedded_gaps={
        "BypassPolicyLockoutSafetyCheck": "No policy is checked.",
        "RotationPeriodInDays": "Accepted and not kept.",
    },
)


def _find_alias(work: Work) -> View | None:
    return work.call("ListAliases").by_name("Aliases", "AliasName").get(work.physical_id)


def _target(work: Work) -> object:
    """The key as the template names it: an id and an ARN mean the same."""
    found, given = work.live.text("TargetKeyId"), work.desired.text("TargetKeyId")
    return given if given.rsplit("/", 1)[-1] == found else found


ALIAS: Final = ResourceHandler(
    type_name="AWS::KMS::Alias",
    service="kms",
    name_property="AliasName",
    create=Create(
        action=Call("CreateAlias", {"AliasName": NAME, "TargetKeyId": Prop("TargetKeyId")}),
        physical_id=NAME,
    ),
    read=Read(
        action=Hook(function=_find_alias),
        properties={"AliasName": Live("AliasName"), "TargetKeyId": Code(_target)},
    ),
    update=(
        Update(
            properties=("TargetKeyId",),
            action=Call("UpdateAlias", {"AliasName": ID, "TargetKeyId": Prop("TargetKeyId")}),
        ),
    ),
    delete=Call("DeleteAlias", {"AliasName": ID}),
    reads_before_delete=True,
)

HANDLERS: Final = (KEY, ALIAS)
