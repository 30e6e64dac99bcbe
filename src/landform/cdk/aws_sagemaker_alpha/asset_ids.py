"""Ids of the assets of models: the same path gives the same id in every run."""

import hashlib


def asset_id(kind: str, path: str) -> str:
    """The kind, followed by a digest of the path as the app gives it."""
    return kind + hashlib.md5(path.encode(), usedforsecurity=False).hexdigest()
