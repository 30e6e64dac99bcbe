"""The language never raises, whatever it is given."""

import json
from collections.abc import Mapping

from hypothesis import given, settings
from hypothesis import strategies as st

from landform.ground.diagnostics import render
from landform.template.check import check_template
from landform.template.evaluate import NoResources, Scope, evaluate, evaluate_conditions
from landform.template.functions import FUNCTION_NAMES
from landform.template.parameters import resolve_parameters
from landform.template.parse import parse_template
from landform.template.references import references
from landform.template.rules import check_rules
from tests.unit.template.pipeline import PSEUDO

NAMES = st.sampled_from(
    ["A", "B", "AWS::Region", "AWS::NoValue", "dev", "", "${A}", "${A.Arn}-${", "{{resolve:ssm:a}}"]
)
SCALARS = NAMES | st.text(max_size=5) | st.integers(-3, 300) | st.booleans() | st.none() | st.floats()
KEYS = st.sampled_from(
    [
        *sorted(FUNCTION_NAMES),
        "Fn::Foo",
        "Fn::ForEach::X",
        "DefaultValue",
        "StackName",
        "OutputName",
        "Name",
        "k",
    ]
)
TREES = st.recursive(
    SCALARS,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(KEYS, inner, max_size=2),
    max_leaves=12,
)
RESOURCE = st.fixed_dictionaries(
    {"Type": st.just("AWS::SQS::Queue") | TREES},
    optional={
        "Properties": st.dictionaries(st.sampled_from(["P", "Q"]), TREES, max_size=2) | TREES,
        "DependsOn": TREES,
        "Condition": TREES,
        "DeletionPolicy": TREES,
    },
)
PARAMETER = st.fixed_dictionaries(
    {"Type": st.sampled_from(["String", "Number", "CommaDelimitedList", "List<Number>"]) | TREES},
    optional={
        "Default": SCALARS,
        "AllowedValues": st.lists(SCALARS, max_size=2) | TREES,
        "AllowedPattern": st.sampled_from(["[a-z]+", "(", "a*"]) | TREES,
        "MinLength": SCALARS,
        "MaxValue": SCALARS,
        "NoEcho": SCALARS,
    },
)
ASSERTION = TREES | st.fixed_dictionaries({"Assert": TREES})
TEMPLATES = st.fixed_dictionaries(
    {"Resources": st.dictionaries(st.sampled_from(["A", "B"]), RESOURCE | TREES, max_size=2) | TREES},
    optional={
        "Parameters": st.dictionaries(st.sampled_from(["C", "dev"]), PARAMETER | TREES, max_size=2),
        "Conditions": st.dictionaries(NAMES, TREES, max_size=2) | TREES,
        "Mappings": st.dictionaries(NAMES, TREES, max_size=2) | TREES,
        "Rules": st.dictionaries(NAMES, st.fixed_dictionaries({"Assertions": st.lists(ASSERTION)})),
        "Outputs": st.dictionaries(NAMES, st.fixed_dictionaries({"Value": TREES}) | TREES, max_size=2),
        "Transform": TREES,
    },
)


@settings(max_examples=200, deadline=None)
@given(st.text(alphabet=st.sampled_from("{}[]\":,-!&*#|>?%@`'\\ \t\nab01.~<é") | st.characters()))
def test_parsing_any_text_never_raises(text: str) -> None:
    for diagnostic in parse_template(text, file="t").diagnostics:
        assert render(diagnostic)


@settings(max_examples=100, deadline=None)
@given(st.binary())
def test_parsing_any_decodable_bytes_never_raises(content: bytes) -> None:
    parse_template(content.decode("latin-1"), file="t")


@settings(max_examples=200, deadline=None)
@given(TEMPLATES)
def test_nothing_raises_for_any_template(document: Mapping[str, object]) -> None:
    parsed = parse_template(json.dumps(document), file="t")
    template = parsed.template
    if template is None:
        return
    for diagnostic in (*parsed.diagnostics, *check_template(template)):
        assert render(diagnostic)
    parameters = resolve_parameters(template, {}, {}, {})
    check_rules(template, parameters.values, PSEUDO, {})
    conditions = evaluate_conditions(template, parameters.values, PSEUDO, {})
    scope = Scope(
        template=template,
        parameters=parameters.values,
        pseudo=PSEUDO,
        facts={},
        conditions=conditions.values,
        resources=NoResources(),
    )
    for resource in template.resources.values():
        evaluate(resource.properties, scope)
        list(references(resource.properties, conditions.values))
        if resource.deletion_policy is not None:
            evaluate(resource.deletion_policy, scope)
    for output in template.outputs.values():
        evaluate(output.value, scope)
