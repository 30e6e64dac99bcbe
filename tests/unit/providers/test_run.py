"""How a request is carried out with a handler's data: the order of calls, and what each refusal becomes."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any, Self

import pytest

from landform.cloud.clients import ServiceAnswer, ServiceError
from landform.ground.handler import (
    HandlerAction,
    HandlerAnswer,
    HandlerErrorCode,
    HandlerFailure,
    HandlerInProgress,
    HandlerRequest,
    HandlerSuccess,
)
from landform.providers.handlers.model import (
    ID,
    NAME,
    REMOVED_TAGS,
    TAGS,
    Answer,
    Call,
    Code,
    Create,
    Live,
    Prop,
    Read,
    ResourceHandler,
    Stable,
    TagUpdate,
    Update,
)
from landform.providers.handlers.run import carry_out
from landform.providers.names import NameRule

THING = ResourceHandler(
    type_name="AWS::Shop::Thing",
    service="shop",
    name=NameRule(max_length=64),
    name_property="Name",
    exists=Call("FindThing", {"Name": NAME}),
    create=Create(action=Call("CreateThing", {"Name": NAME, "Size": Prop("Size")}), physical_id=Answer("Id")),
    read=Read(
        action=Call("GetThing", {"Id": ID}),
        at="Thing",
        properties={"Size": Live("Size"), "Color": Live("Color")},
    ),
    update=(
        Update(properties=("Size",), action=Call("SetSize", {"Id": ID, "Size": Prop("Size")})),
        Update(
            properties=("Color",),
            action=Call("SetColor", {"Id": ID, "Color": Prop("Color")}),
            removed=Call("RemoveColor", {"Id": ID}),
            on_create=True,
        ),
        Update(properties=("Tags",), action=Call("TagNew", {"Id": ID, "Tags": TAGS}), on_create=True),
    ),
    tags=TagUpdate(
        add=Call("Tag", {"Id": ID, "Tags": TAGS}), remove=Call("Untag", {"Id": ID, "Keys": REMOVED_TAGS})
    ),
    delete=Call("DeleteThing", {"Id": ID}),
    attributes={"Arn": Answer("Arn"), "Owner": Live("Owner")},
    not_found=frozenset({"ThingIsGone"}),
    not_found_texts=("is unknown here",),
    unsupported={"Glow": "Things do not glow."},
)
FIELDS: dict[str, Any] = {
    "type_name": "AWS::Shop::Thing",
    "client_token": "t",
    "account_id": "000000000000",
    "region": "us-east-1",
    "stack_id": "s",
    "stack_name": "s",
    "logical_id": "It",
}
LIVE = {"Thing": {"Size": 1, "Owner": "me", "State": "ready"}}
GONE = ServiceError("ThingNotFound", "No thing.", 404)


class Shop:
    """Clients of a service that answers by the operation's name; a list is used up, the last one stays."""

    accepts_system_tags = False

    def __init__(self, *, knows_token: bool = False, **answers: Any) -> None:
        made = {"CreateThing": {"Id": "id-1", "Arn": "arn:1"}, "GetThing": LIVE, "FindThing": GONE}
        self.answers: dict[str, Any] = made | answers
        self.knows_token = knows_token
        self.asked: list[tuple[str, Mapping[str, Any]]] = []

    @property
    def operations(self) -> list[str]:
        return [operation for operation, _ in self.asked]

    def call(self, service: str, operation: str, parameters: Mapping[str, Any]) -> ServiceAnswer:
        assert service == "shop"
        self.asked.append((operation, dict(parameters)))
        answer: Any = self.answers.get(operation, {})
        if isinstance(answer, list):
            answer = answer.pop(0) if len(answer) > 1 else answer[0]
        if isinstance(answer, ServiceError):
            raise answer
        found: ServiceAnswer = answer
        return found

    def with_token(self, token: str) -> Self:
        return self

    def was_answered(self) -> bool:
        return self.knows_token


def asked(shop: Shop, action: HandlerAction, handler: ResourceHandler = THING, **more: Any) -> HandlerAnswer:
    fields = FIELDS | ({} if action is HandlerAction.CREATE else {"physical_id": "id-1"})
    return carry_out(handler, HandlerRequest(action=action, **{**fields, **more}), shop)


def refused(answer: HandlerAnswer) -> tuple[HandlerErrorCode, str | None]:
    assert isinstance(answer, HandlerFailure), answer
    return answer.code, answer.physical_id


def text_of(answer: HandlerAnswer) -> str:
    assert isinstance(answer, HandlerFailure), answer
    return answer.message


