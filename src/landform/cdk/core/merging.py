"""How properties of a mixin are merged into those of a construct."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from landform.cdk.core.native import Native

_Merge = Callable[[list[Any], list[Any]], list[Any]]


class _Arrays:
    def __init__(self, merge: _Merge) -> None:
        self._merge = merge

    def merge(self, target: Sequence[Any], source: Sequence[Any]) -> list[Any]:
        return self._merge(list(target), list(source))


class ArrayMergeStrategy(Native):
    """How two lists become one."""

    @staticmethod
    def append() -> _Arrays:
        """The new items behind the others."""
        return _Arrays(lambda target, source: [*target, *source])

    @staticmethod
    def prepend() -> _Arrays:
        """The new items before the others."""
        return _Arrays(lambda target, source: [*source, *target])

    @staticmethod
    def replace() -> _Arrays:
        """The new items alone."""
        return _Arrays(lambda target, source: source)

    @staticmethod
    def replace_by_index() -> _Arrays:
        """Each new item in place of the one at its index."""
        return _Arrays(lambda target, source: [*source, *target[len(source) :]])

    @staticmethod
    def replace_by_key(key: str) -> _Arrays:
        """Each new map in place of the one with the same value of the key, or behind all."""

        def merge(target: list[Any], source: list[Any]) -> list[Any]:
            result = list(target)
            for item in source:
                value = item.get(key) if isinstance(item, Mapping) else None
                if value is None:
                    continue
                places = [at for at, each in enumerate(result) if _value(each, key) == value]
                if places:
                    result[places[0]] = item
                else:
                    result.append(item)
            return result

        return _Arrays(merge)


def _value(item: Any, key: str) -> Any:
    return item.get(key) if isinstance(item, Mapping) else None


class PropertyMergeStrategy(Native):
    """How properties are set on an object."""

    @staticmethod
    def override() -> "_Properties":
        """New values in place of the others."""
        return _Properties(None, deep=False)

    @staticmethod
    def combine(*, arrays: Any = None) -> "_Properties":
        """Maps are merged; lists as `arrays` says, by default replaced."""
        return _Properties(arrays if arrays is not None else ArrayMergeStrategy.replace(), deep=True)


class _Properties:
    def __init__(self, arrays: Any, *, deep: bool) -> None:
        self._arrays = arrays
        self._deep = deep

    def apply(self, target: Any, source: Any, allowed_keys: Sequence[str]) -> None:
        """Set those keys of the source that are allowed; target and source are maps or objects."""
        for key in allowed_keys:
            value = _member(source, key)
            if value is not None:
                _put(target, key, self._merged(_member(target, key), value) if self._deep else value)

    def _merged(self, old: Any, new: Any) -> Any:
        if isinstance(old, Mapping) and isinstance(new, Mapping):
            return {**old, **{key: self._merged(old.get(key), value) for key, value in new.items()}}
        if isinstance(old, list | tuple) and isinstance(new, list | tuple):
            return self._arrays.merge(old, new)
        return new


def _member(owner: Any, key: str) -> Any:
    return owner.get(key) if isinstance(owner, Mapping) else getattr(owner, key, None)


def _put(owner: Any, key: str, value: Any) -> None:
    if isinstance(owner, dict):
        owner[key] = value
    else:
        setattr(owner, key, value)
