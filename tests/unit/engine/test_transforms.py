"""Transforms of deployed templates: macros that run in Lambda, snippets in S3, what is said of failures."""

import json
from typing import Any

import pytest
from botocore.exceptions import ClientError

from landform.ground.values import Secret
from tests.unit.engine.world import World, a_world

EXPAND = ["CAPABILITY_AUTO_EXPAND"]
ALL = [*EXPAND, "CAPABILITY_IAM"]
CODE = """\
import uuid

def main(event, context):
    given, fragment = event["params"], event["fragment"]
    answer = {"requestId": event["requestId"], "status": "success", "fragment": fragment}
    kind = given.get("Kind")
    if kind == "event":
        event = {key: event[key] for key in sorted(event) if key != "requestId"}
        answer["fragment"] = {**fragment, "DisplayName": str(event)[:250]}
    elif kind == "add":
        fragment["Resources"]["Added"] = {"Type": "AWS::SNS::Topic"}
    elif kind == "name":
        answer["fragment"] = given["Text"]
    elif kind == "fails":
        answer.update(status="FAILURE", errorMessage="it is a test")
    elif kind == "silent":
        answer["status"] = "no"
    elif kind == "other":
        answer["requestId"] = "another"
    elif kind == "raises":
        raise ValueError("oh")
    elif kind == "random":
        answer["fragment"] = {"TopicName": uuid.uuid4().hex}
    elif kind == "nested":
        answer["fragment"] = {"DisplayName": {"Fn::Transform": {"Name": "Mine"}}}
    elif kind == "wrong":
        fragment["Resources"]["Added"] = {"Type": "AWS::SNS::Topic", "Properties": {"No": 1}}
    return answer
"""
MACRO: dict[str, Any] = {
    "Role": {
        "Type": "AWS::IAM::Role",
        "Properties": {
            "AssumeRolePolicyDocument": {
                "Version": "2012-10-17",
                "Statement": [
                    {
                        "Effect": "Allow",
                        "Action": "sts:AssumeRole",
                        "Principal": {"Service": "lambda.amazonaws.com"},
                    }
                ],
            }
        },
    },
    "Code": {
        "Type": "AWS::Lambda::Function",
        "Properties": {
            "Runtime": "python3.12",
            "Handler": "index.main",
            "Role": {"Fn::GetAtt": ["Role", "Arn"]},
            "Code": {"ZipFile": CODE},
        },
    },
    "Macro": {
        "Type": "AWS::CloudFormation::Macro",
        "Properties": {"Name": "Mine", "FunctionName": {"Fn::GetAtt": ["Code", "Arn"]}},
    },
}


@pytest.fixture(scope="module")
def macros() -> Any:
    """A world with the macro Mine, for all tests of this module: each deploys a stack of its own."""
    with a_world() as world:
        world.create(
            MACRO,
            name="macros",
            Capabilities=["CAPABILITY_IAM"],
            Outputs={"Name": {"Value": {"Ref": "Macro"}}},
        )
        assert world.stack("macros")["StackStatus"] == "CREATE_COMPLETE"
        yield world


def call(kind: str, **others: str) -> dict[str, Any]:
    return {"Name": "Mine", "Parameters": {"Kind": kind, **others}}


def topic(**properties: Any) -> dict[str, Any]:
    return {"Type": "AWS::SNS::Topic", "Properties": properties}


def processed(world: World, stack: str) -> Any:
    answer = world.cloudformation.get_template(StackName=stack, TemplateStage="Processed")
    assert answer["StagesAvailable"] == ["Original", "Processed"]
    body = answer["TemplateBody"]
    return json.loads(body) if isinstance(body, str) else body


def test_ref_of_a_macro_is_its_name_which_is_unique_in_the_account(macros: World) -> None:
    assert macros.stack("macros")["Outputs"][0]["OutputValue"] == "Mine"
    again = {"Again": {**MACRO["Macro"], "Properties": {"Name": "Mine", "FunctionName": "x"}}}
    macros.create(again, name="again")
    assert macros.stack("again")["StackStatus"] == "ROLLBACK_COMPLETE"
    assert ("Again", "CREATE_FAILED") in [each[:2] for each in macros.events("again")]


def test_a_macro_gets_aws_s_event(macros: World) -> None:
    resources = {"Told": topic(TopicName="told", **{"Fn::Transform": call("event")})}
    macros.create(
        resources,
        name="event",
        Capabilities=EXPAND,
        declared={"Word": {"Type": "String"}, "Few": {"Type": "CommaDelimitedList", "Default": "a,b"}},
        values={"Word": "given"},
    )
    told = processed(macros, "event")["Resources"]["Told"]["Properties"]["DisplayName"]
    assert told == (
        "{'accountId': '000000000000', 'fragment': {'TopicName': 'told'}, 'params': {'Kind': 'event'}, "
        "'region': 'us-east-1', 'templateParameterValues': {'Word': 'given', 'Few': ['a', 'b']}, "
        "'transformId': '000000000000::Mine'}"
    )


