"""What an invocation came to."""

from dataclasses import dataclass
from typing import Any, Final

ERROR_KEYS: Final = ("errorMessage", "errorType", "requestId", "stackTrace", "trace")


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """The answer of a function, or how it failed."""

    request_id: str
    version: str
    payload: bytes  # JSON: what the handler returned, or a description of the error
    is_error: bool  # the handler raised, ran out of time or memory, or could not be loaded
    output: str = ""  # the log of this invocation, START to REPORT

    @property
    def error_text(self) -> str:
        """The error in one line, "" when there is none."""
        import json

        if not self.is_error:
            return ""
        described = json.loads(self.payload)
        kind = described.get("errorType")
        text = described.get("errorMessage", "")
        return f"{kind}: {text}" if kind else str(text)


def error_payload(kind: str | None, message: str) -> dict[str, Any]:
    """An error as Lambda describes it, for failures that no handler could tell of."""
    described = {"errorMessage": message}
    return {"errorType": kind, **described} if kind else described
