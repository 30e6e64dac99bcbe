"""The user's line that is being run: one walk up the frames, nothing formatted, no source read.

Errors say in one form what they are about: the problem, then construct, path and line on a line of its own.
"""

import sys
from pathlib import Path
from typing import Any

_OWN = str(Path(__file__).parent.parent)  # landform/cdk
_MAX_FRAMES = 60  # an app's own helper functions may lie between


def creation_place() -> str | None:
    """`file:line` of the innermost frame outside this library, or None."""
    frame = sys._getframe(1)
    for _ in range(_MAX_FRAMES):
        if frame is None:
            return None
        file = frame.f_code.co_filename
        if not file.startswith(_OWN):
            return f"{file}:{frame.f_lineno}"
        following = frame.f_back
        if following is None:
            return None
        frame = following
    return None


def named(kind: str, path: str, place: str | None) -> str:
    """A construct in a message: `Queue 'Shop/Jobs' (app.py:3)`; the root has no path."""
    return kind + (f" '{path}'" if path else "") + (f" ({place})" if place else "")


def named_construct(construct: Any) -> str:
    """The same of a construct that is there, with the line that made it."""
    place = getattr(construct, "creation_place", None)
    return named(type(construct).__name__, construct.node.path, place)
