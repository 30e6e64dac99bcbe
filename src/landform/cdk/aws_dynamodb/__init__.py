"""AWS::DynamoDB: tables, global tables, their indexes, grants and metrics, and a class for every type."""

from landform.cdk.l1.service import service_members

_HOMES = {
    "ApproximateCreationDateTimePrecision": "enums",
    "AttributeType": "enums",
    "Billing": "capacity",
    "BillingMode": "enums",
    "Capacity": "capacity",
    "CapacityMode": "enums",
    "ContributorInsightsMode": "enums",
    "GlobalTableSettingsReplicationMode": "enums",
    "InputCompressionType": "enums",
    "InputFormat": "import_source",
    "MultiRegionConsistency": "enums",
    "Operation": "enums",
    "ProjectionType": "enums",
    "StreamGrants": "grants",
    "StreamViewType": "enums",
    "Table": "table",
    "TableBase": "table_base",
    "TableBaseV2": "table_base_v2",
    "TableClass": "enums",
    "TableEncryption": "enums",
    "TableEncryptionV2": "encryption",
    "TableGrants": "grants",
    "TableV2": "table_v2",
    "TableV2MultiAccountReplica": "multi_account_replica",
}

__getattr__, __dir__ = service_members(__name__, "AWS::DynamoDB", _HOMES)
