"""From a request to a settled stack: parse, check, resolve parameters, look up, plan.

The pure rooms say what they miss; this module fetches it and asks again, until nothing is missing. Nothing is
changed here: CreateStack, UpdateStack, change sets, validation and rehearsals all prepare the same way.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache, partial

from landform.engine.errors import (
    EngineError,
    Taken,
    insufficient_capabilities,
    template_error,
    validation_error,
)
from landform.engine.lookups import Lookups
from landform.engine.requests import Place, StackRequest
from landform.ground.diagnostics import Diagnostic, has_errors
from landform.ground.lookups import Export, Lookup, NotFound
from landform.ground.records import StackRecord
from landform.ground.values import Secret, Value
from landform.plan.check_references import check_references
from landform.plan.check_types import check_output_attributes, check_types
from landform.plan.desired import Desire, DesiredStack, desire
from landform.schema.catalog import Catalog
from landform.schema.check import Checker
from landform.template.check import check_template
from landform.template.compute import contains_secret
from landform.template.evaluate import PseudoParameters
from landform.template.expand import expand
from landform.template.limits import Limits
from landform.template.model import Template
from landform.template.parameters import ResolvedParameters, resolve_parameters
from landform.template.parse import Parsed, Source, parse_template, read_expanded
from landform.template.transform_calls import TransformAnswer, TransformCall

MAX_LOOKUP_ROUNDS = 10  # a lookup's name can depend on another lookup; real templates need two rounds
CACHED_TEMPLATES = 16


@dataclass(frozen=True, slots=True, kw_only=True)
class Prepared:
    """A request that can be carried out."""

    template_body: str
    processed_body: str | None  # what its transforms made of it; None: it calls none
    template_file: str
    desired: DesiredStack
    parameters: Mapping[str, Value]  # the texts given or defaulted, as the stack keeps them
    resolved_parameters: Mapping[str, Value]  # of SSM types
    facts: Mapping[Lookup, Value | NotFound]
    imports: tuple[str, ...]
    diagnostics: tuple[Diagnostic, ...]  # warnings

    @property
    def deployed_body(self) -> str:
        """The text of the template that is deployed."""
        return self.template_body if self.processed_body is None else self.processed_body

    def settled(self, stack: StackRecord) -> StackRecord:
        """The stack with what its template and parameters have come to."""
        return replace(
            stack,
            template_body=self.template_body,
            processed_body=self.processed_body,
            parameters=self.parameters,
            resolved_parameters=self.resolved_parameters,
            tags=self.desired.tags,
            description=self.desired.template.description,
            imports=self.imports,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Outside:
    """The world around the stacks of a place, for what templates ask of it."""

    place: Place
    lookups: Lookups
    transform: Callable[[TransformCall, Mapping[str, Value]], TransformAnswer]  # see engine.transforms


@dataclass(frozen=True, slots=True, kw_only=True)
class _Settling:
    """What a request is settled with, whichever template it comes to."""

    outside: Outside
    request: StackRequest
    prior: StackRecord | None
    pseudo: PseudoParameters
    facts: dict[Lookup, Value | NotFound]


@lru_cache(maxsize=CACHED_TEMPLATES)
def parsed_template(text: str, file: str, limits: Limits | None) -> Parsed:
    """The template, parsed once for preview, execution and reasons."""
    return parse_template(text, file=file, limits=limits)


@lru_cache(maxsize=CACHED_TEMPLATES)
def checked_template(text: str, file: str, limits: Limits | None) -> tuple[Template, tuple[Diagnostic, ...]]:
    """The template and its warnings. Raises EngineError with every mistake."""
    return _checked(parsed_template(text, file, limits))


def _checked(parsed: Parsed) -> tuple[Template, tuple[Diagnostic, ...]]:
    found = parsed.diagnostics
    if parsed.template is not None:
        found = (*found, *check_template(parsed.template))
    if parsed.template is None or has_errors(found):
        raise template_error(each for each in found if has_errors((each,)))
    return parsed.template, found


_AUTO_EXPAND = "CAPABILITY_AUTO_EXPAND"
_NO_EXPORT = "LF1604"  # AWS looks for exports when it has taken the request


class Preparer:
    """Prepares requests; holds what does not change between them."""

    def __init__(self, catalog: Catalog, checker: Checker, limits: Limits | None) -> None:
        self._catalog = catalog
        self._checker = checker
        self._limits = limits

    def prepare(
        self, outside: Outside, request: StackRequest, stack_id: str, prior: StackRecord | None
    ) -> Prepared:
        """Everything settled. Raises EngineError with all diagnostics when it cannot be."""
        body = _template_body(request, prior)
        name = prior.stack_name if prior else request.stack_name
        settling = _Settling(
            outside=outside,
            request=request,
            prior=prior,
            pseudo=pseudo_parameters(outside.place, stack_id, name, _notification_arns(request, prior)),
            facts={},
        )
        source = parsed_template(body, request.template_file, self._limits).source
        if source is None or request.processed_body is not None:
            deployed = body if source is None else request.processed_body or body
            checked = checked_template(deployed, request.template_file, self._limits)
            return self._settle(settling, checked, body, request.processed_body if source else None)
        if has_errors(source.diagnostics):
            raise template_error(source.diagnostics)
        given = self._parameters(source.template, settling)
        processed: str | None = None
        try:
            parsed, processed = self._expanded(source, given.values, settling)
            if any(contains_secret(each) for each in given.values.values()):
                processed = Secret(processed)  # it may hold what a transform was given
            return self._settle(settling, _checked(parsed), body, processed)
        except EngineError as error:
            error.taken = _taken(error, body, processed, given)
            raise

    def _expanded(
        self, source: Source, parameters: Mapping[str, Value], settling: _Settling
    ) -> tuple[Parsed, str]:
        """What the transforms make of the template, asked for until nothing is missing."""
        answers: dict[TransformCall, TransformAnswer] = {}
        while True:
            found = expand(source, parameters, settling.pseudo, answers)
            if found.diagnostics:
                raise template_error(found.diagnostics)
            if found.root is not None:
                return read_expanded(source, found.root, self._limits)
            answers.update({each: settling.outside.transform(each, parameters) for each in found.missing})

    def _settle(
        self,
        settling: _Settling,
        checked: tuple[Template, tuple[Diagnostic, ...]],
        body: str,
        processed: str | None,
    ) -> Prepared:
        template, warnings = checked
        request, prior = settling.request, settling.prior
        given = self._parameters(template, settling)
        tags = request.tags if request.tags is not None else (prior.tags if prior else {})
        settle = partial(
            desire,
            template,
            catalog=self._catalog,
            pseudo=settling.pseudo,
            parameters=given.values,
            tags=tags,
        )
        facts = settling.facts
        try:
            desired = _settled(settle, settling.outside.lookups, facts)
        except EngineError as error:
            if error.diagnostics and all(each.code == _NO_EXPORT for each in error.diagnostics):
                error.taken = _taken(error, body, processed, given)
            raise
        problems = [
            *check_types(desired, self._checker),
            *check_output_attributes(desired),
            *check_references(desired),
        ]
        if has_errors(problems):
            raise template_error(problems)
        _require_allowed(desired, request.resource_types)
        _require_capabilities(desired, request.capabilities)
        return Prepared(
            template_body=body,
            processed_body=processed,
            template_file=request.template_file,
            desired=desired,
            parameters=given.inputs,
            resolved_parameters=given.resolved,
            facts=facts,
            imports=tuple(sorted(each.name for each in facts if isinstance(each, Export))),
            diagnostics=(*warnings, *problems),
        )

    def require_expansion(self, request: StackRequest, prior: StackRecord | None) -> None:
        """Raise the error with which AWS refuses a transform that is not acknowledged.

        Change sets need no acknowledgement: what a transform makes of the template is seen before it is done.
        Source: https://docs.aws.amazon.com/AWSCloudFormation/latest/APIReference/API_CreateStack.html
        """
        body = _template_body(request, prior)
        source = parsed_template(body, request.template_file, self._limits).source
        if source is not None and _AUTO_EXPAND not in request.capabilities:
            raise insufficient_capabilities((_AUTO_EXPAND,))

    def template_of(self, stack: StackRecord) -> Template | None:
        """The stack's deployed template, for comparing; None when there is none that can be read."""
        body = stack.template_body if stack.processed_body is None else stack.processed_body
        return parsed_template(body, "template", None).template if body else None

    def _parameters(self, template: Template, settling: _Settling) -> ResolvedParameters:
        previous = settling.prior.parameters if settling.prior else {}
        for _ in range(MAX_LOOKUP_ROUNDS):
            found = resolve_parameters(template, settling.request.parameters, previous, settling.facts)
            if has_errors(found.diagnostics):
                raise template_error(found.diagnostics)
            if not found.missing:
                return found
            settling.facts.update(settling.outside.lookups.answer(found.missing))
        raise validation_error("Parameters need too many lookups")


