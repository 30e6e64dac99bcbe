"""Shapes that differ between CloudFormation and a service by the case of their keys only."""

from collections.abc import Callable, Collection, Mapping

NOTHING: frozenset[str] = frozenset()


def camel(value: object, opaque: Collection[str] = NOTHING) -> object:
    """The value with every key's first letter in lower case, at all depths.

    Args:
        opaque: keys (as CloudFormation writes them) whose mapping is the user's own, such as labels.
    """
    return _converted(value, opaque, lambda key: key[:1].lower() + key[1:])


def pascal(value: object, opaque: Collection[str] = NOTHING) -> object:
    """The reverse; `opaque` holds keys as the service writes them."""
    return _converted(value, opaque, lambda key: key[:1].upper() + key[1:])


def respelt(value: object, spellings: Mapping[str, str]) -> object:
    """The value with some keys spelt otherwise, at all depths."""
    if isinstance(value, Mapping):
        return {spellings.get(key, key): respelt(item, spellings) for key, item in value.items()}
    return [respelt(item, spellings) for item in value] if isinstance(value, list) else value


def _converted(value: object, opaque: Collection[str], convert: Callable[[str], str]) -> object:
    if isinstance(value, Mapping):
        return {
            convert(key): item if key in opaque else _converted(item, opaque, convert)
            for key, item in value.items()
        }
    if isinstance(value, list):
        return [_converted(item, opaque, convert) for item in value]
    return value
