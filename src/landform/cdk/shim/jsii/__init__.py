"""Stands in for jsii where apps use it: decorators that say which interface a class has.

There is no other process here to tell of it, so they give back what they are given.
"""

from collections.abc import Callable
from typing import Any, TypeVar

_Decorated = TypeVar("_Decorated")


def implements(*interfaces: type[Any]) -> Callable[[_Decorated], _Decorated]:
    """Say that a class implements interfaces."""
    del interfaces
    return _unchanged


def member(*, jsii_name: str) -> Callable[[_Decorated], _Decorated]:
    """Say the name of a member in other languages."""
    del jsii_name
    return _unchanged


def interface(*, jsii_type: str) -> Callable[[_Decorated], _Decorated]:
    """Say the name of an interface in other languages."""
    del jsii_type
    return _unchanged


def __getattr__(name: str) -> Any:
    if name.startswith("__"):
        raise AttributeError(name)
    from landform.cdk.core.missing import importing_package, made_with_jsii

    raise made_with_jsii(importing_package())


def _unchanged(decorated: _Decorated) -> _Decorated:
    return decorated
