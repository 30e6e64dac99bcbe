"""The options of commands that take an app, kept in the context as the global ones are."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeVar

import click

_KEY = "landform.app."
Function = TypeVar("Function", bound=Callable[..., object])


@dataclass(frozen=True, slots=True, kw_only=True)
class AppSettings:
    """What was said about the app."""

    app: str | None = None  # a command or the folder of an assembly; None: cdk.json's
    context: tuple[str, ...] = ()  # KEY=VALUE
    uses_jsii: bool = False  # run aws-cdk-lib, not the native library
    exclusively: bool = False  # leave out what the named stacks depend on


def app_options(function: Function) -> Function:
    """The options of an app for a command."""
    decorators = (
        _option("--app", "-a", metavar="COMMAND|DIR", help="The app: a command, or a cloud assembly."),
        _option("--context", "-c", multiple=True, metavar="KEY=VALUE", help="Context of the app."),
        _option("--jsii", is_flag=True, help="Run a Python app on aws-cdk-lib, if that is installed."),
    )
    for decorator in reversed(decorators):
        function = decorator(function)
    return function


def exclusively_option(function: Function) -> Function:
    """Whether only the named stacks are meant."""
    return _option("--exclusively", "-e", is_flag=True, help="Only the named stacks of the app.")(function)


def current_app_settings() -> AppSettings:
    """The settings of the command that runs now."""
    meta = click.get_current_context().meta
    return AppSettings(
        app=meta.get(_KEY + "app"),
        context=meta.get(_KEY + "context", ()),
        uses_jsii=meta.get(_KEY + "jsii", False),
        exclusively=meta.get(_KEY + "exclusively", False),
    )


def _option(*names: str, **settings: Any) -> Callable[[Function], Function]:
    return click.option(*names, expose_value=False, callback=_keep, **settings)


def _keep(context: click.Context, parameter: click.Parameter, value: Any) -> None:
    if value:
        context.meta[f"{_KEY}{parameter.name}"] = value
