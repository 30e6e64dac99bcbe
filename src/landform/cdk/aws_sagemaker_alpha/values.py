"""The machines that models run on, and how requests can fail.

Source: https://docs.aws.amazon.com/sagemaker/latest/dg/notebooks-available-instance-types.html
and https://docs.aws.amazon.com/sagemaker/latest/dg/monitoring-cloudwatch.html
"""

import re
from enum import Enum
from typing import Final, Self

from landform.cdk.core.native import Native
from landform.cdk.core.tokens import is_unresolved

PREFIX: Final = "ml."
# Family: sizes. `2xlarge` of `c5d` is the name ml.c5d.2xlarge and the member C5_D_2_XLARGE: so jsii's
# generator spells it in Python.
_INSTANCE_SIZES: Final = {
    "c4": "large xlarge 2xlarge 4xlarge 8xlarge",
    "c5": "large xlarge 2xlarge 4xlarge 9xlarge 18xlarge",
    "c5d": "large xlarge 2xlarge 4xlarge 9xlarge 18xlarge",
    "c6i": "large xlarge 2xlarge 4xlarge 8xlarge 12xlarge 16xlarge 24xlarge 32xlarge",
    "g4dn": "xlarge 2xlarge 4xlarge 8xlarge 12xlarge 16xlarge",
    "g5": "xlarge 2xlarge 4xlarge 8xlarge 12xlarge 16xlarge 24xlarge 48xlarge",
    "g6": "xlarge 2xlarge 4xlarge 8xlarge 12xlarge 16xlarge 24xlarge 48xlarge",
    "inf1": "xlarge 2xlarge 6xlarge 24xlarge",
    "inf2": "xlarge 8xlarge 24xlarge 48xlarge",
    "m4": "xlarge 2xlarge 4xlarge 10xlarge 16xlarge",
    "m5": "large xlarge 2xlarge 4xlarge 12xlarge 24xlarge",
    "m5d": "large xlarge 2xlarge 4xlarge 12xlarge 24xlarge",
    "p2": "xlarge 8xlarge 16xlarge",
    "p3": "2xlarge 8xlarge 16xlarge",
    "p4d": "24xlarge",
    "r5": "large xlarge 2xlarge 4xlarge 12xlarge 24xlarge",
    "r5d": "large xlarge 2xlarge 4xlarge 12xlarge 24xlarge",
    "t2": "medium large xlarge 2xlarge",
}
_DIGIT_THEN_LETTER: Final = re.compile(r"(?<=[0-9])(?=[a-z])")
_ACCELERATOR_SIZES: Final = {"eia1": "medium large xlarge", "eia2": "medium large xlarge"}


class _MachineType(Native):
    """A name that starts with `ml.`; raises ValueError for other names."""

    def __init__(self, name: str) -> None:
        if not is_unresolved(name) and not name.startswith(PREFIX):
            raise ValueError(f"instance type must start with '{PREFIX}'; (got {name})")
        self._name = name

    def to_string(self) -> str:
        """The name, such as `ml.g5.xlarge`."""
        return self._name

    def __str__(self) -> str:
        return self._name

    def __eq__(self, other: object) -> bool:
        return type(other) is type(self) and str(other) == self._name

    def __hash__(self) -> int:
        return hash(self._name)

    @classmethod
    def _add(cls, sizes: dict[str, str]) -> None:
        """Make a member for each size of each family."""
        for family, names in sizes.items():
            for size in names.split():
                member = _DIGIT_THEN_LETTER.sub("_", f"{family}_{size}").upper()
                setattr(cls, member, cls(f"{PREFIX}{family}.{size}"))


class InstanceType(_MachineType):
    """The kind of machine that a model runs on, such as `InstanceType.G5_XLARGE`."""

    def __init__(self, instance_type: str) -> None:
        super().__init__(instance_type)

    @classmethod
    def of(cls, instance_type: str) -> Self:
        """One that is not listed here."""
        return cls(instance_type)


class AcceleratorType(_MachineType):
    """A part of a GPU that is attached to a machine, such as `AcceleratorType.EIA2_MEDIUM`."""

    def __init__(self, accelerator_type: str) -> None:
        super().__init__(accelerator_type)

    @classmethod
    def of(cls, accelerator_type: str) -> Self:
        """One that is not listed here."""
        return cls(accelerator_type)


InstanceType._add(_INSTANCE_SIZES)
AcceleratorType._add(_ACCELERATOR_SIZES)


class InvocationHttpResponseCode(Enum):
    """Answers of an endpoint that say something is wrong; the value is the name of their metric."""

    INVOCATION_4XX_ERRORS = "Invocation4XXErrors"
    INVOCATION_5XX_ERRORS = "Invocation5XXErrors"
