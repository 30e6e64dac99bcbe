"""From a stored operation to the machine's specification. Same document, same specification."""

from collections.abc import Mapping
from dataclasses import dataclass

from landform.deploy.spec import (
    SAME_AS_PRIOR,
    DeploymentSpec,
    DesiredFailure,
    DesiredState,
    ResourceTarget,
    ResourceValues,
    SignalWait,
)
from landform.engine.desired_state import CatalogTypeRules, TakenExports, TemplateDesiredState
from landform.engine.operation_request import OperationRequest, Wanted
from landform.engine.prepare import parsed_template, pseudo_parameters
from landform.engine.requests import Place
from landform.ground.records import OperationRecord, OutputRecord, ResourceRecord, StackRecord
from landform.ground.statuses import OperationKind
from landform.ground.values import Properties
from landform.plan.desired import DesiredStack, desire
from landform.plan.stack_policy import read_policy
from landform.schema.catalog import Catalog

MAX_CALLS_AT_ONCE = 32  # provider calls of one operation; bounds what a crash has to repeat


@dataclass(frozen=True, slots=True, kw_only=True)
class BuiltSpec:
    """A specification, and the template it came from where there is one."""

    spec: DeploymentSpec
    desired: DesiredStack | None


class _NothingDesired:
    """The desired state of a deletion or a rollback: the machine does not ask."""

    def properties(self, logical_id: str, values: ResourceValues) -> Properties | DesiredFailure:
        return DesiredFailure(reason=f"Nothing is desired of {logical_id}. This is a bug in Landform.")

    def wait(self, logical_id: str, properties: Properties) -> SignalWait | DesiredFailure | None:
        return None

    def outputs(self, values: ResourceValues) -> tuple[OutputRecord, ...] | DesiredFailure:
        return ()


class _RefusedState(_NothingDesired):
    """The desired state of an operation that fails before anything is done."""

    def __init__(self, reason: str) -> None:
        self._reason = reason.rstrip(".")  # the machine ends the sentence

    def outputs(self, values: ResourceValues) -> DesiredFailure:
        return DesiredFailure(reason=self._reason)


def build_spec(
    operation: OperationRecord, request: OperationRequest, stack: StackRecord, catalog: Catalog
) -> BuiltSpec:
    """The specification of the operation."""
    desired = settled(request.wanted, stack, catalog) if request.wanted is not None else None
    state: DesiredState = _NothingDesired() if request.refusal is None else _RefusedState(request.refusal)
    if desired is not None:
        exports = TakenExports(
            owners=request.export_owners, users=request.export_users, values=request.export_values
        )
        state = TemplateDesiredState(desired, exports)
    spec = DeploymentSpec(
        operation_id=operation.operation_id,
        kind=operation.kind,
        stack_id=stack.stack_id,
        stack_name=stack.stack_name,
        resources=_targets(operation.kind, desired, request),
        desired=state,
        types=CatalogTypeRules(catalog),
        rules=read_policy(request.policy_body) if request.policy_body is not None else None,
        on_failure=request.on_failure,
        timeout_seconds=request.timeout_seconds,
        previous_desired=_previous(request, stack, catalog),
        prior_status=request.before.status if request.before else None,
        is_held=request.is_held,
        retain_resources=frozenset(request.retain_resources),
        retain_except_on_create=request.retain_except_on_create,
        alarms=request.alarms,
        monitoring_seconds=request.monitoring_seconds,
        max_concurrency=MAX_CALLS_AT_ONCE,
    )
    return BuiltSpec(spec=spec, desired=desired)


def _previous(request: OperationRequest, stack: StackRecord, catalog: Catalog) -> DesiredState | None:
    if request.previous is None:
        return None
    nobody = TakenExports(owners={}, users={}, values={})  # outputs of the past are not asked for
    return TemplateDesiredState(settled(request.previous, stack, catalog), nobody)


def settled(wanted: Wanted, stack: StackRecord, catalog: Catalog) -> DesiredStack:
    """A desired stack as it was settled when its operation began."""
    parsed = parsed_template(wanted.template_body, wanted.template_file, None)
    place = Place(account_id=stack.account_id, region=stack.region)
    pseudo = pseudo_parameters(place, stack.stack_id, stack.stack_name, wanted.notification_arns)
    if parsed.template is not None:
        found = desire(
            parsed.template,
            catalog=catalog,
            pseudo=pseudo,
            parameters=wanted.parameters,
            facts=wanted.facts,
            tags=wanted.tags,
        )
        if found.is_complete:
            return found.stack
    raise RuntimeError(
        f"the stored template of {stack.stack_name} cannot be read. This is a bug in Landform."
    )


def _targets(
    kind: OperationKind, desired: DesiredStack | None, request: OperationRequest
) -> dict[str, ResourceTarget]:
    prior = {each.logical_id: each for each in request.prior}
    stable = None if request.stable is None else {each.logical_id: each for each in request.stable}
    copies = _by_name(request.superseded)
    targets: dict[str, ResourceTarget] = {}
    for logical_id, resource in (desired.resources if desired else {}).items():
        declaration = resource.declaration
        targets[logical_id] = ResourceTarget(
            logical_id=logical_id,
            type_name=declaration.type_name,
            depends_on=resource.depends_on,
            prior=prior.get(logical_id),
            rollback_to=SAME_AS_PRIOR if stable is None else stable.get(logical_id),
            superseded=copies.get(logical_id, ()),
            deletion_policy=resource.deletion_policy,
            update_replace_policy=resource.update_replace_policy,
            metadata=declaration.metadata,
            is_edited=logical_id in request.edited,
            import_as=request.imported.get(logical_id),
            had_drifted=logical_id in request.drifted,
        )
    names = {**prior, **(stable or {}), **copies}
    for logical_id in names:
        if logical_id not in targets:
            targets[logical_id] = _leaving(kind, logical_id, prior, stable, copies)
    return targets


def _leaving(
    kind: OperationKind,
    logical_id: str,
    prior: Mapping[str, ResourceRecord],
    stable: Mapping[str, ResourceRecord] | None,
    copies: Mapping[str, tuple[ResourceRecord, ...]],
) -> ResourceTarget:
    """A resource the template does not hold: one that goes, or one that a rollback returns to."""
    known = prior.get(logical_id) or (stable or {}).get(logical_id) or copies[logical_id][-1]
    wanted_back = kind is OperationKind.ROLLBACK and logical_id in (prior if stable is None else stable)
    return ResourceTarget(
        logical_id=logical_id,
        type_name=known.type_name,
        is_desired=wanted_back,
        depends_on=known.depends_on,
        prior=prior.get(logical_id),
        rollback_to=SAME_AS_PRIOR if stable is None else stable.get(logical_id),
        superseded=copies.get(logical_id, ()),
        deletion_policy=known.deletion_policy,
        update_replace_policy=known.update_replace_policy,
        metadata=known.metadata,
    )


def _by_name(records: tuple[ResourceRecord, ...]) -> dict[str, tuple[ResourceRecord, ...]]:
    grouped: dict[str, tuple[ResourceRecord, ...]] = {}
    for each in records:
        grouped[each.logical_id] = (*grouped.get(each.logical_id, ()), each)
    return grouped
