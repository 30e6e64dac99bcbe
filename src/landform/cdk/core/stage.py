"""A part of an app that is an assembly of its own: the app itself, or a stage within it."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from landform.cdk.constructs import Construct
from landform.cdk.constructs.trace import named_construct


class Stage(Construct):
    """Everything below becomes one cloud assembly."""

    def __init__(
        self,
        scope: Any,
        id: str,
        *,
        env: Any = None,
        outdir: str | None = None,
        permissions_boundary: Any = None,
        policy_validation_beta1: Any = None,
        property_injectors: Any = None,
        stage_name: str | None = None,
    ) -> None:
        super().__init__(scope, id)
        if id and not _is_stage_id(id):
            raise ValueError(
                f'invalid stage name "{id}". Stage name must start with a letter and contain only '
                "alphanumeric characters, hyphens ('-'), underscores ('_') and periods ('.')"
                f"\n  {named_construct(self)}"
            )
        self.policy_validation_beta1 = list(policy_validation_beta1 or ())
        if property_injectors:
            from landform.cdk.core.injection import add_injectors

            add_injectors(self, property_injectors)
        given = env if isinstance(env, Mapping) else _environment(env)
        self.parent_stage: Stage | None = Stage.of(self.node.scope) if self.node.scope is not None else None
        parent = self.parent_stage
        self.account: str | None = given.get("account") or (parent.account if parent else None)
        self.region: str | None = given.get("region") or (parent.region if parent else None)
        if permissions_boundary is not None:
            permissions_boundary._bind(self)
        prefix = parent.stage_name if parent is not None else ""
        own = stage_name or id
        self.stage_name: str = "-".join(each for each in (prefix, own) if each)
        self._outdir = outdir
        self._assembly: Any = None

    @staticmethod
    def of(construct: Any) -> "Stage | None":
        """The stage a construct is in, or None."""
        current = construct
        while current is not None:
            if isinstance(current, Stage):
                return current
            current = current.node.scope
        return None

    @staticmethod
    def is_stage(x: Any) -> bool:
        """Whether it is one."""
        return isinstance(x, Stage)

    @property
    def artifact_id(self) -> str:
        """The name of the stage's artifact in its parent's assembly."""
        return f"assembly-{self.node.path.replace('/', '-')}" if self.node.path else ""

    @property
    def outdir(self) -> str:
        """The folder of the assembly."""
        if self.parent_stage is not None and self._outdir is None:
            return str(Path(self.parent_stage.outdir) / self.artifact_id)
        if self._outdir is None:
            from landform.cdk.core.output import default_outdir

            self._outdir = default_outdir()
        return self._outdir

    @property
    def asset_outdir(self) -> str:
        """The folder in which assets are staged: the app's."""
        return self.parent_stage.asset_outdir if self.parent_stage is not None else self.outdir

    def synth(
        self,
        *,
        aspect_stabilization: bool | None = None,
        error_on_duplicate_synth: bool | None = None,
        force: bool | None = None,
        skip_validation: bool | None = None,
        validate_on_synthesis: bool | None = None,
    ) -> Any:
        """Write the assembly; the second call gives the first one's unless forced."""
        from landform.cdk.core.synthesis import synthesize

        del aspect_stabilization, error_on_duplicate_synth
        if self._assembly is None or force:
            self._assembly = synthesize(
                self, skip_validation=bool(skip_validation), validate_early=bool(validate_on_synthesis)
            )
        return self._assembly


def _environment(env: Any) -> dict[str, Any]:
    return {} if env is None else {"account": env.account, "region": env.region}


def _is_stage_id(id: str) -> bool:
    import re

    return re.match(r"[a-z][a-z0-9\-_.]*\Z", id, re.IGNORECASE) is not None
