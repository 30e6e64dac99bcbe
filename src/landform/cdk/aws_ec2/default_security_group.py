"""Takes the rules of a VPC's default security group away.

Source: https://docs.aws.amazon.com/vpc/latest/userguide/default-security-group.html
"""

from typing import Any

from landform.cdk.core.custom_resource import CustomResource
from landform.cdk.core.custom_resource_provider import OwnResourceProvider

RESOURCE_TYPE = "Custom::VpcRestrictDefaultSG"
_ACTIONS = (
    "ec2:AuthorizeSecurityGroupIngress",
    "ec2:AuthorizeSecurityGroupEgress",
    "ec2:RevokeSecurityGroupIngress",
    "ec2:RevokeSecurityGroupEgress",
)


def restrict(vpc: Any) -> None:
    """Make the resource that does it, and its provider."""
    group = vpc.vpc_default_security_group
    provider = OwnResourceProvider.get_or_create(
        vpc,
        RESOURCE_TYPE,
        "restrict_default_security_group",
        description=(
            "Lambda function for removing all inbound/outbound rules from the VPC default security group"
        ),
    )
    arn = f"arn:{vpc.stack.partition}:ec2:{vpc.stack.region}:{vpc.stack.account}:security-group/{group}"
    provider.add_to_role_policy({"Effect": "Allow", "Action": list(_ACTIONS), "Resource": [arn]})
    CustomResource(
        vpc,
        "RestrictDefaultSecurityGroupCustomResource",
        resource_type=RESOURCE_TYPE,
        service_token=provider.service_token,
        properties={"DefaultSecurityGroupId": group, "Account": vpc.stack.account},
    )
