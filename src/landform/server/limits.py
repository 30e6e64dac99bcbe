"""How much of a request and of requests is taken, and how a connection tells that it was too much."""

from enum import StrEnum
from typing import Final

HEAD_SECONDS: Final = 20.0  # for the head of a request
HEAD_BYTES: Final = 64 * 1024  # of a request line and all headers; AWS's services take less
MAX_CONNECTIONS: Final = 1_000  # open, and requests being answered
REFUSED: Final = "landform.refused"
"""In the state of a request's scope: why it is refused (a Refused)."""


class Refused(StrEnum):
    """Why a request gets no further."""

    HEAD_TOO_LONG = "head too long"
    CROWDED = "crowded"
