"""Previews: change sets made through the API, told as plans with source lines.

A stack that imports what only this command will export cannot have a change set yet. If it is new, its plan
is made here from its template, the imports "known after deployment"; if it exists, its plan waits for its
turn, and the preview says so.
"""

import time
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from landform.cli.checked import Checked, pseudo_parameters
from landform.cli.errors import CommandError
from landform.cli.processed import failures, with_processed
from landform.cli.target import Target
from landform.cli.work import StackWork
from landform.ground.diagnostics import Diagnostic, DiagnosticsError
from landform.ground.lookups import AvailabilityZones, Export, Lookup, NotFound
from landform.ground.values import Unknown, Value
from landform.plan.model import Plan
from landform.template.codes import diagnose

if TYPE_CHECKING:
    from mypy_boto3_cloudformation.literals import CapabilityType
    from mypy_boto3_cloudformation.type_defs import (
        ChangeTypeDef,
        CreateChangeSetInputTypeDef,
        DescribeChangeSetOutputTypeDef,
    )

_MAX_ROUNDS = 10  # of lookups; each answers what the last could not see, and templates nest no deeper
_ZONES_ASSUMED = 6
_MAKING = ("CREATE_PENDING", "CREATE_IN_PROGRESS")
_NOTHING_TO_DO = ("didn't contain changes", "No updates are to be performed")
"""In the reason of a change set that failed only because nothing is to be changed, as AWS writes it."""
_OPEN = Unknown(())


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """What is asked of every stack of the command."""

    tags: Mapping[str, str] | None = None  # None: the stacks keep theirs
    on_failure: str = "ROLLBACK"
    imports_existing: bool = False  # what exists under its name is taken in instead of created
    template_urls: Mapping[str, str] = field(default_factory=dict)  # by stack; those too long for a request


@dataclass(frozen=True, slots=True, kw_only=True)
class Preview:
    """What a deployment will do to a stack."""

    work: StackWork
    plan: Plan | None  # None: known only when its turn comes
    change_set_id: str | None = None  # None: not made yet
    stack_id: str | None = None  # None: there is no stack yet
    changes: tuple[Mapping[str, Any], ...] = ()  # AWS's records
    is_empty: bool = False  # nothing to do at all
    waits_for: tuple[str, ...] = ()  # what has to be deployed first

    @property
    def stack_name(self) -> str:
        """The stack's name."""
        return self.work.stack_name


def preview_all(target: Target, works: Iterable[StackWork], settings: Settings) -> list[Preview]:
    """A preview of each stack, in the given order. When one fails, the others are taken back."""
    works = list(works)
    exports = _exports(target) if any(each.interface.imports for each in works) else {}
    surroundings = _Surroundings(
        exports=exports,
        coming=frozenset(name for each in works for name in each.interface.exports),
        new=frozenset(each.stack_name for each in works if each.is_new or each.is_leftover),
    )
    found: list[Preview] = []
    try:
        for work in works:
            found.append(_preview(target, work, settings, surroundings))
    except BaseException:
        discard(target, found)
        raise
    return found


@dataclass(frozen=True, slots=True, kw_only=True)
class _Surroundings:
    """What the stacks of a command find around them."""

    exports: Mapping[str, str]  # that are there now, with their values
    coming: frozenset[str]  # exports that the command's stacks will make
    new: frozenset[str]  # stacks of the command that are not there yet


def _preview(target: Target, work: StackWork, settings: Settings, around: _Surroundings) -> Preview:
    missing = [name for name in work.interface.imports if name not in around.exports]
    nobodys = [name for name in missing if name not in around.coming or name in work.interface.exports]
    if nobodys:
        raise DiagnosticsError([_no_export(work, name) for name in nobodys])
    waits = (*missing, *(name for name in work.interface.stacks if name in around.new))
    # On AWS nothing is made before it is approved; what exists already only a change set can tell.
    is_known = work.checked.unexpanded is None
    is_planned_here = target.is_aws and work.is_new and is_known and not settings.imports_existing
    if not waits and not work.is_leftover and not is_planned_here:
        return make_change_set(target, work, settings)
    if (work.is_new or work.is_leftover) and is_known:
        plan = _plan_of_new(target, work, settings, around.exports)
        return Preview(work=work, plan=plan, waits_for=waits)
    stack_id = work.current["StackId"] if work.current else None
    return Preview(
        work=work, plan=None, stack_id=stack_id, waits_for=waits or work.checked.template.transforms
    )


