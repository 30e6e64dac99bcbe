"""Places in synthesized templates as lines of the app."""

from landform.assembly.reading import ConstructPlace
from landform.cli.source_map import SourceMap, name_of_construct, with_paths_of
from landform.ground.diagnostics import Diagnostic, render
from landform.ground.source import SourceLocation
from landform.template.model import GetAtt, Template
from landform.template.parse import parse_template

# One line, as an app writes it that suppresses indentation: only columns tell the resources apart.
TEXT = (
    '{"Resources": {"Jobs": {"Type": "AWS::SQS::Queue", "Metadata": {"aws:cdk:path": "Web/Jobs/Resource"}}, '
    '"Copy": {"Type": "AWS::SSM::Parameter", "Properties": {"Value": {"Fn::GetAtt": ["Jobs", "Arn"]}}}}, '
    '"Outputs": {"Name": {"Value": "x"}}}'
)
CONSTRUCTS = {
    "Jobs": ConstructPlace(path="Web/Jobs", file="/elsewhere/app.py", line=7),
    "Copy": ConstructPlace(path="Web/Copy", file="/elsewhere/app.py", line=9),
}


def parsed() -> Template:
    template = parse_template(TEXT, file="cdk.out/Web.template.json", limits=None).template
    assert template is not None
    return template


def test_every_place_of_a_resource_becomes_its_line() -> None:
    template = parsed()
    found = SourceMap(template, CONSTRUCTS).template(template)
    assert str(found.resources["Jobs"].location) == "/elsewhere/app.py:7"
    value = found.resources["Copy"].properties.entries["Value"]
    assert isinstance(value, GetAtt)
    assert str(value.location) == "/elsewhere/app.py:9"
    assert str(value.attribute.location) == "/elsewhere/app.py:9"


def test_what_no_construct_made_keeps_its_place() -> None:
    template = parsed()
    output = SourceMap(template, CONSTRUCTS).template(template).outputs["Name"]
    assert output.location == template.outputs["Name"].location
    elsewhere = SourceLocation("other.json", 1, 20)
    assert SourceMap(template, CONSTRUCTS).place(elsewhere) is elsewhere


def test_a_diagnostic_stands_at_the_line_and_names_construct_and_template() -> None:
    template = parsed()
    given = Diagnostic(
        code="LF9999",
        summary="Some mistake",
        detail="Words.",
        location=template.resources["Copy"].properties.entries["Value"].location,
        path=("Resources", "Copy"),
    )
    assert render(SourceMap(template, CONSTRUCTS).diagnostic(given)) == (
        "error: LF9999 Some mistake\n"
        "  at /elsewhere/app.py:9 Resources.Copy\n"
        "  Words.\n"
        "    made by Web/Copy (cdk.out/Web.template.json:1:168)"
    )


def test_files_below_the_current_folder_are_named_from_it() -> None:
    from pathlib import Path

    inside = ConstructPlace(path="Web/Jobs", file=str(Path.cwd() / "app.py"), line=3)
    assert name_of_construct(inside) == "Web/Jobs app.py:3"
    assert name_of_construct(ConstructPlace(path="Web/Jobs")) == "Web/Jobs"


def test_paths_in_the_template_stand_in_for_metadata_that_is_missing() -> None:
    assert with_paths_of(parsed(), {}) == {"Jobs": ConstructPlace(path="Web/Jobs")}
