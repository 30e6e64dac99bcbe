"""Builds src/landform/schema/data/pack.bin from the registry schemas that cfn-lint publishes.

The source is pinned: the cfn-lint release named in SOURCE_VERSION must be the one installed. The same
release gives the same bytes. What is changed on the way is only what checking needs: prose is dropped,
handler permissions are dropped, regexes that ECMA-262 engines refuse are rewritten or, where they
cannot be, left out and counted. Corrections to AWS's data are not made here but in overlays.

Run: python tools/build_schema_pack.py
"""

import json
import sys
from importlib.metadata import version
from pathlib import Path
from typing import TypeAlias

import cfnlint
import jsonschema_rs
import zstandard
from cfnlint.schema.manager import PROVIDER_SCHEMA_MANAGER

Json: TypeAlias = "bool | int | float | str | list[Json] | dict[str, Json] | None"
JsonObject: TypeAlias = dict[str, Json]

SOURCE_VERSION = "1.58.0"
SOURCE_REGION = "us-east-1"
OUTPUT = Path(__file__).parent.parent / "src" / "landform" / "schema" / "data" / "pack.bin"

DICTIONARY_BYTES = 112_640  # zstd's usual dictionary size: each type is compressed alone
COMPRESSION_LEVEL = 19
PROSE = frozenset(
    {"description", "title", "examples", "$comment", "sourceUrl", "documentationUrl", "$schema", "$id"}
)
DROPPED_AT_TOP = frozenset({"resourceLink", "typeConfiguration", "lifecycle", "taggable"})
NAMES_HOLDERS = frozenset({"properties", "definitions", "patternProperties"})


def main() -> None:
    """Write the pack and say what is in it."""
    if version("cfn-lint") != SOURCE_VERSION:
        sys.exit(f"cfn-lint {SOURCE_VERSION} is needed, {version('cfn-lint')} is installed")
    data = Path(cfnlint.__file__).parent / "data" / "schemas"
    names: dict[str, str] = json.loads((data / "providers" / f"{SOURCE_REGION}.json").read_text())
    dropped_patterns: list[str] = []
    documents = {
        type_name: _normalised(data / "resources" / f"{digest}.json", dropped_patterns)
        for type_name, digest in sorted(names.items())
    }
    date: str = json.loads((data / "version.json").read_text())["schema_date"]
    header: JsonObject = {"source": f"cfn-lint {SOURCE_VERSION}", "region": SOURCE_REGION}
    header["schema_date"] = date
    left_out: list[Json] = []
    left_out.extend(dropped_patterns)
    header["regexes_left_out"] = left_out
    _write(documents, header)
    print(f"{len(documents)} types, {OUTPUT.stat().st_size} bytes, {len(dropped_patterns)} regexes left out")
    for line in dropped_patterns:
        print(f"  {line}")


def _normalised(file: Path, dropped_patterns: list[str]) -> JsonObject:
    raw: JsonObject = json.loads(file.read_text(encoding="utf-8"))
    kept = {key: value for key, value in raw.items() if key not in DROPPED_AT_TOP}
    handlers = kept.get("handlers")
    names: list[Json] = []
    names.extend(sorted(handlers) if isinstance(handlers, dict) else ())
    kept["handlers"] = names
    type_name = str(raw["typeName"])
    document = _without_prose(kept, holds_names=False)
    assert isinstance(document, dict)
    _fix_patterns(document, type_name, dropped_patterns)
    attributes: list[Json] = []
    attributes.extend(sorted(PROVIDER_SCHEMA_MANAGER.get_resource_schema(SOURCE_REGION, type_name).get_atts))
    document["attributes"] = attributes
    return document


def _without_prose(node: Json, *, holds_names: bool) -> Json:
    if isinstance(node, list):
        return [_without_prose(item, holds_names=False) for item in node]
    if not isinstance(node, dict):
        return node
    return {
        key: _without_prose(value, holds_names=key in NAMES_HOLDERS and not holds_names)
        for key, value in node.items()
        if holds_names or key not in PROSE
    }


def _fix_patterns(node: Json, where: str, dropped: list[str]) -> None:
    """Rewrite or remove, in place, each `pattern` the validator's regex engine refuses."""
    if isinstance(node, list):
        for item in node:
            _fix_patterns(item, where, dropped)
    if not isinstance(node, dict):
        return
    pattern = node.get("pattern")
    if isinstance(pattern, str):
        usable = next((each for each in _spellings(pattern) if _compiles(each)), None)
        if usable is None:
            dropped.append(f"{where}: {pattern}")
            del node["pattern"]
        else:
            node["pattern"] = usable
    by_pattern = node.get("patternProperties")
    if isinstance(by_pattern, dict) and not all(_compiles(each) for each in by_pattern):
        dropped.append(f"{where}: patternProperties {list(by_pattern)}")
        del node["patternProperties"]
        node.pop("additionalProperties", None)
    for value in node.values():
        _fix_patterns(value, where, dropped)


def _spellings(pattern: str) -> list[str]:
    """The pattern and its rewritings from Java's dialect to ECMA-262's, in order of preference."""
    without_anchors = pattern.replace("\\A", "^").replace("\\Z", "$").replace("\\z", "$")
    classes = without_anchors
    for name, characters in (("Alnum", "a-zA-Z0-9"), ("Alpha", "a-zA-Z"), ("Digit", "0-9")):
        classes = classes.replace(f"[\\p{{{name}}}]", f"[{characters}]").replace(f"\\p{{{name}}}", characters)
    for name in ("ASCII", "Graph", "Print"):
        classes = classes.replace(f"\\p{{{name}}}", "\\x20-\\x7E")
    unflagged = classes.removeprefix("(?s)").removeprefix("(?i)")
    possessive = unflagged.replace("++", "+").replace("*+", "*").replace("?+", "?")
    return [pattern, without_anchors, classes, unflagged, possessive, pattern.replace("/", "\\/")]


def _compiles(pattern: str) -> bool:
    try:
        jsonschema_rs.Draft7Validator({"type": "string", "pattern": pattern})
    except (ValueError, jsonschema_rs.ValidationError):
        return False
    return True


def _write(documents: dict[str, JsonObject], header: JsonObject) -> None:
    """Layout: 8 bytes big-endian header length, header JSON, dictionary, then one frame per type."""
    texts: list[bytes | bytearray | memoryview[int]] = [
        json.dumps(each, separators=(",", ":"), sort_keys=True).encode() for each in documents.values()
    ]
    dictionary = zstandard.train_dictionary(DICTIONARY_BYTES, texts)
    compressor = zstandard.ZstdCompressor(level=COMPRESSION_LEVEL, dict_data=dictionary)
    frames = [compressor.compress(text) for text in texts]
    index: dict[str, list[int]] = {}
    offset = 0
    for type_name, frame in zip(documents, frames, strict=True):
        index[type_name] = [offset, len(frame)]
        offset += len(frame)
    dictionary_bytes = dictionary.as_bytes()
    head = json.dumps(
        {**header, "dictionary_bytes": len(dictionary_bytes), "types": index}, separators=(",", ":")
    ).encode()
    OUTPUT.parent.mkdir(parents=True, exist_ok=True)
    OUTPUT.write_bytes(len(head).to_bytes(8, "big") + head + dictionary_bytes + b"".join(frames))


if __name__ == "__main__":
    main()