def _no_export(work: StackWork, name: str) -> Diagnostic:
    detail = (
        f"No export named {name} found. Deploy the stack that exports it first, or give its template to "
        "this command too."
    )
    return diagnose("LF1604", detail, work.interface.imports[name])


def _exports(target: Target) -> dict[str, str]:
    pages = target.client.get_paginator("list_exports").paginate()
    return {each["Name"]: each["Value"] for page in pages for each in page["Exports"]}


def make_change_set(target: Target, work: StackWork, settings: Settings) -> Preview:
    """A preview made by the API. An update without changes leaves no change set behind."""
    name = f"landform-{time.time_ns()}"
    request: CreateChangeSetInputTypeDef = {
        "StackName": work.stack_name,
        "ChangeSetName": name,
        "ChangeSetType": "CREATE" if work.is_new else "UPDATE",
        "Parameters": work.parameter_shapes(),
        "Capabilities": _capabilities(work),
        "IncludeNestedStacks": False,
    }
    url = settings.template_urls.get(work.stack_name)
    if url is None:
        request["TemplateBody"] = work.checked.file.text
    else:
        request["TemplateURL"] = url
    execution_role = execution_role_of(target, work.checked)
    if execution_role is not None:
        request["RoleARN"] = execution_role
    tags = tags_of(work, settings)
    if tags is not None:
        request["Tags"] = [{"Key": key, "Value": value} for key, value in tags.items()]
    if settings.on_failure == "DO_NOTHING" or (settings.on_failure == "DELETE" and work.is_new):
        request["OnStackFailure"] = "DO_NOTHING" if settings.on_failure == "DO_NOTHING" else "DELETE"
    if settings.imports_existing:
        request["ImportExistingResources"] = True
    made = target.client.create_change_set(**request)
    try:
        described, changes = _described(target, made["Id"])
    except target.client.exceptions.ChangeSetNotFoundException:
        raise overtaken(work.stack_name) from None
    is_empty = described["Status"] == "FAILED"
    if is_empty:
        reason = described.get("StatusReason", "")
        is_wrong = not any(text in reason for text in _NOTHING_TO_DO)
        mistakes = failures(target, work.checked, made["Id"], reason) if is_wrong else []
        target.client.delete_change_set(ChangeSetName=made["Id"])
        if is_wrong:
            if work.current is None and _is_ours(target, made["StackId"]):
                _delete(target, [made["StackId"]])  # it was only under review for this
            if mistakes:
                raise DiagnosticsError(mistakes)
            raise CommandError(f"{work.stack_name}: the change set could not be made: {reason}")
    from landform.plan.from_changes import plan_of

    if not is_empty:
        work = replace(work, checked=with_processed(target, work.checked, made["Id"]))
    return Preview(
        work=work,
        plan=plan_of(changes, work.checked.template),
        change_set_id=None if is_empty else made["Id"],
        stack_id=made["StackId"],
        changes=tuple(changes),
        is_empty=is_empty,
    )


def _described(
    target: Target, change_set_id: str
) -> "tuple[DescribeChangeSetOutputTypeDef, list[ChangeTypeDef]]":
    """The change set when it is made, and all its changes."""
    described = target.client.describe_change_set(ChangeSetName=change_set_id, IncludePropertyValues=True)
    rounds = 0
    while described["Status"] in _MAKING:
        target.pause(rounds)
        rounds += 1
        described = target.client.describe_change_set(ChangeSetName=change_set_id, IncludePropertyValues=True)
    valued = _all_changes(target, change_set_id, with_values=True)
    # With values AWS leaves out what only follows an attribute of something that is updated in place.
    known = {each["ResourceChange"]["LogicalResourceId"] for each in valued if "ResourceChange" in each}
    following = [
        each
        for each in _all_changes(target, change_set_id, with_values=False)
        if each.get("ResourceChange", {}).get("LogicalResourceId") not in known
    ]
    return described, [*valued, *following]


def _all_changes(target: Target, change_set_id: str, *, with_values: bool) -> "list[ChangeTypeDef]":
    pages = target.client.get_paginator("describe_change_set").paginate(
        ChangeSetName=change_set_id, IncludePropertyValues=with_values
    )
    return [change for page in pages for change in page["Changes"]]


