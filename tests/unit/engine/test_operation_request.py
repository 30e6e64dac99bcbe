"""What an operation is begun with comes back from its document as it was."""

import json
from dataclasses import fields

import pytest

from landform.engine.operation_request import OperationRequest, Wanted, from_json, to_json
from landform.ground.lookups import (
    AvailabilityZones,
    ExistingAttribute,
    ExistingValues,
    Export,
    SsmParameter,
    StackOutput,
)
from landform.ground.records import ResourceRecord, StackRecord
from landform.ground.statuses import OnFailure, ResourceStatus, StackStatus

STACK = StackRecord(
    stack_id="arn:stack",
    stack_name="app",
    account_id="1",
    region="us-east-1",
    status=StackStatus.CREATE_COMPLETE,
    created_at=1.0,
)
QUEUE = ResourceRecord(
    logical_id="A", type_name="T", physical_id="a", status=ResourceStatus.CREATE_COMPLETE, depends_on=("B",)
)
WANTED = Wanted(
    template_body="{}",
    template_file="app.yaml",
    parameters={"Size": 1},
    facts={
        Export("url"): "https://a",
        SsmParameter("p"): ["a", "b"],
        StackOutput("s", "o", "eu-west-1"): "x",
        AvailabilityZones("us-east-1"): ["us-east-1a"],
        ExistingValues("AWS::EC2::VPC::Id"): ["vpc-1"],
        ExistingAttribute("AWS::EC2::VPC::Id", "vpc-1", "Tags.a"): "b",
    },
    tags={"team": "one"},
    notification_arns=("arn:topic",),
)
FULL = OperationRequest(
    before=STACK,
    prior=(QUEUE,),
    stable=(QUEUE, QUEUE),
    superseded=(QUEUE,),
    wanted=WANTED,
    previous=Wanted(template_body="{}"),
    on_failure=OnFailure.DELETE,
    retain_except_on_create=True,
    timeout_seconds=60.0,
    retain_resources=("A",),
    imports=("i",),
    export_names=("e",),
    export_owners={"e": "other"},
    export_users={"e": ("x", "y")},
    export_values={"e": "1"},
    client_request_token="t",
    policy_body="{}",
    begun_by="token",
    edited=("N",),
    is_held=True,
    imported={"A": "a"},
    drifted=("A",),
    alarms=("arn:alarm",),
    monitoring_seconds=30.0,
    claims=("c",),
)
EMPTY = OperationRequest(before=None)


@pytest.mark.parametrize("request_", [FULL, EMPTY], ids=["full", "empty"])
def test_a_request_comes_back_as_it_was(request_: OperationRequest) -> None:
    back = from_json(json.loads(json.dumps(to_json(request_))))
    for each in fields(OperationRequest):
        assert getattr(back, each.name) == getattr(request_, each.name), each.name


def test_no_last_stable_state_is_told_from_an_empty_one() -> None:
    assert from_json(to_json(EMPTY)).stable is None
    assert from_json(to_json(OperationRequest(before=None, stable=()))).stable == ()


def test_what_an_earlier_release_did_not_write_is_empty() -> None:
    plain = to_json(FULL)
    for name in ("claims", "alarms", "edited", "drifted"):
        del plain[name]
    back = from_json(plain)
    assert (back.claims, back.alarms, back.edited, back.drifted) == ((), (), (), ())
