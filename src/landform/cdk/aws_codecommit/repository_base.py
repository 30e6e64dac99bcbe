"""What repositories of the app and imported ones share.

Source: https://docs.aws.amazon.com/codecommit/latest/userguide/monitoring-events.html
"""

from collections.abc import Sequence
from typing import Any, Final

from landform.cdk.aws_codecommit.events import RepositoryNotificationEvents
from landform.cdk.aws_codecommit.grants import RepositoryGrants
from landform.cdk.aws_iam.grant import Grant
from landform.cdk.core.native import Native
from landform.cdk.core.resource import Resource
from landform.cdk.l1.lookup import given

_CHANGE: Final = "CodeCommit Repository State Change"


class RepositoryBase(Native, Resource):
    """A repository: its events, grants and notifications."""

    repository_arn: str
    repository_name: str
    repository_clone_url_http: str
    repository_clone_url_ssh: str
    repository_clone_url_grc: str

    @property
    def grants(self) -> RepositoryGrants:
        """The grants on it."""
        return RepositoryGrants.from_repository(self)

    def grant(self, grantee: Any, *actions: str) -> Grant:
        """Let a principal do these."""
        return self.grants.actions(grantee, actions)

    def grant_pull(self, grantee: Any) -> Grant:
        """Let a principal fetch."""
        return self.grants.pull(grantee)

    def grant_pull_push(self, grantee: Any) -> Grant:
        """Let a principal fetch and push."""
        return self.grants.pull_push(grantee)

    def grant_read(self, grantee: Any) -> Grant:
        """Let a principal read all of it."""
        return self.grants.read(grantee)

    def on_event(self, id: str, **options: Any) -> Any:
        """A rule for all events; the options of such rules are those of `OnEventOptions`."""
        return self._rule(id, options)

    def on_state_change(self, id: str, **options: Any) -> Any:
        """A rule for changes of branches and tags."""
        return self._rule(id, options, _CHANGE)

    def on_reference_created(self, id: str, **options: Any) -> Any:
        """A rule for new branches and tags."""
        return self._rule(id, options, _CHANGE, {"event": ["referenceCreated"]})

    def on_reference_updated(self, id: str, **options: Any) -> Any:
        """A rule for new and changed branches and tags."""
        return self._rule(id, options, _CHANGE, {"event": ["referenceCreated", "referenceUpdated"]})

    def on_reference_deleted(self, id: str, **options: Any) -> Any:
        """A rule for deleted branches and tags."""
        return self._rule(id, options, _CHANGE, {"event": ["referenceDeleted"]})

    def on_pull_request_state_change(self, id: str, **options: Any) -> Any:
        """A rule for changes of pull requests."""
        return self._rule(id, options, "CodeCommit Pull Request State Change")

    def on_comment_on_pull_request(self, id: str, **options: Any) -> Any:
        """A rule for comments on pull requests."""
        return self._rule(id, options, "CodeCommit Comment on Pull Request")

    def on_comment_on_commit(self, id: str, **options: Any) -> Any:
        """A rule for comments on commits."""
        return self._rule(id, options, "CodeCommit Comment on Commit")

    def on_commit(self, id: str, *, branches: Sequence[str] | None = None, **options: Any) -> Any:
        """A rule for commits, of some branches or of all."""
        rule = self.on_reference_updated(id, **options)
        if branches:
            rule.add_event_pattern(detail={"referenceName": list(branches)})
        return rule

    def notify_on(
        self, id: str, target: Any, *, events: Sequence[RepositoryNotificationEvents], **options: Any
    ) -> Any:
        """Tell somebody of events; the options of such rules are those of `NotificationRuleOptions`."""
        from landform.cdk.aws_codestarnotifications.notification_rule import NotificationRule

        return NotificationRule(
            self, id, source=self, events=[each.value for each in events], targets=[target], **options
        )

    def notify_on_pull_request_comment(self, id: str, target: Any, **options: Any) -> Any:
        """Tell of comments on pull requests."""
        return self._notify(id, target, RepositoryNotificationEvents.PULL_REQUEST_COMMENT, options)

    def notify_on_approval_status_changed(self, id: str, target: Any, **options: Any) -> Any:
        """Tell of approvals."""
        return self._notify(id, target, RepositoryNotificationEvents.APPROVAL_STATUS_CHANGED, options)

    def notify_on_approval_rule_overridden(self, id: str, target: Any, **options: Any) -> Any:
        """Tell when rules of approval are set aside."""
        return self._notify(id, target, RepositoryNotificationEvents.APPROVAL_RULE_OVERRIDDEN, options)

    def notify_on_pull_request_created(self, id: str, target: Any, **options: Any) -> Any:
        """Tell of new pull requests."""
        return self._notify(id, target, RepositoryNotificationEvents.PULL_REQUEST_CREATED, options)

    def notify_on_pull_request_merged(self, id: str, target: Any, **options: Any) -> Any:
        """Tell of merged pull requests."""
        return self._notify(id, target, RepositoryNotificationEvents.PULL_REQUEST_MERGED, options)

    def notifiy_on_pull_request_merged(self, id: str, target: Any, **options: Any) -> Any:
        """The same under the API's old misspelling."""
        return self.notify_on_pull_request_merged(id, target, **options)

    def notify_on_branch_or_tag_created(self, id: str, target: Any, **options: Any) -> Any:
        """Tell of new branches and tags."""
        return self._notify(id, target, RepositoryNotificationEvents.BRANCH_OR_TAG_CREATED, options)

    def notify_on_branch_or_tag_deleted(self, id: str, target: Any, **options: Any) -> Any:
        """Tell of deleted branches and tags."""
        return self._notify(id, target, RepositoryNotificationEvents.BRANCH_OR_TAG_DELETED, options)

    def bind_as_notification_rule_source(self, _scope: Any) -> Any:
        """Called by a notification rule."""
        config = {"source_arn": self.repository_arn}
        return given("aws_codestarnotifications", "NotificationRuleSourceConfig", config)

    def _notify(
        self, id: str, target: Any, event: RepositoryNotificationEvents, options: dict[str, Any]
    ) -> Any:
        return self.notify_on(id, target, events=[event], **options)

    def _rule(self, id: str, options: dict[str, Any], kind: str | None = None, detail: Any = None) -> Any:
        from landform.cdk.aws_events.rule import Rule

        target = options.pop("target", None)
        rule = Rule(self, id, **options)
        rule.add_event_pattern(source=["aws.codecommit"], resources=[self.repository_arn])
        if kind is not None:
            rule.add_event_pattern(detail_type=[kind])
        if detail is not None:
            rule.add_event_pattern(detail=detail)
        rule.add_target(target)
        return rule
