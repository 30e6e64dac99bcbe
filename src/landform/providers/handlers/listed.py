"""Lists the resources of a native type, page by page as botocore's paginators would."""

from collections.abc import Iterator
from typing import Final

from landform.cloud.clients import Clients, ServiceError
from landform.cloud.models import paginators
from landform.ground.handler import HandlerErrorCode, HandlerFailure
from landform.providers import errors
from landform.providers.handlers.listings import LISTINGS, Answer, Listing, Model
from landform.providers.handlers.model import ResourceHandler, at_path

MAX_PAGES: Final = 1_000


def listed(handler: ResourceHandler, clients: Clients, model: Model) -> tuple[str, ...] | HandlerFailure:
    """The physical ids of all resources of the handler's type, in the service's order."""
    found = LISTINGS.get(handler.type_name)
    if found is None:
        text = f"Resource type {handler.type_name} does not support LIST action"
        return HandlerFailure(code=HandlerErrorCode.UNSUPPORTED, message=text)
    missing = sorted(name for name in found.parents.values() if not model.get(name))
    if missing:
        text = (
            f"Missing Or Invalid ResourceModel property in {handler.type_name} list handler request input. "
            f"Required property: ({', '.join(f'[{name}]' for name in missing)})"
        )
        return HandlerFailure(code=HandlerErrorCode.INVALID_REQUEST, message=text)
    try:
        pages = _pages(handler.service, found, clients, model)
        ids = dict.fromkeys(name for page in pages for name in found.ids(page, model))
        return tuple(each for each in ids if _has(handler, found, clients, each))
    except ServiceError as error:
        code = errors.handler_error_code(error, handler.not_found)
        if code is HandlerErrorCode.NOT_FOUND:  # what they belong to is not there, so nothing belongs to it
            return ()
        return HandlerFailure(code=code, message=error.message)


def _has(handler: ResourceHandler, found: Listing, clients: Clients, physical_id: str) -> bool:
    if found.having is None:
        return True
    operation, parameter = found.having
    try:
        clients.call(handler.service, operation, {parameter: physical_id})
    except ServiceError as error:
        if errors.handler_error_code(error, handler.not_found) is HandlerErrorCode.NOT_FOUND:
            return False
        raise
    return True


def _pages(service: str, found: Listing, clients: Clients, model: Model) -> Iterator[Answer]:
    parents = {parameter: model[name] for parameter, name in found.parents.items()}
    parameters: dict[str, object] = {**found.parameters, **parents}
    rules = paginators(service).get(found.operation, {})
    given, told = _texts(rules.get("input_token")), _texts(rules.get("output_token"))
    for _ in range(MAX_PAGES):
        page = clients.call(service, found.operation, parameters)
        yield page
        # Some paths say "this || that"; the first has the token whenever there is one.
        tokens = [at_path(page, each.partition(" ||")[0]) for each in told]
        if not any(tokens):
            return
        parameters |= dict(zip(given, tokens, strict=True))


def _texts(value: str | list[str] | None) -> list[str]:
    return value if isinstance(value, list) else [value] if value else []
