"""Amazon DynamoDB."""

from collections.abc import Mapping
from typing import Any, Final

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
    Stable,
    TagUpdate,
    Text,
    Update,
    listed_tags,
)
from landform.providers.handlers.work import Work
from landform.providers.names import NameRule

ARN: Final = Text("arn:{partition}:dynamodb:{region}:{account}:table/{physical_id}")

INDEX_MEMBERS: Final = (
    "IndexName",
    "KeySchema",
    "OnDemandThroughput",
    "Projection",
    "ProvisionedThroughput",
    "WarmThroughput",
)


def _stream(given: Mapping[str, Any]) -> dict[str, Any]:
    return {"StreamEnabled": True, "StreamViewType": given["StreamViewType"]}


def _encryption(given: Mapping[str, Any]) -> dict[str, Any]:
    result: dict[str, Any] = {"Enabled": given["SSEEnabled"]}
    names = ("SSEType", "KMSMasterKeyId")
    return {**result, **{name: given[name] for name in names if given.get(name) is not None}}


def _indexes(given: list[Mapping[str, Any]]) -> list[dict[str, Any]]:
    return [{name: index[name] for name in INDEX_MEMBERS if name in index} for index in given]


def _some_indexes(given: list[Mapping[str, Any]]) -> list[dict[str, Any]] | None:
    """The indexes of a new table: the service refuses an empty list of them."""
    return _indexes(given) or None


def _set_table(work: Work) -> None:
    """Capacity, stream, encryption, class and protection in one call; indexes follow one by one."""
    parameters: dict[str, Any] = {}
    if work.changed("BillingMode", "ProvisionedThroughput", "OnDemandThroughput"):
        parameters["BillingMode"] = work.desired.get("BillingMode", "PROVISIONED")
        for name in ("ProvisionedThroughput", "OnDemandThroughput"):
            if work.desired.get(name) is not None:
                parameters[name] = work.desired[name]
    if work.changed("StreamSpecification"):
        parameters.update(_restart_stream(work))
    if work.changed("SSESpecification"):
        given = work.desired.get("SSESpecification")
        parameters["SSESpecification"] = _encryption(given) if given else {"Enabled": False}
    if work.changed("TableClass"):
        parameters["TableClass"] = work.desired.get("TableClass", "STANDARD")
    if work.changed("DeletionProtectionEnabled"):
        parameters["DeletionProtectionEnabled"] = bool(work.desired.get("DeletionProtectionEnabled"))
    if work.changed("WarmThroughput") and work.desired.get("WarmThroughput"):
        parameters["WarmThroughput"] = work.desired["WarmThroughput"]
    if parameters:
        work.call("UpdateTable", {"TableName": work.physical_id, **parameters})


def _restart_stream(work: Work) -> dict[str, Any]:
    """Stop the stream if there is one, and give what starts the wanted one: its view cannot be changed."""
    given = work.desired.get("StreamSpecification")
    wanted = [_stream(given)] if given else []
    before = work.previous.get("StreamSpecification")
    there = work.present([_stream(before)] if before else [], wanted, lambda: _live_streams(work))
    if there and there != wanted:
        parameters = {"TableName": work.physical_id, "StreamSpecification": {"StreamEnabled": False}}
        work.call("UpdateTable", parameters)
    return {"StreamSpecification": wanted[0]} if wanted and there != wanted else {}


def _live_streams(work: Work) -> list[dict[str, Any]]:
    found = work.call("DescribeTable", {"TableName": work.physical_id})["Table"]
    stream = found.get("StreamSpecification") or {}
    return [stream] if stream.get("StreamEnabled") else []


def _set_indexes(work: Work) -> None:
    """DynamoDB makes or drops one global index a call."""
    wanted = {each["IndexName"]: each for each in _indexes(work.desired.get("GlobalSecondaryIndexes") or [])}
    before = {each["IndexName"]: each for each in _indexes(work.previous.get("GlobalSecondaryIndexes") or [])}
    there = {each["IndexName"]: each for each in _live_indexes(work)} if work.is_unsure else before
    before = {name: there[name] for name in work.present(before, wanted, there.keys)}
    attributes = work.desired.get("AttributeDefinitions") or []
    for name, index in before.items():
        if name not in wanted or wanted[name]["KeySchema"] != index["KeySchema"]:
            _change_index(work, attributes, {"Delete": {"IndexName": name}})
    for name, index in wanted.items():
        if name not in before or before[name]["KeySchema"] != index["KeySchema"]:
            _change_index(work, attributes, {"Create": index})
        elif before[name] != index and index.get("ProvisionedThroughput"):
            throughput = {"IndexName": name, "ProvisionedThroughput": index["ProvisionedThroughput"]}
            _change_index(work, attributes, {"Update": throughput})


