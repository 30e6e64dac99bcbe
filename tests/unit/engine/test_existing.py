"""Rules that ask about existing resources get the embedded cloud's answers."""

import pytest
from botocore.exceptions import ClientError

from landform.server.local import LocalTarget

TEMPLATE = """
Parameters:
  Subnets: {Type: "List<AWS::EC2::Subnet::Id>"}
  Vpc: {Type: "AWS::EC2::VPC::Id"}
Rules:
  SubnetsOfTheVpc:
    Assertions:
      - Assert: !EachMemberEquals [!ValueOf [Subnets, VpcId], !Ref Vpc]
        AssertDescription: all subnets must be in the VPC
      - Assert: !Contains [!RefAll "AWS::EC2::VPC::Id", !Ref Vpc]
        AssertDescription: the VPC must exist
      - Assert: !Equals [!ValueOf [Vpc, Tags.team], ml]
        AssertDescription: the VPC must belong to the team
Resources:
  Queue: {Type: AWS::SQS::Queue}
"""


def test_rules_see_what_exists() -> None:
    with LocalTarget() as target:
        ec2 = target.session().client("ec2")
        mine = ec2.create_vpc(CidrBlock="10.1.0.0/16")["Vpc"]["VpcId"]
        other = ec2.create_vpc(CidrBlock="10.2.0.0/16")["Vpc"]["VpcId"]
        ec2.create_tags(Resources=[mine], Tags=[{"Key": "team", "Value": "ml"}])
        inside = ec2.create_subnet(VpcId=mine, CidrBlock="10.1.0.0/20")["Subnet"]["SubnetId"]
        outside = ec2.create_subnet(VpcId=other, CidrBlock="10.2.0.0/20")["Subnet"]["SubnetId"]
        client = target.session().client("cloudformation")

        def create(name: str, subnets: str) -> None:
            client.create_stack(
                StackName=name,
                TemplateBody=TEMPLATE,
                Parameters=[
                    {"ParameterKey": "Subnets", "ParameterValue": subnets},
                    {"ParameterKey": "Vpc", "ParameterValue": mine},
                ],
            )

        with pytest.raises(ClientError, match="all subnets must be in the VPC"):
            create("bad", f"{inside},{outside}")
        create("good", inside)
        target.wait()
        assert client.describe_stacks(StackName="good")["Stacks"][0]["StackStatus"] == "CREATE_COMPLETE"
