"""Makes a call of the SDK for each event of a resource, as the resource's properties say.

`Create`, `Update` and `Delete` are calls as JSON. Services and operations have the names of the SDK for
JavaScript, of either version; parameters are those of the service's API.

Source: https://docs.aws.amazon.com/cdk/api/v2/docs/aws-cdk-lib.custom_resources.AwsCustomResource.html
"""

import base64
import json
import re
from pathlib import Path
from typing import Any

import boto3
from botocore import xform_name
from botocore.exceptions import ClientError
from respond import LOG, answering  # type: ignore[import-not-found]  # lies beside this file in the function

PHYSICAL_ID = "PHYSICAL:RESOURCEID:"
_NUMBERS = {"integer": int, "long": int, "float": float, "double": float}


def _handle(event: dict[str, Any]) -> dict[str, Any]:
    text = event["ResourceProperties"].get(event["RequestType"])
    known = event.get("PhysicalResourceId")
    if not text:
        return {"PhysicalResourceId": known or event["RequestId"]}
    call = json.loads(text.replace(PHYSICAL_ID, str(known or "")))
    try:
        data = flat(made(call))
    except ClientError as error:
        pattern = call.get("ignoreErrorCodesMatching")
        if pattern is None or not re.search(pattern, error.response["Error"]["Code"]):
            raise
        data = {}
    if call.get("logApiResponseData", True):
        LOG.info("%s", data)
    return {"PhysicalResourceId": _id(call, data, known or event["RequestId"]), "Data": _picked(call, data)}


def _id(call: dict[str, Any], data: dict[str, Any], otherwise: str) -> str:
    how = call.get("physicalResourceId") or {}
    if "responsePath" in how:
        return str(data[how["responsePath"]])
    return str(how.get("id") or otherwise)


def _picked(call: dict[str, Any], data: dict[str, Any]) -> dict[str, Any]:
    """The fields that are asked for; all of them when nothing is said."""
    paths = call.get("outputPaths")
    if paths is None:
        return data
    return {key: value for key, value in data.items() if any(key.startswith(path) for path in paths)}


def made(call: dict[str, Any]) -> dict[str, Any]:
    """The answer of the call that a request names."""
    client = _client(call)
    operation = call["action"].removesuffix("Command")
    operation = operation[:1].upper() + operation[1:]
    shape = client.meta.service_model.operation_model(operation).input_shape
    parameters = typed(shape, call.get("parameters") or {})
    answer: dict[str, Any] = getattr(client, xform_name(operation))(**parameters)
    answer.pop("ResponseMetadata", None)
    return answer


def _client(call: dict[str, Any]) -> Any:
    options: dict[str, Any] = {"region_name": call.get("region")}
    if call.get("assumedRoleArn"):
        options.update(_credentials(call))
    make: Any = boto3.client
    return make(service_name(call["service"]), **options)


def _credentials(call: dict[str, Any]) -> dict[str, str]:
    request = {"RoleArn": call["assumedRoleArn"], "RoleSessionName": "custom-resource"}
    if call.get("externalId"):
        request["ExternalId"] = call["externalId"]
    found = boto3.client("sts", region_name=call.get("region")).assume_role(**request)["Credentials"]
    return {
        "aws_access_key_id": found["AccessKeyId"],
        "aws_secret_access_key": found["SecretAccessKey"],
        "aws_session_token": found["SessionToken"],
    }


def service_name(name: str) -> str:
    """`CloudWatchLogs`, `cloudwatch-logs` or `@aws-sdk/client-cloudwatch-logs` -> `logs`."""
    folded = re.sub(r"[^a-z0-9]", "", name.removeprefix("@aws-sdk/client-").lower())
    known: dict[str, str] = json.loads((Path(__file__).parent / "services.json").read_text("utf-8"))
    if folded in known:
        return known[folded]
    own = {re.sub(r"[^a-z0-9]", "", each): each for each in boto3.session.Session().get_available_services()}
    if folded not in own:
        raise ValueError(f"The SDK has no service '{name}'")
    return own[folded]


def typed(shape: Any, value: Any) -> Any:
    """The value in the types of the API: what stands in a template may have become text."""
    if shape is None:
        return value
    if shape.type_name == "structure" and isinstance(value, dict):
        return {key: typed(shape.members.get(key), item) for key, item in value.items()}
    if shape.type_name == "map" and isinstance(value, dict):
        return {key: typed(shape.value, item) for key, item in value.items()}
    if shape.type_name == "list" and isinstance(value, list):
        return [typed(shape.member, item) for item in value]
    if shape.type_name == "boolean" and value in ("true", "false"):
        return value == "true"
    if shape.type_name in _NUMBERS and isinstance(value, str):
        return _NUMBERS[shape.type_name](value)
    if shape.type_name == "string" and isinstance(value, int | float) and not isinstance(value, bool):
        return str(value)
    return value


def flat(value: Any, place: str = "") -> dict[str, Any]:
    """`{"a": [{"b": 1}]}` -> `{"a.0.b": 1}`."""
    if isinstance(value, dict):
        items = list(value.items())
    elif isinstance(value, list):
        items = [(str(index), each) for index, each in enumerate(value)]
    else:
        return {place: _plain(value)} if value is not None else {}
    found: dict[str, Any] = {}
    for key, item in items:
        found.update(flat(item, f"{place}.{key}" if place else key))
    return found


def _plain(value: Any) -> Any:
    if hasattr(value, "read"):
        value = value.read()
    if isinstance(value, bytes):
        try:
            return value.decode()
        except UnicodeDecodeError:
            return base64.b64encode(value).decode()
    return value if isinstance(value, str | int | float | bool) else str(value)


handler = answering(_handle)
