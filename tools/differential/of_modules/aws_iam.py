"""Calls that are given what aws_iam has."""

from typing import Final

from tools.differential.making import new

_ANYONE: Final = new(
    "aws_iam.PolicyStatement",
    actions=["s3:GetObject"],
    resources=["*"],
    principals=[new("aws_iam.AnyPrincipal")],
)
VALUES: Final = {
    "aws_iam.PolicyDocument": (
        new("aws_iam.PolicyDocument"),
        new("aws_iam.PolicyDocument", statements=[_ANYONE]),
    ),
}
