"""AWS::CloudTrail: trails, and a class for every type."""

from landform.cdk.l1.service import service_members

_HOMES = {
    "DataResourceType": "enums",
    "InsightType": "enums",
    "ManagementEventSources": "enums",
    "ReadWriteType": "enums",
    "Trail": "trail",
}

__getattr__, __dir__ = service_members(__name__, "AWS::CloudTrail", _HOMES)
