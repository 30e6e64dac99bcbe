"""AWS as a target: the members that the other targets have.

CloudFormation runs and resumes operations itself, so nothing is ever interrupted here and there is nothing to
take over.
"""

from typing import TYPE_CHECKING

from landform.assembly.access import RoleRequest
from landform.cli.aws.caller import Caller
from landform.cli.aws.roles import Sessions

if TYPE_CHECKING:
    from boto3 import Session

    from landform.environment import EnvironmentFaultError
    from landform.server.remote import RemoteFidelity


class AwsTarget:
    """One account and region of AWS, by one role."""

    def __init__(self, caller: Caller, *, account_id: str, region: str, role: RoleRequest | None) -> None:
        """Assume the role. Raises CommandError when there is no way to act in the account."""
        self._sessions = Sessions(caller, account_id=account_id, region=region)
        self._session = self._sessions.session(role)

    def session(self) -> "Session":
        """The session of the role."""
        return self._session

    def session_for(self, role: RoleRequest | None) -> "Session":
        """The session of another role; None: of the same."""
        return self._session if role is None else self._sessions.session(role)

    def resume(self) -> list[str]:
        """Nothing: AWS resumes."""
        return []

    def interrupted(self) -> list[str]:
        """Nothing: AWS resumes."""
        return []

    def is_run_elsewhere(self) -> bool:
        """Yes, by AWS."""
        return True

    def fault(self) -> "EnvironmentFaultError | None":
        """Nothing of this machine hinders AWS."""
        return None

    def is_busy(self) -> bool:
        """AWS runs whatever has begun."""
        return True

    def operations(self) -> dict[str, bool]:
        """Not asked: the table is of Landform's own server."""
        return {}

    def fidelity(self, type_name: str) -> "RemoteFidelity":
        """AWS is as true as can be."""
        from landform.server.remote import RemoteFidelity

        return RemoteFidelity(level="native", gaps={}, unsupported={}, change_gaps={}, notes=())
