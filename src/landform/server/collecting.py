"""Garbage collection of a program that has been loaded without it and now goes on running."""

import gc
from typing import Final

OBJECTS: Final = 10_000  # allocated before a collection: most of a request's are gone without one
GENERATIONS: Final = (10, 10)  # CPython's own


def collect_from_now_on(objects: int = OBJECTS, generations: tuple[int, int] = GENERATIONS) -> None:
    """Collect again; what has been loaded stays, and is not looked at any more."""
    gc.freeze()
    gc.set_threshold(objects, *generations)
    gc.enable()
