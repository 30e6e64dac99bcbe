"""`python -m tools.differential.show MODULE [PART]`: where a module answers otherwise than recorded."""

import argparse
import os
from collections.abc import Iterator

from tests.differential.compare import comparable
from tests.differential.evaluate import Library, answer
from tests.differential.goldens import GOLDENS, read
from tests.parity.assembly import differences


def main() -> None:
    """Print each call that differs, with the places where it does."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("module")
    parser.add_argument("part", nargs="?", default="")
    options = parser.parse_args()
    os.chdir(GOLDENS.parent)
    cases = [case for case in read(options.module)[1] if options.part in case["name"]]
    differing = 0
    for case in cases:
        lines = list(_differences(case))
        differing += bool(lines)
        if lines:
            print(case["name"], *lines, sep="\n    ")
    print(f"{differing} of {len(cases)} calls of {options.module} differ")


def _differences(case: dict[str, object]) -> Iterator[str]:
    found = answer(Library("landform.cdk", "landform.cdk.constructs"), case)
    expected, ours = comparable(case), comparable(found)
    if expected == ours:
        return
    if "error" in case:
        yield f"is taken, but: {case['error']}"
    elif "error" in found:
        yield f"is refused: {found['error']}"
    else:
        yield from differences(expected, ours)


if __name__ == "__main__":
    main()