def with_stable(**more: Any) -> ResourceHandler:
    stable = Stable(
        path="State",
        ready=frozenset({"ready"}),
        failed=frozenset({"broken"}),
        gone=frozenset({"buried"}),
        reason_path="Why",
        delay_seconds=3.0,
    )
    return replace(THING, stable=stable, **more)


def test_a_creation_makes_it_sets_the_rest_and_answers_with_its_attributes() -> None:
    shop = Shop()
    answer = asked(shop, HandlerAction.CREATE, desired={"Name": "n", "Size": 2, "Color": "red"})
    assert answer == HandlerSuccess(physical_id="id-1", attributes={"Arn": "arn:1", "Owner": "me"})
    assert shop.asked == [
        ("FindThing", {"Name": "n"}),
        ("CreateThing", {"Name": "n", "Size": 2}),
        ("SetColor", {"Id": "id-1", "Color": "red"}),
        ("GetThing", {"Id": "id-1"}),
    ]


def test_a_creation_sends_nothing_that_is_not_asked_for_but_the_stack_s_tags() -> None:
    plain, tagged = Shop(), Shop()
    asked(plain, HandlerAction.CREATE)
    assert plain.operations == ["CreateThing", "GetThing"]
    assert set(plain.asked[0][1]) == {"Name"}
    asked(tagged, HandlerAction.CREATE, stack_tags={"team": "a"})
    assert tagged.asked[1] == ("TagNew", {"Id": "id-1", "Tags": [{"Key": "team", "Value": "a"}]})


def test_a_stranger_is_told_from_what_this_request_has_made() -> None:
    taken = Shop(FindThing={})
    answer = asked(taken, HandlerAction.CREATE, desired={"Name": "n"})
    assert refused(answer) == (HandlerErrorCode.ALREADY_EXISTS, None)
    assert "identifier 'n' already exists" in text_of(answer)
    assert taken.operations == ["FindThing"]
    ours = Shop(FindThing={}, knows_token=True)
    assert isinstance(asked(ours, HandlerAction.CREATE, desired={"Name": "n"}), HandlerSuccess)
    assert "FindThing" not in ours.operations
    denied = Shop(FindThing=ServiceError("AccessDenied", "No.", 403))
    answer = asked(denied, HandlerAction.CREATE, desired={"Name": "n"})
    assert refused(answer) == (HandlerErrorCode.ACCESS_DENIED, None)


def test_what_fails_after_the_creation_names_what_there_is_to_delete() -> None:
    shop = Shop(SetColor=ServiceError("ValidationException", "No red.", 400))
    answer = asked(shop, HandlerAction.CREATE, desired={"Color": "red"})
    assert refused(answer) == (HandlerErrorCode.INVALID_REQUEST, "id-1")
    missing = Shop(CreateThing=ServiceError("ColorNotFound", "No such color.", 404))
    assert refused(asked(missing, HandlerAction.CREATE)) == (HandlerErrorCode.NOT_FOUND, None)
    assert missing.operations == ["CreateThing"]


@pytest.mark.parametrize(
    ("error", "code"),
    [
        (ServiceError("ThingIsGone", "x", 400), HandlerErrorCode.NOT_FOUND),
        (ServiceError("ValidationException", "Thing id-1 is unknown here.", 400), HandlerErrorCode.NOT_FOUND),
        (ServiceError("ConflictException", "It already exists.", 409), HandlerErrorCode.ALREADY_EXISTS),
        (ServiceError("ConflictException", "It is in use.", 409), HandlerErrorCode.RESOURCE_CONFLICT),
        (ServiceError("ValidationException", "It already exists.", 400), HandlerErrorCode.INVALID_REQUEST),
    ],
    ids=["its own code", "its own words", "one that is there", "one in use", "another code"],
)
def test_a_service_s_code_and_words_tell_what_is_wrong(error: ServiceError, code: HandlerErrorCode) -> None:
    assert refused(asked(Shop(CreateThing=error), HandlerAction.CREATE)) == (code, None)


def test_a_read_tells_the_properties_that_have_a_value() -> None:
    assert asked(Shop(), HandlerAction.READ) == HandlerSuccess(
        physical_id="id-1", attributes={"Owner": "me"}, properties={"Size": 1}
    )


