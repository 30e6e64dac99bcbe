"""What a template may hold although it looks odd."""

import pytest

from landform.template.check import check_template
from landform.template.parse import parse_template


def codes(text: str) -> list[str]:
    template = parse_template(text, file="t.yaml", limits=None).template
    assert template is not None
    return [each.code for each in check_template(template)]


def test_conditions_may_be_called_what_nothing_else_may() -> None:
    names = ("Three&Private", "A_B", "AWS::NoValue")
    conditions = "".join(f"  {name}: !Equals [a, a]\n" for name in names)
    assert codes(f"Conditions:\n{conditions}Resources:\n  Q: {{Type: AWS::SQS::Queue}}\n") == []
    for name in ("A-B", "A.B", "A B"):
        text = f"Conditions:\n  {name}: !Equals [a, a]\nResources:\n  Q: {{Type: AWS::SQS::Queue}}\n"
        assert codes(text) == ["LF1014"], name


@pytest.mark.parametrize("type_name", ["Custom::Ping", "AWS::CloudFormation::CustomResource"])
def test_custom_resources_may_name_the_version_of_their_protocol(type_name: str) -> None:
    properties = "Properties: {ServiceToken: arn:aws:lambda:us-east-1:000000000000:function:ping}"
    assert codes(f"Resources:\n  A: {{Type: {type_name}, Version: '1.0', {properties}}}\n") == []


def test_nothing_else_has_a_version() -> None:
    parsed = parse_template(
        "Resources:\n  Q: {Type: AWS::SQS::Queue, Version: '1.0'}\n", file="t.yaml", limits=None
    )
    assert [each.code for each in parsed.diagnostics] == ["LF1012"]
