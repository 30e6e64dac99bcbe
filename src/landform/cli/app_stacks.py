"""The stacks of an app that a command is about: chosen by name, with what they depend on, as templates."""

import fnmatch
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import click

from landform.assembly.access import RoleRequest
from landform.assembly.reading import Assembly, AssemblyError, AssemblyStack, Message, open_assembly
from landform.cli.app_running import assembly_folder, read_configuration
from landform.cli.app_settings import current_app_settings
from landform.cli.console import say, warn
from landform.cli.errors import CommandError, usage_error
from landform.cli.inputs import StackFacts, TemplateFile, read_templates
from landform.cli.options import Options, is_said
from landform.ground.diagnostics import did_you_mean

TEMPLATE_ENDINGS = (".yaml", ".yml", ".json", ".template")


@dataclass(frozen=True, slots=True, kw_only=True)
class Sources:
    """What a command works on in one place."""

    files: tuple[TemplateFile, ...]
    options: Options  # with the account and region that the app's stacks ask for
    role: RoleRequest | None = None  # who is to act there, on AWS; None: the credentials at hand


def read_sources(arguments: Sequence[str], options: Options) -> list[Sources]:
    """The templates that the arguments name, or the app's stacks, in the order of deployment."""
    if not is_about_app(arguments):
        if not arguments:
            raise click.UsageError(
                "Name template files, give --app, or run this where a cdk.json names an app."
            )
        return [Sources(files=tuple(read_templates(arguments)), options=options)]
    assembly = load_assembly(options)
    chosen = choose(assembly.stacks, arguments, exclusively=current_app_settings().exclusively)
    tell_messages(chosen)
    _require_context(assembly)
    return [
        Sources(
            files=tuple(template_of(each, assembly) for each in placed.stacks),
            options=placed.options,
            role=placed.role,
        )
        for placed in by_place(chosen, options)
    ]


def placed_files(sources: Iterable[Sources]) -> list[tuple[TemplateFile, Options]]:
    """Every template with the options of its place."""
    return [(file, each.options) for each in sources for file in each.files]


def is_about_app(arguments: Sequence[str]) -> bool:
    """Whether stacks of an app are meant: --app is given, or cdk.json has one and no template is named."""
    if current_app_settings().app is not None:
        return True
    if any(_is_template(each) for each in arguments):
        return False
    return read_configuration().app is not None


def _is_template(argument: str) -> bool:
    return "=" in argument or argument.endswith(TEMPLATE_ENDINGS) or Path(argument).is_file()


def load_assembly(options: Options, output: str | None = None) -> Assembly:
    """The app's assembly, after running the app. Raises CommandError when it cannot be read."""
    try:
        return open_assembly(assembly_folder(current_app_settings(), options, output))
    except AssemblyError as error:
        raise usage_error(str(error)) from None


def choose(
    stacks: Sequence[AssemblyStack], patterns: Iterable[str], *, exclusively: bool
) -> list[AssemblyStack]:
    """The stacks that patterns name, in their order, with those they depend on. No pattern: all."""
    patterns = list(patterns)
    if not patterns:
        return list(stacks)
    wanted = _named(stacks, patterns)
    by_id = {each.artifact_id: each for each in stacks}
    pending = [] if exclusively else list(wanted)
    while pending:
        used = [each for each in by_id[pending.pop()].depends_on if each not in wanted]
        wanted.update(used)
        pending.extend(used)
    return [each for each in stacks if each.artifact_id in wanted]


def choose_users(
    stacks: Sequence[AssemblyStack], patterns: Iterable[str], *, exclusively: bool
) -> list[AssemblyStack]:
    """The stacks that patterns name, in their order, with those that depend on them. No pattern: all."""
    patterns = list(patterns)
    if not patterns:
        return list(stacks)
    wanted = _named(stacks, patterns)
    for each in stacks if not exclusively else ():  # users stand after what they use
        if wanted.intersection(each.depends_on):
            wanted.add(each.artifact_id)
    return [each for each in stacks if each.artifact_id in wanted]


