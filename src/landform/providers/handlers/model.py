"""The shapes handlers are written in: frozen data, with functions only where an `if` is needed.

A `Source` says where a value comes from and which properties it reads, so that tests can check that every
property of a type is mapped or listed as unsupported. None from a source means: leave the parameter out.
"""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Final, Protocol

from landform.ground.values import Value
from landform.providers.handlers.view import as_value
from landform.providers.handlers.work import Work, tag_list
from landform.providers.names import NameRule

Convert = Callable[[object], object]


class Source(Protocol):
    """Where a value comes from."""

    @property
    def reads(self) -> tuple[str, ...]:
        """The top-level properties it looks at."""

    def value(self, work: Work) -> object:
        """The value, None to leave it out."""


@dataclass(frozen=True, slots=True)
class Prop:
    """A property's value.

    `reset` is sent when an update removes the property: the service's default, which must be named to
    come back.
    """

    name: str
    convert: Convert | None = None
    reset: object = None

    @property
    def reads(self) -> tuple[str, ...]:
        """Itself."""
        return (self.name,)

    def value(self, work: Work) -> object:
        """The desired value, converted; the reset value when it was taken away."""
        given = work.desired.get(self.name)
        if given is None:
            return self.reset if work.is_update and work.previous.get(self.name) is not None else None
        return self.convert(given) if self.convert else given


@dataclass(frozen=True, slots=True)
class Const:
    """Always the same value."""

    constant: object
    reads: tuple[str, ...] = ()

    def value(self, work: Work) -> object:
        """It."""
        return self.constant


@dataclass(frozen=True, slots=True)
class Code:
    """What a function makes of the work in hand; `reads` names the properties it looks at."""

    function: Callable[[Work], object]
    reads: tuple[str, ...] = ()

    def value(self, work: Work) -> object:
        """The function's result."""
        return self.function(work)


@dataclass(frozen=True, slots=True)
class Answer:
    """A value inside the create call's answer, by path; converted when a function is given."""

    path: str
    convert: Convert | None = None
    reads: tuple[str, ...] = ()

    def value(self, work: Work) -> object:
        """The value found, None if there is none."""
        found = at_path(work.answer, self.path)
        return self.convert(found) if self.convert and found is not None else found


@dataclass(frozen=True, slots=True)
class Live:
    """A value inside the read call's answer, by path from the place where the resource is."""

    path: str
    convert: Convert | None = None
    reads: tuple[str, ...] = ()

    def value(self, work: Work) -> object:
        """The value found, None if there is none."""
        found = at_path(work.live, self.path)
        return self.convert(found) if self.convert and found is not None else found


@dataclass(frozen=True, slots=True)
class Text:
    """A text with blanks for physical_id, name, account, region, partition and properties."""

    template: str
    reads: tuple[str, ...] = ()

    def value(self, work: Work) -> object:
        """The text filled in."""
        blanks = {name: work.desired.get(name) for name in self.reads}
        return self.template.format(
            physical_id=work.physical_id,
            account=work.account_id,
            region=work.region,
            partition=work.partition,
            **blanks,
        )


ID: Final = Code(lambda work: work.physical_id)
"""The physical id."""

IDS: Final = Code(lambda work: [work.physical_id])
"""The physical id as a list of one."""

NAME: Final = Code(lambda work: work.name)
"""The name, given or generated."""

TOKEN: Final = Code(lambda work: work.token)
"""An idempotency token."""

TAGS: Final = Code(lambda work: tag_list(work.tags()) or None, reads=("Tags",))
"""All tags as a list of Key and Value."""

TAG_MAP: Final = Code(lambda work: work.tags() or None, reads=("Tags",))
"""All tags as a mapping."""

LOWER_TAGS: Final = Code(lambda work: tag_list(work.tags(), "key", "value") or None, reads=("Tags",))
"""All tags as a list of key and value."""

REMOVED_TAGS: Final = Code(lambda work: work.removed_tags() or None)
"""The keys of tags to take off."""


def tag_specification(resource_type: str) -> Code:
    """EC2's way of tagging while creating."""
    return Code(
        lambda work: (
            [{"ResourceType": resource_type, "Tags": tag_list(work.tags())}] if work.tags() else None
        ),
        reads=("Tags",),
    )


def own_tags(path: str = "Tags") -> Code:
    """The Tags property as read back from the resource, without AWS's and the stack's tags."""
    return Code(lambda work: tag_list(work.own_tags(at_path(work.live, path))) or None)


def listed_tags(operation: str, parameter: str, source: Source, path: str = "Tags") -> Code:
    """The same for services that tell tags by an operation of their own, asked with one parameter."""
    return Code(
        lambda work: (
            tag_list(work.own_tags(at_path(work.call(operation, {parameter: source.value(work)}), path)))
            or None
        )
    )


