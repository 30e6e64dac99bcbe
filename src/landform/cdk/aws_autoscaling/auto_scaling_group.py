"""Groups of machines.

Source: https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-resource-autoscaling-autoscalinggroup.html
"""

from typing import Any, Final

from landform.cdk.aws_autoscaling.block_device import MODULE
from landform.cdk.aws_autoscaling.group_base import AutoScalingGroupBase, ImportedAutoScalingGroup
from landform.cdk.aws_autoscaling.group_options import capacity, check_lifetime, plain
from landform.cdk.aws_autoscaling.launch import (
    TEMPLATE_FLAG,
    check_own,
    launch_configuration,
    mixed_instances,
    own_template,
    specification,
    template_of,
)
from landform.cdk.aws_autoscaling.update_policy import REFRESH, ROLLING, UpdatePolicy
from landform.cdk.aws_ec2.compute_kinds import OperatingSystemType
from landform.cdk.aws_ec2.connections import Connections
from landform.cdk.aws_ec2.parts import as_record
from landform.cdk.aws_ec2.security_group import SecurityGroup
from landform.cdk.aws_iam.policy_statement import PolicyStatement
from landform.cdk.aws_iam.principals import ServicePrincipal, UnknownPrincipal
from landform.cdk.core.annotations import Annotations
from landform.cdk.core.aspects import Aspects
from landform.cdk.core.aws import Aws
from landform.cdk.core.feature_flags import FeatureFlags
from landform.cdk.core.lazy import Lazy
from landform.cdk.core.numbers import number_text
from landform.cdk.core.tags import Tags
from landform.cdk.l1.lookup import cfn_class, given

SESSIONS_POLICY: Final = "AmazonSSMManagedInstanceCore"


