"""AWS::Serverless-2016-10-31: AWS's own translator, the library aws-sam-translator, as a pure function.

The library brings its own data, among it the ARNs of AWS's managed policies; nothing is fetched. It is loaded
when the first serverless template comes, because that takes half a second.
"""

import json
import logging
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Final

from landform.ground.values import Json, Value
from landform.template.transform_calls import SERVERLESS, Rewritten, TransformAnswer, TransformFailure

if TYPE_CHECKING:
    from landform.template.evaluate import PseudoParameters

_TYPES: Final = "AWS::Serverless::"
_APPLICATION: Final = f"{_TYPES}Application"


class _Session:
    """All that the translator asks of a boto3 session."""

    def __init__(self, region: str) -> None:
        self.region_name = region


def translate(
    fragment: Mapping[str, Json], parameters: Mapping[str, Value], pseudo: "PseudoParameters"
) -> TransformAnswer:
    """The template with CloudFormation's types in the place of the serverless ones."""
    if not _has_work(fragment):
        return Rewritten(dict(fragment))
    remote = next(_remote_applications(fragment), None)
    if remote is not None:
        return TransformFailure(
            f"Transform {SERVERLESS} failed with: The application of {remote} would have to come from AWS's "
            "Serverless Application Repository, and Landform asks nothing of the network. Give the URL of "
            "its template as Location."
        )
    from samtranslator.internal.managed_policies import get_bundled_managed_policy_map
    from samtranslator.model.exceptions import ExceptionWithMessage, InvalidDocumentException
    from samtranslator.parser.parser import Parser
    from samtranslator.translator.translator import Translator
    from samtranslator.utils.py27hash_fix import (
        to_py27_compatible_template,
        undo_mark_unicode_str_in_template,
    )

    logging.getLogger("samtranslator.metrics.metrics").setLevel(logging.ERROR)  # it misses a publisher
    given: dict[str, Json] = json.loads(json.dumps(fragment))  # the library writes into what it gets
    values: dict[str, Value] = {name: _given(value) for name, value in parameters.items()}
    policies = get_bundled_managed_policy_map(pseudo.partition) or {}
    # The library's own entry does the same around the translation, and asks the environment for a region. AWS
    # names API deployments by a hash of what Python 2 printed, which these two keep.
    to_py27_compatible_template(given, values)
    translator = Translator(policies, Parser(), boto_session=_Session(pseudo.region))
    try:
        made = translator.translate(given, values, get_managed_policy_map=lambda: policies)
    except InvalidDocumentException as error:
        reasons = " ".join(each.message for each in error.causes)
        return TransformFailure(f"Transform {SERVERLESS} failed with: {error.message} {reasons}")
    except ExceptionWithMessage as error:
        return TransformFailure(f"Transform {SERVERLESS} failed with: {error.message}")
    answer: dict[str, Json] = json.loads(json.dumps(undo_mark_unicode_str_in_template(made)))
    answer.pop("Transform", None)
    answer.pop("Globals", None)
    return Rewritten(answer)


def _has_work(fragment: Mapping[str, Json]) -> bool:
    """Whether anything is written in the transform's language: without it the template stays as it is."""
    resources = fragment.get("Resources")
    entries = resources.values() if isinstance(resources, dict) else ()
    types = [each.get("Type") for each in entries if isinstance(each, dict)]
    connectors = any(isinstance(each, dict) and "Connectors" in each for each in entries)
    return "Globals" in fragment or connectors or any(str(each).startswith(_TYPES) for each in types)


def _remote_applications(fragment: Mapping[str, Json]) -> Iterator[str]:
    """Logical ids of the applications that the library would ask AWS for."""
    resources = fragment.get("Resources")
    for name, entry in resources.items() if isinstance(resources, dict) else ():
        properties = entry.get("Properties") if isinstance(entry, dict) else None
        location = properties.get("Location") if isinstance(properties, dict) else None
        is_application = isinstance(entry, dict) and entry.get("Type") == _APPLICATION
        if is_application and isinstance(location, dict) and "ApplicationId" in location:
            yield name


def _given(value: Value) -> Value:
    """The value as AWS gives it to a transform: a list as its text."""
    return ",".join(map(str, value)) if isinstance(value, list) else value
