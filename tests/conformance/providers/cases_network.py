"""EC2's network."""

from typing import Any

from tests.conformance.providers.case import Case

VPC = ("Vpc", "AWS::EC2::VPC", {"CidrBlock": "10.0.0.0/16"})
SUBNET = ("Subnet", "AWS::EC2::Subnet", {"VpcId": "@Vpc", "CidrBlock": "10.0.0.0/24"})
TABLE = ("Table", "AWS::EC2::RouteTable", {"VpcId": "@Vpc"})
OTHER_TABLE = ("OtherTable", "AWS::EC2::RouteTable", {"VpcId": "@Vpc"})
GATEWAY = ("Gateway", "AWS::EC2::InternetGateway", {})
ADDRESS = ("Address", "AWS::EC2::EIP", {"Domain": "vpc"})
NAT = ("Nat", "AWS::EC2::NatGateway", {"SubnetId": "@Subnet", "AllocationId": "@Address.AllocationId"})
GROUP = ("Group", "AWS::EC2::SecurityGroup", {"GroupDescription": "a", "VpcId": "@Vpc"})
OTHER_GROUP = ("OtherGroup", "AWS::EC2::SecurityGroup", {"GroupDescription": "b", "VpcId": "@Vpc"})


def tags(**pairs: str) -> list[dict[str, Any]]:
    return [{"Key": key, "Value": value} for key, value in pairs.items()]


