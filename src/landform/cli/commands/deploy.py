"""`landform deploy`: preview, approval, execution with progress, outputs."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

import click

from landform.assembly.assets import StackAssets
from landform.cli.approval import approve, approve_change
from landform.cli.assets import ensure_bootstrapped, publish, publish_templates, require_publishable
from landform.cli.checked import Checked
from landform.cli.commands.arguments import approval_option, tags_option, template_arguments
from landform.cli.console import say, show, show_json, write_plan
from landform.cli.ending import tell_failures
from landform.cli.errors import CommandError, ExitCode
from landform.cli.events import EventFeed
from landform.cli.faithfulness import require_faithful, require_faithful_changes, tell_faithfulness
from landform.cli.options import Options, current_options
from landform.cli.planning import Planned, Prepared, Request, names_in, plan_all, prepare, preview_text
from landform.cli.preview import (
    Preview,
    Settings,
    discard,
    execution_role_of,
    iam_types,
    make_change_set,
    overtaken,
)
from landform.cli.protection import protect
from landform.cli.resuming import finish_interrupted
from landform.cli.running import Ended, end_interrupted, run_all
from landform.cli.target import Target, locate, open_target
from landform.cli.views.outputs import outputs_json, outputs_text
from landform.cli.work import StackWork

if TYPE_CHECKING:
    from mypy_boto3_cloudformation.type_defs import StackTypeDef

GOOD = frozenset({"CREATE_COMPLETE", "UPDATE_COMPLETE"})


@click.command()
@template_arguments
@tags_option
@approval_option
@click.option(
    "--on-failure",
    type=click.Choice(["rollback", "do-nothing", "delete"]),
    default="rollback",
    show_default=True,
    help="What follows a failure; delete only for stacks that are created.",
)
@click.option(
    "--import-existing-resources",
    is_flag=True,
    help="Take in what exists already under the name that the template writes out.",
)
def deploy(
    *,
    templates: tuple[str, ...],
    parameters: tuple[str, ...],
    parameter_files: tuple[str, ...],
    tags: tuple[str, ...],
    yes: bool,
    on_failure: str,
    import_existing_resources: bool,
) -> ExitCode:
    """Deploy templates or an app's stacks: preview, approval, execution, outputs.

    STACK is a stack of the app (--app, or cdk.json's) by name or path, wildcards allowed; without any, all of
    them are meant. What a named stack depends on comes along unless --exclusively is given.
    A template is for the stack of its file's name, unless NAME=FILE is given. Several are ordered by their
    exports and imports, and deployed side by side where they do not need each other. A parameter that was
    given once keeps its value until another is given. With --target aws nothing is changed before account and
    region have been named and approved.
    """
    options = locate(current_options())
    request = Request(
        templates=templates,
        parameters=parameters,
        parameter_files=parameter_files,
        tags=tags,
        on_failure=on_failure.replace("-", "_").upper(),
        imports_existing=import_existing_resources,
    )
    parts = prepare(request, options)
    for part in parts:
        require_publishable(part.assets)
    shown: list[dict[str, object]] = []
    code = ExitCode.OK
    if not parts:
        say("Nothing to do: the app makes no stacks.")
    for number, part in enumerate(parts):
        if len(parts) > 1:
            say(f"{part.name}:", bold=True)
        code = _deploy(part, request, shown, approved=yes)
        if code is not ExitCode.OK:
            left = [each.stack_name for other in parts[number + 1 :] for each in other.checked]
            if left:
                say(f"not started: {', '.join(left)}", colour="red")
            break
    if options.as_json:
        show_json({"stacks": shown})
    return code


def _deploy(part: Prepared, request: Request, shown: list[dict[str, object]], *, approved: bool) -> ExitCode:
    """Deploy the stacks of one place; adds to `shown` what --json shows of them."""
    with open_target(part.options, role=part.role) as target:
        if part.options.strict:
            require_faithful(target, part.checked, part.assets)
        finish_interrupted(target)
        ensure_bootstrapped(target, part.checked)
        settings = request.settings(publish_templates(target, part.checked, part.assets))
        return deploy_checked(target, part.checked, settings, part.assets, shown, approved=approved)


def _require_faithful_changes(target: Target, planned: Planned) -> None:
    try:
        require_faithful_changes(target, planned.previews)
    except CommandError:
        discard(target, planned.previews)
        raise


def deploy_checked(
    target: Target,
    checked: list[Checked],
    settings: Settings,
    assets: Mapping[str, StackAssets],
    shown: list[dict[str, object]],
    *,
    approved: bool,
) -> ExitCode:
    """Plan, ask, execute, tell; adds to `shown` what --json shows of the stacks."""
    planned = plan_all(target, checked, settings)
    if target.options.strict:
        _require_faithful_changes(target, planned)
    if not planned.is_empty:
        return _Deployment(target, planned, settings, assets, approved=approved).run(shown)
    names = [each.stack_name for each in planned.previews]
    say(f"Nothing to do: {', '.join(names)} as wanted already.")
    protect(target, checked, names)
    stacks = {each.stack_name: each.work.current for each in planned.previews if each.work.current}
    _show_outputs(stacks, planned, {}, shown, target.options)
    return ExitCode.OK


class _Deployment:
    """The part of a deployment after its plan is known."""

    def __init__(
        self,
        target: Target,
        planned: Planned,
        settings: Settings,
        assets: Mapping[str, StackAssets],
        *,
        approved: bool,
    ) -> None:
        self._target = target
        self._planned = planned
        self._previews = {each.stack_name: each for each in planned.previews}
        self._settings = settings
        self._assets = assets
        self._approved = approved

    def run(self, shown: list[dict[str, object]]) -> ExitCode:
        """Show, ask, execute, tell; adds to `shown` what --json shows of the stacks."""
        try:
            self._show()
            approve_change(self._target, "Deploy?", given=self._approved)
            publish(self._target, self._assets_to_send())
        except BaseException:
            discard(self._target, self._planned.previews)
            raise
        try:
            ended = run_all(self._target, self._planned.order, self._start, GOOD, self._names())
        except KeyboardInterrupt:
            end_interrupted(self._target, *_ways_out(self._planned))
        checked = {name: each.work.checked for name, each in self._previews.items()}
        protect(self._target, checked.values(), [name for name, each in ended.items() if each.is_good])
        failed = tell_failures(self._target, ended.values(), checked)
        _show_outputs(self._target.stacks(), self._planned, ended, shown, self._target.options)
        return ExitCode.FAILED if failed else ExitCode.OK

    def _assets_to_send(self) -> dict[str, StackAssets]:
        """Those of stacks that change; what an unchanged stack needs was sent when it was deployed."""
        changing = {name for name, each in self._previews.items() if not each.is_empty}
        return {name: each for name, each in self._assets.items() if name in changing}

    def _names(self) -> dict[str, dict[str, str]]:
        return {name: names_in(each) for name, each in self._previews.items()}

    def _show(self) -> None:
        for preview in self._planned.previews:
            write_plan(preview_text(preview), to_stdout=False)
            say()
        changing = {
            f"{step.logical_id} ({step.type_name})"
            for preview in self._planned.previews
            if preview.plan
            for step in preview.plan.steps
            if step.type_name in iam_types(preview.work) or step.type_name.startswith("AWS::IAM::")
        }
        changed = [each.work.checked for each in self._planned.previews if not each.is_empty]
        tell_faithfulness(self._target, changed)
        if changing:
            say(f"Permissions change (IAM): {', '.join(sorted(changing))}", colour="yellow")

    def _start(self, name: str) -> EventFeed | None:
        preview = self._previews[name]
        if preview.is_empty and self._reads_what_changed(preview):
            made = make_change_set(self._target, preview.work, self._settings)
            preview = self._ask_about(made)
        if preview.is_empty:
            return None
        if preview.change_set_id is None:
            preview = self._preview_now(preview)
            if preview.is_empty:
                return None
        return self._execute(preview)

    def _reads_what_changed(self, preview: Preview) -> bool:
        """Whether outputs of stacks that this command changes may give the stack something to do.

        Imports need no second look: an export that is imported cannot change.
        """
        read = (self._previews.get(name) for name in preview.work.interface.stacks)
        return any(each is not None and not each.is_empty for each in read)

    def _preview_now(self, preview: Preview) -> Preview:
        """The change set of a stack whose turn has come; asks when its plan was not shown before."""
        work = preview.work
        if work.is_leftover:
            _remove_leftover(self._target, work)
            work = StackWork(checked=work.checked, current=None, kept={}, interface=work.interface)
        made = make_change_set(self._target, work, self._settings)
        return self._ask_about(made) if preview.plan is None else made

    def _ask_about(self, made: Preview) -> Preview:
        """Show a plan that was not shown before, and ask."""
        if not made.is_empty:
            write_plan(preview_text(made), to_stdout=False)
            try:
                approve(f"Deploy {made.stack_name}?", given=self._approved)
            except BaseException:
                discard(self._target, [made])
                raise
        return made

    def _execute(self, preview: Preview) -> EventFeed | None:
        assert preview.change_set_id is not None, (
            "an empty preview is not executed. This is a bug in Landform."
        )
        assert preview.stack_id is not None, "a change set has a stack. This is a bug in Landform."
        feed = EventFeed.from_now(self._target.client, preview.stack_id)
        exceptions = self._target.client.exceptions
        try:
            made = self._target.client.describe_change_set(ChangeSetName=preview.change_set_id)
            if made["ExecutionStatus"] == "OBSOLETE":
                raise overtaken(preview.stack_name)
            self._target.client.execute_change_set(ChangeSetName=preview.change_set_id)
        except exceptions.InvalidChangeSetStatusException:
            return self._execute_anew(preview)
        except exceptions.ChangeSetNotFoundException:
            raise overtaken(preview.stack_name) from None
        return feed

    def _execute_anew(self, preview: Preview) -> EventFeed | None:
        """What was shown is not what would be done any more: show, ask and execute what would."""
        say(f"{preview.stack_name}: something the plan rests on has changed since it was shown")
        made = self._ask_about(make_change_set(self._target, preview.work, self._settings))
        if made.change_set_id is None or made.stack_id is None:
            return None
        feed = EventFeed.from_now(self._target.client, made.stack_id)
        self._target.client.execute_change_set(ChangeSetName=made.change_set_id)
        return feed


def _remove_leftover(target: Target, work: StackWork) -> None:
    """Delete the stack that a failed creation left; it holds nothing, so that takes no time."""
    assert work.current is not None, "a leftover is a stack. This is a bug in Landform."
    stack_id = work.current["StackId"]
    target.delete_stack(stack_id, execution_role_of(target, work.checked))
    status = "DELETE_IN_PROGRESS"
    while status.endswith("_IN_PROGRESS"):
        target.pause(0)
        if not target.is_busy():
            status = target.stack(stack_id)["StackStatus"]
            break
        status = target.stack(stack_id)["StackStatus"]
    if status != "DELETE_COMPLETE":
        raise CommandError(f"what an earlier creation of {work.stack_name} left is in {status}")


def _ways_out(planned: Planned) -> list[str]:
    """How to undo what Ctrl-C has stopped."""
    hints: list[str] = []
    for preview in planned.previews:
        name, work = preview.stack_name, preview.work
        if preview.is_empty:
            continue
        if work.is_new or work.is_leftover:
            hints.append(f"`landform resume`, then `landform destroy {name}`, undoes the creation")
        else:
            hints.append(f"`landform cancel {name}` or `landform rollback {name}` undoes the update")
    return hints


def _show_outputs(
    stacks: "dict[str, StackTypeDef]",
    planned: Planned,
    ended: dict[str, Ended],
    shown: list[dict[str, object]],
    options: Options,
) -> None:
    found = [stacks[each.stack_name] for each in planned.previews if each.stack_name in stacks]
    changed = {name for name, each in ended.items() if each.changed}
    shown.extend(
        {
            "stack": each["StackName"],
            "id": each["StackId"],
            "status": each["StackStatus"],
            "changed": each["StackName"] in changed,
            "outputs": outputs_json(each),
        }
        for each in found
    )
    text = outputs_text(found)
    if text and not options.as_json:
        show(text)
