"""Creating a stack: the events AWS tells, failures, timeouts, and what becomes of half-made resources."""

from landform.deploy.messages import Answered, CancelRequested, DeleteRequested, TimerFired, WakeAt
from landform.deploy.spec import DesiredFailure
from landform.ground.handler import HandlerAction, HandlerErrorCode, HandlerFailure, HandlerInProgress
from landform.ground.records import OutputRecord
from landform.ground.statuses import DeletionPolicy, OnFailure, OperationKind, ResourceStatus
from tests.unit.deploy.helpers import Desired, Run, Wish, failure, spec_of

CREATE = OperationKind.CREATE
#   A <- B
#   C
SHOP = {"A": Wish({"Size": 1}), "B": Wish({"Source": "@A"}, after=("A",)), "C": Wish({"Size": 3})}


def test_a_topic_tells_the_events_aws_recorded() -> None:
    """Fact: test_change_set_fn_get_attr.py::…::test_immutable_property_update_causes_resource_replacement.

    Topic1's first three events and the stack's, there in reverse order.
    """
    run = Run(spec_of(CREATE, {"Topic1": Wish({"DisplayName": "value"}, type_name="AWS::SNS::Topic")})).play()
    assert run.lines == [
        "stack CREATE_IN_PROGRESS User Initiated",
        "Topic1 - CREATE_IN_PROGRESS",
        "Topic1 Topic1-1 CREATE_IN_PROGRESS Resource creation Initiated",
        "Topic1 Topic1-1 CREATE_COMPLETE",
        "stack CREATE_COMPLETE",
        "finish CREATE_COMPLETE",
    ]


def test_a_resource_gets_the_values_of_what_it_refers_to() -> None:
    run = Run(spec_of(CREATE, SHOP)).play()
    assert run.memory.live["B"].properties == {"Source": "A-1"}
    assert run.memory.live["B"].depends_on == ("A",)
    assert [call.logical_id for call in run.calls] == ["A", "C", "B"]


def test_outputs_are_set_before_the_stack_is_complete() -> None:
    outputs = (OutputRecord(key="Url", value="https://a"),)
    run = Run(spec_of(CREATE, {}, desired=Desired({}, outputs)))
    assert run.memory.outputs == outputs
    assert run.lines[-1] == "finish CREATE_COMPLETE"


def test_an_output_that_cannot_be_computed_rolls_the_stack_back() -> None:
    desired = Desired({"A": {"Size": 1}}, DesiredFailure(reason="Output Url has no value"))
    run = Run(spec_of(CREATE, {"A": Wish({"Size": 1})}, desired=desired)).play()
    assert run.told("stack") == [
        "CREATE_IN_PROGRESS User Initiated",
        "ROLLBACK_IN_PROGRESS Output Url has no value. Rollback requested by user.",
        "ROLLBACK_COMPLETE",
    ]
    assert run.memory.live == {}


def test_a_failed_create_deletes_what_was_made_in_reverse_order() -> None:
    run = Run(spec_of(CREATE, SHOP))
    run.answer("A")
    run.answer("B")
    run.answer("C", failure("Limit exceeded"))
    run.play()
    assert run.lines[8:] == [
        "C - CREATE_FAILED Limit exceeded",
        "stack ROLLBACK_IN_PROGRESS The following resource(s) failed to create: [C]."
        " Rollback requested by user.",
        "C - DELETE_COMPLETE",
        "B B-2 DELETE_IN_PROGRESS",
        "B B-2 DELETE_COMPLETE",
        "A A-1 DELETE_IN_PROGRESS",
        "A A-1 DELETE_COMPLETE",
        "stack ROLLBACK_COMPLETE",
        "finish ROLLBACK_COMPLETE",
    ]
    assert run.memory.live == {}


