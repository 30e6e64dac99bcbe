"""What a template asks for under given parameters: the resources that exist and their properties.

`desire` settles everything that does not depend on resources (parameters, conditions, rules, policies, the
graph). Properties are evaluated later, per resource, with whatever is known of the others: by the planner
with unknowns, by the deployment with real values.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from landform.ground.diagnostics import Diagnostic, has_errors
from landform.ground.lookups import Facts, Lookup
from landform.ground.statuses import DeletionPolicy
from landform.ground.values import NO_VALUE, Secret, Value
from landform.plan.check_active import check_active
from landform.plan.signals import CreationPolicy, creation_policy
from landform.plan.tags import with_stack_tags
from landform.schema.catalog import Catalog
from landform.schema.coerce import coerce
from landform.template.compute import contains_secret
from landform.template.evaluate import (
    Evaluated,
    NoResources,
    PseudoParameters,
    ResourceValues,
    Scope,
    evaluate,
    evaluate_conditions,
)
from landform.template.model import Expression, OutputDeclaration, ResourceDeclaration, Template
from landform.template.references import Reference, references
from landform.template.rules import check_rules


@dataclass(frozen=True, slots=True, kw_only=True)
class DesiredResource:
    """A resource whose condition holds."""

    declaration: ResourceDeclaration
    depends_on: tuple[str, ...]  # existing resources only, from references and DependsOn, sorted
    references: tuple[Reference, ...]  # to resources and parameters, in taken branches
    deletion_policy: DeletionPolicy
    update_replace_policy: DeletionPolicy
    creation_policy: CreationPolicy | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class DesiredStack:
    """A template with everything settled that no resource decides."""

    template: Template
    catalog: Catalog
    pseudo: PseudoParameters
    parameters: Mapping[str, Value]
    conditions: Mapping[str, bool]
    facts: Facts
    tags: Mapping[str, str]
    resources: Mapping[str, DesiredResource]
    # Finished properties of the resources that use no other resource.
    constants: Mapping[str, dict[str, Value]] = field(default_factory=dict)

    def scope(self, values: ResourceValues) -> Scope:
        """The scope in which expressions are evaluated."""
        return Scope(
            template=self.template,
            parameters=self.parameters,
            pseudo=self.pseudo,
            facts=self.facts,
            conditions=self.conditions,
            resources=values,
        )

    def properties(self, logical_id: str, values: ResourceValues) -> Evaluated:
        """The resource's properties in the types of its schema, the stack's tags among them."""
        constant = self.constants.get(logical_id)
        if constant is not None:
            return Evaluated(value=constant)
        declaration = self.resources[logical_id].declaration
        evaluated = evaluate(declaration.properties, self.scope(values))
        properties = evaluated.value if isinstance(evaluated.value, dict) else {}
        return replace(evaluated, value=self.in_schema(declaration.type_name, properties))

    def in_schema(self, type_name: str, properties: dict[str, Value]) -> dict[str, Value]:
        """The properties coerced to the type's schema, with the stack's tags."""
        schema = self.catalog.find(type_name)
        if schema is None:
            return properties
        return with_stack_tags(schema, coerce(schema, properties), self.tags)

    def active_outputs(self) -> list[str]:
        """Names of the outputs whose condition holds."""
        return [
            name
            for name, output in self.template.outputs.items()
            if output.condition is None or self.conditions.get(output.condition, True)
        ]


@dataclass(frozen=True, slots=True, kw_only=True)
class Desire:
    """The outcome of `desire`: a stack, and what stands in its way."""

    stack: DesiredStack  # complete only when nothing is missing and no diagnostic is an error
    missing: frozenset[Lookup] = frozenset()
    diagnostics: tuple[Diagnostic, ...] = ()

    @property
    def is_complete(self) -> bool:
        """Whether the stack can be deployed."""
        return not self.missing and not has_errors(self.diagnostics)


def desire(
    template: Template,
    *,
    catalog: Catalog,
    pseudo: PseudoParameters,
    parameters: Mapping[str, Value],
    facts: Facts,
    tags: Mapping[str, str],
) -> Desire:
    """Settle conditions, rules, policies and the graph; find every lookup the properties need."""
    conditions = evaluate_conditions(template, parameters, pseudo, facts)
    diagnostics = list(conditions.diagnostics)
    rules = check_rules(template, parameters, pseudo, facts)
    diagnostics.extend(rules.diagnostics)
    stack = DesiredStack(
        template=template,
        catalog=catalog,
        pseudo=pseudo,
        parameters=parameters,
        conditions=conditions.values,
        facts=facts,
        tags=tags,
        resources=_resources(template, conditions.values),
    )
    used = {logical_id: resource.references for logical_id, resource in stack.resources.items()}
    diagnostics.extend(check_active(template, conditions.values, used))
    policies, problems = _policies(stack)
    diagnostics.extend(problems)
    stack, problems = _with_creation_policies(_with_policies(stack, policies))
    diagnostics.extend(problems)
    stack, found = _evaluate_all(stack)
    diagnostics.extend(each for evaluated in found for each in evaluated.diagnostics)
    missing = conditions.missing.union(rules.missing, *(evaluated.missing for evaluated in found))
    return Desire(stack=stack, missing=missing, diagnostics=tuple(diagnostics))


def _resources(template: Template, conditions: Mapping[str, bool]) -> dict[str, DesiredResource]:
    active = {
        logical_id: declaration
        for logical_id, declaration in template.resources.items()
        # A condition that nobody could decide yet (a parameter is not given) counts as true.
        if declaration.condition is None or conditions.get(declaration.condition, True)
    }
    resources: dict[str, DesiredResource] = {}
    for logical_id, declaration in active.items():
        used = tuple(references(declaration.properties, conditions))
        names = {each.target for each in used} | set(declaration.depends_on)
        resources[logical_id] = DesiredResource(
            declaration=declaration,
            depends_on=tuple(sorted(name for name in names if name in active and name != logical_id)),
            references=used,
            deletion_policy=DeletionPolicy.DELETE,
            update_replace_policy=DeletionPolicy.DELETE,
        )
    return resources


def _policies(
    stack: DesiredStack,
) -> tuple[dict[str, tuple[DeletionPolicy, DeletionPolicy]], list[Diagnostic]]:
    policies: dict[str, tuple[DeletionPolicy, DeletionPolicy]] = {}
    diagnostics: list[Diagnostic] = []
    scope = stack.scope(NoResources())
    for logical_id, resource in stack.resources.items():
        declaration = resource.declaration
        if declaration.deletion_policy is None and declaration.update_replace_policy is None:
            continue
        deletion, first = _policy(declaration.deletion_policy, scope, DeletionPolicy.DELETE)
        replace, second = _policy(declaration.update_replace_policy, scope, DeletionPolicy.DELETE)
        policies[logical_id] = (deletion, replace)
        diagnostics.extend((*first, *second))
    return policies, diagnostics


def _policy(
    expression: Expression | None, scope: Scope, default: DeletionPolicy
) -> tuple[DeletionPolicy, tuple[Diagnostic, ...]]:
    if expression is None:
        return default, ()
    evaluated = evaluate(expression, scope)
    words = {policy.value: policy for policy in DeletionPolicy}
    if isinstance(evaluated.value, str) and evaluated.value in words:
        return words[evaluated.value], evaluated.diagnostics
    if evaluated.diagnostics:
        return default, evaluated.diagnostics
    problem = Diagnostic(
        code="LF2107",
        summary="Invalid deletion policy",
        detail=(
            f'The policy evaluates to "{evaluated.value}", which is none of '
            f"{', '.join(words)}. Give one of these words."
        ),
        location=expression.location,
        path=expression.path,
    )
    return default, (problem,)


def _with_policies(
    stack: DesiredStack, policies: Mapping[str, tuple[DeletionPolicy, DeletionPolicy]]
) -> DesiredStack:
    if not policies:
        return stack
    resources = dict(stack.resources)
    for logical_id, (deletion, replace_policy) in policies.items():
        resources[logical_id] = replace(
            resources[logical_id], deletion_policy=deletion, update_replace_policy=replace_policy
        )
    return replace(stack, resources=resources)


def _with_creation_policies(stack: DesiredStack) -> tuple[DesiredStack, list[Diagnostic]]:
    resources = dict(stack.resources)
    diagnostics: list[Diagnostic] = []
    scope = stack.scope(NoResources())
    for logical_id, resource in stack.resources.items():
        policy, problems = creation_policy(resource.declaration, stack.catalog, scope)
        diagnostics.extend(problems)
        if policy is not None:
            resources[logical_id] = replace(resource, creation_policy=policy)
    return replace(stack, resources=resources), diagnostics


def _evaluate_all(stack: DesiredStack) -> tuple[DesiredStack, list[Evaluated]]:
    """Every property and output, evaluated with no resource known.

    Properties that need no other resource come out complete; they are kept, so that they are evaluated once.
    """
    scope = stack.scope(NoResources())
    constants: dict[str, dict[str, Value]] = {}
    found: list[Evaluated] = []
    for logical_id, resource in stack.resources.items():
        evaluated = evaluate(resource.declaration.properties, scope)
        if evaluated.missing or evaluated.diagnostics:
            found.append(evaluated)
        elif isinstance(evaluated.value, dict) and not _uses_resources(stack, resource):
            constants[logical_id] = stack.in_schema(resource.declaration.type_name, evaluated.value)
    for name in stack.active_outputs():
        output = stack.template.outputs[name]
        evaluated = evaluate(output.value, scope)
        found.append(evaluated)
        if isinstance(evaluated.value, dict | list) and not evaluated.diagnostics:
            found.append(Evaluated(value=None, diagnostics=(_no_text(output),)))
        if output.export_name is not None:
            found.append(evaluate(output.export_name, scope))
    return replace(stack, constants=constants), found


def _no_text(output: OutputDeclaration) -> Diagnostic:
    return Diagnostic(
        code="LF2111",
        summary="Output is no text",
        detail=(
            "Template format error: The Value field of every Outputs member must evaluate to a String.\n"
            f'The output "{output.name}" evaluates to a list or a mapping. Use Fn::Join for a list and '
            "Fn::ToJsonString for a mapping."
        ),
        location=output.value.location,
        path=output.value.path,
    )


def _uses_resources(stack: DesiredStack, resource: DesiredResource) -> bool:
    return any(each.target in stack.resources for each in resource.references)


def text_of(value: Value) -> str:
    """An output's value as AWS keeps it: text; lists joined by commas. What holds a Secret is one."""
    if isinstance(value, list):
        text = ",".join(text_of(item) for item in value)
        return Secret(text) if contains_secret(value) else text
    if isinstance(value, Secret):
        return value
    if isinstance(value, bool):
        return "true" if value else "false"
    return "" if value is None or value is NO_VALUE else str(value)
