"""Which logs a domain writes, and where.

Source: https://docs.aws.amazon.com/opensearch-service/latest/developerguide/createdomain-configure-slow-logs.html
"""

from typing import Any, Final

from landform.cdk.l1.lookup import given

_KINDS: Final = (
    ("slow_search_log", "SlowSearchLogs", "SEARCH_SLOW_LOGS"),
    ("slow_index_log", "SlowIndexLogs", "INDEX_SLOW_LOGS"),
    ("app_log", "AppLogs", "ES_APPLICATION_LOGS"),
    ("audit_log", "AuditLogs", "AUDIT_LOGS"),
)
"""Option, id of the log group that is made, name in the resource."""


class Publishing:
    """The log groups that the options of a domain ask for, made where none is given."""

    def __init__(self, scope: Any, props: Any) -> None:
        self._wanted = given("aws_opensearchservice", "LoggingOptions", props.logging or {})
        self.groups: dict[str, Any] = {}
        for name, id, _key in _KINDS:
            if self.has(name):
                self.groups[name] = getattr(self._wanted, f"{name}_group") or _group(scope, id)
        self.policy: Any = None
        if self.groups and not props.suppress_logs_resource_policy:
            from landform.cdk.custom_resources.log_group_policy import LogGroupPolicy

            # Its name is unique in the account, since policies of log groups are few and shared.
            self.policy = LogGroupPolicy(
                scope,
                f"ESLogGroupPolicy{scope.node.addr}",
                policy_name=f"ESLogPolicy{scope.node.addr}",
                service="es.amazonaws.com",
                log_group_arns=self._arns(),
            )

    def has(self, name: str) -> bool:
        """Whether a kind of log is wanted."""
        return bool(getattr(self._wanted, f"{name}_enabled"))

    def _arns(self) -> list[str]:
        return [each.log_group_ref.log_group_arn for each in self.groups.values()]

    def options(self) -> dict[str, Any]:
        """As the resource has it."""
        keys = {name: key for name, _id, key in _KINDS}
        return {
            keys[name]: {"Enabled": True, "CloudWatchLogsLogGroupArn": each.log_group_ref.log_group_arn}
            for name, each in self.groups.items()
        }


def _group(scope: Any, id: str) -> Any:
    from landform.cdk.aws_logs.enums import RetentionDays
    from landform.cdk.aws_logs.log_group import LogGroup

    return LogGroup(scope, id, retention=RetentionDays.ONE_MONTH)