@pytest.mark.parametrize("answer", [{}, {"Thing": None}, GONE, ServiceError("ThingIsGone", "x", 400)])
def test_what_a_read_does_not_find_is_not_found(answer: Any) -> None:
    found = asked(Shop(GetThing=answer), HandlerAction.READ)
    assert refused(found) == (HandlerErrorCode.NOT_FOUND, None)
    assert "Resource of type 'AWS::Shop::Thing' with identifier 'id-1' was not found." in text_of(found)


def test_an_update_sends_what_differs_alone() -> None:
    shop = Shop()
    before = {"Name": "n", "Size": 1, "Color": "red"}
    answer = asked(shop, HandlerAction.UPDATE, previous=before, desired={**before, "Size": 2})
    assert answer == HandlerSuccess(physical_id="id-1", attributes={"Owner": "me"})
    assert shop.asked[:-1] == [("SetSize", {"Id": "id-1", "Size": 2})]
    same = Shop()
    asked(same, HandlerAction.UPDATE, previous=before, desired=before)
    assert same.operations == ["GetThing"]


def test_an_update_takes_away_with_the_call_that_takes_away() -> None:
    shop = Shop()
    asked(shop, HandlerAction.UPDATE, previous={"Color": "red", "Size": 1})
    assert shop.asked[:-1] == [("SetSize", {"Id": "id-1"}), ("RemoveColor", {"Id": "id-1"})]


def test_an_update_changes_tags_for_the_template_and_for_the_stack() -> None:
    shop = Shop()
    before, after = ({"Tags": [{"Key": each, "Value": "1"}]} for each in ("old", "new"))
    asked(shop, HandlerAction.UPDATE, previous=before, desired=after)
    assert shop.operations == ["TagNew", "Untag", "Tag", "GetThing"]
    assert shop.asked[1] == ("Untag", {"Id": "id-1", "Keys": ["old"]})
    stack = Shop()
    asked(stack, HandlerAction.UPDATE, previous=after, desired=after, stack_tags={"team": "a"})
    assert stack.operations == ["Tag", "GetThing"]
    none = Shop()
    asked(none, HandlerAction.UPDATE, previous=before)
    assert none.operations == ["TagNew", "Untag", "GetThing"]


def test_an_update_refuses_what_cannot_change_before_it_calls() -> None:
    shop = Shop()
    answer = asked(
        shop,
        HandlerAction.UPDATE,
        previous={"Name": "a", "Kind": 1, "Size": 1, "Glow": 1},
        desired={"Name": "b", "Kind": 2, "Size": 2, "Glow": 2},
    )
    assert refused(answer) == (HandlerErrorCode.NOT_UPDATABLE, "id-1")
    assert "createOnlyProperties [Kind, Name] cannot be updated" in text_of(answer)
    assert shop.asked == []


def test_after_failed_attempts_an_update_leads_from_each_model_to_what_is_wanted() -> None:
    shop = Shop()
    models: dict[str, Any] = {
        "also_possible": ({"Size": 1, "Color": "red"},),
        "previous": {"Size": 2, "Color": "blue"},
    }
    asked(shop, HandlerAction.UPDATE, desired={"Size": 1, "Color": "red"}, **models)
    assert shop.operations == ["SetSize", "SetColor", "GetThing"]


def test_an_update_of_what_is_gone_is_not_found_and_of_what_is_there_says_what_is_missing() -> None:
    error = ServiceError("ColorNotFound", "No such color.", 404)
    change: dict[str, Any] = {"previous": {"Color": "red"}, "desired": {"Color": "mauve"}}
    gone = asked(Shop(SetColor=error, GetThing=GONE), HandlerAction.UPDATE, **change)
    assert refused(gone) == (HandlerErrorCode.NOT_FOUND, None)
    assert "with identifier 'id-1' was not found" in text_of(gone)
    there = asked(Shop(SetColor=error), HandlerAction.UPDATE, **change)
    assert refused(there) == (HandlerErrorCode.NOT_FOUND, "id-1")
    assert "No such color." in text_of(there)
    unsure = Shop(SetColor=error, GetThing=ServiceError("AccessDenied", "No.", 403))
    assert "No such color." in text_of(asked(unsure, HandlerAction.UPDATE, **change))


def test_a_deletion_deletes_and_what_is_gone_is_not_found() -> None:
    shop = Shop()
    assert asked(shop, HandlerAction.DELETE, previous={"Size": 1}) == HandlerSuccess(physical_id="id-1")
    assert shop.asked == [("DeleteThing", {"Id": "id-1"})]
    gone = asked(Shop(DeleteThing=GONE, GetThing=GONE), HandlerAction.DELETE)
    assert refused(gone) == (HandlerErrorCode.NOT_FOUND, None)
    there = asked(Shop(DeleteThing=GONE), HandlerAction.DELETE)
    assert refused(there) == (HandlerErrorCode.GENERAL_SERVICE_EXCEPTION, "id-1")


