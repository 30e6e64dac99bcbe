"""How a stack's template and assets get into an environment."""

from typing import Any

from landform.cdk.core.synthesizers.bootstrapless import BootstraplessSynthesizer, LegacyStackSynthesizer
from landform.cdk.core.synthesizers.cli_credentials import CliCredentialsStackSynthesizer
from landform.cdk.core.synthesizers.default import DefaultStackSynthesizer

__all__ = [
    "BootstraplessSynthesizer",
    "CliCredentialsStackSynthesizer",
    "DefaultStackSynthesizer",
    "LegacyStackSynthesizer",
    "default_synthesizer",
]


def default_synthesizer(stack: Any) -> Any:
    """The app's default synthesizer for a stack, else the default one."""
    root = stack.node.root
    given = getattr(root, "_default_stack_synthesizer", None)
    if given is not None:
        return given.reusable_bind(stack) if hasattr(given, "reusable_bind") else given
    if stack.node.try_get_context("@aws-cdk/core:newStyleStackSynthesis") is False:
        return LegacyStackSynthesizer()
    return DefaultStackSynthesizer()
