"""AWS Lambda: what sets functions off (event source mappings), and their URLs."""

from typing import Final

from landform.providers.handlers.model import (
    ID,
    REMOVED_TAGS,
    TAG_MAP,
    Answer,
    Call,
    Code,
    Create,
    Live,
    Prop,
    Read,
    ResourceHandler,
    TagUpdate,
    Text,
    Update,
    listed_tags,
    or_nothing,
)
from landform.providers.handlers.work import Work

MAPPING_SETTINGS: Final[dict[str, object]] = {
    # property -> what an update sends when it goes
    # Source: https://docs.aws.amazon.com/lambda/latest/api/API_UpdateEventSourceMapping.html
    "AmazonManagedKafkaEventSourceConfig": None,
    "BatchSize": None,
    "BisectBatchOnFunctionError": False,
    "DestinationConfig": {},
    "DocumentDBEventSourceConfig": None,
    "Enabled": True,
    "FilterCriteria": {},
    "FunctionName": None,
    "FunctionResponseTypes": [],
    "KmsKeyArn": "",
    "LoggingConfig": None,
    "MaximumBatchingWindowInSeconds": 0,
    "MaximumRecordAgeInSeconds": -1,
    "MaximumRetryAttempts": -1,
    "MetricsConfig": {"Metrics": []},
    "ParallelizationFactor": 1,
    "ProvisionedPollerConfig": {},
    "ScalingConfig": {},
    "SelfManagedKafkaEventSourceConfig": None,
    "SourceAccessConfigurations": [],
    "TumblingWindowInSeconds": 0,
}
MAPPING_SOURCES: Final = (
    *("EventSourceArn", "Queues", "SelfManagedEventSource", "StartingPosition", "StartingPositionTimestamp"),
    "Topics",
)


def _parameter(name: str) -> str:
    return "KMSKeyArn" if name == "KmsKeyArn" else name


def _setting(name: str) -> Live:
    return Live(_parameter(name), or_nothing)


MAPPING_ARN: Final = Text("arn:{partition}:lambda:{region}:{account}:event-source-mapping:{physical_id}")

EVENT_SOURCE_MAPPING: Final = ResourceHandler(
    type_name="AWS::Lambda::EventSourceMapping",
    service="lambda",
    create=Create(
        action=Call(
            "CreateEventSourceMapping",
            {
                **{_parameter(name): Prop(name) for name in MAPPING_SETTINGS},
                **{name: Prop(name) for name in MAPPING_SOURCES},
                "Tags": TAG_MAP,
            },
        ),
        physical_id=Answer("UUID"),
    ),
    read=Read(
        action=Call("GetEventSourceMapping", {"UUID": ID}),
        properties={
            **{name: _setting(name) for name in MAPPING_SETTINGS},
            **{name: Live(name) for name in MAPPING_SOURCES},
            "Enabled": Live("State", lambda word: str(word) == "Enabled"),
            "FunctionName": Code(lambda work: _as_given(work, "FunctionName", "FunctionArn")),
            "Tags": listed_tags("ListTags", "Resource", MAPPING_ARN),
        },
    ),
    update=(
        Update(
            properties=tuple(MAPPING_SETTINGS),
            action=Call(
                "UpdateEventSourceMapping",
                {
                    "UUID": ID,
                    **{_parameter(name): Prop(name, reset=reset) for name, reset in MAPPING_SETTINGS.items()},
                },
            ),
        ),
    ),
    tags=TagUpdate(
        add=Call("TagResource", {"Resource": MAPPING_ARN, "Tags": TAG_MAP}),
        remove=Call("UntagResource", {"Resource": MAPPING_ARN, "TagKeys": REMOVED_TAGS}),
    ),
    delete=Call("DeleteEventSourceMapping", {"UUID": ID}),
    reads_before_delete=True,
    attributes={"Id": ID, "EventSourceMappingArn": MAPPING_ARN},
    fixed=dict.fromkeys(("Queues", "Topics"), "The service has no operation that changes it."),
    embedded_gaps={
        **dict.fromkeys(
            ("AmazonManagedKafkaEventSourceConfig", "SelfManagedKafkaEventSourceConfig"),
            "Kept as created; nothing is read from Kafka.",
        ),
        "FilterCriteria": "Kept and not applied: every message reaches the function.",
        "LoggingConfig": "Accepted and not kept.",
        "StartingPositionTimestamp": "Accepted and not kept: a stream is read from its start.",
        "SelfManagedEventSource": "Mappings without EventSourceArn are refused.",
    },
    stays=dict.fromkeys(
        ("BatchSize", "DocumentDBEventSourceConfig"),
        "The service keeps the last value: an update can only name another.",
    ),
    notes=(
        "Queues are polled while the cloud is open; DynamoDB and Kinesis streams set the function off as they"
        " are written to. Batching windows, retries of streams and destinations have no effect.",
    ),
)


def _as_given(work: Work, name: str, live_name: str) -> object:
    """The function as the template spells it, where that means the one the service names."""
    live = work.live.text(live_name)
    given = work.desired.text(name) or work.previous.text(name)
    return given if given and f":{live}".endswith(f":{given}") else live


QUALIFIER: Final = Prop("Qualifier")

URL: Final = ResourceHandler(
    type_name="AWS::Lambda::Url",
    service="lambda",
    create=Create(
        action=Call(
            "CreateFunctionUrlConfig",
            {
                "FunctionName": Prop("TargetFunctionArn"),
                "Qualifier": QUALIFIER,
                "AuthType": Prop("AuthType"),
                "Cors": Prop("Cors"),
                "InvokeMode": Prop("InvokeMode"),
            },
        ),
        physical_id=Answer("FunctionArn"),
    ),
    read=Read(
        action=Call("GetFunctionUrlConfig", {"FunctionName": ID}),
        properties={
            "AuthType": Live("AuthType"),
            "Cors": Live("Cors", or_nothing),
            "InvokeMode": Live("InvokeMode"),
            "TargetFunctionArn": Code(lambda work: _as_given(work, "TargetFunctionArn", "FunctionArn")),
        },
    ),
    update=(
        Update(
            properties=("AuthType", "Cors", "InvokeMode"),
            action=Call(
                "UpdateFunctionUrlConfig",
                {
                    "FunctionName": ID,
                    "AuthType": Prop("AuthType"),
                    "Cors": Prop("Cors", reset={}),
                    "InvokeMode": Prop("InvokeMode", reset="BUFFERED"),
                },
            ),
        ),
    ),
    delete=Call("DeleteFunctionUrlConfig", {"FunctionName": ID}),
    reads_before_delete=True,
    attributes={"FunctionArn": ID, "FunctionUrl": Live("FunctionUrl")},
    unread={"Qualifier": "It is part of the ARN."},
    embedded_gaps={
        "Cors": "Kept and not applied; one that is taken away is still kept.",
        "InvokeMode": "Kept as created; answers are not streamed.",
        "Qualifier": "Accepted and not kept: the URL is that of the latest code.",
    },
    notes=("The URL is answered on the server's port, to requests that name its host.",),
)
