"""Attributes of the wrong kind, each told at its place in words that say what it has to be."""

import pytest

from landform.ground.diagnostics import render
from landform.template.parse import parse_template

RESOURCES = "\nResources:\n  Queue: {Type: A::B::C}\n"
PARAMETER = "Parameters:\n  P: {Type: String, %s}" + RESOURCES
RULES = "Rules:\n  R: %s" + RESOURCES
OUTPUT = "Outputs:\n  O: %s" + RESOURCES
MAPPING = "Mappings:\n  M: %s" + RESOURCES
RESOURCE = "Resources:\n  Q: {Type: A::B::C, %s}\n"
MAPPED = (
    "A mapping holds strings, numbers, booleans and lists of them under its second key; functions and "
    "further mappings are not allowed. Choose the value where it is used, with Fn::FindInMap."
)
TRANSFORM = "A transform is the name of a macro, or a mapping with its Name and Parameters."
VERSION = 'The only format version there is is "2010-09-09". Write that, or leave it out.'
DESCRIPTION = "The description has to be a string without functions."


@pytest.mark.parametrize(
    ("text", "head", "place", "detail"),
    [
        (
            "Parameters:\n  P: x" + RESOURCES,
            "LF1011 Wrong kind of value",
            "2:6 Parameters.P",
            'This has to be a mapping, but it is "x".',
        ),
        (
            PARAMETER % "Default: [a]",
            "LF1011 Wrong kind of value",
            "2:30 Parameters.P.Default",
            "This has to be a string, but it is a list.",
        ),
        (
            PARAMETER % "AllowedValues: a",
            "LF1011 Wrong kind of value",
            "2:36 Parameters.P.AllowedValues",
            'This has to be a list of strings, but it is "a".',
        ),
        (
            PARAMETER % "AllowedValues: [a, [b]]",
            "LF1011 Wrong kind of value",
            "2:36 Parameters.P.AllowedValues",
            "This has to be a list of strings, but it is a list.",
        ),
        (
            PARAMETER % "MinLength: 1.5",
            "LF1011 Wrong kind of value",
            "2:32 Parameters.P.MinLength",
            'This has to be a whole number of characters, but it is "1.5".',
        ),
        (
            PARAMETER % "MaxLength: -1",
            "LF1011 Wrong kind of value",
            "2:32 Parameters.P.MaxLength",
            'This has to be a whole number of characters, but it is "-1".',
        ),
        (
            PARAMETER % "MinValue: much",
            "LF1011 Wrong kind of value",
            "2:31 Parameters.P.MinValue",
            'This has to be a number, but it is "much".',
        ),
        (
            PARAMETER % "MaxValue: []",
            "LF1011 Wrong kind of value",
            "2:31 Parameters.P.MaxValue",
            "This has to be a number, but it is a list.",
        ),
        (
            PARAMETER % "NoEcho: maybe",
            "LF1011 Wrong kind of value",
            "2:29 Parameters.P.NoEcho",
            'This has to be true or false, but it is "maybe".',
        ),
        (
            PARAMETER % "NoEcho: {a: b}",
            "LF1011 Wrong kind of value",
            "2:29 Parameters.P.NoEcho",
            "This has to be true or false, but it is a mapping.",
        ),
        (
            RESOURCE % "DependsOn: [A, [B]]",
            "LF1011 Wrong kind of value",
            "2:33 Resources.Q.DependsOn",
            "This has to be a name or a list of names, but it is a list.",
        ),
        (
            RESOURCE % "DependsOn: 3",
            "LF1011 Wrong kind of value",
            "2:33 Resources.Q.DependsOn",
            'This has to be a name or a list of names, but it is "3".',
        ),
        (
            RESOURCE % "Properties: []",
            "LF1011 Wrong kind of value",
            "2:34 Resources.Q.Properties",
            "This has to be a mapping, but it is a list.",
        ),
        (
            RESOURCE % "Condition: ~",
            "LF1011 Wrong kind of value",
            "2:33 Resources.Q.Condition",
            "This has to be a string, but it is nothing.",
        ),
        (
            "Resources:\n  Q: {}\n",
            "LF1013 Required attribute missing",
            "2:3 Resources.Q",
            "Every entry of Resources needs a Type. Add it.",
        ),
        (
            OUTPUT % "{Description: x}",
            "LF1013 Required attribute missing",
            "2:3 Outputs.O",
            'The output "O" has no Value, so there is nothing to give out. Add one.',
        ),
        (
            OUTPUT % "{Value: x, Export: y}",
            "LF1011 Wrong kind of value",
            "2:25 Outputs.O.Export",
            'This has to be a mapping, but it is "y".',
        ),
        (
            OUTPUT % "{Value: x, Export: {}}",
            "LF1013 Required attribute missing",
            "2:25 Outputs.O.Export",
            "An Export needs a Name.",
        ),
        (
            OUTPUT % "{Value: 1, Description: {Ref: A}}",
            "LF1011 Wrong kind of value",
            "2:30 Outputs.O.Description",
            "This has to be a string, but it is a function.",
        ),
        (
            OUTPUT % "[]",
            "LF1011 Wrong kind of value",
            "2:6 Outputs.O",
            "This has to be a mapping, but it is a list.",
        ),
        (
            RULES % "x",
            "LF1011 Wrong kind of value",
            "2:6 Rules.R",
            'This has to be a mapping, but it is "x".',
        ),
        (
            RULES % "{}",
            "LF1013 Required attribute missing",
            "2:3 Rules.R.Assertions",
            "A rule needs Assertions, a list of what must hold.",
        ),
        (
            RULES % "{Assertions: {}}",
            "LF1011 Wrong kind of value",
            "2:19 Rules.R.Assertions",
            "This has to be a list, but it is a mapping.",
        ),
        (
            RULES % "{Assertions: [x]}",
            "LF1011 Wrong kind of value",
            "2:20 Rules.R.Assertions[0]",
            'This has to be a mapping, but it is "x".',
        ),
        (
            RULES % "{Assertions: [{AssertDescription: x}]}",
            "LF1013 Required attribute missing",
            "2:20 Rules.R.Assertions[0]",
            "An assertion needs an Assert.",
        ),
        (
            RULES % "{Assertions: [{Assert: !Equals [a, a], AssertDescription: []}]}",
            "LF1011 Wrong kind of value",
            "2:64 Rules.R.Assertions[0].AssertDescription",
            "This has to be a string, but it is a list.",
        ),
        (
            MAPPING % "x",
            "LF1011 Wrong kind of value",
            "2:6 Mappings.M",
            'This has to be a mapping, but it is "x".',
        ),
        (
            MAPPING % "{a: x}",
            "LF1011 Wrong kind of value",
            "2:10 Mappings.M.a",
            'This has to be a mapping, but it is "x".',
        ),
        (
            MAPPING % "{a: {b: {c: d}}}",
            "LF1203 Function not allowed here",
            "2:14 Mappings.M.a.b",
            MAPPED,
        ),
        (
            MAPPING % "{a: {b: [c, [d]]}}",
            "LF1203 Function not allowed here",
            "2:14 Mappings.M.a.b",
            MAPPED,
        ),
        (
            "Transform: [a, {Name: b}, {Parameters: {}}]" + RESOURCES,
            "LF1011 Wrong kind of value",
            "1:27 Transform",
            TRANSFORM,
        ),
        ("Transform: 3" + RESOURCES, "LF1011 Wrong kind of value", "1:12 Transform", TRANSFORM),
        ("Description: [a]" + RESOURCES, "LF1011 Wrong kind of value", "1:14 Description", DESCRIPTION),
        ("Description:" + RESOURCES, "LF1011 Wrong kind of value", "1:13 Description", DESCRIPTION),
        (
            "AWSTemplateFormatVersion: []" + RESOURCES,
            "LF1016 Unknown template format version",
            "1:27 AWSTemplateFormatVersion",
            VERSION,
        ),
        (
            "Resources: {}\n",
            "LF1015 Template has no resources",
            "1:1 Resources",
            "A template needs at least one entry in Resources.",
        ),
    ],
)
def test_what_is_of_the_wrong_kind_is_told_where_it_stands(
    text: str, head: str, place: str, detail: str
) -> None:
    found = parse_template(text, file="app.yaml").diagnostics
    assert [render(each) for each in found] == [f"error: {head}\n  at app.yaml:{place}\n  {detail}"]


