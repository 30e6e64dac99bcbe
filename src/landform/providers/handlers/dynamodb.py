"""Amazon DynamoDB."""

from typing import Final

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
from landform.providers.handlers.view import View, of_structure, of_structures
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


def _stream(given: View) -> dict[str, object]:
    return {"StreamEnabled": True, "StreamViewType": given.text("StreamViewType")}


def _encryption(given: View) -> dict[str, object]:
    return {"Enabled": given.flag("SSEEnabled"), **given.chosen("SSEType", "KMSMasterKeyId")}


def _indexes(given: list[View]) -> list[View]:
    return [View(index.chosen(*INDEX_MEMBERS)) for index in given]


def _some_indexes(given: list[View]) -> list[View] | None:
    """The indexes of a new table: the service refuses an empty list of them."""
    return _indexes(given) or None


def _set_table(work: Work) -> None:
    """Capacity, stream, encryption, class and protection in one call; indexes follow one by one."""
    parameters: dict[str, object] = {}
    if work.changed("BillingMode", "ProvisionedThroughput", "OnDemandThroughput"):
        parameters["BillingMode"] = work.desired.text("BillingMode", "PROVISIONED")
        parameters.update(work.desired.chosen("ProvisionedThroughput", "OnDemandThroughput"))
    if work.changed("StreamSpecification"):
        parameters.update(_restart_stream(work))
    if work.changed("SSESpecification"):
        given = work.desired.structure("SSESpecification")
        parameters["SSESpecification"] = _encryption(given) if given else {"Enabled": False}
    if work.changed("TableClass"):
        parameters["TableClass"] = work.desired.text("TableClass", "STANDARD")
    if work.changed("DeletionProtectionEnabled"):
        parameters["DeletionProtectionEnabled"] = work.desired.flag("DeletionProtectionEnabled")
    if work.changed("WarmThroughput") and work.desired.get("WarmThroughput"):
        parameters["WarmThroughput"] = work.desired["WarmThroughput"]
    if parameters:
        work.call("UpdateTable", {"TableName": work.physical_id, **parameters})


def _restart_stream(work: Work) -> dict[str, object]:
    """Stop the stream if there is one, and give what starts the wanted one: its view cannot be changed."""
    given = work.desired.structure("StreamSpecification")
    wanted = [_stream(given)] if given else []
    before = work.previous.structure("StreamSpecification")
    there = work.present([_stream(before)] if before else [], wanted, lambda: _live_streams(work))
    if there and there != wanted:
        parameters = {"TableName": work.physical_id, "StreamSpecification": {"StreamEnabled": False}}
        work.call("UpdateTable", parameters)
    return {"StreamSpecification": wanted[0]} if wanted and there != wanted else {}


def _live_streams(work: Work) -> list[dict[str, object]]:
    stream = _live_table(work).structure("StreamSpecification")
    return [{**stream}] if stream.flag("StreamEnabled") else []


def _live_table(work: Work) -> View:
    return work.call("DescribeTable", {"TableName": work.physical_id}).structure("Table")


def _set_indexes(work: Work) -> None:
    """DynamoDB makes or drops one global index a call."""
    wanted, before = _global_indexes(work.desired), _global_indexes(work.previous)
    there = _global_indexes(_live_table(work)) if work.is_unsure else before
    before = {name: there[name] for name in work.present(before, wanted, there.keys)}
    attributes = work.desired.structures("AttributeDefinitions")
    for name, index in before.items():
        if name not in wanted or wanted[name]["KeySchema"] != index["KeySchema"]:
            _change_index(work, attributes, {"Delete": {"IndexName": name}})
    for name, index in wanted.items():
        if name not in before or before[name]["KeySchema"] != index["KeySchema"]:
            _change_index(work, attributes, {"Create": index})
        elif before[name] != index and index.get("ProvisionedThroughput"):
            throughput = {"IndexName": name, "ProvisionedThroughput": index["ProvisionedThroughput"]}
            _change_index(work, attributes, {"Update": throughput})


def _global_indexes(table: View) -> dict[str, View]:
    return {each.text("IndexName"): each for each in _indexes(table.structures("GlobalSecondaryIndexes"))}


def _change_index(work: Work, attributes: list[View], change: dict[str, object]) -> None:
    parameters: dict[str, object] = {"TableName": work.physical_id, "GlobalSecondaryIndexUpdates": [change]}
    if "Create" in change:
        parameters["AttributeDefinitions"] = attributes
    work.call("UpdateTable", parameters)


def _set_time_to_live(work: Work) -> None:
    given = work.desired.structure("TimeToLiveSpecification")
    before = work.previous.structure("TimeToLiveSpecification")
    if not given and not before:
        return
    name = given.text("AttributeName") or before.text("AttributeName")
    specification = {"Enabled": given.flag("Enabled"), "AttributeName": name}
    work.call("UpdateTimeToLive", {"TableName": work.physical_id, "TimeToLiveSpecification": specification})


def _time_to_live(work: Work) -> object:
    answer = work.call("DescribeTimeToLive", {"TableName": work.physical_id})
    found = answer.structure("TimeToLiveDescription")
    if found.text("TimeToLiveStatus") not in ("ENABLED", "ENABLING"):
        return None
    return {"AttributeName": found.text("AttributeName"), "Enabled": True}


def _recovery(work: Work) -> object:
    answer = work.call("DescribeContinuousBackups", {"TableName": work.physical_id})
    found = answer.structure("ContinuousBackupsDescription").structure("PointInTimeRecoveryDescription")
    if found.text("PointInTimeRecoveryStatus") != "ENABLED":
        return None
    return {"PointInTimeRecoveryEnabled": True, **found.chosen("RecoveryPeriodInDays")}


def _billing(work: Work) -> str:
    return work.live.structure("BillingModeSummary").text("BillingMode", "PROVISIONED")


def _throughput(work: Work) -> object:
    if _billing(work) != "PROVISIONED":
        return None
    found = work.live.structure("ProvisionedThroughput")
    names = ("ReadCapacityUnits", "WriteCapacityUnits")
    return found.chosen(*names) if found.number("ReadCapacityUnits") else None


def _stream_property(found: View) -> object:
    return found.chosen("StreamViewType") if found.flag("StreamEnabled") else None


def _encryption_property(found: View) -> object:
    if found.text("Status") not in ("ENABLED", "ENABLING", "UPDATING"):
        return None
    return {"SSEEnabled": True, "SSEType": found.text("SSEType", "KMS")}


def _index_property(found: list[View]) -> object:
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
                "GlobalSecondaryIndexes": Prop("GlobalSecondaryIndexes", of_structures(_some_indexes)),
                "LocalSecondaryIndexes": Prop("LocalSecondaryIndexes", of_structures(_some_indexes)),
                "SSESpecification": Prop("SSESpecification", of_structure(_encryption)),
                "StreamSpecification": Prop("StreamSpecification", of_structure(_stream)),
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
            "GlobalSecondaryIndexes": Live("GlobalSecondaryIndexes", of_structures(_index_property)),
            "KeySchema": Live("KeySchema"),
            "LocalSecondaryIndexes": Live("LocalSecondaryIndexes", of_structures(_index_property)),
            "OnDemandThroughput": Live("OnDemandThroughput"),
            "PointInTimeRecoverySpecification": Code(_recovery),
            "ProvisionedThroughput": Code(_throughput),
            "SSESpecification": Live("SSEDescription", of_structure(_encryption_property)),
            "StreamSpecification": Live("StreamSpecification", of_structure(_stream_property)),
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
