"""Launch templates.

Source: https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-ec2-launchtemplate.html
"""

from collections.abc import Mapping
from typing import Any, ClassVar

from landform.cdk.aws_ec2.block_device import mappings
from landform.cdk.aws_ec2.connections import Connections
from landform.cdk.aws_ec2.instance import check_key, metadata_options
from landform.cdk.aws_ec2.parts import as_record, l1, present, value_of
from landform.cdk.core.annotations import Annotations
from landform.cdk.core.aspects import Aspects
from landform.cdk.core.checked import Checked
from landform.cdk.core.enums import TagType
from landform.cdk.core.fn import Fn
from landform.cdk.core.lazy import Lazy
from landform.cdk.core.native import Native
from landform.cdk.core.resource import Resource
from landform.cdk.core.tag_manager import TagManager
from landform.cdk.core.tags import Tags

USER_DATA_FLAG = "@aws-cdk/aws-ec2:launchTemplateDefaultUserData"
MAX_HOPS = 64
SPOT_HOURS = range(1, 7)
NAME_TAG = "Name"


class LaunchTemplateSpecialVersions(Checked):
    """Versions that need no number."""

    LATEST_VERSION: ClassVar[str] = "$Latest"
    DEFAULT_VERSION: ClassVar[str] = "$Default"


class LaunchTemplate(Native, Resource):
    """How machines are started; the options are those of `LaunchTemplateProps`."""

    launch_template_ref: Any

    def __init__(self, scope: Any, id: str, **options: Any) -> None:
        super().__init__(scope, id)
        props = as_record("LaunchTemplateProps", options)
        _check(props)
        self._props = props
        self.role = self._own_role()
        self._grant_principal = self.role
        group = props.security_group
        self._connections = Connections(security_groups=[group]) if group is not None else None
        self._groups: list[Any] = [group] if group is not None else []
        self.tags = TagManager(TagType.KEY_VALUE, "AWS::EC2::LaunchTemplate")
        _note_mistakes(self, props)
        image = props.machine_image.get_image(self) if props.machine_image is not None else None
        self.os_type = image.os_type if image is not None else None
        self.image_id = image.image_id if image is not None else None
        if image is not None and props.key_pair is not None:
            check_key(props.key_pair, image.os_type)
        self.user_data = self._chosen_user_data(image)
        self.instance_type = props.instance_type
        resource = l1("CfnLaunchTemplate")(
            self,
            "Resource",
            launch_template_name=props.launch_template_name,
            version_description=props.version_description,
            launch_template_data=self._data(),
            tag_specifications=Lazy.any(lambda: _tags(self, ["launch-template"])),
        )
        Tags.of(self).add(NAME_TAG, self.node.path)
        if self.role is not None:
            resource.node.add_dependency(self.role)
        elif props.instance_profile is not None and props.instance_profile.role is not None:
            resource.node.add_dependency(props.instance_profile.role)
        self.node.default_child = resource
        self.default_version_number: str = resource.attr_default_version_number
        self.latest_version_number: str = resource.attr_latest_version_number
        self.launch_template_id: str = resource.ref
        self.version_number: str = resource.attr_latest_version_number
        self.launch_template_name: str | None = None  # the id names it
        if props.require_imdsv2:
            from landform.cdk.aws_ec2.imdsv2 import LaunchTemplateRequireImdsv2Aspect

            Aspects.of(self).add(LaunchTemplateRequireImdsv2Aspect())

    @staticmethod
    def from_launch_template_attributes(
        scope: Any,
        id: str,
        *,
        launch_template_id: str | None = None,
        launch_template_name: str | None = None,
        version_number: str | None = None,
    ) -> Any:
        """A launch template that exists already."""
        if bool(launch_template_id) == bool(launch_template_name):
            raise ValueError(
                "LaunchTemplate.fromLaunchTemplateAttributes() requires exactly one of launchTemplateId or"
                " launchTemplateName be provided."
            )
        imported: Any = Resource(scope, id)
        imported.launch_template_id = launch_template_id
        imported.launch_template_name = launch_template_name
        imported.version_number = version_number or LaunchTemplateSpecialVersions.DEFAULT_VERSION
        return imported

    @property
    def connections(self) -> Connections:
        """The network side of the machines; only with a security group."""
        if self._connections is None:
            raise ValueError(
                "LaunchTemplate can only be used as IConnectable if a securityGroup is provided when"
                " constructing it."
            )
        return self._connections

    @property
    def grant_principal(self) -> Any:
        """The role of the machines; only with a role."""
        if self._grant_principal is None:
            raise ValueError(
                "LaunchTemplate can only be used as IGrantable if a role is provided when constructing it."
            )
        return self._grant_principal

    def add_security_group(self, security_group: Any) -> None:
        """Put machines into another security group."""
        if self._connections is None:
            raise ValueError(
                "LaunchTemplate can only be added a securityGroup if another securityGroup is initialized in"
                " the constructor."
            )
        self._groups.append(security_group)
        self._connections.add_security_group(security_group)

    def _own_role(self) -> Any:
        props = self._props
        if props.instance_profile is not None:
            return props.instance_profile.role
        return props.role

    def _profile(self) -> dict[str, Any] | None:
        props = self._props
        if props.instance_profile is not None:
            return {"Arn": props.instance_profile.instance_profile_arn}
        if props.role is None:
            return None
        from landform.cdk.aws_iam import CfnInstanceProfile

        profile = CfnInstanceProfile(self, "Profile", roles=[props.role.role_name])
        return {"Arn": profile.attr_arn}

    def _chosen_user_data(self, image: Any) -> Any:
        if self._props.user_data is not None:
            return self._props.user_data
        if image is not None and self.node.try_get_context(USER_DATA_FLAG):
            return image.user_data
        return None

    def _data(self) -> dict[str, Any]:
        props = self._props
        groups = Lazy.list(lambda: [each.security_group_id for each in self._groups] or None, omit_empty=True)
        public = props.associate_public_ip_address
        has_groups = self._connections is not None
        interface = None
        if public is not None:
            interface = {"DeviceIndex": 0, "AssociatePublicIpAddress": public}
            if has_groups:
                interface["Groups"] = groups
        data = self._user_data_token()
        return _data(
            self,
            props,
            {
                "IamInstanceProfile": self._profile(),
                "ImageId": self.image_id,
                "NetworkInterfaces": [interface] if interface is not None else None,
                "SecurityGroupIds": groups if has_groups and public is None else None,
                "TagSpecifications": Lazy.any(lambda: _tags(self, ["instance", "volume"])),
                "UserData": data,
            },
        )

    def _user_data_token(self) -> str | None:
        data = self.user_data
        return Lazy.string(lambda: Fn.base64(data.render())) if data is not None else None


