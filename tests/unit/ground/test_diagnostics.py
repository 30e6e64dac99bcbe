"""What a Diagnostic looks like to the person who reads it."""

import pytest

from landform.ground.diagnostics import (
    Diagnostic,
    DiagnosticsError,
    RelatedLocation,
    Severity,
    did_you_mean,
    has_errors,
    render,
)
from landform.ground.source import SourceLocation

ATTRIBUTE = Diagnostic(
    code="LF1010",
    summary="Unknown attribute",
    detail='The queue "Jobs" has no attribute "Adress".\nUse "Arn".',
    location=SourceLocation("app.yaml", 42, 18),
    path=("Resources", "Api", "Properties", "Tags", 0, "Value"),
    related=(
        RelatedLocation(message="the queue is declared here", location=SourceLocation("app.yaml", 3, 3)),
        RelatedLocation(message="nowhere else"),
    ),
)


def test_a_diagnostic_says_what_where_why_and_what_belongs_to_it() -> None:
    assert render(ATTRIBUTE) == (
        "error: LF1010 Unknown attribute\n"
        "  at app.yaml:42:18 Resources.Api.Properties.Tags[0].Value\n"
        '  The queue "Jobs" has no attribute "Adress".\n'
        '  Use "Arn".\n'
        "    the queue is declared here (app.yaml:3:3)\n"
        "    nowhere else"
    )


def test_a_diagnostic_without_a_place_has_no_line_for_it() -> None:
    bad_flag = Diagnostic(code="LF0001", summary="Bad flag", detail="No.", severity=Severity.WARNING)
    assert render(bad_flag) == "warning: LF0001 Bad flag\n  No."


def test_a_diagnostic_outside_of_a_template_names_the_file_alone() -> None:
    unreadable = Diagnostic(
        code="LF1001", summary="Unreadable", detail="No.", location=SourceLocation("app.yaml", 7, 0)
    )
    assert render(unreadable).splitlines()[1] == "  at app.yaml:7"


def test_an_error_of_many_diagnostics_carries_and_shows_them_all() -> None:
    other = Diagnostic(code="LF0002", summary="Other", detail="Too.")
    error = DiagnosticsError(iter([ATTRIBUTE, other]))
    assert error.diagnostics == (ATTRIBUTE, other)
    assert str(error) == f"{render(ATTRIBUTE)}\n\nerror: LF0002 Other\n  Too."


@pytest.mark.parametrize(
    ("severities", "stops"),
    [
        ((), False),
        ((Severity.WARNING, Severity.WARNING), False),
        ((Severity.WARNING, Severity.ERROR), True),
    ],
)
def test_only_errors_stop_an_operation(severities: tuple[Severity, ...], stops: bool) -> None:
    found = [Diagnostic(code="LF0001", summary="", detail="", severity=each) for each in severities]
    assert has_errors(found) is stops


@pytest.mark.parametrize(
    ("given", "hint"),
    [
        ("Adress", ' Did you mean "Address"?'),
        ("ARN", ' Did you mean "arn"?'),  # too few letters in common, but the same word
        ("Colour", ""),
    ],
)
def test_a_name_that_is_nearly_known_is_suggested(given: str, hint: str) -> None:
    assert did_you_mean(given, ["Address", "arn", "Name"]) == hint


def test_only_the_nearest_name_is_suggested() -> None:
    assert did_you_mean("Bucke", ["Bucket", "Buckets"]) == ' Did you mean "Bucket"?'
