"""Enum members that are looked up in tables at every input."""

from enum import Enum


class TableKey(Enum):
    """An enum whose members hash as the single objects they are.

    Enum hashes by the member's name, in Python code, which costs more than the whole look-up. Nothing may go
    through a set of such members in its order: it is another one in each process.
    """

    __hash__ = object.__hash__
