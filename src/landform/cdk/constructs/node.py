"""The place of a construct in the tree: parents, children, context, metadata, dependencies, validations."""

import hashlib
from collections.abc import Callable, Iterator
from enum import Enum
from typing import Any, ClassVar, Protocol

from landform.cdk.constructs.dependency import Dependable
from landform.cdk.constructs.metadata import MetadataEntry
from landform.cdk.constructs.mixin import IMixin
from landform.cdk.constructs.protocols import IConstruct, IDependable
from landform.cdk.constructs.trace import creation_place, named, named_construct
from landform.cdk.core.checked import Checked

HIDDEN_ID = "Default"
"""A component of this name does not count in addresses, so a tree can be regrouped without new addresses."""


class IValidation(Protocol):
    """Checks a construct after the app has been built."""

    def validate(self) -> list[str]:
        """What is wrong, as sentences; empty when all is well."""


class ConstructOrder(Enum):
    """The order of `find_all`."""

    PREORDER = "PREORDER"
    POSTORDER = "POSTORDER"


class Node(Checked):
    """The tree's side of a construct."""

    PATH_SEP: ClassVar[str] = "/"

    def __init__(self, host: IConstruct, scope: IConstruct | None, id: str) -> None:
        id = str(id or "").replace(self.PATH_SEP, "--")
        self._host = host
        self._scope = scope
        self._id = id
        self._children: dict[str, IConstruct] = {}
        self._context: dict[str, Any] = {}
        self._metadata: list[MetadataEntry] = []
        self._dependencies: list[IDependable] = []
        self._validations: list[IValidation] = []
        self._locked = False
        self._default_child: IConstruct | None = None
        self._path: str | None = None
        self._addr: str | None = None
        if scope is not None:
            if not id:
                about = named(type(host).__name__, f"{scope.node.path}/".lstrip("/"), creation_place())
                raise ValueError(f"Only root constructs may have an empty ID\n  {about}")
            scope.node._add_child(host, id)

    @staticmethod
    def of(construct: IConstruct) -> "Node":
        """The node of a construct."""
        return construct.node

    @property
    def id(self) -> str:
        """The name among its siblings."""
        return self._id

    @property
    def scope(self) -> IConstruct | None:
        """The parent; None for the root."""
        return self._scope

    @property
    def path(self) -> str:
        """Ids from the root down, joined by slashes; the root's empty id does not count."""
        if self._path is None:
            above = self._scope.node.path if self._scope is not None else ""
            self._path = f"{above}/{self._id}" if above else self._id
        return self._path

    @property
    def addr(self) -> str:
        """42 hexadecimal digits that name the place; `Default` components do not count."""
        if self._addr is None:
            digest = hashlib.sha1(usedforsecurity=False)
            for construct in self.scopes:
                if construct.node.id != HIDDEN_ID:
                    digest.update(f"{construct.node.id}\n".encode())
            self._addr = f"c8{digest.hexdigest()}"
        return self._addr

    @property
    def scopes(self) -> list[IConstruct]:
        """The constructs from the root down to this one."""
        found: list[IConstruct] = []
        current: IConstruct | None = self._host
        while current is not None:
            found.append(current)
            current = current.node.scope
        return found[::-1]

    @property
    def root(self) -> IConstruct:
        """The top of the tree."""
        current: IConstruct = self._host
        while current.node.scope is not None:
            current = current.node.scope
        return current

    @property
    def children(self) -> list[IConstruct]:
        """The direct children, in the order they were made."""
        return list(self._children.values())

    def find_all(self, order: ConstructOrder = ConstructOrder.PREORDER) -> list[IConstruct]:
        """This construct and all below it."""
        return list(self.walk(order))

    def walk(self, order: ConstructOrder = ConstructOrder.PREORDER) -> Iterator[IConstruct]:
        """The same without a list."""
        if order is ConstructOrder.PREORDER:
            yield self._host
        for child in list(self._children.values()):
            yield from child.node.walk(order)
        if order is ConstructOrder.POSTORDER:
            yield self._host

    def try_find_child(self, id: str) -> IConstruct | None:
        """The child of this name, or None."""
        return self._children.get(id.replace(self.PATH_SEP, "--"))

    def find_child(self, id: str) -> IConstruct:
        """The child of this name. Raises KeyError."""
        found = self.try_find_child(id)
        if found is None:
            raise KeyError(f"No child with id: '{id}'")
        return found

    def try_remove_child(self, child_name: str) -> bool:
        """Take a child out of the tree; False when there is none of that name."""
        return self._children.pop(child_name.replace(self.PATH_SEP, "--"), None) is not None

    @property
    def default_child(self) -> IConstruct | None:
        """The child that stands for its parent: the one set, else `Resource` or `Default`."""
        if self._default_child is not None:
            return self._default_child
        resource, default = self._children.get("Resource"), self._children.get("Default")
        if resource is not None and default is not None:
            raise ValueError(
                f"Cannot determine default child for {self.path}. There is both a child with id "
                '"Resource" and id "Default"'
            )
        return default or resource

    @default_child.setter
    def default_child(self, value: IConstruct | None) -> None:
        self._default_child = value

    def set_context(self, key: str, value: Any) -> None:
        """Give this construct and all below it a context value; before it has children."""
        if self._children:
            names = ", ".join(self._children)
            raise ValueError(f"Cannot set context after children have been added: {names}")
        self._context[key] = value

    def try_get_context(self, key: str) -> Any:
        """The nearest value at or above this construct; None when there is none."""
        current: IConstruct | None = self._host
        while current is not None:
            if key in current.node._context:
                return current.node._context[key]
            current = current.node.scope
        return None

    def get_context(self, key: str) -> Any:
        """The nearest value. Raises KeyError when there is none."""
        found = self.try_get_context(key)
        if found is None:
            raise KeyError(f'No context value present for {key} key. The construct is "{self.path}".')
        return found

    def get_all_context(self, defaults: dict[str, Any] | None = None) -> dict[str, Any]:
        """All values seen from here; nearer ones win over those above."""
        above = self._scope.node.get_all_context(defaults) if self._scope else dict(defaults or {})
        return {**above, **self._context}

    @property
    def metadata(self) -> list[MetadataEntry]:
        """The notes, in order."""
        return list(self._metadata)

    def add_metadata(
        self,
        type: str,
        data: Any,
        *,
        stack_trace: bool | None = None,
        stack_trace_override: list[str] | None = None,
        trace_from_function: Any = None,
    ) -> None:
        """Add a note; nothing happens for data that is None."""
        del (
            stack_trace,
            stack_trace_override,
            trace_from_function,
        )  # traces come from creation places, which are always kept
        if data is not None:
            self._metadata.append(MetadataEntry(type=type, data=data))

    @property
    def dependencies(self) -> list[IConstruct]:
        """What this construct depends on, each once."""
        roots = [root for each in self._dependencies for root in Dependable.of(each).dependency_roots]
        return list({id(root): root for root in roots}.values())

    def add_dependency(self, *deps: IDependable) -> None:
        """Everything in this construct comes after everything in the given ones."""
        self._dependencies.extend(each for each in deps if each not in self._dependencies)

    def remove_dependency(self, *deps: IDependable) -> None:
        """Take dependencies back."""
        self._dependencies = [each for each in self._dependencies if each not in deps]

    def add_validation(self, validation: IValidation | Callable[[], list[str]]) -> None:
        """Check this after the app has been built."""
        checker = validation if hasattr(validation, "validate") else _Function(validation)
        self._validations.append(checker)

    def validate(self) -> list[str]:
        """What the validations of this construct say."""
        return [problem for each in self._validations for problem in each.validate() or ()]

    @property
    def locked(self) -> bool:
        """Whether no child can be added, here or above."""
        above = self._scope.node.locked if self._scope is not None else False
        return self._locked or above

    def lock(self) -> None:
        """Refuse new children here and below."""
        self._locked = True

    def unlock(self) -> None:
        """Allow new children again."""
        self._locked = False

    def with_(self, *mixins: IMixin) -> IConstruct:
        """Apply mixins to this construct and all below it that support them."""
        for construct in self.find_all():
            for mixin in mixins:
                if mixin.supports(construct):
                    mixin.apply_to(construct)
        return self._host

    def _add_child(self, child: IConstruct, name: str) -> None:
        if self.locked:
            place = f' at "{self.path}"' if self.path else ""
            raise RuntimeError(f"Cannot add children during synthesis{place}\n  {self._about(child, name)}")
        if name in self._children:
            kind = type(self._host).__name__
            raise ValueError(
                f"There is already a Construct with name '{name}' in {kind}"
                f"{f' [{self._id}]' if self._id else ''}\n  {self._about(child, name)}\n"
                f"  the first one: {named_construct(self._children[name])}"
            )
        self._children[name] = child

    def _about(self, child: IConstruct, name: str) -> str:
        path = f"{self.path}/{name}" if self.path else name
        return named(type(child).__name__, path, creation_place())


class _Function:
    def __init__(self, function: Any) -> None:
        self._function = function

    def validate(self) -> list[str]:
        return list(self._function())
