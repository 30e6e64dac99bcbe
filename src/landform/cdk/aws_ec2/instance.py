"""Instances.

Source: https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-ec2-instance.html
"""

import hashlib
import json
from typing import Any

from landform.cdk.aws_ec2.block_device import instance_mappings
from landform.cdk.aws_ec2.compute_kinds import KeyPairType, OperatingSystemType
from landform.cdk.aws_ec2.connections import Connections
from landform.cdk.aws_ec2.parts import as_record, camel, l1, present, value_of
from landform.cdk.aws_ec2.security_group import SecurityGroup
from landform.cdk.aws_ec2.user_data import UserData
from landform.cdk.aws_iam.policy_statement import PolicyStatement
from landform.cdk.aws_iam.principals import ServicePrincipal
from landform.cdk.core.annotations import Annotations
from landform.cdk.core.aspects import Aspects
from landform.cdk.core.fn import Fn
from landform.cdk.core.lazy import Lazy
from landform.cdk.core.native import Native
from landform.cdk.core.quantities import Duration
from landform.cdk.core.resource import Resource
from landform.cdk.core.tags import Tags

SUM_TIMEOUT_FLAG = "@aws-cdk/aws-ec2:ec2SumTImeoutEnabled"
DEFAULT_SIGNAL_MINUTES = 5
DIGITS = 16  # of the user data's hash in a logical id
SESSIONS_POLICY = "AmazonSSMManagedInstanceCore"


