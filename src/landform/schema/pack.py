"""Reads the schema pack: one compressed file, one type decompressed at a time.

The layout is written by tools/build_schema_pack.py: 8 bytes header length, a JSON header with the source
and an index, a zstd dictionary, then one zstd frame per type.
"""

import json
from importlib.resources import files
from typing import Any

import zstandard

JsonObject = dict[str, Any]
"""A registry schema as parsed JSON; read only through ResourceSchema."""

_LENGTH_BYTES = 8


class SchemaPack:
    """The registry schemas of all public AWS types at one date."""

    def __init__(self, data: bytes) -> None:
        head_end = _LENGTH_BYTES + int.from_bytes(data[:_LENGTH_BYTES], "big")
        header: JsonObject = json.loads(data[_LENGTH_BYTES:head_end])
        self.source: str = header["source"]
        self.schema_date: str = header["schema_date"]
        self._index: dict[str, tuple[int, int]] = header["types"]
        self._frames_start = head_end + header["dictionary_bytes"]
        dictionary = zstandard.ZstdCompressionDict(data[head_end : self._frames_start])
        self._decompressor = zstandard.ZstdDecompressor(dict_data=dictionary)
        self._data = data

    def type_names(self) -> list[str]:
        """All type names, sorted."""
        return list(self._index)

    def document(self, type_name: str) -> JsonObject | None:
        """The schema of one type, or None when the pack does not know the type."""
        place = self._index.get(type_name)
        if place is None:
            return None
        start = self._frames_start + place[0]
        frame = self._data[start : start + place[1]]
        document: JsonObject = json.loads(self._decompressor.decompress(frame))
        return document


def load_pack() -> SchemaPack:
    """The pack that ships with Landform."""
    return SchemaPack((files("landform.schema") / "data" / "pack.bin").read_bytes())
