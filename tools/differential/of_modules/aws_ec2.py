"""Calls of aws_ec2, and those that are given what it has."""

from typing import Final

from tools.differential.making import SECURITY_GROUP, imported

VALUES: Final = {
    "aws_ec2.ISecurityGroup": (
        SECURITY_GROUP,
        imported("aws_ec2.SecurityGroup.from_security_group_id", "Sg1", "sg-0123456789abcdef0"),
    ),
}
SAME: Final = {"aws_ec2.SecurityGroup": "aws_ec2.ISecurityGroup"}
