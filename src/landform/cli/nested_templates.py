"""The templates of nested stacks, read before anything is made.

They are found among an app's assets, else where their URLs say.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final
from urllib.parse import unquote, urlsplit

from landform.assembly.assets import StackAssets
from landform.cli.checked import Checked, limits_of, pseudo_parameters
from landform.cli.target import Target
from landform.ground.values import Unknown, Value
from landform.template.evaluate import NoResources, evaluate
from landform.template.model import ResourceDeclaration, Template

if TYPE_CHECKING:
    from landform.plan.desired import DesiredStack

STACK_TYPE: Final = "AWS::CloudFormation::Stack"
_MOST_DEPTH: Final = 20  # nested stacks deeper than that are refused as not looked at


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """A template of a deployment: that of a stack, or of one nested in it."""

    template: Template
    desired: "DesiredStack | None"  # None: its parameters are not known yet, so all of its resources count
    prefix: str = ""  # `Child/` for the resources of a nested stack
    problems: tuple[str, ...] = field(default_factory=tuple)  # why it cannot be looked at, if so

    def resources(self) -> Iterable[ResourceDeclaration]:
        """Those that will exist."""
        every = self.template.resources.values()
        if self.desired is None:
            return every
        return [each for each in every if each.logical_id in self.desired.resources]

    def properties(self, logical_id: str) -> dict[str, Value]:
        """A resource's properties as far as they are known; those without a value are left out."""
        given = self.template.resources[logical_id].properties
        if self.desired is None:
            return {name: Unknown(()) for name in given.entries}
        value = evaluate(given, self.desired.scope(NoResources())).value
        return value if isinstance(value, dict) else {}


def part_of(checked: Checked) -> Part:
    """The stack's own template."""
    return Part(template=checked.template, desired=checked.desired)


def with_nested(target: Target, part: Part, assets: StackAssets | None, depth: int = 0) -> Iterator[Part]:
    """The part and all that are nested in it."""
    yield part
    for resource in part.resources():
        if resource.type_name == STACK_TYPE:
            name = f"{part.prefix}{resource.logical_id}"
            properties = part.properties(resource.logical_id)
            text = _text(target, properties.get("TemplateURL"), assets) if depth < _MOST_DEPTH else None
            if text is None:
                yield _unread(f"{name}: its template cannot be read yet ({resource.location})")
            else:
                nested = _nested(target, text, properties.get("Parameters"), f"{name}/")
                yield from with_nested(target, nested, assets, depth + 1)


def _unread(problem: str) -> Part:
    return Part(template=Template(file=""), desired=None, problems=(problem,))


def _nested(target: Target, text: str, given: Value, prefix: str) -> Part:
    from landform.plan.diagnose import diagnose_template
    from landform.schema.catalog import load_catalog
    from landform.schema.check import Checker

    parameters = _texts(given)
    found = diagnose_template(
        text,
        file=prefix.rstrip("/"),
        catalog=load_catalog(),
        checker=Checker(),
        limits=limits_of(target.options),
        parameters=parameters or {},
        pseudo=pseudo_parameters(prefix.rstrip("/"), target.options),
    )
    if found.template is None:
        return _unread(f"{prefix.rstrip('/')}: its template is not valid")
    return Part(
        template=found.template, desired=found.desired if parameters is not None else None, prefix=prefix
    )


def _texts(given: Value) -> dict[str, str] | None:
    """Parameters as texts, None when one of them is known only after deployment."""
    texts: dict[str, str] = {}
    for name, value in (given if isinstance(given, dict) else {}).items():
        items = value if isinstance(value, list) else [value]
        if not all(isinstance(each, str | int | float) for each in items):
            return None
        texts[name] = ",".join(str(each).lower() if isinstance(each, bool) else str(each) for each in items)
    return texts


def _text(target: Target, url: Value, assets: StackAssets | None) -> str | None:
    """The template at a URL, None when it is not there, or when the URL is not known."""
    from landform.server.stored import stored_text

    if not isinstance(url, str):
        return None
    path = unquote(urlsplit(url).path)
    for asset in assets.files if assets else ():
        keys = [target.filled(each.key) for each in asset.destinations]
        if any(path.endswith(f"/{key}") for key in keys):
            return asset.content().decode()
    return stored_text(target.session, url)