def _named(stacks: Sequence[AssemblyStack], patterns: Iterable[str]) -> set[str]:
    wanted: set[str] = set()
    for pattern in patterns:
        found = [each.artifact_id for each in stacks if _matches(each, pattern)]
        if not found:
            names = [each.display_name for each in stacks]
            raise usage_error(
                f'the app has no stack "{pattern}".{did_you_mean(pattern, names)}',
                f"its stacks are {', '.join(names)}" if names else "the app makes no stacks",
            )
        wanted.update(found)
    return wanted


def _matches(stack: AssemblyStack, pattern: str) -> bool:
    names = (stack.display_name, stack.stack_name, stack.artifact_id)
    return any(fnmatch.fnmatchcase(each, pattern) for each in names)


def tell_messages(stacks: Iterable[AssemblyStack]) -> None:
    """What constructs have to say. Raises CommandError when one of them says that something is wrong."""
    errors: list[Message] = []
    for message in dict.fromkeys(each for stack in stacks for each in stack.messages):
        if message.level == "error":
            errors.append(message)
        elif message.level == "warning":
            warn(f"{message.path}: {message.text}")
        else:
            say(f"{message.path}: {message.text}")
    if errors:
        lines = "\n".join(f"  {each.path}: {each.text}" for each in errors)
        raise usage_error(f"the app's constructs report errors:\n{lines}")


def _require_context(assembly: Assembly) -> None:
    if assembly.missing:
        raise usage_error(
            "the app asks for context that has to be looked up, and the target cannot look it up yet:\n"
            + "\n".join(f"  {each}" for each in assembly.missing),
            "write the values into cdk.context.json under these keys",
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Placed:
    """Stacks of one account and region that one role works on."""

    stacks: tuple[AssemblyStack, ...]
    options: Options
    role: RoleRequest | None


def by_place(stacks: Sequence[AssemblyStack], options: Options) -> list[Placed]:
    """The stacks by where and by whom they are worked on, each place after those it depends on.

    A place comes again when its stacks depend on another place whose stacks depend on it. Stacks that name no
    account or region are for those of the options.
    """
    left = list(stacks)
    found: list[Placed] = []
    while left:
        first, place = left[0], place_of(left[0], options)
        taken: list[AssemblyStack] = []
        for each in left:
            waits = {other.artifact_id for other in left if other not in taken}
            is_there = place_of(each, options) == place and _identity(each) == _identity(first)
            if is_there and waits.isdisjoint(each.depends_on):
                taken.append(each)
        left = [each for each in left if each not in taken]
        found.append(Placed(stacks=tuple(taken), options=place, role=first.access.deploy_role))
    return found


def _identity(stack: AssemblyStack) -> object:
    role = stack.access.deploy_role
    return role.identity if role is not None else None


def place_of(stack: AssemblyStack, options: Options) -> Options:
    """The options with the account and region that the stack names."""
    for name in ("account", "region"):
        place = getattr(stack, name)
        if place is None or place == getattr(options, name):
            continue
        if is_said(name):
            raise usage_error(
                f"{stack.display_name} is for the {name} {place}, not {getattr(options, name)}",
                f"leave --{name} out, or make it --{name} {place}",
            )
        options = replace(options, **{name: place})
    return options


def template_of(stack: AssemblyStack, assembly: Assembly) -> TemplateFile:
    """The stack's template, with what the app says about the stack beside it."""
    names = {each.artifact_id: each.stack_name for each in assembly.stacks}
    try:
        text = stack.template_file.read_text(encoding="utf-8")
    except OSError as error:
        raise CommandError(f"{stack.template_file} cannot be read: {error.strerror}") from None
    if stack.notification_arns:
        warn(f"{stack.display_name}: notification ARNs are not kept; nothing is sent to them")
    return TemplateFile(
        stack_name=stack.stack_name,
        file=str(stack.template_file),
        text=text,
        facts=StackFacts(
            display_name=stack.display_name,
            constructs=stack.constructs,
            after=tuple(dict.fromkeys(names[each] for each in stack.depends_on)),
            asset_files=stack.asset_files,
            tags=stack.tags,
            parameters=stack.parameters,
            termination_protection=stack.termination_protection,
            access=stack.access,
            bootstrap_needs=tuple(filter(None, (stack.access.bootstrap, *stack.asset_needs))),
        ),
    )
