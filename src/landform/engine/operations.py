"""Begins operations: writes down all they need, then hands them to the runner."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from landform.engine.actual_state import Actual
from landform.engine.desired_state import TakenExports
from landform.engine.errors import validation_error
from landform.engine.export_checks import known_exports
from landform.engine.lookups import Lookups
from landform.engine.nested_edits import edited_nested
from landform.engine.operation_request import OperationRequest, Wanted, last_request, request_of, to_json
from landform.engine.prepare import Prepared
from landform.engine.requests import Place, StackRequest
from landform.engine.runner import Parts, Runner
from landform.engine.ssm_references import outdated
from landform.ground.records import OperationRecord, ResourceRecord, StackRecord
from landform.ground.statuses import OnFailure, OperationKind, ResourceStatus, StackStatus
from landform.plan.desired import DesiredStack
from landform.store.interface import OperationInProgressError, Remembered

KEPT_FAILURES = frozenset(
    {
        StackStatus.CREATE_FAILED,
        StackStatus.UPDATE_FAILED,
        StackStatus.ROLLBACK_FAILED,
        StackStatus.UPDATE_ROLLBACK_FAILED,
    }
)
"""Statuses in which the resources are not in a stable state."""

_FIRST_STATUS = {
    OperationKind.CREATE: StackStatus.CREATE_IN_PROGRESS,
    OperationKind.UPDATE: StackStatus.UPDATE_IN_PROGRESS,
    OperationKind.DELETE: StackStatus.DELETE_IN_PROGRESS,
    OperationKind.IMPORT: StackStatus.IMPORT_IN_PROGRESS,
}
SUCCESSES = frozenset({"CREATE_COMPLETE", "UPDATE_COMPLETE", "IMPORT_COMPLETE"})
"""The results of operations that did what was asked."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Importing:
    """What an operation takes in beside, or instead of, creating and updating."""

    is_all: bool = False  # an IMPORT operation
    identifiers: Mapping[str, str] = field(default_factory=dict)
    claims: tuple[str, ...] = ()


NO_IMPORTS = Importing()