class Instance(Native, Resource):
    """A machine in a VPC; the options are those of `InstanceProps`."""

    instance_ref: Any

    def __init__(self, scope: Any, id: str, **options: Any) -> None:
        super().__init__(scope, id)
        props = as_record("InstanceProps", options)
        _check(props)
        self._props = props
        self._groups: list[Any] = [self._security_group()]
        self.connections = Connections(security_groups=list(self._groups))
        Tags.of(self).add("Name", props.instance_name or self.node.path)
        self.role = self._role()
        self.grant_principal = self.role
        profile = props.instance_profile
        if profile is None:
            from landform.cdk.aws_iam import CfnInstanceProfile

            profile_name = CfnInstanceProfile(self, "InstanceProfile", roles=[self.role.role_name]).ref
        else:
            profile_name = profile.instance_profile_name
        image = props.machine_image.get_image(self)
        self.user_data: UserData = props.user_data if props.user_data is not None else image.user_data
        self.os_type: OperatingSystemType = image.os_type
        self.instance: Any = l1("CfnInstance")(
            self,
            "Resource",
            image_id=image.image_id,
            iam_instance_profile=profile_name,
            user_data=Lazy.string(lambda: Fn.base64(self.user_data.render())),
            **self._network(),
            **_plain_properties(self, props),
        )
        self.instance.node.add_dependency(self.role)
        if props.associate_public_ip_address:
            self.instance.node.add_dependency(self._connectivity)
        if props.key_pair is not None:
            check_key(props.key_pair, self.os_type)
        self._expose()
        self._apply_updates()

    def _security_group(self) -> Any:
        props = self._props
        if props.security_group is not None:
            return props.security_group
        return SecurityGroup(
            self,
            "InstanceSecurityGroup",
            vpc=props.vpc,
            allow_all_outbound=props.allow_all_outbound is not False,
            allow_all_ipv6_outbound=props.allow_all_ipv6_outbound,
        )

    def _role(self) -> Any:
        from landform.cdk.aws_iam.managed_policy import ManagedPolicy
        from landform.cdk.aws_iam.role import Role

        props = self._props
        if props.instance_profile is not None:
            found: Any = props.instance_profile.role
            if found is None:
                raise ValueError("instanceProfile must have a role")
        else:
            found = props.role
            if found is None:
                found = Role(self, "InstanceRole", assumed_by=ServicePrincipal("ec2.amazonaws.com"))
        if props.ssm_session_permissions:
            found.add_managed_policy(ManagedPolicy.from_aws_managed_policy_name(SESSIONS_POLICY))
        return found

    def _network(self) -> dict[str, Any]:
        """The subnet and the security groups; with a public address they belong to an interface."""
        props = self._props
        selected = props.vpc.select_subnets(**(as_record("SubnetSelection", props.vpc_subnets) or {}))
        subnet = _subnet(self, selected.subnets, props)
        groups = Lazy.list(lambda: [each.security_group_id for each in self._groups])
        self._connectivity = selected.internet_connectivity_established
        has_public = props.associate_public_ip_address
        if has_public and not selected.has_public:
            raise ValueError(
                "To set 'associatePublicIpAddress: true' you must select Public subnets (vpcSubnets: {"
                " subnetType: SubnetType.PUBLIC })"
            )
        zone = {"availability_zone": subnet.availability_zone}
        if has_public is None:
            return zone | {
                "subnet_id": subnet.subnet_id,
                "security_group_ids": groups,
                "private_ip_address": props.private_ip_address,
            }
        interface = {
            "AssociatePublicIpAddress": has_public,
            "DeviceIndex": "0",
            "GroupSet": groups,
            "SubnetId": subnet.subnet_id,
            "PrivateIpAddress": props.private_ip_address,
        }
        return zone | {"network_interfaces": [present(interface)]}

    def _expose(self) -> None:
        self.node.default_child = self.instance
        self.instance_id: str = self.instance.ref
        self.instance_availability_zone: str = self.instance.get_att("AvailabilityZone").to_string()
        self.instance_private_dns_name: str = self.instance.attr_private_dns_name
        self.instance_private_ip: str = self.instance.attr_private_ip
        self.instance_public_dns_name: str = self.instance.attr_public_dns_name
        self.instance_public_ip: str = self.instance.attr_public_ip

    def _apply_updates(self) -> None:
        """What happens when the instance is created or its user data change."""
        props = self._props
        if props.init is not None:
            self.apply_cloud_formation_init(props.init, **(props.init_options or {}))
        if props.resource_signal_timeout is not None:
            self._wait_for_signal(props.resource_signal_timeout)
        asked = props.user_data_causes_replacement
        if asked if asked is not None else props.init_options is not None:
            self._replace_with_user_data()
        if props.require_imdsv2:
            from landform.cdk.aws_ec2.imdsv2 import InstanceRequireImdsv2Aspect

            Aspects.of(self).add(InstanceRequireImdsv2Aspect())

    def _wait_for_signal(self, timeout: Duration) -> None:
        known = self.instance.cfn_options.creation_policy or {}
        old = known.get("ResourceSignal") or {}
        if self.node.try_get_context(SUM_TIMEOUT_FLAG) and old.get("Timeout"):
            timeout = Duration.parse(old["Timeout"]).plus(timeout)
        self.instance.cfn_options.creation_policy = {
            **known,
            "ResourceSignal": {**old, "Timeout": timeout.to_iso_string()},
        }

    def _replace_with_user_data(self) -> None:
        """A logical id that changes with the user data, so that another instance takes over."""
        original = self.stack.get_logical_id(self.instance)
        is_asked = False  # the user data may name the instance itself

        def changed(context: Any) -> str:
            nonlocal is_asked
            if is_asked:
                return original
            is_asked = True
            try:
                rendered = context.resolve(self.user_data.render())
            finally:
                is_asked = False
            text = json.dumps(rendered, separators=(",", ":"), ensure_ascii=False)
            return original + hashlib.md5(text.encode(), usedforsecurity=False).hexdigest()[:DIGITS]

        self.instance.override_logical_id(Lazy.uncached_string(changed))

    def add_security_group(self, security_group: Any) -> None:
        """Put it into another security group."""
        self._groups.append(security_group)

    def add_user_data(self, *commands: str) -> None:
        """Add commands for its first start."""
        self.user_data.add_commands(*commands)

    def add_to_role_policy(self, statement: PolicyStatement) -> None:
        """Let it do more."""
        self.role.add_to_principal_policy(statement)

    def apply_cloud_formation_init(
        self,
        init: Any,
        *,
        config_sets: Any = None,
        embed_fingerprint: bool | None = None,
        ignore_failures: bool | None = None,
        include_role: bool | None = None,
        include_url: bool | None = None,
        print_log: bool | None = None,
        timeout: Duration | None = None,
    ) -> None:
        """Set it up by cfn-init when it starts, and wait for that."""
        init.attach(
            self.instance,
            platform=self.os_type,
            instance_role=self.role,
            user_data=self.user_data,
            config_sets=config_sets,
            embed_fingerprint=embed_fingerprint,
            print_log=print_log,
            ignore_failures=ignore_failures,
            include_role=include_role,
            include_url=include_url,
        )
        self._wait_for_init(timeout or Duration.minutes(DEFAULT_SIGNAL_MINUTES))

    def _wait_for_init(self, timeout: Duration) -> None:
        policy = dict(self.instance.cfn_options.creation_policy or {})
        old = dict(policy.get("ResourceSignal") or {})
        old["Count"] = old.get("Count", 0) + 1
        known = Duration.parse(old["Timeout"]) if old.get("Timeout") else None
        old["Timeout"] = (known.plus(timeout) if known is not None else timeout).to_iso_string()
        self.instance.cfn_options.creation_policy = {**policy, "ResourceSignal": old}


