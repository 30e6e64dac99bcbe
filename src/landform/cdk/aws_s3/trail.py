"""Rules for what a trail records about a bucket.

Source: https://docs.aws.amazon.com/AmazonS3/latest/userguide/cloudtrail-logging-s3-info.html
"""

from collections.abc import Sequence
from typing import Any


def cloud_trail_rule(
    bucket: Any,
    id: str,
    paths: Sequence[str] | None,
    names: Sequence[str] | None,
    options: dict[str, Any],
    *,
    written: bool = False,
) -> Any:
    """A rule for API calls about the bucket or some of its objects, of some names or of all.

    `written` asks for requests that name the bucket, which requests that copy from it do not.
    """
    from landform.cdk import aws_events

    target = options.pop("target", None)
    rule = aws_events.Rule(bucket, id, **options)
    arns = [bucket.arn_for_objects(path) for path in paths] if paths else [bucket.bucket_arn]
    detail: dict[str, Any] = {"resources": {"ARN": arns}}
    if names is not None:
        detail["eventName"] = list(names)
    if written:
        parameters: dict[str, Any] = {"bucketName": [bucket.bucket_name]}
        detail["requestParameters"] = {**parameters, "key": list(paths)} if paths else parameters
    rule.add_event_pattern(source=["aws.s3"], detail_type=["AWS API Call via CloudTrail"], detail=detail)
    rule.add_target(target)
    return rule
