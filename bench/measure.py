"""Runs a piece of Python in a fresh process and reads its costs."""

import json
import os
import subprocess
import sys
import time
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True, kw_only=True)
class Cost:
    """What a process took, and what it printed as its last line of JSON."""

    wall_seconds: float
    cpu_seconds: float
    result: Any


def run(
    source: str, *arguments: str, python: str = sys.executable, environment: Mapping[str, str] | None = None
) -> Cost:
    """The cost of a Python program and of the processes it waits for; raises when it fails."""
    before = os.times()
    started = time.perf_counter()
    done = subprocess.run(
        [python, "-c", source, *arguments],
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, **(environment or {})},
    )
    wall = time.perf_counter() - started
    after = os.times()
    if done.returncode != 0:
        raise RuntimeError(done.stderr[-2000:])
    cpu = (after.children_user - before.children_user) + (after.children_system - before.children_system)
    lines = done.stdout.strip().splitlines()
    return Cost(wall_seconds=wall, cpu_seconds=cpu, result=json.loads(lines[-1]) if lines else None)


def median(costs: list[Cost]) -> Cost:
    """The run with the median CPU time."""
    return sorted(costs, key=lambda each: each.cpu_seconds)[len(costs) // 2]
