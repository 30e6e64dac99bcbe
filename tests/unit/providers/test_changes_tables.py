"""What updates of tables send, and what reads of them tell."""

from typing import Any

import pytest

from landform.ground.handler import HandlerAction, HandlerSuccess
from tests.unit.providers.scripted import Calls, asked, changes, told

TABLE = "AWS::DynamoDB::Table"


def index(name: str, key: str = "k", units: int = 1) -> dict[str, Any]:
    return {
        "IndexName": name,
        "KeySchema": [{"AttributeName": key, "KeyType": "HASH"}],
        "Projection": {"ProjectionType": "ALL"},
        "ProvisionedThroughput": {"ReadCapacityUnits": units, "WriteCapacityUnits": units},
    }


UNITS = {"ReadCapacityUnits": 5, "WriteCapacityUnits": 5}
KEYS = [{"AttributeName": "k", "AttributeType": "S"}]


@pytest.mark.parametrize(
    ("previous", "desired", "sent"),
    [
        pytest.param(
            {"BillingMode": "PROVISIONED", "ProvisionedThroughput": UNITS},
            {"BillingMode": "PAY_PER_REQUEST"},
            [{"BillingMode": "PAY_PER_REQUEST"}],
            id="paid by request",
        ),
        pytest.param(
            {"BillingMode": "PAY_PER_REQUEST", "OnDemandThroughput": {"MaxReadRequestUnits": 1}},
            {"ProvisionedThroughput": UNITS},
            [{"BillingMode": "PROVISIONED", "ProvisionedThroughput": UNITS}],
            id="provisioned when nothing is said",
        ),
        pytest.param(
            {"OnDemandThroughput": {"MaxReadRequestUnits": 1}, "BillingMode": "PAY_PER_REQUEST"},
            {"OnDemandThroughput": {"MaxReadRequestUnits": 2}, "BillingMode": "PAY_PER_REQUEST"},
            [{"BillingMode": "PAY_PER_REQUEST", "OnDemandThroughput": {"MaxReadRequestUnits": 2}}],
            id="another limit on demand",
        ),
        pytest.param(
            {},
            {"StreamSpecification": {"StreamViewType": "KEYS_ONLY"}},
            [{"StreamSpecification": {"StreamEnabled": True, "StreamViewType": "KEYS_ONLY"}}],
            id="a stream begins",
        ),
        pytest.param(
            {"StreamSpecification": {"StreamViewType": "KEYS_ONLY"}},
            {},
            [{"StreamSpecification": {"StreamEnabled": False}}],
            id="a stream ends",
        ),
        pytest.param(
            {"StreamSpecification": {"StreamViewType": "KEYS_ONLY"}},
            {"StreamSpecification": {"StreamViewType": "NEW_IMAGE"}},
            [
                {"StreamSpecification": {"StreamEnabled": False}},
                {"StreamSpecification": {"StreamEnabled": True, "StreamViewType": "NEW_IMAGE"}},
            ],
            id="a stream gets another view",
        ),
        pytest.param(
            {},
            {"SSESpecification": {"SSEEnabled": True, "SSEType": "KMS", "KMSMasterKeyId": "key"}},
            [{"SSESpecification": {"Enabled": True, "SSEType": "KMS", "KMSMasterKeyId": "key"}}],
            id="encrypted with a key",
        ),
        pytest.param(
            {"SSESpecification": {"SSEEnabled": True}},
            {},
            [{"SSESpecification": {"Enabled": False}}],
            id="encryption taken away",
        ),
        pytest.param(
            {"TableClass": "STANDARD_INFREQUENT_ACCESS", "DeletionProtectionEnabled": True},
            {},
            [{"TableClass": "STANDARD", "DeletionProtectionEnabled": False}],
            id="class and protection taken away",
        ),
        pytest.param(
            {},
            {"DeletionProtectionEnabled": True, "WarmThroughput": {"ReadUnitsPerSecond": 12000}},
            [{"DeletionProtectionEnabled": True, "WarmThroughput": {"ReadUnitsPerSecond": 12000}}],
            id="protected and warm",
        ),
        pytest.param(
            {"WarmThroughput": {"ReadUnitsPerSecond": 12000}}, {}, [], id="warmth cannot be taken away"
        ),
        pytest.param({"TableClass": "STANDARD"}, {"TableClass": "STANDARD"}, [], id="nothing"),
    ],
)
def test_a_table_is_changed_by_what_differs(
    previous: dict[str, Any], desired: dict[str, Any], sent: list[dict[str, Any]]
) -> None:
    assert changes(TABLE, previous, desired) == [
        ("UpdateTable", {"TableName": "it", **each}) for each in sent
    ]


