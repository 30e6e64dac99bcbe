"""Where something stands in a file a person wrote."""

from dataclasses import dataclass

TemplatePath = tuple[str | int, ...]
"""Steps from the template's root, such as ("Resources", "Api", "Properties", "Tags", 0, "Value")."""


@dataclass(frozen=True, slots=True)
class SourceLocation:
    """A position in a source file."""

    file: str  # as the user named it, never made absolute
    line: int  # from 1
    column: int  # from 1; 0: only the line is known

    def __str__(self) -> str:
        place = f"{self.file}:{self.line}"
        return f"{place}:{self.column}" if self.column else place


def format_path(path: TemplatePath) -> str:
    """The path as messages print it: `Resources.Api.Properties.Tags[0].Value`."""
    text = ""
    for step in path:
        if isinstance(step, int):
            text += f"[{step}]"
        else:
            text += f".{step}" if text else step
    return text
