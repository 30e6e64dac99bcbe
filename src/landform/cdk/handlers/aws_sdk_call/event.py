"""Makes the call of the SDK that an event names, for rules.

The event is `{"service": …, "action": …, "parameters": …}`, as the resources of index.py have it.
Source: https://docs.aws.amazon.com/cdk/api/v2/docs/aws-cdk-lib.aws_events_targets.AwsApi.html
"""

import re
from typing import Any

from botocore.exceptions import ClientError
from index import made  # type: ignore[import-not-found]  # lies beside this file in the function
from respond import LOG  # type: ignore[import-not-found]  # the same


def handler(event: dict[str, Any], context: Any) -> None:
    """Make the call; errors whose code matches `catchErrorPattern` are left alone."""
    del context
    LOG.info("%s", event)
    try:
        LOG.info("%s", made(event))
    except ClientError as error:
        pattern = event.get("catchErrorPattern")
        if not pattern or not re.search(pattern, error.response["Error"]["Code"]):
            raise
