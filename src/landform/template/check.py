"""All mistakes of a template that need no knowledge of resource types.

`parse_template` reports what is wrong with the form; this reports what is wrong with the meaning: names that
lead nowhere, functions where they are not allowed, cycles, calls of macros that were not expanded. What a
resource type has or lacks is checked by the planner.
"""

import re
from collections.abc import Iterator
from typing import Final

from landform.ground.diagnostics import Diagnostic
from landform.ground.statuses import DeletionPolicy
from landform.template.check_names import NameChecker, Surroundings
from landform.template.check_parameters import check_parameter
from landform.template.codes import diagnose
from landform.template.cycles import condition_cycles, resource_cycles
from landform.template.functions import Place
from landform.template.model import ListExpression, Literal, MapExpression, ResourceDeclaration, Template
from landform.template.transform_calls import LANGUAGE_EXTENSIONS, LOOP


def check_template(template: Template) -> tuple[Diagnostic, ...]:
    """Everything that is wrong with the meaning of a template, in the order of its sections."""
    names = NameChecker(template)
    diagnostics: list[Diagnostic] = [*_macro_calls(template), *_entry_names(template)]
    for parameter in template.parameters.values():
        diagnostics.extend(check_parameter(parameter))
    _check_expressions(template, names)
    diagnostics.extend(names.diagnostics)
    for resource in template.resources.values():
        diagnostics.extend(_policies(resource))
    diagnostics.extend(condition_cycles(template))
    diagnostics.extend(resource_cycles(template))
    return tuple(diagnostics)


def _check_expressions(template: Template, names: NameChecker) -> None:
    for rule in template.rules.values():
        surroundings = Surroundings(Place.RULE, f'the rule "{rule.name}"')
        if rule.condition is not None:
            names.check(rule.condition, surroundings)
        for assertion in rule.assertions:
            names.check(assertion.assertion, surroundings)
    for name, condition in template.conditions.items():
        names.check(condition, Surroundings(Place.CONDITION, f'the condition "{name}"'))
    for resource in template.resources.values():
        _check_resource(resource, names)
    for output in template.outputs.values():
        surroundings = Surroundings(Place.OUTPUT, f'the output "{output.name}"')
        names.check(output.value, surroundings)
        if output.export_name is not None:
            export = Surroundings(Place.OUTPUT, f'the export name of "{output.name}"', takes_resources=False)
            names.check(output.export_name, export)
        if output.condition is not None:
            location = output.condition_location or output.location
            path = ("Outputs", output.name, "Condition")
            names.check_condition(output.condition, location, path, surroundings)


def _check_resource(resource: ResourceDeclaration, names: NameChecker) -> None:
    logical_id = resource.logical_id
    user = f'the resource "{logical_id}"'
    surroundings = Surroundings(Place.PROPERTY, user)
    names.check(resource.properties, surroundings)
    kept = (
        ("DeletionPolicy", resource.deletion_policy),
        ("UpdateReplacePolicy", resource.update_replace_policy),
    )
    for name, policy in kept:
        if policy is not None:
            names.check(policy, Surroundings(Place.POLICY, f'the {name} of "{logical_id}"'))
    for policy in (resource.creation_policy, resource.update_policy):
        if policy is not None:
            names.check(policy, surroundings)
    if resource.condition is not None:
        location = resource.condition_location or resource.location
        path = ("Resources", logical_id, "Condition")
        names.check_condition(resource.condition, location, path, surroundings)
    names.check_depends_on(resource)


def _macro_calls(template: Template) -> Iterator[Diagnostic]:
    """Calls that are still there when the transforms have run, or that no transform of the template makes."""
    for call in template.macro_calls:
        if call.name.startswith(LOOP):
            detail = (
                f'The loop "{call.name}" has not been expanded: that is done by the transform '
                f"{LANGUAGE_EXTENSIONS}. Write it into the section Transform of the template."
            )
            yield diagnose("LF1703", detail, call.location, call.path)
        else:
            detail = (
                "The macro called here has not been expanded: none is called in Parameters, and none in what "
                "another macro has made, for AWS does not process macros iteratively. Write out what it "
                "would make."
            )
            yield diagnose("LF1702", detail, call.location, call.path)


_ENTRY_NAME: Final = re.compile("[A-Za-z0-9]+")
_CONDITION_NAME: Final = re.compile("[A-Za-z0-9&_:]+")
"""Wider than other names: the VPC quick start has `Three&Private`, and a pseudo parameter's name is one too.

Source: https://github.com/aws-quickstart/quickstart-aws-vpc, templates/aws-vpc.template.yaml
"""


def _entry_names(template: Template) -> Iterator[Diagnostic]:
    """Source: https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/resources-section-structure.html"""
    sections = (
        ("Parameters", "Parameter", {name: each.location for name, each in template.parameters.items()}),
        ("Mappings", "Mapping", template.mapping_locations),
        ("Conditions", "Condition", template.condition_locations),
        ("Resources", "Resource", {name: each.location for name, each in template.resources.items()}),
        ("Outputs", "Output", {name: each.location for name, each in template.outputs.items()}),
    )
    for section, kind, locations in sections:
        for name in locations:
            allowed = _CONDITION_NAME if section == "Conditions" else _ENTRY_NAME
            if allowed.fullmatch(name) or name.startswith(("Fn::ForEach::", "Fn::Transform")):
                continue
            more = ", digits, &, _ and :" if section == "Conditions" else " and digits"
            detail = (
                f"Template format error: {kind} name {name} is non alphanumeric.\n"
                f"Use only the letters A to Z and a to z{more}."
            )
            yield diagnose("LF1014", detail, locations[name], (section, name))


_POLICY_WORDS: Final = tuple(str(each) for each in DeletionPolicy)
_REPLACE_WORDS: Final = tuple(word for word in _POLICY_WORDS if word != "RetainExceptOnCreate")


def _policies(resource: ResourceDeclaration) -> Iterator[Diagnostic]:
    """Source: https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-attribute-deletionpolicy.html"""
    policies = (
        ("DeletionPolicy", resource.deletion_policy, _POLICY_WORDS),
        ("UpdateReplacePolicy", resource.update_replace_policy, _REPLACE_WORDS),
    )
    for name, expression, words in policies:
        if not isinstance(expression, Literal | MapExpression | ListExpression):
            continue  # none, or a function, whose word shows when it is evaluated
        word = expression.value if isinstance(expression, Literal) else None
        if word not in words:
            shown = f'"{word}"' if isinstance(word, str) else "This"
            detail = f"{shown} is no {name}. It is one of {', '.join(words)}."
            yield diagnose("LF1018", detail, expression.location, expression.path)
