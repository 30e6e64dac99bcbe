"""The function that makes calls of the SDK reads them as they are written, and gives flat answers."""

import importlib.util
import json
import sys
from pathlib import Path
from typing import Any

import boto3
import pytest
from botocore.exceptions import ClientError

import landform.cdk.handlers

HANDLERS = Path(landform.cdk.handlers.__file__).parent


@pytest.fixture
def handler(monkeypatch: pytest.MonkeyPatch) -> Any:
    for name, path in (("respond", "respond.py"), ("sdk_call", "aws_sdk_call/index.py")):
        spec = importlib.util.spec_from_file_location(name, HANDLERS / path)
        assert spec is not None and spec.loader is not None
        module = importlib.util.module_from_spec(spec)
        monkeypatch.setitem(sys.modules, name, module)
        spec.loader.exec_module(module)
    return sys.modules["sdk_call"]


class Ssm:
    """A client that answers GetParameter, with the model of the real one."""

    def __init__(self) -> None:
        self.meta = boto3.client("ssm", region_name="us-east-1").meta
        self.asked: list[dict[str, Any]] = []
        self.error: str | None = None

    def get_parameter(self, **parameters: Any) -> dict[str, Any]:
        self.asked.append(parameters)
        if self.error is not None:
            raise ClientError({"Error": {"Code": self.error, "Message": "m"}}, "GetParameter")
        return {"Parameter": {"Name": "n", "Value": "v", "Version": 3}, "ResponseMetadata": {}}


@pytest.fixture
def ssm(monkeypatch: pytest.MonkeyPatch) -> Ssm:
    client = Ssm()
    monkeypatch.setattr(boto3, "client", lambda service, **options: client)
    return client


def event(call: dict[str, Any] | None, **others: Any) -> dict[str, Any]:
    properties = {"Create": json.dumps(call)} if call else {}
    return {"RequestType": "Create", "RequestId": "r", "ResourceProperties": properties, **others}


CALL = {"service": "SSM", "action": "getParameter", "parameters": {"Name": "n", "WithDecryption": "true"}}


def test_a_call_gives_its_answer_with_dots_in_the_names(handler: Any, ssm: Ssm) -> None:
    path = {"responsePath": "Parameter.Name"}
    answer = handler._handle(event({**CALL, "physicalResourceId": path}))
    assert answer == {
        "PhysicalResourceId": "n",
        "Data": {"Parameter.Name": "n", "Parameter.Value": "v", "Parameter.Version": 3},
    }
    assert ssm.asked == [{"Name": "n", "WithDecryption": True}]


def test_only_the_asked_fields_are_given(handler: Any, ssm: Ssm) -> None:
    answer = handler._handle(event({**CALL, "outputPaths": ["Parameter.Value"]}))
    assert answer["Data"] == {"Parameter.Value": "v"}


def test_an_error_to_be_ignored_gives_no_data(handler: Any, ssm: Ssm) -> None:
    ssm.error = "ParameterNotFound"
    with pytest.raises(ClientError):
        handler._handle(event(CALL))
    answer = handler._handle(event({**CALL, "ignoreErrorCodesMatching": "Parameter.*"}))
    assert answer == {"PhysicalResourceId": "r", "Data": {}}


def test_a_call_may_name_the_physical_id(handler: Any, ssm: Ssm) -> None:
    call = {**CALL, "parameters": {"Name": "PHYSICAL:RESOURCEID:"}}
    handler._handle(event(call, PhysicalResourceId="known"))
    assert ssm.asked == [{"Name": "known"}]


def test_an_event_without_a_call_keeps_the_id(handler: Any) -> None:
    assert handler._handle(event(None, PhysicalResourceId="known")) == {"PhysicalResourceId": "known"}


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("S3", "s3"),
        ("@aws-sdk/client-cloudwatch-logs", "logs"),
        ("CloudWatchLogs", "logs"),
        ("StepFunctions", "stepfunctions"),
        ("ELBv2", "elbv2"),
        ("CognitoIdentityServiceProvider", "cognito-idp"),
        ("iot-data-plane", "iot-data"),
    ],
)
def test_services_have_the_names_of_both_versions(handler: Any, name: str, expected: str) -> None:
    assert handler.service_name(name) == expected


def test_a_service_that_does_not_exist_is_named(handler: Any) -> None:
    with pytest.raises(ValueError, match="The SDK has no service 'Nope'"):
        handler.service_name("Nope")