def _taken(error: EngineError, body: str, processed: str | None, given: ResolvedParameters) -> Taken:
    """The request as far as AWS has got with it."""
    return Taken(
        reason=error.message,
        template_body=body,
        processed_body=processed,
        parameters=given.inputs,
        resolved_parameters=given.resolved,
    )


def _settled(
    settle: Callable[..., Desire], lookups: Lookups, facts: dict[Lookup, Value | NotFound]
) -> DesiredStack:
    """Settle again and again, fetching what is missing, until nothing is."""
    for _ in range(MAX_LOOKUP_ROUNDS):
        found = settle(facts=facts)
        if found.missing:
            facts.update(lookups.answer(found.missing))
        elif found.is_complete:
            return found.stack
        else:
            raise template_error(each for each in found.diagnostics if has_errors((each,)))
    raise validation_error("The template needs too many lookups")


def pseudo_parameters(
    place: Place, stack_id: str, stack_name: str, notification_arns: tuple[str, ...]
) -> PseudoParameters:
    """The pseudo parameters of a stack."""
    return PseudoParameters(
        account_id=place.account_id,
        region=place.region,
        partition=place.partition,
        url_suffix=place.url_suffix,
        stack_id=stack_id,
        stack_name=stack_name,
        notification_arns=notification_arns,
    )


