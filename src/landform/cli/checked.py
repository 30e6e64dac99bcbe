"""Templates read and checked before anything is sent, so that mistakes come with file, line and column."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from landform.assembly.reading import ConstructPlace
from landform.cli.console import say
from landform.cli.inputs import GivenParameters, TemplateFile, parameters_of
from landform.cli.options import Options
from landform.ground.diagnostics import Diagnostic, DiagnosticsError, has_errors, render
from landform.ground.regions import region_partition, region_url_suffix
from landform.template.evaluate import PseudoParameters
from landform.template.limits import AWS_LIMITS, Limits
from landform.template.model import Template

if TYPE_CHECKING:
    from landform.plan.desired import DesiredStack
    from landform.plan.diagnose import Diagnosis
    from landform.template.parse import Source

_UNREAD = Template(file="")


@dataclass(frozen=True, slots=True, kw_only=True)
class Checked:
    """A template with everything that is wrong with it."""

    file: TemplateFile
    template: Template  # empty when nothing could be read
    parameters: Mapping[str, str]  # as given by flags and files
    diagnostics: tuple[Diagnostic, ...]
    constructs: Mapping[str, ConstructPlace] = field(default_factory=dict)  # by logical id, of an app's stack
    desired: "DesiredStack | None" = None  # with its conditions decided; None when nothing could be read
    unexpanded: "Source | None" = None  # a template that means what its transforms make of it, elsewhere

    @property
    def stack_name(self) -> str:
        """The stack that the template is for."""
        return self.file.stack_name


def check_templates(files: Iterable[tuple[TemplateFile, Options]], given: GivenParameters) -> list[Checked]:
    """Each template, with the options of the place it goes to, with its parameters and diagnostics."""
    from landform.plan.diagnose import diagnose_template
    from landform.schema.catalog import load_catalog
    from landform.schema.check import Checker

    placed = list(files)
    is_simple = len(placed) == 1 or not given.for_all  # then it does not matter who declares what
    parameters = parameters_of(
        {each.stack_name: None if is_simple else declared(each) for each, _ in placed}, given
    )
    checker = Checker()
    checked: list[Checked] = []
    for file, options in placed:
        own = file.facts.parameters if file.facts else {}
        wanted = {**own, **parameters[file.stack_name]}
        found = diagnose_template(
            file.text,
            file=file.file,
            catalog=load_catalog(),
            checker=checker,
            limits=limits_of(options),
            parameters=wanted,
            pseudo=pseudo_parameters(file.stack_name, options),
        )
        checked.append(_checked(file, found, wanted))
    return checked


def _checked(file: TemplateFile, found: "Diagnosis", parameters: Mapping[str, str]) -> Checked:
    """The result of the check; of an app's template with the app's lines instead of the template's."""
    template, diagnostics = found.template or _UNREAD, found.diagnostics
    constructs: Mapping[str, ConstructPlace] = {}
    if file.facts is not None:
        from landform.cli.source_map import SourceMap, with_paths_of

        constructs = with_paths_of(template, file.facts.constructs)
        places = SourceMap(template, constructs)
        template = places.template(template)
        diagnostics = tuple(places.diagnostic(each) for each in diagnostics)
    return Checked(
        file=file,
        template=template,
        parameters=parameters,
        diagnostics=diagnostics,
        constructs=constructs,
        desired=found.desired,
        unexpanded=found.unexpanded,
    )


def declared(file: TemplateFile) -> Template | None:
    """The template, for the names of its parameters."""
    from landform.template.parse import parse_template

    return parse_template(file.text, file=file.file, limits=None).template


def require_good(checked: Iterable[Checked]) -> None:
    """Print warnings; raises DiagnosticsError with everything when there is an error."""
    found = [each for one in checked for each in one.diagnostics]
    if has_errors(found):
        raise DiagnosticsError(found)
    for each in found:
        say(render(each), colour="yellow")


def limits_of(options: Options) -> Limits | None:
    """AWS's quotas, or None when they are switched off."""
    return AWS_LIMITS if options.enforce_limits else None


def pseudo_parameters(stack_name: str, options: Options) -> PseudoParameters:
    """The pseudo parameters of a stack that may not exist yet; its id is a stand-in."""
    region = options.region
    partition = region_partition(region)
    return PseudoParameters(
        account_id=options.account,
        region=region,
        partition=partition,
        url_suffix=region_url_suffix(region),
        stack_id=f"arn:{partition}:cloudformation:{region}:{options.account}:stack/{stack_name}/not-yet",
        stack_name=stack_name,
    )
