"""The network of the ML platform: one VPC, two public and two private subnets, NAT, endpoints."""

from aws_cdk import CfnOutput, Stack
from aws_cdk import aws_ec2 as ec2
from constructs import Construct


class NetworkStack(Stack):
    """Others use `vpc`."""

    def __init__(self, scope: Construct, construct_id: str, *, cidr: str = "10.20.0.0/16") -> None:
        super().__init__(scope, construct_id, description="The network of the ML platform.")
        self.vpc = ec2.Vpc(
            self,
            "Vpc",
            ip_addresses=ec2.IpAddresses.cidr(cidr),
            max_azs=2,
            nat_gateways=1,
            subnet_configuration=[
                ec2.SubnetConfiguration(name="Public", subnet_type=ec2.SubnetType.PUBLIC, cidr_mask=20),
                ec2.SubnetConfiguration(
                    name="Private", subnet_type=ec2.SubnetType.PRIVATE_WITH_EGRESS, cidr_mask=20
                ),
            ],
        )
        # Models are fetched and requests are sent without a way through the internet.
        self.vpc.add_gateway_endpoint("S3", service=ec2.GatewayVpcEndpointAwsService.S3)
        self.vpc.add_interface_endpoint(
            "SageMakerRuntime", service=ec2.InterfaceVpcEndpointAwsService.SAGEMAKER_RUNTIME
        )
        CfnOutput(self, "VpcId", value=self.vpc.vpc_id)