def _live_indexes(work: Work) -> list[dict[str, Any]]:
    found = work.call("DescribeTable", {"TableName": work.physical_id})["Table"]
    return _indexes(found.get("GlobalSecondaryIndexes") or [])


def _change_index(work: Work, attributes: list[Any], change: dict[str, Any]) -> None:
    parameters: dict[str, Any] = {"TableName": work.physical_id, "GlobalSecondaryIndexUpdates": [change]}
    if "Create" in change:
        parameters["AttributeDefinitions"] = attributes
    work.call("UpdateTable", parameters)


def _set_time_to_live(work: Work) -> None:
    given = work.desired.get("TimeToLiveSpecification")
    before = work.previous.get("TimeToLiveSpecification")
    if given is None and before is None:
        return
    named = given if given and given.get("AttributeName") else before
    specification = {
        "Enabled": bool(given and given.get("Enabled")),
        "AttributeName": (named or {}).get("AttributeName"),
    }
    work.call("UpdateTimeToLive", {"TableName": work.physical_id, "TimeToLiveSpecification": specification})


def _time_to_live(work: Work) -> Any:
    found = work.call("DescribeTimeToLive", {"TableName": work.physical_id})["TimeToLiveDescription"]
    if found.get("TimeToLiveStatus") not in ("ENABLED", "ENABLING"):
        return None
    return {"AttributeName": found["AttributeName"], "Enabled": True}


def _recovery(work: Work) -> Any:
    answer = work.call("DescribeContinuousBackups", {"TableName": work.physical_id})
    found = answer["ContinuousBackupsDescription"].get("PointInTimeRecoveryDescription", {})
    if found.get("PointInTimeRecoveryStatus") != "ENABLED":
        return None
    days = found.get("RecoveryPeriodInDays")
    return {"PointInTimeRecoveryEnabled": True, **({"RecoveryPeriodInDays": days} if days else {})}


def _billing(work: Work) -> Any:
    return (work.live or {}).get("BillingModeSummary", {}).get("BillingMode", "PROVISIONED")


def _throughput(work: Work) -> Any:
    if _billing(work) != "PROVISIONED":
        return None
    found = (work.live or {}).get("ProvisionedThroughput") or {}
    names = ("ReadCapacityUnits", "WriteCapacityUnits")
    return {name: found[name] for name in names} if found.get("ReadCapacityUnits") else None


def _stream_property(found: Mapping[str, Any]) -> Any:
    return {"StreamViewType": found["StreamViewType"]} if found.get("StreamEnabled") else None


def _encryption_property(found: Mapping[str, Any]) -> Any:
    if found.get("Status") not in ("ENABLED", "ENABLING", "UPDATING"):
        return None
    return {"SSEEnabled": True, "SSEType": found.get("SSEType", "KMS")}


def _index_property(found: list[Mapping[str, Any]]) -> Any:
    return [{name: index[name] for name in INDEX_MEMBERS if index.get(name)} for index in found] or None


