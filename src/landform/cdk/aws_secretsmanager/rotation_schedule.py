"""Schedules by which secrets are changed.

Source: https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-secretsmanager-rotationschedule.html
"""

from typing import Any, ClassVar, Final

from landform.cdk.aws_iam.policy_statement import PolicyStatement
from landform.cdk.aws_iam.principals import ServicePrincipal
from landform.cdk.core.native import Native
from landform.cdk.core.quantities import Duration
from landform.cdk.core.resource import Resource

DEFAULT_DAYS: Final = 30
LEAST_HOURS: Final = 4
MOST_HOURS: Final = 1000 * 24
_ROTATE: Final = (
    "secretsmanager:DescribeSecret",
    "secretsmanager:GetSecretValue",
    "secretsmanager:PutSecretValue",
    "secretsmanager:UpdateSecretVersionStage",
)


class RotationSchedule(Native, Resource):
    """A schedule for a secret."""

    PROPERTY_INJECTION_ID: ClassVar[str] = "aws-cdk-lib.aws-secretsmanager.RotationSchedule"

    def __init__(
        self,
        scope: Any,
        id: str,
        *,
        secret: Any,
        automatically_after: Duration | None = None,
        hosted_rotation: Any = None,
        rotate_immediately_on_update: bool | None = None,
        rotation_lambda: Any = None,
    ) -> None:
        super().__init__(scope, id)
        if (rotation_lambda is None) is (hosted_rotation is None):
            raise ValueError("One of `rotationLambda` or `hostedRotation` must be specified.")
        if rotation_lambda is not None:
            self._admit(rotation_lambda, secret)
        import landform.cdk.aws_secretsmanager as module

        module.__getattr__("CfnRotationSchedule")(
            self,
            "Resource",
            secret_id=secret.secret_arn,
            rotation_lambda_arn=rotation_lambda.function_arn if rotation_lambda is not None else None,
            hosted_rotation_lambda=hosted_rotation.bind(secret, self)
            if hosted_rotation is not None
            else None,
            rotation_rules=_rules(automatically_after),
            rotate_immediately_on_update=rotate_immediately_on_update,
        )
        secret.deny_account_root_delete()

    def _admit(self, function: Any, secret: Any) -> None:
        """Let Secrets Manager call the function, and the function change the secret."""
        if function.permissions_node.default_child is None:
            return
        if secret.encryption_key is not None:
            principal = secret._through_service(function.grant_principal)
            secret.encryption_key.grant_encrypt_decrypt(principal)
        grant = function.grant_invoke(ServicePrincipal("secretsmanager.amazonaws.com"))
        grant.apply_before(self)
        arn = secret.secret_full_arn or f"{secret.secret_arn}-??????"
        function.add_to_role_policy(PolicyStatement(actions=list(_ROTATE), resources=[arn]))
        function.add_to_role_policy(
            PolicyStatement(actions=["secretsmanager:GetRandomPassword"], resources=["*"])
        )


def _rules(after: Duration | None) -> dict[str, Any] | None:
    """A rate in whole days where it is one; None for no rotation by time."""
    hours = DEFAULT_DAYS * 24 if after is None else after.to_hours()
    if hours == 0:
        return None
    if not LEAST_HOURS <= hours <= MOST_HOURS:
        raise ValueError(
            "automaticallyAfter must not be smaller than 4 hours"
            if hours < LEAST_HOURS
            else "automaticallyAfter must not be greater than 1000 days"
        )
    number, unit = (hours / 24, "day") if hours % 24 == 0 else (hours, "hour")
    return {"ScheduleExpression": f"rate({int(number)} {unit}{'' if number == 1 else 's'})"}
