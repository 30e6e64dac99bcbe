"""Log groups that get events.

Their resource policy is set by a custom resource, because CloudFormation could not yet do it when templates
with it were first made.
Source: https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-use-resource-based.html
"""

import re
from typing import Any, Final

from landform.cdk.aws_events_targets.common import EVENTS, Target, config
from landform.cdk.core.arn import ArnFormat
from landform.cdk.core.lazy import Lazy
from landform.cdk.core.names import Names
from landform.cdk.core.stack import Stack

_TEMPLATE: Final = re.compile(r'\{"timestamp":.*,"message":.*\}', re.DOTALL)


class CloudWatchLogGroup(Target):
    """A log group; the options are those of `LogGroupProps`."""

    _props = "LogGroupProps"
    _lets_send = False

    def __init__(self, log_group: Any, **options: Any) -> None:
        super().__init__(options)
        self._group = log_group

    def bind(self, rule: Any, _id: str | None = None) -> Any:
        """Let EventBridge write to the log group; what the rule says of it: RuleTargetConfig."""
        given, stack = self._given, Stack.of(self._group)
        if given.event is not None and given.log_event is not None:
            raise ValueError('Only one of "event" or "logEvent" can be specified')
        wanted = given.event if given.event is not None else given.log_event
        if wanted is not None:
            _check(wanted.bind(rule), stack)
        place = f"EventsLogGroupPolicy{Names.node_unique_id(rule.node)}"
        if self._group.node.try_find_child(place) is None:
            self._let_write(stack, place)
        arn = stack.format_arn(
            service="logs",
            resource="log-group",
            arn_format=ArnFormat.COLON_RESOURCE_NAME,
            resource_name=self._group.log_group_ref.log_group_name,
        )
        return config(**self._base(rule), arn=arn, input=wanted, target_resource=self._group)

    def _let_write(self, stack: Stack, place: str) -> None:
        from landform.cdk.custom_resources.log_group_policy import LogGroupPolicy

        if stack.node.try_find_child(place) is not None:
            return
        arn = self._group.log_group_ref.log_group_arn
        name = Lazy.string(lambda: Names.unique_id(made))
        made: Any = LogGroupPolicy(
            stack,
            place,
            policy_name=name,
            service=EVENTS,
            log_group_arns=[arn],
            install_latest_aws_sdk=self._given.install_latest_aws_sdk,
        )


def _check(properties: Any, stack: Stack) -> None:
    if properties.input or properties.input_path:
        raise ValueError("CloudWatchLogGroup targets does not support input or inputPath")
    written = stack.resolve(properties.input_template)
    if isinstance(written, str) and not _TEMPLATE.fullmatch(written):
        raise ValueError(
            "CloudWatchLogGroup targets only support input templates in the format "
            "{timestamp: <timestamp>, message: <message>}"
        )