def test_a_service_that_deletes_without_a_word_is_looked_at_before() -> None:
    handler = replace(THING, reads_before_delete=True)
    shop = Shop(GetThing=GONE)
    assert refused(asked(shop, HandlerAction.DELETE, handler)) == (HandlerErrorCode.NOT_FOUND, None)
    assert "DeleteThing" not in shop.operations


def test_a_deletion_that_takes_time_is_asked_about_until_it_is_gone() -> None:
    handler = with_stable(waits_for_delete=True)
    shop = Shop(GetThing=[LIVE, LIVE, {"Thing": {"State": "buried"}}])
    first = asked(shop, HandlerAction.DELETE, handler)
    waits = HandlerInProgress(callback_context={"phase": "delete"}, delay_seconds=3.0, physical_id="id-1")
    assert first == waits
    context = {"callback_context": {"phase": "delete"}}
    assert asked(shop, HandlerAction.DELETE, handler, **context) == waits
    assert asked(shop, HandlerAction.DELETE, handler, **context) == HandlerSuccess(physical_id="id-1")
    assert shop.operations == ["DeleteThing", "GetThing", "GetThing", "GetThing"]
    denied = Shop(GetThing=ServiceError("AccessDenied", "No.", 403))
    answer = asked(denied, HandlerAction.DELETE, handler, **context)
    assert refused(answer) == (HandlerErrorCode.ACCESS_DENIED, "id-1")


def test_a_deletion_without_a_pace_of_its_own_is_asked_about_every_five_seconds() -> None:
    answer = asked(Shop(), HandlerAction.DELETE, replace(THING, waits_for_delete=True))
    assert isinstance(answer, HandlerInProgress)
    assert answer.delay_seconds == 5.0


def in_state(state: str, **more: str) -> Shop:
    return Shop(GetThing={"Thing": {"State": state, "Owner": "me", **more}})


def test_a_creation_is_done_when_the_resource_has_settled() -> None:
    handler = with_stable()
    ready = asked(in_state("ready"), HandlerAction.CREATE, handler)
    assert ready == HandlerSuccess(physical_id="id-1", attributes={"Arn": "arn:1", "Owner": "me"})
    making = asked(in_state("making"), HandlerAction.CREATE, handler)
    assert making == HandlerInProgress(
        callback_context={"phase": "stabilise"}, delay_seconds=3.0, physical_id="id-1"
    )
    broken = asked(in_state("broken", Why="no iron"), HandlerAction.CREATE, handler)
    assert refused(broken) == (HandlerErrorCode.NOT_STABILIZED, "id-1")
    assert '"no iron"' in text_of(broken)
    silent = asked(in_state("broken"), HandlerAction.CREATE, handler)
    assert "The resource went to the state broken." in text_of(silent)
    buried = asked(in_state("buried"), HandlerAction.CREATE, handler)
    assert refused(buried) == (HandlerErrorCode.NOT_FOUND, None)


@pytest.mark.parametrize("action", [HandlerAction.CREATE, HandlerAction.UPDATE])
def test_a_request_that_goes_on_does_not_begin_again(action: HandlerAction) -> None:
    shop = in_state("ready")
    more = {"callback_context": {"phase": "stabilise"}, "physical_id": "id-1", "desired": {"Size": 2}}
    assert isinstance(asked(shop, action, with_stable(), **more), HandlerSuccess)
    assert shop.operations == ["GetThing"]


def test_settling_takes_nothing_and_snapshots_are_refused() -> None:
    shop = Shop()
    assert asked(shop, HandlerAction.SETTLE) == HandlerSuccess(physical_id="id-1")
    refusal = asked(shop, HandlerAction.SNAPSHOT_AND_DELETE)
    assert refused(refusal) == (HandlerErrorCode.UNSUPPORTED, "id-1")
    assert shop.asked == []


def test_attributes_that_need_a_look_come_first_so_that_the_others_see_its_answer() -> None:
    seen = Code(lambda work: work.live.text("Owner", "nobody"))
    handler = replace(THING, attributes={"First": seen, "Owner": Live("Owner")})
    shop = Shop()
    answer = asked(shop, HandlerAction.CREATE, handler)
    assert answer == HandlerSuccess(physical_id="id-1", attributes={"Owner": "me", "First": "me"})
    assert shop.operations == ["CreateThing", "GetThing"]