def test_every_attribute_of_a_parameter_is_read() -> None:
    template = parse_template(
        PARAMETER
        % (
            "Default: 3, AllowedValues: [1, true, a], AllowedPattern: '[a-z]', ConstraintDescription: c, "
            "MinLength: 0, MaxLength: 7, MinValue: 1.5, MaxValue: '2', NoEcho: 'True', Description: d"
        ),
        file="app.yaml",
    ).template
    assert template is not None
    found = template.parameters["P"]
    assert (found.default, found.has_default, found.no_echo) == ("3", True, True)
    assert (found.allowed_values, found.allowed_pattern) == (("1", "true", "a"), "[a-z]")
    assert (found.min_length, found.max_length, found.min_value, found.max_value) == (0, 7, 1.5, 2.0)
    assert (found.constraint_description, found.description) == ("c", "d")
    assert str(found.attribute_locations["NoEcho"]).startswith("app.yaml:2:")


def test_every_attribute_of_a_resource_and_an_output_is_read() -> None:
    template = parse_template(
        "Conditions: {Wanted: !Equals [a, a]}\n"
        "Resources:\n  Q:\n    Type: A::B::C\n    Condition: Wanted\n    DependsOn: [R, S]\n"
        "    Metadata: {a: [1, !Ref R]}\n"
        "Outputs:\n  O: {Value: 1, Condition: Wanted, Description: d, Export: {Name: n}}\n"
        "Transform: [a, {Name: b, Parameters: {c: d}}]\nDescription: 12\n",
        file="app.yaml",
    ).template
    assert template is not None
    queue, output = template.resources["Q"], template.outputs["O"]
    assert (queue.condition, str(queue.condition_location)) == ("Wanted", "app.yaml:5:16")
    assert queue.depends_on == ("R", "S")
    assert [str(each) for each in queue.depends_on_locations] == ["app.yaml:6:17", "app.yaml:6:20"]
    assert queue.metadata == {"a": [1, {"Ref": "R"}]}
    assert (str(queue.properties.location), queue.properties.entries) == ("app.yaml:4:5", {})
    assert (output.condition, str(output.condition_location)) == ("Wanted", "app.yaml:9:28")
    assert output.description == "d"
    assert getattr(output.export_name, "value", None) == "n"
    assert (template.transforms, template.description) == (("a", "b"), "12")
    assert str(template.section_locations["Outputs"]) == "app.yaml:8:1"
    assert str(template.condition_locations["Wanted"]) == "app.yaml:1:14"
