"""The user's line that is being run: one walk up the frames, nothing formatted, no source read."""

import sys
from pathlib import Path

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
