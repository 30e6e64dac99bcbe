"""Outcomes of checks as trees of messages."""

from collections.abc import Sequence

from landform.cdk.core.native import Native


class ValidationResult(Native):
    """One outcome: a message where something is wrong, and what lies below it."""

    def __init__(self, error_message: str | None = None, results: "ValidationResults | None" = None) -> None:
        self.error_message = error_message or ""
        self.results = results if results is not None else ValidationResults()

    @property
    def is_success(self) -> bool:
        """Whether nothing is wrong, here and below."""
        return not self.error_message and self.results.is_success

    def assert_success(self) -> None:
        """Raise ValueError with the tree when something is wrong."""
        if not self.is_success:
            raise ValueError(self.error_tree())

    def error_tree(self) -> str:
        """The message, and below it, moved in, those of its parts."""
        parts = self.results.error_tree_list().rstrip("\n")
        moved = "\n".join(f"  {line}" for line in parts.split("\n")) if parts else ""
        return self.error_message + (f"\n{moved}" if moved else "")

    def prefix(self, message: str) -> "ValidationResult":
        """The same with a text before the message; unchanged where nothing is wrong."""
        if self.is_success:
            return self
        return ValidationResult(f"{message}: {self.error_message}", self.results)


class ValidationResults(Native):
    """Many outcomes."""

    def __init__(self, results: Sequence[ValidationResult] | None = None) -> None:
        self.results: list[ValidationResult] = list(results or ())

    @property
    def is_success(self) -> bool:
        """Whether nothing is wrong in any."""
        return all(each.is_success for each in self.results)

    def collect(self, result: ValidationResult) -> None:
        """Add one, unless nothing is wrong in it."""
        if not result.is_success:
            self.results.append(result)

    def error_tree_list(self) -> str:
        """The trees of those where something is wrong, a line's end behind each."""
        return "".join(f"{each.error_tree()}\n" for each in self.results if not each.is_success)

    def wrap(self, message: str) -> ValidationResult:
        """One outcome of all; without the message where nothing is wrong."""
        return ValidationResult() if self.is_success else ValidationResult(message, self)