def test_the_processed_template_is_deployed_and_the_original_is_kept(macros: World) -> None:
    macros.create({"First": topic()}, name="both", Capabilities=EXPAND, Transform=call("add"))
    assert macros.stack("both")["StackStatus"] == "CREATE_COMPLETE"
    original = macros.cloudformation.get_template(StackName="both")["TemplateBody"]
    assert original == {"Resources": {"First": topic()}, "Transform": call("add")}
    assert processed(macros, "both") == {
        "Resources": {"First": topic(), "Added": {"Type": "AWS::SNS::Topic"}}
    }
    found = macros.cloudformation.list_stack_resources(StackName="both")["StackResourceSummaries"]
    assert sorted(each["LogicalResourceId"] for each in found) == ["Added", "First"]


def test_an_update_with_the_previous_template_runs_its_transforms_again(macros: World) -> None:
    text = {"Ref": "Word"}
    resources = {"Said": topic(DisplayName={"Fn::Transform": call("name", Text=text)})}  # type: ignore[arg-type]
    declared = {"Word": {"Type": "String"}}
    macros.create(resources, name="again2", Capabilities=EXPAND, declared=declared, values={"Word": "one"})
    macros.cloudformation.update_stack(
        StackName="again2",
        UsePreviousTemplate=True,
        Capabilities=EXPAND,
        Parameters=[{"ParameterKey": "Word", "ParameterValue": "two"}],
    )
    macros.target.wait()
    assert macros.stack("again2")["StackStatus"] == "UPDATE_COMPLETE"
    assert processed(macros, "again2")["Resources"]["Said"] == topic(DisplayName="two")


def test_a_template_with_a_transform_is_always_an_update(macros: World) -> None:
    given: dict[str, Any] = {"Capabilities": EXPAND, "Transform": call("add")}
    macros.create({"First": topic()}, name="same", **given)
    assert macros.update({"First": topic()}, name="same", **given)["StackStatus"] == "UPDATE_COMPLETE"
    body = json.dumps({"Resources": {"First": topic()}, "Transform": call("add")})
    made = macros.cloudformation.create_change_set(StackName="same", ChangeSetName="none", TemplateBody=body)
    found = macros.cloudformation.describe_change_set(ChangeSetName=made["Id"])
    assert (found["Status"], found["StatusReason"]) == ("FAILED", "No updates are to be performed.")


def test_a_failed_update_goes_back_to_what_the_transforms_had_made(macros: World) -> None:
    given: dict[str, Any] = {"Capabilities": EXPAND, "Transform": call("add")}
    macros.create({"First": topic()}, name="back", **given)
    before = processed(macros, "back")
    bad = {"First": topic(), "Bad": {"Type": "AWS::SQS::Queue", "Properties": {"QueueName": "no good"}}}
    assert macros.update(bad, name="back", **given)["StackStatus"] == "UPDATE_ROLLBACK_COMPLETE"
    assert processed(macros, "back") == before


SENTENCES = {
    "fails": "Transform 000000000000::Mine failed with: it is a test",
    "silent": "Transform 000000000000::Mine failed without an error message",
    "other": "Received malformed response from transform 000000000000::Mine",
    "raises": "Received malformed response from transform 000000000000::Mine",
}


@pytest.mark.parametrize("kind", SENTENCES)
def test_a_failed_macro_rolls_a_new_stack_back_in_aws_s_words(macros: World, kind: str) -> None:
    name = f"failed-{kind}"
    macros.create({"First": topic()}, name=name, Capabilities=EXPAND, Transform=call(kind))
    reason = f"{SENTENCES[kind]}. Rollback requested by user."
    assert macros.events(name) == [
        (name, "CREATE_IN_PROGRESS", "User Initiated"),
        (name, "ROLLBACK_IN_PROGRESS", reason),
        (name, "ROLLBACK_COMPLETE", None),
    ]


