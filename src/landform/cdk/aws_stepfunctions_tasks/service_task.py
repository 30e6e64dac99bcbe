"""Tasks that call a service: what all of them share.

Source: https://docs.aws.amazon.com/step-functions/latest/dg/integrate-services.html
"""

from collections.abc import Mapping, Sequence
from enum import Enum
from typing import Any, ClassVar, Final, Self

from landform.cdk.aws_iam.policy_statement import PolicyStatement
from landform.cdk.aws_stepfunctions.enums import IntegrationPattern, QueryLanguage
from landform.cdk.aws_stepfunctions.rendering import contains_task_token, render_object
from landform.cdk.aws_stepfunctions.task_state import TaskStateBase
from landform.cdk.core.aws import Aws
from landform.cdk.core.stack import Stack

REQUEST: Final = IntegrationPattern.REQUEST_RESPONSE
RUN_JOB: Final = IntegrationPattern.RUN_JOB
WAIT: Final = IntegrationPattern.WAIT_FOR_TASK_TOKEN
_SUFFIXES: Final = {REQUEST: "", RUN_JOB: ".sync", WAIT: ".waitForTaskToken"}


class PlainServiceTask(TaskStateBase):
    """A task that calls an action of a service.

    Most tasks only say which action that is, which keywords are its parameters, and what has to be allowed.
    """

    _props_module = "aws_stepfunctions_tasks"
    _action: ClassVar[str] = ""  # `athena:getQueryExecution`
    _names: ClassVar[tuple[str, ...]] = ()  # keywords that are parameters, in the order they are written
    _patterns: ClassVar[tuple[IntegrationPattern, ...] | None] = (REQUEST,)  # None: nothing is refused
    _default: ClassVar[IntegrationPattern] = REQUEST
    _has_suffix: ClassVar[bool] = True

    def __init_subclass__(cls) -> None:
        super().__init_subclass__()
        if cls.__module__.startswith("landform.cdk."):
            cls._props_kind = f"{cls.__name__}Props"

    def __init__(self, scope: Any, id: str, **props: Any) -> None:
        super().__init__(scope, id, **props)
        self._pattern: IntegrationPattern = self._props.integration_pattern or self._default
        if self._patterns is not None and self._pattern not in self._patterns:
            raise ValueError(
                "Unsupported service integration pattern. Supported patterns: "
                f"{', '.join(each.name for each in self._patterns)}. Received: {self._pattern.name}"
            )

    @property
    def _task_policies(self) -> Any:
        return self._allowed()

    def _allowed(self) -> Sequence[PolicyStatement]:
        """What the state machine has to be allowed."""
        return ()

    def _resource(self) -> str:
        """What the task calls."""
        suffix = _SUFFIXES[self._pattern] if self._has_suffix else ""
        return f"arn:{Aws.PARTITION}:states:::{self._action}{suffix}"

    def _parameters(self, is_jsonata: bool) -> dict[str, Any] | None:
        """What the action is given."""
        del is_jsonata
        return {pascal(name): self._props.get(name) for name in self._names}

    def _render_task(self, top: QueryLanguage | None) -> dict[str, Any]:
        is_jsonata = (self._query_language or top) is QueryLanguage.JSONATA
        return {"Resource": self._resource(), **self._given(self._parameters(is_jsonata), is_jsonata)}

    def _given(self, parameters: Any, is_jsonata: bool) -> dict[str, Any]:
        given = plain(parameters)
        if is_jsonata:
            return {"Arguments": given}
        return {"Parameters": render_object(given) if isinstance(given, Mapping) else given}

    def _arn(self, service: str, resource: str, name: str | None = None, **components: Any) -> str:
        given = {"service": service, "resource": resource, "resource_name": name, **components}
        return Stack.of(self).format_arn(**{key: value for key, value in given.items() if value is not None})

    def _rule_statement(self, rule: str) -> PolicyStatement:
        """Step Functions may make the rule that tells it of the job's end."""
        return allow(
            ["events:PutTargets", "events:PutRule", "events:DescribeRule"], self._arn("events", "rule", rule)
        )

    def _check_token(self, name: str, value: Any) -> None:
        """Raise ValueError where a task that waits does not hand its token on."""
        if self._pattern is WAIT and not contains_task_token(value):
            raise ValueError(
                f"Task Token is required in `{name}` for callback. Use JsonPath.task_token to set the token"
            )


class ServiceTask(PlainServiceTask):
    """A task that calls an action of a service, in either language."""

    @classmethod
    def jsonata(cls, scope: Any, id: str, **props: Any) -> Self:
        """With expressions of JSONata."""
        return cls._made(scope, id, props, QueryLanguage.JSONATA)

    @classmethod
    def json_path(cls, scope: Any, id: str, **props: Any) -> Self:
        """With paths."""
        return cls._made(scope, id, props, None)


def allow(actions: Sequence[str] | str, resources: Sequence[str] | str, **options: Any) -> PolicyStatement:
    """A statement that allows actions."""
    return PolicyStatement(
        actions=[actions] if isinstance(actions, str) else list(actions),
        resources=[resources] if isinstance(resources, str) else list(resources),
        **options,
    )


def pascal(name: str) -> str:
    """`query_execution_id` as QueryExecutionId."""
    return "".join(word[:1].upper() + word[1:] for word in name.split("_"))


def plain(value: Any) -> Any:
    """A value without what was left out, choices as their words."""
    if isinstance(value, Mapping):
        return {name: plain(each) for name, each in value.items() if each is not None}
    if isinstance(value, list | tuple):
        return [plain(each) for each in value]
    return value.value if isinstance(value, Enum) else value


def key_value_list(tags: Mapping[str, Any] | None) -> list[dict[str, Any]] | None:
    """A map as a list of keys and values."""
    return [{"Key": key, "Value": value} for key, value in tags.items()] if tags is not None else None


def input_value(given: Any) -> Any:
    """What a task input holds; None where none was given."""
    return given.value if given is not None else None


def s3_place(value: Any) -> Any:
    """A place in S3: a bucket, a key and perhaps a version; None for None."""
    from landform.cdk.aws_s3.options import Location
    from landform.cdk.core.struct import record

    return record(Location, value)
