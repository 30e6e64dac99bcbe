"""Fewer garbage collections while operations run.

An operation makes many objects that live until it ends; CPython's collector would look at them, and at all of
moto, again and again (measured: a tenth of a cold deployment). While at least one operation runs, collections
are made rarer; then the program's own settings are back.
"""

import gc
import threading
from collections.abc import Iterator
from contextlib import contextmanager

RARE = (50_000, 20, 50)  # objects allocated before a collection; generations collected as rarely

_LOCK = threading.Lock()
_found: list[tuple[int, int, int]] = []  # one entry a running operation; the first is the program's own


@contextmanager
def rare_collections() -> Iterator[None]:
    """Collect rarely inside; nested and concurrent uses share one change."""
    with _LOCK:
        _found.append(gc.get_threshold())
        gc.set_threshold(*RARE)
    try:
        yield
    finally:
        with _LOCK:
            # Whoever ends last puts back what the first one found.
            own = _found[0]
            _found.pop()
            if not _found:
                gc.set_threshold(*own)
