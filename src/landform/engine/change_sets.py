"""Change sets: the plan is made when the set is created, and executed as it was shown or not at all."""

from collections.abc import Mapping
from dataclasses import replace

from landform.engine.actual_state import Actual, ActualState
from landform.engine.change_set_rules import (
    alters_stack,
    check_disable_rollback,
    check_kind,
    failed,
    planned_changes,
    with_changes,
    with_imports,
)
from landform.engine.change_set_trees import forget_change_set, make_obsolete, require_root
from landform.engine.effects import STACK_TYPE
from landform.engine.errors import EngineError, Taken, change_set_not_found, no_such_stack, validation_error
from landform.engine.ids import change_set_arn, stack_arn
from landform.engine.imports import Importer, Imports, check_entries, claims
from landform.engine.nested_change_sets import NestedChangeSets
from landform.engine.operations import SUCCESSES, Importing, Operations
from landform.engine.prepare import Prepared
from landform.engine.request_tokens import RequestTokens
from landform.engine.requests import ChangeSetRequest, Place, StackRequest
from landform.engine.runner import Parts
from landform.engine.stack_names import check_change_set_name, check_stack_name
from landform.engine.stacks import Stacks
from landform.ground.records import ChangeSetRecord, StackEvent, StackRecord
from landform.ground.statuses import OnFailure, OperationKind, StackStatus
from landform.ground.values import Secret, Value
from landform.plan.model import Plan
from landform.store.interface import Remembered
from landform.template.parameters import ParameterInput


