"""Lets the service accounts that EMR makes for the jobs of a cluster assume a role.

The names of the accounts hold the role's name in base 36, as EMR writes them.
Source: https://docs.aws.amazon.com/emr/latest/EMR-on-EKS-DevelopmentGuide/setting-up-trust-policy.html
"""

import json
from typing import Any

import boto3

_DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"


def handler(event: dict[str, Any], context: Any) -> dict[str, Any]:
    """Add to the role's trust when the resource is made; nothing is taken away from it."""
    del context
    given = event["ResourceProperties"]
    if event["RequestType"] == "Create":
        _trust(given["roleName"], given["eksClusterId"], given["eksNamespace"])
    return {"PhysicalResourceId": given["roleName"]}


def _trust(role: str, cluster: str, namespace: str) -> None:
    iam = boto3.client("iam")
    found = iam.get_role(RoleName=role)["Role"]
    issuer = boto3.client("eks").describe_cluster(name=cluster)["cluster"]["identity"]["oidc"]["issuer"]
    provider = issuer.removeprefix("https://")
    _, partition, _, _, account, _ = found["Arn"].split(":", 5)
    subject = f"system:serviceaccount:{namespace}:emr-containers-sa-*-*-{account}-{base36(role)}"
    statement = {
        "Effect": "Allow",
        "Principal": {"Federated": f"arn:{partition}:iam::{account}:oidc-provider/{provider}"},
        "Action": "sts:AssumeRoleWithWebIdentity",
        "Condition": {"StringLike": {f"{provider}:sub": subject}},
    }
    policy = found["AssumeRolePolicyDocument"]
    if statement not in policy["Statement"]:
        policy["Statement"].append(statement)
        iam.update_assume_role_policy(RoleName=role, PolicyDocument=json.dumps(policy))


def base36(name: str) -> str:
    """The letters of a name as one number in base 36."""
    number, digits = int.from_bytes(name.encode(), "big"), ""
    while number:
        number, rest = divmod(number, 36)
        digits = _DIGITS[rest] + digits
    return digits