def test_a_failed_macro_leaves_an_updated_stack_as_it_was(macros: World) -> None:
    macros.create({"First": topic()}, name="kept")
    stack = macros.update({"Second": topic()}, name="kept", Capabilities=EXPAND, Transform=call("fails"))
    assert stack["StackStatus"] == "UPDATE_ROLLBACK_COMPLETE"
    found = macros.cloudformation.list_stack_resources(StackName="kept")["StackResourceSummaries"]
    assert [each["LogicalResourceId"] for each in found] == ["First"]
    assert macros.cloudformation.get_template(StackName="kept")["TemplateBody"] == {
        "Resources": {"First": topic()}
    }
    reasons = [each[2] for each in macros.events("kept") if each[1] == "UPDATE_ROLLBACK_IN_PROGRESS"]
    assert reasons == ["Transform 000000000000::Mine failed with: it is a test. "]


@pytest.mark.parametrize(
    ("name", "transform", "reason"),
    [
        ("set-nobody", "Nobody", "No transform named 000000000000::Nobody found."),
        ("set-foreign", "123456789012::Mine", "No transform named 123456789012::Mine found."),
        ("set-fails", call("fails"), "Transform 000000000000::Mine failed with: it is a test"),
        (
            "set-include",
            {"Name": "AWS::Include", "Parameters": {"Location": "https://example.com/a.yaml"}},
            "Transform AWS::Include failed with: The location parameter is not a valid S3 uri.",
        ),
        (
            "set-braces",
            {"Name": "AWS::Include", "Parameters": {"Location": "s3://{x}/a.yaml"}},
            "Transform AWS::Include failed with: The embedded cloud has no service at "
            "{x}.s3.us-east-1.amazonaws.com.",
        ),
    ],
)
def test_a_change_set_whose_transform_fails_is_kept_as_failed(
    macros: World, name: str, transform: Any, reason: str
) -> None:
    made = macros.cloudformation.create_change_set(
        StackName=name,
        ChangeSetName="first",
        ChangeSetType="CREATE",
        TemplateBody=json.dumps({"Resources": {"First": topic()}, "Transform": transform}),
    )
    found = macros.cloudformation.describe_change_set(ChangeSetName=made["Id"])
    assert (found["Status"], found["ExecutionStatus"]) == ("FAILED", "UNAVAILABLE")
    assert found["StatusReason"] == reason
    assert found["Changes"] == []
    assert macros.stack(name)["StackStatus"] == "REVIEW_IN_PROGRESS"
    macros.cloudformation.delete_stack(StackName=name)


def test_a_failed_change_set_shows_its_parameters_and_hides_what_is_hidden(macros: World) -> None:
    template = {
        "Parameters": {
            "Word": {"Type": "String", "NoEcho": True},
            "Other": {"Type": "String", "Default": "o"},
        },
        "Resources": {"First": topic()},
        "Transform": call("fails"),
    }
    made = macros.cloudformation.create_change_set(
        StackName="hidden",
        ChangeSetName="first",
        ChangeSetType="CREATE",
        TemplateBody=json.dumps(template),
        Parameters=[{"ParameterKey": "Word", "ParameterValue": "secret"}],
    )
    found = macros.cloudformation.describe_change_set(ChangeSetName=made["Id"])
    assert found["Status"] == "FAILED"
    assert found["Parameters"] == [
        {"ParameterKey": "Word", "ParameterValue": "****"},
        {"ParameterKey": "Other", "ParameterValue": "o"},
    ]


def test_what_a_transform_makes_wrong_fails_once_and_late(macros: World) -> None:
    macros.create({"First": topic()}, name="wrong", Capabilities=EXPAND, Transform=call("wrong"))
    ((_, _, reason),) = [each for each in macros.events("wrong") if each[1] == "ROLLBACK_IN_PROGRESS"]
    assert reason is not None
    assert '"No"' in reason
    resources = {"First": topic(**{"Fn::Transform": call("nested")})}
    macros.create(resources, name="nested", Capabilities=EXPAND)
    assert macros.stack("nested")["StackStatus"] == "ROLLBACK_COMPLETE"


def test_a_change_set_is_executed_as_it_was_made_whatever_the_macro_would_say_now(macros: World) -> None:
    body = json.dumps({"Resources": {"First": topic(**{"Fn::Transform": call("random")})}})
    made = macros.cloudformation.create_change_set(
        StackName="shown", ChangeSetName="c", ChangeSetType="CREATE", TemplateBody=body
    )
    shown = macros.cloudformation.get_template(ChangeSetName=made["Id"], TemplateStage="Processed")
    macros.cloudformation.execute_change_set(ChangeSetName=made["Id"])
    macros.target.wait()
    assert macros.stack("shown")["StackStatus"] == "CREATE_COMPLETE"
    name = shown["TemplateBody"]["Resources"]["First"]["Properties"]["TopicName"]
    assert len(name) == 32
    assert processed(macros, "shown")["Resources"]["First"] == topic(TopicName=name)


