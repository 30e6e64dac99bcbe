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
class LostExports:
    """Exports that go or change although they are imported, and the order that resolves some of it."""

    refusal: CommandError | None  # what nothing in this command resolves
    edges: tuple[Edge, ...]  # importing stacks of this command that stop importing go first


def lost_exports(target: Target, works: Mapping[str, StackWork]) -> LostExports:
    """What the stacks' templates certainly do to exports that others import."""
    edges: list[Edge] = []
    refusal: CommandError | None = None
    for work in works.values():
        for name, value in work.exports.items():
            wanted = work.interface.exports.get(name)
            if wanted is not None and (not is_known(wanted.value) or wanted.value == value):
                continue
            users = [each for each in importers(target, name) if each != work.stack_name]
            leaving = [each for each in users if each in works and name not in works[each].interface.imports]
            edges.extend(
                Edge(
                    user=work.stack_name,
                    used=each,
                    reason=f"{work.stack_name} gives up the export {name}, which {each} imports until then",
                )
                for each in leaving
            )
            staying = [each for each in users if each not in leaving]
            if staying and refusal is None:
                refusal = _refusal(name, "deleted" if wanted is None else "updated", staying)
    return LostExports(refusal=refusal, edges=tuple(edges))


def _refusal(name: str, verb: str, users: list[str]) -> CommandError:
    listed = _listed(users)
    return CommandError(
        f"Export {name} cannot be {verb} as it is in use by {listed}",
        code="ValidationError",
        hint=f"let {listed} stop importing it first, in this command or an earlier one",
    )


def warn_of_replaced_exports(target: Target, previews: Iterable[Preview]) -> None:
    """Say which imported exports probably change, because what they are made of is replaced."""
    for preview in previews:
        steps = preview.plan.steps if preview.plan else ()
        replaced = {each.logical_id for each in steps if each.replacement is Replacement.YES}
        exports = preview.work.interface.exports
        for name in preview.work.exports:
            causes = sorted(exports[name].uses & replaced) if name in exports else []
            users = importers(target, name) if causes else []
            if users:
                warn(
                    f"{', '.join(causes)} is replaced, so the export {name} gets another value; AWS rolls "
                    f"the update back while {_listed(users)} imports it"
                )


def _listed(names: list[str]) -> str:
    """Names as AWS lists them: `a`, `a and b`, `a, b and c`."""
    return " and ".join(part for part in (", ".join(names[:-1]), names[-1]) if part)


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