def _data(scope: Any, props: Any, own: Mapping[str, Any]) -> dict[str, Any]:
    cpu = as_record("LaunchTemplateCpuOptions", props.cpu_options)
    key = props.key_pair.key_pair_name if props.key_pair is not None else props.key_name
    group = props.placement_group
    plain = {
        "BlockDeviceMappings": mappings(scope, props.block_devices, no_device=""),
        "CpuOptions": _cpu(cpu) if cpu is not None else None,
        "CreditSpecification": {"CpuCredits": value_of(props.cpu_credits)} if props.cpu_credits else None,
        "DisableApiTermination": props.disable_api_termination,
        "EbsOptimized": props.ebs_optimized,
        "EnclaveOptions": _option("Enabled", props.nitro_enclave_enabled),
        "HibernationOptions": _option("Configured", props.hibernation_configured),
        "InstanceInitiatedShutdownBehavior": value_of(props.instance_initiated_shutdown_behavior),
        "InstanceMarketOptions": _market(as_record("LaunchTemplateSpotOptions", props.spot_options)),
        "InstanceType": props.instance_type.to_string() if props.instance_type is not None else None,
        "KeyName": key,
        "MetadataOptions": metadata_options(props, value_of(props.http_tokens)),
        "Monitoring": _option("Enabled", props.detailed_monitoring),
        "Placement": {"GroupName": group.placement_group_name} if group is not None else None,
    }
    return {name: value for name, value in {**plain, **own}.items() if value is not None}


def _option(name: str, asked: bool | None) -> dict[str, bool] | None:
    return {name: asked} if asked is not None else None


def _cpu(options: Any) -> dict[str, Any] | None:
    return present(
        {
            "AmdSevSnp": _word(options.amd_sev_snp),
            "CoreCount": options.core_count,
            "NestedVirtualization": _word(options.nested_virtualization),
            "ThreadsPerCore": options.threads_per_core,
        }
    )


def _word(asked: bool | None) -> str | None:
    return None if asked is None else ("enabled" if asked else "disabled")


def _market(spot: Any) -> dict[str, Any] | None:
    if spot is None:
        return None
    block = spot.block_duration
    options = present(
        {
            "BlockDurationMinutes": block.to_minutes() if block is not None else None,
            "InstanceInterruptionBehavior": value_of(spot.interruption_behavior),
            "MaxPrice": _price(spot.max_price),
            "SpotInstanceType": value_of(spot.request_type),
            "ValidUntil": _moment(spot.valid_until),
        }
    )
    return present({"MarketType": "spot", "SpotOptions": options})


def _price(price: float | None) -> str | None:
    if price is None:
        return None
    return str(int(price)) if float(price).is_integer() else str(price)


def _moment(expiration: Any) -> str | None:
    if expiration is None:
        return None
    moment = expiration.date
    return str(moment.strftime("%a, %d %b %Y %H:%M:%S GMT"))


def _tags(template: LaunchTemplate, kinds: list[str]) -> list[Any] | None:
    if not template.tags.has_tags():
        return None
    rendered = [{"Key": key, "Value": value} for key, value in template.tags.tag_values().items()]
    return [{"ResourceType": kind, "Tags": rendered} for kind in kinds]


def _check(props: Any) -> None:
    if props.key_name is not None and props.key_pair is not None:
        raise ValueError("Cannot specify both of 'keyName' and 'keyPair'; prefer 'keyPair'")
    if props.instance_profile is not None and props.role is not None:
        raise ValueError("You cannot provide both an instanceProfile and a role")


def _note_mistakes(template: LaunchTemplate, props: Any) -> None:
    """Mistakes that are told with the others when the app is synthesized."""
    notes = Annotations.of(template)
    spot = as_record("LaunchTemplateSpotOptions", props.spot_options)
    block = spot.block_duration if spot is not None else None
    if block is not None and block.to_hours(integral=False) not in SPOT_HOURS:
        notes.add_error("Spot block duration must be exactly 1, 2, 3, 4, 5, or 6 hours.")
    limit = props.http_put_response_hop_limit
    if limit is not None and not 1 <= limit <= MAX_HOPS:
        notes.add_error(f"HttpPutResponseHopLimit must between 1 and {MAX_HOPS}")
