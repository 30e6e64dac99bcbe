"""Coroutines that are waited for from plain code."""

import asyncio

import pytest

from landform.engine.awaited import awaited
from landform.server.local import LocalTarget

QUEUE = '{"Resources": {"Jobs": {"Type": "AWS::SQS::Queue"}}}'


async def double(number: int) -> int:
    await asyncio.sleep(0)
    return 2 * number


async def fail() -> int:
    raise KeyError("gone")


def test_a_coroutine_is_waited_for() -> None:
    assert awaited(double(2)) == 4


def test_a_coroutine_is_waited_for_where_a_loop_runs_already() -> None:
    async def in_a_notebook() -> int:
        return awaited(double(3))

    assert asyncio.run(in_a_notebook()) == 6


def test_what_a_coroutine_raises_is_raised_there_too() -> None:
    async def in_a_notebook() -> None:
        awaited(fail())

    with pytest.raises(KeyError, match="gone"):
        asyncio.run(in_a_notebook())


def test_drift_can_be_asked_for_in_a_notebook() -> None:
    async def in_a_notebook() -> str:
        with LocalTarget() as target:
            cloudformation = target.session().client("cloudformation", region_name="us-east-1")
            cloudformation.create_stack(StackName="s", TemplateBody=QUEUE)
            target.wait()
            detection = cloudformation.detect_stack_drift(StackName="s")["StackDriftDetectionId"]
            return cloudformation.describe_stack_drift_detection_status(StackDriftDetectionId=detection)[
                "StackDriftStatus"
            ]

    assert asyncio.run(in_a_notebook()) == "IN_SYNC"
