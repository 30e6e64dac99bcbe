"""Random templates, and what the machine is told about them.

A resource has a Size (changed in place), a Name (create-only) and references to earlier resources; the values
are evaluated here without any help from the rooms under test.

Types: Pretend::Plain; Pretend::Bound, whose references are create-only, so that replacements spread;
Pretend::First, which is deleted before it is replaced; Pretend::Disk, which can make snapshots;
Pretend::Picky, whose provider alone knows that another Name needs a replacement.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace
from random import Random

from landform.deploy.spec import (
    Adoption,
    ChangeKind,
    ChangeVerdict,
    DesiredFailure,
    ResourceValues,
    SignalWait,
)
from landform.ground.records import OutputRecord
from landform.ground.statuses import DeletionPolicy
from landform.ground.values import Properties, Value

TYPES = (
    "Pretend::Plain",
    "Pretend::Picky",
    "Pretend::Bound",
    "Pretend::First",
    "Pretend::Disk",
    "Pretend::Held",
)


@dataclass(frozen=True, kw_only=True)
class Resource:
    """One resource declaration."""

    type_name: str
    size: int
    name: int
    refs: tuple[str, ...] = ()
    attributes: tuple[str, ...] = ()
    explicit: tuple[str, ...] = ()  # DependsOn
    deletion_policy: DeletionPolicy = DeletionPolicy.DELETE
    update_replace_policy: DeletionPolicy = DeletionPolicy.DELETE
    metadata: int = 0
    is_broken: bool = False  # its properties cannot be computed
    signals: int = 0  # that it waits for when it is made
    import_as: str | None = None  # the physical id of what exists outside, where it is to be taken in

    @property
    def depends_on(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys((*self.refs, *self.attributes, *self.explicit)))


@dataclass(frozen=True)
class Template:
    """Resources in an order in which each refers only to earlier ones."""

    resources: Mapping[str, Resource] = field(default_factory=dict)
    has_broken_outputs: bool = False

    def properties(self, logical_id: str, values: ResourceValues) -> Properties | DesiredFailure:
        resource = self.resources[logical_id]
        if resource.is_broken:
            return DesiredFailure(reason=f"{logical_id} cannot be computed")
        wanted: dict[str, Value] = {"Size": resource.size, "Name": f"{logical_id}-{resource.name}"}
        if resource.type_name == "Pretend::First":
            wanted["Slot"] = logical_id  # unique: the old one has to go before the new one can be made
        wanted |= {f"Ref{each}": values.ref(each) for each in resource.refs}
        wanted |= {f"Arn{each}": values.attribute(each, "Arn") for each in resource.attributes}
        return wanted

    def wait(self, logical_id: str, properties: Properties) -> SignalWait | DesiredFailure | None:
        count = self.resources[logical_id].signals
        return SignalWait(sources=(logical_id,), count=count, timeout_seconds=12.0) if count else None

    def outputs(self, values: ResourceValues) -> tuple[OutputRecord, ...] | DesiredFailure:
        if self.has_broken_outputs:
            return DesiredFailure(reason="An output cannot be computed")
        return tuple(OutputRecord(key=each, value=str(values.ref(each))) for each in self.resources)


@dataclass(frozen=True)
class Denials:
    """A stack policy that allows no change of some resources."""

    logical_ids: frozenset[str]

    def denial(self, logical_id: str, type_name: str, action: str) -> str | None:
        return f"{action} denied" if logical_id in self.logical_ids else None


class Types:
    """The facts about the types."""

    def verdict(self, type_name: str, before: Properties, after: Properties) -> ChangeVerdict:
        if before == after:
            return ChangeVerdict(kind=ChangeKind.NONE)
        is_bound, is_picky = type_name == "Pretend::Bound", type_name == "Pretend::Picky"
        changed = [key for key in sorted({*before, *after}) if before.get(key) != after.get(key)]
        fixed = tuple(key for key in changed if key == "Name" or (is_bound and key != "Size"))
        if not fixed or is_picky:
            return ChangeVerdict(kind=ChangeKind.UPDATE, may_replace=bool(fixed))
        return ChangeVerdict(
            kind=ChangeKind.REPLACE, delete_first=type_name == "Pretend::First", immutable_paths=fixed
        )

    def adopt(self, type_name: str, actual: Properties, wanted: Properties) -> Adoption:
        known = {name: actual[name] for name in wanted if name in actual}
        return Adoption(
            properties=known,
            fixed_paths=("Name",) if "Name" in known and known["Name"] != wanted["Name"] else (),
        )

    def ref(self, type_name: str, physical_id: str, attributes: Mapping[str, Value]) -> Value:
        return physical_id

    def is_held(self, type_name: str) -> bool:
        return type_name.endswith("Held")

    def can_snapshot(self, type_name: str) -> bool:
        return type_name == "Pretend::Disk"


def _policy(rng: Random, *, replacing: bool = False) -> DeletionPolicy:
    choices = [DeletionPolicy.DELETE] * 9 + [DeletionPolicy.RETAIN, DeletionPolicy.SNAPSHOT]
    return rng.choice(choices if replacing else [*choices, DeletionPolicy.RETAIN_EXCEPT_ON_CREATE])


def _resource(rng: Random, earlier: list[str], broken: float) -> Resource:
    def some(most: int) -> tuple[str, ...]:
        return tuple(rng.sample(earlier, min(len(earlier), rng.randint(0, most))))

    return Resource(
        type_name=rng.choice(TYPES),
        size=rng.randint(1, 3),
        name=1,
        refs=some(2),
        attributes=some(1),
        explicit=some(1),
        deletion_policy=_policy(rng),
        update_replace_policy=_policy(rng, replacing=True),
        is_broken=rng.random() < broken,
        signals=rng.choice((0, 0, 0, 0, 1, 2)),
    )


def random_template(rng: Random, broken: float) -> Template:
    """A template of 0 to 9 resources."""
    resources: dict[str, Resource] = {}
    for number in range(rng.choice((0, 1, 2, 3, 3, 4, 4, 5, 6, 9))):
        resources[f"R{number}"] = _resource(rng, list(resources), broken)
    return Template(resources, has_broken_outputs=rng.random() < broken)


def changed_template(rng: Random, before: Template, broken: float) -> Template:
    """The template after an edit: some changed, some removed, some new, references kept in order."""
    resources: dict[str, Resource] = {}
    for name, resource in before.resources.items():
        if rng.random() < 0.12:
            continue
        resources[name] = _edited(rng, resource, list(resources), broken)
    for number in range(rng.choice((0, 0, 1, 2))):
        name = f"R{number + rng.randint(0, 14)}"
        if name not in resources:
            resources[name] = _resource(rng, list(resources), broken)
    return Template(resources, has_broken_outputs=rng.random() < broken)


def importing_template(rng: Random, before: Template, taken: Collection[str]) -> Template:
    """The template with some more resources, under names that nobody has, and nothing else changed."""
    resources = dict(before.resources)
    for _ in range(rng.randint(1, 3)):
        name = f"R{rng.randint(0, 30)}"
        if name not in resources and name not in taken:
            resources[name] = _resource(rng, list(resources), 0.0)
    return Template(resources)


def _edited(rng: Random, resource: Resource, earlier: list[str], broken: float) -> Resource:
    def kept(names: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(each for each in names if each in earlier)

    edited = replace(
        resource,
        refs=kept(resource.refs),
        attributes=kept(resource.attributes),
        explicit=kept(resource.explicit),
        is_broken=rng.random() < broken,
    )
    match rng.randint(0, 9):
        case 0 | 1:
            return replace(edited, size=edited.size + 1)
        case 2:
            return replace(edited, name=edited.name + 1)
        case 3:
            return replace(edited, metadata=edited.metadata + 1, deletion_policy=_policy(rng))
        case 4 if earlier:
            return replace(edited, refs=tuple(dict.fromkeys((*edited.refs, rng.choice(earlier)))))
        case 5:
            return replace(edited, type_name=rng.choice(TYPES), import_as=None)
        case _:
            return edited
