"""What is deleted is looked at before where the service would say nothing, and may be waited for."""

from typing import Any

import pytest

from landform.ground.handler import HandlerAction, HandlerFailure, HandlerInProgress, HandlerSuccess
from landform.providers.handlers.model import Call
from landform.providers.handlers.run import DELETING
from landform.providers.handlers.table import find_handler
from tests.unit.providers.scripted import ABSENT, asked

FUNCTION = "arn:aws:lambda:eu-west-1:111122223333:function:f"

SILENT = {
    # Type whose delete operation succeeds also for what does not exist, or only begins -> a physical id.
    "AWS::AutoScaling::AutoScalingGroup": "it",
    "AWS::Batch::ComputeEnvironment": "it",
    "AWS::Batch::JobDefinition": "it",
    "AWS::Batch::JobQueue": "it",
    "AWS::CloudWatch::Alarm": "it",
    "AWS::EC2::Instance": "it",
    "AWS::EC2::NatGateway": "it",
    "AWS::EC2::Route": "rtb|10.0.0.0/8",
    "AWS::EC2::SecurityGroupEgress": "it",
    "AWS::EC2::SecurityGroupIngress": "it",
    "AWS::EC2::VPCEndpoint": "it",
    "AWS::ECS::Cluster": "it",
    "AWS::ECS::Service": "arn:aws:ecs:eu-west-1:111122223333:service/cl/web",
    "AWS::ECS::TaskDefinition": "it",
    "AWS::ElasticLoadBalancingV2::LoadBalancer": "it",
    "AWS::ElasticLoadBalancingV2::TargetGroup": "it",
    "AWS::KMS::Alias": "alias/it",
    "AWS::KMS::Key": "it",
    "AWS::Lambda::Alias": f"{FUNCTION}:live",
    "AWS::Lambda::EventSourceMapping": "01234567-89ab-cdef-0123-456789abcdef",
    "AWS::Lambda::LayerVersion": "arn:aws:lambda:eu-west-1:111122223333:layer:l:3",
    "AWS::Lambda::Url": FUNCTION,
    "AWS::Lambda::Version": f"{FUNCTION}:3",
    "AWS::S3::BucketPolicy": "it",
    "AWS::SNS::Subscription": "it",
    "AWS::SNS::Topic": "it",
    "AWS::SecretsManager::Secret": "it",
}


@pytest.mark.parametrize(("type_name", "physical_id"), SILENT.items(), ids=SILENT)
def test_what_would_go_without_a_word_is_not_found_where_it_is_not(type_name: str, physical_id: str) -> None:
    handler = find_handler(type_name)
    assert handler is not None
    read = handler.read.action
    answers = {read.operation: ABSENT} if isinstance(read, Call) else {}
    answer, clients = asked(type_name, HandlerAction.DELETE, physical_id=physical_id, answers=answers)
    assert isinstance(answer, HandlerFailure)
    assert (answer.code.value, clients.changes) == ("NotFound", [])


@pytest.mark.parametrize(
    ("type_name", "seconds"),
    [
        ("AWS::AutoScaling::AutoScalingGroup", 5.0),
        ("AWS::Batch::ComputeEnvironment", 5.0),
        ("AWS::Batch::JobQueue", 5.0),
        ("AWS::DynamoDB::Table", 2.0),
        ("AWS::EC2::Instance", 5.0),
        ("AWS::EC2::NatGateway", 10.0),
        ("AWS::EC2::VPCEndpoint", 5.0),
        ("AWS::ECS::Service", 5.0),
        ("AWS::ElasticLoadBalancingV2::LoadBalancer", 5.0),
        ("AWS::SageMaker::Endpoint", 15.0),
    ],
)
def test_what_takes_its_time_to_go_is_waited_for(type_name: str, seconds: float) -> None:
    physical_id = SILENT.get(type_name, "arn:aws:sagemaker:eu-west-1:111122223333:endpoint/it")
    fields: dict[str, Any] = {"physical_id": physical_id}
    begun, clients = asked(type_name, HandlerAction.DELETE, **fields)
    assert begun == HandlerInProgress(
        callback_context=DELETING, delay_seconds=seconds, physical_id=physical_id
    )
    assert any(operation.startswith(("Delete", "Terminate")) for operation, _ in clients.changes)
    still, clients = asked(type_name, HandlerAction.DELETE, callback_context=DELETING, **fields)
    assert (still, clients.changes) == (begun, [])
    handler = find_handler(type_name)
    assert handler is not None
    assert isinstance(handler.read.action, Call)
    gone = {handler.read.action.operation: ABSENT}
    done, _ = asked(type_name, HandlerAction.DELETE, callback_context=DELETING, answers=gone, **fields)
    assert done == HandlerSuccess(physical_id=physical_id)


@pytest.mark.parametrize(
    ("type_name", "word"),
    [
        ("AWS::Batch::ComputeEnvironment", "DELETED"),
        ("AWS::Batch::JobDefinition", "INACTIVE"),
        ("AWS::Batch::JobQueue", "DELETED"),
        ("AWS::EC2::Instance", "terminated"),
        ("AWS::EC2::NatGateway", "deleted"),
        ("AWS::EC2::VPCEndpoint", "deleted"),
        ("AWS::ECS::Cluster", "INACTIVE"),
        ("AWS::ECS::Service", "DRAINING"),
        ("AWS::ECS::TaskDefinition", "INACTIVE"),
        ("AWS::KMS::Key", "PendingDeletion"),
    ],
)
def test_what_the_service_still_shows_after_its_end_is_gone(type_name: str, word: str) -> None:
    handler = find_handler(type_name)
    assert handler is not None
    assert handler.stable is not None
    live: Any = word
    for step in reversed(handler.stable.path.split(".")):
        live = {step: live}
    where = {} if handler.read.at else {"answers": {"DescribeTaskDefinition": live}}
    answer, _ = asked(
        type_name,
        HandlerAction.READ,
        live=live | {handler.stable.path: word},
        physical_id=SILENT[type_name],
        **where,
    )
    assert isinstance(answer, HandlerFailure)
    assert answer.code.value == "NotFound"
