"""Machines of an account that run its functions.

Source: https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-resource-lambda-capacityprovider.html
"""

from collections.abc import Mapping, Sequence
from typing import Any, Final

from landform.cdk.aws_iam.managed_policy import ManagedPolicy
from landform.cdk.aws_iam.principals import ServicePrincipal
from landform.cdk.aws_iam.role import Role
from landform.cdk.aws_lambda.enums import SystemLogLevel
from landform.cdk.aws_lambda.values import Architecture
from landform.cdk.core.arn import Arn, ArnFormat
from landform.cdk.core.native import Native
from landform.cdk.core.resource import Resource
from landform.cdk.l1.lookup import cfn_class, given

RESOURCE: Final = "capacity-provider"
MAX_GROUPS: Final = 5
MAX_SUBNETS: Final = 16


class InstanceTypeFilter(Native):
    """Which kinds of machines may be used."""

    def __init__(self, allowed: Sequence[Any] | None = None, excluded: Sequence[Any] | None = None) -> None:
        self.allowed_instance_types = list(allowed) if allowed is not None else None
        self.excluded_instance_types = list(excluded) if excluded is not None else None

    @staticmethod
    def allow(instance_types: Sequence[Any]) -> "InstanceTypeFilter":
        """Only these."""
        return InstanceTypeFilter(allowed=instance_types)

    @staticmethod
    def exclude(instance_types: Sequence[Any]) -> "InstanceTypeFilter":
        """All but these."""
        return InstanceTypeFilter(excluded=instance_types)


class TargetTrackingScalingPolicy(Native):
    """A use of the machines that scaling keeps to."""

    def __init__(self, metric: str, value: float) -> None:
        self.metric_type = metric
        self.predefined_metric_type = metric
        self.target_value = value
        self.value = value

    @staticmethod
    def cpu_utilization(target_cpu_utilization: float) -> "TargetTrackingScalingPolicy":
        """The use of processors, in percent."""
        return TargetTrackingScalingPolicy(
            "LambdaCapacityProviderAverageCPUUtilization", target_cpu_utilization
        )


class ScalingOptions(Native):
    """Who decides how many machines there are."""

    def __init__(self, mode: str, policies: Sequence[TargetTrackingScalingPolicy] | None = None) -> None:
        self.scaling_mode = mode
        self.scaling_policies = list(policies) if policies is not None else None

    @staticmethod
    def auto() -> "ScalingOptions":
        """Lambda."""
        return ScalingOptions("Auto")

    @staticmethod
    def manual(scaling_policies: Sequence[TargetTrackingScalingPolicy]) -> "ScalingOptions":
        """These policies."""
        if not scaling_policies:
            raise ValueError("At least one scaling policy must be specified for manual scaling")
        return ScalingOptions("Manual", scaling_policies)


class PropagateTags(Native):
    """Which tags the machines get."""

    def __init__(self, mode: str, explicit_tags: Mapping[str, str] | None = None) -> None:
        self.mode = mode
        self.explicit_tags = dict(explicit_tags) if explicit_tags is not None else None

    @staticmethod
    def none() -> "PropagateTags":
        """None."""
        return PropagateTags("None")

    @staticmethod
    def explicit(tags: Mapping[str, str]) -> "PropagateTags":
        """These."""
        return PropagateTags("Explicit", tags)


