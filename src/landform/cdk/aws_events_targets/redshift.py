"""Queries that events start.

Source: https://docs.aws.amazon.com/redshift/latest/mgmt/data-api-calling-event-bridge.html
"""

from typing import Any

from landform.cdk.aws_events_targets.common import Target, allowed, config, event_role


class RedshiftQuery(Target):
    """Statements in a cluster or a workgroup; the options are those of `RedshiftQueryProps`."""

    _props = "RedshiftQueryProps"
    _lets_send = False

    def __init__(self, cluster_arn: str, **options: Any) -> None:
        super().__init__(options)
        self._cluster = cluster_arn
        if not self._given.sql:
            raise ValueError("At least one SQL statement must be specified.")

    def bind(self, rule: Any, _id: str | None = None) -> Any:
        """Let a role run the statements; what the rule says of it: RuleTargetConfig."""
        given = self._given
        role = given.role if given.role is not None else event_role(rule)
        is_one = len(given.sql) == 1
        action = "ExecuteStatement" if is_one else "BatchExecuteStatement"
        allowed(role, [f"redshift-data:{action}"], [self._cluster])
        return config(
            **self._base(rule),
            arn=self._cluster,
            role=role,
            input=given.input,
            redshift_data_parameters={
                "database": given.database,
                "db_user": given.db_user,
                "secret_manager_arn": given.secret.secret_arn if given.secret is not None else None,
                "sql": given.sql[0] if is_one else None,
                "sqls": None if is_one else list(given.sql),
                "statement_name": given.statement_name,
                "with_event": given.send_event_bridge_event,
            },
        )
