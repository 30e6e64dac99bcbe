"""One handler request in hand: what sources and hooks may look at, and the way to the service."""

import hashlib
import json
import re
from collections.abc import Callable, Collection, Mapping, Sequence
from functools import cache
from typing import Final, TypeVar

from landform.cloud.clients import Clients, ServiceError
from landform.ground.handler import HandlerErrorCode, HandlerRequest
from landform.ground.regions import region_partition
from landform.ground.values import Properties, Value
from landform.providers.errors import handler_error_code
from landform.providers.handlers.view import View, plain, view_of, views_of
from landform.providers.names import NameRule, generated_name, token_characters
from landform.schema.catalog import load_catalog

NO_SYSTEM_TAGS: Final = frozenset({"batch", "s3"})
"""Services that refuse `aws:` tags from everyone, the embedded ones too."""


Item = TypeVar("Item")


class NotFoundSignal(Exception):
    """The service answered, and its answer does not hold the resource."""


class FailedSignal(Exception):
    """The resource exists and is in a state it does not come out of; the text is for the user."""


class Work:
    """A request, its clients, and what has been learnt so far. Lives as long as one `handle`."""

    def __init__(self, request: HandlerRequest, clients: Clients, service: str) -> None:
        self.request = request
        self.clients = clients
        self.service = service
        self.desired = View(request.desired)
        # What exists, where several models may: while an update goes through them, one after the other; for
        # all else, everything that any of them holds.
        self.previous = View(merged(request.models))
        self.physical_id: str = request.physical_id or ""
        self.answer = View({})  # of the create call
        self.live = View({})  # the resource in the read call's answer
        self.is_seen = False  # the read call was made
        self.name_rule: NameRule | None = None
        self.name_property: str | None = None
        self.is_update = False
        self.is_unsure = False  # what is to be added may be there already, what is to go may be gone
        self._asked: dict[str, View] = {}

    @property
    def account_id(self) -> str:
        """The account the resource is in."""
        return self.request.account_id

    @property
    def region(self) -> str:
        """The region the resource is in."""
        return self.request.region

    @property
    def partition(self) -> str:
        """The first part of every ARN of the region."""
        return region_partition(self.region)

    @property
    def name(self) -> str:
        """The name the template gives, else the generated one."""
        if self.desired.get(self.name_property or "") is not None:
            return self.desired.text(self.name_property or "")
        if self.name_rule is None:
            raise ValueError(f"{self.request.type_name} has no rule for names. This is a bug in Landform.")
        return generated_name(self.request, self.name_rule)

    def id_part(self, separator: str, number: int) -> str:
        """A part of the physical id. Raises NotFoundSignal for an id that has no such part."""
        parts = self.physical_id.split(separator)
        if len(parts) < 2 or not -len(parts) <= number < len(parts):
            raise NotFoundSignal
        return parts[number]

    @property
    def token(self) -> str:
        """An idempotency token of 32 characters for services that take one."""
        return token_characters(self.request.client_token + self.request.action, 32)

    def call(
        self, operation: str, parameters: Mapping[str, object] | None = None, *, service: str | None = None
    ) -> View:
        """Call an API operation of the handler's service, or of another one."""
        given = {name: plain(value) for name, value in (parameters or {}).items()}
        try:
            return view_of(self.clients.call(service or self.service, operation, given))
        except ServiceError as error:
            if not self.is_unsure or not is_needless(operation, error):
                raise
        for each in one_by_one(given):
            self.call(operation, each, service=service)
        return View({})

    def ask_once(self, operation: str, parameters: Mapping[str, object]) -> View:
        """The answer of an operation that several properties are read from, asked for once."""
        if operation not in self._asked:
            self._asked[operation] = self.call(operation, parameters)
        return self._asked[operation]

    def present(
        self, before: Collection[Item], wanted: Collection[Item], look: Callable[[], Collection[Item]]
    ) -> list[Item]:
        """Of what an update takes away or adds, what is there at its beginning.

        That is what was there before, unless the update is unsure: then the service is looked at.
        """
        if not self.is_unsure:
            return list(before)
        there = look()
        return [each for each in [*before, *(new for new in wanted if new not in before)] if each in there]

    def changed(self, *names: str) -> bool:
        """Whether any of the properties differs between what was and what shall be."""
        return any(self.previous.get(name) != self.desired.get(name) for name in names)

    def tags(self) -> dict[str, str]:
        """All tags the resource shall have: its own, the stack's, and CloudFormation's where allowed.

        A resource's own tags win over the stack's.
        Source: https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-properties-resource-tags.html
        """
        tags = dict(self.request.stack_tags)
        tags.update(tag_map(self.desired.get("Tags")))
        if self.clients.accepts_system_tags and _takes_system_tags(self.service, self.request.type_name):
            tags["aws:cloudformation:stack-name"] = self.request.stack_name
            tags["aws:cloudformation:stack-id"] = self.request.stack_id
            tags["aws:cloudformation:logical-id"] = self.request.logical_id
        return tags

    def removed_tags(self) -> list[str]:
        """The keys of the tags that the resource had and shall have no longer."""
        kept = self.tags()
        return sorted(key for key in tag_map(self.previous.get("Tags")) if key not in kept)

    def own_tags(self, tags: object) -> dict[str, str]:
        """Of a service's tags those that the template wrote: not AWS's, not the stack's."""
        wanted = tag_map(self.desired.get("Tags"))
        return {
            key: value
            for key, value in tag_map(tags).items()
            if key in wanted or not (key.startswith("aws:") or key in self.request.stack_tags)
        }