def test_a_create_under_way_is_cancelled_awaited_and_deleted() -> None:
    run = Run(spec_of(CREATE, {"A": Wish({}), "C": Wish({})}))
    run.answer("C", failure("no"))
    assert run.lines[3:] == [
        "C - CREATE_FAILED no",
        "A - CREATE_FAILED Resource creation cancelled",
        "stack ROLLBACK_IN_PROGRESS The following resource(s) failed to create: [C, A]."
        " Rollback requested by user.",
    ]
    assert [call.action for call in run.waiting] == [HandlerAction.CREATE]
    run.answer("A")
    run.play()
    assert run.told("A")[-2:] == ["A-1 DELETE_IN_PROGRESS", "A-1 DELETE_COMPLETE"]
    assert run.lines[-1] == "finish ROLLBACK_COMPLETE"


def test_a_half_made_resource_is_deleted_whatever_its_policy() -> None:
    run = Run(spec_of(CREATE, {"A": Wish({}, deletion_policy=DeletionPolicy.RETAIN)}))
    code = HandlerErrorCode.NOT_STABILIZED
    run.answer("A", HandlerFailure(code=code, message="did not start", physical_id="a-half"))
    assert run.calls[-1].action is HandlerAction.DELETE
    assert run.calls[-1].physical_id == "a-half"
    run.play()
    assert run.memory.live == {}


def test_a_rolled_back_create_keeps_what_is_retained_but_not_what_is_retained_except_on_create() -> None:
    """https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-attribute-deletionpolicy.html"""
    wishes = {
        "Kept": Wish({}, deletion_policy=DeletionPolicy.RETAIN),
        "Gone": Wish({}, deletion_policy=DeletionPolicy.RETAIN_EXCEPT_ON_CREATE),
        "Bad": Wish({}, after=("Kept", "Gone")),
    }
    run = Run(spec_of(CREATE, wishes)).play({("Bad", HandlerAction.CREATE): failure("no")})
    assert run.told("Kept")[-1] == "Kept-1 DELETE_SKIPPED"
    assert run.told("Gone")[-1] == "Gone-2 DELETE_COMPLETE"
    assert run.lines[-1] == "finish ROLLBACK_COMPLETE"


def test_retain_except_on_create_as_a_parameter_deletes_even_what_is_retained() -> None:
    wishes = {"Kept": Wish({}, deletion_policy=DeletionPolicy.RETAIN), "Bad": Wish({}, after=("Kept",))}
    spec = spec_of(CREATE, wishes, retain_except_on_create=True)
    run = Run(spec).play({("Bad", HandlerAction.CREATE): failure("no")})
    assert run.told("Kept")[-1] == "Kept-1 DELETE_COMPLETE"


def test_a_deletion_that_fails_leaves_rollback_failed_with_awss_reason() -> None:
    """Fact: api/test_stacks.py::test_blocked_stack_deletion, stack_post_create."""
    wishes = {"BrokenPolicy": Wish({}), "Bad": Wish({}, after=("BrokenPolicy",))}
    script = {
        ("Bad", HandlerAction.CREATE): failure("no"),
        ("BrokenPolicy", HandlerAction.DELETE): failure("in use"),
    }
    run = Run(spec_of(CREATE, wishes)).play(script)
    assert run.told("BrokenPolicy")[-1] == "BrokenPolicy-1 DELETE_FAILED in use"
    assert (
        run.told("stack")[-1] == "ROLLBACK_FAILED The following resource(s) failed to delete: [BrokenPolicy]."
    )
    assert run.memory.live["BrokenPolicy"].status is ResourceStatus.DELETE_FAILED


def test_do_nothing_goes_on_along_independent_paths_and_keeps_all() -> None:
    """https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/stack-failure-options.html"""
    wishes = {"Bad": Wish({}), "Behind": Wish({}, after=("Bad",)), "C": Wish({}), "D": Wish({}, after=("C",))}
    spec = spec_of(CREATE, wishes, on_failure=OnFailure.DO_NOTHING)
    run = Run(spec).play({("Bad", HandlerAction.CREATE): failure("no")})
    assert run.told("Behind") == []
    assert run.told("D")[-1] == "D-2 CREATE_COMPLETE"
    assert run.lines[-2:] == [
        "stack CREATE_FAILED The following resource(s) failed to create: [Bad].",
        "finish CREATE_FAILED",
    ]
    assert set(run.memory.live) == {"Bad", "C", "D"}


