"""`landform fidelity`: the ledger of how true to AWS each type is in the embedded cloud."""

import click

from landform.cli.console import say, show, show_json, write_table
from landform.cli.errors import usage_error
from landform.cli.options import AWS, current_options
from landform.cli.target import Fidelity, open_target

_ORDER = ("native", "modelled", "twin")


@click.command()
@click.argument("type_names", nargs=-1, metavar="[TYPE...|api]")
@click.option("--all", "every", is_flag=True, help="Twins too, when no type is named.")
def fidelity(type_names: tuple[str, ...], every: bool) -> None:
    """Say how true to AWS resource types are here: native, modelled, twin or absent.

    native: made by the service's own operations in the embedded cloud. modelled: made by Landform. twin: a
    record that obeys the type's schema and does nothing. Without TYPE, the ledger of all but twins. With
    `api` as TYPE, the operations of CloudFormation's API that are answered.
    """
    from landform.schema.catalog import load_catalog

    options = current_options()
    if options.target == AWS:
        raise usage_error(
            "how true to AWS something is, is a question about the embedded cloud, not about AWS",
            "leave --target aws out",
        )
    if type_names == ("api",):
        with open_target(options, reads_only=True) as target:
            _show_operations(target.operations(), as_json=options.as_json)
        return
    catalog = load_catalog()
    with open_target(options, reads_only=True) as target:
        names = type_names or tuple(catalog.type_names())
        found = {name: target.fidelity(name) for name in names}
    unknown = [name for name, each in found.items() if each.level == "absent"]
    if unknown and type_names:
        raise usage_error(f'there is no type "{unknown[0]}".{catalog.suggestion(unknown[0])}')
    if options.as_json:
        show_json({name: _json(each) for name, each in found.items()})
    elif type_names:
        for name, each in found.items():
            _show(name, each)
    else:
        _show_ledger(found, every=every)


def _show_operations(operations: dict[str, bool], *, as_json: bool) -> None:
    words = {name: "answered" if is_answered else "refused" for name, is_answered in operations.items()}
    if as_json:
        show_json(words)
        return
    write_table(("OPERATION", "HERE"), list(words.items()))
    answered = sum(operations.values())
    say(f"{answered} of {len(operations)} operations are answered; the others are refused by name.")


def _show(name: str, found: Fidelity) -> None:
    show(f"{name}: {found.level}", bold=True)
    for note in found.notes:
        show(f"  {note}")
    if found.no_effect:
        show("  without their full effect:")
        for prop, reason in found.no_effect.items():
            show(f"    {prop}: {reason}")
    if found.change_gaps:
        show("  kept as created, not as changed:")
        for prop, reason in found.change_gaps.items():
            show(f"    {prop}: {reason}")


def _show_ledger(found: dict[str, Fidelity], *, every: bool) -> None:
    rows = [
        (name, each.level, ", ".join(each.no_effect))
        for level in _ORDER
        for name, each in found.items()
        if each.level == level and (every or level != "twin")
    ]
    write_table(("TYPE", "LEVEL", "WITHOUT FULL EFFECT"), rows)
    twins = sum(each.level == "twin" for each in found.values())
    if not every:
        say(f"{twins} other types are twins: records that obey their schemas. --all lists them.")


def _json(found: Fidelity) -> dict[str, object]:
    return {
        "level": found.level,
        "withoutFullEffect": dict(found.no_effect),
        "keptAsCreated": dict(found.change_gaps),
        "notes": list(found.notes),
    }
