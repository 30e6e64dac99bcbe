"""CreateStack, UpdateStack, DeleteStack and what else changes a stack directly."""

from collections.abc import Callable, Mapping
from dataclasses import replace

from landform.engine.actual_state import Actual
from landform.engine.change_set_rules import NO_UPDATES, alters_stack
from landform.engine.change_set_trees import forget_change_set, make_obsolete
from landform.engine.desired_state import listed
from landform.engine.driver import want_deletion
from landform.engine.effects import STACK_TYPE
from landform.engine.errors import (
    EngineError,
    Taken,
    already_exists,
    no_such_stack,
    stack_does_not_exist,
    template_error,
    validation_error,
)
from landform.engine.export_checks import export_mistakes
from landform.engine.ids import stack_arn
from landform.engine.lookups import Lookups
from landform.engine.operations import Operations
from landform.engine.prepare import Outside, Prepared, Preparer
from landform.engine.request_tokens import RequestTokens
from landform.engine.requests import DeleteStackRequest, Place, StackRequest
from landform.engine.roles import require_role
from landform.engine.runner import Parts, Runner
from landform.engine.stack_names import check_stack_name
from landform.engine.transforms import Transforms
from landform.ground.diagnostics import has_errors
from landform.ground.records import StackEvent, StackRecord
from landform.ground.statuses import OnFailure, ResourceStatus, StackStatus
from landform.plan.model import Plan
from landform.plan.planner import PriorStack, make_plan
from landform.plan.stack_policy import PolicyError, read_policy

UPDATABLE = frozenset(
    {
        StackStatus.CREATE_COMPLETE,
        StackStatus.UPDATE_COMPLETE,
        StackStatus.UPDATE_ROLLBACK_COMPLETE,
        StackStatus.IMPORT_COMPLETE,
        StackStatus.IMPORT_ROLLBACK_COMPLETE,
    }
)
UPDATABLE_WITHOUT_ROLLBACK = frozenset({StackStatus.CREATE_FAILED, StackStatus.UPDATE_FAILED})
"""With DisableRollback a kept failure may be continued by another update.

Source: https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/stack-failure-options.html
"""


