"""Amazon SNS."""

from typing import Final

from landform.providers.handlers.model import (
    ID,
    REMOVED_TAGS,
    TAGS,
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
    from_json_text,
    json_text,
)
from landform.providers.handlers.view import View, as_bool, as_number, as_text
from landform.providers.handlers.work import Work, tag_list
from landform.providers.names import NameRule

# Property -> (attribute, is a document, what an update sends to take it back).
# Source: https://docs.aws.amazon.com/sns/latest/api/API_SetTopicAttributes.html
TOPIC_ATTRIBUTES: Final = {
    "ArchivePolicy": ("ArchivePolicy", True, "{}"),
    "ContentBasedDeduplication": ("ContentBasedDeduplication", False, "false"),
    "DisplayName": ("DisplayName", False, ""),
    "FifoThroughputScope": ("FifoThroughputScope", False, "Topic"),
    "KmsMasterKeyId": ("KmsMasterKeyId", False, ""),
    "MaximumMessageSize": ("MaximumMessageSize", False, "262144"),
    "SignatureVersion": ("SignatureVersion", False, "1"),
    "TracingConfig": ("TracingConfig", False, "PassThrough"),
}

# Source: https://docs.aws.amazon.com/sns/latest/api/API_SetSubscriptionAttributes.html
SUBSCRIPTION_ATTRIBUTES: Final = {
    "DeliveryPolicy": ("DeliveryPolicy", True, "{}"),
    "FilterPolicy": ("FilterPolicy", True, "{}"),
    "FilterPolicyScope": ("FilterPolicyScope", False, "MessageAttributes"),
    "RawMessageDelivery": ("RawMessageDelivery", False, "false"),
    "RedrivePolicy": ("RedrivePolicy", True, "{}"),
    "ReplayPolicy": ("ReplayPolicy", True, "{}"),
    "SubscriptionRoleArn": ("SubscriptionRoleArn", False, ""),
}


def _text_of(table: dict[str, tuple[str, bool, str]], work: Work, name: str) -> str:
    given = work.desired.get(name)
    if given is None:
        return table[name][2]
    return json_text(given) if table[name][1] else as_text(given)


def _given(table: dict[str, tuple[str, bool, str]], work: Work) -> dict[str, str]:
    return {
        table[name][0]: _text_of(table, work, name) for name in table if work.desired.get(name) is not None
    }


def _topic_attributes(work: Work) -> dict[str, str] | None:
    values = _given(TOPIC_ATTRIBUTES, work)
    if work.desired.flag("FifoTopic"):
        values["FifoTopic"] = "true"
    return values or None


def _topic_name(work: Work) -> str:
    if work.desired.flag("FifoTopic") and not work.desired.text("TopicName"):
        return work.name[: 256 - len(".fifo")] + ".fifo"
    return work.name


def _set_topic(work: Work) -> None:
    for name, (attribute, _, _) in TOPIC_ATTRIBUTES.items():
        if work.changed(name):
            text = _text_of(TOPIC_ATTRIBUTES, work, name)
            parameters = {"TopicArn": work.physical_id, "AttributeName": attribute, "AttributeValue": text}
            work.call("SetTopicAttributes", parameters)


LOGGING_WORDS: Final = {
    # A protocol's word in DeliveryStatusLogging -> in attribute names.
    "application": "Application",
    "firehose": "Firehose",
    "http/s": "HTTP",
    "lambda": "Lambda",
    "sqs": "SQS",
}

LOGGING_MEMBERS: Final = (
    # member, what takes it back
    ("FailureFeedbackRoleArn", ""),
    ("SuccessFeedbackRoleArn", ""),
    ("SuccessFeedbackSampleRate", "0"),
)


