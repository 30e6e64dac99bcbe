"""`landform bootstrap`: the standard bootstrap stack for environments."""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any, TypeVar

import click

from landform.cli.app_running import read_configuration
from landform.cli.app_settings import app_options, current_app_settings
from landform.cli.app_stacks import is_about_app, load_assembly, place_of
from landform.cli.aws.versions import TOOLKIT_STACK, find_stack
from landform.cli.bootstrap_template import QUALIFIER, bootstrap_template
from landform.cli.bootstrapping import (
    ENVIRONMENT,
    Wanted,
    edition_of_stack,
    edition_of_template,
    may_replace,
    parameters_of_stack,
    template_text,
    with_bucket_name,
)
from landform.cli.checked import check_templates, require_good
from landform.cli.commands.arguments import approval_option
from landform.cli.commands.deploy import deploy_checked
from landform.cli.console import say, show, show_json
from landform.cli.errors import CommandError, ExitCode, usage_error
from landform.cli.inputs import GivenParameters, TemplateFile, read_pairs
from landform.cli.options import Options, current_options
from landform.cli.preview import Settings
from landform.cli.resuming import finish_interrupted
from landform.cli.target import Target, locate, open_target

QUALIFIER_CONTEXT = "@aws-cdk/core:bootstrapQualifier"
Function = TypeVar("Function", bound=Callable[..., object])


@dataclass(frozen=True, slots=True, kw_only=True)
class Work:
    """What is done to each environment."""

    stack_name: str
    wanted: Wanted
    text: str  # of the template
    is_standard: bool  # whether that is the template of our own
    tags: Mapping[str, str] | None
    protection: bool | None
    force: bool
    approved: bool


def _what(function: Function) -> Function:
    """The options that become parameters of the stack, by the names of the cdk command."""
    many: dict[str, Any] = {"multiple": True, "metavar": "LIST"}
    decorators = (
        click.option("--qualifier", help=f"Part of all names (default: {QUALIFIER})."),
        click.option("--trust", help="Accounts that may deploy here.", **many),
        click.option("--trust-for-lookup", help="Accounts that may look things up here.", **many),
        click.option(
            "--cloudformation-execution-policies",
            "execution_policies",
            help="ARNs of the managed policies that CloudFormation gets.",
            **many,
        ),
        click.option("-b", "--bootstrap-bucket-name", "bucket_name", help="Name of the staging bucket."),
        click.option("--bootstrap-kms-key-id", "kms_key_id", help="Id of the staging bucket's key."),
        click.option(
            "--bootstrap-customer-key/--no-bootstrap-customer-key",
            "customer_key",
            default=None,
            help="Make a key for the staging bucket.",
        ),
        click.option(
            "--public-access-block-configuration/--no-public-access-block-configuration",
            "public_access_block",
            default=None,
            help="Block public access to the staging bucket (the default).",
        ),
        click.option("--custom-permissions-boundary", "boundary", help="Policy that bounds the roles."),
        click.option("--example-permissions-boundary", "example_boundary", is_flag=True, help="Make one."),
        click.option("--deny-external-id/--no-deny-external-id", default=None, help="As the name says."),
    )
    for decorator in reversed(decorators):
        function = decorator(function)
    return function


@click.command()
@click.argument("environments", nargs=-1, metavar="[[aws://]ACCOUNT/REGION]...")
@app_options
@_what
@click.option("--toolkit-stack-name", default=TOOLKIT_STACK, show_default=True, help="Name of the stack.")
@click.option("-t", "--tags", "--tag", "tags", multiple=True, metavar="KEY=VALUE", help="A tag.")
@click.option(
    "--termination-protection/--no-termination-protection",
    "protection",
    default=None,
    help="Protect the stack from deletion.",
)
@click.option("--show-template", is_flag=True, help="Print the template and do nothing.")
@click.option(
    "--template", "file", type=click.Path(exists=True, dir_okay=False), help="Another template instead."
)
@click.option("-f", "--force", is_flag=True, help="Overwrite newer resources, or those of another kind.")
@approval_option
def bootstrap(
    environments: tuple[str, ...],
    *,
    toolkit_stack_name: str,
    tags: tuple[str, ...],
    protection: bool | None,
    show_template: bool,
    file: str | None,
    force: bool,
    yes: bool,
    **said: Any,
) -> ExitCode:
    """Deploy the standard bootstrap stack: bucket, repository and roles that apps with assets need.

    Without environments those of the app's stacks are meant, and without an app the current account and
    region. What is not said stays as it was. Asks for approval with --target aws only.
    """
    if show_template:
        _show_template(file)
        return ExitCode.OK
    options = locate(current_options())
    wanted = Wanted(**said)
    work = Work(
        stack_name=toolkit_stack_name,
        wanted=replace(wanted, qualifier=wanted.qualifier or _qualifier_of_context()),
        text=template_text(file),
        is_standard=file is None,
        tags=read_pairs(tags, "tag") if tags else None,
        protection=protection,
        force=force,
        approved=yes,
    )
    shown: list[dict[str, object]] = []
    code = ExitCode.OK
    for place in _places(environments, options):
        code = max(code, _bootstrap(place, work, shown))
    if options.as_json:
        show_json({"stacks": shown})
    return code


