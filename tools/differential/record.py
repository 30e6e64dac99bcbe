"""Writes tests/differential/goldens/: the cases of native modules with what aws-cdk-lib answers.

    python -m tools.differential.record --oracle-python PYTHON [MODULE …]

PYTHON has aws-cdk-lib installed. A golden is
one compressed file a module: a line of JSON for each case, the first line the versions.
"""

import argparse
import json
import os
import signal
import subprocess
import tempfile
from pathlib import Path
from typing import Any, Final

import zstandard
from tests.differential.goldens import GOLDENS
from tests.own_code import without_own_code

from landform.cdk.api import names_of, native_modules
from tools.differential.cases import cases_of
from tools.differential.values import Values
from tools.parity_goldens import versions_of

EVALUATE: Final = Path(__file__).parents[2] / "tests" / "differential" / "evaluate.py"
#: Modules whose classes are not services': they are held by tests of their own.
LEFT_OUT: Final = ("assertions", "aws_sagemaker", "cloudformation_include", "constructs")


def main() -> None:
    """Record the goldens of the named modules, or of all."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--oracle-python", required=True)
    parser.add_argument("modules", nargs="*")
    options = parser.parse_args()
    natives = native_modules()
    values = Values({each: names_of(each) for each in natives}, frozenset(natives))
    for module in options.modules or [each for each in natives if each not in LEFT_OUT]:
        cases = cases_of(values, module)
        answers = answered(options.oracle_python, cases)
        write(module, versions_of(options.oracle_python), cases, answers)
        refused = sum("error" in each for each in answers)
        print(f"{module}: {len(cases)} cases, {refused} refused by the oracle", flush=True)


def answered(python: str, cases: list[Any]) -> list[Any]:
    """What aws-cdk-lib answers."""
    with tempfile.TemporaryDirectory() as folder:
        given, out = Path(folder) / "cases.json", Path(folder) / "answers.jsonl"
        given.write_text(json.dumps(cases), encoding="utf-8")
        environment = {
            "PATH": "/usr/local/bin:/usr/bin:/bin",
            "HOME": folder,
            "CDK_VALIDATION": "false",
            "PYTHONDONTWRITEBYTECODE": "1",
            "JSII_DEPRECATED": "quiet",
            "JSII_SILENCE_WARNING_UNTESTED_NODE_VERSION": "1",
            "JSII_SILENCE_WARNING_DEPRECATED_NODE_VERSION": "1",
            "JSII_SILENCE_WARNING_END_OF_LIFE_NODE_VERSION": "1",
        }
        command = [python, str(EVALUATE), str(given), str(out)]
        # In a session of its own, so that its Node can be ended with it.
        process = subprocess.Popen(
            command, env=environment, cwd=EVALUATE.parent, stderr=subprocess.DEVNULL, start_new_session=True
        )
        if process.wait() != 0:
            raise RuntimeError(f"{python} failed; run {' '.join(command)}")
        os.killpg(process.pid, signal.SIGKILL)
        answers = [json.loads(line) for line in out.read_text(encoding="utf-8").splitlines()]
        for each in answers:
            without_own_code(each.get("template", {}))
        return answers


def write(module: str, versions: Any, cases: list[Any], answers: list[Any]) -> None:
    """One golden."""
    lines = [versions, *({**case, **answer} for case, answer in zip(cases, answers, strict=True))]
    text = "\n".join(json.dumps(line, separators=(",", ":"), sort_keys=True) for line in lines)
    GOLDENS.mkdir(exist_ok=True)
    data = zstandard.ZstdCompressor(level=19).compress(text.encode("utf-8"))
    (GOLDENS / f"{module}.jsonl.zst").write_bytes(data)


if __name__ == "__main__":
    main()