class Operations:
    """Begins operations on the stacks of one store."""

    def __init__(self, parts: Parts, runner: Runner) -> None:
        self._parts = parts
        self._runner = runner

    def deploy(
        self,
        place: Place,
        stack: StackRecord,
        prior: StackRecord | None,
        request: StackRequest,
        ready: Prepared,
        *,
        importing: Importing = NO_IMPORTS,
        actual: Actual | None = None,
        answer: Remembered | None = None,
    ) -> None:
        """Begin CREATE, UPDATE or IMPORT. `stack` is the record as it will be; raises EngineError.

        `actual`: what the stack's resources really are, to start from; None: what was deployed.
        `answer`: to the request's token; see RequestTokens.
        """
        is_new = prior is None or prior.status is StackStatus.REVIEW_IN_PROGRESS
        kind = OperationKind.CREATE if is_new else OperationKind.UPDATE
        if importing.is_all:
            kind = OperationKind.IMPORT
        exports = self.exports_of(place, stack.stack_id, ready.desired)
        timeout = request.timeout_minutes if kind is OperationKind.CREATE else None
        operation_request = OperationRequest(
            before=prior,
            prior=_really(self._prior(stack.stack_id), ready, actual) if prior else (),
            drifted=tuple(sorted(actual.modified)) if actual is not None else (),
            stable=self._stable(prior),
            superseded=tuple(self._parts.store.superseded(stack.stack_id)) if prior else (),
            wanted=Wanted(
                template_body=ready.deployed_body,
                template_file=ready.template_file,
                parameters=ready.desired.parameters,
                facts=ready.facts,
                tags=ready.desired.tags,
                notification_arns=stack.notification_arns,
            ),
            previous=self._previous(prior),
            on_failure=_on_failure(request, kind),
            retain_except_on_create=request.retain_except_on_create,
            timeout_seconds=timeout * 60.0 if timeout else None,
            imports=ready.imports,
            export_names=tuple(name for name, _, _ in known_exports(ready.desired)),
            export_owners=exports.owners,
            export_users=exports.users,
            export_values=exports.values,
            client_request_token=request.client_request_token,
            policy_body=_policy(prior, request) if kind is OperationKind.UPDATE else None,
            begun_by=request.nested.token if request.nested else None,
            edited=tuple(sorted(self.edited(place, prior, ready))) if kind is OperationKind.UPDATE else (),
            is_held=_is_held(request, kind),
            imported=importing.identifiers,
            claims=importing.claims,
            alarms=() if importing.is_all else tuple(stack.rollback_configuration.triggers or ()),
            monitoring_seconds=0.0 if importing.is_all else _monitoring_seconds(stack),
        )
        self.begin(kind, stack, operation_request, answer)

    def refuse(
        self,
        stack: StackRecord,
        prior: StackRecord | None,
        request: StackRequest,
        reason: str,
        answer: Remembered | None,
    ) -> None:
        """Begin CREATE or UPDATE and fail at once: AWS does when transforms fail, or make what is no good."""
        is_new = prior is None or prior.status is StackStatus.REVIEW_IN_PROGRESS
        kind = OperationKind.CREATE if is_new else OperationKind.UPDATE
        refused = OperationRequest(
            before=prior,
            prior=self._prior(stack.stack_id) if prior else (),
            stable=self._stable(prior),
            superseded=tuple(self._parts.store.superseded(stack.stack_id)) if prior else (),
            previous=self._previous(prior),
            on_failure=_on_failure(request, kind),
            client_request_token=request.client_request_token,
            begun_by=request.nested.token if request.nested else None,
            is_held=_is_held(request, kind),
            refusal=reason,
        )
        self.begin(kind, stack, refused, answer)

    def edited(self, place: Place, prior: StackRecord | None, ready: Prepared) -> frozenset[str]:
        """The resources of the stack that change although their properties do not say so.

        They are nested stacks whose template is another by now, and what refers to a parameter of Parameter
        Store that has another value, unless nothing else is asked for.
        """
        if prior is None:
            return frozenset()
        store, clients_for = self._parts.store, self._parts.clients_for
        nested = edited_nested(store, clients_for(place), self._parts.catalog, prior)
        is_same = ready.template_body == prior.template_body and ready.parameters == prior.parameters
        if is_same:
            return nested
        lookups = Lookups(store, clients_for, place)
        return nested | outdated(store.resources(prior.stack_id).values(), lookups)

    def begin(
        self,
        kind: OperationKind,
        stack: StackRecord,
        request: OperationRequest,
        answer: Remembered | None = None,
    ) -> None:
        """Write the operation down and run it. Raises EngineError when another one is live.

        Raises EnvironmentFaultError, with nothing written, when the cloud that is to be worked on cannot be
        opened.
        """
        self._parts.open_cloud()
        operation = OperationRecord(
            operation_id=self._parts.new_id(),
            stack_id=stack.stack_id,
            kind=kind,
            started_at=self._parts.clock(),
            request=to_json(request),
        )
        status = _FIRST_STATUS.get(kind) or _rollback_status(stack.status)
        begun = replace(
            stack,
            status=status,
            status_reason=None,
            last_operation_id=operation.operation_id,
            last_operation_type=_operation_type(kind, stack.status),
        )
        try:
            self._parts.store.begin_operation(operation, begun, (), answer)
        except OperationInProgressError:
            now = self._parts.store.stack(stack.stack_id) or stack
            raise validation_error(
                f"Stack:{stack.stack_id} is in {now.status} state and can not be updated."
            ) from None
        self._runner.submit(operation.operation_id)

    def delete(
        self,
        stack: StackRecord,
        retain: tuple[str, ...],
        token: str | None,
        answer: Remembered | None = None,
    ) -> None:
        """Begin DELETE."""
        request = OperationRequest(
            before=stack,
            prior=self._prior(stack.stack_id),
            superseded=tuple(self._parts.store.superseded(stack.stack_id)),
            retain_resources=retain,
            client_request_token=token,
        )
        self.begin(OperationKind.DELETE, stack, request, answer)

    def roll_back(
        self,
        stack: StackRecord,
        token: str | None,
        *,
        retain_except_on_create: bool = False,
        skipped: tuple[str, ...] = (),
        answer: Remembered | None = None,
    ) -> None:
        """Begin ROLLBACK from a failure that was kept to the last stable state.

        The `skipped` resources are taken as they are now.
        """
        before = last_request(self._parts.store, stack)
        prior = tuple(
            replace(each, status=ResourceStatus.UPDATE_COMPLETE) if each.logical_id in skipped else each
            for each in self._prior(stack.stack_id)
        )
        as_they_are = {each.logical_id: each for each in prior if each.logical_id in skipped}
        stable = self._stable(stack) or ()
        request = OperationRequest(
            before=replace(before.before, status=stack.status) if before and before.before else stack,
            prior=prior,
            stable=tuple(as_they_are.get(each.logical_id, each) for each in stable),
            previous=self._previous(stack),
            superseded=tuple(self._parts.store.superseded(stack.stack_id)),
            retain_except_on_create=retain_except_on_create,
            client_request_token=token,
        )
        self.begin(OperationKind.ROLLBACK, stack, request, answer)

    def exports_of(self, place: Place, stack_id: str, desired: DesiredStack | None = None) -> TakenExports:
        """What other stacks, and their running operations, have to do with exports now.

        Who owns the exports of others is looked up only when the template that is desired exports anything.
        """
        store = self._parts.store
        others: dict[str, str] = {}  # name -> stack id
        users: dict[str, tuple[str, ...]] = {}
        values: dict[str, str] = {}
        for name, export in store.exports(place.account_id, place.region).items():
            if export.stack_id == stack_id:
                users[name] = tuple(store.importers(place.account_id, place.region, name))
                values[name] = export.value
            else:
                others[name] = export.stack_id
        exporting = desired is not None and any(
            each.export_name is not None for each in desired.template.outputs.values()
        )
        owners = self._owners(place, stack_id, others) if exporting else {}
        return TakenExports(owners=owners, users=users, values=values)

    def _owners(self, place: Place, stack_id: str, exported: Mapping[str, str]) -> dict[str, str]:
        store = self._parts.store
        owners: dict[str, str] = {}
        for name, owner_id in exported.items():
            owner = store.stack(owner_id)
            owners[name] = owner.stack_name if owner else owner_id
        for operation in store.live_operations():
            stack = store.stack(operation.stack_id)
            if stack is None or stack.stack_id == stack_id:
                continue
            if (stack.account_id, stack.region) == (place.account_id, place.region):
                owners.update(dict.fromkeys(request_of(operation).export_names, stack.stack_name))
        return owners

    def _prior(self, stack_id: str) -> tuple[ResourceRecord, ...]:
        return tuple(
            each
            for each in self._parts.store.resources(stack_id).values()
            if each.status is not ResourceStatus.DELETE_COMPLETE
        )

    def _stable(self, stack: StackRecord | None) -> tuple[ResourceRecord, ...] | None:
        """The last stable records when the stack's last operation left a failure; else None."""
        if stack is None or stack.status not in KEPT_FAILURES:
            return None
        request = last_request(self._parts.store, stack)
        if request is None:
            return ()
        return request.prior if request.stable is None else request.stable

    def _previous(self, stack: StackRecord | None) -> Wanted | None:
        """What the stack's last stable state was made from."""
        operation = self._parts.store.operation(stack.last_operation_id or "") if stack else None
        request = last_request(self._parts.store, stack) if stack else None
        if operation is None or request is None:
            return None
        return request.wanted if operation.result in SUCCESSES else request.previous