class CapacityProvider(Native, Resource):
    """Machines of the account that run functions."""

    def __init__(
        self,
        scope: Any,
        id: str,
        *,
        security_groups: Sequence[Any],
        subnets: Sequence[Any],
        architectures: Sequence[Architecture] | None = None,
        capacity_provider_name: str | None = None,
        instance_type_filter: InstanceTypeFilter | None = None,
        kms_key: Any = None,
        log_group: Any = None,
        max_v_cpu_count: float | None = None,
        operator_role: Any = None,
        propagate_tags: PropagateTags | None = None,
        scaling_options: ScalingOptions | None = None,
        system_log_level: SystemLogLevel | None = None,
    ) -> None:
        super().__init__(scope, id, physical_name=capacity_provider_name)
        _check_count("security groups", security_groups, MAX_GROUPS)
        _check_count("subnets", subnets, MAX_SUBNETS)
        role = operator_role if operator_role is not None else _operator_role(self)
        resource = cfn_class("aws_lambda", "CfnCapacityProvider")(
            self,
            "Resource",
            capacity_provider_name=self.physical_name,
            capacity_provider_scaling_config=_scaling(scaling_options, max_v_cpu_count),
            instance_requirements=_requirements(architectures, instance_type_filter),
            kms_key_arn=kms_key.key_arn if kms_key is not None else None,
            permissions_config={"CapacityProviderOperatorRoleArn": role.role_arn},
            propagate_tags=_tags(propagate_tags),
            telemetry_config=_telemetry(log_group, system_log_level),
            vpc_config={
                "SubnetIds": [each.subnet_id for each in subnets],
                "SecurityGroupIds": [each.security_group_id for each in security_groups],
            },
        )
        self.capacity_provider_arn = self._get_resource_arn_attribute(
            resource.attr_arn,
            {
                "service": "lambda",
                "resource": RESOURCE,
                "resource_name": self.physical_name,
                "arn_format": ArnFormat.COLON_RESOURCE_NAME,
            },
        )
        self.capacity_provider_name = self._get_resource_name_attribute(resource.ref)

    @staticmethod
    def from_capacity_provider_arn(
        scope: Any, id: str, capacity_provider_arn: str
    ) -> "ImportedCapacityProvider":
        """One that exists already."""
        return ImportedCapacityProvider(scope, id, capacity_provider_arn)

    @staticmethod
    def from_capacity_provider_attributes(
        scope: Any, id: str, *, capacity_provider_arn: str
    ) -> "ImportedCapacityProvider":
        """One that exists already."""
        return ImportedCapacityProvider(scope, id, capacity_provider_arn)

    @staticmethod
    def from_capacity_provider_name(
        scope: Any, id: str, capacity_provider_name: str
    ) -> "ImportedCapacityProvider":
        """One of the stack's account and region that exists already."""
        from landform.cdk.core.stack import Stack

        arn = Stack.of(scope).format_arn(
            service="lambda",
            resource=RESOURCE,
            resource_name=capacity_provider_name,
            arn_format=ArnFormat.COLON_RESOURCE_NAME,
        )
        return ImportedCapacityProvider(scope, id, arn, capacity_provider_name)

    def add_function(self, func: Any, **options: Any) -> None:
        """Run a function on these machines; the options are those of `CapacityProviderFunctionOptions`."""
        wanted = given("aws_lambda", "CapacityProviderFunctionOptions", options)
        scaling = given("aws_lambda", "LatestPublishedScalingConfig", wanted.latest_published_scaling_config)
        resource = func.node.default_child
        resource.capacity_provider_config = {
            "LambdaManagedInstancesCapacityProviderConfig": {
                "CapacityProviderArn": self.capacity_provider_arn,
                "ExecutionEnvironmentMemoryGiBPerVCpu": wanted.execution_environment_memory_gib_per_v_cpu,
                "PerExecutionEnvironmentMaxConcurrency": wanted.per_execution_environment_max_concurrency,
            }
        }
        resource.publish_to_latest_published = wanted.publish_to_latest_published
        if scaling is not None:
            resource.function_scaling_config = {
                "MinExecutionEnvironments": scaling.min_execution_environments,
                "MaxExecutionEnvironments": scaling.max_execution_environments,
            }


class ImportedCapacityProvider(Native, Resource):
    """One that exists already."""

    def __init__(self, scope: Any, id: str, arn: str, name: str | None = None) -> None:
        super().__init__(scope, id, environment_from_arn=arn)
        self.capacity_provider_arn = arn
        self.capacity_provider_name = (
            name or Arn.split(arn, ArnFormat.COLON_RESOURCE_NAME).resource_name or ""
        )


def _operator_role(provider: CapacityProvider) -> Role:
    policy = ManagedPolicy.from_aws_managed_policy_name("AWSLambdaManagedEC2ResourceOperator")
    return Role(
        provider,
        "OperatorRole",
        assumed_by=ServicePrincipal("lambda.amazonaws.com"),
        managed_policies=[policy],
    )


def _check_count(what: str, given_ones: Sequence[Any], most: int) -> None:
    if not 1 <= len(given_ones) <= most:
        raise ValueError(f"A capacity provider needs between 1 and {most} {what}, got {len(given_ones)}")


def _scaling(options: ScalingOptions | None, most: float | None) -> dict[str, Any] | None:
    if options is None and most is None:
        return None
    found: dict[str, Any] = {"MaxVCpuCount": most}
    if options is not None:
        found["ScalingMode"] = options.scaling_mode
        found["ScalingPolicies"] = [
            {"PredefinedMetricType": each.predefined_metric_type, "TargetValue": each.target_value}
            for each in options.scaling_policies or ()
        ] or None
    return found


def _requirements(
    architectures: Sequence[Architecture] | None, types: InstanceTypeFilter | None
) -> dict[str, Any] | None:
    if architectures is None and types is None:
        return None
    found: dict[str, Any] = {}
    if architectures is not None:
        found["Architectures"] = [each.name for each in architectures]
    for name, chosen in (
        ("AllowedInstanceTypes", types.allowed_instance_types if types is not None else None),
        ("ExcludedInstanceTypes", types.excluded_instance_types if types is not None else None),
    ):
        if chosen is not None:
            found[name] = [each.to_string() for each in chosen]
    return found


def _tags(tags: PropagateTags | None) -> dict[str, Any] | None:
    if tags is None:
        return None
    found: dict[str, Any] = {"Mode": tags.mode}
    if tags.explicit_tags is not None:
        found["ExplicitTags"] = [{"Key": key, "Value": value} for key, value in tags.explicit_tags.items()]
    return found


def _telemetry(log_group: Any, level: SystemLogLevel | None) -> dict[str, Any] | None:
    if log_group is None and level is None:
        return None
    name = log_group.log_group_name if log_group is not None else None
    return {"LoggingConfig": {"LogGroup": name, "SystemLogLevel": level}}