class AutoScalingGroup(AutoScalingGroupBase):
    """A group of machines; the options are those of `AutoScalingGroupProps`."""

    def __init__(self, scope: Any, id: str, **options: Any) -> None:
        super().__init__(scope, id, physical_name=options.get("auto_scaling_group_name"))
        props = given(MODULE, "AutoScalingGroupProps", options)
        self._props = props
        self._protects_new_instances: bool | None = props.new_instances_protected_from_scale_in
        if props.init_options is not None and props.init is None:
            raise ValueError("Setting 'initOptions' requires that 'init' is also set")
        self.spot_price: str | None = props.spot_price
        self.max_instance_lifetime = props.max_instance_lifetime
        self._groups: list[Any] = []
        self._class_names: list[str] = []
        self._target_group_arns: list[str] = []
        self._launch_template: Any = template_of(props)
        launch = self._launch_given() if self._launch_template is not None else self._launch_own()
        if props.ssm_session_permissions and self._role is not None:
            from landform.cdk.aws_iam.managed_policy import ManagedPolicy

            self._role.add_managed_policy(ManagedPolicy.from_aws_managed_policy_name(SESSIONS_POLICY))
        check_lifetime(props.max_instance_lifetime)
        self._make(launch)
        self._apply_updates()
        if props.require_imdsv2:
            self._require_tokens()
        self.node.add_validation(self._problems)

    @staticmethod
    def from_auto_scaling_group_name(
        scope: Any, id: str, auto_scaling_group_name: str
    ) -> ImportedAutoScalingGroup:
        """A group that exists already."""
        return ImportedAutoScalingGroup(scope, id, auto_scaling_group_name)

    @property
    def role(self) -> Any:
        """The role of the machines."""
        if self._role is None:
            raise ValueError("The provided launch template does not expose or does not define its role.")
        return self._role

    @property
    def user_data(self) -> Any:
        """What machines do when they start for the first time."""
        if self._user_data is None:
            raise ValueError("The provided launch template does not expose its user data.")
        return self._user_data

    @property
    def connections(self) -> Connections:
        """The network side of the machines."""
        if self._connections is not None:
            return self._connections
        if getattr(self._launch_template, "connections", None) is None:
            raise ValueError(
                "AutoScalingGroup can only be used as IConnectable if it is not created from an imported"
                " Launch Template."
            )
        found: Connections = self._launch_template.connections
        return found

    def add_security_group(self, security_group: Any) -> None:
        """Put the machines into another security group."""
        if not self._groups:
            raise ValueError(
                "You cannot add security groups when the Auto Scaling Group is created from a Launch"
                " Template."
            )
        if self._own_template is not None:
            self._own_template.add_security_group(security_group)
        self._groups.append(security_group)

    def add_to_role_policy(self, statement: Any) -> None:
        """Let the machines do more."""
        self.role.add_to_principal_policy(statement)

    def add_user_data(self, *commands: str) -> None:
        """Add commands for the first start of machines."""
        self.user_data.add_commands(*commands)

    def are_new_instances_protected_from_scale_in(self) -> bool:
        """Whether scaling in leaves new machines alone."""
        return self._protects_new_instances is True

    def protect_new_instances_from_scale_in(self) -> None:
        """Have scaling in leave new machines alone."""
        self._protects_new_instances = True

    def attach_to_classic_lb(self, load_balancer: Any) -> None:
        """Get requests of a classic load balancer."""
        self._class_names.append(load_balancer.load_balancer_name)

    def attach_to_application_target_group(self, target_group: Any) -> Any:
        """Get requests of an application load balancer."""
        self._target_group_arns.append(target_group.target_group_arn)
        if isinstance(target_group, cfn_class("aws_elasticloadbalancingv2", "ApplicationTargetGroup")):
            self._load_balanced = target_group
        target_group.register_connectable(self)
        return _instance_target()

    def attach_to_network_target_group(self, target_group: Any) -> Any:
        """Get connections of a network load balancer."""
        self._target_group_arns.append(target_group.target_group_arn)
        return _instance_target()

    def apply_cloud_formation_init(self, init: Any, **options: Any) -> None:
        """Set machines up by cfn-init; the options are those of `ApplyCloudFormationInitOptions`."""
        if self._resource.cfn_options.creation_policy is None:
            raise ValueError(
                "When applying CloudFormationInit, you must also configure signals by supplying 'signals' at"
                " instantiation time."
            )
        init.attach(
            self._resource,
            platform=self.os_type,
            instance_role=self.role,
            user_data=self.user_data,
            **options,
        )

    def _launch_given(self) -> dict[str, Any]:
        template = self._launch_template
        self._own_template: Any = None
        self._connections: Connections | None = None
        self._role = getattr(template, "role", None)
        self._user_data = getattr(template, "user_data", None)
        self.grant_principal = self._role if self._role is not None else UnknownPrincipal(resource=self)
        self.os_type = getattr(template, "os_type", None) or OperatingSystemType.UNKNOWN
        mixed = mixed_instances(self._props.mixed_instances_policy)
        if mixed is not None:
            return {"mixed_instances_policy": mixed}
        return {"launch_template": specification(template)}

    def _launch_own(self) -> dict[str, Any]:
        from landform.cdk.aws_iam import CfnInstanceProfile
        from landform.cdk.aws_iam.role import Role

        props = self._props
        check_own(props)
        self._groups.append(self._security_group())
        Tags.of(self).add("Name", self.node.path)
        self._role = props.role
        if self._role is None:
            self._role = Role(self, "InstanceRole", assumed_by=ServicePrincipal("ec2.amazonaws.com"))
        self.grant_principal = self._role
        profile = CfnInstanceProfile(self, "InstanceProfile", roles=[self._role.role_name])
        image = props.machine_image.get_image(self)
        self.os_type = image.os_type
        self._user_data = props.user_data if props.user_data is not None else image.user_data
        self._own_template = None
        if FeatureFlags.of(self).is_enabled(TEMPLATE_FLAG):
            self._own_template = self._launch_template = own_template(
                self,
                props,
                group=self._groups[0],
                role=self._role,
                profile=profile,
                user_data=self._user_data,
            )
            self._connections = self._own_template.connections
            return {"launch_template": specification(self._own_template)}
        self._connections = Connections(security_groups=list(self._groups))
        configuration = launch_configuration(
            self,
            props,
            groups=self._groups,
            role=self._role,
            profile=profile,
            image=image,
            user_data=self._user_data,
        )
        return {"launch_configuration_name": configuration.ref}

    def _security_group(self) -> Any:
        props = self._props
        if props.security_group is not None:
            return props.security_group
        outbound = props.allow_all_outbound is not False
        return SecurityGroup(self, "InstanceSecurityGroup", vpc=props.vpc, allow_all_outbound=outbound)

    def _make(self, launch: dict[str, Any]) -> None:
        props = self._props
        least, most, desired = capacity(self, props)
        selection = as_record("SubnetSelection", props.vpc_subnets) or {}
        selected = props.vpc.select_subnets(**selection)
        if props.associate_public_ip_address and not selected.has_public:
            raise ValueError(
                "To set 'associatePublicIpAddress: true' you must select Public subnets (vpcSubnets: {"
                " subnetType: SubnetType.PUBLIC })"
            )
        self._resource = cfn_class(MODULE, "CfnAutoScalingGroup")(
            self,
            "ASG",
            auto_scaling_group_name=self.physical_name,
            min_size=number_text(least),
            max_size=number_text(most),
            desired_capacity=number_text(desired) if desired is not None else None,
            load_balancer_names=Lazy.list(lambda: self._class_names or None, omit_empty=True),
            target_group_arns=Lazy.list(lambda: self._target_group_arns or None, omit_empty=True),
            new_instances_protected_from_scale_in=Lazy.any(lambda: self._protects_new_instances),
            vpc_zone_identifier=selected.subnet_ids,
            **launch,
            **plain(props),
        )
        self.auto_scaling_group_name = self._get_resource_name_attribute(self._resource.ref)
        self.auto_scaling_group_arn = self._arn()
        self.node.default_child = self._resource
        self._size = (least, desired)

    def _apply_updates(self) -> None:
        """What happens when the group is made, and when its machines change."""
        props, options = self._props, self._resource.cfn_options
        if props.signals is not None:
            least, desired = self._size
            options.creation_policy = props.signals.render_creation_policy(
                desired_capacity=desired, min_capacity=least
            )
        if props.signals is not None and props.init is None:  # what sets machines up may signal anyway
            self.add_to_role_policy(
                PolicyStatement(actions=["cloudformation:SignalResource"], resources=[Aws.STACK_ID])
            )
        policy = props.update_policy
        if policy is None and props.init is not None:
            policy = UpdatePolicy.rolling_update()
        rendered = policy._render(options.creation_policy) if policy is not None else {}
        if REFRESH in rendered and props.signals is not None:
            self._warn_of_signals()
        if props.ignore_unmodified_size_properties is not False:
            rendered = {
                **rendered,
                "AutoScalingScheduledAction": {"IgnoreUnmodifiedGroupSizeProperties": True},
            }
        options.update_policy = rendered or None
        if props.migrate_to_launch_template and ROLLING not in rendered:
            raise ValueError(
                "When migrateToLaunchTemplate is true, you must use AutoScalingRollingUpdate to ensure"
                " instances are properly replaced during migration. This prevents instances from referencing"
                " a deleted IAM instance profile."
            )
        if props.init is not None:
            self.apply_cloud_formation_init(props.init, **(props.init_options or {}))

    def _warn_of_signals(self) -> None:
        Annotations.of(self).add_warning_v2(
            "@aws-cdk/aws-autoscaling:signalsNotSupportedWithInstanceRefresh",
            "Instance refresh doesn't support the cfn-signal helper script. For information about how to"
            " verify instance readiness during an instance refresh, see Verify instance readiness during an"
            " instance refresh. https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/"
            "aws-attribute-updatepolicy.html#cfn-attributes-updatepolicy-instancerefresh-readiness",
        )

    def _require_tokens(self) -> None:
        if self._own_template is not None:
            from landform.cdk.aws_ec2.imdsv2 import LaunchTemplateRequireImdsv2Aspect

            Aspects.of(self).add(LaunchTemplateRequireImdsv2Aspect())
            return
        from landform.cdk.aws_autoscaling.imdsv2 import AutoScalingGroupRequireImdsv2Aspect

        Aspects.of(self).add(AutoScalingGroupRequireImdsv2Aspect())

    def _problems(self) -> list[str]:
        if self._has_asked_for_request_count and len(self._target_group_arns) > 1:
            return ["Cannot use multiple target groups if `scaleOnRequestCount()` is also used."]
        return []


def _instance_target() -> Any:
    kind = cfn_class("aws_elasticloadbalancingv2", "TargetType").INSTANCE
    return given("aws_elasticloadbalancingv2", "LoadBalancerTargetProps", {"target_type": kind})
