"""Amazon CloudWatch Logs."""

from typing import Final

from landform.providers.handlers.model import (
    ID,
    NAME,
    REMOVED_TAGS,
    TAG_MAP,
    Call,
    Create,
    Hook,
    Live,
    Prop,
    Read,
    ResourceHandler,
    TagUpdate,
    Text,
    Update,
    listed_tags,
)
from landform.providers.handlers.view import View
from landform.providers.handlers.work import Work
from landform.providers.names import NameRule

ARN: Final = Text("arn:{partition}:logs:{region}:{account}:log-group:{physical_id}")


def _find(work: Work) -> View | None:
    answer = work.call("DescribeLogGroups", {"logGroupNamePrefix": work.physical_id})
    return answer.by_name("logGroups", "logGroupName").get(work.physical_id)


LOG_GROUP: Final = ResourceHandler(
    type_name="AWS::Logs::LogGroup",
    service="logs",
    name=NameRule(max_length=512),
    name_property="LogGroupName",
    create=Create(
        action=Call(
            "CreateLogGroup",
            {
                "logGroupName": NAME,
                "kmsKeyId": Prop("KmsKeyId"),
                "logGroupClass": Prop("LogGroupClass"),
                "tags": TAG_MAP,
            },
        ),
        physical_id=NAME,
    ),
    read=Read(
        action=Hook(function=_find),
        properties={
            "KmsKeyId": Live("kmsKeyId"),
            "LogGroupClass": Live("logGroupClass"),
            "LogGroupName": Live("logGroupName"),
            "RetentionInDays": Live("retentionInDays"),
            "Tags": listed_tags("ListTagsForResource", "resourceArn", ARN, "tags"),
        },
    ),
    update=(
        Update(
            properties=("RetentionInDays",),
            action=Call(
                "PutRetentionPolicy", {"logGroupName": ID, "retentionInDays": Prop("RetentionInDays")}
            ),
            removed=Call("DeleteRetentionPolicy", {"logGroupName": ID}),
            on_create=True,
        ),
        Update(
            properties=("KmsKeyId",),
            action=Call("AssociateKmsKey", {"logGroupName": ID, "kmsKeyId": Prop("KmsKeyId")}),
            removed=Call("DisassociateKmsKey", {"logGroupName": ID}),
        ),
    ),
    tags=TagUpdate(
        add=Call("TagResource", {"resourceArn": ARN, "tags": TAG_MAP}),
        remove=Call("UntagResource", {"resourceArn": ARN, "tagKeys": REMOVED_TAGS}),
    ),
    delete=Call("DeleteLogGroup", {"logGroupName": ID}),
    attributes={"Arn": Text("arn:{partition}:logs:{region}:{account}:log-group:{physical_id}:*")},
    fixed={"LogGroupClass": "A group stays in its class."},
    unsupported={
        "BearerTokenAuthenticationEnabled": "Bearer tokens are not carried to the service.",
        "DataProtectionPolicy": "Data protection is not carried to the service.",
        "DeletionProtectionEnabled": "Deletion protection is not carried to the service.",
        "FieldIndexPolicies": "Field indexes are not made.",
        "ResourcePolicyDocument": "Resource policies are not carried to the service.",
    },
    embedded_gaps={
        "LogGroupClass": "Accepted and not kept.",
    },
    change_gaps={"KmsKeyId": "A key taken away is refused."},
)

HANDLERS: Final = (LOG_GROUP,)
