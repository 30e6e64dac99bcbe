"""Tasks that make EMR clusters.

Source: https://docs.aws.amazon.com/step-functions/latest/dg/connect-emr.html
"""

import re
from collections.abc import Sequence
from typing import Any, Final

from landform.cdk.aws_iam.policy_statement import PolicyStatement
from landform.cdk.aws_stepfunctions_tasks import emr_choices
from landform.cdk.aws_stepfunctions_tasks.emr_records import (
    as_parameters,
    check_fleet,
    nested_records,
    record_of,
    tags_of,
)
from landform.cdk.aws_stepfunctions_tasks.service_task import REQUEST, RUN_JOB, ServiceTask, allow
from landform.cdk.core.aws import Aws
from landform.cdk.core.feature_flags import FeatureFlags
from landform.cdk.core.stack import Stack
from landform.cdk.core.tokens import is_unresolved

POLICY_V2: Final = "@aws-cdk/aws-stepfunctions-tasks:enableEmrServicePolicyV2"
_RELEASE: Final = re.compile(r"emr-\d+\.\d+\.\d+")
_LIMITS: Final = {
    "step_concurrency_level": (1, 256),
    "ebs_root_volume_iops": (3000, 16_000),
    "ebs_root_volume_throughput": (125, 1000),
}