def index_changes(*rows: dict[str, Any]) -> Calls:
    return [
        (
            "UpdateTable",
            {
                "TableName": "it",
                "GlobalSecondaryIndexUpdates": [row],
                **({"AttributeDefinitions": KEYS} if "Create" in row else {}),
            },
        )
        for row in rows
    ]


def test_indexes_go_come_and_change_one_a_call() -> None:
    before = [index("gone"), index("rekeyed"), index("kept"), index("resized")]
    after = [index("new"), index("rekeyed", "other"), index("kept"), index("resized", units=2)]
    sent = changes(
        TABLE,
        {"GlobalSecondaryIndexes": before, "AttributeDefinitions": KEYS},
        {"GlobalSecondaryIndexes": after, "AttributeDefinitions": KEYS},
    )
    more = {"ReadCapacityUnits": 2, "WriteCapacityUnits": 2}
    assert sent == index_changes(
        {"Delete": {"IndexName": "gone"}},
        {"Delete": {"IndexName": "rekeyed"}},
        {"Create": index("new")},
        {"Create": index("rekeyed", "other")},
        {"Update": {"IndexName": "resized", "ProvisionedThroughput": more}},
    )


def test_an_unsure_update_asks_which_indexes_and_streams_there_are() -> None:
    wanted = {
        "GlobalSecondaryIndexes": [index("abc")],
        "StreamSpecification": {"StreamViewType": "KEYS_ONLY"},
    }
    stream = {"StreamEnabled": True, "StreamViewType": "KEYS_ONLY"}
    live = {
        "GlobalSecondaryIndexes": [{**index("abc"), "IndexStatus": "ACTIVE"}],
        "StreamSpecification": stream,
    }
    models: dict[str, Any] = {"previous": wanted, "also_possible": [{}]}
    assert changes(TABLE, desired=wanted, live=live, **models) == []
    assert changes(TABLE, desired=wanted, **models) == [
        ("UpdateTable", {"TableName": "it", "StreamSpecification": stream}),
        (
            "UpdateTable",
            {
                "TableName": "it",
                "AttributeDefinitions": [],
                "GlobalSecondaryIndexUpdates": [{"Create": index("abc")}],
            },
        ),
    ]


@pytest.mark.parametrize(
    ("previous", "desired", "specification"),
    [
        ({}, {"AttributeName": "t", "Enabled": True}, {"AttributeName": "t", "Enabled": True}),
        (
            {"AttributeName": "t", "Enabled": True},
            {"Enabled": False},
            {"AttributeName": "t", "Enabled": False},
        ),
        ({"AttributeName": "t", "Enabled": True}, {}, {"AttributeName": "t", "Enabled": False}),
        (
            {"AttributeName": "t", "Enabled": True},
            {"AttributeName": "u", "Enabled": True},
            {"AttributeName": "u", "Enabled": True},
        ),
    ],
    ids=["begins", "is switched off", "is taken away", "goes by another attribute"],
)
def test_time_to_live_is_switched_off_by_the_attribute_it_had(
    previous: dict[str, Any], desired: dict[str, Any], specification: dict[str, Any]
) -> None:
    name = "TimeToLiveSpecification"
    sent = changes(TABLE, {name: previous} if previous else {}, {name: desired} if desired else {})
    assert sent == [("UpdateTimeToLive", {"TableName": "it", name: specification})]