def _set_logging(work: Work) -> None:
    """Delivery status logging is three attributes a protocol."""
    wanted = work.desired.by_name("DeliveryStatusLogging", "Protocol")
    before = work.previous.by_name("DeliveryStatusLogging", "Protocol")
    for protocol in sorted({*wanted, *before}):
        for member, reset in LOGGING_MEMBERS:
            given = wanted.get(protocol, View({})).get(member)
            if given == before.get(protocol, View({})).get(member):
                continue
            attribute = LOGGING_WORDS[protocol] + member
            value = reset if given is None else as_text(given)
            parameters = {"TopicArn": work.physical_id, "AttributeName": attribute}
            work.call("SetTopicAttributes", {**parameters, "AttributeValue": value})


def _existing_topic(work: Work) -> object:
    arn = f"arn:{work.partition}:sns:{work.region}:{work.account_id}:{work.name}"
    return work.call("GetTopicAttributes", {"TopicArn": arn})


def _key(subscription: View) -> tuple[str, str]:
    return subscription.text("Protocol"), subscription.text("Endpoint")


def _set_subscriptions(work: Work) -> None:
    """The subscriptions a topic lists itself: missing ones are made, dropped ones are ended."""
    wanted = {_key(each) for each in work.desired.structures("Subscription")}
    before = {_key(each) for each in work.previous.structures("Subscription")}
    for protocol, endpoint in sorted(wanted - before):
        parameters = {"TopicArn": work.physical_id, "Protocol": protocol, "Endpoint": endpoint}
        work.call("Subscribe", parameters)
    for found in _subscriptions(work):
        if _key(found) in before - wanted:
            work.call("Unsubscribe", found.chosen("SubscriptionArn"))


def _subscriptions(work: Work) -> list[View]:
    return work.call("ListSubscriptionsByTopic", {"TopicArn": work.physical_id}).structures("Subscriptions")


def _read_subscriptions(work: Work) -> object:
    # Subscriptions made by resources of their own are not the topic's.
    wanted = {_key(each) for each in work.desired.structures("Subscription")}
    found = [_key(each) for each in _subscriptions(work) if _key(each) in wanted]
    return [{"Protocol": protocol, "Endpoint": endpoint} for protocol, endpoint in found] or None


def _topic_tags(work: Work) -> object:
    answer = work.call("ListTagsForResource", {"ResourceArn": work.physical_id})
    return tag_list(work.own_tags(answer.get("Tags"))) or None


def _read_back(name: str, table: dict[str, tuple[str, bool, str]]) -> Live:
    attribute, is_document, _ = table[name]
    if is_document:
        return Live(attribute, from_json_text)
    if name == "MaximumMessageSize":
        return Live(attribute, as_number)
    return Live(attribute, as_bool if name in {"ContentBasedDeduplication", "RawMessageDelivery"} else None)


