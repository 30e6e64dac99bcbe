"""Claims about the notes of constructs: information, warnings, errors."""

from typing import Any

from landform.cdk.assertions.match import matcher_of
from landform.cdk.assertions.result import AssertionFailure
from landform.cdk.core.annotations import ERROR, INFO, WARNING
from landform.cdk.core.checked import Checked

_LEVELS = {INFO: "info", WARNING: "warning", ERROR: "error"}
ALL = "*"


class SynthesisMessage:
    """One note."""

    def __init__(self, level: str, id: str, data: Any) -> None:
        self.level = level
        self.id = id  # the construct's path, with a slash before it
        self.entry = {"type": f"aws:cdk:{level}", "data": data}


class Annotations(Checked):
    """The notes of a stack and all in it."""

    def __init__(self, messages: list[SynthesisMessage]) -> None:
        self._messages = messages

    @staticmethod
    def from_stack(stack: Any) -> "Annotations":
        """The notes of a stack; the whole app is synthesized."""
        from landform.cdk.core.stage import Stage

        stage = Stage.of(stack)
        if stage is None:
            raise TypeError("The stack has to be part of an App or a Stage")
        stage.synth()
        found = [
            SynthesisMessage(_LEVELS[note.type], f"/{construct.node.path}", note.data)
            for construct in stack.node.walk()
            for note in construct.node.metadata
            if note.type in _LEVELS
        ]
        return Annotations(found)

    def has_error(self, construct_path: str, message: Any) -> None:
        """There is such an error; `*` stands for any path."""
        self._has("error", construct_path, message)

    def has_no_error(self, construct_path: str, message: Any) -> None:
        """There is no such error."""
        self._has_no("error", construct_path, message)

    def find_error(self, construct_path: str, message: Any) -> list[SynthesisMessage]:
        """The errors that fit."""
        return self._find("error", construct_path, message)

    def has_warning(self, construct_path: str, message: Any) -> None:
        """There is such a warning; `*` stands for any path."""
        self._has("warning", construct_path, message)

    def has_no_warning(self, construct_path: str, message: Any) -> None:
        """There is no such warning."""
        self._has_no("warning", construct_path, message)

    def find_warning(self, construct_path: str, message: Any) -> list[SynthesisMessage]:
        """The warnings that fit."""
        return self._find("warning", construct_path, message)

    def has_info(self, construct_path: str, message: Any) -> None:
        """There is such an information; `*` stands for any path."""
        self._has("info", construct_path, message)

    def has_no_info(self, construct_path: str, message: Any) -> None:
        """There is no such information."""
        self._has_no("info", construct_path, message)

    def find_info(self, construct_path: str, message: Any) -> list[SynthesisMessage]:
        """The informations that fit."""
        return self._find("info", construct_path, message)

    def _of_level(self, level: str, path: str) -> list[SynthesisMessage]:
        wanted = path if path.startswith(("/", ALL)) else f"/{path}"
        return [each for each in self._messages if each.level == level and wanted in (ALL, each.id)]

    def _find(self, level: str, path: str, message: Any) -> list[SynthesisMessage]:
        matcher = matcher_of(message, partial_objects=True)
        return [
            each
            for each in self._of_level(level, path)
            if matcher.test(each.entry["data"]).finished().is_success
        ]

    def _has(self, level: str, path: str, message: Any) -> None:
        if self._find(level, path, message):
            return
        known = "\n".join(f"  {each.id}: {each.entry['data']}" for each in self._of_level(level, ALL))
        there = f"These are there:\n{known}" if known else f"There is no {level} at all."
        wanted = getattr(message, "name", None) or repr(message)
        raise AssertionFailure(f"No {level} at '{path}' fits {wanted}. {there}")

    def _has_no(self, level: str, path: str, message: Any) -> None:
        found = self._find(level, path, message)
        if found:
            lines = "\n".join(f"  {each.id}: {each.entry['data']}" for each in found)
            raise AssertionFailure(f"Expected no such {level} at '{path}', found {len(found)}:\n{lines}")
