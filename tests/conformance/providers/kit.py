"""The contract every provider keeps: make, read, change, replace, delete, gone, and once per token."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import replace
from typing import Any, Protocol

from landform.ground.handler import (
    HandlerAction,
    HandlerAnswer,
    HandlerErrorCode,
    HandlerFailure,
    HandlerInProgress,
    HandlerRequest,
    HandlerSuccess,
)
from tests.conformance.providers.case import Case

MOST_CALLBACKS = 20
UNLISTED = frozenset({"AWS::IAM::Policy"})
"""AWS has no list of these."""


class Answers(Protocol):
    """A provider without an event loop, which can list."""

    def answer(self, request: HandlerRequest) -> HandlerAnswer:
        """Answer one request."""

    def list(self, type_name: str, model: Mapping[str, Any]) -> tuple[str, ...] | HandlerFailure:
        """The physical ids of the type's resources."""


def _no_uploads(_bucket: str, _key: str, _body: bytes) -> None:
    raise AssertionError("this world takes no uploads")


class World:
    """A provider, and the resources made through it."""

    def __init__(
        self,
        provider: Answers,
        not_read: Collection[str] = (),
        name_property: str | None = None,
        *,
        remembers_tokens: bool = True,
        upload: Callable[[str, str, bytes], None] = _no_uploads,
    ) -> None:
        self.provider = provider
        self.remembers_tokens = remembers_tokens
        self.upload = upload  # bucket, key, body
        self.name_property = name_property  # the property whose value is unique
        self.not_read = not_read  # properties that no read returns
        self.made: dict[str, HandlerSuccess] = {}
        self.count = 0

    def request(self, action: HandlerAction, type_name: str, logical_id: str, **more: Any) -> HandlerRequest:
        self.count += 1
        fields: dict[str, Any] = {
            "action": action,
            "type_name": type_name,
            "client_token": f"token-{self.count}",
            "account_id": "000000000000",
            "region": "us-east-1",
            "stack_id": "arn:aws:cloudformation:us-east-1:000000000000:stack/kit/1",
            "stack_name": "kit",
            "logical_id": logical_id,
            "stack_tags": {"team": "platform"},
        }
        return HandlerRequest(**{**fields, **more})

    def ask(self, request: HandlerRequest) -> HandlerAnswer:
        answer = self.provider.answer(request)
        for _ in range(MOST_CALLBACKS):
            if not isinstance(answer, HandlerInProgress):
                return answer
            request = replace(
                request,
                callback_context=answer.callback_context,
                physical_id=answer.physical_id or request.physical_id,
            )
            answer = self.provider.answer(request)
        raise AssertionError(f"{request.type_name} is still in progress after {MOST_CALLBACKS} callbacks")

    def make(self, logical_id: str, type_name: str, properties: Mapping[str, Any]) -> HandlerSuccess:
        desired = self.resolved(properties)
        answer = self.ask(self.request(HandlerAction.CREATE, type_name, logical_id, desired=desired))
        assert isinstance(answer, HandlerSuccess), answer
        self.made[logical_id] = answer
        return answer

    def read(self, case: Case, physical_id: str, desired: Mapping[str, Any]) -> HandlerAnswer:
        return self.ask(
            self.request(HandlerAction.READ, case.type_name, "It", physical_id=physical_id, desired=desired)
        )

    def resolved(self, value: Any) -> Any:
        """The value with its "@Name.Attribute" texts replaced."""
        if isinstance(value, Mapping):
            return {key: self.resolved(item) for key, item in value.items()}
        if isinstance(value, list):
            return [self.resolved(item) for item in value]
        if isinstance(value, str) and value.startswith("@"):
            name, _, attribute = value[1:].partition(".")
            made = self.made[name]
            return made.attributes[attribute] if attribute else made.physical_id
        return value


def run_case(world: World, case: Case) -> None:
    """Lead a resource through its whole life; the steps read as the contract."""
    for name, type_name, properties in case.needs:
        world.make(name, type_name, properties)
    for bucket, key, body in case.uploads:
        world.upload(world.resolved(bucket), key, body)
    desired = world.resolved(case.properties)
    request = world.request(HandlerAction.CREATE, case.type_name, "It", desired=desired)
    made = world.ask(request)
    assert isinstance(made, HandlerSuccess), made
    world.made["It"] = made
    if world.remembers_tokens:
        _is_made_once_per_token(world, request, made)
    _keeps_its_name(world, case, desired)
    _reads_as_desired(world, case, made.physical_id, desired)
    _is_listed(world, case, made.physical_id, desired)
    physical_id = made.physical_id
    for step in case.updates:
        physical_id, desired = _is_updated(world, case, physical_id, desired, world.resolved(step))
    if case.replaced is not None:
        _is_replaced(world, case, physical_id, world.resolved(case.replaced))
    _is_deleted(world, case, physical_id, desired)