def own_tag_map(path: str = "tags") -> Code:
    """As `own_tags`, for types whose Tags property is a mapping."""
    return Code(lambda work: work.own_tags(at_path(work.live, path)) or None)


@dataclass(frozen=True, slots=True)
class Call:
    """An API operation and where its parameters come from."""

    operation: str
    parameters: Mapping[str, Source] = field(default_factory=dict)
    service: str | None = None  # None: the handler's

    @property
    def reads(self) -> tuple[str, ...]:
        """All properties its parameters look at."""
        return tuple(name for source in self.parameters.values() for name in source.reads)


@dataclass(frozen=True, slots=True, kw_only=True)
class Hook:
    """Code in place of a call, with the properties it looks at."""

    function: Callable[[Work], object]
    reads: tuple[str, ...] = ()


Action = Call | Hook


@dataclass(frozen=True, slots=True, kw_only=True)
class Create:
    """How the resource is made."""

    action: Action
    physical_id: Source


@dataclass(frozen=True, slots=True, kw_only=True)
class Read:
    """How the resource is looked at."""

    action: Action
    at: str = ""  # path of the resource inside the answer; nothing there means not found
    properties: Mapping[str, Source] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Update:
    """A change that sets some properties together."""

    properties: tuple[str, ...]
    action: Action
    removed: Action | None = None  # used instead when none of the properties is left
    on_create: bool = False  # also done after the create call, for properties it does not take


@dataclass(frozen=True, slots=True, kw_only=True)
class TagUpdate:
    """How tags are changed."""

    add: Action
    remove: Action


@dataclass(frozen=True, slots=True, kw_only=True)
class Stable:
    """When the resource has settled, by a word in the read answer."""

    path: str
    ready: frozenset[str]
    failed: frozenset[str] = frozenset()
    gone: frozenset[str] = frozenset()  # the service still shows it, but it is no more
    reason_path: str = ""
    delay_seconds: float = 5.0


@dataclass(frozen=True, slots=True, kw_only=True)
class ResourceHandler:
    """All there is to know about one resource type's work."""

    type_name: str
    service: str  # botocore's name
    create: Create
    read: Read
    delete: Action
    update: tuple[Update, ...] = ()
    tags: TagUpdate | None = None
    name: NameRule | None = None
    name_property: str | None = None
    # Finds an equally named stranger before a create that would quietly take it over.
    exists: Action | None = None
    attributes: Mapping[str, Source] = field(default_factory=dict)  # by GetAtt name
    absent_attributes: Mapping[str, str] = field(default_factory=dict)  # GetAtt name -> why it has no value
    not_found: frozenset[str] = frozenset()  # error codes beyond the common ones
    not_found_texts: tuple[str, ...] = ()  # for services that answer ValidationException: parts of messages
    reads_before_delete: bool = False  # for services that delete what is not there without a word
    waits_for_delete: bool = False  # the delete call only begins it
    stable: Stable | None = None
    unsupported: Mapping[str, str] = field(default_factory=dict)  # property -> reason
    # Changeable by the registry's word, but not by this handler, which refuses: property -> reason.
    fixed: Mapping[str, str] = field(default_factory=dict)
    # Handed over, but kept or answered by no embedded service: dotted path of a property -> what is lost.
    embedded_gaps: Mapping[str, str] = field(default_factory=dict)
    # Kept as created by the embedded service, which loses or refuses a later change: path -> what is lost.
    change_gaps: Mapping[str, str] = field(default_factory=dict)
    # A value taken away stays, as the service's API has nothing to take it back with: property -> why.
    stays: Mapping[str, str] = field(default_factory=dict)
    unread: Mapping[str, str] = field(default_factory=dict)  # property -> why a read cannot tell it
    notes: tuple[str, ...] = ()  # what else the ledger says of the type


def at_path(value: object, path: str) -> object:
    """What stands at a dotted path (numbers index lists), None where the path ends early."""
    for step in path.split(".") if path else ():
        if isinstance(value, Mapping):
            value = value.get(step)
        elif isinstance(value, list) and step.isdigit() and int(step) < len(value):
            value = value[int(step)]
        else:
            return None
    return value


def json_text(value: object) -> str:
    """A document as the text services take it as."""
    return value if isinstance(value, str) else json.dumps(value)


def from_json_text(value: object) -> Value:
    """A document given back as text."""
    return as_value(json.loads(value) if isinstance(value, str) else value)


def or_nothing(found: object) -> object:
    """What a service tells, None where it tells the empty text, list or map for what there is not."""
    return None if found in ("", [], {}) else found