def test_a_snippet_is_included_among_its_siblings_and_comes_before_them(macros: World) -> None:
    store = macros.client("s3")
    store.create_bucket(Bucket="snippets")
    snippet = {"First": topic(DisplayName="included"), "Third": topic()}
    store.put_object(Bucket="snippets", Key="a/topics.json", Body=json.dumps(snippet).encode())
    include = {
        "Name": "AWS::Include",
        "Parameters": {"Location": {"Fn::Sub": "s3://${Bucket}/a/topics.json"}},
    }
    macros.create(
        {"First": topic(), "Second": topic(), "Fn::Transform": include},
        name="included",
        Capabilities=EXPAND,
        declared={"Bucket": {"Type": "String"}},
        values={"Bucket": "snippets"},
    )
    resources = processed(macros, "included")["Resources"]
    assert resources == {"First": topic(DisplayName="included"), "Second": topic(), "Third": topic()}
    store.put_object(Bucket="snippets", Key="a/topics.json", Body=b"A: !Ref B")
    macros.create(
        {"Fn::Transform": {**include, "Parameters": {"Location": "s3://snippets/a/topics.json"}}},
        name="tagged",
        Capabilities=EXPAND,
    )
    assert (
        "tagged",
        "ROLLBACK_IN_PROGRESS",
        "Transform AWS::Include failed with: The specified S3 object's content should be valid Yaml/JSON. "
        "Rollback requested by user.",
    ) in macros.events("tagged")


def test_a_summary_names_the_transforms_and_runs_none(macros: World) -> None:
    body = json.dumps({"Resources": {"First": topic()}, "Transform": ["Nobody", {"Name": "AWS::Include"}]})
    summary = macros.cloudformation.get_template_summary(TemplateBody=body)
    assert summary["DeclaredTransforms"] == ["Nobody", "AWS::Include"]
    assert summary["ResourceTypes"] == ["AWS::SNS::Topic"]
    assert macros.cloudformation.validate_template(TemplateBody=body)["DeclaredTransforms"] == [
        "Nobody",
        "AWS::Include",
    ]


def test_a_call_that_is_none_is_refused_at_once(macros: World) -> None:
    for transform, sentence in (
        ({"Name": {"Ref": "X"}}, "Key Name of transform definition must be a string."),
        ({"Parameters": {}}, "Transforms defined as maps require Name key."),
    ):
        with pytest.raises(ClientError) as caught:
            macros.create({"First": topic()}, name="refused", Capabilities=EXPAND, Transform=transform)
        assert caught.value.response["Error"]["Code"] == "ValidationError"
        assert caught.value.response["Error"]["Message"] == sentence


def test_a_call_inside_of_the_template_needs_the_capability_too(macros: World) -> None:
    with pytest.raises(ClientError) as caught:
        macros.create({"First": topic(**{"Fn::Transform": call("event")})}, name="refused")
    assert caught.value.response["Error"]["Code"] == "InsufficientCapabilitiesException"
    assert caught.value.response["Error"]["Message"] == "Requires capabilities : [CAPABILITY_AUTO_EXPAND]"


def test_capabilities_that_only_the_processed_template_needs_fail_late(macros: World) -> None:
    function = {
        "Type": "AWS::Serverless::Function",
        "Properties": {
            "Runtime": "python3.12",
            "Handler": "index.main",
            "InlineCode": "def main(e, c): pass",
        },
    }
    serverless: dict[str, Any] = {"Transform": "AWS::Serverless-2016-10-31"}
    macros.create({"Hello": function}, name="unheld", Capabilities=EXPAND, **serverless)
    assert macros.events("unheld")[1] == (
        "unheld",
        "ROLLBACK_IN_PROGRESS",
        "Requires capabilities : [CAPABILITY_IAM]. Rollback requested by user.",
    )
    macros.create({"Hello": function}, name="held", Capabilities=ALL, **serverless)
    assert macros.stack("held")["StackStatus"] == "CREATE_COMPLETE"


LOOP = {
    "Transform": "AWS::LanguageExtensions",
    "Parameters": {"Names": {"Type": "CommaDelimitedList"}},
    "Resources": {
        "Fn::ForEach::T": ["Name", {"Ref": "Names"}, {"Topic${Name}": {"Type": "AWS::SNS::Topic"}}]
    },
}