def _show_template(file: str | None) -> None:
    import yaml

    if file is not None:
        show(template_text(file).rstrip("\n"))
    else:
        plain = json.loads(json.dumps(bootstrap_template()))  # without YAML's anchors for equal parts
        show(yaml.safe_dump(plain, sort_keys=False, width=110).rstrip("\n"))


def _qualifier_of_context() -> str | None:
    """The qualifier that the app's context names, as the cdk command reads it."""
    flags = read_pairs(current_app_settings().context, "context value")
    found = {**(read_configuration().context or {}), **flags}.get(QUALIFIER_CONTEXT)
    return None if found is None else str(found)


def _places(environments: tuple[str, ...], options: Options) -> list[Options]:
    """The options of each environment, each once."""
    found: list[Options] = []
    if environments:
        for text in environments:
            match = ENVIRONMENT.match(text)
            if match is None:
                raise usage_error(f'"{text}" is no environment: it is written aws://123456789012/eu-west-1')
            found.append(replace(options, account=match["account"], region=match["region"]))
    elif is_about_app(()):
        found = [place_of(each, options) for each in load_assembly(options).stacks]
    else:
        found = [options]
    return list({(each.account, each.region): each for each in found}.values())


def _bootstrap(place: Options, work: Work, shown: list[dict[str, object]]) -> ExitCode:
    name = f"aws://{place.account}/{place.region}"
    say(f"{name}:", bold=True)
    with open_target(place) as target:
        finish_interrupted(target)
        _require_account(target)
        stack = find_stack(target.client, work.stack_name)
        is_there = stack is not None and stack["StackStatus"] not in (
            "REVIEW_IN_PROGRESS",
            "ROLLBACK_COMPLETE",
        )
        current = stack if stack is not None and is_there else {}
        new = edition_of_template(_parsed(work.text))
        if current and not work.force and not may_replace(edition_of_stack(current), new, name=name):
            return ExitCode.OK
        parameters = work.wanted.parameters(parameters_of_stack(current), f"{place.account}-{place.region}")
        takes_existing = not current and work.is_standard and _takes_existing(target, parameters)
        text = with_bucket_name(work.text, parameters, place) if takes_existing else work.text
        file = TemplateFile(stack_name=work.stack_name, file="the bootstrap template", text=text)
        checked = check_templates([(file, place)], GivenParameters(for_all=parameters))
        require_good(checked)
        approved = work.approved or not target.is_aws
        settings = Settings(tags=work.tags, imports_existing=takes_existing)
        code = deploy_checked(target, checked, settings, {}, shown, approved=approved)
        if code is ExitCode.OK:
            _protect(target, work)
            say(f"Environment {name} bootstrapped.")
        return code


def _takes_existing(target: Target, parameters: Mapping[str, str]) -> bool:
    """Whether the stack takes over what `landform deploy` made without it in the embedded cloud.

    That is a bucket, which joins the stack with what it holds, and the version parameter, which is made anew.
    """
    if target.is_aws:
        return False
    systems = target.session.client("ssm")
    qualifier = parameters.get("Qualifier", QUALIFIER)
    try:
        systems.delete_parameter(Name=f"/cdk-bootstrap/{qualifier}/version")
    except systems.exceptions.ParameterNotFound:
        return False
    return True


def _parsed(text: str) -> dict[str, Any]:
    import yaml

    class Loader(yaml.SafeLoader):
        """Short forms of functions (`!Sub`) are no concern of this look at a template."""

    Loader.add_multi_constructor("!", lambda *_: None)
    found = yaml.load(text, Loader)  # a safe loader
    if not isinstance(found, dict):
        raise usage_error("the bootstrap template is no mapping")
    return found


def _require_account(target: Target) -> None:
    """The stack must not land in another account than the one that was named."""
    found = target.session.client("sts").get_caller_identity()["Account"]
    if found != target.options.account:
        raise CommandError(
            f"the account {target.options.account} is to be bootstrapped, the credentials are for {found}",
            hint="give credentials of that account (--profile, or AWS_ACCESS_KEY_ID)",
        )


def _protect(target: Target, work: Work) -> None:
    if work.protection is not None:
        target.client.update_termination_protection(
            StackName=work.stack_name, EnableTerminationProtection=work.protection
        )
