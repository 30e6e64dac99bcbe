"""The pretend provider keeps the handler contract."""

import asyncio
from dataclasses import replace
from typing import Any

from landform.ground.handler import (
    HandlerAction,
    HandlerErrorCode,
    HandlerFailure,
    HandlerInProgress,
    HandlerRequest,
    HandlerSuccess,
    Provider,
)
from landform.ground.values import Properties
from landform.providers.pretend import Conduct, Fault, PretendCloud, PretendProvider


def request(
    action: HandlerAction,
    token: str = "t1",
    physical_id: str | None = None,
    desired: Properties | None = None,
    **models: Any,
) -> HandlerRequest:
    return HandlerRequest(
        action=action,
        type_name="Pretend::Queue",
        client_token=token,
        account_id="111111111111",
        region="us-east-1",
        stack_id="stack",
        stack_name="shop",
        logical_id="Queue",
        physical_id=physical_id,
        desired=desired or {},
        **models,
    )


def test_the_same_token_never_makes_a_second_resource() -> None:
    cloud = PretendCloud()
    first = cloud.handle(request(HandlerAction.CREATE))
    assert cloud.handle(request(HandlerAction.CREATE)) == first
    assert list(cloud.resources) == ["queue-00001"]


def test_another_token_makes_another_resource() -> None:
    cloud = PretendCloud()
    cloud.handle(request(HandlerAction.CREATE, "t1"))
    cloud.handle(request(HandlerAction.CREATE, "t2"))
    assert list(cloud.resources) == ["queue-00001", "queue-00002"]


def test_read_update_and_delete_do_what_they_say() -> None:
    cloud = PretendCloud()
    cloud.handle(request(HandlerAction.CREATE, desired={"Size": 1}))
    cloud.handle(request(HandlerAction.UPDATE, "t2", "queue-00001", {"Size": 2}))
    read = cloud.handle(request(HandlerAction.READ, "t3", "queue-00001"))
    assert isinstance(read, HandlerSuccess)
    assert read.properties == {"Size": 2}
    assert isinstance(cloud.handle(request(HandlerAction.DELETE, "t4", "queue-00001")), HandlerSuccess)
    gone = cloud.handle(request(HandlerAction.READ, "t5", "queue-00001"))
    assert isinstance(gone, HandlerFailure)
    assert gone.code is HandlerErrorCode.NOT_FOUND


def test_deleting_what_is_not_there_is_not_found() -> None:
    answer = PretendCloud().handle(request(HandlerAction.DELETE, physical_id="nothing"))
    assert isinstance(answer, HandlerFailure)
    assert answer.code is HandlerErrorCode.NOT_FOUND


def test_polls_end_in_success_and_tell_the_id_early() -> None:
    cloud = PretendCloud(conduct_of=lambda _request: Conduct(polls=1, delay_seconds=3.0))
    progress = cloud.handle(request(HandlerAction.CREATE))
    assert progress == HandlerInProgress(
        callback_context={"polls_left": 0}, delay_seconds=3.0, physical_id="queue-00001"
    )
    assert isinstance(cloud.handle(request(HandlerAction.CREATE)), HandlerSuccess)


def test_a_hiccup_passes_and_may_hide_that_the_work_is_done() -> None:
    cloud = PretendCloud(conduct_of=lambda _request: Conduct(hiccups=1, acts_before_hiccup=True))
    hiccup = cloud.handle(request(HandlerAction.CREATE))
    assert isinstance(hiccup, HandlerFailure)
    assert list(cloud.resources) == ["queue-00001"]
    again = cloud.handle(request(HandlerAction.CREATE))
    assert isinstance(again, HandlerSuccess)
    assert list(cloud.resources) == ["queue-00001"]


def test_a_partial_failure_leaves_something_half_made() -> None:
    cloud = PretendCloud(conduct_of=lambda _request: Conduct(fault=Fault.PARTIAL))
    answer = cloud.handle(request(HandlerAction.CREATE))
    assert isinstance(answer, HandlerFailure)
    assert answer.physical_id == "queue-00001"
    assert "queue-00001" in cloud.resources


def changed_from(conduct: Conduct, **models: Any) -> Properties:
    """What is left of {"A": 1, "B": 1, "C": 1} after an update to all twos that is told the models."""
    cloud = PretendCloud()
    cloud.handle(request(HandlerAction.CREATE, "t1", desired={"A": 1, "B": 1, "C": 1}))
    cloud.conduct_of = lambda _request: conduct
    wanted = {"A": 2, "B": 2, "D": 2}
    cloud.handle(request(HandlerAction.UPDATE, "t2", "queue-00001", desired=wanted, **models))
    return cloud.resources["queue-00001"].properties


def test_an_update_makes_only_the_changes_that_it_is_told_of() -> None:
    told = {"A": 1, "B": 2, "C": 1}
    assert changed_from(Conduct(), previous=told) == {"A": 2, "B": 1, "D": 2}
    both = changed_from(Conduct(), previous=told, also_possible=({"B": 1},))
    assert both == {"A": 2, "B": 2, "D": 2}


def test_an_update_fails_between_two_changes() -> None:
    conduct = Conduct(fault=Fault.PARTIAL, share=0.5)
    told = {"A": 1, "B": 1, "C": 1}
    assert changed_from(conduct, previous=told) == {"A": 2, "B": 2, "C": 1}
    assert changed_from(replace(conduct, from_the_end=True), previous=told) == {"A": 1, "B": 1, "D": 2}


def test_a_deletion_that_fails_takes_away_some_properties() -> None:
    cloud = PretendCloud(conduct_of=lambda _request: Conduct())
    cloud.handle(request(HandlerAction.CREATE, "t1", desired={"A": 1, "B": 1}))
    cloud.conduct_of = lambda _request: Conduct(fault=Fault.PARTIAL, share=0.5)
    cloud.handle(request(HandlerAction.DELETE, "t2", "queue-00001", previous={"A": 1, "B": 1}))
    assert cloud.resources["queue-00001"].properties == {"B": 1}


def test_a_unique_property_is_guarded() -> None:
    cloud = PretendCloud(unique_properties={"Pretend::Queue": "Name"})
    cloud.handle(request(HandlerAction.CREATE, "t1", desired={"Name": "jobs"}))
    answer = cloud.handle(request(HandlerAction.CREATE, "t2", desired={"Name": "jobs"}))
    assert isinstance(answer, HandlerFailure)
    assert answer.code is HandlerErrorCode.ALREADY_EXISTS


def test_it_is_a_provider() -> None:
    provider: Provider = PretendProvider(PretendCloud())
    assert provider.supports("Pretend::Queue")
    assert not provider.supports("AWS::SQS::Queue")
    assert isinstance(asyncio.run(provider.handle(request(HandlerAction.CREATE))), HandlerSuccess)