@pytest.fixture(scope="module")
def children(macros: World) -> Any:
    """Makes the declaration of a nested stack."""
    store = macros.client("s3")
    store.create_bucket(Bucket="children")
    unknown = {"Transform": "Nobody", "Resources": {"First": topic()}}
    for key, template in (("loop", LOOP), ("unknown", unknown)):
        store.put_object(Bucket="children", Key=key, Body=json.dumps(template).encode())

    def nested(key: str, **parameters: str) -> dict[str, Any]:
        properties: dict[str, Any] = {"TemplateURL": f"https://children.s3.amazonaws.com/{key}"}
        if parameters:
            properties["Parameters"] = parameters
        return {"Child": {"Type": "AWS::CloudFormation::Stack", "Properties": properties}}

    return nested


def test_a_nested_stack_s_transforms_run_in_its_change_set(macros: World, children: Any) -> None:
    macros.create(children("loop", Names="a,b"), name="nest", Capabilities=EXPAND)
    body = json.dumps({"Resources": children("loop", Names="a,c")})
    made = macros.cloudformation.create_change_set(
        StackName="nest", ChangeSetName="c", IncludeNestedStacks=True, TemplateBody=body
    )
    (change,) = macros.cloudformation.describe_change_set(ChangeSetName=made["Id"])["Changes"]
    below = change["ResourceChange"]["ChangeSetId"]
    shown = macros.cloudformation.describe_change_set(ChangeSetName=below)["Changes"]
    changes = [each["ResourceChange"] for each in shown]
    assert sorted((each["Action"], each["LogicalResourceId"]) for each in changes) == [
        ("Add", "Topicc"),
        ("Remove", "Topicb"),
    ]
    macros.cloudformation.execute_change_set(ChangeSetName=made["Id"])
    macros.target.wait()
    assert macros.stack("nest")["StackStatus"] == "UPDATE_COMPLETE"
    child = macros.cloudformation.describe_stack_resources(StackName="nest")["StackResources"][0]
    found = macros.cloudformation.list_stack_resources(StackName=child["PhysicalResourceId"])
    assert [each["LogicalResourceId"] for each in found["StackResourceSummaries"]] == ["Topica", "Topicc"]


def test_a_nested_stack_s_failed_transform_fails_its_parent(macros: World, children: Any) -> None:
    made = macros.cloudformation.create_change_set(
        StackName="above",
        ChangeSetName="c",
        ChangeSetType="CREATE",
        IncludeNestedStacks=True,
        TemplateBody=json.dumps({"Resources": children("unknown")}),
    )
    found = macros.cloudformation.describe_change_set(ChangeSetName=made["Id"])
    assert (found["Status"], found["StatusReason"]) == (
        "FAILED",
        "Nested change set for Child was not successfully created: "
        "No transform named 000000000000::Nobody found.",
    )
    macros.create(children("unknown"), name="below", Capabilities=EXPAND)
    reasons = [each[2] or "" for each in macros.events("below") if each[:2] == ("Child", "CREATE_FAILED")]
    assert len(reasons) == 1
    assert reasons[0].endswith("was not successfully created: No transform named 000000000000::Nobody found")
    macros.create(children("loop", Names="a"), name="unheld2")
    assert (
        "Child",
        "CREATE_FAILED",
        "Requires capabilities : [CAPABILITY_AUTO_EXPAND]",
    ) in macros.events("unheld2")


def test_a_transform_that_aws_hosts_and_landform_lacks_is_not_called_unknown(macros: World) -> None:
    hosted = "AWS::CodeDeployBlueGreen"
    macros.create({"First": topic()}, name="hosted", Capabilities=EXPAND, Transform=hosted)
    assert macros.events("hosted")[1][2] == (
        "Transform AWS::CodeDeployBlueGreen failed with: Landform does not do it; AWS hosts it. "
        "Rollback requested by user."
    )


def test_a_processed_template_that_was_made_with_a_noecho_value_is_kept_closed(world: World) -> None:
    template = {
        "Transform": "AWS::LanguageExtensions",
        "Parameters": {"Names": {"Type": "CommaDelimitedList", "NoEcho": True}},
        "Resources": {"Fn::ForEach::T": ["N", {"Ref": "Names"}, {"Topic${N}": topic(DisplayName="${N}")}]},
    }
    for name, hidden in (("closed", True), ("open", False)):
        template["Parameters"]["Names"]["NoEcho"] = hidden  # type: ignore[index]
        world.cloudformation.create_stack(
            StackName=name,
            TemplateBody=json.dumps(template),
            Capabilities=EXPAND,
            Parameters=[{"ParameterKey": "Names", "ParameterValue": "word"}],
        )
        world.target.wait()
        assert processed(world, name)["Resources"]["Topicword"] == topic(DisplayName="word")
    kept = [world.engine.store.stack(world.stack(name)["StackId"]) for name in ("closed", "open")]
    assert [isinstance(each.processed_body, Secret) for each in kept if each is not None] == [True, False]