class ChangeSets:
    """The use cases around change sets."""

    def __init__(self, parts: Parts, stacks: Stacks, operations: Operations) -> None:
        self._parts = parts
        self._stacks = stacks
        self._operations = operations
        self._importer = Importer(parts)
        self._actual_state = ActualState(parts)
        self._nested = NestedChangeSets(parts, self.create)
        self._tokens = RequestTokens(parts.store)

    def create(self, place: Place, request: ChangeSetRequest) -> ChangeSetRecord:
        """Make the plan and keep it. A set without changes is kept too, as FAILED."""
        check_kind(request)
        check_change_set_name(request.change_set_name)
        if request.reverts_drift or request.import_existing_resources or request.resources_to_import:
            self._parts.open_cloud()  # waits for whoever has it, who may change what is recorded
        prior = self._prior(place, request)
        stack_id = prior.stack_id if prior else self._new_stack_id(place, request)
        again = self._again(stack_id, request) if prior is not None else None
        if again is not None:
            return again
        compared = prior if prior and prior.status is not StackStatus.REVIEW_IN_PROGRESS else None
        try:
            ready = self._stacks.prepare(place, request.stack, stack_id, compared)
        except EngineError as error:
            if error.taken is None:
                raise
            return self._keep_failed(place, request, (stack_id, prior), error.taken)
        actual = self._actual(place, compared, request.reverts_drift)
        plan = self._stacks.plan(place, stack_id, compared, ready, actual=actual)
        imports = self._imports(place, request, ready, plan, compared)
        if imports.identifiers:
            plan = self._stacks.plan(
                place, stack_id, compared, ready, imported=imports.identifiers, actual=actual
            )
        record = self._record(place, request, (stack_id, prior), ready)
        is_altered = compared is not None and alters_stack(compared, request.stack, ready.desired.tags)
        record = with_changes(record, plan, planned_changes(plan, actual), is_altered=is_altered)
        record = with_imports(record, request, imports)
        if prior is None:
            self._begin_review(place, stack_id, request)
        self._parts.store.save_change_set(record)
        if request.includes_nested and record.status != "FAILED":
            record = self._nested.add(place, record, request, plan)
            self._parts.store.save_change_set(record)
        return record

    def _keep_failed(
        self, place: Place, request: ChangeSetRequest, of_stack: tuple[str, StackRecord | None], taken: Taken
    ) -> ChangeSetRecord:
        """Keep a change set whose template could not be processed."""
        record = failed(self._record(place, request, of_stack, taken), taken.reason)
        stack_id, prior = of_stack
        if prior is None:
            self._begin_review(place, stack_id, request)
        self._parts.store.save_change_set(record)
        return record

    def begin_nested(self, place: Place, found: ChangeSetRecord, request: StackRequest) -> None:
        """Begin the operation of a nested change set, with what its parent asks for by now."""
        prior = self._stacks.find(place, found.stack_id)
        compared = None if prior.status is StackStatus.REVIEW_IN_PROGRESS else prior
        if compared is not None:
            self._stacks.require_updatable(compared, disable_rollback=bool(request.disable_rollback))
        ready = self._stacks.prepare(place, request, found.stack_id, compared)
        self._stacks.plan(place, found.stack_id, compared, ready)
        self._start(place, found, prior, request, ready)

    def _actual(self, place: Place, compared: StackRecord | None, reverts_drift: bool) -> Actual | None:
        """What the stack's resources really are; None: what was deployed counts."""
        return self._actual_state.of(place, compared) if reverts_drift and compared is not None else None

    def _imports(
        self,
        place: Place,
        request: ChangeSetRequest,
        ready: Prepared,
        plan: Plan,
        compared: StackRecord | None,
    ) -> Imports:
        """What exists already and is taken in. Raises for an import that no change set is made of."""
        if request.kind is OperationKind.IMPORT:
            check_entries(request.resources_to_import, ready, plan, compared)
            return self._importer.of_entries(place, request.resources_to_import, ready)
        if request.import_existing_resources:
            return self._importer.of_names(place, plan, ready)
        return Imports()

    def find(self, place: Place, name_or_id: str, stack_name: str | None) -> ChangeSetRecord:
        """The change set, with the state of its execution. Raises ChangeSetNotFound."""
        found = self._find(place, name_or_id, stack_name)
        operation = self._parts.store.operation(found.operation_id) if found.operation_id else None
        if operation is None or operation.result is None:
            return found
        is_done = operation.result in SUCCESSES
        return replace(found, execution_status="EXECUTE_COMPLETE" if is_done else "EXECUTE_FAILED")

    def execute(
        self,
        place: Place,
        name_or_id: str,
        stack_name: str | None,
        *,
        disable_rollback: bool | None = None,
        retain_except_on_create: bool = False,
        token: str | None = None,
    ) -> None:
        """Begin the operation the change set describes."""
        found = self.find(place, name_or_id, stack_name)
        require_root(found)
        if self._tokens.answered(place, "ExecuteChangeSet", token, found.stack_id) is not None:
            return
        if found.execution_status != "AVAILABLE":
            raise EngineError(
                "InvalidChangeSetStatus",
                f"ChangeSet [{found.change_set_id}] cannot be executed in its current status of "
                f"[{found.status if found.execution_status == 'UNAVAILABLE' else found.execution_status}]",
            )
        check_disable_rollback(found, disable_rollback)
        prior = self._stacks.find(place, found.stack_id)
        request = self._request_of(found, disable_rollback, retain_except_on_create, token)
        compared = None if prior.status is StackStatus.REVIEW_IN_PROGRESS else prior
        if compared is not None:
            self._stacks.require_updatable(compared, disable_rollback=bool(disable_rollback))
        ready = self._stacks.prepare(place, request, found.stack_id, _as_before(found, compared))
        self._importer.require_free(place, found.imported, ready)
        actual = self._actual(place, compared, found.reverts_drift)
        plan = self._stacks.plan(
            place, found.stack_id, compared, ready, imported=found.imported, actual=actual
        )
        if planned_changes(plan, actual) != found.changes:
            self._parts.store.save_change_set(replace(found, execution_status="OBSOLETE"))
            raise EngineError(
                "InvalidChangeSetStatus",
                f"ChangeSet [{found.change_set_id}] cannot be executed in its current status of [OBSOLETE]",
            )
        answer = self._tokens.answer(place, "ExecuteChangeSet", token, found.stack_id)
        self._start(place, found, prior, request, ready, actual=actual, answer=answer)

    def delete(self, place: Place, name_or_id: str, stack_name: str | None) -> None:
        """Forget a change set; nothing happens when there is none."""
        try:
            found = self._find(place, name_or_id, stack_name)
        except EngineError as error:
            if error.code == "ChangeSetNotFound":
                return
            raise
        require_root(found)
        forget_change_set(self._parts.store, found)

    def _start(
        self,
        place: Place,
        found: ChangeSetRecord,
        prior: StackRecord,
        request: StackRequest,
        ready: Prepared,
        *,
        actual: Actual | None = None,
        answer: Remembered | None = None,
    ) -> None:
        stack = self._stacks.record(place, prior.stack_id, prior, request, ready)
        stack = replace(stack, change_set_id=found.change_set_id)
        importing = Importing(
            is_all=found.kind is OperationKind.IMPORT,
            identifiers=found.imported,
            claims=claims(found.imported, ready),
        )
        self._operations.deploy(
            place, stack, prior, request, ready, importing=importing, actual=actual, answer=answer
        )
        begun = self._parts.store.stack(prior.stack_id)
        make_obsolete(self._parts.store, prior.stack_id, found.change_set_id)
        self._parts.store.save_change_set(
            replace(
                found,
                execution_status="EXECUTE_IN_PROGRESS",
                operation_id=begun.last_operation_id if begun else None,
            )
        )

    def _prior(self, place: Place, request: ChangeSetRequest) -> StackRecord | None:
        """The stack that the change set is for; None when it has to be begun."""
        if request.kind is OperationKind.UPDATE:
            return self._for_update(place, request)
        if request.kind is OperationKind.CREATE:
            return self._for_create(place, request)
        check_stack_name(request.stack.stack_name)
        existing = self._stacks.existing(place, request.stack.stack_name)
        if existing is not None and existing.status is not StackStatus.REVIEW_IN_PROGRESS:
            self._stacks.require_updatable(existing, disable_rollback=False)
        return existing

    def _for_create(self, place: Place, request: ChangeSetRequest) -> StackRecord | None:
        check_stack_name(request.stack.stack_name)
        name = request.stack.stack_name
        # An id also finds a deleted stack, which cannot be brought back to life.
        existing = (
            self._stacks.find(place, name, no_such_stack)
            if name.startswith("arn:")
            else self._stacks.existing(place, name)
        )
        if existing is not None and existing.status is not StackStatus.REVIEW_IN_PROGRESS:
            raise validation_error(
                f"Stack [{request.stack.stack_name}] already exists and cannot be created again with the "
                f"changeSet [{request.change_set_name}]."
            )
        return existing

    def _for_update(self, place: Place, request: ChangeSetRequest) -> StackRecord:
        existing = self._stacks.find(place, request.stack.stack_name, no_such_stack)
        self._stacks.require_updatable(
            existing, disable_rollback=request.stack.on_failure is OnFailure.DO_NOTHING
        )
        return existing

    def _new_stack_id(self, place: Place, request: ChangeSetRequest) -> str:
        return stack_arn(place, request.stack.stack_name, self._parts.new_id())

    def _begin_review(self, place: Place, stack_id: str, request: ChangeSetRequest) -> None:
        now = self._parts.clock()
        stack = StackRecord(
            stack_id=stack_id,
            stack_name=request.stack.stack_name,
            account_id=place.account_id,
            region=place.region,
            status=StackStatus.REVIEW_IN_PROGRESS,
            status_reason="User Initiated",
            created_at=now,
            parent_id=request.stack.nested.parent_id if request.stack.nested else None,
            root_id=request.stack.nested.root_id if request.stack.nested else None,
            description=None,
        )
        event = StackEvent(
            event_id=self._parts.new_id(),
            stack_id=stack_id,
            stack_name=stack.stack_name,
            logical_id=stack.stack_name,
            physical_id=stack_id,
            resource_type=STACK_TYPE,
            timestamp=now,
            status=StackStatus.REVIEW_IN_PROGRESS,
            reason="User Initiated",
        )
        self._parts.store.save_stack(stack, [event])

    def _record(
        self,
        place: Place,
        request: ChangeSetRequest,
        of_stack: tuple[str, StackRecord | None],
        ready: Prepared | Taken,
    ) -> ChangeSetRecord:
        stack_id, prior = of_stack
        stack = request.stack
        tags = stack.tags if stack.tags is not None else (prior.tags if prior else {})
        return ChangeSetRecord(
            change_set_id=change_set_arn(place, request.change_set_name, self._parts.new_id()),
            change_set_name=request.change_set_name,
            stack_id=stack_id,
            stack_name=prior.stack_name if prior else stack.stack_name,
            kind=request.kind,
            status="CREATE_COMPLETE",
            execution_status="AVAILABLE",
            created_at=self._parts.clock(),
            description=request.description,
            template_body=ready.template_body,
            processed_body=ready.processed_body,
            parameters=ready.parameters,
            resolved_parameters=ready.resolved_parameters,
            tags=tags,
            capabilities=stack.capabilities,
            notification_arns=stack.notification_arns or (),
            role_arn=stack.role_arn,
            on_failure=stack.on_failure or OnFailure.ROLLBACK,
            includes_nested=request.includes_nested,
            parent_change_set_id=request.parent_change_set_id,
            root_change_set_id=request.root_change_set_id,
            client_token=request.client_token,
            rollback_configuration=stack.rollback_configuration,
            reverts_drift=request.reverts_drift,
            gives_on_failure=stack.on_failure is not None,
        )

    def _find(self, place: Place, name_or_id: str, stack_name: str | None) -> ChangeSetRecord:
        if name_or_id.startswith("arn:"):
            found = self._parts.store.change_set(name_or_id)
            if found is None:
                raise change_set_not_found(name_or_id)
            return found
        if stack_name is None:
            raise validation_error("StackName must be specified if ChangeSetName is not specified as an ARN.")
        stack = self._stacks.existing(place, stack_name)
        if stack is None:
            raise no_such_stack(stack_name)
        found = self._named(stack.stack_id, name_or_id)
        if found is None:
            raise change_set_not_found(name_or_id)
        return found

    def _again(self, stack_id: str, request: ChangeSetRequest) -> ChangeSetRecord | None:
        """The change set of a request that is repeated with its token; None for a new one.

        Raises AWS's error when another change set that waits has the name; an executed one gives it back.
        """
        found = self._named(stack_id, request.change_set_name)
        if found is None or found.execution_status.startswith("EXECUTE_"):
            return None
        if request.client_token is not None and found.client_token == request.client_token:
            return found
        raise EngineError("AlreadyExistsException", f"ChangeSet {request.change_set_name} already exists")

    def _named(self, stack_id: str, name: str) -> ChangeSetRecord | None:
        sets = self._parts.store.change_sets(stack_id)
        return next((each for each in sets if each.change_set_name == name), None)

    def _request_of(
        self,
        found: ChangeSetRecord,
        disable_rollback: bool | None,
        retain_except_on_create: bool,
        token: str | None,
    ) -> StackRequest:
        on_failure = OnFailure.DO_NOTHING if disable_rollback else found.on_failure
        return StackRequest(
            stack_name=found.stack_name,
            template_body=found.template_body,
            processed_body=found.processed_body,
            parameters=_inputs(found.parameters),
            capabilities=found.capabilities,
            tags=found.tags,
            notification_arns=found.notification_arns or None,
            role_arn=found.role_arn,
            on_failure=on_failure,
            retain_except_on_create=retain_except_on_create,
            client_request_token=token or found.client_token,
            rollback_configuration=found.rollback_configuration,
        )


def _inputs(parameters: Mapping[str, Value]) -> dict[str, ParameterInput]:
    return {name: value for name, value in parameters.items() if isinstance(value, Secret | str)}


def _as_before(found: ChangeSetRecord, compared: StackRecord | None) -> StackRecord | None:
    """The stack an update or import is prepared against; a create has none."""
    return None if found.kind is OperationKind.CREATE else compared
