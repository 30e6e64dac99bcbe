"""Buckets whose objects functions are called for.

Source: https://docs.aws.amazon.com/lambda/latest/dg/with-s3.html
"""

from typing import Any

from landform.cdk.core.checked import Checked
from landform.cdk.l1.lookup import given


class _Objects(Checked):
    """Events of a bucket; the options are those of `S3EventSourceProps`."""

    def __init__(self, bucket: Any, **options: Any) -> None:
        self._bucket = bucket
        self._given = given("aws_lambda_event_sources", "S3EventSourceProps", options)

    def bind(self, target: Any) -> None:
        """Let the bucket call a function."""
        from landform.cdk.aws_s3_notifications import LambdaDestination

        for event in self._given.events:
            self._bucket.add_event_notification(
                event, LambdaDestination(target), *(self._given.filters or ())
            )


class S3EventSource(_Objects):
    """Events of a bucket of the app; the options are those of `S3EventSourceProps`."""

    @property
    def bucket(self) -> Any:
        """The bucket."""
        return self._bucket


class S3EventSourceV2(_Objects):
    """Events of any bucket; the options are those of `S3EventSourceProps`."""
