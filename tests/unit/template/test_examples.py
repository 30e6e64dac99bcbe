"""The examples of the repository are right, and show what they say."""

import re
from pathlib import Path

import pytest

from landform.template.check import check_template
from landform.template.functions import FUNCTION_NAMES, PSEUDO_PARAMETERS
from landform.template.parse import parse_template

EXAMPLES = Path(__file__).parents[3] / "examples"


@pytest.mark.parametrize("name", ["bucket.yaml", "every_function.yaml"])
def test_an_example_has_no_mistakes(name: str) -> None:
    parsed = parse_template((EXAMPLES / name).read_text(), file=name)
    assert parsed.diagnostics == ()
    assert parsed.template is not None
    assert check_template(parsed.template) == ()


def test_every_function_is_shown() -> None:
    text = (EXAMPLES / "every_function.yaml").read_text()
    not_shown = {"Fn::Transform", "Fn::RefAll", "Fn::ValueOf", "Fn::ValueOfAll"}
    for name in FUNCTION_NAMES - not_shown:
        assert re.search(rf"!{name.removeprefix('Fn::')}\s|{name}:", text), name
    for name in PSEUDO_PARAMETERS:
        assert name in text, name