def _is_held(request: StackRequest, kind: OperationKind) -> bool:
    """Whether the parent may still take the update back."""
    nested = request.nested
    return nested is not None and kind is OperationKind.UPDATE and not nested.keeps_failure


def _policy(prior: StackRecord | None, request: StackRequest) -> str | None:
    """The policy for the update: the one given for it alone, else the stack's."""
    if request.policy_during_update is not None:
        return request.policy_during_update
    return prior.policy_body if prior is not None else None


def _really(
    prior: tuple[ResourceRecord, ...], ready: Prepared, actual: Actual | None
) -> tuple[ResourceRecord, ...]:
    """What the operation starts from."""
    if actual is None:
        return prior
    recorded = {each.logical_id: each for each in prior}
    return tuple(actual.start(recorded, ready.desired.resources).values())


def _monitoring_seconds(stack: StackRecord) -> float:
    return (stack.rollback_configuration.monitoring_minutes or 0) * 60.0


def _on_failure(request: StackRequest, kind: OperationKind) -> OnFailure:
    if request.nested is not None and (kind is OperationKind.CREATE or request.nested.keeps_failure):
        return OnFailure.DO_NOTHING  # the parent deletes it, or keeps it
    if request.on_failure is not None:
        return request.on_failure
    return OnFailure.DO_NOTHING if request.disable_rollback else OnFailure.ROLLBACK


def _operation_type(kind: OperationKind, status: StackStatus) -> str:
    """AWS's OperationType.

    Source: https://docs.aws.amazon.com/AWSCloudFormation/latest/APIReference/API_OperationEntry.html
    """
    if kind is OperationKind.ROLLBACK:
        return "CONTINUE_ROLLBACK" if status is StackStatus.UPDATE_ROLLBACK_FAILED else "ROLLBACK"
    return {OperationKind.CREATE: "CREATE_STACK", OperationKind.DELETE: "DELETE_STACK"}.get(
        kind, "UPDATE_STACK"
    )


def _rollback_status(status: StackStatus) -> StackStatus:
    of_create = status in (StackStatus.CREATE_FAILED, StackStatus.ROLLBACK_FAILED)
    return StackStatus.ROLLBACK_IN_PROGRESS if of_create else StackStatus.UPDATE_ROLLBACK_IN_PROGRESS
