"""The asset manifest of one stack, in the making."""

import hashlib
import json
from typing import Any


class AssetManifestBuilder:
    """Files and images with their destinations."""

    def __init__(self) -> None:
        self.files: dict[str, dict[str, Any]] = {}
        self.docker_images: dict[str, dict[str, Any]] = {}

    def add_file(
        self,
        *,
        source_hash: str,
        source: dict[str, Any],
        destination: dict[str, Any],
        place: str,
        name: str | None,
    ) -> None:
        """Add a file; `place` names account and region of the destination."""
        entry = self.files.setdefault(source_hash, _entry(name, source))
        entry["destinations"][f"{place}-{_digest(destination)}"] = destination

    def add_image(
        self,
        *,
        source_hash: str,
        source: dict[str, Any],
        destination: dict[str, Any],
        place: str,
        name: str | None,
    ) -> None:
        """Add an image."""
        entry = self.docker_images.setdefault(source_hash, _entry(name, source))
        entry["destinations"][f"{place}-{_digest(destination)}"] = destination


def _entry(name: str | None, source: dict[str, Any]) -> dict[str, Any]:
    shown = {"displayName": name} if name else {}
    return {**shown, "source": source, "destinations": {}}


def _digest(destination: dict[str, Any]) -> str:
    text = json.dumps(destination, separators=(",", ":"), ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()[:8]