def check_key(pair: Any, os: OperatingSystemType) -> None:
    """Refuse a key that the image cannot use."""
    if not pair._is_os_compatible(os):
        raise ValueError(f"{KeyPairType.ED25519.value} keys are not compatible with the chosen AMI")


def _check(props: Any) -> None:
    if props.init_options is not None and props.init is None:
        raise ValueError("Setting 'initOptions' requires that 'init' is also set")
    if props.key_name is not None and props.key_pair is not None:
        raise ValueError("Cannot specify both of 'keyName' and 'keyPair'; prefer 'keyPair'")
    if props.instance_profile is not None and props.role is not None:
        raise ValueError("You cannot provide both instanceProfile and role")
    limit = props.http_put_response_hop_limit
    if limit is not None and not 1 <= limit <= 64:
        raise ValueError("httpPutResponseHopLimit must be between 1 and 64")
    if props.credit_specification is not None and not props.instance_type.is_burstable():
        raise ValueError(
            "creditSpecification is supported only for T4g, T3a, T3, T2 instance type, got:"
            f" {props.instance_type}"
        )


def _subnet(instance: Instance, subnets: list[Any], props: Any) -> Any:
    if props.availability_zone:
        found = [each for each in subnets if each.availability_zone == props.availability_zone]
        if len(found) == 1:
            return found[0]
        Annotations.of(instance).add_error(
            f"Need exactly 1 subnet to match AZ '{props.availability_zone}', found {len(found)}. Use a"
            " different availabilityZone."
        )
    elif subnets:
        return subnets[0]
    else:
        Annotations.of(instance).add_error(
            f"Did not find any subnets matching '{_shown(props.vpc_subnets)}', please use a different"
            " selection."
        )
    from landform.cdk.aws_ec2.subnet import Subnet

    return Subnet.from_subnet_attributes(
        instance,
        "DummySubnet",
        subnet_id="s-notfound",
        availability_zone="az-notfound",
    )


def _shown(selection: Any) -> str:
    """A selection as the API's own languages show it; of subnets, their paths."""
    given = as_record("SubnetSelection", selection) or {}
    written = {camel(name): value_of(value) for name, value in given.items()}
    return json.dumps(written, separators=(",", ":"), default=str)


def _plain_properties(scope: Any, props: Any) -> dict[str, Any]:
    """What is taken over with at most another spelling."""
    monitoring, credit = props.detailed_monitoring, props.credit_specification
    _check_hibernation(props)
    return {
        "block_device_mappings": instance_mappings(scope, props.block_devices),
        "credit_specification": {"CPUCredits": value_of(credit)} if credit is not None else None,
        "disable_api_termination": props.disable_api_termination,
        "ebs_optimized": props.ebs_optimized,
        "enclave_options": _enabled("Enabled", props.enclave_enabled),
        "hibernation_options": _enabled("Configured", props.hibernation_enabled),
        "instance_initiated_shutdown_behavior": value_of(props.instance_initiated_shutdown_behavior),
        "instance_type": props.instance_type.to_string(),
        "ipv6_address_count": props.ipv6_address_count,
        "key_name": props.key_pair.key_pair_name if props.key_pair is not None else props.key_name,
        "metadata_options": metadata_options(props, value_of(props.http_tokens)),
        "monitoring": monitoring,
        "placement_group_name": props.placement_group.placement_group_name
        if props.placement_group is not None
        else None,
        "propagate_tags_to_volume_on_creation": props.propagate_tags_to_volume_on_creation,
        "source_dest_check": props.source_dest_check,
    }


def _enabled(name: str, asked: bool | None) -> dict[str, bool] | None:
    return {name: asked} if asked is not None else None


def _check_hibernation(props: Any) -> None:
    if props.enclave_enabled and props.hibernation_enabled:
        raise ValueError(
            "You can't set both `enclaveEnabled` and `hibernationEnabled` to true on the same instance"
        )


def metadata_options(props: Any, tokens: str | None) -> dict[str, Any] | None:
    """How a machine tells about itself; None when nothing was said."""
    return present(
        {
            "HttpEndpoint": _word(props.http_endpoint),
            "HttpProtocolIpv6": _word(props.http_protocol_ipv6),
            "HttpPutResponseHopLimit": props.http_put_response_hop_limit,
            "HttpTokens": tokens,
            "InstanceMetadataTags": _word(props.instance_metadata_tags),
        }
    )


def _word(asked: bool | None) -> str | None:
    return None if asked is None else ("enabled" if asked else "disabled")