@nested_records
class EmrCreateCluster(ServiceTask):
    """Makes a cluster, and waits until it is up."""

    CloudWatchAlarmComparisonOperator = emr_choices.CloudWatchAlarmComparisonOperator
    CloudWatchAlarmStatistic = emr_choices.CloudWatchAlarmStatistic
    CloudWatchAlarmUnit = emr_choices.CloudWatchAlarmUnit
    ComputeLimitsUnitType = emr_choices.ComputeLimitsUnitType
    EbsBlockDeviceVolumeType = emr_choices.EbsBlockDeviceVolumeType
    EmrClusterScaleDownBehavior = emr_choices.EmrClusterScaleDownBehavior
    InstanceMarket = emr_choices.InstanceMarket
    InstanceRoleType = emr_choices.InstanceRoleType
    OnDemandAllocationStrategy = emr_choices.OnDemandAllocationStrategy
    ScalingAdjustmentType = emr_choices.ScalingAdjustmentType
    SpotAllocationStrategy = emr_choices.SpotAllocationStrategy
    SpotTimeoutAction = emr_choices.SpotTimeoutAction

    _action = "elasticmapreduce:createCluster"
    _patterns = (REQUEST, RUN_JOB)
    _default = RUN_JOB

    def __init__(self, scope: Any, id: str, **props: Any) -> None:
        super().__init__(scope, id, **props)
        self._check()
        own = self._props
        self._auto_scaling_role: Any = own.auto_scaling_role
        self._cluster_role: Any = own.cluster_role or self._made_cluster_role()
        self._service_role: Any = own.service_role or self._made_service_role()
        fleets = record_of(own.instances).instance_fleets
        if fleets is not None and own.auto_scaling_role is not None:
            raise ValueError("Auto Scaling roles can not be specified with instance fleets")
        for each in fleets or ():
            check_fleet(each)
        if own.auto_scaling_role is None and fleets is None:
            self._auto_scaling_role = self._made_scaling_role()
        self._cluster_role.grant_pass_role(self._service_role)

    @property
    def auto_scaling_role(self) -> Any:
        """The role that scales."""
        return self._auto_scaling_role

    @property
    def cluster_role(self) -> Any:
        """The role of the instances."""
        return self._cluster_role

    @property
    def service_role(self) -> Any:
        """The role of EMR."""
        return self._service_role

    def _check(self) -> None:
        props = self._props
        for name, (least, most) in _LIMITS.items():
            value = props.get(name)
            if value is not None and not is_unresolved(value) and not least <= value <= most:
                raise ValueError(f"{name} must be between {least} and {most}, but got {value:g}")
        size = props.ebs_root_volume_size
        if size is not None and not 15 <= size.to_gibibytes() <= 100:
            raise ValueError(f"ebs_root_volume_size must be between 15 and 100 GiB, but got {size}")
        idle = props.auto_termination_policy_idle_timeout
        if idle is not None and not 60 <= idle.to_seconds() <= 604_800:
            raise ValueError("auto_termination_policy_idle_timeout must be between 60 and 604800 seconds")
        label = props.release_label
        if label is not None and not is_unresolved(label) and _RELEASE.fullmatch(label) is None:
            raise ValueError(f"The release label must be in the format 'emr-x.x.x' but got {label}")

    def _made_cluster_role(self) -> Any:
        from landform.cdk.aws_iam.principals import ServicePrincipal
        from landform.cdk.aws_iam.role import Role
        from landform.cdk.l1.lookup import cfn_class

        role = Role(self, "InstanceRole", assumed_by=ServicePrincipal("ec2.amazonaws.com"))
        cfn_class("aws_iam", "CfnInstanceProfile")(
            self, "InstanceProfile", roles=[role.role_name], instance_profile_name=role.role_name
        )
        return role

    def _made_service_role(self) -> Any:
        from landform.cdk.aws_iam.managed_policy import ManagedPolicy
        from landform.cdk.aws_iam.principals import ServicePrincipal
        from landform.cdk.aws_iam.role import Role

        is_v2 = FeatureFlags.of(self).is_enabled(POLICY_V2)
        name = "AmazonEMRServicePolicy_v2" if is_v2 else "AmazonElasticMapReduceRole"
        return Role(
            self,
            "ServiceRole",
            assumed_by=ServicePrincipal("elasticmapreduce.amazonaws.com"),
            managed_policies=[ManagedPolicy.from_aws_managed_policy_name(f"service-role/{name}")],
        )

    def _made_scaling_role(self) -> Any:
        from landform.cdk.aws_iam.managed_policy import ManagedPolicy
        from landform.cdk.aws_iam.principals import ServicePrincipal
        from landform.cdk.aws_iam.role import Role

        policy = "service-role/AmazonElasticMapReduceforAutoScalingRole"
        role = Role(
            self,
            "AutoScalingRole",
            assumed_by=ServicePrincipal("elasticmapreduce.amazonaws.com"),
            managed_policies=[ManagedPolicy.from_aws_managed_policy_name(policy)],
        )
        role.assume_role_policy.add_statements(
            PolicyStatement(
                principals=[ServicePrincipal("application-autoscaling.amazonaws.com")],
                actions=["sts:AssumeRole"],
            )
        )
        return role

    def _parameters(self, is_jsonata: bool) -> dict[str, Any]:
        props = self._props
        idle, size = props.auto_termination_policy_idle_timeout, props.ebs_root_volume_size
        instances = as_parameters("EmrCreateCluster.InstancesConfigProperty", props.instances) or {}
        scaling = self._auto_scaling_role
        return {
            "Instances": dict(sorted({**instances, "KeepJobFlowAliveWhenNoSteps": True}.items())),
            "JobFlowRole": self._cluster_role.role_name,
            "Name": props.name,
            "ServiceRole": self._service_role.role_name,
            "AdditionalInfo": props.additional_info,
            "Applications": self._listed("ApplicationConfigProperty", props.applications),
            "AutoScalingRole": scaling.role_name if scaling is not None else None,
            "BootstrapActions": self._listed("BootstrapActionConfigProperty", props.bootstrap_actions),
            "Configurations": self._listed("ConfigurationProperty", props.configurations),
            "CustomAmiId": props.custom_ami_id,
            "EbsRootVolumeIops": props.ebs_root_volume_iops,
            "EbsRootVolumeSize": size.to_gibibytes() if size is not None else None,
            "EbsRootVolumeThroughput": props.ebs_root_volume_throughput,
            "KerberosAttributes": as_parameters(
                "EmrCreateCluster.KerberosAttributesProperty", props.kerberos_attributes
            ),
            "LogUri": props.log_uri,
            "ManagedScalingPolicy": as_parameters(
                "EmrCreateCluster.ManagedScalingPolicyProperty", props.managed_scaling_policy
            ),
            "ReleaseLabel": props.release_label,
            "ScaleDownBehavior": props.scale_down_behavior,
            "SecurityConfiguration": props.security_configuration,
            "StepConcurrencyLevel": props.step_concurrency_level,
            "Tags": tags_of(self._tags()),
            "VisibleToAllUsers": props.visible_to_all_users is not False,
            "AutoTerminationPolicy": {"IdleTimeout": idle.to_seconds()} if idle is not None else None,
        }

    def _tags(self) -> dict[str, str] | None:
        """The tags; the second version of the policy asks for one of its own."""
        own: dict[str, str] | None = self._props.get("tags")
        if not FeatureFlags.of(self).is_enabled(POLICY_V2):
            return own
        return {**(own or {}), "for-use-with-amazon-emr-managed-policies": "true"}

    def _listed(self, name: str, values: Sequence[Any] | None) -> Any:
        if values is None:
            return None
        return [as_parameters(f"EmrCreateCluster.{name}", each) for each in values]

    def _allowed(self) -> Sequence[PolicyStatement]:
        actions = ("RunJobFlow", "DescribeCluster", "TerminateJobFlows", "AddTags")
        linked = "aws-service-role/elasticmapreduce.amazonaws.com*/AWSServiceRoleForEMRCleanup*"
        services = ["elasticmapreduce.amazonaws.com", "elasticmapreduce.amazonaws.com.cn"]
        found = [
            allow([f"elasticmapreduce:{each}" for each in actions], "*"),
            allow("iam:PassRole", [self._service_role.role_arn, self._cluster_role.role_arn]),
            allow(
                "iam:CreateServiceLinkedRole",
                f"arn:{Aws.PARTITION}:iam::{Stack.of(self).account}:role/{linked}",
                sid="ElasticMapReduceServiceLinkedRole",
                conditions={"StringEquals": {"iam:AWSServiceName": services}},
            ),
        ]
        if self._auto_scaling_role is not None:
            found.append(allow("iam:PassRole", self._auto_scaling_role.role_arn))
        if self._props.get("tags"):
            clusters = self._arn("elasticmapreduce", "cluster", "*")
            found.append(allow("elasticmapreduce:AddTags", clusters))
        if self._pattern is RUN_JOB:
            found.append(self._rule_statement("StepFunctionsGetEventForEMRRunJobFlowRule"))
        return found
