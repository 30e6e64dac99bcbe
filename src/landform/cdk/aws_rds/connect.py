"""Connecting to databases with the identity of a principal in place of a password.

Source: https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/UsingWithRDS.IAMDBAuth.html
"""

from typing import Any

from landform.cdk.aws_iam.grant import Grant
from landform.cdk.core.arn import Arn, ArnComponents, ArnFormat
from landform.cdk.core.stack import Stack


def grant_user(resource: Any, grantee: Any, resource_id: str, db_user: str) -> Grant:
    """Let a principal connect as a user of a database, by IAM."""
    arn = Arn.format(
        ArnComponents(
            service="rds-db",
            resource="dbuser",
            resource_name=f"{resource_id}/{db_user}",
            arn_format=ArnFormat.COLON_RESOURCE_NAME,
        ),
        Stack.of(resource),
    )
    return Grant.add_to_principal(grantee=grantee, actions=["rds-db:connect"], resource_arns=[arn])
