"""Custom resources whose work is done by functions of the user's, with everything else around them.

Source: https://docs.aws.amazon.com/cdk/api/v2/docs/aws-cdk-lib.custom_resources-readme.html
"""

from typing import Any, Final

from landform.cdk.constructs import Construct
from landform.cdk.core.custom_resource_provider import OWN_RUNTIME, handler_folder
from landform.cdk.core.native import Native
from landform.cdk.core.quantities import Duration
from landform.cdk.custom_resources.waiter import WaiterStateMachine
from landform.cdk.l1.lookup import given

TIMEOUT_MINUTES: Final = 15
INTERVAL_SECONDS: Final = 5
TOTAL_MINUTES: Final = 30


class Provider(Native, Construct):
    """Calls the user's function for each event, and another until the work is complete, then answers.

    The keyword arguments are those of `ProviderProps`. The framework's functions are the library's own, in
    Python.
    """

    def __init__(self, scope: Any, id: str, **options: Any) -> None:
        super().__init__(scope, id)
        props = given("custom_resources", "ProviderProps", options)
        _check(props)
        self._props = props
        self.on_event_handler = props.on_event_handler
        self.is_complete_handler = props.is_complete_handler
        on_event = self._function("onEvent", props.provider_function_name, props.framework_on_event_role)
        if self.is_complete_handler is not None:
            role = props.framework_complete_and_timeout_role
            self._wait(on_event, self._function("isComplete", None, role), role)
        self.service_token: str = on_event.function_arn

    def _wait(self, on_event: Any, is_complete: Any, role: Any) -> None:
        """The state machine that asks whether the work is complete."""
        on_timeout = self._function("onTimeout", None, role)
        interval = self._props.query_interval or Duration.seconds(INTERVAL_SECONDS)
        total = self._props.total_timeout or Duration.minutes(TOTAL_MINUTES)
        disables = self._props.disable_waiter_state_machine_logging
        machine = WaiterStateMachine(
            self,
            "waiter-state-machine",
            is_complete_handler=is_complete,
            timeout_handler=on_timeout,
            backoff_rate=1,
            interval=interval,
            max_attempts=_attempts(interval, total),
            log_options=self._props.waiter_state_machine_log_options,
            disable_logging=True if disables is None else disables,
        )
        on_event.add_environment("WAITER_STATE_MACHINE_ARN", machine.state_machine_arn)
        machine.grant_start_execution(on_event)

    def _function(self, entry: str, name: str | None, role: Any) -> Any:
        from landform.cdk.aws_lambda import ApplicationLogLevel, Code, Function, LoggingFormat, Runtime

        props = self._props
        made = Function(
            self,
            f"framework-{entry}",
            code=Code.from_asset(str(handler_folder("provider_framework"))),
            description=f"AWS CDK resource provider framework - {entry} ({self.node.path})"[:256],
            runtime=Runtime(OWN_RUNTIME),
            handler=f"framework.{entry}",
            timeout=Duration.minutes(TIMEOUT_MINUTES),
            logging_format=LoggingFormat.JSON,
            application_log_level_v2=props.framework_lambda_logging_level or ApplicationLogLevel.FATAL,
            log_group=props.log_group,
            log_retention=props.log_retention,
            vpc=props.vpc,
            vpc_subnets=props.vpc_subnets,
            security_groups=props.security_groups,
            role=role or props.role,
            function_name=name,
            environment_encryption=props.provider_function_env_encryption,
        )
        for variable, handler in (
            ("USER_ON_EVENT_FUNCTION_ARN", self.on_event_handler),
            ("USER_IS_COMPLETE_FUNCTION_ARN", self.is_complete_handler),
        ):
            if handler is not None:
                made.add_environment(variable, handler.function_arn)
                handler.grant_invoke(made)
                _allow_looking(made, handler)
        return made


def _allow_looking(function: Any, handler: Any) -> None:
    """A function that has been idle is asked for until it is active again."""
    from landform.cdk.aws_iam import PolicyStatement

    statement = PolicyStatement(actions=["lambda:GetFunction"], resources=[handler.function_arn])
    function.add_to_role_policy(statement)


def _attempts(interval: Duration, total: Duration) -> int:
    count = total.to_seconds() / interval.to_seconds()
    if not float(count).is_integer():
        raise ValueError(
            f"Cannot determine retry count since totalTimeout={_short(total)} is not integrally dividable by "
            f"queryInterval={_short(interval)}"
        )
    return int(count)


def _short(duration: Duration) -> str:
    return f"{int(duration.to_seconds())}s"


def _check(props: Any) -> None:
    waits = (
        props.query_interval,
        props.total_timeout,
        props.waiter_state_machine_log_options,
        props.disable_waiter_state_machine_logging,
    )
    if props.is_complete_handler is None and any(each is not None for each in waits):
        raise ValueError(
            '"queryInterval", "totalTimeout", "waiterStateMachineLogOptions", and '
            '"disableWaiterStateMachineLogging" can only be configured if "isCompleteHandler" is specified. '
            "Otherwise, they have no meaning"
        )
    if props.is_complete_handler is None and props.framework_complete_and_timeout_role is not None:
        raise ValueError(
            'Cannot specify "frameworkCompleteAndTimeoutRole" when "isCompleteHandler" is not specified.'
        )
    own = (props.framework_on_event_role, props.framework_complete_and_timeout_role)
    if props.role is not None and any(each is not None for each in own):
        raise ValueError(
            'Cannot specify both "role" and any of "frameworkOnEventRole" or '
            '"frameworkCompleteAndTimeoutRole".'
        )
