"""What buckets can tell of events: functions, queues, topics.

Source: https://docs.aws.amazon.com/AmazonS3/latest/userguide/notification-how-to-event-types-and-destinations.html
"""

from landform.cdk.l1.service import service_members

_HOMES = dict.fromkeys(("LambdaDestination", "SnsDestination", "SqsDestination"), "destinations")

__getattr__, __dir__ = service_members(__name__, "", _HOMES)
