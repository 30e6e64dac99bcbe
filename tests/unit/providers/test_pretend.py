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


def test_by_default_nothing_goes_wrong_and_nothing_takes_time() -> None:
    assert Conduct() == Conduct(
        polls=0,
        delay_seconds=1.0,
        tells_id_early=True,
        hiccups=0,
        hiccup_code=HandlerErrorCode.THROTTLING,
        acts_before_hiccup=False,
        share=1.0,
        from_the_end=False,
        fault=Fault.NONE,
        fault_code=HandlerErrorCode.INVALID_REQUEST,
        fault_message="It was told to fail.",
    )
    made = PretendCloud().handle(request(HandlerAction.CREATE))
    assert made == HandlerSuccess(
        physical_id="queue-00001", attributes={"Arn": "arn:pretend:queue-00001"}, properties={}
    )


def test_what_exists_says_whose_it_is_and_every_request_is_kept() -> None:
    cloud = PretendCloud()
    asked = [
        request(HandlerAction.CREATE, desired={"A": 1}),
        request(HandlerAction.READ, "t2", "queue-00001"),
    ]
    answers = [cloud.handle(each) for each in asked]
    there = cloud.resources["queue-00001"]
    assert (there.type_name, there.logical_id, there.stack_id) == ("Pretend::Queue", "Queue", "stack")
    assert (there.physical_id, there.client_token, there.properties) == ("queue-00001", "t1", {"A": 1})
    assert cloud.requests == asked
    assert answers[1] == HandlerSuccess(
        physical_id="queue-00001", attributes={"Arn": "arn:pretend:queue-00001"}, properties={"A": 1}
    )


def test_a_clean_failure_does_nothing_and_is_repeated_alike() -> None:
    conduct = Conduct(fault=Fault.CLEAN, fault_code=HandlerErrorCode.ACCESS_DENIED, fault_message="No.")
    cloud = PretendCloud(conduct_of=lambda _request: conduct)
    failure = HandlerFailure(code=HandlerErrorCode.ACCESS_DENIED, message="No.")
    assert [cloud.handle(request(HandlerAction.CREATE)) for _ in range(2)] == [failure, failure]
    assert cloud.resources == {}


def test_only_a_creation_that_fails_half_way_names_what_it_left() -> None:
    cloud = PretendCloud()
    cloud.handle(request(HandlerAction.CREATE, desired={"A": 1}))
    cloud.conduct_of = lambda _request: Conduct(fault=Fault.PARTIAL)
    answer = cloud.handle(request(HandlerAction.UPDATE, "t2", "queue-00001", {"A": 2}))
    failure = HandlerFailure(code=HandlerErrorCode.INVALID_REQUEST, message="It was told to fail.")
    assert answer == failure


def test_a_hiccup_says_so_and_does_nothing_unless_it_is_told_to() -> None:
    conduct = Conduct(hiccups=2, hiccup_code=HandlerErrorCode.NETWORK_FAILURE)
    cloud = PretendCloud(conduct_of=lambda _request: conduct)
    hiccup = HandlerFailure(code=HandlerErrorCode.NETWORK_FAILURE, message="Please try again.")
    assert [cloud.handle(request(HandlerAction.CREATE)) for _ in range(2)] == [hiccup, hiccup]
    assert cloud.resources == {}
    assert isinstance(cloud.handle(request(HandlerAction.CREATE)), HandlerSuccess)


def test_an_update_behind_a_hiccup_makes_its_share_and_then_the_rest() -> None:
    cloud = PretendCloud()
    cloud.handle(request(HandlerAction.CREATE, desired={"A": 1, "B": 1}))
    cloud.conduct_of = lambda _request: Conduct(hiccups=1, acts_before_hiccup=True, share=0.5)
    update = request(HandlerAction.UPDATE, "t2", "queue-00001", {"A": 2, "B": 2}, previous={"A": 1, "B": 1})
    assert isinstance(cloud.handle(update), HandlerFailure)
    assert cloud.resources["queue-00001"].properties == {"A": 2, "B": 1}
    assert isinstance(cloud.handle(update), HandlerSuccess)
    assert cloud.resources["queue-00001"].properties == {"A": 2, "B": 2}


def test_what_was_deleted_behind_a_hiccup_or_a_poll_is_no_failure_afterwards() -> None:
    for conduct in (Conduct(hiccups=1, acts_before_hiccup=True), Conduct(polls=1)):
        cloud = PretendCloud()
        cloud.handle(request(HandlerAction.CREATE))
        cloud.conduct_of = lambda _request, conduct=conduct: conduct  # type: ignore[misc]
        delete = request(HandlerAction.DELETE, "t2", "queue-00001")
        cloud.handle(delete)
        assert cloud.resources == {}
        assert isinstance(cloud.handle(delete), HandlerSuccess)


def test_polls_count_down_and_may_keep_the_id_to_themselves() -> None:
    cloud = PretendCloud(conduct_of=lambda _request: Conduct(polls=2, tells_id_early=False))
    assert [cloud.handle(request(HandlerAction.CREATE)) for _ in range(2)] == [
        HandlerInProgress(callback_context={"polls_left": left}, delay_seconds=1.0) for left in (1, 0)
    ]
    assert isinstance(cloud.handle(request(HandlerAction.CREATE)), HandlerSuccess)


def test_settling_leaves_the_resource_as_it_is() -> None:
    cloud = PretendCloud()
    cloud.handle(request(HandlerAction.CREATE, desired={"A": 1}))
    answer = cloud.handle(request(HandlerAction.SETTLE, "t2", "queue-00001"))
    assert isinstance(answer, HandlerSuccess)
    assert cloud.resources["queue-00001"].properties == {"A": 1}


def test_what_is_not_there_and_what_is_taken_is_told_by_name() -> None:
    cloud = PretendCloud(unique_properties={"Pretend::Queue": "Name"})
    for action in (HandlerAction.READ, HandlerAction.UPDATE):
        gone = cloud.handle(request(action, f"t-{action}", "gone"))
        assert gone == HandlerFailure(code=HandlerErrorCode.NOT_FOUND, message="gone was not found.")
    cloud.handle(request(HandlerAction.CREATE, "t1", desired={"Name": "jobs"}))
    free = cloud.handle(request(HandlerAction.CREATE, "t2", desired={"Name": "other"}))
    assert isinstance(free, HandlerSuccess)
    taken = cloud.handle(request(HandlerAction.CREATE, "t3", desired={"Name": "jobs"}))
    assert taken == HandlerFailure(code=HandlerErrorCode.ALREADY_EXISTS, message="jobs already exists.")
    another = replace(
        request(HandlerAction.CREATE, "t4", desired={"Name": "jobs"}), type_name="Pretend::Topic"
    )
    assert isinstance(cloud.handle(another), HandlerSuccess)
