"""`python -m tools.mutants ROOM…`: would the tests of a room notice if its code were wrong?

Takes a seeded sample of places in a room's code, makes one small mistake at each (tools/mutant_operators.py),
runs the room's own tests against it in a scratch copy, and counts what survives. Mistakes that nothing can
see stand in tools/mutants_equivalent.toml with the reason and are not counted.

What is not code that runs is left out: annotations, decorators (`frozen=True`), docstrings.
"""

import argparse
import ast
import os
import random
import shutil
import subprocess
import sys
import tempfile
import tomllib
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from queue import SimpleQueue
from typing import Final, TypeAlias

from cosmic_ray.ast import ast_nodes, get_ast
from cosmic_ray.mutating import mutate_code

from tools.mutant_operators import OPERATORS

ROOT: Final = Path(__file__).parents[1]
EQUIVALENT: Final = ROOT / "tools" / "mutants_equivalent.toml"

#: Each room with its folder of code and the folders of its own tests.
ROOMS: Final[Mapping[str, tuple[str, tuple[str, ...]]]] = {
    "ground": ("ground", ("tests/unit/ground",)),
    "template": ("template", ("tests/unit/template",)),
    "plan": ("plan", ("tests/unit/plan",)),
    "deploy": ("deploy", ("tests/unit/deploy",)),
    "engine": ("engine", ("tests/unit/engine",)),
    "store": ("store", ("tests/unit/store",)),
    "providers": ("providers", ("tests/unit/providers", "tests/conformance/providers")),
    "cdk/core": ("cdk/core", ("tests/unit/cdk",)),
}
SAMPLE: Final = 60
SURVIVORS_MAX: Final = 0.15
#: A mistake may make a loop endless; then the tests are stopped after this many times their usual duration.
PATIENCE: Final = 4.0
#: Seconds that any run of tests may take, however quick they usually are.
PATIENCE_SECONDS_MIN: Final = 30.0

Span: TypeAlias = tuple[tuple[int, int], tuple[int, int]]  # line from 1 and column from 0, of begin and end
Chance: TypeAlias = tuple[str, int]  # an operator's name, and which of its chances in the file


@dataclass(frozen=True, slots=True, kw_only=True)
class Mutant:
    """One mistake in one file."""

    file: Path  # relative to the checkout
    line: int
    operator: str
    before: str  # the line, or the first of the lines, that the mistake changes
    after: str
    code: str  # the whole file with the mistake


def main() -> int:
    """Probe the rooms asked for; exit with 1 where too many mistakes survive."""
    parser = argparse.ArgumentParser(prog="python -m tools.mutants", description=__doc__)
    parser.add_argument("rooms", nargs="+", choices=[*ROOMS, "all"], metavar="ROOM", help=", ".join(ROOMS))
    parser.add_argument("--sample", type=int, default=SAMPLE, help="how many mistakes a room")
    parser.add_argument("--seed", type=int, default=1, help="another seed draws other places")
    parser.add_argument("--processes", type=int, default=2)
    bound = "only the room's unit tests: quick, and no more can survive all its tests than survives these"
    parser.add_argument("--unit", action="store_true", help=bound)
    options = parser.parse_args()
    rooms = list(ROOMS) if "all" in options.rooms else options.rooms
    folders = slice(1) if options.unit else slice(None)
    rates = [
        probe(room, options.sample, options.seed, options.processes, ROOMS[room][1][folders])
        for room in rooms
    ]
    return 1 if any(rate > SURVIVORS_MAX for rate in rates) else 0


def probe(room: str, sample: int, seed: int, processes: int, tests: tuple[str, ...]) -> float:
    """Print what survives in a room; gives its share of what was noticed or should have been."""
    mutants = drawn(room, sample, seed)
    with tempfile.TemporaryDirectory(prefix="landform-mutants-") as scratch:
        benches: SimpleQueue[Bench] = SimpleQueue()
        for number in range(processes):
            benches.put(Bench.made(Path(scratch) / str(number), tests))
        with ThreadPoolExecutor(processes) as pool:
            survives = list(pool.map(lambda mutant: _tried(mutant, benches), mutants))
    survivors = [mutant for mutant, lives in zip(mutants, survives, strict=True) if lives]
    excused = equivalent()
    counted = [mutant for mutant in survivors if key_of(mutant) not in excused]
    for mutant in survivors:
        label = f"equivalent: {excused[key_of(mutant)]}" if key_of(mutant) in excused else "SURVIVED"
        print(f"\n{mutant.file}:{mutant.line} {mutant.operator}: {label}")
        print(f"  - {mutant.before}\n  + {mutant.after}")
    judged = len(mutants) - (len(survivors) - len(counted))
    rate = len(counted) / judged
    print(
        f"\n{room}: {len(mutants)} mistakes (seed {seed}, {' '.join(tests)}), "
        f"{len(mutants) - len(survivors)} noticed, "
        f"{len(survivors) - len(counted)} equivalent, {len(counted)} survived = {rate:.0%} of {judged}",
        flush=True,
    )
    return rate


def _tried(mutant: Mutant, benches: "SimpleQueue[Bench]") -> bool:
    bench = benches.get()
    try:
        return bench.survives(mutant)
    finally:
        benches.put(bench)


def key_of(mutant: Mutant) -> tuple[str, str, str]:
    """What tells a mistake from others, whatever the line's number has become."""
    return str(mutant.file), mutant.before.strip(), mutant.after.strip()


def equivalent() -> Mapping[tuple[str, str, str], str]:
    """The mistakes that nothing can see, with the reason."""
    rows = tomllib.loads(EQUIVALENT.read_text(encoding="utf-8")).get("mutant", [])
    return {(row["file"], row["before"], row["after"]): row["reason"] for row in rows}