def test_delete_on_failure_ends_with_the_stack_deleted() -> None:
    spec = spec_of(CREATE, SHOP, on_failure=OnFailure.DELETE)
    run = Run(spec).play({("B", HandlerAction.CREATE): failure("no")})
    assert run.told("stack") == [
        "CREATE_IN_PROGRESS User Initiated",
        "DELETE_IN_PROGRESS The following resource(s) failed to create: [B]. Delete requested by user.",
        "DELETE_COMPLETE",
    ]


def test_the_timeout_rolls_back() -> None:
    run = Run(spec_of(CREATE, {"A": Wish({})}, timeout_seconds=60.0))
    assert run.deployment.wakes_at == 1060.0
    run.now = 1060.0
    run.give(TimerFired())
    assert run.lines[2:] == [
        "A - CREATE_FAILED Resource creation cancelled",
        "stack ROLLBACK_IN_PROGRESS Stack creation time exceeded the specified timeout."
        " Rollback requested by user.",
    ]
    assert run.play().lines[-1] == "finish ROLLBACK_COMPLETE"


def test_a_timer_that_fires_too_early_is_set_again() -> None:
    run = Run(spec_of(CREATE, {"A": Wish({})}, timeout_seconds=60.0))
    assert run.give(TimerFired()) == [WakeAt(time=1060.0)]


def test_a_create_cannot_be_cancelled() -> None:
    run = Run(spec_of(CREATE, {"A": Wish({})}))
    assert run.give(CancelRequested()) == []


def test_a_deletion_cuts_into_a_create() -> None:
    run = Run(spec_of(CREATE, SHOP))
    run.answer("A")
    run.give(DeleteRequested())
    run.play()
    assert [line for line in run.lines if line.startswith(("stack", "finish"))] == [
        "stack CREATE_IN_PROGRESS User Initiated",
        "stack DELETE_IN_PROGRESS User Initiated",
        "stack DELETE_COMPLETE",
        "finish DELETE_COMPLETE",
    ]
    assert run.told("A")[-1] == "A-1 DELETE_COMPLETE"


def test_a_second_deletion_of_a_create_changes_nothing() -> None:
    run = Run(spec_of(CREATE, SHOP))
    run.give(DeleteRequested())
    assert run.give(DeleteRequested()) == []


def test_properties_that_cannot_be_computed_fail_without_a_call() -> None:
    run = Run(spec_of(CREATE, {"A": Wish({"Broken": "The secret does not exist"})}))
    assert run.calls == []
    assert run.told("A") == ["- CREATE_FAILED The secret does not exist", "- DELETE_COMPLETE"]


def test_the_physical_id_is_told_as_soon_as_it_is_known() -> None:
    run = Run(spec_of(CREATE, {"A": Wish({})}))
    run.answer("A", HandlerInProgress(callback_context={"step": 1}, delay_seconds=5.0, physical_id="a-1"))
    assert run.lines[2:] == ["A a-1 CREATE_IN_PROGRESS Resource creation Initiated"]
    poll = run.waiting[0]
    assert (poll.callback_context, poll.not_before, poll.physical_id) == ({"step": 1}, 1005.0, "a-1")
    assert poll.token == run.calls[0].token
    run.play()
    assert run.told("A").count("A-1 CREATE_IN_PROGRESS Resource creation Initiated") == 0


def test_an_answer_that_comes_twice_changes_nothing() -> None:
    run = Run(spec_of(CREATE, {"A": Wish({}), "B": Wish({})}))
    call = run.waiting[0]
    answer = run.success(call)
    run.answer("A", answer)
    assert run.give(Answered(token=call.token, answer=answer)) == []


def test_at_most_the_allowed_number_of_calls_is_under_way() -> None:
    wishes = {f"R{number}": Wish({}) for number in range(5)}
    run = Run(spec_of(CREATE, wishes, max_concurrency=2))
    assert [call.logical_id for call in run.waiting] == ["R0", "R1"]
    run.answer("R0")
    assert [call.logical_id for call in run.waiting] == ["R1", "R2"]
    assert run.play().lines[-1] == "finish CREATE_COMPLETE"
