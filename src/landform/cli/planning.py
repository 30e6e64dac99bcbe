"""The common way of diff and deploy: from arguments to previews in the order of deployment."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import islice

from landform.assembly.access import RoleRequest
from landform.assembly.assets import StackAssets
from landform.cli.app_stacks import placed_files, read_sources
from landform.cli.assets import assets_of
from landform.cli.checked import Checked, check_templates, require_good
from landform.cli.exports import lost_exports, warn_of_replaced_exports
from landform.cli.inputs import read_pairs, read_parameters
from landform.cli.options import Options
from landform.cli.ordering import Edge, Order, edges_between, order_stacks
from landform.cli.preview import Preview, Settings, preview_all
from landform.cli.source_map import name_of_construct
from landform.cli.target import Target
from landform.cli.work import StackWork, gather
from landform.plan.text import plan_text

ASIDE = "Only outputs, tags, parameters, metadata or policies change."


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """What was asked on the command line."""

    templates: tuple[str, ...]
    parameters: tuple[str, ...]
    parameter_files: tuple[str, ...]
    tags: tuple[str, ...]
    on_failure: str = "ROLLBACK"
    imports_existing: bool = False

    def settings(self, template_urls: Mapping[str, str] | None = None) -> Settings:
        """What is asked of every stack."""
        tags = read_pairs(self.tags, "tag") if self.tags else None
        return Settings(
            tags=tags,
            on_failure=self.on_failure,
            imports_existing=self.imports_existing,
            template_urls=template_urls or {},
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Planned:
    """Previews in an order that works."""

    previews: tuple[Preview, ...]
    order: Order

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to do at all."""
        return all(each.is_empty for each in self.previews)


@dataclass(frozen=True, slots=True, kw_only=True)
class Prepared:
    """What can be planned in one place."""

    checked: list[Checked]
    assets: Mapping[str, StackAssets]  # by stack
    options: Options  # with the account and region that an app's stacks ask for
    role: RoleRequest | None = None  # who is to act there, on AWS

    @property
    def name(self) -> str:
        """The place, as assemblies write it."""
        return f"aws://{self.options.account}/{self.options.region}"


def prepare(request: Request, options: Options) -> list[Prepared]:
    """The templates or the app's stacks, checked, by place, in the order of deployment.

    Raises DiagnosticsError with all mistakes.
    """
    given = read_parameters(request.parameters, request.parameter_files)
    sources = read_sources(request.templates, options)
    everything = check_templates(placed_files(sources), given)
    require_good(everything)
    left = iter(everything)
    parts = [(each, list(islice(left, len(each.files)))) for each in sources]
    return [
        Prepared(checked=part, assets=assets_of(part), options=each.options, role=each.role)
        for each, part in parts
    ]


def plan_all(target: Target, checked: list[Checked], settings: Settings) -> Planned:
    """Order the stacks and preview each; the previews are the caller's to execute or discard."""
    works = {each.stack_name: each for each in gather(target, checked)}
    lost = lost_exports(target, works)
    order = order_stacks(works, _edges(works, lost.edges))
    if lost.refusal is not None:
        raise lost.refusal
    previews = preview_all(target, [works[name] for name in order.names], settings)
    warn_of_replaced_exports(target, previews)
    return Planned(previews=tuple(previews), order=order)


def _edges(works: Mapping[str, StackWork], lost: Iterable[Edge]) -> list[Edge]:
    """Who comes before whom. An import of what is exported already may come first when it has to."""
    lost = list(lost)
    turned = {(each.used, each.user) for each in lost}
    imports = [
        each
        for each in edges_between(each.interface for each in works.values())
        if (each.user, each.used) not in turned or each.export_name not in works[each.used].exports
    ]
    return [*imports, *_edges_of_app(works), *lost]


def _edges_of_app(works: Mapping[str, StackWork]) -> list[Edge]:
    """The dependencies that an app declares between its stacks."""
    return [
        Edge(user=name, used=used, reason=f"the app says that {name} depends on {used}")
        for name, work in works.items()
        for used in (work.checked.file.facts.after if work.checked.file.facts else ())
        if used in works
    ]


def preview_text(preview: Preview) -> str:
    """The preview as text, its heading first."""
    work = preview.work
    if preview.is_empty:
        return f"{preview.stack_name}: no changes"
    notes = ""
    if work.is_leftover:
        notes = "\n    (what an earlier creation left, a stack that holds nothing, is deleted first)"
    if preview.plan is None:
        waits = ", ".join(preview.waits_for)
        return f"{preview.stack_name}: shown when its turn comes, for it needs what is not there yet: {waits}"
    if preview.waits_for:
        notes += f"\n    (known after deployment of the other stacks: {', '.join(preview.waits_for)})"
    verb = "is created" if work.is_new or work.is_leftover else "is updated"
    body = plan_text(preview.plan, names_in(preview)).rstrip("\n") if preview.plan.steps else ASIDE
    return f"{preview.stack_name} {verb}:{notes}\n{body}"


def names_in(preview: Preview) -> dict[str, str]:
    """What stands behind the resources of an app's stack: construct and line, by logical id."""
    constructs = preview.work.checked.constructs
    return {name: name_of_construct(each) for name, each in constructs.items()}
