"""Constructs of the core: stacks, tokens, references, synthesis.

As `aws_cdk.core` it also answers for every name of the API, as version 1 had them in a module of this name.
"""

from typing import Any


def __getattr__(name: str) -> Any:
    if name.startswith("_"):
        raise AttributeError(f"module '{__name__}' has no attribute '{name}'")
    from importlib import import_module

    return getattr(import_module("landform.cdk"), name)
