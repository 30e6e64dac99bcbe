"""Notes attached to a construct, kept in the assembly."""

from dataclasses import dataclass
from typing import Any

from landform.cdk.core.checked import Checked


@dataclass(frozen=True, slots=True, kw_only=True)
class MetadataEntry(Checked):
    """One note."""

    type: str
    data: Any
    trace: list[str] | None = None  # where it was added, innermost call first


@dataclass(frozen=True, slots=True, kw_only=True)
class MetadataOptions(Checked):
    """How a note is added."""

    stack_trace: bool | None = None
    stack_trace_override: list[str] | None = None  # lines instead of those of the caller
    trace_from_function: Any = None