def _is_made_once_per_token(world: World, request: HandlerRequest, made: HandlerSuccess) -> None:
    again = world.ask(request)
    assert isinstance(again, HandlerSuccess), again
    assert again.physical_id == made.physical_id
    assert dict(again.attributes) == dict(made.attributes)


def _keeps_its_name(world: World, case: Case, desired: Mapping[str, Any]) -> None:
    """A stranger's request for the same name is refused, and does not change what is there."""
    if world.name_property in desired:
        answer = world.ask(world.request(HandlerAction.CREATE, case.type_name, "Other", desired=desired))
        assert isinstance(answer, HandlerFailure), answer
        assert answer.code is HandlerErrorCode.ALREADY_EXISTS, answer
        assert answer.physical_id is None, answer


def _is_listed(world: World, case: Case, physical_id: str, desired: Mapping[str, Any]) -> None:
    """A list names the resource, once, and each that it names can be read."""
    found = world.provider.list(case.type_name, desired)
    if case.type_name in UNLISTED:
        assert isinstance(found, HandlerFailure), found
        assert found.message == f"Resource type {case.type_name} does not support LIST action"
        return
    assert not isinstance(found, HandlerFailure), found
    assert found.count(physical_id) == 1, (physical_id, found)
    for each in found:
        assert isinstance(world.read(case, each, desired), HandlerSuccess), each


def _reads_as_desired(world: World, case: Case, physical_id: str, desired: Mapping[str, Any]) -> None:
    found = world.read(case, physical_id, desired)
    assert isinstance(found, HandlerSuccess), found
    for name, value in desired.items():
        if name not in world.not_read:
            assert name in found.properties, f"{name} is not read: {dict(found.properties)}"
            assert holds(found.properties[name], value), f"{name}: {found.properties[name]} is not {value}"


def _is_updated(
    world: World, case: Case, physical_id: str, before: Mapping[str, Any], after: Mapping[str, Any]
) -> tuple[str, Mapping[str, Any]]:
    answer = world.ask(
        world.request(
            HandlerAction.UPDATE,
            case.type_name,
            "It",
            physical_id=physical_id,
            desired=after,
            previous=before,
        )
    )
    assert isinstance(answer, HandlerSuccess), answer
    assert (answer.physical_id != physical_id) == case.changes_id
    physical_id = answer.physical_id
    _reads_as_desired(world, case, physical_id, after)
    found = world.read(case, physical_id, after)
    assert isinstance(found, HandlerSuccess), found
    for name in set(before) - set(after) - set(world.not_read):
        still = found.properties.get(name)
        assert still is None or not holds(still, before[name]), f"{name} was taken away and is still {still}"
    return physical_id, after


def _is_replaced(world: World, case: Case, physical_id: str, properties: Mapping[str, Any]) -> None:
    answer = world.ask(world.request(HandlerAction.CREATE, case.type_name, "It", desired=properties))
    assert isinstance(answer, HandlerSuccess), answer
    assert answer.physical_id != physical_id
    _is_deleted(world, case, answer.physical_id, properties)


def _is_deleted(world: World, case: Case, physical_id: str, properties: Mapping[str, Any]) -> None:
    fields = {"physical_id": physical_id, "previous": properties}
    answer = world.ask(world.request(HandlerAction.DELETE, case.type_name, "It", **fields))
    assert isinstance(answer, HandlerSuccess), answer
    gone = world.read(case, physical_id, properties)
    assert isinstance(gone, HandlerFailure), gone
    assert gone.code is HandlerErrorCode.NOT_FOUND, gone
    again = world.ask(world.request(HandlerAction.DELETE, case.type_name, "It", **fields))
    assert isinstance(again, HandlerFailure), again
    assert again.code is HandlerErrorCode.NOT_FOUND, again


def holds(found: Any, wanted: Any) -> bool:
    """Whether what was read is what was wanted; services add defaults inside mappings, and order sets."""
    if isinstance(wanted, Mapping) and isinstance(found, Mapping):
        return all(key in found and holds(found[key], value) for key, value in wanted.items())
    if isinstance(wanted, list) and isinstance(found, list):
        return len(found) == len(wanted) and all(any(holds(f, w) for f in found) for w in wanted)
    return bool(found == wanted)