TOPIC: Final = ResourceHandler(
    type_name="AWS::SNS::Topic",
    service="sns",
    name=NameRule(max_length=256),
    name_property="TopicName",
    exists=Hook(function=_existing_topic),
    create=Create(
        action=Call(
            "CreateTopic",
            {
                "Name": Code(_topic_name, reads=("TopicName",)),
                "Attributes": Code(_topic_attributes, reads=(*TOPIC_ATTRIBUTES, "FifoTopic")),
                "Tags": TAGS,
                "DataProtectionPolicy": Prop("DataProtectionPolicy", json_text),
            },
        ),
        physical_id=Answer("TopicArn"),
    ),
    read=Read(
        action=Call("GetTopicAttributes", {"TopicArn": ID}),
        at="Attributes",
        properties={
            **{name: _read_back(name, TOPIC_ATTRIBUTES) for name in TOPIC_ATTRIBUTES},
            "FifoTopic": Live("FifoTopic", as_bool),
            "Subscription": Code(_read_subscriptions),
            "Tags": Code(_topic_tags),
            "TopicName": Code(lambda work: work.id_part(":", -1)),
        },
    ),
    update=(
        Update(properties=tuple(TOPIC_ATTRIBUTES), action=Hook(function=_set_topic)),
        Update(
            properties=("Subscription",),
            action=Hook(function=_set_subscriptions, reads=("Subscription",)),
            on_create=True,
        ),
        Update(
            properties=("DeliveryStatusLogging",),
            action=Hook(function=_set_logging, reads=("DeliveryStatusLogging",)),
            on_create=True,
        ),
        Update(
            properties=("DataProtectionPolicy",),
            action=Call(
                "PutDataProtectionPolicy",
                {
                    "ResourceArn": ID,
                    "DataProtectionPolicy": Prop("DataProtectionPolicy", json_text, reset=""),
                },
            ),
        ),
    ),
    tags=TagUpdate(
        add=Call("TagResource", {"ResourceArn": ID, "Tags": TAGS}),
        remove=Call("UntagResource", {"ResourceArn": ID, "TagKeys": REMOVED_TAGS}),
    ),
    delete=Call("DeleteTopic", {"TopicArn": ID}),
    reads_before_delete=True,
    attributes={
        "TopicArn": Text("{physical_id}"),
        "TopicName": Code(lambda work: work.id_part(":", -1)),
    },
    unread={
        "DataProtectionPolicy": "A second API operation returns it.",
        "DeliveryStatusLogging": "The service returns single attributes per protocol.",
    },
    embedded_gaps={
        "ArchivePolicy": "Messages are not archived.",
        "FifoThroughputScope": "The value is accepted and not kept.",
        "DeliveryStatusLogging": "The attributes are accepted; no delivery is logged.",
        "MaximumMessageSize": "The value is accepted and not kept.",
        "SignatureVersion": "The value is accepted at creation and not kept.",
        "TracingConfig": "The value is accepted at creation and not kept.",
        "DataProtectionPolicy": "The policy is accepted at creation and not enforced; updates are refused.",
    },
)


def _subscribe_attributes(work: Work) -> dict[str, str] | None:
    return _given(SUBSCRIPTION_ATTRIBUTES, work) or None


def _set_subscription(work: Work) -> None:
    for name, (attribute, _, _) in SUBSCRIPTION_ATTRIBUTES.items():
        if work.changed(name):
            text = _text_of(SUBSCRIPTION_ATTRIBUTES, work, name)
            parameters = {"SubscriptionArn": work.physical_id, "AttributeName": attribute}
            work.call("SetSubscriptionAttributes", {**parameters, "AttributeValue": text})


SUBSCRIPTION: Final = ResourceHandler(
    type_name="AWS::SNS::Subscription",
    service="sns",
    create=Create(
        action=Call(
            "Subscribe",
            {
                "TopicArn": Prop("TopicArn"),
                "Protocol": Prop("Protocol"),
                "Endpoint": Prop("Endpoint"),
                "Attributes": Code(_subscribe_attributes, reads=tuple(SUBSCRIPTION_ATTRIBUTES)),
                "ReturnSubscriptionArn": Const(True),
            },
        ),
        physical_id=Answer("SubscriptionArn"),
    ),
    read=Read(
        action=Call("GetSubscriptionAttributes", {"SubscriptionArn": ID}),
        at="Attributes",
        properties={
            **{name: _read_back(name, SUBSCRIPTION_ATTRIBUTES) for name in SUBSCRIPTION_ATTRIBUTES},
            "Endpoint": Live("Endpoint"),
            "Protocol": Live("Protocol"),
            "TopicArn": Live("TopicArn"),
        },
    ),
    update=(Update(properties=tuple(SUBSCRIPTION_ATTRIBUTES), action=Hook(function=_set_subscription)),),
    delete=Call("Unsubscribe", {"SubscriptionArn": ID}),
    reads_before_delete=True,
    attributes={"Arn": Text("{physical_id}")},
    embedded_gaps={"ReplayPolicy": "Refused: messages are not archived."},
    unsupported={"Region": "Subscriptions to topics of other regions are not made."},
)

HANDLERS: Final = (TOPIC, SUBSCRIPTION)
