import threading
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest

from landform.cloud.embedded import EmbeddedCloud
from landform.cloud.waiting import LOOK_SECONDS, Patience

POLLS = 20


@pytest.fixture
def queue() -> tuple[EmbeddedCloud, str]:
    cloud = EmbeddedCloud(None)
    return cloud, str(cloud.clients().call("sqs", "CreateQueue", {"QueueName": "q"})["QueueUrl"])


def poll(cloud: EmbeddedCloud, url: str, seconds: int | None = 20) -> list[Any]:
    wait = {} if seconds is None else {"WaitTimeSeconds": seconds}
    found = cloud.clients().call("sqs", "ReceiveMessage", {"QueueUrl": url, **wait})
    return list(found.get("Messages", []))


def test_others_are_answered_while_many_wait_for_messages(queue: tuple[EmbeddedCloud, str]) -> None:
    cloud, url = queue
    with ThreadPoolExecutor(POLLS) as pool:
        waiting = [pool.submit(poll, cloud, url) for _ in range(POLLS)]
        identity = cloud.clients().call("sts", "GetCallerIdentity", {})
        assert identity["Account"] == "000000000000"
        assert [each.done() for each in waiting] == [False] * POLLS
        cloud.arrivals.close()
        assert [each.result(60) for each in waiting] == [[]] * POLLS


def test_a_message_that_comes_ends_the_waiting_of_one(
    queue: tuple[EmbeddedCloud, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("landform.cloud.waiting.LOOK_SECONDS", 60.0)  # nobody looks unless told
    cloud, url = queue
    with ThreadPoolExecutor(2) as pool:
        waiting = [pool.submit(poll, cloud, url) for _ in range(2)]
        cloud.clients().call("sqs", "SendMessage", {"QueueUrl": url, "MessageBody": "hello"})
        first = next(iter(_finished(waiting)))
        assert [each["Body"] for each in first.result(60)] == ["hello"]
        cloud.arrivals.close()
        (other,) = (each for each in waiting if each is not first)
        assert other.result(60) == []


def _finished(waiting: list["Future[list[Any]]"]) -> set["Future[list[Any]]"]:
    from concurrent.futures import FIRST_COMPLETED, wait

    return wait(waiting, timeout=60, return_when=FIRST_COMPLETED).done


def test_a_queue_that_makes_its_receivers_wait_does_so_outside_the_lock(tmp_path: Path) -> None:
    cloud = EmbeddedCloud(tmp_path)
    attributes = {"ReceiveMessageWaitTimeSeconds": "20"}
    made = cloud.clients().call("sqs", "CreateQueue", {"QueueName": "q", "Attributes": attributes})
    with ThreadPoolExecutor(1) as pool:
        waiting = pool.submit(poll, cloud, made["QueueUrl"], None)
        cloud.clients().call("sqs", "SendMessage", {"QueueUrl": made["QueueUrl"], "MessageBody": "hello"})
        assert [each["Body"] for each in waiting.result(60)] == ["hello"]
    cloud.close()


def test_looks_that_find_nothing_are_not_logged_and_what_was_received_survives(tmp_path: Path) -> None:
    first = EmbeddedCloud(tmp_path)
    url = str(first.clients().call("sqs", "CreateQueue", {"QueueName": "q"})["QueueUrl"])
    assert poll(first, url, 1) == []
    assert first.log().last_number() == 1  # CreateQueue
    first.clients().call("sqs", "SendMessage", {"QueueUrl": url, "MessageBody": "hello"})
    (received,) = poll(first, url)
    assert first.log().last_number() == 3
    first.close()
    second = EmbeddedCloud(tmp_path)
    assert poll(second, url, 0) == []  # in flight still
    handle = {"QueueUrl": url, "ReceiptHandle": received["ReceiptHandle"]}
    second.clients().call("sqs", "ChangeMessageVisibility", {**handle, "VisibilityTimeout": 0})
    assert [each["Body"] for each in poll(second, url, 0)] == ["hello"]
    second.close()


def test_a_look_that_moves_a_message_to_the_dead_letters_is_logged(tmp_path: Path) -> None:
    cloud = EmbeddedCloud(tmp_path)
    call = cloud.clients().call
    dead = call("sqs", "CreateQueue", {"QueueName": "dead"})["QueueUrl"]
    arn = "arn:aws:sqs:us-east-1:000000000000:dead"
    policy = f'{{"deadLetterTargetArn": "{arn}", "maxReceiveCount": 1}}'
    attributes = {"RedrivePolicy": policy, "VisibilityTimeout": "0"}
    url = str(call("sqs", "CreateQueue", {"QueueName": "q", "Attributes": attributes})["QueueUrl"])
    call("sqs", "SendMessage", {"QueueUrl": url, "MessageBody": "hello"})
    assert len(poll(cloud, url, 0)) == 1
    assert poll(cloud, url, 0) == []
    cloud.close()
    again = EmbeddedCloud(tmp_path)
    assert [each["Body"] for each in poll(again, dead, 0)] == ["hello"]
    again.close()


def test_a_worker_without_tasks_is_answered_outside_the_lock() -> None:
    cloud = EmbeddedCloud(None)
    call = cloud.clients().call
    call("swf", "RegisterDomain", {"name": "d", "workflowExecutionRetentionPeriodInDays": "1"})
    request = {"domain": "d", "taskList": {"name": "t"}}
    seen: list[dict[str, Any]] = []
    worker = threading.Thread(target=lambda: seen.append(call("swf", "PollForActivityTask", request)))
    worker.start()
    call("sts", "GetCallerIdentity", {})
    cloud.arrivals.close()
    worker.join(60)
    assert [each.get("taskToken") for each in seen] == [None]


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Callable[[float], None]:
    now = [100.0]
    monkeypatch.setattr("landform.cloud.waiting.time.monotonic", lambda: now[0])

    def move(seconds: float) -> None:
        now[0] += seconds

    return move


def test_patience_lasts_as_long_as_the_request_asked_at_first(clock: Callable[[float], None]) -> None:
    patience = Patience()
    assert patience.pause_seconds(1.0) == LOOK_SECONDS
    clock(0.875)
    assert patience.pause_seconds(1.0) == 0.125
    clock(0.125)
    assert patience.pause_seconds(1.0) == 0.0


def test_an_answer_is_given_at_once(clock: Callable[[float], None]) -> None:
    assert Patience().pause_seconds(0.0) == 0.0
