"""What a template's transforms ask of the outside: files of S3 for AWS::Include, functions for macros.

Sources: https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/transform-aws-include.html
https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/template-macros-author.html
"""

import json
from collections.abc import Mapping
from typing import Final

from landform.cloud.clients import ServiceError
from landform.cloud.hosts import read_object_url
from landform.engine.identified import Identified
from landform.engine.requests import Place
from landform.engine.runner import Parts
from landform.ground.handler import HandlerFailure
from landform.ground.values import Json, Value
from landform.template.snippets import UnreadableSnippetError, read_snippet
from landform.template.transform_calls import (
    INCLUDE,
    Rewritten,
    TransformAnswer,
    TransformCall,
    TransformFailure,
)

MACRO: Final = "AWS::CloudFormation::Macro"
#: The prefix of the transforms that AWS hosts, in the place of an account.
_HOSTED: Final = "AWS"
_SCHEME: Final = "s3://"
#: The service's codes for an object that is not there, and what AWS::Include says of each.
#: The first is recorded: test_change_sets, test_describe_failed_change_set.
_NOT_THERE: Final = {"NoSuchBucket": "S3 bucket [{bucket}] does not exist."}


class Transforms:
    """Answers the calls of the templates of one place."""

    def __init__(self, parts: Parts, place: Place) -> None:
        self._parts = parts
        self._place = place

    def answer(self, call: TransformCall, parameters: Mapping[str, Value]) -> TransformAnswer:
        """What the transform makes of its part. `parameters`: the values of the template's parameters."""
        return self._include(call) if call.name == INCLUDE else self._macro(call, parameters)

    def _include(self, call: TransformCall) -> TransformAnswer:
        location = json.loads(call.parameters).get("Location")
        address = read_object_url(location) if isinstance(location, str) else None
        if address is None or not str(location).startswith(_SCHEME):
            return _include_failure("The location parameter is not a valid S3 uri.")
        asked = {"Bucket": address.bucket, "Key": address.key}
        try:
            body: bytes = self._parts.clients_for(self._place).call("s3", "GetObject", asked)["Body"].read()
        except ServiceError as error:
            known = _NOT_THERE.get(error.code)
            # Only our words have places to fill: the service's may hold braces of their own.
            return _include_failure(known.format(bucket=address.bucket) if known else error.message)
        try:
            snippet = read_snippet(body)
        except UnreadableSnippetError:
            return _include_failure("The specified S3 object's content should be valid Yaml/JSON.")
        siblings = json.loads(call.fragment)
        return Rewritten({**siblings, **snippet})

    def _macro(self, call: TransformCall, parameters: Mapping[str, Value]) -> TransformAnswer:
        account, _, name = call.name.rpartition("::")
        if account == _HOSTED:
            return TransformFailure(
                f"Transform {call.name} failed with: Landform does not do it; AWS hosts it."
            )
        transform_id = f"{account or self._place.account_id}::{name}"
        function = self._function(name) if account in ("", self._place.account_id) else None
        if function is None:
            return TransformFailure(f"No transform named {transform_id} found.")
        request_id = self._parts.new_id()
        event = {
            "region": self._place.region,
            "accountId": self._place.account_id,
            "fragment": json.loads(call.fragment),
            "transformId": transform_id,
            "params": json.loads(call.parameters),
            "requestId": request_id,
            "templateParameterValues": dict(parameters),
        }
        asked = {"FunctionName": function, "Payload": json.dumps(event).encode()}
        try:
            answer = self._parts.clients_for(self._place).call("lambda", "Invoke", asked)
        except ServiceError as error:
            return TransformFailure(f"Transform {transform_id} failed with: {error.message}")
        return _macro_answer(answer["Payload"].read(), request_id, transform_id)

    def _function(self, name: str) -> str | None:
        """The function behind a macro of the account, or None when there is no such macro."""
        schema = self._parts.catalog.find(MACRO)
        assert schema is not None, "the registry has no macros; this is a bug in Landform"
        found = Identified(self._parts).read(self._place, schema, name, {})
        return None if isinstance(found, HandlerFailure) else str(found.properties["FunctionName"])


def _include_failure(reason: str) -> TransformFailure:
    return TransformFailure(f"Transform {INCLUDE} failed with: {reason}")


def _malformed(transform_id: str) -> TransformFailure:
    return TransformFailure(f"Received malformed response from transform {transform_id}.")


def _macro_answer(body: bytes, request_id: str, transform_id: str) -> TransformAnswer:
    """What the function's response says.

    Source of the sentences: https://repost.aws/knowledge-center/cfn-resolve-macro-errors and
    https://github.com/aws-cloudformation/cloudformation-coverage-roadmap/issues/482
    """
    try:
        response: Json = json.loads(body)
    except ValueError:
        return _malformed(transform_id)
    if not isinstance(response, dict) or response.get("requestId") != request_id or "status" not in response:
        return _malformed(transform_id)
    if str(response["status"]).lower() == "success":
        if "fragment" in response:
            return Rewritten(response["fragment"])
        return _malformed(transform_id)
    message = response.get("errorMessage")
    if message:
        return TransformFailure(f"Transform {transform_id} failed with: {message}")
    return TransformFailure(f"Transform {transform_id} failed without an error message.")
