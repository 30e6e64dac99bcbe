"""Who owns the state owns its cloud: readers wait, or fail themselves, never the writer."""

import json
from pathlib import Path
from typing import Any

import pytest

from landform.engine.ownership import Ownership, StateInUseError
from landform.server.local import LocalTarget
from tests.unit.engine.world import queue, refusal

TEMPLATE = json.dumps({"Resources": {"Jobs": queue("jobs")}})


def opened(folder: Path, told: list[str] | None = None, wait_seconds: float = 0.0) -> LocalTarget:
    waiting = told.append if told is not None else None
    return LocalTarget(folder, owner_wait_seconds=wait_seconds, waiting=waiting)


def client(target: LocalTarget) -> Any:
    return target.session().client("cloudformation")


def test_a_reader_of_the_cloud_keeps_a_deployment_from_being_begun_and_not_from_succeeding(
    tmp_path: Path,
) -> None:
    told: list[str] = []
    with opened(tmp_path) as reader, opened(tmp_path, told, 0.05) as writer:
        reader.session().client("sqs").list_queues()
        code, message, _ = refusal(client(writer).create_stack, StackName="app", TemplateBody=TEMPLATE)
        assert code == "OperationInProgressException"
        assert "which reads its cloud" in message
        assert len(told) == 1
        assert not writer.is_run_elsewhere()  # nobody runs operations: a cancel or a resume may do so
        reader.close()
        client(writer).create_stack(StackName="app", TemplateBody=TEMPLATE)
        writer.wait()
        assert client(writer).describe_stacks()["Stacks"][0]["StackStatus"] == "CREATE_COMPLETE"


def test_who_reads_the_cloud_during_a_deployment_fails_alone(tmp_path: Path) -> None:
    with opened(tmp_path) as writer, opened(tmp_path) as reader:
        client(writer).create_stack(StackName="app", TemplateBody=TEMPLATE)
        with pytest.raises(StateInUseError):
            reader.session().client("sqs").list_queues()
        writer.wait()
        code, _, _ = refusal(client(reader).detect_stack_drift, StackName="app")
        assert code == "OperationInProgressException"
        assert reader.is_run_elsewhere()
        assert client(reader).describe_stacks()["Stacks"][0]["StackStatus"] == "CREATE_COMPLETE"


def test_drift_that_had_to_wait_compares_with_what_is_recorded_then(tmp_path: Path) -> None:
    with opened(tmp_path) as writer:
        client(writer).create_stack(StackName="app", TemplateBody=TEMPLATE)
        writer.wait()

    def rename(_: str) -> None:
        """While the reader waits, the queue is replaced, and the writer ends."""
        renamed = json.dumps({"Resources": {"Jobs": queue("renamed")}})
        client(writer).update_stack(StackName="app", TemplateBody=renamed)
        writer.wait()
        writer.close()

    with opened(tmp_path) as writer, LocalTarget(tmp_path, owner_wait_seconds=10, waiting=rename) as reader:
        writer.resume()
        found = client(reader).detect_stack_drift(StackName="app")["StackDriftDetectionId"]
        status = client(reader).describe_stack_drift_detection_status(StackDriftDetectionId=found)
        assert status["StackDriftStatus"] == "IN_SYNC"


def test_whoever_has_read_may_become_the_one_who_runs_operations(tmp_path: Path) -> None:
    with opened(tmp_path) as target, opened(tmp_path) as other:
        target.session().client("sqs").list_queues()
        assert not other.is_run_elsewhere()
        target.resume()
        assert other.is_run_elsewhere()


def test_a_folder_that_is_replaced_is_not_the_one_that_was_acquired(tmp_path: Path) -> None:
    folder = tmp_path / "state"
    folder.mkdir()
    owner = Ownership(folder)
    owner.acquire()
    assert not owner.is_lost
    folder.rename(tmp_path / "old")
    assert owner.is_lost
    folder.mkdir()
    (folder / "owner.lock").touch()
    assert owner.is_lost
    owner.release()
