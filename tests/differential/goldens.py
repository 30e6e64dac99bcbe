"""The recorded cases: one compressed file a module, a line of JSON for each case."""

import json
from pathlib import Path
from typing import Any

import zstandard

GOLDENS = Path(__file__).parent / "goldens"


def read(module: str) -> tuple[dict[str, str], list[dict[str, Any]]]:
    """The versions that answered, and the cases with their answers."""
    data = (GOLDENS / f"{module}.jsonl.zst").read_bytes()
    lines = (
        zstandard.ZstdDecompressor().decompress(data, max_output_size=1 << 30).decode("utf-8").splitlines()
    )
    versions, *cases = (json.loads(line) for line in lines)
    return versions, cases


def modules() -> list[str]:
    """The modules with goldens."""
    return sorted(each.name.removesuffix(".jsonl.zst") for each in GOLDENS.glob("*.jsonl.zst"))