def drawn(room: str, sample: int, seed: int) -> list[Mutant]:
    """The seeded sample: places with equal chances, then one operator for each."""
    rng = random.Random(seed)
    folder = ROOT / "src" / "landform" / ROOMS[room][0]
    places = [
        (file, chances)
        for file in sorted(folder.rglob("*.py"))
        for chances in places_of(file.read_text(encoding="utf-8")).values()
    ]
    rng.shuffle(places)
    found: list[Mutant] = []
    for file, chances in places:
        mutant = mutant_of(file, *rng.choice(chances))
        if mutant is not None:
            found.append(mutant)
        if len(found) == sample:
            break
    return found


def places_of(code: str) -> dict[Span, tuple[Chance, ...]]:
    """Where in a module mistakes can be made, and which."""
    left_out = _left_out(ast.parse(code))
    nodes = list(ast_nodes(get_ast(code)))
    found: dict[Span, tuple[Chance, ...]] = {}
    for name, operator in OPERATORS.items():
        spans = (span for node in nodes for span in operator().mutation_positions(node))
        for occurrence, span in enumerate(spans):
            if not any(begin <= span[0] and span[1] <= end for begin, end in left_out):
                found[span] = (*found.get(span, ()), (name, occurrence))
    return dict(sorted(found.items()))


def mutant_of(file: Path, name: str, occurrence: int) -> Mutant | None:
    """A file with one mistake; None where it makes no other program."""
    original = file.read_text(encoding="utf-8")
    code = mutate_code(original, OPERATORS[name](), occurrence)
    if code is None:
        return None
    try:
        if ast.dump(ast.parse(code)) == ast.dump(ast.parse(original)):
            return None
    except SyntaxError:
        return None
    before, after = original.splitlines(), code.splitlines()
    line = next((at for at, (old, new) in enumerate(zip(before, after, strict=False)) if old != new), 0)
    return Mutant(
        file=file.relative_to(ROOT),
        line=line + 1,
        operator=name,
        before=before[line].strip(),
        after=after[line].strip() if line < len(after) else "",
        code=code,
    )


def _left_out(tree: ast.Module) -> list[Span]:
    """The spans of what does not run, or only declares."""
    parts: list[ast.AST | None] = []
    for node in ast.walk(tree):
        match node:
            case ast.FunctionDef() | ast.AsyncFunctionDef():
                parts += [*node.decorator_list, node.returns]
            case ast.ClassDef():
                parts += [*node.decorator_list, *node.bases]
            case ast.arg() | ast.AnnAssign():
                parts.append(node.annotation)
                is_alias = isinstance(node, ast.AnnAssign) and ast.unparse(node.annotation) == "TypeAlias"
                parts += [node] if is_alias else []
            case ast.Expr(value=ast.Constant()):
                parts.append(node)
            case ast.If(test=ast.Name(id="TYPE_CHECKING")):
                parts.append(node)
    return [span_of(each) for each in parts if isinstance(each, ast.expr | ast.stmt)]


def span_of(node: ast.expr | ast.stmt) -> Span:
    """Where a node stands."""
    begin = node.lineno, node.col_offset
    return begin, (node.end_lineno or node.lineno, node.end_col_offset or node.col_offset)


@dataclass(slots=True, kw_only=True)
class Bench:
    """A scratch copy of the checkout with the tests of one room."""

    folder: Path
    tests: tuple[str, ...]
    seconds: float = 0.0  # that the tests take while nothing is wrong
    tries: int = 0

    @staticmethod
    def made(folder: Path, tests: tuple[str, ...]) -> "Bench":
        """A copy, with the duration of the tests measured once they are compiled."""
        listed = ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z"]
        names = subprocess.run(listed, cwd=ROOT, capture_output=True, check=True).stdout.decode().split("\0")
        for name in names:
            if name and (ROOT / name).is_file():
                (folder / name).parent.mkdir(parents=True, exist_ok=True)
                shutil.copy(ROOT / name, folder / name)
        bench = Bench(folder=folder, tests=tests)
        for _ in range(2):
            before = os.times().elapsed
            if bench.run(None, writes_bytecode=True) != 0:
                raise SystemExit(f"{' '.join(tests)} fail with nothing wrong; mend them first")
            bench.seconds = os.times().elapsed - before
        return bench

    def survives(self, mutant: Mutant) -> bool:
        """Whether the tests are content with the mistake."""
        file = self.folder / mutant.file
        original, times = file.read_bytes(), file.stat()
        self.tries += 1
        file.write_text(mutant.code, encoding="utf-8")
        # Bytecode is trusted by whole seconds and size: a mistake of the same size must not be overlooked.
        os.utime(file, (times.st_atime, times.st_mtime + 10 * self.tries))
        try:
            patience = max(PATIENCE_SECONDS_MIN, PATIENCE * self.seconds)
            return self.run(patience, writes_bytecode=False) == 0
        finally:
            file.write_bytes(original)
            os.utime(file, (times.st_atime, times.st_mtime))

    def run(self, patience: float | None, *, writes_bytecode: bool) -> int | None:
        """The exit code of the tests; None where they took too long."""
        environment = {**os.environ, "PYTHONPATH": str(self.folder / "src")}
        if not writes_bytecode:
            environment["PYTHONDONTWRITEBYTECODE"] = "1"
        command = [sys.executable, "-m", "pytest", "-x", "-q", "-p", "no:cacheprovider", *self.tests]
        process = subprocess.Popen(
            command, cwd=self.folder, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
        try:
            return process.wait(patience)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
            return None


if __name__ == "__main__":
    sys.exit(main())