def _template_body(request: StackRequest, prior: StackRecord | None) -> str:
    if request.template_body is not None:
        return request.template_body
    if request.use_previous_template and prior is not None and prior.template_body:
        return prior.template_body
    raise validation_error("Either Template URL or Template Body must be specified.")


def _notification_arns(request: StackRequest, prior: StackRecord | None) -> tuple[str, ...]:
    if request.notification_arns is not None:
        return request.notification_arns
    return prior.notification_arns if prior else ()


def _require_allowed(desired: DesiredStack, allowed: tuple[str, ...]) -> None:
    """Raise AWS's error for the first type that the parameter ResourceTypes does not grant.

    Source: https://docs.aws.amazon.com/AWSCloudFormation/latest/APIReference/API_CreateStack.html
    """
    for resource in desired.resources.values():
        name = resource.declaration.type_name
        if allowed and not any(_grants(pattern, name) for pattern in allowed):
            raise validation_error(
                f"Resource type {name} is not allowed by parameter ResourceTypes [{', '.join(allowed)}]"
            )


def _grants(pattern: str, type_name: str) -> bool:
    """Whether AWS::S3::*, AWS::*, Custom::* or an exact name covers the type."""
    if pattern.endswith("*"):
        return type_name.startswith(pattern[:-1])
    return type_name == pattern


def _require_capabilities(desired: DesiredStack, given: tuple[str, ...]) -> None:
    """Raises the error with which AWS refuses unacknowledged IAM resources."""
    needed: set[str] = set()
    for resource in desired.resources.values():
        schema = desired.catalog.find(resource.declaration.type_name)
        if schema is None or schema.needs_capability is None:
            continue
        named = schema.name_property in resource.declaration.properties.entries
        needed.add("CAPABILITY_NAMED_IAM" if named else schema.needs_capability)
    if "CAPABILITY_NAMED_IAM" in needed:
        needed.discard("CAPABILITY_IAM")
    held = set(given) | ({"CAPABILITY_IAM"} if "CAPABILITY_NAMED_IAM" in given else set())
    if needed - held:
        raise insufficient_capabilities(needed)
