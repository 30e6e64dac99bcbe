"""Which machines tasks are put on.

Source: https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task-placement.html
"""

from collections.abc import Sequence
from typing import Any

from landform.cdk.aws_ecs.enums import BinPackResource
from landform.cdk.aws_ecs.kinds import BuiltInAttributes
from landform.cdk.core.native import Native
from landform.cdk.l1.lookup import cfn_class


class PlacementConstraint(Native):
    """What machines have to be like."""

    def __init__(self, rendered: Sequence[dict[str, str]]) -> None:
        self._rendered = [dict(each) for each in rendered]

    @staticmethod
    def distinct_instances() -> "PlacementConstraint":
        """Each task on a machine of its own."""
        return PlacementConstraint([{"type": "distinctInstance"}])

    @staticmethod
    def member_of(*expressions: str) -> "PlacementConstraint":
        """Machines that expressions of the query language hold for."""
        return PlacementConstraint([{"type": "memberOf", "expression": each} for each in expressions])

    def to_json(self) -> list[Any]:
        """As services have them."""
        kind = cfn_class("aws_ecs", "CfnService").PlacementConstraintProperty
        return [kind(**each) for each in self._rendered]

    def _written(self) -> list[dict[str, str]]:
        return [{name.capitalize(): value for name, value in each.items()} for each in self._rendered]


class PlacementStrategy(Native):
    """Which of the possible machines are taken first."""

    def __init__(self, rendered: Sequence[dict[str, str]]) -> None:
        self._rendered = [dict(each) for each in rendered]

    @staticmethod
    def packed_by(resource: BinPackResource) -> "PlacementStrategy":
        """The machine with the least left of something."""
        return PlacementStrategy([{"type": "binpack", "field": resource.value}])

    @staticmethod
    def packed_by_cpu() -> "PlacementStrategy":
        """The machine with the least processors left."""
        return PlacementStrategy.packed_by(BinPackResource.CPU)

    @staticmethod
    def packed_by_memory() -> "PlacementStrategy":
        """The machine with the least memory left."""
        return PlacementStrategy.packed_by(BinPackResource.MEMORY)

    @staticmethod
    def randomly() -> "PlacementStrategy":
        """Any."""
        return PlacementStrategy([{"type": "random"}])

    @staticmethod
    def spread_across(*fields: str) -> "PlacementStrategy":
        """Evenly over the values of fields, one after the other."""
        if not fields:
            raise ValueError("spreadAcross: give at least one field to spread by")
        return PlacementStrategy([{"type": "spread", "field": each} for each in fields])

    @staticmethod
    def spread_across_instances() -> "PlacementStrategy":
        """Evenly over machines."""
        return PlacementStrategy.spread_across(BuiltInAttributes.INSTANCE_ID)

    def to_json(self) -> list[Any]:
        """As services have them."""
        kind = cfn_class("aws_ecs", "CfnService").PlacementStrategyProperty
        return [kind(**each) for each in self._rendered]

    def _written(self) -> list[dict[str, str]]:
        return [{name.capitalize(): value for name, value in each.items()} for each in self._rendered]
