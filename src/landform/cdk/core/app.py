"""The root of an app."""

import atexit
import json
import os
import sys
from collections.abc import Mapping
from typing import Any

from landform.cdk.core.feature_flags import WITHOUT_EFFECT
from landform.cdk.core.stage import Stage

CONTEXT_VARIABLE = "CDK_CONTEXT_JSON"
OVERFLOW_VARIABLE = "CONTEXT_OVERFLOW_LOCATION_ENV"
OUTDIR_VARIABLE = "CDK_OUTDIR"


class App(Stage):
    """An app: stacks, and the context they are made in.

    The app is synthesized when the program ends, if it was started by a toolkit and nobody called `synth`.
    """

    def __init__(
        self,
        *,
        analytics_reporting: bool | None = None,
        auto_synth: bool | None = None,
        builtin_cloud_formation_validation: bool | None = None,
        confirm_validation_plugins_do_not_mutate: bool | None = None,
        context: Mapping[str, Any] | None = None,
        default_stack_synthesizer: Any = None,
        outdir: str | None = None,
        performance_reporting: bool | None = None,
        policy_validation_beta1: Any = None,
        post_cli_context: Mapping[str, Any] | None = None,
        property_injectors: Any = None,
        stack_traces: bool | None = None,
        tree_metadata: bool | None = None,
    ) -> None:
        super().__init__(
            None,
            "",
            outdir=outdir or os.environ.get(OUTDIR_VARIABLE),
            policy_validation_beta1=policy_validation_beta1,
            property_injectors=property_injectors,
        )
        del builtin_cloud_formation_validation, confirm_validation_plugins_do_not_mutate
        del performance_reporting, stack_traces
        self._default_stack_synthesizer = default_stack_synthesizer
        for key, value in _context(context, post_cli_context).items():
            if key in WITHOUT_EFFECT:
                raise ValueError(f"Unsupported feature flag '{key}'. {WITHOUT_EFFECT[key]}")
            self.node.set_context(key, value)
        if analytics_reporting is not None:
            self.node.set_context("aws:cdk:disable-version-reporting", not analytics_reporting)
        self._tree_metadata = tree_metadata is not False
        started_by_toolkit = OUTDIR_VARIABLE in os.environ
        if auto_synth if auto_synth is not None else started_by_toolkit:
            atexit.register(self._synth_at_the_end)

    def _synth_at_the_end(self) -> None:
        """Write the assembly, unless the program ends by an error: what is there then is half an app."""
        if getattr(sys, "last_value", None) is None:
            self.synth()

    @staticmethod
    def is_app(obj: Any) -> bool:
        """Whether it is one."""
        return isinstance(obj, App)


def _context(given: Mapping[str, Any] | None, last: Mapping[str, Any] | None) -> dict[str, Any]:
    """Code's context, over it the toolkit's, over that what the code insists on."""
    text = os.environ.get(CONTEXT_VARIABLE)
    from_toolkit = json.loads(text) if text else {}
    overflow = os.environ.get(OVERFLOW_VARIABLE)
    if overflow:
        from pathlib import Path

        from_toolkit = {**from_toolkit, **json.loads(Path(overflow).read_text(encoding="utf-8"))}
    return {**(given or {}), **from_toolkit, **(last or {})}
