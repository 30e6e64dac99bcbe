"""What is deleted is let go of."""

import gc
from collections.abc import Iterator
from pathlib import Path

import pytest

from landform.cloud.embedded import EmbeddedCloud


@pytest.fixture(autouse=True)
def _nothing_older() -> Iterator[None]:
    """What other tests have left in this process is not looked at, which would take long."""
    gc.collect()
    gc.freeze()
    yield
    gc.unfreeze()


def cycle(cloud: EmbeddedCloud, times: int) -> None:
    for number in range(times):
        clients = cloud.clients().with_token(f"t{number}")
        url = clients.call("sqs", "CreateQueue", {"QueueName": "q"})["QueueUrl"]
        clients.call("sqs", "SendMessage", {"QueueUrl": url, "MessageBody": "hello"})
        clients.call("sqs", "DeleteQueue", {"QueueUrl": url})


def alive(*names: str) -> int:
    gc.collect()
    return sum(type(each).__name__ in names for each in gc.get_objects())


@pytest.mark.parametrize("is_durable", [False, True])
def test_nothing_of_deleted_queues_and_their_messages_is_kept(tmp_path: Path, is_durable: bool) -> None:
    cloud = EmbeddedCloud(tmp_path if is_durable else None)
    cycle(cloud, 1)
    before = alive("Queue", "Message")
    cycle(cloud, 20)
    assert alive("Queue", "Message") == before
    cloud.close()


def test_objects_that_a_snapshot_brings_back_are_let_go_of_too(tmp_path: Path) -> None:
    first = EmbeddedCloud(tmp_path)
    url = first.clients().call("sqs", "CreateQueue", {"QueueName": "q"})["QueueUrl"]
    first.save_snapshot()
    first.close()
    before = alive("Queue")
    second = EmbeddedCloud(tmp_path)
    second.clients().call("sqs", "DeleteQueue", {"QueueUrl": url})
    assert alive("Queue") == before
    second.close()


@pytest.mark.parametrize("is_durable", [False, True])
def test_only_the_last_answers_are_kept(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, is_durable: bool
) -> None:
    for name, value in (("PRUNED_EVERY", 6), ("ANSWERS_KEPT", 4), ("ANSWERS_KEPT_IN_MEMORY", 4)):
        monkeypatch.setattr(f"landform.cloud.log.{name}", value)
    cloud = EmbeddedCloud(tmp_path if is_durable else None)
    cycle(cloud, 8)
    (kept,) = cloud.log().connection.execute("SELECT count(*) FROM answers").fetchone()
    assert kept == 4
    assert [cloud.knows_token(f"t{number}") for number in range(8)] == [False] * 6 + [True] * 2
    cloud.close()


def test_the_log_of_a_folder_does_not_grow_with_what_came_and_went(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("landform.cloud.embedded.SNAPSHOT_EVERY", 10)
    monkeypatch.setattr("landform.cloud.embedded.KEPT_REQUESTS", 5)
    monkeypatch.setattr("landform.cloud.embedded.BYTES_OF_A_CHANGE", 1_000_000)
    cloud = EmbeddedCloud(tmp_path)
    cycle(cloud, 60)
    (kept,) = cloud.log().connection.execute("SELECT count(*) FROM requests").fetchone()
    assert kept == 5  # the snapshot of the 180th change has just been made
    cloud.close()
