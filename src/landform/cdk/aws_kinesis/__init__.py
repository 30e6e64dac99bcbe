"""AWS::Kinesis: data streams, their consumers, policies and metrics, and a class for every type."""

from landform.cdk.l1.service import service_members

_HOMES = {
    "ResourcePolicy": "resource_policy",
    "ShardLevelMetrics": "enums",
    "Stream": "stream",
    "StreamConsumer": "stream_consumer",
    "StreamEncryption": "enums",
    "StreamMode": "enums",
}

__getattr__, __dir__ = service_members(__name__, "AWS::Kinesis", _HOMES)
