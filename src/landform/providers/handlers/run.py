"""Carries out a handler request with a handler's data.

The order of things is the same for every type: make, set what the create call does not take, wait until
stable, answer. A failure after the resource exists names it, so that it can be deleted.
"""

from typing import Final

from landform.cloud import failures
from landform.cloud.clients import Clients, ServiceError
from landform.ground.handler import (
    HandlerAction,
    HandlerAnswer,
    HandlerErrorCode,
    HandlerInProgress,
    HandlerRequest,
    HandlerSuccess,
)
from landform.ground.values import Properties, Value
from landform.providers import errors
from landform.providers.handlers.model import Action, Call, Hook, Live, ResourceHandler, Update, at_path
from landform.providers.handlers.view import InvalidValueSignal, View, as_value, view_of
from landform.providers.handlers.work import (
    FailedSignal,
    NotFoundSignal,
    Work,
    call_token,
)

STABILISING: Final = {"phase": "stabilise"}
DELETING: Final = {"phase": "delete"}


def carry_out(handler: ResourceHandler, request: HandlerRequest, clients: Clients) -> HandlerAnswer:
    """Answer a request for a resource of the handler's type. Never raises for what a service says."""
    work = Work(request, clients.with_token(call_token(request)), handler.service)
    work.name_rule, work.name_property = handler.name, handler.name_property
    try:
        return _carry_out(handler, work)
    except NotFoundSignal:
        return failures.not_found(request)
    except FailedSignal as signal:
        return failures.failure(
            request, HandlerErrorCode.NOT_STABILIZED, str(signal), physical_id=work.physical_id or None
        )
    except InvalidValueSignal as signal:
        return failures.failure(
            request, HandlerErrorCode.INVALID_REQUEST, str(signal), physical_id=work.physical_id or None
        )
    except ServiceError as error:
        code = _code(handler, error)
        if code is HandlerErrorCode.NOT_FOUND and request.action is not HandlerAction.CREATE:
            if _is_missing(handler, work):
                return failures.not_found(request)
            if request.action is not HandlerAction.UPDATE:
                # Not found would mean that the resource is gone, and it is there.
                code = HandlerErrorCode.GENERAL_SERVICE_EXCEPTION
        return errors.service_failure(
            request, handler.service, error, code, physical_id=work.physical_id or None
        )


def _code(handler: ResourceHandler, error: ServiceError) -> HandlerErrorCode:
    if any(text in error.message for text in handler.not_found_texts):
        return HandlerErrorCode.NOT_FOUND
    code = errors.handler_error_code(error, handler.not_found)
    # Some services have one code for every conflict; their words tell which it is.
    if code is HandlerErrorCode.RESOURCE_CONFLICT and "already exist" in error.message.lower():
        return HandlerErrorCode.ALREADY_EXISTS
    return code


def _is_missing(handler: ResourceHandler, work: Work) -> bool:
    """Whether the resource itself is what a service did not find: it names whatever it misses alike."""
    work.desired = work.previous or work.desired  # some are looked for where they were last
    try:
        return _is_gone(handler, work)
    except ServiceError:
        return False


def _carry_out(handler: ResourceHandler, work: Work) -> HandlerAnswer:
    match work.request.action:
        case HandlerAction.CREATE:
            return _create(handler, work)
        case HandlerAction.READ:
            return _read(handler, work)
        case HandlerAction.UPDATE:
            return _update(handler, work)
        case HandlerAction.DELETE:
            return _delete(handler, work)
        case HandlerAction.SNAPSHOT_AND_DELETE:
            return failures.snapshots_unsupported(work.request)
        case HandlerAction.SETTLE:
            return failures.nothing_to_settle(work.request)


def _create(handler: ResourceHandler, work: Work) -> HandlerAnswer:
    if work.request.callback_context is None:
        if _is_taken(handler, work):
            return failures.already_exists(work.request, work.name)
        work.answer = view_of(_perform(handler.create.action, work))
        work.physical_id = str(handler.create.physical_id.value(work))
        for step in handler.update:
            if step.on_create and _is_wanted(step, work):
                _perform(step.action, work)
    return _settled(handler, work)


def _is_wanted(step: Update, work: Work) -> bool:
    if any(work.desired.get(name) is not None for name in step.properties):
        return True
    return "Tags" in step.properties and bool(work.tags())  # the stack's tags


def _read(handler: ResourceHandler, work: Work) -> HandlerAnswer:
    _look(handler, work)
    found = {name: source.value(work) for name, source in handler.read.properties.items()}
    return HandlerSuccess(
        physical_id=work.physical_id,
        attributes=_attributes(handler, work),
        properties={name: as_value(value) for name, value in found.items() if value is not None},
    )