class Stacks:
    """The use cases that change stacks."""

    def __init__(self, parts: Parts, preparer: Preparer, operations: Operations, runner: Runner) -> None:
        self._parts = parts
        self._preparer = preparer
        self._operations = operations
        self._runner = runner
        self._tokens = RequestTokens(parts.store)

    def find(
        self, place: Place, name_or_id: str, missing: Callable[[str], EngineError] = stack_does_not_exist
    ) -> StackRecord:
        """The stack; a deleted one only by its id. Raises `missing` when there is none.

        AWS words it in two ways, depending on the API operation: errors.stack_does_not_exist and
        errors.no_such_stack.
        """
        if name_or_id.startswith("arn:"):
            found = self._parts.store.stack(name_or_id)
            if found is not None and (found.account_id, found.region) == (place.account_id, place.region):
                return found
        else:
            found = self._parts.store.stack_named(place.account_id, place.region, name_or_id)
            if found is not None and found.status is not StackStatus.DELETE_COMPLETE:
                return found
        raise missing(name_or_id)

    def existing(self, place: Place, name: str) -> StackRecord | None:
        """The stack that has the name or id now, a deleted one not counted."""
        try:
            found = self.find(place, name)
        except EngineError:
            return None
        return None if found.status is StackStatus.DELETE_COMPLETE else found

    def create(self, place: Place, request: StackRequest) -> str:
        """Begin creating a stack: its id."""
        check_stack_name(request.stack_name)
        again = self._tokens.answered(place, "CreateStack", request.client_request_token, request.stack_name)
        if again is not None:
            return again
        if request.stack_name.startswith("arn:"):
            raise already_exists(self.find(place, request.stack_name, no_such_stack).stack_id)
        reviewed = self.existing(place, request.stack_name)
        if reviewed is not None and reviewed.status is not StackStatus.REVIEW_IN_PROGRESS:
            raise already_exists(request.stack_name)
        if request.on_failure is not None and request.disable_rollback is not None:
            raise validation_error("You can specify either DisableRollback or OnFailure, but not both.")
        _check_policy(request.policy_body)
        new_id = stack_arn(place, request.stack_name, self._parts.new_id())
        stack_id = reviewed.stack_id if reviewed is not None else new_id
        self._preparer.require_expansion(request, None)
        ready = self._prepared(place, request, stack_id, None)
        answer = self._tokens.answer(place, "CreateStack", request.client_request_token, stack_id)
        if isinstance(ready, Taken):
            stack = self.record(place, stack_id, None, request, ready)
            self._operations.refuse(stack, reviewed, request, ready.reason, answer)
            make_obsolete(self._parts.store, stack_id)
            return stack_id
        self.plan(place, stack_id, None, ready)
        stack = self.record(place, stack_id, None, request, ready)
        self._operations.deploy(place, stack, reviewed, request, ready, answer=answer)
        make_obsolete(self._parts.store, stack_id)
        return stack_id

    def update(self, place: Place, request: StackRequest) -> str:
        """Begin updating a stack: its id. Raises when there is nothing to do, as AWS does."""
        again = self._tokens.answered(place, "UpdateStack", request.client_request_token, request.stack_name)
        if again is not None:
            return again
        _check_policy(request.policy_body)
        _check_policy(request.policy_during_update)
        prior = self._updatable(place, request)
        # Recorded: a request without capabilities has those of the stack.
        request = replace(request, capabilities=request.capabilities or prior.capabilities)
        self._preparer.require_expansion(request, prior)
        ready = self._prepared(place, request, prior.stack_id, prior)
        answer = self._tokens.answer(place, "UpdateStack", request.client_request_token, prior.stack_id)
        if isinstance(ready, Taken):
            stack = self.record(place, prior.stack_id, prior, request, ready)
            self._operations.refuse(stack, prior, request, ready.reason, answer)
            make_obsolete(self._parts.store, prior.stack_id)
            return prior.stack_id
        plan = self.plan(place, prior.stack_id, prior, ready)
        # What transforms make is not known when AWS takes the request: such a template is always an update.
        is_altered = ready.processed_body is not None or alters_stack(prior, request, ready.desired.tags)
        # Measured: a template that refers to Parameter Store is taken, even where nothing of it has changed.
        refers = request.template_body is not None and "{{resolve:ssm:" in ready.template_body
        if plan.is_empty and not (is_altered or refers) and prior.status not in UPDATABLE_WITHOUT_ROLLBACK:
            raise validation_error(NO_UPDATES)
        stack = self.record(place, prior.stack_id, prior, request, ready)
        self._operations.deploy(place, stack, prior, request, ready, answer=answer)
        make_obsolete(self._parts.store, prior.stack_id)
        return prior.stack_id

    def _prepared(
        self, place: Place, request: StackRequest, stack_id: str, prior: StackRecord | None
    ) -> Prepared | Taken:
        """The request settled, or what AWS finds wrong with it only after it has begun."""
        try:
            return self.prepare(place, request, stack_id, prior)
        except EngineError as error:
            if error.taken is None:
                raise
            return error.taken

    def prepare(
        self, place: Place, request: StackRequest, stack_id: str, prior: StackRecord | None
    ) -> Prepared:
        """The request settled. Raises EngineError with every mistake."""
        if request.role_arn is not None and request.nested is None:
            require_role(self._parts.clients_for(place), request.role_arn)
        outside = Outside(
            place=place,
            lookups=Lookups(self._parts.store, self._parts.clients_for, place),
            transform=Transforms(self._parts, place).answer,
        )
        return self._preparer.prepare(outside, request, stack_id, prior)

    def plan(
        self,
        place: Place,
        stack_id: str,
        prior: StackRecord | None,
        ready: Prepared,
        *,
        imported: Mapping[str, str] | None = None,
        actual: Actual | None = None,
    ) -> Plan:
        """What the settled request would change. Raises for what no deployment could do.

        `imported`: the identifiers of what exists and is taken in, by logical id. `actual`: what the stack's
        resources really are; None: what was deployed.
        """
        before = self.prior_stack(place, prior, ready) if prior is not None else PriorStack()
        if actual is not None:
            before = replace(before, resources=actual.start(before.resources, ready.desired.resources))
        plan = make_plan(ready.desired, before, ready.parameters, imported)
        if has_errors(plan.diagnostics):
            raise template_error(plan.diagnostics)
        exports = self._operations.exports_of(place, stack_id, ready.desired)
        mistakes = list(export_mistakes(ready.desired, exports))
        if mistakes:
            raise template_error(mistakes)
        return plan

    def prior_stack(self, place: Place, prior: StackRecord, ready: Prepared) -> PriorStack:
        """What a plan compares with."""
        return PriorStack(
            resources=self._parts.store.resources(prior.stack_id),
            outputs=prior.outputs,
            parameters=prior.parameters,
            tags=prior.tags,
            template=self._preparer.template_of(prior),
            edited=self._operations.edited(place, prior, ready),
        )

    def record(
        self,
        place: Place,
        stack_id: str,
        prior: StackRecord | None,
        request: StackRequest,
        ready: Prepared | Taken,
    ) -> StackRecord:
        """The stack as the operation will leave it; the status is set when it begins."""
        now = self._parts.clock()
        base = prior or StackRecord(
            stack_id=stack_id,
            stack_name=request.stack_name,
            account_id=place.account_id,
            region=place.region,
            status=StackStatus.CREATE_IN_PROGRESS,
            created_at=now,
            termination_protection=request.termination_protection,
            parent_id=request.nested.parent_id if request.nested else None,
            root_id=request.nested.root_id if request.nested else None,
        )
        arns = request.notification_arns
        no_rollback = request.disable_rollback or request.on_failure is OnFailure.DO_NOTHING
        return replace(
            ready.settled(base),
            capabilities=request.capabilities,
            notification_arns=base.notification_arns if arns is None else arns,
            role_arn=request.role_arn or base.role_arn,
            disable_rollback=bool(no_rollback),
            timeout_minutes=request.timeout_minutes or base.timeout_minutes,
            client_request_token=request.client_request_token,
            change_set_id=None,
            policy_body=base.policy_body if request.policy_body is None else request.policy_body,
            rollback_configuration=request.rollback_configuration.over(base.rollback_configuration),
            # AWS counts the execution of a change set as an update, also when it creates the stack.
            updated_at=None if prior is None else now,
        )

    def delete(self, place: Place, request: DeleteStackRequest) -> None:
        """Begin deleting a stack; nothing happens when there is none.

        A stack whose exports are in use stays as it is, with an event that says so, as in AWS.
        """
        token = request.client_request_token
        if self._tokens.answered(place, "DeleteStack", token, request.stack_name) is not None:
            return
        stack = self.existing(place, request.stack_name)
        if stack is None:
            return
        if not request.is_nested and self._is_protected(stack):
            raise validation_error(
                f"Stack [{stack.stack_name}] cannot be deleted while TerminationProtection is enabled"
            )
        if stack.status is StackStatus.DELETE_IN_PROGRESS:
            return
        if self._is_cut_off(stack):
            return
        stack = self._parts.store.stack(stack.stack_id) or stack  # it may just have been created
        if stack.status.is_in_progress:
            raise validation_error(
                f"Stack [{stack.stack_id}] cannot be deleted while in status {stack.status}"
            )
        if request.retain_resources and stack.status is not StackStatus.DELETE_FAILED:
            raise validation_error(
                f"Invalid operation on stack [{stack.stack_id}]. Specify RetainResources only for stacks "
                "in the DELETE_FAILED state."
            )
        if self._delete_is_refused(place, stack):
            return
        retain = request.retain_resources
        if request.deletion_mode == "FORCE_DELETE_STACK":
            retain = (*retain, *self._failed_deletes(stack))
        stack = replace(
            stack,
            role_arn=request.role_arn or stack.role_arn,
            deletion_mode=request.deletion_mode or stack.deletion_mode,
        )
        answer = self._tokens.answer(place, "DeleteStack", token, stack.stack_id)
        self._operations.delete(stack, retain, token, answer)
        for each in self._parts.store.change_sets(stack.stack_id):
            if not each.execution_status.startswith("EXECUTE_"):  # what was executed stays known by its id
                forget_change_set(self._parts.store, each)

    def _is_cut_off(self, stack: StackRecord) -> bool:
        """Whether the stack is being created, and its creation now turns into its deletion."""
        if stack.status is not StackStatus.CREATE_IN_PROGRESS or stack.last_operation_id is None:
            return False
        if not want_deletion(self._parts.store, stack.last_operation_id, stack.status):
            return False
        self._runner.submit(stack.last_operation_id)  # in case it had stopped
        self._runner.cancel(stack.last_operation_id, "User Initiated")
        return True

    def _is_protected(self, stack: StackRecord) -> bool:
        """A nested stack is protected with its root.

        Source: https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/using-cfn-protect-stacks.html
        """
        root = self._parts.store.stack(stack.root_id) if stack.root_id is not None else None
        return stack.termination_protection or (root is not None and root.termination_protection)

    def _failed_deletes(self, stack: StackRecord) -> list[str]:
        records = self._parts.store.resources(stack.stack_id)
        return [name for name, each in records.items() if each.status is ResourceStatus.DELETE_FAILED]

    def _delete_is_refused(self, place: Place, stack: StackRecord) -> bool:
        users = self._operations.exports_of(place, stack.stack_id).users
        for name in sorted(users):
            if users[name]:
                reason = (
                    f"Delete canceled. Cannot delete export {name} as it is in use by {listed(users[name])}."
                )
                event = StackEvent(
                    event_id=self._parts.new_id(),
                    stack_id=stack.stack_id,
                    stack_name=stack.stack_name,
                    logical_id=stack.stack_name,
                    physical_id=stack.stack_id,
                    resource_type=STACK_TYPE,
                    timestamp=self._parts.clock(),
                    status=stack.status,
                    reason=reason,
                )
                self._parts.store.save_stack(replace(stack, status_reason=reason), [event])
                return True
        return False

    def cancel_update(self, place: Place, name: str) -> None:
        """Cancel a running update. Raises when that would not take effect any more."""
        stack = self.find(place, name, no_such_stack)
        updating, operation_id = StackStatus.UPDATE_IN_PROGRESS, stack.last_operation_id
        if operation_id is None or not self._parts.store.request_cancel(operation_id, updating):
            raise validation_error("CancelUpdateStack cannot be called from current stack status")
        self._runner.cancel(operation_id, "User Initiated")

    def roll_back_nested(self, stack: StackRecord) -> None:
        """A parent that rolls back takes a nested stack back from a failure that was kept."""
        self._operations.roll_back(stack, None)

    def set_termination_protection(self, place: Place, name: str, enabled: bool) -> str:
        """UpdateTerminationProtection."""
        stack = self.find(place, name, no_such_stack)
        if stack.parent_id is not None:
            raise validation_error(
                f"Termination protection cannot be changed on the nested stack [{stack.stack_name}]: change "
                f"that of its root stack [{stack.root_id}]"
            )
        self._amend(stack, lambda now: replace(now, termination_protection=enabled))
        return stack.stack_id

    def set_policy(self, place: Place, name: str, text: str) -> None:
        """SetStackPolicy. Raises when the text is no policy."""
        stack = self.find(place, name, no_such_stack)
        _check_policy(text)
        self._amend(stack, lambda now: replace(now, policy_body=text))

    def _amend(self, stack: StackRecord, amended: Callable[[StackRecord], StackRecord]) -> None:
        """Write a change of the stack, through the operation that runs on it if there is one."""
        if stack.last_operation_id is None or not self._runner.amend(stack.last_operation_id, amended):
            now = self._parts.store.stack(stack.stack_id) or stack
            self._parts.store.save_stack(amended(now))

    def _updatable(self, place: Place, request: StackRequest) -> StackRecord:
        prior = self.find(place, request.stack_name, no_such_stack)
        self.require_updatable(prior, disable_rollback=bool(request.disable_rollback))
        return prior

    def require_updatable(self, prior: StackRecord, *, disable_rollback: bool) -> None:
        """Raise AWS's error when the stack's status allows no update."""
        may_continue = disable_rollback and prior.status in UPDATABLE_WITHOUT_ROLLBACK
        if prior.status not in UPDATABLE and not may_continue:
            raise validation_error(
                f"Stack:{prior.stack_id} is in {prior.status} state and can not be updated."
            )


def _check_policy(text: str | None) -> None:
    """Raise when the text is given and no stack policy."""
    try:
        if text is not None:
            read_policy(text)
    except PolicyError as error:
        raise validation_error(str(error)) from None
