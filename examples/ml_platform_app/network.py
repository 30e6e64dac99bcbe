"""The network: one VPC, two public and two private subnets, NAT, endpoints."""

from aws_cdk import Aws, CfnOutput, Fn, Stack
from aws_cdk import aws_ec2 as ec2
from constructs import Construct

BLOCKS = 4  # of addresses, one a subnet
BLOCK_BITS = 12  # addresses a subnet has: 2 ** 12


class NetworkStack(Stack):
    """Others use `vpc` and `private_subnets`."""

    def __init__(self, scope: Construct, construct_id: str, *, cidr: str = "10.20.0.0/16") -> None:
        super().__init__(scope, construct_id, description="The network of the ML platform.")
        self.vpc = ec2.CfnVPC(
            self,
            "Vpc",
            cidr_block=cidr,
            enable_dns_hostnames=True,
            enable_dns_support=True,
            tags=[{"key": "Name", "value": f"{Aws.STACK_NAME}-vpc"}],
        )
        self._cidr = cidr
        public = [self._subnet(f"PublicSubnet{zone}", index, index) for index, zone in enumerate("AB")]
        self.private_subnets = [
            self._subnet(f"PrivateSubnet{zone}", index, index + 2) for index, zone in enumerate("AB")
        ]
        nat = self._public_side(public)
        routes = self._routes("Private", self.private_subnets)
        ec2.CfnRoute(
            self,
            "PrivateDefaultRoute",
            route_table_id=routes.ref,
            destination_cidr_block="0.0.0.0/0",
            nat_gateway_id=nat.ref,
        )
        self._endpoints(routes)
        CfnOutput(self, "VpcId", description="The VPC", value=self.vpc.ref)

    def _subnet(self, construct_id: str, zone: int, block: int) -> ec2.CfnSubnet:
        return ec2.CfnSubnet(
            self,
            construct_id,
            vpc_id=self.vpc.ref,
            cidr_block=Fn.select(block, Fn.cidr(self._cidr, BLOCKS, str(BLOCK_BITS))),
            availability_zone=Fn.select(zone, Fn.get_azs("")),
            map_public_ip_on_launch=True if construct_id.startswith("Public") else None,
        )

    def _routes(self, name: str, subnets: list[ec2.CfnSubnet]) -> ec2.CfnRouteTable:
        routes = ec2.CfnRouteTable(self, f"{name}Routes", vpc_id=self.vpc.ref)
        for zone, subnet in zip("AB", subnets, strict=True):
            ec2.CfnSubnetRouteTableAssociation(
                self, f"{name}RoutesForSubnet{zone}", route_table_id=routes.ref, subnet_id=subnet.ref
            )
        return routes

    def _public_side(self, public: list[ec2.CfnSubnet]) -> ec2.CfnNatGateway:
        """The way out of the public subnets, and the gateway that private ones go through."""
        gateway = ec2.CfnInternetGateway(self, "InternetGateway")
        attachment = ec2.CfnVPCGatewayAttachment(
            self, "GatewayAttachment", vpc_id=self.vpc.ref, internet_gateway_id=gateway.ref
        )
        default = ec2.CfnRoute(
            self,
            "PublicDefaultRoute",
            route_table_id=self._routes("Public", public).ref,
            destination_cidr_block="0.0.0.0/0",
            gateway_id=gateway.ref,
        )
        address = ec2.CfnEIP(self, "NatAddress", domain="vpc")
        for each in (default, address):
            each.add_dependency(attachment)
        return ec2.CfnNatGateway(
            self, "NatGateway", allocation_id=address.attr_allocation_id, subnet_id=public[0].ref
        )

    def _endpoints(self, routes: ec2.CfnRouteTable) -> None:
        group = ec2.CfnSecurityGroup(
            self,
            "EndpointSecurityGroup",
            group_description="HTTPS from inside the VPC to the interface endpoints",
            vpc_id=self.vpc.ref,
            security_group_ingress=[
                {"ip_protocol": "tcp", "from_port": 443, "to_port": 443, "cidr_ip": self._cidr}
            ],
        )
        ec2.CfnVPCEndpoint(
            self,
            "S3Endpoint",
            vpc_id=self.vpc.ref,
            service_name=f"com.amazonaws.{Aws.REGION}.s3",
            vpc_endpoint_type="Gateway",
            route_table_ids=[routes.ref],
        )
        ec2.CfnVPCEndpoint(
            self,
            "SageMakerRuntimeEndpoint",
            vpc_id=self.vpc.ref,
            service_name=f"com.amazonaws.{Aws.REGION}.sagemaker.runtime",
            vpc_endpoint_type="Interface",
            private_dns_enabled=True,
            subnet_ids=[each.ref for each in self.private_subnets],
            security_group_ids=[group.attr_group_id],
        )
