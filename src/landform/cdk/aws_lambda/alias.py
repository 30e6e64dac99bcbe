"""Aliases of versions.

Source: https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-resource-lambda-alias.html
"""

from collections.abc import Sequence
from typing import Any

from landform.cdk.aws_lambda.function_base import QualifiedFunctionBase
from landform.cdk.aws_lambda.version import provisioned_concurrency
from landform.cdk.core.fn import Fn
from landform.cdk.core.numbers import number_text
from landform.cdk.core.quantities import Duration
from landform.cdk.l1.lookup import cfn_class, given


class Alias(QualifiedFunctionBase):
    """A name for a version, or for several with weights."""

    can_create_permissions = True
    _scalable: Any = None

    def __init__(
        self,
        scope: Any,
        id: str,
        *,
        alias_name: str,
        version: Any,
        additional_versions: Sequence[Any] | None = None,
        description: str | None = None,
        max_event_age: Duration | None = None,
        on_failure: Any = None,
        on_success: Any = None,
        provisioned_concurrent_executions: float | None = None,
        retry_attempts: float | None = None,
    ) -> None:
        super().__init__(scope, id, physical_name=alias_name)
        self.lambda_ = version.lambda_
        self.alias_name = self.physical_name
        self.version = version
        self.architecture = self.lambda_.architecture
        self.tenancy_config = self.lambda_.tenancy_config
        self.role = version.role
        self.grant_principal = version.grant_principal
        resource = cfn_class("aws_lambda", "CfnAlias")(
            self,
            "Resource",
            name=alias_name,
            description=description,
            function_name=self.lambda_.function_name,
            function_version=version.version,
            routing_config=_routing(additional_versions),
            provisioned_concurrency_config=provisioned_concurrency(provisioned_concurrent_executions),
        )
        self.function_arn = self._get_resource_arn_attribute(
            resource.ref,
            {
                "service": "lambda",
                "resource": "function",
                "resource_name": f"{self.lambda_.function_name}:{self.physical_name}",
                "arn_format": _colon(),
            },
        )
        self.qualifier = Fn.select(7, Fn.split(":", resource.ref))
        name = Fn.select(6, Fn.split(":", self.function_arn))
        self.function_name = f"{name}:{self.alias_name}"
        asynchronous = {
            "max_event_age": max_event_age,
            "on_failure": on_failure,
            "on_success": on_success,
            "retry_attempts": retry_attempts,
        }
        if any(each is not None for each in asynchronous.values()):
            self.configure_async_invoke(**asynchronous)

    @staticmethod
    def from_alias_attributes(scope: Any, id: str, *, alias_name: str, alias_version: Any) -> "ImportedAlias":
        """An alias that exists already."""
        return ImportedAlias(scope, id, alias_name, alias_version)

    @property
    def permissions_node(self) -> Any:
        """Permissions of an alias are its own."""
        return self.node

    def metric(self, metric_name: str, **options: Any) -> Any:
        """A metric of the alias; the options are those of `Metric`."""
        return super().metric(metric_name, **options)

    def add_auto_scaling(self, *, max_capacity: float, min_capacity: float | None = None) -> Any:
        """Change the provisioned concurrency with use."""
        from landform.cdk.aws_lambda.scaling import scalable_alias

        if self._scalable is not None:
            raise ValueError("AutoScaling already enabled for this alias")
        self._scalable = scalable_alias(self, 1 if min_capacity is None else min_capacity, max_capacity)
        return self._scalable

    def _metric_dimensions(self) -> dict[str, str]:
        name = self.lambda_.function_name
        return {"FunctionName": name, "Resource": f"{name}:{self.alias_name}"}


class ImportedAlias(QualifiedFunctionBase):
    """An alias that exists already."""

    can_create_permissions: bool

    def __init__(self, scope: Any, id: str, name: str, version: Any) -> None:
        super().__init__(scope, id)
        self.alias_name = name
        self.version = version
        self.lambda_ = version.lambda_
        self.function_arn = f"{self.lambda_.function_arn}:{name}"
        self.function_name = f"{self.lambda_.function_name}:{name}"
        self.qualifier = name
        self.architecture = self.lambda_.architecture
        self.role = self.lambda_.role
        self.grant_principal = self.lambda_.grant_principal
        self.can_create_permissions = self._is_in_stack_account()


def _routing(versions: Sequence[Any] | None) -> dict[str, Any] | None:
    weights = [given("aws_lambda", "VersionWeight", each) for each in versions or ()]
    if not weights:
        return None
    for each in weights:
        if not 0 <= each.weight <= 1:
            raise ValueError(
                f"Additional version weight must be between 0 and 1, got: {number_text(each.weight)}"
            )
    total = sum(each.weight for each in weights)
    if total > 1:
        raise ValueError(f"Sum of additional version weights must not exceed 1, got: {number_text(total)}")
    return {
        "AdditionalVersionWeights": [
            {"FunctionVersion": each.version.version, "FunctionWeight": each.weight} for each in weights
        ]
    }


def _colon() -> Any:
    from landform.cdk.core.arn import ArnFormat

    return ArnFormat.COLON_RESOURCE_NAME
