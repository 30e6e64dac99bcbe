"""What differs from deployment to deployment: context values, read once and checked where they come in."""

from dataclasses import dataclass

from constructs import Construct


@dataclass(frozen=True, kw_only=True)
class InferenceSettings:
    """The machines behind the endpoint."""

    instance_type: str  # such as ml.g5.xlarge
    instance_count: int  # at the start, and the fewest that scaling leaves
    max_instance_count: int

    @classmethod
    def from_context(cls, scope: Construct) -> "InferenceSettings":
        """The values of cdk.json, or of `-c name=value`; raises ValueError for numbers that cannot be."""
        count = int(scope.node.get_context("instanceCount"))
        most = int(scope.node.get_context("maxInstanceCount"))
        if not 1 <= count <= most:
            raise ValueError(f"instanceCount is {count}: it has to be 1 to {most}, the maxInstanceCount")
        return cls(
            instance_type=str(scope.node.get_context("instanceType")),
            instance_count=count,
            max_instance_count=most,
        )
