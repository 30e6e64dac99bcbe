"""AWS Secrets Manager."""

import json
from typing import Final

from landform.providers.handlers.model import (
    ID,
    NAME,
    REMOVED_TAGS,
    TAGS,
    TOKEN,
    Answer,
    Call,
    Code,
    Const,
    Create,
    Hook,
    Live,
    Prop,
    Read,
    ResourceHandler,
    TagUpdate,
    Text,
    Update,
    or_nothing,
    own_tags,
)
from landform.providers.handlers.view import InvalidValueSignal, View, view_of
from landform.providers.handlers.work import Work
from landform.providers.names import NameRule

PASSWORD_RULES: Final = (
    "ExcludeCharacters",
    "ExcludeLowercase",
    "ExcludeNumbers",
    "ExcludePunctuation",
    "ExcludeUppercase",
    "IncludeSpace",
    "PasswordLength",
    "RequireEachIncludedType",
)


def _secret_string(work: Work) -> object:
    """The given text, or a random one made by the service after the template's rules."""
    if work.desired.get("GenerateSecretString") is None:
        return work.desired.get("SecretString", "" if work.is_update else None)
    rules = work.desired.structure("GenerateSecretString")
    password = work.call("GetRandomPassword", rules.chosen(*PASSWORD_RULES)).text("RandomPassword")
    if not rules.text("GenerateStringKey"):
        return password
    return json.dumps({**_document(rules), rules.text("GenerateStringKey"): password})


def _document(rules: View) -> View:
    """What the generated text is put into."""
    try:
        return view_of(json.loads(rules.text("SecretStringTemplate", "{}")))
    except ValueError:
        raise InvalidValueSignal("SecretStringTemplate must be the text of a JSON object.") from None


SECRET: Final = ResourceHandler(
    type_name="AWS::SecretsManager::Secret",
    service="secretsmanager",
    name=NameRule(max_length=512, has_stack=False),
    name_property="Name",
    create=Create(
        action=Call(
            "CreateSecret",
            {
                "Name": NAME,
                "ClientRequestToken": TOKEN,
                "Description": Prop("Description"),
                "KmsKeyId": Prop("KmsKeyId"),
                "SecretString": Code(_secret_string, reads=("GenerateSecretString", "SecretString")),
                "Type": Prop("Type"),
                "Tags": TAGS,
            },
        ),
        physical_id=Answer("ARN"),
    ),
    read=Read(
        action=Call("DescribeSecret", {"SecretId": ID}),
        properties={
            "Description": Live("Description", or_nothing),
            "KmsKeyId": Live("KmsKeyId"),
            "Name": Live("Name"),
            "Tags": own_tags(),
            "Type": Live("Type"),
        },
    ),
    update=(
        Update(
            properties=("Description", "KmsKeyId", "Type"),
            action=Call(
                "UpdateSecret",
                {
                    "SecretId": ID,
                    "ClientRequestToken": TOKEN,
                    "Description": Prop("Description", reset=""),
                    "KmsKeyId": Prop("KmsKeyId", reset="alias/aws/secretsmanager"),
                    "Type": Prop("Type"),
                },
            ),
        ),
        Update(
            properties=("GenerateSecretString", "SecretString"),
            action=Call(
                "PutSecretValue",
                {"SecretId": ID, "ClientRequestToken": TOKEN, "SecretString": Code(_secret_string)},
            ),
            # Without either the last value stays.
            removed=Hook(function=lambda _: None),
        ),
    ),
    tags=TagUpdate(
        add=Call("TagResource", {"SecretId": ID, "Tags": TAGS}),
        remove=Call("UntagResource", {"SecretId": ID, "TagKeys": REMOVED_TAGS}),
    ),
    delete=Call("DeleteSecret", {"SecretId": ID, "ForceDeleteWithoutRecovery": Const(True)}),
    reads_before_delete=True,
    attributes={"Id": Text("{physical_id}")},
    unread=dict.fromkeys(("GenerateSecretString", "SecretString"), "Write-only by the registry's word."),
    unsupported={"ReplicaRegions": "Secrets are not replicated."},
    embedded_gaps={
        "Type": "Accepted and not kept.",
    },
    stays=dict.fromkeys(
        ("GenerateSecretString", "SecretString"), "A secret keeps its last value when none is given."
    ),
    change_gaps={"Description": "A description taken away stays."},
)

HANDLERS: Final = (SECRET,)
