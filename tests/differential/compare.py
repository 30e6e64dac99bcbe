"""What of an answer is compared."""

import json
import re
from collections.abc import Mapping
from typing import Any

#: Parts of the names of functions that the library ships: their code, and what runs it, is ours.
OWN_FUNCTIONS = (
    "CustomResourceProviderHandler",
    "LogRetentionaae0aa3c5b4d4f87b02d85b201efdd8a",
    "BucketNotificationsHandler050a0587b7544547bf325f094a3db834",
    "frameworkonEvent",
    "frameworkisComplete",
    "frameworkonTimeout",
)
#: Folders that have another name in every run.
_SCRATCH = re.compile(r"/tmp/(cdk\.out|differential-)\w+")


def comparable(answer: Mapping[str, Any]) -> Any:
    """That it was refused, or value and template without the code of the library's own functions.

    How a refusal is worded is each library's own.
    """
    if "error" in answer:
        return "refused"
    value = json.loads(_SCRATCH.sub(r"/tmp/\1", json.dumps(answer["value"])))
    return {"value": value, "template": _without_own_code(answer["template"])}


def _without_own_code(template: Any) -> Any:
    for name, resource in template.get("Resources", {}).items():
        if resource["Type"] == "AWS::Lambda::Function" and any(own in name for own in OWN_FUNCTIONS):
            for key in ("Code", "Handler", "Runtime"):
                resource["Properties"].pop(key, None)
            resource.get("Metadata", {}).pop("aws:asset:path", None)
    return template
