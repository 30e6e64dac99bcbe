"""Amazon SQS."""

from typing import Final

from landform.ground.regions import region_url_suffix
from landform.providers.handlers.model import (
    ID,
    REMOVED_TAGS,
    TAG_MAP,
    Answer,
    Call,
    Code,
    Const,
    Create,
    Live,
    Prop,
    Read,
    ResourceHandler,
    TagUpdate,
    Update,
    from_json_text,
    json_text,
    listed_tags,
)
from landform.providers.handlers.view import as_bool, as_number, as_text
from landform.providers.handlers.work import Work
from landform.providers.names import NameRule

DOCUMENTS: Final = ("RedriveAllowPolicy", "RedrivePolicy")

DEFAULTS: Final = {
    # What SetQueueAttributes must be told to take a value back.
    # Source: https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_SetQueueAttributes.html
    "ContentBasedDeduplication": "false",
    "DeduplicationScope": "queue",
    "DelaySeconds": "0",
    "FifoThroughputLimit": "perQueue",
    "KmsDataKeyReusePeriodSeconds": "300",
    "KmsMasterKeyId": "",
    "MaximumMessageSize": "1048576",
    "MessageRetentionPeriod": "345600",
    "ReceiveMessageWaitTimeSeconds": "0",
    "RedriveAllowPolicy": "",
    "RedrivePolicy": "",
    "SqsManagedSseEnabled": "true",
    "VisibilityTimeout": "30",
}

NUMBERS: Final = frozenset(
    {
        "DelaySeconds",
        "KmsDataKeyReusePeriodSeconds",
        "MaximumMessageSize",
        "MessageRetentionPeriod",
        "ReceiveMessageWaitTimeSeconds",
        "VisibilityTimeout",
    }
)

BOOLEANS: Final = frozenset({"ContentBasedDeduplication", "FifoQueue", "SqsManagedSseEnabled"})


def _attributes(work: Work) -> dict[str, str]:
    values = {}
    for name, default in DEFAULTS.items():
        given = work.desired.get(name)
        if given is not None:
            values[name] = json_text(given) if name in DOCUMENTS else as_text(given)
        elif work.is_update and work.previous.get(name) is not None:
            values[name] = default
    # FifoQueue is refused unless it is true, and cannot be set later.
    if work.desired.flag("FifoQueue") and not work.is_update:
        values["FifoQueue"] = "true"
    return values


def _changed_attributes(work: Work) -> dict[str, str]:
    return {name: text for name, text in _attributes(work).items() if work.changed(name)}


def _name(work: Work) -> str:
    if work.desired.flag("FifoQueue") and not work.desired.text("QueueName"):
        return work.name[: 80 - len(".fifo")] + ".fifo"
    return work.name


def _arn(work: Work) -> str:
    name = work.id_part("/", -1)
    return f"arn:{work.partition}:sqs:{work.region}:{work.account_id}:{name}"


def _url(work: Work) -> str:
    """The queue's address in its region, whatever the host through which somebody reached it."""
    account, name = work.physical_id.rsplit("/", 2)[-2:]
    return f"https://sqs.{work.region}.{region_url_suffix(work.region)}/{account}/{name}"


def _read_back(name: str) -> Live:
    if name in DOCUMENTS:
        return Live(name, from_json_text)
    if name in NUMBERS:
        return Live(name, as_number)
    return Live(name, as_bool if name in BOOLEANS else None)


QUEUE: Final = ResourceHandler(
    type_name="AWS::SQS::Queue",
    service="sqs",
    name=NameRule(max_length=80),
    name_property="QueueName",
    exists=Call("GetQueueUrl", {"QueueName": Prop("QueueName")}),
    create=Create(
        action=Call(
            "CreateQueue",
            {
                "QueueName": Code(_name, reads=("QueueName",)),
                "Attributes": Code(_attributes, reads=(*DEFAULTS, "FifoQueue")),
                "tags": TAG_MAP,
            },
        ),
        physical_id=Answer("QueueUrl"),
    ),
    read=Read(
        action=Call("GetQueueAttributes", {"QueueUrl": ID, "AttributeNames": Const(["All"])}),
        at="Attributes",
        properties={
            **{name: _read_back(name) for name in (*DEFAULTS, "FifoQueue")},
            "QueueName": Code(lambda work: work.id_part("/", -1)),
            "Tags": listed_tags("ListQueueTags", "QueueUrl", ID),
        },
    ),
    update=(
        Update(
            properties=tuple(DEFAULTS),
            action=Call("SetQueueAttributes", {"QueueUrl": ID, "Attributes": Code(_changed_attributes)}),
        ),
    ),
    tags=TagUpdate(
        add=Call("TagQueue", {"QueueUrl": ID, "Tags": TAG_MAP}),
        remove=Call("UntagQueue", {"QueueUrl": ID, "TagKeys": REMOVED_TAGS}),
    ),
    delete=Call("DeleteQueue", {"QueueUrl": ID}),
    attributes={
        "Arn": Code(_arn),
        "QueueName": Code(lambda work: work.id_part("/", -1)),
        "QueueUrl": Code(_url),
    },
    embedded_gaps={
        "RedriveAllowPolicy": "Accepted and not kept: every queue may name this one for its dead letters.",
    },
    not_found=frozenset({"AWS.SimpleQueueService.NonExistentQueue", "QueueDoesNotExist"}),
)

HANDLERS: Final = (QUEUE,)
