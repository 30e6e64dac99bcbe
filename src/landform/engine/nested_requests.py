"""What a parent asks of its nested stacks, as requests of stacks: template, parameters, tags, name."""

from typing import Final

from landform.engine.errors import EngineError, validation_error
from landform.engine.objects import object_text
from landform.engine.operation_request import OperationRequest, from_json
from landform.engine.requests import DeleteStackRequest, NestedIn, Place, StackRequest
from landform.engine.runner import Parts
from landform.engine.stacks import MAX_STACK_NAME, Stacks
from landform.ground.handler import HandlerRequest
from landform.ground.records import StackRecord
from landform.ground.statuses import OnFailure, StackStatus
from landform.ground.values import Properties, Value
from landform.plan.desired import text_of
from landform.providers.names import LOWER_ALPHABET, RANDOM_LENGTH, token_characters
from landform.template.parameters import ParameterInput

NO_UPDATES: Final = "No updates are to be performed."


class NestedRequests:
    """Begins the operations of nested stacks; each at most once for a client token."""

    def __init__(self, parts: Parts, stacks: Stacks) -> None:
        self._parts = parts
        self._stacks = stacks

    def create(self, request: HandlerRequest) -> str:
        """The id of the child, begun now or by the same request before. Raises EngineError."""
        name = child_name(request)
        known = self._parts.store.stack_named(request.account_id, request.region, name)
        if known is not None:
            return known.stack_id
        return self._stacks.create(_place(request), self._stack_request(request, name))

    def update(self, request: HandlerRequest, child: StackRecord) -> bool:
        """Begin the update, unless the same request did; False when there is nothing to update."""
        operation = self._operation_request(child)
        if operation is not None and operation.begun_by == request.client_token:
            return True
        try:
            self._stacks.update(_place(request), self._stack_request(request, child.stack_id))
        except EngineError as error:
            if error.message == NO_UPDATES:
                return False
            raise
        return True

    def undo(self, request: HandlerRequest, child: StackRecord) -> bool:
        """Deploy what the parent returns to, where it was ever left; False when there is nothing to do."""
        if child.status is StackStatus.UPDATE_ROLLBACK_COMPLETE or request.desired == request.previous:
            return False
        return self.update(request, child)

    def roll_back(self, child: StackRecord) -> None:
        """Return from a failure that was kept."""
        self._stacks.roll_back_nested(child)

    def delete(self, child: StackRecord) -> str | None:
        """Begin the deletion, unless it is under way: None, or why the stack stays as it is."""
        if child.status is StackStatus.DELETE_IN_PROGRESS:
            return None
        place = Place(account_id=child.account_id, region=child.region)
        self._stacks.delete(place, DeleteStackRequest(stack_name=child.stack_id, is_nested=True))
        now = self._parts.store.stack(child.stack_id)
        if now is None or now.status.is_in_progress or now.last_operation_id != child.last_operation_id:
            return None
        return now.status_reason or f"it is in {now.status} state"

    def _stack_request(self, request: HandlerRequest, name: str) -> StackRequest:
        desired, parent = request.desired, self._parts.store.stack(request.stack_id)
        if parent is None:
            raise validation_error(f"Stack [{request.stack_id}] does not exist")
        above = self._operation_request(parent)
        keeps_failure = above is not None and above.on_failure is OnFailure.DO_NOTHING
        clients = self._parts.clients_for(_place(request))
        timeout = desired.get("TimeoutInMinutes")
        arns = desired.get("NotificationARNs")
        return StackRequest(
            stack_name=name,
            template_body=object_text(
                clients, "TemplateURL", text_of(desired.get("TemplateURL")), is_limited=True
            ),
            parameters=_parameters(desired),
            capabilities=parent.capabilities,
            tags=_tags(desired),
            notification_arns=tuple(map(str, arns)) if isinstance(arns, list) else (),
            role_arn=parent.role_arn,
            timeout_minutes=int(str(timeout)) if timeout is not None else None,
            disable_rollback=keeps_failure or None,
            nested=NestedIn(
                parent_id=parent.stack_id,
                root_id=parent.root_id or parent.stack_id,
                token=request.client_token,
                keeps_failure=keeps_failure,
            ),
        )

    def _operation_request(self, stack: StackRecord) -> OperationRequest | None:
        operation = self._parts.store.operation(stack.last_operation_id or "")
        if operation is None:
            return None
        assert isinstance(operation.request, dict)  # written by operation_request.to_json
        return from_json(operation.request)


def child_name(request: HandlerRequest) -> str:
    """PARENT-LOGICALID-RANDOM, as AWS forms it; the same for the same client token."""
    random = token_characters(request.client_token, RANDOM_LENGTH, LOWER_ALPHABET).upper()
    return f"{request.stack_name}-{request.logical_id}"[: MAX_STACK_NAME - RANDOM_LENGTH - 1] + f"-{random}"


def _place(request: HandlerRequest) -> Place:
    return Place(account_id=request.account_id, region=request.region)


def _parameters(desired: Properties) -> dict[str, ParameterInput]:
    given = desired.get("Parameters")
    return {name: _text(value) for name, value in given.items()} if isinstance(given, dict) else {}


def _text(value: Value) -> str:
    return value if isinstance(value, str) else text_of(value)


def _tags(desired: Properties) -> dict[str, str]:
    given = desired.get("Tags")
    pairs = [each for each in given if isinstance(each, dict)] if isinstance(given, list) else []
    return {str(each["Key"]): str(each["Value"]) for each in pairs}