def overtaken(stack_name: str) -> CommandError:
    """Another command has executed its own change set of the stack, which deletes all others."""
    return CommandError(
        f"{stack_name}: another command has changed the stack since this plan was made; "
        "nothing of this plan was done",
        hint="run the command again: it plans against what is there then",
    )


def execution_role_of(target: Target, checked: Checked) -> str | None:
    """The role that CloudFormation is to assume for a stack. Only AWS knows roles."""
    facts = checked.file.facts
    arn = facts.access.execution_role_arn if facts is not None and target.is_aws else None
    return target.filled(arn) if arn is not None else None


def tags_of(work: StackWork, settings: Settings) -> Mapping[str, str] | None:
    """The stack's tags: flags over the app's. None: it keeps those it has."""
    facts = work.checked.file.facts
    if facts is None:
        return settings.tags
    return {**facts.tags, **(settings.tags or {})}


def _capabilities(work: StackWork) -> "list[CapabilityType]":
    """What the API wants acknowledged: IAM resources, and transforms, of nested stacks too."""
    from landform.schema.catalog import load_catalog

    is_unknown = work.checked.unexpanded is not None
    found: list[CapabilityType] = []
    if is_unknown or iam_types(work):
        found += ["CAPABILITY_NAMED_IAM", "CAPABILITY_IAM"]
    types = {each.type_name for each in work.checked.template.resources.values()}
    schemas = [load_catalog().find(name) for name in types]
    has_nested = any(schema is not None and schema.is_held for schema in schemas)
    if is_unknown or has_nested or work.checked.template.transforms:
        found.append("CAPABILITY_AUTO_EXPAND")
    return found


def iam_types(work: StackWork) -> list[str]:
    """The template's types that need an acknowledgement."""
    from landform.schema.catalog import load_catalog

    catalog = load_catalog()
    found = dict.fromkeys(each.type_name for each in work.checked.template.resources.values())
    schemas = {name: catalog.find(name) for name in found}
    return [name for name, schema in schemas.items() if schema and schema.needs_capability]


def discard(target: Target, previews: Iterable[Preview]) -> None:
    """Take previews back: their change sets, and stacks that were only under review for them."""
    left: list[str] = []
    for each in previews:
        if each.change_set_id is None:
            continue
        target.client.delete_change_set(ChangeSetName=each.change_set_id)
        if each.work.current is None and each.stack_id is not None and _is_ours(target, each.stack_id):
            left.append(each.stack_id)
    _delete(target, left)


def _is_ours(target: Target, stack_id: str) -> bool:
    """Whether the stack still is only under review, and for nobody else's change set."""
    if target.stack(stack_id)["StackStatus"] != "REVIEW_IN_PROGRESS":
        return False
    return not target.client.list_change_sets(StackName=stack_id)["Summaries"]


def _delete(target: Target, stack_ids: Iterable[str]) -> None:
    """Delete stacks that hold nothing, and wait for it."""
    left = list(stack_ids)
    for each in left:
        target.client.delete_stack(StackName=each)
    while any(target.stack(each)["StackStatus"] != "DELETE_COMPLETE" for each in left):
        target.pause(0)


def _plan_of_new(target: Target, work: StackWork, settings: Settings, exports: Mapping[str, str]) -> Plan:
    """The plan of a stack of which nothing exists; what is not known here is known after deployment."""
    from landform.plan.desired import desire
    from landform.plan.planner import PriorStack, make_plan
    from landform.schema.catalog import load_catalog
    from landform.template.parameters import resolve_parameters

    template = work.checked.template
    facts: dict[Lookup, Value | NotFound] = {Export(name): value for name, value in exports.items()}
    given = resolve_parameters(template, dict(work.checked.parameters), {}, facts)
    if given.diagnostics:
        raise DiagnosticsError(given.diagnostics)
    for _ in range(_MAX_ROUNDS):
        desired = desire(
            template,
            catalog=load_catalog(),
            pseudo=pseudo_parameters(work.stack_name, target.options),
            parameters=given.values,
            facts=facts,
            tags=tags_of(work, settings) or {},
        )
        if not desired.missing:
            break
        facts.update({each: _assumed(each) for each in desired.missing})
    return make_plan(desired.stack, PriorStack(), given.inputs)


def _assumed(lookup: Lookup) -> Value:
    return [_OPEN] * _ZONES_ASSUMED if isinstance(lookup, AvailabilityZones) else _OPEN
