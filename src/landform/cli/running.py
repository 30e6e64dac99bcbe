"""Runs operations on several stacks: each when those before it are done, independent ones side by side.

The operations themselves run in the target; here they are started and watched. Ctrl-C stops the watching and,
with the process, the work; the journal keeps it, so that it can be resumed.
"""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, NoReturn

import click

from landform.cli.console import hint, say
from landform.cli.errors import CommandError, ExitCode
from landform.cli.events import EventFeed, is_end
from landform.cli.ordering import Order
from landform.cli.progress import NO_NAMES, Names, Progress, progress_for
from landform.cli.report import api_error
from landform.cli.target import Target

if TYPE_CHECKING:
    from mypy_boto3_cloudformation.type_defs import StackEventTypeDef


@dataclass(frozen=True, slots=True, kw_only=True)
class Ended:
    """How the work on one stack ended."""

    stack_name: str
    is_good: bool
    stack_id: str | None = None  # None: it was never started
    status: str | None = None
    reason: str | None = None  # of the last event
    refusal: CommandError | None = None  # the API did not take the request
    blocked_by: tuple[str, ...] = ()  # stacks whose failure kept this one from being started
    changed: bool = True  # False: there was nothing to do


Start = Callable[[str], EventFeed | None]
"""Begins the operation on a stack; None when there is nothing to do."""


def run_all(
    target: Target, order: Order, start: Start, good: Collection[str], names: Names = NO_NAMES
) -> dict[str, Ended]:
    """Run everything to its end. A failure keeps back only what depends on it; `names` tells it better."""
    progress = progress_for(list(order.names), names)
    try:
        return _Run(target, order, start, good, progress).to_the_end()
    finally:
        progress.close()


class _Run:
    """One run: what waits, what goes on, what has ended."""

    def __init__(
        self, target: Target, order: Order, start: Start, good: Collection[str], progress: Progress
    ) -> None:
        self._target = target
        self._order = order
        self._start = start
        self._good = good
        self._progress = progress
        self._waiting = list(order.names)
        self._feeds: dict[str, EventFeed] = {}
        self._ended: dict[str, Ended] = {}

    def to_the_end(self) -> dict[str, Ended]:
        """Until nothing waits and nothing goes on."""
        quiet = 0  # looks that showed nothing new
        while self._waiting or self._feeds:
            self._start_ready()
            is_busy = self._target.is_busy()
            moved = self._read()
            self._progress.tick()
            if self._feeds and not moved and not is_busy:
                raise self._target.stopped()
            if self._feeds:
                quiet = 0 if moved else quiet + 1
                self._target.pause(quiet)
        return {name: self._ended[name] for name in self._order.names}

    def _start_ready(self) -> None:
        for name in list(self._waiting):
            before = self._order.after.get(name, frozenset())
            bad = tuple(
                sorted(each for each in before if each in self._ended and not self._ended[each].is_good)
            )
            if bad:
                self._waiting.remove(name)
                self._ended[name] = Ended(stack_name=name, is_good=False, blocked_by=bad)
            elif all(each in self._ended for each in before):
                self._waiting.remove(name)
                self._begin(name)

    def _begin(self, name: str) -> None:
        self._progress.pause()
        try:
            feed = self._start(name)
        except Exception as error:
            refusal = error if isinstance(error, CommandError) else api_error(error)
            if refusal is None:
                raise
            self._ended[name] = Ended(stack_name=name, is_good=False, refusal=refusal)
            return
        if feed is None:
            self._ended[name] = Ended(stack_name=name, is_good=True, changed=False)
        else:
            self._feeds[name] = feed

    def _read(self) -> bool:
        """Show what is new: whether anything was."""
        moved = False
        for name, feed in list(self._feeds.items()):
            for event in feed.read():
                moved = True
                self._progress.event(event)
                if is_end(event):
                    self._feeds.pop(name, None)
                    self._ended[name] = self._end(name, feed, event)
        return moved

    def _end(self, name: str, feed: EventFeed, event: "StackEventTypeDef") -> Ended:
        status = event["ResourceStatus"]
        return Ended(
            stack_name=name,
            is_good=status in self._good,
            stack_id=feed.stack_id,
            status=status,
            reason=event.get("ResourceStatusReason"),
        )


def end_interrupted(target: Target, *hints: str) -> NoReturn:
    """After Ctrl-C: the journal has everything, so say how to go on, and end the command."""
    if target.is_run_elsewhere():
        say(f"\ninterrupted: what had begun goes on in {target.place}", colour="yellow")
        hint("`landform events STACK` shows how it goes; `landform cancel STACK` cancels an update")
        raise click.exceptions.Exit(ExitCode.INTERRUPTED)
    say("\ninterrupted: what was running stopped where it was and can be resumed", colour="yellow")
    for text in ("`landform resume` finishes it", *hints):
        hint(text)
    raise click.exceptions.Exit(ExitCode.INTERRUPTED)


def order_of(names: Collection[str], after: Mapping[str, frozenset[str]] | None = None) -> Order:
    """An order in which nothing waits, or only for what `after` says."""
    return Order(names=tuple(names), after=after or {})
