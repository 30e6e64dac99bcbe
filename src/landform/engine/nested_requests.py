"""What a parent asks of its nested stacks, as requests of stacks: template, parameters, tags, name."""

from dataclasses import replace
from typing import TYPE_CHECKING

from landform.cloud.clients import Clients
from landform.engine.change_set_rules import NO_UPDATES
from landform.engine.errors import EngineError, validation_error
from landform.engine.objects import object_text
from landform.engine.operation_request import last_request
from landform.engine.requests import DeleteStackRequest, NestedIn, Place, StackRequest
from landform.engine.runner import Parts
from landform.engine.stack_names import child_name
from landform.engine.stacks import Stacks
from landform.ground.handler import HandlerRequest
from landform.ground.records import ChangeSetRecord, StackRecord
from landform.ground.statuses import OnFailure, StackStatus
from landform.ground.values import Properties, Value
from landform.plan.desired import text_of
from landform.template.parameters import ParameterInput

if TYPE_CHECKING:
    from landform.engine.change_sets import ChangeSets


class NestedRequests:
    """Begins the operations of nested stacks; each at most once for a client token."""

    def __init__(self, parts: Parts, stacks: Stacks, change_sets: "ChangeSets") -> None:
        self._parts = parts
        self._stacks = stacks
        self._change_sets = change_sets

    def create(self, request: HandlerRequest) -> str:
        """The id of the child, begun now or by the same request before. Raises EngineError."""
        change_set = self._change_set(request)
        if change_set is not None:
            reviewed = self._parts.store.stack(change_set.stack_id)
            if reviewed is not None and reviewed.status is StackStatus.REVIEW_IN_PROGRESS:
                asked = self._stack_request(request, reviewed.stack_name)
                self._change_sets.begin_nested(_place(request), change_set, asked)
            return change_set.stack_id
        name = child_name(request.stack_name, request.logical_id, request.client_token)
        known = self._parts.store.stack_named(request.account_id, request.region, name)
        if known is not None:
            return known.stack_id
        return self._stacks.create(_place(request), self._stack_request(request, name))

    def update(self, request: HandlerRequest, child: StackRecord) -> bool:
        """Begin the update, unless the same request did; False when there is nothing to update."""
        operation = last_request(self._parts.store, child)
        if operation is not None and operation.begun_by == request.client_token:
            return True
        asked = self._stack_request(request, child.stack_id)
        change_set = self._change_set(request)
        if change_set is not None and change_set.execution_status == "AVAILABLE":
            self._change_sets.begin_nested(_place(request), change_set, asked)
            return True
        try:
            self._stacks.update(_place(request), asked)
        except EngineError as error:
            if error.message == NO_UPDATES:
                return False
            raise
        return True

    def undo(self, request: HandlerRequest, child: StackRecord) -> bool:
        """Deploy what the parent returns to, where it was ever left; False when there is nothing to do."""
        if child.status is StackStatus.UPDATE_ROLLBACK_COMPLETE or request.desired == request.deployed:
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
        parent = self._parts.store.stack(request.stack_id)
        if parent is None:
            raise validation_error("A nested stack is made by its parent stack, not by itself.")
        above = last_request(self._parts.store, parent)
        nested = NestedIn(
            parent_id=parent.stack_id,
            root_id=parent.root_id or parent.stack_id,
            token=request.client_token,
            keeps_failure=above is not None and above.on_failure is OnFailure.DO_NOTHING,
        )
        asked = stack_request(self._parts.clients_for(_place(request)), request.desired, name, nested)
        return replace(asked, capabilities=parent.capabilities, role_arn=parent.role_arn)

    def _change_set(self, request: HandlerRequest) -> ChangeSetRecord | None:
        """What the parent's change set holds for this child; None when the parent executes none."""
        store, parent = self._parts.store, self._parts.store.stack(request.stack_id)
        above = store.change_set(parent.change_set_id or "") if parent is not None else None
        nested_id = above.nested.get(request.logical_id) if above is not None else None
        return store.change_set(nested_id) if nested_id is not None else None


def stack_request(clients: Clients, desired: Properties, name: str, nested: NestedIn) -> StackRequest:
    """What the properties of a nested stack ask for. Raises EngineError when its template is not there."""
    timeout, arns = desired.get("TimeoutInMinutes"), desired.get("NotificationARNs")
    return StackRequest(
        stack_name=name,
        template_body=object_text(
            clients, "TemplateURL", text_of(desired.get("TemplateURL")), is_limited=True
        ),
        parameters=_parameters(desired),
        tags=_tags(desired),
        notification_arns=tuple(map(str, arns)) if isinstance(arns, list) else (),
        timeout_minutes=int(str(timeout)) if timeout is not None else None,
        disable_rollback=nested.keeps_failure or None,
        nested=nested,
    )


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
