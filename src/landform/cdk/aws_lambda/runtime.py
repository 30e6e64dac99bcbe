"""Runtimes: what a function's code runs on.

The table of runtimes is runtimes.json; the constants are made when they are first asked for.
"""

import json
from functools import cache
from pathlib import Path
from typing import Any, ClassVar

from landform.cdk.aws_lambda.enums import RuntimeFamily
from landform.cdk.core.checked import CheckedKind

_IMAGES = "public.ecr.aws/sam/build-"


@cache
def _table() -> dict[str, list[Any]]:
    """Constant -> name, family, marks; in the order of `Runtime.ALL`."""
    text = Path(__file__).with_name("runtimes.json").read_text(encoding="utf-8")
    found: dict[str, list[Any]] = json.loads(text)["runtimes"]
    return found


class _Listed(CheckedKind):
    def __getattr__(cls, name: str) -> Any:
        if name == "ALL":
            found: Any = [getattr(cls, each) for each in _table()]
        elif name in _table():
            found = _listed(*_table()[name])
        else:
            raise AttributeError(f"aws_cdk.aws_lambda.Runtime has no runtime '{name}'")
        setattr(Runtime, name, found)
        return found


class Runtime(metaclass=_Listed):
    """What a function's code runs on."""

    ALL: ClassVar[list["Runtime"]]
    FROM_IMAGE: ClassVar["Runtime"]

    def __init__(
        self,
        name: str,
        family: RuntimeFamily | None = None,
        *,
        bundling_docker_image: str | None = None,
        is_variable: bool | None = None,
        supports_code_guru_profiling: bool | None = None,
        supports_inline_code: bool | None = None,
        supports_snap_start: bool | None = None,
    ) -> None:
        self.name = name
        self.family = family
        self.supports_inline_code = bool(supports_inline_code)
        self.supports_code_guru_profiling = bool(supports_code_guru_profiling)
        self.supports_snap_start = bool(supports_snap_start)
        self.is_variable = bool(is_variable)
        self._image = bundling_docker_image or f"{_IMAGES}{name}"

    @staticmethod
    def determine_latest_python_runtime(scope: Any) -> "Runtime":
        """The newest Python that the region has, as far as the reference library says: 3.13."""
        del scope
        found: Runtime = getattr(Runtime, "PYTHON_3_13")  # noqa: B009  (made on demand)
        return found

    @property
    def bundling_image(self) -> Any:
        """The image in which dependencies are installed."""
        from landform.cdk import DockerImage

        return DockerImage.from_registry(self._image)

    def runtime_equals(self, other: "Runtime") -> bool:
        """Whether it is the same one."""
        own = (self.name, self.family, self.supports_inline_code)
        return own == (other.name, other.family, other.supports_inline_code)

    def to_string(self) -> str:
        """The name."""
        return self.name

    def __str__(self) -> str:
        return self.name

    def hashed(self) -> dict[str, Any]:
        """What goes into the hash of a version whose layers name runtimes, in this order."""
        return {
            "name": self.name,
            "supportsInlineCode": self.supports_inline_code,
            "supportsCodeGuruProfiling": self.supports_code_guru_profiling,
            "supportsSnapStart": self.supports_snap_start,
            **({"family": self.family.value} if self.family is not None else {}),
            "bundlingDockerImage": self._image,
            "bundlingImage": self._image,
            "isVariable": self.is_variable,
        }


def _listed(name: str, family: str | None, marks: str) -> Runtime:
    return Runtime(
        name,
        RuntimeFamily[family] if family is not None else None,
        supports_inline_code="i" in marks,
        supports_code_guru_profiling="c" in marks,
        supports_snap_start="s" in marks,
        is_variable="v" in marks,
    )
