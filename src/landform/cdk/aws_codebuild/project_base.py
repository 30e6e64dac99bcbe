"""What projects of the app and imported ones share.

Sources: https://docs.aws.amazon.com/codebuild/latest/userguide/sample-build-notifications.html
and https://docs.aws.amazon.com/codebuild/latest/userguide/monitoring-builds.html
"""

from collections.abc import Sequence
from typing import Any, Final

from landform.cdk.aws_codebuild.enums import ProjectNotificationEvents
from landform.cdk.core.native import Native
from landform.cdk.core.resource import Resource
from landform.cdk.l1.lookup import given

_STATE: Final = "CodeBuild Build State Change"
_PHASE: Final = "CodeBuild Build Phase Change"


class ProjectBase(Native, Resource):
    """A project: its role, events, metrics and notifications."""

    project_arn: str
    project_name: str
    role: Any = None
    grant_principal: Any = None
    _connections: Any = None

    @property
    def connections(self) -> Any:
        """Who may connect; only for projects in a VPC."""
        if self._connections is None:
            raise ValueError(
                'Only VPC-associated Projects have security groups to manage. Supply the "vpc" parameter '
                "when creating the Project"
            )
        return self._connections

    def enable_batch_builds(self) -> Any:
        """Nothing is done for projects that exist already."""
        return None

    def add_to_role_policy(self, statement: Any) -> None:
        """Let builds do something."""
        if self.role is not None:
            self.role.add_to_principal_policy(statement)

    def on_event(self, id: str, **options: Any) -> Any:
        """A rule for all events; the options of such rules are those of `OnEventOptions`."""
        from landform.cdk.aws_events.rule import Rule

        target = options.pop("target", None)
        rule = Rule(self, id, **options)
        rule.add_event_pattern(source=["aws.codebuild"], detail={"project-name": [self.project_name]})
        rule.add_target(target)
        return rule

    def on_state_change(self, id: str, **options: Any) -> Any:
        """A rule for the beginnings and ends of builds."""
        return self._rule(id, options, _STATE)

    def on_phase_change(self, id: str, **options: Any) -> Any:
        """A rule for the phases of builds."""
        return self._rule(id, options, _PHASE)

    def on_build_started(self, id: str, **options: Any) -> Any:
        """A rule for builds that begin."""
        return self._on_status(id, options, "IN_PROGRESS")

    def on_build_failed(self, id: str, **options: Any) -> Any:
        """A rule for builds that fail."""
        return self._on_status(id, options, "FAILED")

    def on_build_succeeded(self, id: str, **options: Any) -> Any:
        """A rule for builds that succeed."""
        return self._on_status(id, options, "SUCCEEDED")

    def metric(self, metric_name: str, **options: Any) -> Any:
        """A metric by its name; the options of all metrics are those of `Metric`."""
        from landform.cdk.aws_cloudwatch.metric import Metric

        metric = Metric(
            namespace="AWS/CodeBuild",
            metric_name=metric_name,
            **{"dimensions_map": {"ProjectName": self.project_name}, **options},
        )
        return metric.attach_to(self)

    def metric_builds(self, **options: Any) -> Any:
        """How many builds."""
        return self.metric("Builds", **{"statistic": "Sum", **options})

    def metric_duration(self, **options: Any) -> Any:
        """How many seconds builds took."""
        return self.metric("Duration", **{"statistic": "Average", **options})

    def metric_failed_builds(self, **options: Any) -> Any:
        """How many builds failed."""
        return self.metric("FailedBuilds", **{"statistic": "Sum", **options})

    def metric_succeeded_builds(self, **options: Any) -> Any:
        """How many builds succeeded."""
        return self.metric("SucceededBuilds", **{"statistic": "Sum", **options})

    def notify_on(
        self, id: str, target: Any, *, events: Sequence[ProjectNotificationEvents], **options: Any
    ) -> Any:
        """Tell somebody of events; the options of such rules are those of `NotificationRuleOptions`."""
        from landform.cdk.aws_codestarnotifications.notification_rule import NotificationRule

        return NotificationRule(
            self, id, source=self, events=[each.value for each in events], targets=[target], **options
        )

    def notify_on_build_failed(self, id: str, target: Any, **options: Any) -> Any:
        """Tell of builds that fail."""
        return self.notify_on(id, target, events=[ProjectNotificationEvents.BUILD_FAILED], **options)

    def notify_on_build_succeeded(self, id: str, target: Any, **options: Any) -> Any:
        """Tell of builds that succeed."""
        return self.notify_on(id, target, events=[ProjectNotificationEvents.BUILD_SUCCEEDED], **options)

    def bind_as_notification_rule_source(self, _scope: Any) -> Any:
        """Called by a notification rule."""
        config = {"source_arn": self.project_arn}
        return given("aws_codestarnotifications", "NotificationRuleSourceConfig", config)

    def _rule(self, id: str, options: dict[str, Any], kind: str) -> Any:
        rule = self.on_event(id, **options)
        rule.add_event_pattern(detail_type=[kind])
        return rule

    def _on_status(self, id: str, options: dict[str, Any], status: str) -> Any:
        rule = self.on_state_change(id, **options)
        rule.add_event_pattern(detail={"build-status": [status]})
        return rule
