"""Gives the JSON text of its request as a value: what is a key in it may be known at deployment only.

Source: https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/crpg-ref-responses.html
"""

import json
from typing import Any

from respond import answering  # type: ignore[import-not-found]  # lies beside this file in the function


def _handle(event: dict[str, Any]) -> dict[str, Any]:
    if event["RequestType"] == "Delete":
        return {}
    return {"Data": {"Value": json.loads(event["ResourceProperties"]["Value"])}}


handler = answering(_handle)
