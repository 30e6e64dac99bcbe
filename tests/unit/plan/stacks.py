"""Helpers for tests of plans: a template under parameters, and records of what it deployed."""

from collections.abc import Mapping

from landform.ground.records import OutputRecord, ResourceRecord
from landform.ground.statuses import DeletionPolicy, ResourceStatus
from landform.ground.values import Properties, Value
from landform.plan.desired import DesiredStack, desire
from landform.plan.model import Plan
from landform.plan.planner import PriorStack, make_plan
from landform.schema.catalog import load_catalog
from landform.template.evaluate import PseudoParameters
from landform.template.limits import AWS_LIMITS
from landform.template.model import Template
from landform.template.parameters import resolve_parameters
from landform.template.parse import parse_template

PSEUDO = PseudoParameters(
    account_id="111122223333",
    region="us-east-1",
    partition="aws",
    url_suffix="amazonaws.com",
    stack_id="arn:aws:cloudformation:us-east-1:111122223333:stack/app/1",
    stack_name="app",
)


LONG_BYTES = 100_000  # tests of great lengths are beyond AWS's quotas


def parsed(text: str, file: str = "app.yaml") -> Template:
    found = parse_template(text, file=file, limits=None if len(text) > LONG_BYTES else AWS_LIMITS)
    assert found.template is not None
    assert found.diagnostics == ()
    return found.template


def desired(
    text: str, parameters: Mapping[str, str] | None = None, tags: Mapping[str, str] | None = None
) -> DesiredStack:
    template = parsed(text)
    given = resolve_parameters(template, parameters or {}, {}, {})
    found = desire(
        template,
        catalog=load_catalog(),
        pseudo=PSEUDO,
        parameters=given.values,
        facts={},
        tags=tags or {},
    )
    assert found.is_complete, found.diagnostics
    return found.stack


def record(
    logical_id: str,
    type_name: str,
    physical_id: str,
    properties: Properties | None = None,
    attributes: Mapping[str, Value] | None = None,
    **others: object,
) -> ResourceRecord:
    policy = others.get("deletion_policy", DeletionPolicy.DELETE)
    depends_on = others.get("depends_on", ())
    assert isinstance(policy, DeletionPolicy)
    assert isinstance(depends_on, tuple)
    return ResourceRecord(
        logical_id=logical_id,
        type_name=type_name,
        physical_id=physical_id,
        status=ResourceStatus.CREATE_COMPLETE,
        properties=properties or {},
        attributes=attributes or {},
        depends_on=depends_on,
        deletion_policy=policy,
    )


def prior(
    *records: ResourceRecord,
    template: str | None = None,
    parameters: Mapping[str, str] | None = None,
    tags: Mapping[str, str] | None = None,
    outputs: tuple[OutputRecord, ...] = (),
) -> PriorStack:
    return PriorStack(
        resources={each.logical_id: each for each in records},
        parameters=parameters or {},
        tags=tags or {},
        template=parsed(template, "before.yaml") if template else None,
        outputs=outputs,
    )


def plan(
    text: str,
    before: PriorStack,
    parameters: Mapping[str, str] | None = None,
    tags: Mapping[str, str] | None = None,
) -> Plan:
    return make_plan(desired(text, parameters, tags), before, parameters or {})