def _update(handler: ResourceHandler, work: Work) -> HandlerAnswer:
    if work.request.callback_context is None:
        models = work.request.models
        work.previous = View(work.request.deployed)
        fixed = sorted(_changed(work) - _updatable(handler))
        if fixed:
            return failures.not_updatable(work.request, fixed)
        work.is_update, work.is_unsure = True, len(models) > 1
        # Where attempts failed, each property may have its value in any of the models: leading from every one
        # of them to what is desired sends it in any case.
        for model in models:
            work.previous = View(model)
            _change(handler, work)
    return _settled(handler, work)


def _change(handler: ResourceHandler, work: Work) -> None:
    """Send what leads from the work's previous properties to the desired ones."""
    for step in handler.update:
        if work.changed(*step.properties):
            is_gone = all(work.desired.get(name) is None for name in step.properties)
            _perform(step.removed if is_gone and step.removed else step.action, work)
    if handler.tags and (work.changed("Tags") or work.request.stack_tags):
        if work.removed_tags():
            _perform(handler.tags.remove, work)
        if work.tags():
            _perform(handler.tags.add, work)


def _delete(handler: ResourceHandler, work: Work) -> HandlerAnswer:
    work.previous = work.previous or work.desired
    work.desired = work.desired or work.previous
    is_begun = work.request.callback_context is not None
    if not is_begun:
        if handler.reads_before_delete:
            _look(handler, work)
        _perform(handler.delete, work)
    if handler.waits_for_delete and not _is_gone(handler, work):
        delay = handler.stable.delay_seconds if handler.stable else 5.0
        return HandlerInProgress(
            callback_context=dict(DELETING), delay_seconds=delay, physical_id=work.physical_id
        )
    return HandlerSuccess(physical_id=work.physical_id)


def _is_gone(handler: ResourceHandler, work: Work) -> bool:
    try:
        _look(handler, work)
    except NotFoundSignal:
        return True
    except ServiceError as error:
        if _code(handler, error) is HandlerErrorCode.NOT_FOUND:
            return True
        raise
    return False


def _settled(handler: ResourceHandler, work: Work) -> HandlerAnswer:
    stable = handler.stable
    if stable is not None:
        _look(handler, work)
        word = str(at_path(work.live, stable.path))
        if word in stable.failed:
            reason = at_path(work.live, stable.reason_path) if stable.reason_path else None
            raise FailedSignal(str(reason or f"The resource went to the state {word}."))
        if word not in stable.ready:
            return HandlerInProgress(
                callback_context=dict(STABILISING),
                delay_seconds=stable.delay_seconds,
                physical_id=work.physical_id,
            )
    return HandlerSuccess(physical_id=work.physical_id, attributes=_attributes(handler, work))


def _look(handler: ResourceHandler, work: Work) -> None:
    found = at_path(_perform(handler.read.action, work), handler.read.at)
    if found is None:
        raise NotFoundSignal
    if handler.stable and str(at_path(found, handler.stable.path)) in handler.stable.gone:
        raise NotFoundSignal
    work.live, work.is_seen = view_of(found), True


def _attributes(handler: ResourceHandler, work: Work) -> Properties:
    """The attributes that have a value; the resource is looked at only when one of them needs it."""
    values: dict[str, Value] = {}
    # Those that need a look come first, so that the others see its answer too.
    for name, source in sorted(handler.attributes.items(), key=lambda item: not isinstance(item[1], Live)):
        value = source.value(work)
        if value is None and not work.is_seen:
            _look(handler, work)
            value = source.value(work)
        if value is not None:
            values[name] = as_value(value)
    return values


def _is_taken(handler: ResourceHandler, work: Work) -> bool:
    if handler.exists is None or work.desired.get(handler.name_property or "") is None:
        return False
    if work.clients.was_answered():
        return False  # it is ours: this request was carried out before, at least in part
    try:
        return _perform(handler.exists, work) is not None
    except ServiceError as error:
        if _code(handler, error) is HandlerErrorCode.NOT_FOUND:
            return False
        raise


def _changed(work: Work) -> set[str]:
    names = set(work.previous) | set(work.desired)
    return {name for name in names if work.changed(name)}


def _updatable(handler: ResourceHandler) -> set[str]:
    names = {name for step in handler.update for name in step.properties}
    return names | set(handler.unsupported) | ({"Tags"} if handler.tags else set())


def _perform(action: Action, work: Work) -> object:
    if isinstance(action, Hook):
        return action.function(work)
    return work.call(action.operation, parameters_of(action, work), service=action.service)


def parameters_of(call: Call, work: Work) -> dict[str, object]:
    """The parameters of a call, those without a value left out."""
    values = {name: source.value(work) for name, source in call.parameters.items()}
    return {name: value for name, value in values.items() if value is not None}
