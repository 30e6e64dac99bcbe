"""The CloudFormation API of one place, and who may change things there.

Everything goes through a boto3 client; only the local target knows more: which operations were interrupted,
and whether another process runs them.
"""

import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from landform.assembly.access import RoleRequest, filled
from landform.cli.console import say
from landform.cli.errors import CommandError, usage_error
from landform.cli.options import AWS, Options, is_given
from landform.ground.regions import region_partition
from landform.server.collecting import collect_from_now_on

if TYPE_CHECKING:
    from boto3 import Session
    from mypy_boto3_cloudformation import CloudFormationClient
    from mypy_boto3_cloudformation.type_defs import StackTypeDef

    from landform.cli.aws.target import AwsTarget
    from landform.server.local import LocalTarget
    from landform.server.remote import RemoteTarget

SERVER_NOTE = "server.json"  # in the state folder, while a server runs on it
WAIT_FOR_OTHERS_SECONDS = 600.0  # as long as a deployment that somebody may be waiting for
POLL_SECONDS = 0.05  # between looks at what happens here or in a server of our own
AWS_POLL_SECONDS = (0.25, 2.0)  # AWS limits how often it is asked: the longer nothing happens, the longer
GC_OBJECTS = 50_000  # allocated before a collection; a command is short and what it makes mostly stays
GC_GENERATIONS = (20, 100)


@dataclass(frozen=True, slots=True, kw_only=True)
class Fidelity:
    """How true to AWS a type is here."""

    level: str  # native, modelled, twin or absent
    # By dotted path of a property or of a member below it:
    no_effect: Mapping[str, str]  # why it does nothing, or less than in AWS
    change_gaps: Mapping[str, str]  # what a later change loses, although it is kept as created
    notes: tuple[str, ...]


class Target:
    """One open target."""

    def __init__(self, local: "LocalTarget | RemoteTarget | AwsTarget", options: Options) -> None:
        self._local = local
        self.is_aws = options.target == AWS
        self._runs_here = False  # whether this process has become the one that runs operations
        self.options = options
        self.session: Session = local.session()
        self.client: CloudFormationClient = self.session.client("cloudformation")

    @property
    def place(self) -> str:
        """Where this is, as a question before a change names it."""
        if not self.is_aws:
            return f"account {self.options.account}, region {self.options.region}"
        return f"AWS account {self.options.account}, region {self.options.region}"

    def pause(self, rounds: int) -> None:
        """Wait before looking again, after so many looks that showed nothing new."""
        shortest, longest = AWS_POLL_SECONDS
        time.sleep(min(shortest * 2 ** min(rounds, 9), longest) if self.is_aws else POLL_SECONDS)

    def filled(self, text: str) -> str:
        """A text of an assembly with this place for its placeholders."""
        region = self.options.region
        partition = region_partition(region)
        return filled(text, account=self.options.account, region=region, partition=partition)

    def session_for(self, role: RoleRequest | None) -> "Session":
        """The session to do something with for which an assembly names a role. Only AWS knows roles."""
        from landform.cli.aws.target import AwsTarget

        if role is None or not isinstance(self._local, AwsTarget):
            return self.session
        return self._local.session_for(filled_role(role, self.options))

    def stacks(self) -> "dict[str, StackTypeDef]":
        """All stacks that are not deleted, by name."""
        pages = self.client.get_paginator("describe_stacks").paginate()
        return {each["StackName"]: each for page in pages for each in page["Stacks"]}

    def stack(self, name_or_id: str) -> "StackTypeDef":
        """One stack; raises the API's error when there is none."""
        return self.client.describe_stacks(StackName=name_or_id)["Stacks"][0]

    def delete_stack(self, stack_id: str, role_arn: str | None = None) -> None:
        """Begin a deletion, by a role that CloudFormation is to assume or by the one that it has noted."""
        if role_arn is None:
            self.client.delete_stack(StackName=stack_id)
        else:
            self.client.delete_stack(StackName=stack_id, RoleARN=role_arn)

    def take_over(self) -> list[str]:
        """Become the one who runs operations and resume interrupted ones: the names of their stacks.

        Waits while another process is that one.
        """
        from landform.server.local import StateInUseError

        try:
            resumed = self._local.resume()
        except StateInUseError as error:
            raise CommandError(
                f"{error}, and has not ended in {WAIT_FOR_OTHERS_SECONDS:.0f} seconds",
                hint="wait for it, press Ctrl-C there, or give another --state",
            ) from None
        self._runs_here = True
        return resumed

    def interrupted(self) -> list[str]:
        """Names of the stacks with an operation that nobody runs."""
        found = self._local.interrupted()
        return found if found and not self._runs_here and not self.is_run_elsewhere() else []

    def is_busy(self) -> bool:
        """Whether operations are run now: here, or by the process that has that right."""
        return self._local.is_busy() or self.is_run_elsewhere()

    def is_run_elsewhere(self) -> bool:
        """Whether another process runs the operations."""
        return not self._runs_here and self._local.is_run_elsewhere()

    def stopped(self) -> CommandError:
        """Why operations have stopped before their end: the environment, or else a mistake of ours."""
        fault = self._local.fault()
        if fault is None:
            return CommandError(
                "the operation stopped before its end. This is a bug in Landform.",
                hint="nothing is lost: `landform resume` tries to finish it",
            )
        said = f"{fault}. The operation is interrupted; nothing is lost"
        return CommandError(said, hint=f"{fault.hint}; then `landform resume` finishes it")

    def operations(self) -> dict[str, bool]:
        """The API's operations, and whether the target answers each."""
        return self._local.operations()

    def fidelity(self, type_name: str) -> Fidelity:
        """How true to AWS the target serves a type."""
        found = self._local.fidelity(type_name)
        return Fidelity(
            level=str(found.level),
            no_effect={**found.gaps, **found.unsupported},
            change_gaps=found.change_gaps,
            notes=found.notes,
        )