CASES = (
    Case(
        type_name="AWS::EC2::VPC",
        properties={
            "CidrBlock": "10.1.0.0/16",
            "EnableDnsHostnames": True,
            "EnableDnsSupport": True,
            "Tags": tags(a="1", b="2"),
        },
        updates=(
            {"CidrBlock": "10.1.0.0/16", "EnableDnsSupport": False, "Tags": tags(a="3")},
            {"CidrBlock": "10.1.0.0/16"},
        ),
        replaced={"CidrBlock": "10.2.0.0/16", "InstanceTenancy": "default"},
    ),
    Case(
        type_name="AWS::EC2::Subnet",
        properties={
            "VpcId": "@Vpc",
            "CidrBlock": "10.0.1.0/24",
            "AvailabilityZone": "us-east-1b",
            "MapPublicIpOnLaunch": True,
            "AssignIpv6AddressOnCreation": True,
            "Tags": tags(a="1", b="2"),
        },
        updates=(
            {
                "VpcId": "@Vpc",
                "CidrBlock": "10.0.1.0/24",
                "AvailabilityZone": "us-east-1b",
                "MapPublicIpOnLaunch": False,
                "AssignIpv6AddressOnCreation": False,
                "Tags": tags(a="3"),
            },
        ),
        replaced={"VpcId": "@Vpc", "CidrBlock": "10.0.2.0/24"},
        needs=(VPC,),
    ),
    Case(
        type_name="AWS::EC2::VPCEndpoint",
        name="gateway",
        properties={
            "VpcId": "@Vpc",
            "ServiceName": "com.amazonaws.us-east-1.s3",
            "VpcEndpointType": "Gateway",
            "RouteTableIds": ["@Table"],
            "PolicyDocument": {"Version": "2012-10-17", "Statement": []},
            "Tags": tags(a="1"),
        },
        updates=(
            {
                "VpcId": "@Vpc",
                "ServiceName": "com.amazonaws.us-east-1.s3",
                "VpcEndpointType": "Gateway",
                "RouteTableIds": ["@OtherTable"],
                "PolicyDocument": {"Version": "2012-10-17", "Statement": [], "Id": "2"},
                "Tags": tags(b="2"),
            },
        ),
        replaced={"VpcId": "@Vpc", "ServiceName": "com.amazonaws.us-east-1.dynamodb"},
        needs=(VPC, TABLE, OTHER_TABLE),
    ),
    Case(
        type_name="AWS::EC2::VPCEndpoint",
        name="interface",
        properties={
            "VpcId": "@Vpc",
            "ServiceName": "com.amazonaws.us-east-1.sqs",
            "VpcEndpointType": "Interface",
            "SubnetIds": ["@Subnet"],
            "SecurityGroupIds": ["@Group"],
            "PrivateDnsEnabled": True,
        },
        updates=(
            {
                "VpcId": "@Vpc",
                "ServiceName": "com.amazonaws.us-east-1.sqs",
                "VpcEndpointType": "Interface",
                "SubnetIds": ["@Subnet"],
                "SecurityGroupIds": ["@OtherGroup"],
                "PrivateDnsEnabled": False,
            },
        ),
        needs=(VPC, SUBNET, GROUP, OTHER_GROUP),
    ),
    Case(
        type_name="AWS::EC2::RouteTable",
        properties={"VpcId": "@Vpc", "Tags": tags(a="1", b="2")},
        updates=({"VpcId": "@Vpc", "Tags": tags(a="3")}, {"VpcId": "@Vpc"}),
        replaced={"VpcId": "@OtherVpc"},
        needs=(VPC, ("OtherVpc", "AWS::EC2::VPC", {"CidrBlock": "10.9.0.0/16"})),
    ),
    Case(
        type_name="AWS::EC2::Route",
        properties={"RouteTableId": "@Table", "DestinationCidrBlock": "0.0.0.0/0", "GatewayId": "@Gateway"},
        updates=({"RouteTableId": "@Table", "DestinationCidrBlock": "0.0.0.0/0", "NatGatewayId": "@Nat"},),
        replaced={"RouteTableId": "@Table", "DestinationCidrBlock": "10.7.0.0/16", "NatGatewayId": "@Nat"},
        needs=(
            VPC,
            SUBNET,
            TABLE,
            GATEWAY,
            (
                "Attached",
                "AWS::EC2::VPCGatewayAttachment",
                {"VpcId": "@Vpc", "InternetGatewayId": "@Gateway"},
            ),
            ADDRESS,
            NAT,
        ),
    ),
    Case(
        type_name="AWS::EC2::SubnetRouteTableAssociation",
        properties={"RouteTableId": "@Table", "SubnetId": "@Subnet"},
        needs=(VPC, SUBNET, TABLE),
    ),
    Case(
        type_name="AWS::EC2::InternetGateway",
        properties={"Tags": tags(a="1", b="2")},
        updates=({"Tags": tags(a="3")}, {}),
    ),
    Case(
        type_name="AWS::EC2::VPCGatewayAttachment",
        properties={"VpcId": "@Vpc", "InternetGatewayId": "@Gateway"},
        updates=({"VpcId": "@Vpc", "InternetGatewayId": "@OtherGateway"},),
        needs=(VPC, GATEWAY, ("OtherGateway", "AWS::EC2::InternetGateway", {})),
    ),
    Case(
        type_name="AWS::EC2::EIP",
        properties={"Domain": "vpc", "Tags": tags(a="1", b="2")},
        updates=({"Domain": "vpc", "Tags": tags(a="3")},),
    ),
    Case(
        type_name="AWS::EC2::NatGateway",
        properties={
            "SubnetId": "@Subnet",
            "AllocationId": "@Address.AllocationId",
            "ConnectivityType": "public",
            "Tags": tags(a="1"),
        },
        updates=(
            {
                "SubnetId": "@Subnet",
                "AllocationId": "@Address.AllocationId",
                "ConnectivityType": "public",
                "Tags": tags(b="2"),
            },
        ),
        replaced={"SubnetId": "@Subnet", "ConnectivityType": "private"},
        needs=(VPC, SUBNET, ADDRESS),
    ),
    Case(
        type_name="AWS::EC2::SecurityGroup",
        properties={
            "GroupName": "it",
            "GroupDescription": "the group",
            "VpcId": "@Vpc",
            "SecurityGroupIngress": [
                {
                    "IpProtocol": "tcp",
                    "FromPort": 443,
                    "ToPort": 443,
                    "CidrIp": "10.0.0.0/8",
                    "Description": "in",
                },
                {"IpProtocol": "6", "FromPort": 22, "ToPort": 22, "SourceSecurityGroupId": "@Group"},
            ],
            "SecurityGroupEgress": [
                {"IpProtocol": "tcp", "FromPort": 80, "ToPort": 80, "CidrIp": "0.0.0.0/0"}
            ],
            "Tags": tags(a="1", b="2"),
        },
        updates=(
            {
                "GroupName": "it",
                "GroupDescription": "the group",
                "VpcId": "@Vpc",
                "SecurityGroupIngress": [
                    {"IpProtocol": "tcp", "FromPort": 443, "ToPort": 443, "CidrIp": "10.0.0.0/8"},
                    {"IpProtocol": "-1", "CidrIpv6": "::/0"},
                ],
                "SecurityGroupEgress": [{"IpProtocol": "-1", "CidrIp": "10.0.0.0/8"}],
                "Tags": tags(a="3"),
            },
            {"GroupName": "it", "GroupDescription": "the group", "VpcId": "@Vpc"},
        ),
        replaced={"GroupDescription": "another", "VpcId": "@Vpc"},
        needs=(VPC, GROUP),
    ),
    Case(
        type_name="AWS::EC2::SecurityGroupIngress",
        properties={
            "GroupId": "@Group",
            "IpProtocol": "tcp",
            "FromPort": 443,
            "ToPort": 443,
            "CidrIp": "10.0.0.0/8",
            "Description": "first",
        },
        updates=(
            {
                "GroupId": "@Group",
                "IpProtocol": "tcp",
                "FromPort": 443,
                "ToPort": 443,
                "CidrIp": "10.0.0.0/8",
                "Description": "second",
            },
        ),
        replaced={"GroupId": "@Group", "IpProtocol": "-1", "SourceSecurityGroupId": "@OtherGroup"},
        needs=(VPC, GROUP, OTHER_GROUP),
    ),
    Case(
        type_name="AWS::EC2::SecurityGroupEgress",
        properties={
            "GroupId": "@Group",
            "IpProtocol": "udp",
            "FromPort": 53,
            "ToPort": 53,
            "CidrIpv6": "::/0",
            "Description": "first",
        },
        updates=(
            {
                "GroupId": "@Group",
                "IpProtocol": "udp",
                "FromPort": 53,
                "ToPort": 53,
                "CidrIpv6": "::/0",
                "Description": "second",
            },
        ),
        replaced={"GroupId": "@Group", "IpProtocol": "-1", "DestinationSecurityGroupId": "@OtherGroup"},
        needs=(VPC, GROUP, OTHER_GROUP),
    ),
)
