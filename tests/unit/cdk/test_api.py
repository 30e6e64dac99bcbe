"""Names of the API that need no code: records of keyword arguments, interfaces, references to a resource."""

import pytest

from landform import cdk
from landform.cdk import aws_sqs as sqs
from landform.cdk.shim import jsii


def test_a_record_is_a_map_of_what_was_given_and_none_for_the_rest() -> None:
    props = sqs.QueueProps(queue_name="jobs", fifo=None)
    assert dict(props) == {"queue_name": "jobs"}
    assert (props.queue_name, props.fifo) == ("jobs", None)


def test_a_record_can_be_spread_into_a_constructor() -> None:
    stack = cdk.Stack(cdk.App(), "S")
    queue = sqs.Queue(stack, "Q", **sqs.QueueProps(fifo=True))
    assert queue.fifo


def test_an_unknown_member_of_a_record_is_refused_with_the_nearest() -> None:
    with pytest.raises(TypeError, match=r"QueueProps\(\) got an unexpected keyword argument 'queue_nam'"):
        sqs.QueueProps(queue_nam="jobs")


def test_a_missing_member_of_a_record_is_refused() -> None:
    with pytest.raises(TypeError, match=r"QueueAttributes\(\) missing required argument 'queue_arn'"):
        sqs.QueueAttributes(queue_name="jobs")


def test_a_class_can_say_that_it_implements_an_interface_of_the_api() -> None:
    @jsii.implements(sqs.IQueue)
    class Mine:
        pass

    assert Mine.__name__ == "Mine"


def test_a_queue_says_in_one_record_what_names_it() -> None:
    stack = cdk.Stack(cdk.App(), "S")
    queue = sqs.Queue(stack, "Q")
    assert stack.resolve(queue.queue_ref.queue_url) == {"Ref": "Q63C6E3AB"}
    assert stack.resolve(queue.queue_ref.queue_arn) == {"Fn::GetAtt": ["Q63C6E3AB", "Arn"]}