def locate(options: Options) -> Options:
    """The options with the account and region of AWS's credentials, when AWS is the target.

    Raises CommandError when AWS cannot be entered, or when --account names another account.
    """
    if options.target != AWS:
        if options.profile is not None:
            raise usage_error("--profile is for --target aws: other targets know no profiles")
        return options
    from landform.cli.aws.caller import find_caller

    caller = find_caller(options.profile, options.region if is_given("region") else None)
    if is_given("account") and options.account != caller.account_id:
        raise usage_error(
            f"the credentials ({caller.arn}) are for the AWS account {caller.account_id}, not for "
            f"{options.account}",
            "leave --account out, or name a profile of that account with --profile",
        )
    return replace(options, account=caller.account_id, region=caller.region, caller=caller)


def filled_role(role: RoleRequest, options: Options) -> RoleRequest:
    """A role with the options' account and region for its placeholders."""
    return role.filled(
        account=options.account, region=options.region, partition=region_partition(options.region)
    )


@contextmanager
def open_target(
    options: Options, *, reads_only: bool = False, role: RoleRequest | None = None
) -> Iterator[Target]:
    """The target of the options. Reading makes no state folder: where none is, nothing is found.

    Args:
        role: on AWS, who is to act; other targets know no roles.
    """
    with _opened(options, reads_only, role) as target:
        collect_from_now_on(GC_OBJECTS, GC_GENERATIONS)
        yield target


@contextmanager
def _opened(options: Options, reads_only: bool, role: RoleRequest | None) -> Iterator[Target]:
    if options.target == AWS:
        yield Target(_aws(options, role), options)
        return
    if options.target.startswith(("http://", "https://")):
        yield Target(_remote(options.target, options), options)
        return
    if options.target != "local":
        raise usage_error(
            f'there is no target "{options.target}"', "--target takes local, the URL of a server, or aws"
        )
    serving = _server_of(options)
    if serving is not None:
        yield Target(_remote(serving, options), options)
        return
    from landform.server.local import LocalTarget

    folder = None if reads_only and not options.state.exists() else options.state
    try:
        local = LocalTarget(
            folder,
            account_id=options.account,
            region=options.region,
            enforce_limits=options.enforce_limits,
            owner_wait_seconds=WAIT_FOR_OTHERS_SECONDS,
            waiting=lambda who: say(f"waiting: {who}"),
        )
    except ValueError as error:
        raise usage_error(str(error)) from None
    with local:
        yield Target(local, options)


def _server_of(options: Options) -> str | None:
    """The URL of the server that runs on the state folder: two processes never own one state."""
    if not (options.state / SERVER_NOTE).exists():
        return None
    from landform.server.process import running

    found = running(options.state)
    return found.url if found is not None else None


def _remote(url: str, options: Options) -> "RemoteTarget":
    from landform.server.remote import RemoteTarget, ServerUnreachableError

    try:
        return RemoteTarget(url, account_id=options.account, region=options.region)
    except ServerUnreachableError as error:
        raise CommandError(str(error), hint="start one with `landform serve`") from None


def _aws(options: Options, role: RoleRequest | None) -> "AwsTarget":
    from landform.cli.aws.target import AwsTarget

    assert options.caller is not None, "AWS is entered by locate(). This is a bug in Landform."
    asked = filled_role(role, options) if role is not None else None
    return AwsTarget(options.caller, account_id=options.account, region=options.region, role=asked)
