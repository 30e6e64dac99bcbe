"""An existing resource, as a template that takes it in may record it."""

from landform.ground.values import Secret
from landform.plan.adoption import adopt
from landform.schema.catalog import load_catalog
from landform.schema.resource_schema import ResourceSchema


def schema(name: str) -> ResourceSchema:
    found = load_catalog().find(name)
    assert found is not None
    return found


QUEUE = schema("AWS::SQS::Queue")
FUNCTION = schema("AWS::Lambda::Function")


def test_what_the_template_does_not_mention_is_no_difference() -> None:
    adopted = adopt(
        QUEUE, {"QueueName": "q", "DelaySeconds": "5", "VisibilityTimeout": 30}, {"DelaySeconds": 1}
    )
    assert adopted.properties == {"DelaySeconds": 5}
    assert adopted.fixed_paths == ()


def test_a_document_is_the_same_as_text_and_as_a_map() -> None:
    wanted = {"RedrivePolicy": '{"maxReceiveCount": 3, "deadLetterTargetArn": "arn"}'}
    actual = {"RedrivePolicy": {"deadLetterTargetArn": "arn", "maxReceiveCount": 3}}
    assert adopt(QUEUE, actual, wanted).properties == wanted


def test_a_create_only_property_that_differs_is_named() -> None:
    adopted = adopt(QUEUE, {"QueueName": "actual"}, {"QueueName": "wanted"})
    assert adopted.fixed_paths == ("QueueName",)


def test_a_create_only_property_that_cannot_be_read_is_taken_as_wanted() -> None:
    adopted = adopt(QUEUE, {}, {"FifoQueue": True})
    assert (adopted.properties, adopted.fixed_paths) == ({"FifoQueue": True}, ())


def test_what_no_read_returns_is_taken_as_wanted() -> None:
    wanted = {"Code": {"ZipFile": "x"}, "Timeout": 5}
    assert adopt(FUNCTION, {"Timeout": 3}, wanted).properties == {"Code": {"ZipFile": "x"}, "Timeout": 3}


def test_secrets_and_dynamic_references_are_taken_as_wanted() -> None:
    parameter = schema("AWS::SSM::Parameter")
    wanted = {"Value": Secret("hush"), "Description": "{{resolve:ssm:/a}}", "Type": "String"}
    actual = {"Value": "other", "Description": "resolved", "Type": "String"}
    assert adopt(parameter, actual, wanted).properties == wanted


def test_members_that_the_template_does_not_have_are_left_out() -> None:
    actual = {"RedrivePolicy": {"deadLetterTargetArn": "a", "maxReceiveCount": 3, "more": 1}}
    wanted = {"RedrivePolicy": {"deadLetterTargetArn": "a", "maxReceiveCount": 3}}
    assert adopt(QUEUE, actual, wanted).properties == wanted
