"""Resources that use each other in a row that is longer than Python's stack is deep."""

import json
import sys
from typing import Any

from landform.server.local import LocalTarget

LENGTH = sys.getrecursionlimit() + 100


def chain(value: str) -> str:
    resources: dict[str, Any] = {}
    for number in range(LENGTH):
        read: Any = {"Fn::GetAtt": [f"P{number - 1}", "Value"]} if number else value
        properties = {"Name": f"p-{number}", "Type": "String", "Value": read}
        resources[f"P{number}"] = {"Type": "AWS::SSM::Parameter", "Properties": properties}
    return json.dumps({"Resources": resources, "Outputs": {"Last": {"Value": read}}})


def test_a_long_chain_is_created_and_its_change_planned() -> None:
    with LocalTarget(enforce_limits=False) as target:
        client, ssm = target.session().client("cloudformation"), target.session().client("ssm")
        client.create_stack(StackName="app", TemplateBody=chain("a"))
        target.wait()
        assert client.describe_stacks()["Stacks"][0]["StackStatus"] == "CREATE_COMPLETE"
        assert ssm.get_parameter(Name=f"p-{LENGTH - 1}")["Parameter"]["Value"] == "a"
        client.create_change_set(StackName="app", ChangeSetName="change", TemplateBody=chain("b"))
        pages = client.get_paginator("describe_change_set").paginate(StackName="app", ChangeSetName="change")
        changes = [each["ResourceChange"] for page in pages for each in page["Changes"]]
        assert len(changes) == LENGTH
        last = next(each for each in changes if each["LogicalResourceId"] == f"P{LENGTH - 1}")
        assert last["Details"][0]["CausingEntity"] == f"P{LENGTH - 2}.Value"
