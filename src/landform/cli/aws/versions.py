"""Whether the bootstrap resources of an environment are there and new enough for an app.

Source: https://docs.aws.amazon.com/cdk/v2/guide/bootstrapping-env.html; the order of the questions is that of
the cdk command: the SSM parameter that the stack names, then the output of the toolkit stack.
"""

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from landform.assembly.access import BootstrapNeed
from landform.cli.errors import CommandError

if TYPE_CHECKING:
    from boto3 import Session

TOOLKIT_STACK = "CDKToolkit"
_DENIED = frozenset({"AccessDenied", "AccessDeniedException", "UnauthorizedOperation"})


def require_version(
    session: "Session", needs: Iterable[BootstrapNeed], *, account_id: str, region: str
) -> None:
    """Raise CommandError when what the app needs is not there."""
    wanted: dict[str | None, int] = {}
    for need in needs:
        wanted[need.parameter] = max(need.version, wanted.get(need.parameter, 0))
    place = f"aws://{account_id}/{region}"
    for parameter, version in wanted.items():
        found = _version(session, parameter)
        if found is None:
            raise CommandError(
                f"the environment {place} is not bootstrapped: "
                + (f"there is no SSM parameter {parameter}" if parameter else f"no stack {TOOLKIT_STACK}"),
                hint=f"`landform bootstrap {place}` makes what the app needs",
            )
        if found < version:
            raise CommandError(
                f"the environment {place} has bootstrap resources of version {found}, "
                f"and the app needs version {version} or newer",
                hint=f"`landform bootstrap {place}` brings them up to date",
            )


def _version(session: "Session", parameter: str | None) -> int | None:
    from botocore.exceptions import ClientError

    if parameter is None:
        return toolkit_version(session, TOOLKIT_STACK)
    try:
        value = session.client("ssm").get_parameter(Name=parameter)["Parameter"]["Value"]
    except ClientError as error:
        code = error.response.get("Error", {}).get("Code")
        if code in _DENIED:
            return toolkit_version(session, TOOLKIT_STACK)
        if code == "ParameterNotFound":
            return None
        raise
    return _number(value, parameter)


def toolkit_version(session: "Session", stack_name: str) -> int | None:
    """The version that a toolkit stack says it has; None when there is no such stack, or it does not say."""
    stack = find_stack(session.client("cloudformation"), stack_name)
    outputs = {each["OutputKey"]: each["OutputValue"] for each in (stack or {}).get("Outputs", [])}
    value = outputs.get("BootstrapVersion")
    return None if value is None else _number(value, f"{stack_name}.BootstrapVersion")


def find_stack(client: Any, name: str) -> dict[str, Any] | None:
    """A stack as the API describes it; None when there is none."""
    from botocore.exceptions import ClientError

    try:
        found: dict[str, Any] = client.describe_stacks(StackName=name)["Stacks"][0]
    except ClientError as error:
        if "does not exist" in str(error):
            return None
        raise
    return found


def _number(value: str, where: str) -> int:
    if not value.isdigit():
        raise CommandError(f"{where} should hold the number of a bootstrap version and holds {value!r}")
    return int(value)
