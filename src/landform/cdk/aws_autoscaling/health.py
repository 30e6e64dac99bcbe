"""Who says whether a machine is healthy.

Source: https://docs.aws.amazon.com/autoscaling/ec2/userguide/ec2-auto-scaling-health-checks.html
"""

from collections.abc import Sequence

from landform.cdk.aws_autoscaling.enums import AdditionalHealthCheckType
from landform.cdk.core.checked import Checked
from landform.cdk.core.quantities import Duration

EC2 = "EC2"


class HealthCheck(Checked):
    """One kind of check; `HealthChecks` says more."""

    def __init__(self, type: str, grace_period: Duration | None) -> None:
        self.type = type
        self.grace_period = grace_period

    @staticmethod
    def ec2(*, grace: Duration | None = None) -> "HealthCheck":
        """The machine's own state."""
        return HealthCheck(EC2, grace)

    @staticmethod
    def elb(*, grace: Duration) -> "HealthCheck":
        """What its load balancer says, too."""
        return HealthCheck("ELB", grace)


class HealthChecks(Checked):
    """Kinds of checks."""

    def __init__(self, types: Sequence[str], grace_period: Duration | None) -> None:
        self.types = list(types)
        self.grace_period = grace_period

    @staticmethod
    def ec2(*, grace_period: Duration | None = None) -> "HealthChecks":
        """The machine's own state."""
        return HealthChecks([EC2], grace_period)

    @staticmethod
    def with_additional_checks(
        *, additional_types: Sequence[AdditionalHealthCheckType], grace_period: Duration | None = None
    ) -> "HealthChecks":
        """What others say of it, too."""
        if not additional_types:
            raise ValueError(
                "At least one health check type must be specified in 'additionalTypes' for 'healthChecks'"
            )
        return HealthChecks([each.value for each in additional_types], grace_period)
