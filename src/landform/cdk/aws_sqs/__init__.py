"""AWS::SQS: queues, their policies and grants, and a class for every resource type."""

from landform.cdk.l1.service import service_members

_HOMES = {
    "DeadLetterQueue": "options",
    "DeduplicationScope": "options",
    "FifoThroughputLimit": "options",
    "Queue": "queue",
    "QueueBase": "queue",
    "QueueEncryption": "options",
    "QueueGrants": "grants",
    "QueuePolicy": "queue_policy",
    "RedriveAllowPolicy": "options",
    "RedrivePermission": "options",
}

__getattr__, __dir__ = service_members(__name__, "AWS::SQS", _HOMES)
