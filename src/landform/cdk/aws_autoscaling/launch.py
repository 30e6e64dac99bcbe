"""How a group's machines are started: by a launch configuration or by launch templates.

Sources: https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-resource-autoscaling-launchconfiguration.html
and https://docs.aws.amazon.com/autoscaling/ec2/userguide/ec2-auto-scaling-mixed-instances-groups.html
"""

from typing import Any, Final

from landform.cdk.aws_autoscaling.block_device import (
    MODULE,
    launch_configuration_mappings,
    launch_template_devices,
)
from landform.cdk.aws_autoscaling.enums import Monitoring
from landform.cdk.aws_ec2.launch_template import LaunchTemplate
from landform.cdk.core.fn import Fn
from landform.cdk.core.lazy import Lazy
from landform.cdk.core.numbers import number_text
from landform.cdk.l1.lookup import cfn_class, given

TEMPLATE_FLAG: Final = "@aws-cdk/aws-autoscaling:generateLaunchTemplateInsteadOfLaunchConfig"
_OF_A_CONFIGURATION: Final = {
    "machine_image": "machineImage",
    "instance_type": "instanceType",
    "role": "role",
    "security_group": "securityGroup",
    "user_data": "userData",
    "key_name": "keyName",
    "key_pair": "keyPair",
    "associate_public_ip_address": "associatePublicIpAddress",
    "spot_price": "spotPrice",
    "block_devices": "blockDevices",
    "require_imdsv2": "requireImdsv2",
}
"""What a launch template says itself."""


def template_of(props: Any) -> Any:
    """The launch template that the group was given; None where it gets one of its own."""
    if props.launch_template is not None and props.mixed_instances_policy is not None:
        raise ValueError("Setting 'mixedInstancesPolicy' must not be set when 'launchTemplate' is set")
    policy = given(MODULE, "MixedInstancesPolicy", props.mixed_instances_policy)
    template = policy.launch_template if policy is not None else props.launch_template
    if template is None:
        return None
    for name, shown in _OF_A_CONFIGURATION.items():
        if getattr(props, name) not in (None, False):
            raise ValueError(
                f"Setting '{shown}' must not be set when 'launchTemplate' or 'mixedInstancesPolicy' is set"
            )
    if isinstance(template, LaunchTemplate):
        if policy is None and template.instance_type is None:
            raise ValueError("Setting 'launchTemplate' requires its 'instanceType' to be set")
        if template.image_id is None:
            shown = "launchTemplate" if policy is None else "mixedInstancesPolicy.launchTemplate"
            raise ValueError(f"Setting '{shown}' requires its 'machineImage' to be set")
    return template


def check_own(props: Any) -> None:
    """Refuse a group without a launch template that does not say what its machines are."""
    for name in ("machine_image", "instance_type"):
        if getattr(props, name) is None:
            raise ValueError(
                f"Setting '{_OF_A_CONFIGURATION[name]}' is required when 'launchTemplate' and"
                " 'mixedInstancesPolicy' is not set"
            )
    if props.key_name and props.key_pair is not None:
        raise ValueError("Cannot specify both of 'keyName' and 'keyPair'; prefer 'keyPair'")


def own_template(
    scope: Any, props: Any, *, group: Any, role: Any, profile: Any, user_data: Any
) -> LaunchTemplate:
    """A launch template made from the group's own options."""
    spot = {"max_price": float(props.spot_price)} if props.spot_price is not None else None
    from landform.cdk.aws_iam.instance_profile import InstanceProfile

    imported = InstanceProfile.from_instance_profile_attributes(
        scope, "ImportedInstanceProfile", instance_profile_arn=profile.attr_arn, role=role
    )
    return LaunchTemplate(
        scope,
        "LaunchTemplate",
        machine_image=props.machine_image,
        instance_type=props.instance_type,
        detailed_monitoring=props.instance_monitoring is Monitoring.DETAILED,
        security_group=group,
        user_data=user_data,
        associate_public_ip_address=props.associate_public_ip_address,
        spot_options=spot,
        block_devices=launch_template_devices(props.block_devices),
        instance_profile=imported,
        key_pair=props.key_pair,
        key_name=props.key_name,
    )


def launch_configuration(
    scope: Any, props: Any, *, groups: list[Any], role: Any, profile: Any, image: Any, user_data: Any
) -> Any:
    """A launch configuration."""
    if props.key_pair is not None:
        raise ValueError(
            "Can only use 'keyPair' when feature flag 'AUTOSCALING_GENERATE_LAUNCH_TEMPLATE' is set"
        )
    monitoring = props.instance_monitoring
    resource = cfn_class(MODULE, "CfnLaunchConfiguration")(
        scope,
        "LaunchConfig",
        image_id=image.image_id,
        key_name=props.key_name,
        instance_type=props.instance_type.to_string(),
        instance_monitoring=monitoring is Monitoring.DETAILED if monitoring is not None else None,
        security_groups=Lazy.list(lambda: [each.security_group_id for each in groups]),
        iam_instance_profile=profile.ref,
        user_data=Lazy.string(lambda: Fn.base64(user_data.render())),
        associate_public_ip_address=props.associate_public_ip_address,
        spot_price=props.spot_price,
        block_device_mappings=launch_configuration_mappings(scope, props.block_devices),
    )
    resource.node.add_dependency(role)
    return resource


def specification(template: Any) -> dict[str, Any]:
    """A launch template and its version, as groups name them."""
    found = {
        "LaunchTemplateId": template.launch_template_id,
        "LaunchTemplateName": template.launch_template_name,
        "Version": template.version_number,
    }
    return {name: value for name, value in found.items() if value is not None}


def mixed_instances(policy: Any) -> dict[str, Any] | None:
    """Machines of several types."""
    known = given(MODULE, "MixedInstancesPolicy", policy)
    if known is None:
        return None
    distribution = given(MODULE, "InstancesDistribution", known.instances_distribution)
    overrides = known.launch_template_overrides
    template: dict[str, Any] = {"LaunchTemplateSpecification": specification(known.launch_template)}
    if overrides is not None:
        template["Overrides"] = [
            _override(given(MODULE, "LaunchTemplateOverrides", each)) for each in overrides
        ]
    found: dict[str, Any] = {"LaunchTemplate": template}
    if distribution is not None:
        found["InstancesDistribution"] = {
            "OnDemandAllocationStrategy": distribution.on_demand_allocation_strategy,
            "OnDemandBaseCapacity": distribution.on_demand_base_capacity,
            "OnDemandPercentageAboveBaseCapacity": distribution.on_demand_percentage_above_base_capacity,
            "SpotAllocationStrategy": distribution.spot_allocation_strategy,
            "SpotInstancePools": distribution.spot_instance_pools,
            "SpotMaxPrice": distribution.spot_max_price,
        }
    return found


def _override(override: Any) -> dict[str, Any]:
    if override.instance_type is None and override.instance_requirements is None:
        raise ValueError("You must specify either 'instanceRequirements' or 'instanceType'.")
    if override.instance_type is not None and override.instance_requirements is not None:
        raise ValueError("You can specify either 'instanceRequirements' or 'instanceType', not both.")
    weight, template = override.weighted_capacity, override.launch_template
    return {
        "InstanceRequirements": override.instance_requirements,
        "InstanceType": override.instance_type.to_string() if override.instance_type is not None else None,
        "LaunchTemplateSpecification": specification(template) if template is not None else None,
        "WeightedCapacity": number_text(weight) if weight is not None else None,
    }
