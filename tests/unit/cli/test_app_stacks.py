"""Which stacks of an app are meant, and where they go."""

from pathlib import Path

import click
import pytest

from landform.assembly.reading import AssemblyStack, Message
from landform.cli.app_stacks import by_place, choose, choose_users, tell_messages
from landform.cli.errors import CommandError, ExitCode
from landform.cli.options import Options

OPTIONS = Options(state=Path(".landform"))


def stack(path: str, *depends_on: str, region: str | None = None) -> AssemblyStack:
    return AssemblyStack(
        artifact_id=path.replace("/", ""),
        display_name=path,
        stack_name=path.replace("/", "-"),
        template_file=Path(f"{path}.json"),
        account=None,
        region=region,
        depends_on=depends_on,
    )


# Web --> Api --> Data      Prod/Web --> Prod/Data
STACKS = [
    stack("Data"),
    stack("Api", "Data"),
    stack("Web", "Api"),
    stack("Prod/Data"),
    stack("Prod/Web", "ProdData"),
]


@pytest.mark.parametrize(
    ("patterns", "exclusively", "expected"),
    [
        ([], False, ["Data", "Api", "Web", "Prod/Data", "Prod/Web"]),
        (["Web"], False, ["Data", "Api", "Web"]),
        (["Web"], True, ["Web"]),
        (["Prod/*"], True, ["Prod/Data", "Prod/Web"]),
        (["Prod-Web"], False, ["Prod/Data", "Prod/Web"]),
        (["*Data"], True, ["Data", "Prod/Data"]),
    ],
    ids=["all", "with dependencies", "exclusively", "wildcard", "stack name", "wildcard in front"],
)
def test_named_stacks_come_with_what_they_depend_on(
    patterns: list[str], exclusively: bool, expected: list[str]
) -> None:
    found = choose(STACKS, patterns, exclusively=exclusively)
    assert [each.display_name for each in found] == expected


@pytest.mark.parametrize(
    ("exclusively", "expected"), [(False, ["Data", "Api", "Web"]), (True, ["Data"])], ids=["users", "only"]
)
def test_to_be_deleted_stacks_come_with_what_depends_on_them(exclusively: bool, expected: list[str]) -> None:
    found = choose_users(STACKS, ["Data"], exclusively=exclusively)
    assert [each.display_name for each in found] == expected


def test_an_unknown_name_is_answered_with_the_closest_and_all_names() -> None:
    with pytest.raises(CommandError) as caught:
        choose(STACKS, ["Wep"], exclusively=False)
    assert caught.value.message == 'the app has no stack "Wep". Did you mean "Web"?'
    assert caught.value.hint == "its stacks are Data, Api, Web, Prod/Data, Prod/Web"


def test_stacks_go_where_they_say_and_the_others_to_the_place_of_the_command() -> None:
    with click.Context(click.Command("deploy")):
        found = by_place([stack("A"), stack("B", region="eu-west-1"), stack("C")], OPTIONS)
    shown = [([each.stack_name for each in part.stacks], part.options.region) for part in found]
    assert shown == [(["A", "C"], "us-east-1"), (["B"], "eu-west-1")]


def test_a_place_comes_again_when_its_stacks_need_another_that_needs_it() -> None:
    stacks = [stack("A"), stack("B", "A", region="eu-west-1"), stack("C", "B"), stack("D", "A")]
    with click.Context(click.Command("deploy")):
        found = by_place(stacks, OPTIONS)
    assert [[each.stack_name for each in part.stacks] for part in found] == [["A", "D"], ["B"], ["C"]]


def test_a_region_that_was_said_must_be_the_stacks_own() -> None:
    with click.Context(click.Command("deploy")) as context:
        context.meta["landform-said.region"] = True
        with pytest.raises(CommandError, match="B is for the region eu-west-1, not us-east-1"):
            by_place([stack("B", region="eu-west-1")], OPTIONS)


def test_an_error_that_a_construct_reports_ends_the_command(capsys: pytest.CaptureFixture[str]) -> None:
    messages = (
        Message(level="warning", path="Web/Jobs", text="no dead-letter queue"),
        Message(level="error", path="Web/Data", text="not encrypted"),
    )
    given = AssemblyStack(
        artifact_id="Web",
        display_name="Web",
        stack_name="Web",
        template_file=Path("w"),
        account=None,
        region=None,
        messages=messages,
    )
    with pytest.raises(CommandError) as caught:
        tell_messages([given])
    assert caught.value.message == "the app's constructs report errors:\n  Web/Data: not encrypted"
    assert caught.value.exit_code is ExitCode.USAGE
    assert capsys.readouterr().err == "warning: Web/Jobs: no dead-letter queue\n"
