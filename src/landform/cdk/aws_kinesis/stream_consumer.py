"""Consumers of data streams, each with a throughput of its own.

Source: https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-resource-kinesis-streamconsumer.html
"""

import re
from typing import Any, Final

from landform.cdk.aws_iam.grant import Grant
from landform.cdk.aws_kinesis.resource_policy import ResourcePolicy, WithPolicy
from landform.cdk.aws_kinesis.stream import Stream
from landform.cdk.l1.lookup import cfn_class

_READ: Final = ("kinesis:DescribeStreamConsumer", "kinesis:SubscribeToShard")
_ARN: Final = re.compile(r"(?P<stream>.*:stream/[^/]+)/consumer/(?P<name>[^:]+):.+")


class StreamConsumerBase(WithPolicy):
    """What consumers of the app and imported ones share."""

    stream: Any
    stream_consumer_arn: str
    stream_consumer_name: str

    def grant(self, grantee: Any, *actions: str) -> Grant:
        """Allow actions."""
        return Grant.add_to_principal_or_resource(
            grantee=grantee, actions=actions, resource_arns=[self.stream_consumer_arn], resource=self
        )

    def grant_read(self, grantee: Any) -> Grant:
        """Read records of the stream, through the consumer."""
        of_stream: Grant = self.stream.grant_read(grantee)
        return of_stream.combine(self.grant(grantee, *_READ))

    def _make_policy(self) -> ResourcePolicy:
        return ResourcePolicy(self, "Policy", stream_consumer=self)


class StreamConsumer(StreamConsumerBase):
    """A consumer of a stream."""

    auto_create_policy = True

    def __init__(self, scope: Any, id: str, *, stream: Any, stream_consumer_name: str) -> None:
        super().__init__(scope, id, physical_name=stream_consumer_name)
        resource = cfn_class("aws_kinesis", "CfnStreamConsumer")(
            self, "Resource", consumer_name=self.physical_name, stream_arn=stream.stream_arn
        )
        self.stream = stream
        self.stream_consumer_arn = resource.attr_consumer_arn
        self.stream_consumer_name = resource.attr_consumer_name

    @staticmethod
    def from_stream_consumer_arn(scope: Any, id: str, stream_consumer_arn: str) -> "ImportedStreamConsumer":
        """A consumer that exists already."""
        return ImportedStreamConsumer(scope, id, stream_consumer_arn)

    @staticmethod
    def from_stream_consumer_attributes(
        scope: Any, id: str, *, stream_consumer_arn: str
    ) -> "ImportedStreamConsumer":
        """A consumer that exists already."""
        return ImportedStreamConsumer(scope, id, stream_consumer_arn)


class ImportedStreamConsumer(StreamConsumerBase):
    """A consumer that exists already; its policy is not changed."""

    def __init__(self, scope: Any, id: str, arn: str) -> None:
        super().__init__(scope, id, environment_from_arn=arn)
        parts = _ARN.fullmatch(arn)
        if parts is None:
            raise ValueError(
                f"A consumer's ARN ends in stream/STREAM/consumer/CONSUMER:TIME, which this does not: {arn}"
            )
        self.stream_consumer_arn = arn
        self.stream_consumer_name = parts["name"]
        self.stream = Stream.from_stream_arn(self, "ImportedStream", parts["stream"])
