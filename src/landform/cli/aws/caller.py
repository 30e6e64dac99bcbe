"""Whose credentials the command runs with: botocore's chain, and what STS says of them."""

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from landform.cli.aws.errors import told

if TYPE_CHECKING:
    from boto3 import Session


@dataclass(frozen=True, slots=True, kw_only=True)
class Caller:
    """The credentials at hand; what they are stays inside the session."""

    session: "Session" = field(repr=False, compare=False)
    account_id: str
    arn: str
    region: str  # that of the command line, the environment or the profile


def find_caller(profile: str | None, region: str | None) -> Caller:
    """Ask AWS who calls. Raises CommandError: no or ended credentials, no region, no profile, no network.

    Args:
        profile: its name; None: that of AWS_PROFILE, or the default.
        region: None: that of the environment or the profile.
    """
    import boto3
    from botocore.exceptions import NoRegionError

    with told():
        session = boto3.Session(profile_name=profile, region_name=region)
        if session.region_name is None:
            raise NoRegionError
        found = session.client("sts").get_caller_identity()
        return Caller(
            session=session, account_id=found["Account"], arn=found["Arn"], region=session.region_name
        )
