"""What the members of aws-cdk-lib are called in Python, as its own package says.

Writes tests/parity/python_names.txt.zst: a line `jsiiName python_name` for fields of records and public
members. The rule that makes our names (landform.cdk.l1.naming) is held to them, and other tools take names
from here, so that no check shares the rule that it checks.

    python -m tools.build_python_names SITE_PACKAGES/aws_cdk
"""

import argparse
import re
from functools import cache
from pathlib import Path

import zstandard

NAMES = Path(__file__).parents[1] / "tests" / "parity" / "python_names.txt.zst"
_FIELDS = re.compile(r"name_mapping=\{([^}]*)\}")
_FIELD = re.compile(r'"(\w+)": "(\w+)"')
_MEMBER = re.compile(r'@jsii\.member\(jsii_name="(\w+)"\)\n(?:\s+@builtins\.classmethod\n)?\s+def (\w+)')


@cache
def python_names() -> dict[str, str]:
    """jsii's name -> the name in Python, of all public members and fields."""
    text = zstandard.ZstdDecompressor().decompress(NAMES.read_bytes()).decode()
    return dict(line.split(" ") for line in text.splitlines())


def names_in(package: Path) -> dict[str, str]:
    """The names that a package made by jsii gives its members; those of protected members are left out."""
    found: dict[str, str] = {}
    for path in sorted(package.rglob("__init__.py")):
        text = path.read_text(encoding="utf-8")
        pairs = [(js, python) for each in _FIELDS.findall(text) for python, js in _FIELD.findall(each)]
        found |= {js: python for js, python in [*pairs, *_MEMBER.findall(text)] if not python.startswith("_")}
    return found


def main() -> None:
    """Write the names."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("package", type=Path, help="the folder of the installed package")
    names = names_in(parser.parse_args().package)
    lines = "".join(f"{js} {python}\n" for js, python in sorted(names.items()))
    NAMES.write_bytes(zstandard.ZstdCompressor(level=19).compress(lines.encode()))
    print(f"{len(names)} names")


if __name__ == "__main__":
    main()
