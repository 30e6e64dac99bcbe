"""Takes the rules of a VPC's default security group away, and gives them back when the resource is deleted.

Source: https://docs.aws.amazon.com/vpc/latest/userguide/default-security-group.html
"""

from collections.abc import Callable
from typing import Any

import boto3
from botocore.exceptions import ClientError
from respond import answering  # type: ignore[import-not-found]  # lies beside this file in the function

ABSENT = "InvalidPermission.NotFound"
PRESENT = "InvalidPermission.Duplicate"


def handle(event: dict[str, Any]) -> None:
    """Do what a request of CloudFormation asks for."""
    properties = event["ResourceProperties"]
    group, account = properties["DefaultSecurityGroupId"], properties["Account"]
    if event["RequestType"] == "Delete":
        restore(group, account)
        return
    old = event.get("OldResourceProperties", {}).get("DefaultSecurityGroupId", group)
    if old != group:
        restore(old, account)
    restrict(group, account)


def restrict(group: str, account: str) -> None:
    """Let nothing in and nothing out."""
    client = boto3.client("ec2")
    _try(client.revoke_security_group_egress, ABSENT, group, _egress())
    _try(client.revoke_security_group_ingress, ABSENT, group, _ingress(group, account))


def restore(group: str, account: str) -> None:
    """Let members reach each other, and everything out, as AWS has it at first."""
    client = boto3.client("ec2")
    _try(client.authorize_security_group_egress, PRESENT, group, _egress())
    _try(client.authorize_security_group_ingress, PRESENT, group, _ingress(group, account))


def _try(call: Callable[..., Any], accepted: str, group: str, rules: list[dict[str, Any]]) -> None:
    try:
        call(GroupId=group, IpPermissions=rules)
    except ClientError as error:
        if error.response["Error"]["Code"] != accepted:
            raise


def _ingress(group: str, account: str) -> list[dict[str, Any]]:
    return [{"UserIdGroupPairs": [{"UserId": account, "GroupId": group}], "IpProtocol": "-1"}]


def _egress() -> list[dict[str, Any]]:
    return [{"IpRanges": [{"CidrIp": "0.0.0.0/0"}], "IpProtocol": "-1"}]


handler = answering(handle)
