"""Change sets for the nested stacks that a change set would create or update (IncludeNestedStacks).

Parameters that are known only after deployment stand in a nested change set as AWS writes them. Where such a
value decides too much (a number, a word from a list), there is no nested change set, and the resource's
change names none.
Source: https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/change-sets-for-nested-stacks.html
"""

from collections.abc import Callable
from dataclasses import replace
from typing import Final

from landform.engine.change_set_rules import NO_CHANGES, NO_UPDATES, failed
from landform.engine.change_set_trees import forget_change_set
from landform.engine.effects import STACK_TYPE
from landform.engine.errors import EngineError
from landform.engine.nested_requests import stack_request
from landform.engine.requests import ChangeSetRequest, NestedIn, Place
from landform.engine.runner import Parts
from landform.engine.stack_names import child_name
from landform.ground.records import ChangeSetRecord
from landform.ground.statuses import OperationKind
from landform.ground.values import Properties, Unknown, Value, is_known
from landform.plan.model import Plan, Step, StepAction

KNOWN_LATER: Final = "{{changeSet:KNOWN_AFTER_APPLY}}"
_KINDS: Final = {StepAction.CREATE: OperationKind.CREATE, StepAction.UPDATE: OperationKind.UPDATE}

Create = Callable[[Place, ChangeSetRequest], ChangeSetRecord]


class NestedChangeSets:
    """Makes the change sets below another one."""

    def __init__(self, parts: Parts, create: Create) -> None:
        self._parts = parts
        self._create = create

    def add(
        self, place: Place, above: ChangeSetRecord, request: ChangeSetRequest, plan: Plan
    ) -> ChangeSetRecord:
        """The change set above, naming those that were made; FAILED when one of them cannot be made."""
        made: dict[str, str] = {}
        for step in plan.steps:
            if step.type_name != STACK_TYPE or step.action not in _KINDS:
                continue
            try:
                nested = self._create(place, self._request(place, above, request, step))
            except EngineError as error:
                if not is_known(dict(step.after)):
                    continue
                forget_change_set(self._parts.store, replace(above, nested=made))
                why = f"Nested change set for {step.logical_id} was not successfully created: {error.message}"
                return failed(above, why)
            if nested.status != "FAILED":
                made[step.logical_id] = nested.change_set_id
                continue
            forget_change_set(self._parts.store, nested)
            if nested.status_reason not in (NO_CHANGES, NO_UPDATES):
                forget_change_set(self._parts.store, replace(above, nested=made))
                why = f"Nested change set for {step.logical_id} was not successfully created: "
                return failed(above, f"{why}{nested.status_reason}")
        return replace(above, nested=made)

    def _request(
        self, place: Place, above: ChangeSetRecord, request: ChangeSetRequest, step: Step
    ) -> ChangeSetRequest:
        token = self._parts.new_id()
        parent = self._parts.store.stack(above.stack_id)
        nested = NestedIn(
            parent_id=above.stack_id,
            root_id=(parent.root_id if parent else None) or above.stack_id,
            token=token,
            keeps_failure=False,
        )
        is_new = step.action is StepAction.CREATE
        name = child_name(above.stack_name, step.logical_id, token)
        asked = stack_request(
            self._parts.clients_for(place),
            _shown(step.after),
            name if is_new else step.physical_id or name,
            nested,
        )
        return ChangeSetRequest(
            stack=replace(asked, capabilities=request.stack.capabilities, role_arn=request.stack.role_arn),
            change_set_name=child_name(above.change_set_name, step.logical_id, token),
            kind=_KINDS[step.action],
            includes_nested=True,
            parent_change_set_id=above.change_set_id,
            root_change_set_id=above.root_change_set_id or above.change_set_id,
        )


def _shown(properties: Properties) -> dict[str, Value]:
    """The properties with what is known later as AWS shows it."""
    return {name: _later(value) for name, value in properties.items()}


def _later(value: Value) -> Value:
    if isinstance(value, Unknown):
        return KNOWN_LATER
    if isinstance(value, dict):
        return {key: _later(item) for key, item in value.items()}
    return [_later(item) for item in value] if isinstance(value, list) else value
