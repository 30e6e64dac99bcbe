"""Exports that a deployment would take away or change while other stacks import them.

AWS finds this out at the end of an update and rolls everything back. Here it is said before anything is
done, in AWS's words; and when the importing stack is part of the same command and stops importing, it is
deployed first.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from landform.cli.console import warn
from landform.cli.errors import CommandError
from landform.cli.ordering import Edge
from landform.cli.preview import Preview
from landform.cli.target import Target
from landform.cli.work import StackWork
from landform.ground.values import is_known
from landform.plan.model import Replacement


@dataclass(frozen=True, slots=True, kw_only=True)
class Conflict:
    """An export that cannot be as the template wants it, because of who imports it."""

    stack_name: str
    export_name: str
    users: tuple[str, ...]
    verb: str  # "deleted" or "updated"; "" when only the deployment tells whether the value changes
    made_of: frozenset[str] = frozenset()  # logical ids that decide the value


@dataclass(frozen=True, slots=True, kw_only=True)
class LostExports:
    """All conflicts, and the order that follows from those that this command itself resolves."""

    conflicts: tuple[Conflict, ...]
    edges: tuple[Edge, ...]


def users_of_lost_exports(target: Target, works: Mapping[str, StackWork]) -> LostExports:
    """What the stacks' templates do to exports that others import."""
    conflicts: list[Conflict] = []
    edges: list[Edge] = []
    for work in works.values():
        for name, value in work.exports.items():
            wanted = work.interface.exports.get(name)
            if wanted is not None and is_known(wanted.value) and wanted.value == value:
                continue
            if wanted is not None and not is_known(wanted.value) and not wanted.uses:
                continue
            users = [each for each in importers(target, name) if each != work.stack_name]
            leaving = [each for each in users if each in works and name not in works[each].interface.imports]
            if wanted is None:
                reason = f"{work.stack_name} stops exporting {name}, so {{}} has to stop importing it first"
                edges.extend(
                    Edge(user=work.stack_name, used=each, reason=reason.format(each)) for each in leaving
                )
            staying = tuple(each for each in users if each not in leaving)
            if staying:
                verb = "deleted" if wanted is None else "updated" if is_known(wanted.value) else ""
                uses = wanted.uses if wanted else frozenset()
                conflicts.append(
                    Conflict(
                        stack_name=work.stack_name, export_name=name, users=staying, verb=verb, made_of=uses
                    )
                )
    return LostExports(conflicts=tuple(conflicts), edges=tuple(edges))


def require_free_exports(lost: LostExports, previews: Iterable[Preview]) -> None:
    """Raise CommandError in AWS's words for what cannot be; warn of what may not be."""
    by_stack = {each.stack_name: each for each in previews}
    for conflict in lost.conflicts:
        listed = " and ".join(filter(None, (", ".join(conflict.users[:-1]), conflict.users[-1])))
        if conflict.verb:
            raise CommandError(
                f"Export {conflict.export_name} cannot be {conflict.verb} as it is in use by {listed}",
                code="ValidationError",
                hint=f"let {listed} stop importing it first, in this command or an earlier one",
            )
        replaced = _replaced(by_stack[conflict.stack_name]) & conflict.made_of
        if replaced:
            warn(
                f"{', '.join(sorted(replaced))} is replaced, so the export {conflict.export_name} gets "
                f"another value; AWS rolls the update back while {listed} imports it"
            )


def _replaced(preview: Preview) -> set[str]:
    steps = preview.plan.steps if preview.plan else ()
    return {each.logical_id for each in steps if each.replacement is Replacement.YES}


def importers(target: Target, export_name: str) -> list[str]:
    """Names of the stacks that import an export; none when nobody does."""
    from botocore.exceptions import ClientError

    try:
        pages = target.client.get_paginator("list_imports").paginate(ExportName=export_name)
        return [name for page in pages for name in page["Imports"]]
    except ClientError as error:
        message = error.response.get("Error", {}).get("Message", "")
        if "is not imported by any stack" in message or "does not exist" in message:
            return []  # AWS answers with an error where others give an empty list
        raise
