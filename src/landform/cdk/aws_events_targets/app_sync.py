"""Mutations that events start.

Source: https://docs.aws.amazon.com/eventbridge/latest/userguide/target-appsync.html
"""

from typing import Any

from landform.cdk.aws_events_targets.common import Target, config, event_role


class AppSync(Target):
    """An API of AppSync; the options are those of `AppSyncGraphQLApiProps`."""

    _props = "AppSyncGraphQLApiProps"

    def __init__(self, appsync_api: Any, **options: Any) -> None:
        super().__init__(options)
        self._api = appsync_api

    def bind(self, rule: Any, _id: str | None = None) -> Any:
        """Let a role run mutations; what the rule says of it: RuleTargetConfig."""
        if not any(_word(each) in ("IAM", "AWS_IAM") for each in self._api.modes):
            raise ValueError(
                "You must have AWS_IAM authorization mode enabled on your API to configure an AppSync target"
            )
        if _word(self._api.visibility) != "GLOBAL":
            raise ValueError('Your API visibility must be "GLOBAL"')
        role = self._given.event_role
        if role is None:
            role = event_role(self._api)
            self._api.grant_mutation(role)
        return config(
            **self._base(rule),
            arn=self._api.graph_ql_endpoint_arn,
            role=role,
            input=self._given.variables,
            target_resource=self._api,
            app_sync_parameters={"graph_ql_operation": self._given.graph_ql_operation},
        )


def _word(value: Any) -> str:
    return str(getattr(value, "value", value))