def test_a_table_is_made_without_empty_lists_of_indexes() -> None:
    local = {name: value for name, value in index("abc").items() if name != "ProvisionedThroughput"}
    desired = {
        "TableName": "t",
        "KeySchema": [{"AttributeName": "k", "KeyType": "HASH"}],
        "AttributeDefinitions": KEYS,
        "GlobalSecondaryIndexes": [],
        "LocalSecondaryIndexes": [{**local, "ContributorInsightsSpecification": {"Enabled": True}}],
        "PointInTimeRecoverySpecification": {"PointInTimeRecoveryEnabled": True},
    }
    answer, clients = asked(TABLE, HandlerAction.CREATE, desired=desired, physical_id=None)
    assert answer == HandlerSuccess(
        physical_id="t", attributes={"Arn": "arn:aws:dynamodb:eu-west-1:111122223333:table/t"}
    )
    made = {name: desired[name] for name in ("TableName", "KeySchema", "AttributeDefinitions")}
    recovery = {"PointInTimeRecoveryEnabled": True}
    assert clients.changes == [
        ("CreateTable", {**made, "LocalSecondaryIndexes": [local]}),
        ("UpdateContinuousBackups", {"TableName": "t", "PointInTimeRecoverySpecification": recovery}),
    ]


def test_a_table_tells_what_is_on_and_leaves_out_what_is_off() -> None:
    on = told(
        TABLE,
        {
            "ProvisionedThroughput": {**UNITS, "NumberOfDecreasesToday": 0},
            "SSEDescription": {"Status": "ENABLED"},
            "StreamSpecification": {"StreamEnabled": True, "StreamViewType": "KEYS_ONLY"},
            "GlobalSecondaryIndexes": [{**index("abc"), "IndexStatus": "ACTIVE", "WarmThroughput": {}}],
        },
        answers={
            "DescribeTimeToLive": {
                "TimeToLiveDescription": {"TimeToLiveStatus": "ENABLING", "AttributeName": "t"}
            },
            "DescribeContinuousBackups": {
                "ContinuousBackupsDescription": {
                    "PointInTimeRecoveryDescription": {
                        "PointInTimeRecoveryStatus": "ENABLED",
                        "RecoveryPeriodInDays": 7,
                    }
                }
            },
        },
    )
    assert on == {
        "BillingMode": "PROVISIONED",
        "ProvisionedThroughput": UNITS,
        "SSESpecification": {"SSEEnabled": True, "SSEType": "KMS"},
        "StreamSpecification": {"StreamViewType": "KEYS_ONLY"},
        "GlobalSecondaryIndexes": [index("abc")],
        "TimeToLiveSpecification": {"AttributeName": "t", "Enabled": True},
        "PointInTimeRecoverySpecification": {"PointInTimeRecoveryEnabled": True, "RecoveryPeriodInDays": 7},
    }
    off = told(
        TABLE,
        {
            "BillingModeSummary": {"BillingMode": "PAY_PER_REQUEST"},
            "ProvisionedThroughput": {"ReadCapacityUnits": 0, "WriteCapacityUnits": 0},
            "SSEDescription": {"Status": "DISABLED"},
            "StreamSpecification": {"StreamEnabled": False, "StreamViewType": "KEYS_ONLY"},
            "GlobalSecondaryIndexes": [],
        },
        answers={
            "DescribeTimeToLive": {"TimeToLiveDescription": {"TimeToLiveStatus": "DISABLED"}},
            "DescribeContinuousBackups": {
                "ContinuousBackupsDescription": {
                    "PointInTimeRecoveryDescription": {"PointInTimeRecoveryStatus": "DISABLED"}
                }
            },
        },
    )
    assert off == {"BillingMode": "PAY_PER_REQUEST"}
