"""What a call of the SDK is made of: its physical id, what is logged, and which calls are allowed."""

from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import Any, ClassVar, Final

from landform.cdk.aws_iam.policy_statement import PolicyStatement
from landform.cdk.core.feature_flags import FeatureFlags
from landform.cdk.core.native import Native

PHYSICAL_ID: Final = "PHYSICAL:RESOURCEID:"
"""In the parameters of a call: the physical id of the resource."""

SDK_PACKAGE: Final = "@aws-sdk/client-"
COMMAND: Final = "Command"
LOGGING_FLAG: Final = "@aws-cdk/custom-resources:logApiResponseDataPropertyTrueDefault"


class PhysicalResourceId(Native):
    """How the resource is known after a call."""

    def __init__(self, *, response_path: str | None = None, id: str | None = None) -> None:
        self.response_path = response_path
        self.id = id

    @staticmethod
    def of(id: str) -> "PhysicalResourceId":
        """This id."""
        return PhysicalResourceId(id=id)

    @staticmethod
    def from_response(response_path: str) -> "PhysicalResourceId":
        """A field of the call's answer, such as `Parameter.ARN`."""
        return PhysicalResourceId(response_path=response_path)


class PhysicalResourceIdReference(Native):
    """The physical id of the resource, in the parameters of calls that update or delete it."""

    @property
    def creation_stack(self) -> list[str]:
        """Not kept."""
        return []

    def resolve(self, _context: Any) -> str:
        """The mark that the function replaces."""
        return PHYSICAL_ID

    def to_string(self) -> str:
        """The mark."""
        return PHYSICAL_ID

    def to_json(self) -> str:
        """The mark."""
        return PHYSICAL_ID

    def __str__(self) -> str:
        return PHYSICAL_ID


class Logging(Native):
    """What the function logs."""

    def __init__(self, *, log_api_response_data: bool | None = None) -> None:
        self._logs_data = log_api_response_data

    @staticmethod
    def all() -> "Logging":
        """Everything, answers of calls included."""
        return Logging(log_api_response_data=True)

    @staticmethod
    def with_data_hidden() -> "Logging":
        """Everything but the answers of calls."""
        return Logging(log_api_response_data=False)

    def _written(self, scope: Any) -> bool | None:
        """What the call says of it; to log everything is said under a flag only."""
        if not self._logs_data:
            return False
        return True if FeatureFlags.of(scope).is_enabled(LOGGING_FLAG) else None


class AwsCustomResourcePolicy(Native):
    """What the function may do."""

    ANY_RESOURCE: ClassVar[list[str]] = ["*"]

    def __init__(self, statements: Sequence[Any] = (), resources: Sequence[str] | None = None) -> None:
        self.statements = list(statements)
        self.resources = list(resources) if resources is not None else None

    @staticmethod
    def from_statements(statements: Sequence[Any]) -> "AwsCustomResourcePolicy":
        """What these statements say."""
        return AwsCustomResourcePolicy(statements)

    @staticmethod
    def from_sdk_calls(*, resources: Sequence[str]) -> "AwsCustomResourcePolicy":
        """The calls of the resource, on these resources."""
        return AwsCustomResourcePolicy((), resources)


def statements_for(policy: AwsCustomResourcePolicy, calls: Sequence[Any]) -> list[Any]:
    """The statements of a policy; a call in another role needs only to assume it."""
    if policy.statements:
        return policy.statements
    return [
        PolicyStatement(actions=["sts:AssumeRole"], resources=[call.assumed_role_arn])
        if call.assumed_role_arn is not None
        else PolicyStatement(
            actions=[iam_action(call.service, call.action)], resources=policy.resources or []
        )
        for call in calls
    ]


def iam_action(service: str, action: str) -> str:
    """`CloudWatchLogs`, `putRetentionPolicy` -> `logs:PutRetentionPolicy`; a package's names as well."""
    name = service.removeprefix(SDK_PACKAGE).lower()
    operation = action.removesuffix(COMMAND)
    return f"{_prefixes().get(name, name)}:{operation[:1].upper()}{operation[1:]}"


@cache
def _prefixes() -> dict[str, str]:
    text = (Path(__file__).parent / "action_prefixes.txt").read_text(encoding="utf-8")
    lines = [line.split() for line in text.splitlines() if not line.startswith("#")]
    return {name: prefix for prefix, *names in lines for name in names}


_MEMBERS: Final = (
    ("action", "action"),
    ("service", "service"),
    ("apiVersion", "api_version"),
    ("assumedRoleArn", "assumed_role_arn"),
    ("externalId", "external_id"),
    ("ignoreErrorCodesMatching", "ignore_error_codes_matching"),
    ("outputPaths", "output_paths"),
    ("parameters", "parameters"),
    ("physicalResourceId", "physical_resource_id"),
    ("region", "region"),
)
"""What the function reads of a call, in the order in which it is written."""


class OwnCall(dict[str, Any]):
    """A call that a class of the library makes; it is written in the order of its members."""


def written_call(call: Any, scope: Any) -> dict[str, Any] | None:
    """The call as the function reads it; None for none."""
    if call is None:
        return None
    members: Sequence[tuple[str, str]] = _MEMBERS
    if getattr(call, "_is_own", False):
        place = list(call).index
        members = sorted((each for each in _MEMBERS if each[1] in call), key=lambda each: place(each[1]))
    values = {key: getattr(call, name) for key, name in members}
    logging = (call.logging or Logging.all())._written(scope)
    if call.physical_resource_id is not None:
        values["physicalResourceId"] = _written_id(call.physical_resource_id)
    values["logApiResponseData"] = logging
    return {key: value for key, value in values.items() if value is not None}


def _written_id(id: PhysicalResourceId) -> dict[str, str]:
    return {"responsePath": id.response_path} if id.response_path is not None else {"id": id.id or ""}


def names_physical_id(value: Any) -> bool:
    """Whether a reference to the physical id stands anywhere in the parameters."""
    if isinstance(value, PhysicalResourceIdReference) or value == PHYSICAL_ID:
        return True
    if isinstance(value, dict):
        return any(names_physical_id(each) for each in value.values())
    return isinstance(value, list | tuple) and any(names_physical_id(each) for each in value)
