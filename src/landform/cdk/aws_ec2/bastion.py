"""Machines to reach a network from outside.

Source: https://docs.aws.amazon.com/systems-manager/latest/userguide/session-manager.html
"""

from typing import Any

from landform.cdk.aws_ec2.compute_kinds import AmazonLinuxCpuType, InstanceArchitecture
from landform.cdk.aws_ec2.instance import Instance
from landform.cdk.aws_ec2.instance_types import InstanceType
from landform.cdk.aws_ec2.machine_image import MachineImage
from landform.cdk.aws_ec2.parts import as_record
from landform.cdk.aws_ec2.port import Port
from landform.cdk.aws_iam.policy_statement import PolicyStatement
from landform.cdk.core.native import Native
from landform.cdk.core.resource import Resource

NEW_IMAGE_FLAG = "@aws-cdk/aws-ec2:bastionHostUseAmazonLinux2023ByDefault"
SESSION_ACTIONS = ["ssmmessages:*", "ssm:UpdateInstanceInformation", "ec2messages:*"]


class BastionHostLinux(Native, Resource):
    """A small machine for sessions and SSH; the options are those of `BastionHostLinuxProps`."""

    instance_ref: Any

    def __init__(self, scope: Any, id: str, **options: Any) -> None:
        super().__init__(scope, id)
        props = as_record("BastionHostLinuxProps", options)
        kind = props.instance_type if props.instance_type is not None else InstanceType("t3.nano")
        self.instance = Instance(
            self,
            "Resource",
            vpc=props.vpc,
            availability_zone=props.availability_zone,
            security_group=props.security_group,
            instance_name=props.instance_name if props.instance_name is not None else "BastionHost",
            instance_type=kind,
            machine_image=props.machine_image if props.machine_image is not None else self._image(kind),
            vpc_subnets=props.subnet_selection or {},
            block_devices=props.block_devices,
            init=props.init,
            init_options=props.init_options,
            require_imdsv2=bool(props.require_imdsv2),
            user_data_causes_replacement=props.user_data_causes_replacement,
        )
        self.instance.add_to_role_policy(PolicyStatement(actions=SESSION_ACTIONS, resources=["*"]))
        self.connections = self.instance.connections
        self.role = self.instance.role
        self.grant_principal = self.instance.role
        self.instance_id = self.instance.instance_id
        self.instance_availability_zone = self.instance.instance_availability_zone
        self.instance_private_dns_name = self.instance.instance_private_dns_name
        self.instance_private_ip = self.instance.instance_private_ip
        self.instance_public_dns_name = self.instance.instance_public_dns_name
        self.instance_public_ip = self.instance.instance_public_ip
        from landform.cdk.core.cfn_elements import CfnOutput

        CfnOutput(
            self,
            "BastionHostId",
            description="Instance ID of the bastion host. Use this to connect via SSM Session Manager",
            value=self.instance_id,
        )

    def _image(self, kind: InstanceType) -> Any:
        is_arm = kind.architecture is InstanceArchitecture.ARM_64
        cpu = AmazonLinuxCpuType.ARM_64 if is_arm else AmazonLinuxCpuType.X86_64
        if self.node.try_get_context(NEW_IMAGE_FLAG):
            return MachineImage.latest_amazon_linux2023(cpu_type=cpu)
        return MachineImage.latest_amazon_linux2(cpu_type=cpu)

    def allow_ssh_access_from(self, *peer: Any) -> None:
        """Let peers connect by SSH."""
        for each in peer:
            self.connections.allow_from(each, Port.tcp(22), "SSH access")
