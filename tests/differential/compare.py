"""What of an answer is compared."""

import json
import re
from collections.abc import Mapping
from typing import Any

from tests.own_code import without_own_code

#: Folders that have another name in every run.
_SCRATCH = re.compile(r"/tmp/(cdk\.out|differential-)\w+")


def comparable(answer: Mapping[str, Any]) -> Any:
    """That it was refused, or value and template without the code of the library's own functions.

    How a refusal is worded is each library's own.
    """
    if "error" in answer:
        return "refused"
    value = json.loads(_SCRATCH.sub(r"/tmp/\1", json.dumps(answer["value"])))
    return {"value": value, "template": without_own_code(answer["template"])}
