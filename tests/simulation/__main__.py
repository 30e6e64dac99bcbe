"""`python -m tests.simulation --seeds N [--start S] [--processes P]`: try many lives, say what they reached.

A violation prints its seed and the trace of that life, and makes the exit status 1. `--seed S` plays one life
and prints its whole trace.
"""

import argparse
import gc
import sys
import time
from collections import Counter
from collections.abc import Iterable, Iterator
from multiprocessing import Pool

from tests.simulation.life import Life, Report, live, verify
from tests.simulation.world import Violation

#: Seeds a worker takes at a time.
CHUNK = 50
#: New objects between two looks for garbage: the few circles of a life can wait for hundreds of others.
GARBAGE = 200_000
#: Seconds between lines of progress.
PROGRESS_SECONDS = 5.0
#: Violations printed in full; the rest is counted.
VIOLATIONS_SHOWN_MAX = 3


def main() -> int:
    """Run the lives asked for."""
    parser = argparse.ArgumentParser(prog="python -m tests.simulation", description=__doc__)
    parser.add_argument("--seeds", type=int, default=2000, help="how many lives")
    parser.add_argument("--start", type=int, default=0, help="the first seed")
    parser.add_argument("--processes", type=int, default=1, help="how many play at a time")
    parser.add_argument("--seed", type=int, default=None, help="play only this life and print its trace")
    options = parser.parse_args()
    if options.seed is not None:
        return play_one(options.seed)
    return play_many(range(options.start, options.start + options.seeds), options.processes)


def play_one(seed: int) -> int:
    """Print the trace of one life."""
    stack = Life(seed, Counter(), keeps_trace=True, is_strict=True)
    try:
        stack.live_on()
    except Violation as violation:
        print(*stack.world.trace, f"violation: {violation}", sep="\n")
        return 1
    print(*stack.world.trace, sep="\n")
    return 0


def play_many(seeds: range, processes: int) -> int:
    """Play them all, with progress on stderr and the summary on stdout."""
    counts: Counter[str] = Counter()
    violations: list[Report] = []
    began = shown = time.monotonic()
    gc.set_threshold(GARBAGE)
    with Pool(processes, gc.set_threshold, (GARBAGE,)) as pool:
        reports = pool.imap_unordered(verify, seeds, chunksize=CHUNK) if processes > 1 else map(verify, seeds)
        for report in reports:
            counts.update(report.counts)
            if report.violation:
                violations.append(report)
            if time.monotonic() - shown > PROGRESS_SECONDS:
                shown = time.monotonic()
                print(f"{counts['seeds']:,} of {len(seeds):,} seeds", file=sys.stderr)
    print(*summary(counts), sep="\n")
    print(*complaints(violations), sep="\n")
    print(f"{len(violations)} violations in {len(seeds):,} seeds, {time.monotonic() - began:.0f} s")
    return 1 if violations else 0


def summary(counts: Counter[str]) -> Iterator[str]:
    """What was exercised, one line a counter."""
    for name, count in sorted(counts.items()):
        yield f"{count:12,}  {name}"


def complaints(violations: Iterable[Report]) -> Iterator[str]:
    """The first violations with their traces, the others with their seeds."""
    for number, report in enumerate(sorted(violations, key=lambda each: each.seed)):
        if number < VIOLATIONS_SHOWN_MAX:
            again = live(report.seed)
            yield "\n".join(["", f"seed {report.seed}:", *again.trace, f"VIOLATION: {report.violation}"])
        else:
            yield f"seed {report.seed}: {report.violation}"


if __name__ == "__main__":
    sys.exit(main())
