"""RollbackConfiguration: alarms of the embedded cloud undo operations; it is kept and shown."""

import json
import time
from typing import Any

import pytest

from landform.cloud.embedded import EmbeddedCloud
from landform.engine.engine import Engine, Settings
from landform.server.local import LocalTarget
from landform.store.memory import MemoryStore
from tests.unit.engine.alarms import make_alarm
from tests.unit.engine.world import World, queue, refusal


def triggers(*arns: str, **others: Any) -> dict[str, Any]:
    return {"RollbackTriggers": [{"Arn": each, "Type": "AWS::CloudWatch::Alarm"} for each in arns], **others}


@pytest.fixture
def alarm(world: World) -> str:
    """The ARN of an alarm that is not raised."""
    return make_alarm(world.client("cloudwatch"))


def set_alarm(world: World, state: str) -> None:
    world.client("cloudwatch").set_alarm_state(AlarmName="sick", StateValue=state, StateReason="a test")


def test_an_alarm_that_is_raised_undoes_an_update(world: World, alarm: str) -> None:
    world.create({"Jobs": queue("jobs", 1)}, RollbackConfiguration=triggers(alarm))
    assert world.stack()["StackStatus"] == "CREATE_COMPLETE"
    set_alarm(world, "ALARM")
    stack = world.update({"Jobs": queue("jobs", 2)})  # the stack's triggers still hold
    assert stack["StackStatus"] == "UPDATE_ROLLBACK_COMPLETE"
    assert world.delay_of("jobs") == "1"
    reasons = [reason for _, status, reason in world.events() if status == "UPDATE_ROLLBACK_IN_PROGRESS"]
    assert reasons == [f"The following rollback trigger(s) are in ALARM state: [{alarm}]. "]


def test_an_alarm_raised_after_the_work_undoes_it(world: World, alarm: str) -> None:
    world.create({"Jobs": queue("jobs", 1)})
    watch = triggers(alarm, MonitoringTimeInMinutes=180)
    body = json.dumps({"Resources": {"Jobs": queue("jobs", 2)}})
    world.cloudformation.update_stack(StackName="app", TemplateBody=body, RollbackConfiguration=watch)
    while world.events()[-1][:2] != ("Jobs", "UPDATE_COMPLETE"):
        time.sleep(0.01)
    assert world.stack()["StackStatus"] == "UPDATE_IN_PROGRESS"
    set_alarm(world, "ALARM")
    world.target.wait()
    assert world.stack()["StackStatus"] == "UPDATE_ROLLBACK_COMPLETE"
    assert world.delay_of("jobs") == "1"
    assert world.stack()["RollbackConfiguration"] == {}


def test_a_trigger_that_does_not_exist_fails_the_operation(world: World, alarm: str) -> None:
    world.create({"Jobs": queue("jobs")}, RollbackConfiguration=triggers(f"{alarm}-gone"))
    assert world.stack()["StackStatus"] == "ROLLBACK_COMPLETE"
    assert world.queues() == []


def test_the_configuration_is_kept_replaced_and_taken_away(world: World, alarm: str) -> None:
    given = triggers(alarm, MonitoringTimeInMinutes=0)
    world.create({"Jobs": queue("jobs", 1)}, RollbackConfiguration=given)
    assert world.stack()["RollbackConfiguration"] == given
    assert world.update({"Jobs": queue("jobs", 2)})["RollbackConfiguration"] == given
    body = json.dumps({"Resources": {"Jobs": queue("jobs", 3)}})
    made = world.cloudformation.create_change_set(
        StackName="app", ChangeSetName="less", TemplateBody=body, RollbackConfiguration=triggers()
    )
    described = world.cloudformation.describe_change_set(ChangeSetName=made["Id"])
    assert described["RollbackConfiguration"] == {"RollbackTriggers": []}
    world.cloudformation.execute_change_set(ChangeSetName=made["Id"])
    world.target.wait()
    assert world.stack()["RollbackConfiguration"] == {"RollbackTriggers": [], "MonitoringTimeInMinutes": 0}


def test_limits_and_types_of_triggers_are_those_of_aws(world: World, alarm: str) -> None:
    body = json.dumps({"Resources": {"Jobs": queue("jobs")}})

    def refused(configuration: dict[str, Any]) -> str:
        return refusal(
            world.cloudformation.create_stack,
            StackName="app",
            TemplateBody=body,
            RollbackConfiguration=configuration,
        )[1]

    wrong = {"RollbackTriggers": [{"Arn": alarm, "Type": "Another"}]}
    assert refused(wrong) == "Rollback Trigger Type not supported"
    assert "at 'rollbackConfiguration.rollbackTriggers' failed to satisfy constraint" in refused(
        triggers(*(f"{alarm}{number}" for number in range(6)))
    )


def test_only_granted_types_are_deployed(world: World) -> None:
    body = json.dumps({"Resources": {"Jobs": queue("jobs"), "Topic": {"Type": "AWS::SNS::Topic"}}})
    found = refusal(
        world.cloudformation.create_stack,
        StackName="app",
        TemplateBody=body,
        ResourceTypes=["AWS::SQS::*", "Custom::*", "AWS::S3::Bucket"],
    )
    assert found == (
        "ValidationError",
        "Resource type AWS::SNS::Topic is not allowed by parameter ResourceTypes "
        "[AWS::SQS::*, Custom::*, AWS::S3::Bucket]",
        400,
    )
    for granted in (["AWS::*"], ["AWS::SQS::Queue", "AWS::SNS::*"]):
        number = len(granted)
        world.cloudformation.create_stack(
            StackName=f"app{number}",
            TemplateBody=body.replace("jobs", f"jobs{number}"),
            ResourceTypes=granted,
        )


def test_the_watch_over_the_alarms_goes_on_after_a_restart() -> None:
    store, cloud = MemoryStore(), EmbeddedCloud(None)
    engine = Engine(store, cloud, Settings(folder=None))
    first = LocalTarget(None, engine=engine)
    client = first.session().client("cloudwatch")
    arn = make_alarm(client)
    stacks = first.session().client("cloudformation")
    stacks.create_stack(
        StackName="app",
        TemplateBody=json.dumps({"Resources": {"Jobs": queue("jobs")}}),
        RollbackConfiguration=triggers(arn, MonitoringTimeInMinutes=180),
    )
    while not any(
        each["ResourceStatus"] == "CREATE_COMPLETE"
        for each in stacks.describe_stack_resources(StackName="app")["StackResources"]
    ):
        time.sleep(0.01)
    engine.runner.close()
    client.set_alarm_state(AlarmName="sick", StateValue="ALARM", StateReason="a test")
    second = LocalTarget(None, engine=Engine(store, cloud, Settings(folder=None)))
    second.resume()
    second.wait()
    found = second.session().client("cloudformation").describe_stacks()["Stacks"]
    assert [each["StackStatus"] for each in found] == ["ROLLBACK_COMPLETE"]
    second.close()
