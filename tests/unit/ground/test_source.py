"""How places in files and templates are written."""

import pytest

from landform.ground.source import SourceLocation, TemplatePath, format_path


def test_a_place_is_file_line_and_column() -> None:
    assert str(SourceLocation("app.yaml", 5, 7)) == "app.yaml:5:7"


def test_a_place_of_which_only_the_line_is_known_has_no_column() -> None:
    assert str(SourceLocation("app.yaml", 5, 0)) == "app.yaml:5"


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ((), ""),
        (("Resources",), "Resources"),
        (("Resources", "Api", "Properties", "Tags", 0, "Value"), "Resources.Api.Properties.Tags[0].Value"),
        (("Rules", 1, 2), "Rules[1][2]"),
    ],
)
def test_a_path_reads_as_its_steps(path: TemplatePath, text: str) -> None:
    assert format_path(path) == text
