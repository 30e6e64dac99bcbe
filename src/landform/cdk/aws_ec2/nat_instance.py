"""NAT by instances: cheaper and smaller than gateways, and managed by oneself.

Source: https://docs.aws.amazon.com/vpc/latest/userguide/work-with-nat-instances.html
"""

from collections.abc import Sequence
from typing import Any, ClassVar

from landform.cdk.aws_ec2.connections import Connections
from landform.cdk.aws_ec2.machine_image import LookupMachineImage, MachineImage
from landform.cdk.aws_ec2.nat import NatProvider, Preferences, configs, route_by
from landform.cdk.aws_ec2.network_kinds import NatTrafficDirection, RouterType
from landform.cdk.aws_ec2.parts import as_record
from landform.cdk.aws_ec2.port import Port
from landform.cdk.aws_ec2.security_group import SecurityGroup
from landform.cdk.aws_ec2.user_data import UserData

OLD_IMAGES = "amzn-ami-vpc-nat-*"


class NatInstanceImage(LookupMachineImage):
    """The newest old image for NAT, looked up when the app is synthesized."""

    def __init__(self) -> None:
        super().__init__(name=OLD_IMAGES, owners=["amazon"])


class _NatInstances(NatProvider):
    """An instance in each of the subnets for NAT; the options are those of `NatInstanceProps`."""

    def __init__(self, **options: Any) -> None:
        props = as_record("NatInstanceProps", options)
        if props.key_name is not None and props.key_pair is not None:
            raise ValueError("Cannot specify both of 'keyName' and 'keyPair'; prefer 'keyPair'")
        self._props = props
        self._gateways = Preferences()
        self._instances: list[Any] = []
        self._group: Any = None
        self._connections: Connections | None = None

    @property
    def configured_gateways(self) -> list[Any]:
        """The instances with their zones."""
        return configs(self._gateways)

    @property
    def security_group(self) -> Any:
        """The security group of the instances; only after they were made."""
        if self._group is None:
            raise ValueError("Pass the NatInstanceProvider to a Vpc before accessing 'securityGroup'")
        return self._group

    @property
    def connections(self) -> Connections:
        """The network side of the instances; only after they were made."""
        if self._connections is None:
            raise ValueError("Pass the NatInstanceProvider to a Vpc before accessing 'connections'")
        return self._connections

    def configure_subnet(self, subnet: Any) -> None:
        """Use the instance of the subnet's zone."""
        gateway = self._gateways.pick(subnet.availability_zone)
        route_by(subnet, RouterType.INSTANCE, gateway)

    def _make_group(self, vpc: Any, description: str) -> None:
        props = self._props
        allowed = props.default_allowed_traffic or NatTrafficDirection.INBOUND_AND_OUTBOUND
        self._group = props.security_group
        if self._group is None:
            self._group = SecurityGroup(
                vpc,
                "NatSecurityGroup",
                vpc=vpc,
                description=description,
                allow_all_outbound=allowed is not NatTrafficDirection.NONE,
            )
        self._connections = Connections(security_groups=[self._group])
        if allowed is NatTrafficDirection.INBOUND_AND_OUTBOUND:
            self._connections.allow_from_any_ipv4(Port.all_traffic())

    def _make_instances(self, vpc: Any, subnets: Sequence[Any], image: Any, **further: Any) -> None:
        from landform.cdk.aws_ec2.instance import Instance

        props = self._props
        for subnet in subnets:
            made = Instance(
                subnet,
                "NatInstance",
                instance_type=props.instance_type,
                machine_image=image,
                source_dest_check=False,
                vpc=vpc,
                vpc_subnets={"subnets": [subnet]},
                security_group=self._group,
                key_pair=props.key_pair,
                key_name=props.key_name,
                **further,
            )
            self._instances.append(made)
            self._gateways.add(subnet.availability_zone, made.instance_id)


class NatInstanceProvider(_NatInstances):
    """Instances with an image made for NAT."""

    def configure_nat(self, *, nat_subnets: Sequence[Any], private_subnets: Sequence[Any], vpc: Any) -> None:
        """Make the instances and the routes."""
        from landform.cdk.aws_iam.principals import ServicePrincipal
        from landform.cdk.aws_iam.role import Role

        image = self._props.machine_image or NatInstanceImage()
        self._make_group(vpc, "Security Group for NAT instances")
        role = Role(vpc, "NatRole", assumed_by=ServicePrincipal("ec2.amazonaws.com"))
        self._make_instances(vpc, nat_subnets, image, role=role)
        for subnet in private_subnets:
            self.configure_subnet(subnet)


class NatInstanceProviderV2(_NatInstances):
    """Instances with an ordinary image, which set themselves up for NAT."""

    DEFAULT_USER_DATA_COMMANDS: ClassVar[list[str]] = [
        "yum install iptables-services -y",
        "systemctl enable iptables",
        "systemctl start iptables",
        'echo "net.ipv4.ip_forward=1" > /etc/sysctl.d/custom-ip-forwarding.conf',
        "sudo sysctl -p /etc/sysctl.d/custom-ip-forwarding.conf",
        "sudo /sbin/iptables -t nat -A POSTROUTING -o $(route | awk '/^default/{print $NF}') -j MASQUERADE",
        "sudo /sbin/iptables -F FORWARD",
        "sudo service iptables save",
    ]

    @property
    def gateway_instances(self) -> list[Any]:
        """The instances."""
        return list(self._instances)

    def configure_nat(self, *, nat_subnets: Sequence[Any], private_subnets: Sequence[Any], vpc: Any) -> None:
        """Make the instances and the routes."""
        from landform.cdk.aws_ec2.compute_kinds import AmazonLinuxCpuType, InstanceArchitecture

        props = self._props
        is_arm = props.instance_type.architecture is InstanceArchitecture.ARM_64
        cpu = AmazonLinuxCpuType.ARM_64 if is_arm else AmazonLinuxCpuType.X86_64
        image = props.machine_image or MachineImage.latest_amazon_linux2023(cpu_type=cpu)
        self._make_group(vpc, "Security Group for NAT instances")
        data = props.user_data
        if data is None:
            data = UserData.for_linux()
            data.add_commands(*self.DEFAULT_USER_DATA_COMMANDS)
        self._make_instances(
            vpc,
            nat_subnets,
            image,
            user_data=data,
            credit_specification=props.credit_specification,
            associate_public_ip_address=props.associate_public_ip_address,
        )
        for subnet in private_subnets:
            self.configure_subnet(subnet)
