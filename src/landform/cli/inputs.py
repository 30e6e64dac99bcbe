"""What the arguments name: template files and their stacks, parameters, tags."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from landform.assembly.access import BootstrapNeed, StackAccess
from landform.assembly.reading import ConstructPlace
from landform.cli.errors import usage_error
from landform.ground.diagnostics import did_you_mean
from landform.template.model import Template

STACK_NAME = re.compile(r"[a-zA-Z][-a-zA-Z0-9]{0,127}\Z")


@dataclass(frozen=True, slots=True, kw_only=True)
class StackFacts:
    """What an app says about a stack beside its template."""

    display_name: str  # its construct path
    constructs: Mapping[str, ConstructPlace] = field(default_factory=dict)  # by logical id
    after: tuple[str, ...] = ()  # names of the stacks it depends on
    asset_files: tuple[Path, ...] = ()  # asset manifests
    tags: Mapping[str, str] = field(default_factory=dict)
    parameters: Mapping[str, str] = field(default_factory=dict)
    termination_protection: bool = False
    access: StackAccess = field(default_factory=StackAccess)
    bootstrap_needs: tuple[BootstrapNeed, ...] = ()  # of the stack and of its assets


@dataclass(frozen=True, slots=True, kw_only=True)
class TemplateFile:
    """A template as it was named and read."""

    stack_name: str
    file: str  # as the user wrote it
    text: str
    facts: StackFacts | None = None  # None: a bare template, not an app's


@dataclass(frozen=True, slots=True, kw_only=True)
class GivenParameters:
    """Parameter values from flags and files."""

    for_all: Mapping[str, str] = field(default_factory=dict)
    for_stack: Mapping[str, Mapping[str, str]] = field(default_factory=dict)  # stack name -> values


def read_templates(arguments: Iterable[str]) -> list[TemplateFile]:
    """The templates of `file` and `NAME=file` arguments, in their order."""
    found: dict[str, TemplateFile] = {}
    for argument in arguments:
        name, separator, file = argument.partition("=")
        if not separator:
            name, file = _name_of(argument), argument
        if not STACK_NAME.match(name):
            raise usage_error(
                f'"{name}" cannot be the name of a stack: letters, digits and hyphens, a letter first',
                f"name the stack: {_corrected(name)}={file}",
            )
        if name in found:
            raise usage_error(
                f'two templates are for the stack "{name}": {found[name].file} and {file}',
                f"name one of them otherwise: OTHER={file}",
            )
        found[name] = TemplateFile(stack_name=name, file=file, text=_text_of(file))
    return list(found.values())


def _name_of(file: str) -> str:
    """The file's name up to its first dot: network.template.yaml is the stack network."""
    return Path(file).name.split(".")[0]


def _corrected(name: str) -> str:
    corrected = re.sub(r"[^-a-zA-Z0-9]+", "-", name).strip("-")
    return corrected if corrected[:1].isalpha() else f"stack-{corrected}".rstrip("-")


def _text_of(file: str) -> str:
    try:
        return Path(file).read_text(encoding="utf-8")
    except IsADirectoryError:
        raise usage_error(f"{file} is a folder, not a template") from None
    except FileNotFoundError:
        raise usage_error(f"there is no file {file}") from None
    except UnicodeDecodeError as error:
        raise usage_error(f"{file} is not text in UTF-8: {error.reason}") from None


def read_pairs(texts: Iterable[str], what: str) -> dict[str, str]:
    """`KEY=VALUE` texts as a mapping; the last of a key counts."""
    pairs: dict[str, str] = {}
    for text in texts:
        key, separator, value = text.partition("=")
        if not separator or not key:
            raise usage_error(f'"{text}" is no {what}: write it as NAME=VALUE')
        pairs[key] = value
    return pairs


def read_parameters(texts: Iterable[str], files: Iterable[str]) -> GivenParameters:
    """Values of -p flags over those of --parameters files, later ones over earlier ones."""
    given: dict[str, str] = {}
    for file in files:
        given.update(_parameters_in(file))
    given.update(read_pairs(texts, "parameter"))
    for_all: dict[str, str] = {}
    for_stack: dict[str, dict[str, str]] = {}
    for key, value in given.items():
        stack, dot, name = key.partition(".")
        if dot:
            for_stack.setdefault(stack, {})[name] = value
        else:
            for_all[key] = value
    return GivenParameters(for_all=for_all, for_stack=for_stack)


def _parameters_in(file: str) -> dict[str, str]:
    """A file as the aws CLI takes it, as CodePipeline has it, or a plain mapping, in JSON or YAML."""
    import yaml

    try:
        content = yaml.safe_load(_text_of(file))
    except yaml.YAMLError as error:
        raise usage_error(f"{file} is neither JSON nor YAML: {str(error).splitlines()[0]}") from None
    if isinstance(content, list):
        return dict(_aws_entry(each, file) for each in content)
    if not isinstance(content, dict):
        raise usage_error(f"{file} holds no parameters: a mapping of names to values is wanted")
    inner = content.get("Parameters")
    found: dict[str, str] = {}
    for name, value in (inner if isinstance(inner, dict) else content).items():
        if isinstance(value, dict):
            found.update({f"{name}.{key}": _text_value(item, file) for key, item in value.items()})
        else:
            found[str(name)] = _text_value(value, file)
    return found


def _aws_entry(entry: Any, file: str) -> tuple[str, str]:
    if not isinstance(entry, dict) or "ParameterKey" not in entry or "ParameterValue" not in entry:
        raise usage_error(f"{file}: each entry of a list needs ParameterKey and ParameterValue")
    return str(entry["ParameterKey"]), _text_value(entry["ParameterValue"], file)


def _text_value(value: Any, file: str) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, list):
        return ",".join(_text_value(each, file) for each in value)
    if isinstance(value, dict) or value is None:
        raise usage_error(f"{file}: a parameter is text, a number, true, false or a list of those")
    return str(value)


def parameters_of(
    templates: Mapping[str, Template | None], given: GivenParameters
) -> dict[str, dict[str, str]]:
    """The values for each stack. A plain name goes to every stack of several that declares it."""
    unknown = [name for name in given.for_stack if name not in templates]
    if unknown:
        raise usage_error(
            f'a parameter is for the stack "{unknown[0]}", but no template is.'
            + did_you_mean(unknown[0], list(templates))
        )
    declared = {name: set(template.parameters) if template else set() for name, template in templates.items()}
    only = len(templates) == 1
    every = set().union(*declared.values())
    nobodys = [name for name in given.for_all if name not in every]
    if nobodys and not only and None not in templates.values():
        raise usage_error(
            f'no template declares the parameter "{nobodys[0]}".' + did_you_mean(nobodys[0], sorted(every))
        )
    return {
        stack: {
            **{name: value for name, value in given.for_all.items() if only or name in declared[stack]},
            **given.for_stack.get(stack, {}),
        }
        for stack in templates
    }
