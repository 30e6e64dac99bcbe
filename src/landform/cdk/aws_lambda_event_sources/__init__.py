"""What functions are called for: messages, records, objects, requests.

Source: https://docs.aws.amazon.com/lambda/latest/dg/invocation-eventsourcemapping.html
"""

from landform.cdk.l1.service import service_members

_HOMES = {
    "ApiEventSource": "api_source",
    "AuthenticationMethod": "kafka_sources",
    "ConfluentSchemaRegistry": "schema_registries",
    "DynamoEventSource": "stream_sources",
    "GlueSchemaRegistry": "schema_registries",
    "KafkaDlq": "failure_destinations",
    "KinesisConsumerEventSource": "stream_sources",
    "KinesisEventSource": "stream_sources",
    "ManagedKafkaEventSource": "kafka_sources",
    "S3EventSource": "bucket_sources",
    "S3EventSourceV2": "bucket_sources",
    "S3OnFailureDestination": "failure_destinations",
    "SelfManagedKafkaEventSource": "kafka_sources",
    "SnsDlq": "failure_destinations",
    "SnsEventSource": "topic_source",
    "SqsDlq": "failure_destinations",
    "SqsEventSource": "queue_source",
    "StreamEventSource": "stream_source",
}

__getattr__, __dir__ = service_members(__name__, "", _HOMES)
