"""RollbackStack and ContinueUpdateRollback: from a failure back to the last stable state."""

from dataclasses import dataclass, replace

from landform.engine.desired_state import listed
from landform.engine.errors import no_such_stack, validation_error
from landform.engine.operations import KEPT_FAILURES, Operations
from landform.engine.request_tokens import RequestTokens
from landform.engine.requests import Place
from landform.engine.runner import Parts
from landform.engine.stacks import Stacks
from landform.ground.records import StackRecord
from landform.ground.statuses import StackStatus


@dataclass(frozen=True, slots=True, kw_only=True)
class RollbackRequest:
    """RollbackStack or ContinueUpdateRollback."""

    stack_name: str
    client_request_token: str | None = None
    role_arn: str | None = None  # the stack's role from now on; None: as it was
    retain_except_on_create: bool = False  # RollbackStack only
    skipped: tuple[str, ...] = ()  # ContinueUpdateRollback only, as the next
    skips_failed: bool = False  # skip all that failed


class Rollbacks:
    """The use cases that roll stacks back."""

    def __init__(self, parts: Parts, stacks: Stacks, operations: Operations) -> None:
        self._parts = parts
        self._stacks = stacks
        self._operations = operations
        self._tokens = RequestTokens(parts.store)

    def roll_back(self, place: Place, request: RollbackRequest) -> str:
        """RollbackStack: from a failure that was kept to the last stable state."""
        name, token = request.stack_name, request.client_request_token
        again = self._tokens.answered(place, "RollbackStack", token, name)
        if again is not None:
            return again
        stack = self._stacks.find(place, name, no_such_stack)
        if stack.status not in KEPT_FAILURES:
            raise validation_error(
                f"Stack:{stack.stack_id} is in {stack.status} state and can not be rolled back."
            )
        stack = replace(stack, role_arn=request.role_arn or stack.role_arn)
        self._operations.roll_back(
            stack,
            token,
            retain_except_on_create=request.retain_except_on_create,
            answer=self._tokens.answer(place, "RollbackStack", token, stack.stack_id),
        )
        return stack.stack_id

    def continue_rollback(self, place: Place, request: RollbackRequest) -> None:
        """ContinueUpdateRollback: try again, leaving the skipped resources as they are.

        Source: https://docs.aws.amazon.com/AWSCloudFormation/latest/APIReference/API_ContinueUpdateRollback.html
        """
        name, token = request.stack_name, request.client_request_token
        if self._tokens.answered(place, "ContinueUpdateRollback", token, name) is not None:
            return
        stack = self._stacks.find(place, name, no_such_stack)
        if stack.parent_id is not None:
            raise validation_error("RollbackUpdatedStack cannot be invoked on child stacks")
        if stack.status is not StackStatus.UPDATE_ROLLBACK_FAILED:
            raise validation_error(
                f"Stack:{stack.stack_id} is in {stack.status} state and can not continue rollback."
            )
        skipped = self._skipped(stack, request)
        stack = replace(stack, role_arn=request.role_arn or stack.role_arn)
        answer = self._tokens.answer(place, "ContinueUpdateRollback", token, stack.stack_id)
        self._operations.roll_back(stack, token, skipped=skipped, answer=answer)

    def _skipped(self, stack: StackRecord, request: RollbackRequest) -> tuple[str, ...]:
        records = self._parts.store.resources(stack.stack_id)
        failed = {name for name, each in records.items() if each.status.endswith("_FAILED")}
        if request.skips_failed and request.skipped:
            raise validation_error("You can specify either ResourcesToSkip or ForceRollback, but not both.")
        unknown = sorted(set(request.skipped) - failed)
        if unknown:
            raise validation_error(
                f"Resources to skip must be in a failed state of stack [{stack.stack_name}]: "
                f"{listed(tuple(unknown))}"
            )
        return tuple(sorted(failed)) if request.skips_failed else request.skipped
