"""Rules for what a trail records about a bucket.

Source: https://docs.aws.amazon.com/AmazonS3/latest/userguide/cloudtrail-logging-s3-info.html
"""

from collections.abc import Sequence
from typing import Any


def cloud_trail_rule(
    bucket: Any, id: str, paths: Sequence[str] | None, names: Sequence[str] | None, options: dict[str, Any]
) -> Any:
    """A rule for API calls about the bucket or some of its objects, of some names or of all."""
    from landform.cdk import aws_events

    target = options.pop("target", None)
    rule = aws_events.Rule(options.pop("cross_stack_scope", None) or bucket, id, **options)
    arns = [bucket.arn_for_objects(path) for path in paths] if paths else [bucket.bucket_arn]
    detail: dict[str, Any] = {"resources": {"ARN": arns}}
    if names is not None:
        detail["eventName"] = list(names)
        parameters: dict[str, Any] = {"bucketName": [bucket.bucket_name]}
        detail["requestParameters"] = {**parameters, "key": list(paths)} if paths else parameters
        if not paths:
            del detail["resources"]
    rule.add_event_pattern(source=["aws.s3"], detail_type=["AWS API Call via CloudTrail"], detail=detail)
    rule.add_target(target)
    return rule
