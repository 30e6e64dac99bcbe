"""Names made from places in the tree: logical ids and unique names.

A logical id has a part for people (the components' letters and digits, repeats dropped) and eight hexadecimal
digits of the whole path, so that no two constructs of a stack share one and a name survives until its
construct moves.
"""

import hashlib
import re
from collections.abc import Sequence
from typing import Any

from landform.cdk.core.checked import Checked
from landform.cdk.core.tokens import is_unresolved

MAX_ID = 255
MAX_HUMAN = 240
HIDDEN_FROM_HUMANS = "Resource"
HIDDEN_ID = "Default"
_NOT_ALPHANUMERIC = re.compile(r"[^A-Za-z0-9]")


def logical_id_of(components: Sequence[str]) -> str:
    """The id for the path components below the stack."""
    kept = [each for each in components if each != HIDDEN_ID]
    if not kept:
        raise ValueError("Unable to calculate a unique id for an empty set of components")
    for each in kept:
        if is_unresolved(each):
            raise ValueError(f"ID components may not include unresolved tokens: {each}")
    if len(kept) == 1:
        only = _letters(kept[0])
        if len(only) <= MAX_ID:
            return only
    return _human(kept)[:MAX_HUMAN] + path_hash(kept)


def path_hash(components: Sequence[str]) -> str:
    """Eight upper-case hexadecimal digits of the path."""
    return hashlib.md5("/".join(components).encode(), usedforsecurity=False).hexdigest()[:8].upper()


def _human(components: Sequence[str]) -> str:
    kept: list[str] = []
    for component in components:
        if not kept or not kept[-1].endswith(component):
            kept.append(component)
    return "".join(_letters(each) for each in kept if each != HIDDEN_FROM_HUMANS)


def _letters(text: str) -> str:
    return _NOT_ALPHANUMERIC.sub("", text)


def unique_name(components: Sequence[str], *, max_length: int, allowed: str = "", separator: str = "") -> str:
    """A readable name within a length: cut in its middle where it is too long, the path's hash at its end."""
    unwanted = re.compile(f"[^A-Za-z0-9{re.escape(allowed)}]")
    kept = [each for each in components if each != HIDDEN_ID]
    if len(kept) == 1:
        only = unwanted.sub("", kept[0])
        if len(only) <= max_length:
            return only
    parts = [unwanted.sub("", each) for each in _without_repeats(kept)]
    human = separator.join(each for each in parts if each)
    digest = path_hash(kept)
    room = max_length - len(digest) - len(separator)
    if len(human) > room:
        half = (room - len(separator)) // 2
        human = f"{human[:half]}{separator}{human[len(human) - half :]}"
    return f"{human}{separator}{digest}"


class Names(Checked):
    """Unique names for constructs."""

    def __init__(self) -> None:
        raise TypeError("Names has only static methods")

    @staticmethod
    def unique_id(construct: Any) -> str:
        """An alphanumeric name, unique in the whole tree."""
        return Names.node_unique_id(construct.node)

    @staticmethod
    def node_unique_id(node: Any) -> str:
        """The same for a node."""
        components = [each.node.id for each in node.scopes[1:]]
        return logical_id_of(components) if components else ""

    @staticmethod
    def unique_resource_name(
        construct: Any,
        *,
        max_length: int | None = None,
        allowed_special_characters: str | None = None,
        separator: str | None = None,
    ) -> str:
        """A readable name within a length, with the path's hash at its end where it is cut."""
        return unique_name(
            _from_stack(construct),
            max_length=256 if max_length is None else max_length,
            allowed=allowed_special_characters or "",
            separator=separator or "",
        )

    @staticmethod
    def stack_relative_construct_path(construct: Any) -> str:
        """The path below the stack, joined by slashes."""
        from landform.cdk.core.stack import Stack

        scopes = construct.node.scopes
        index = scopes.index(Stack.of(construct))
        return "/".join(each.node.id for each in scopes[index + 1 :])


def _from_stack(construct: Any) -> list[str]:
    """The path from the innermost stack whose name is known, by that name; from the root without one."""
    from landform.cdk.core.stack import Stack

    components: list[str] = []
    for each in reversed(construct.node.scopes):
        if isinstance(each, Stack) and not is_unresolved(each.stack_name):
            return [each.stack_name, *reversed(components)]
        components.append(each.node.id)
    return [each for each in reversed(components) if each]


def _without_repeats(components: Sequence[str]) -> list[str]:
    kept: list[str] = []
    for component in components:
        if component != HIDDEN_FROM_HUMANS and (not kept or not kept[-1].endswith(component)):
            kept.append(component)
    return kept
