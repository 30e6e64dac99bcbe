"""What the engine refuses, with AWS's error codes and texts.

The text is what AWS says on the wire. Where Landform knows more, the diagnostics say it, with source lines;
they go to the log and to clients that share the process, never to the wire.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from landform.ground.diagnostics import Diagnostic
from landform.ground.records import StackRecord
from landform.ground.values import Value


@dataclass(frozen=True, slots=True, kw_only=True)
class Taken:
    """A request that AWS takes, and that fails then: its transforms fail, or an export is not there."""

    reason: str
    template_body: str
    processed_body: str | None  # what transforms made, when that is what is wrong
    parameters: Mapping[str, Value]  # as the stack keeps them
    resolved_parameters: Mapping[str, Value]  # of SSM types

    def settled(self, stack: StackRecord) -> StackRecord:
        """The stack with it."""
        return replace(
            stack,
            template_body=self.template_body,
            processed_body=self.processed_body,
            parameters=self.parameters,
            resolved_parameters=self.resolved_parameters,
        )


class EngineError(Exception):
    """A request cannot be carried out. `code` is AWS's error code, `status` the HTTP status."""

    def __init__(
        self, code: str, message: str, *, status: int = 400, diagnostics: Iterable[Diagnostic] = ()
    ) -> None:
        super().__init__(f"{code}: {message}")
        self.code = code
        self.message = message
        self.status = status
        self.diagnostics = tuple(diagnostics)
        # The request as AWS has taken it, when it finds only then what is wrong; None: it is refused.
        self.taken: Taken | None = None


def validation_error(message: str, diagnostics: Iterable[Diagnostic] = ()) -> EngineError:
    """AWS's ValidationError: the request or the template is wrong, or the stack is in the wrong state."""
    return EngineError("ValidationError", message, diagnostics=diagnostics)


def stack_does_not_exist(name_or_id: str) -> EngineError:
    """The answer for a stack that is not there."""
    return validation_error(f"Stack with id {name_or_id} does not exist")


def no_such_stack(name_or_id: str) -> EngineError:
    """The other wording for a stack that is not there: of updates, events and change sets."""
    return validation_error(f"Stack [{name_or_id}] does not exist")


def change_set_not_found(name_or_id: str) -> EngineError:
    """The answer for a change set that is not there."""
    return EngineError("ChangeSetNotFound", f"ChangeSet [{name_or_id}] does not exist", status=404)


def insufficient_capabilities(needed: Iterable[str]) -> EngineError:
    """The template makes IAM resources and the request does not acknowledge it."""
    words = ", ".join(sorted(needed))
    return EngineError("InsufficientCapabilitiesException", f"Requires capabilities : [{words}]")


def already_exists(name: str) -> EngineError:
    """CreateStack with the name of a stack that exists."""
    return EngineError("AlreadyExistsException", f"Stack [{name}] already exists")


def template_error(diagnostics: Iterable[Diagnostic]) -> EngineError:
    """The template has mistakes: AWS's one-line form of the first, all of them as diagnostics."""
    found = tuple(diagnostics)
    first = found[0].detail.splitlines()[0]
    return validation_error(first if _is_aws_text(first) else f"Template error: {first}", diagnostics=found)


def _is_aws_text(sentence: str) -> bool:
    """Whether the first line of a detail already is AWS's wording."""
    return sentence.startswith(
        (
            *("Parameter", "Template", "No export", "Export with", "Unresolved", "Update of", "Circular"),
            *("SSM Secure reference", "Incorrect format", "Transform", "No transform named"),
            *("Received malformed response", "The value of parameter", "Key Name of"),
        )
    )