TABLE: Final = ResourceHandler(
    type_name="AWS::DynamoDB::Table",
    service="dynamodb",
    name=NameRule(max_length=255),
    name_property="TableName",
    create=Create(
        action=Call(
            "CreateTable",
            {
                "TableName": NAME,
                **{
                    name: Prop(name)
                    for name in (
                        "AttributeDefinitions",
                        "BillingMode",
                        "DeletionProtectionEnabled",
                        "KeySchema",
                        "OnDemandThroughput",
                        "ProvisionedThroughput",
                        "TableClass",
                        "WarmThroughput",
                    )
                },
                "GlobalSecondaryIndexes": Prop("GlobalSecondaryIndexes", _some_indexes),
                "LocalSecondaryIndexes": Prop("LocalSecondaryIndexes", _some_indexes),
                "SSESpecification": Prop("SSESpecification", _encryption),
                "StreamSpecification": Prop("StreamSpecification", _stream),
                "Tags": TAGS,
            },
        ),
        physical_id=NAME,
    ),
    read=Read(
        action=Call("DescribeTable", {"TableName": ID}),
        at="Table",
        properties={
            "AttributeDefinitions": Live("AttributeDefinitions"),
            "BillingMode": Code(_billing),
            "DeletionProtectionEnabled": Live("DeletionProtectionEnabled"),
            "GlobalSecondaryIndexes": Live("GlobalSecondaryIndexes", _index_property),
            "KeySchema": Live("KeySchema"),
            "LocalSecondaryIndexes": Live("LocalSecondaryIndexes", _index_property),
            "OnDemandThroughput": Live("OnDemandThroughput"),
            "PointInTimeRecoverySpecification": Code(_recovery),
            "ProvisionedThroughput": Code(_throughput),
            "SSESpecification": Live("SSEDescription", _encryption_property),
            "StreamSpecification": Live("StreamSpecification", _stream_property),
            "TableClass": Live("TableClassSummary.TableClass"),
            "TableName": Live("TableName"),
            "Tags": listed_tags("ListTagsOfResource", "ResourceArn", ARN),
            "TimeToLiveSpecification": Code(_time_to_live),
            "WarmThroughput": Live("WarmThroughput"),
        },
    ),
    update=(
        Update(
            properties=(
                "BillingMode",
                "DeletionProtectionEnabled",
                "OnDemandThroughput",
                "ProvisionedThroughput",
                "SSESpecification",
                "StreamSpecification",
                "TableClass",
                "WarmThroughput",
            ),
            action=Hook(function=_set_table),
        ),
        Update(
            properties=("AttributeDefinitions", "GlobalSecondaryIndexes"),
            action=Hook(function=_set_indexes),
        ),
        Update(
            properties=("TimeToLiveSpecification",),
            action=Hook(function=_set_time_to_live, reads=("TimeToLiveSpecification",)),
            on_create=True,
        ),
        Update(
            properties=("PointInTimeRecoverySpecification",),
            action=Call(
                "UpdateContinuousBackups",
                {
                    "TableName": ID,
                    "PointInTimeRecoverySpecification": Prop(
                        "PointInTimeRecoverySpecification", reset={"PointInTimeRecoveryEnabled": False}
                    ),
                },
            ),
            on_create=True,
        ),
    ),
    tags=TagUpdate(
        add=Call("TagResource", {"ResourceArn": ARN, "Tags": TAGS}),
        remove=Call("UntagResource", {"ResourceArn": ARN, "TagKeys": REMOVED_TAGS}),
    ),
    delete=Call("DeleteTable", {"TableName": ID}),
    waits_for_delete=True,
    stable=Stable(path="TableStatus", ready=frozenset({"ACTIVE"}), delay_seconds=2.0),
    attributes={"Arn": ARN, "StreamArn": Live("LatestStreamArn")},
    fixed={
        "KeySchema": "A table keeps its keys; another schema is another table.",
        "LocalSecondaryIndexes": "Local indexes are made with the table.",
    },
    unsupported={
        "ContributorInsightsSpecification": "Contributor insights are not carried to the service.",
        "ImportSourceSpecification": "Tables are not filled from S3.",
        "KinesisStreamSpecification": "Changes are not sent to Kinesis.",
        "ResourcePolicy": "Resource policies are not carried to the service.",
        "VectorIndexes": "Vector indexes are not made.",
    },
    embedded_gaps={
        "DeletionProtectionEnabled": "Kept; a deletion is refused by some operations only.",
        "OnDemandThroughput": "Accepted and not kept.",
        "SSESpecification.KMSMasterKeyId": "Accepted and not kept.",
        "TableClass": "Accepted and not kept.",
        "WarmThroughput": "Kept without effect.",
    },
    change_gaps={
        "SSESpecification": "Encryption taken away stays.",
        "StreamSpecification": "Another view is refused.",
    },
)

HANDLERS: Final = (TABLE,)