@cache
def _takes_system_tags(service: str, type_name: str) -> bool:
    schema = load_catalog().find(type_name)
    return service not in NO_SYSTEM_TAGS and schema is not None and schema.takes_system_tags


_ADDING: Final = re.compile(r"(Add|Attach|Associate|Authorize|Create|Register|Subscribe)[A-Z]|Subscribe$")
_REMOVING: Final = re.compile(
    r"(Delete|Deregister|Detach|Disassociate|Remove|Revoke|Untag|Unsubscribe)[A-Z]|Unsubscribe$"
)


def is_needless(operation: str, error: ServiceError) -> bool:
    """Whether the service refuses to add what is there already, or to take away what is gone."""
    code = handler_error_code(error)
    if _ADDING.match(operation):
        # EC2 has a code of its own for attachments; others use one code for every conflict.
        is_there = "alreadyassociated" in error.code.lower() or "already" in error.message.lower()
        return code is HandlerErrorCode.ALREADY_EXISTS or is_there
    is_gone = code is HandlerErrorCode.NOT_FOUND or "notattached" in error.code.lower()
    return _REMOVING.match(operation) is not None and is_gone


def one_by_one(parameters: Mapping[str, object]) -> list[dict[str, object]]:
    """The parameters once for each item of their only list of several; none when there is no such list."""
    lists = {name: value for name, value in parameters.items() if isinstance(value, list) and len(value) > 1}
    if len(lists) != 1:
        return []
    return [{**parameters, name: [item]} for name, items in lists.items() for item in items]


def merged(models: Sequence[Properties]) -> dict[str, Value]:
    """Everything that any of the models holds; of plain values that differ, the latest."""
    result: dict[str, Value] = {}
    for model in models:
        result = _merged_map(result, model)
    return result


def _merged_map(before: Properties, after: Properties) -> dict[str, Value]:
    both = {name: _merged_value(before[name], after[name]) for name in before if name in after}
    return {**before, **after, **both}


def _merged_value(before: Value, after: Value) -> Value:
    if isinstance(before, dict) and isinstance(after, dict):
        return _merged_map(before, after)
    if isinstance(before, list) and isinstance(after, list):
        return [*before, *(item for item in after if item not in before)]
    return after


def tag_map(tags: object) -> dict[str, str]:
    """Tags as a mapping, from any of the forms AWS uses."""
    if isinstance(tags, Mapping):
        return {str(key): str(value) for key, value in tags.items()}
    pairs = {}
    for tag in views_of(tags):
        lowered = View({name.lower(): value for name, value in tag.items()})
        key = lowered.text("key", lowered.text("tagkey"))
        pairs[key] = lowered.text("value", lowered.text("tagvalue"))
    return pairs


def tag_list(tags: Mapping[str, str], key: str = "Key", value: str = "Value") -> list[dict[str, str]]:
    """Tags as the list of pairs most services want."""
    return [{key: name, value: text} for name, text in tags.items()]


def call_token(request: HandlerRequest) -> str:
    """The client token for the calls of one step of a request: each callback is a step of its own."""
    if request.callback_context is None:
        return f"{request.client_token}/{request.action}"
    context = json.dumps(request.callback_context, sort_keys=True)
    digest = hashlib.blake2b(context.encode(), digest_size=8).hexdigest()
    return f"{request.client_token}/{request.action}/{digest}"
