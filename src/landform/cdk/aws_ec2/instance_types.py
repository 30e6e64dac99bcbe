"""Instance types.

Source: https://docs.aws.amazon.com/ec2/latest/instancetypes/instance-type-names.html
"""

import re
from typing import Any

from landform.cdk.aws_ec2.compute_kinds import InstanceArchitecture
from landform.cdk.aws_ec2.parts import data, enum_of
from landform.cdk.core.checked import Checked

InstanceClass = enum_of("InstanceClass", data("instance_types")["classes"])
InstanceSize = enum_of("InstanceSize", data("instance_types")["sizes"])
_FAMILY = re.compile(r"^([a-z]+)(\d{1,2})([a-z\-]*)\.([a-z0-9\-]+)$")
_BURSTABLE = ("t2", "t3", "t4")


class InstanceType(Checked):
    """A kind of machine, such as `t3.micro`."""

    def __init__(self, instance_type_identifier: str) -> None:
        self._name = instance_type_identifier

    @staticmethod
    def of(instance_class: Any, instance_size: Any) -> "InstanceType":
        """The type of a class and a size."""
        table = data("instance_types")
        return InstanceType(f"{table['classes'][instance_class.value]}.{table['sizes'][instance_size.value]}")

    @property
    def architecture(self) -> InstanceArchitecture:
        """The processor: ARM where the class has a `g` behind its number, or is a1."""
        found = _FAMILY.match(self._name)
        if found is None or not re.fullmatch("[a-z]*", found[3]):
            raise ValueError("Malformed instance type identifier")
        is_arm = found[1] + found[2] == "a1" or "g" in found[3]
        return InstanceArchitecture.ARM_64 if is_arm else InstanceArchitecture.X86_64

    def is_burstable(self) -> bool:
        """Whether it works with CPU credits."""
        return self._name.startswith(_BURSTABLE)

    def same_instance_class_as(self, other: "InstanceType") -> bool:
        """Whether another differs in its size at most."""
        mine, theirs = self._name.split(".")[0], other.to_string().split(".")[0]
        return mine == theirs

    def to_string(self) -> str:
        """Its name."""
        return self._name

    def __str__(self) -> str:
        return self._name
