"""Progress of running stacks: a line for every resource that is done, and what is being worked on.

In a terminal the resources in work stand below, with their time running; without one each finished resource
is a line, and a line comes now and then when nothing finishes. All of it is talk: it goes to stderr.
"""

import sys
import time
from collections.abc import Callable, Mapping
from datetime import datetime
from typing import TYPE_CHECKING, Protocol

from landform.cli.console import is_colourful, say, status_style
from landform.cli.events import is_of_stack

if TYPE_CHECKING:
    from mypy_boto3_cloudformation.type_defs import StackEventTypeDef

QUIET_SECONDS = 10.0  # without a terminal: how long nothing is said before "still working"
MAX_SHOWN = 12  # resources in work that a terminal shows at once
Clock = Callable[[], float]
Names = Mapping[str, Mapping[str, str]]
"""What stands behind resources, such as an app's construct and line: by stack, then by logical id."""
NO_NAMES: Names = {}


class Progress(Protocol):
    """Shows what happens."""

    def event(self, event: "StackEventTypeDef") -> None:
        """Something happened."""

    def tick(self) -> None:
        """Time has passed."""

    def close(self) -> None:
        """Nothing more will happen."""

    def pause(self) -> None:
        """Leave the screen to somebody else until the next tick."""


class Work:
    """Which resources are being worked on, and since when."""

    def __init__(self) -> None:
        self.running: dict[tuple[str, str], StackEventTypeDef] = {}
        self._began: dict[tuple[str, str], datetime] = {}

    def add(self, event: "StackEventTypeDef") -> float | None:
        """Note the event: the seconds a resource's work took when the event ends it, else None."""
        key = (event["StackId"], event["LogicalResourceId"])
        if event.get("ResourceStatus", "").endswith("_IN_PROGRESS"):
            before = self.running.get(key)
            if before is None or before.get("ResourceStatus") != event.get("ResourceStatus"):
                self._began[key] = event["Timestamp"]
            self.running[key] = event
            return None
        self.running.pop(key, None)
        began = self._began.pop(key, event["Timestamp"])
        return max((event["Timestamp"] - began).total_seconds(), 0.0)

    def resources(self) -> "list[StackEventTypeDef]":
        """The resources in work, the longest first; the stacks themselves left out."""
        found = [each for each in self.running.values() if not is_of_stack(each)]
        return sorted(found, key=lambda each: self._began[(each["StackId"], each["LogicalResourceId"])])

    def seconds(self, event: "StackEventTypeDef", now: float) -> float:
        """How long a resource has been in work."""
        began = self._began[(event["StackId"], event["LogicalResourceId"])]
        return max(now - began.timestamp(), 0.0)


def line_of(event: "StackEventTypeDef", seconds: float | None, width: int, names: Names = NO_NAMES) -> str:
    """An event as a line: stack, resource, type, status, time, and of a failure its construct and reason."""
    status = event.get("ResourceStatus", "")
    kind = "stack" if is_of_stack(event) else event.get("ResourceType", "")
    line = f"{event['StackName']:<{width}}  {status:<20}  {event['LogicalResourceId']} ({kind})"
    if seconds is not None:
        line += f"  {seconds:.1f} s"
    name = names.get(event["StackName"], {}).get(event["LogicalResourceId"])
    if name and status.endswith("_FAILED"):
        line += f"  [{name}]"
    reason = event.get("ResourceStatusReason")
    if reason and (status.endswith("_FAILED") or is_of_stack(event)) and reason != "User Initiated":
        line += f"\n{'':<{width}}  {reason}"
    return line


class LineProgress:
    """Progress for logs and pipes."""

    def __init__(self, width: int, clock: Clock = time.monotonic, names: Names = NO_NAMES) -> None:
        self._work = Work()
        self._names = names
        self._width = width
        self._clock = clock
        self._spoke = clock()

    def event(self, event: "StackEventTypeDef") -> None:
        """Print what ended, and what the stack itself does."""
        seconds = self._work.add(event)
        if seconds is not None or is_of_stack(event):
            line = line_of(event, seconds, self._width, self._names)
            say(line, colour=status_style(event["ResourceStatus"]) or None)
            self._spoke = self._clock()

    def tick(self) -> None:
        """Say what is being worked on when nothing was said for a while."""
        if self._clock() - self._spoke < QUIET_SECONDS:
            return
        self._spoke = self._clock()
        names = [each["LogicalResourceId"] for each in self._work.resources()]
        if names:
            more = f" and {len(names) - 3} more" if len(names) > 3 else ""
            say(f"still working on {', '.join(names[:3])}{more}")

    def close(self) -> None:
        """Nothing is open."""

    def pause(self) -> None:
        """Nothing is in the way."""


class LiveProgress:
    """Progress for a terminal."""

    def __init__(self, width: int, names: Names = NO_NAMES) -> None:
        from rich.console import Console
        from rich.live import Live

        self._work = Work()
        self._width = width
        self._names = names
        console = Console(file=sys.stderr, no_color=not is_colourful(sys.stderr), highlight=False)
        self._live = Live(console=console, auto_refresh=False, transient=True)
        self._live.start()

    def event(self, event: "StackEventTypeDef") -> None:
        """Print what ended above what is being worked on."""
        from rich.text import Text

        seconds = self._work.add(event)
        if seconds is not None or is_of_stack(event):
            style = status_style(event["ResourceStatus"])
            line = line_of(event, seconds, self._width, self._names)
            self._live.console.print(Text(line, style=style), soft_wrap=True)

    def tick(self) -> None:
        """Draw what is being worked on."""
        from rich.text import Text

        self._live.start()  # nothing happens when it has not been paused
        now = time.time()
        running = self._work.resources()
        lines = [
            f"{each['StackName']:<{self._width}}  {each['ResourceStatus']:<20}  "
            f"{each['LogicalResourceId']} ({each['ResourceType']})  {self._work.seconds(each, now):.0f} s"
            for each in running[:MAX_SHOWN]
        ]
        if len(running) > MAX_SHOWN:
            lines.append(f"{'':<{self._width}}  and {len(running) - MAX_SHOWN} more")
        self._live.update(Text("\n".join(lines), style="dim", no_wrap=True), refresh=True)

    def pause(self) -> None:
        """Take the lower part away, so that a question can be asked."""
        self.close()

    def close(self) -> None:
        """Take the lower part away."""
        from rich.text import Text

        self._live.update(Text(""))
        self._live.stop()


def progress_for(stacks: list[str], names: Names = NO_NAMES) -> Progress:
    """Progress that suits stderr."""
    width = max((len(stack) for stack in stacks), default=0)
    return LiveProgress(width, names) if sys.stderr.isatty() else LineProgress(width, names=names)
