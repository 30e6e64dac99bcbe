"""Measures Landform against its peers, each in a process of its own, and prints one table."""

import tempfile
from pathlib import Path

from bench.cdk import construct_library
from bench.measure import Cost, median, run
from bench.memory import memory
from bench.programs import (
    QUEUES_BY_LANDFORM,
    QUEUES_BY_MOTO,
    QUEUES_WARM,
    TWIN,
    VALIDATE_BY_CFN_LINT,
    VALIDATE_BY_LANDFORM,
)
from bench.server import servers
from bench.templates import mixed_template
from bench.waiting import waiting

QUEUES = 500
TURNS = 3
TWIN_SIZES = (1000, 5000, 10000)


def main() -> None:
    """Print every measure with its target."""
    print("Landform bench: CPU seconds are user + system of the whole process.\n")
    _queues_cold()
    _queues_warm()
    _twin()
    _validation()
    construct_library()
    servers()
    waiting()
    memory()


def _queues_cold() -> None:
    ours = median([run(QUEUES_BY_LANDFORM, str(QUEUES)) for _ in range(TURNS)])
    moto = median([run(QUEUES_BY_MOTO, str(QUEUES)) for _ in range(TURNS)])
    print(f"Deploy of {QUEUES} queues, whole cold process (median of {TURNS})")
    print(f"  landform              {_cost(ours)}")
    print(f"  moto's CloudFormation {_cost(moto)}")
    print(f"  ratio                 cpu {ours.cpu_seconds / moto.cpu_seconds:.2f}", end="")
    print(f"  wall {ours.wall_seconds / moto.wall_seconds:.2f}  (target <= 0.60)\n")


def _queues_warm() -> None:
    ours, script = run(QUEUES_WARM, str(QUEUES)).result
    print(f"Deploy of {QUEUES} queues, warm, against a bare boto3 script with the same calls (CPU)")
    print(f"  landform {ours:.2f} s, script {script:.2f} s, ratio {ours / script:.2f}  (target <= 1.30)\n")


def _twin() -> None:
    print("Engine overhead a resource with the twin, SQLite state (target <= 1 ms, linear within 15 %)")
    rates: list[float] = []
    for size in TWIN_SIZES:
        found = run(TWIN, str(size)).result
        rates.append(found["cpu"] / size * 1000)
        print(
            f"  {size:>6} resources: {found['wall'] / size * 1000:.2f} ms wall, {rates[-1]:.2f} ms cpu; "
            f"no-op plan {found['noop']:.2f} s" + ("  (target <= 1 s)" if size == 5000 else "")
        )
    print(f"  growth from smallest to largest: {(rates[-1] / rates[0] - 1) * 100:+.0f} %\n")


def _validation() -> None:
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "template.yaml"
        file.write_text(mixed_template(), encoding="utf-8")
        ours = run(VALIDATE_BY_LANDFORM, str(file)).result
        lint = run(VALIDATE_BY_CFN_LINT, str(file)).result
    print("Validation of a 500-resource template with 20 mistakes of four kinds (CPU)")
    print(f"  landform {ours['cpu']:.2f} s: {ours['count']} findings {', '.join(ours['findings'])}")
    print(f"  cfn-lint {lint['cpu']:.2f} s: {lint['count']} findings {', '.join(lint['findings'])}")
    print(f"  times faster: {lint['cpu'] / ours['cpu']:.0f}  (target >= 50)")


def _cost(cost: Cost) -> str:
    return f"cpu {cost.cpu_seconds:.2f} s  wall {cost.wall_seconds:.2f} s"


if __name__ == "__main__":
    main()
