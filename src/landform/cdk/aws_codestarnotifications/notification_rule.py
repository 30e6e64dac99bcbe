"""Rules that tell people of events.

Source: https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-resource-codestarnotifications-notificationrule.html
"""

from collections.abc import Sequence
from enum import Enum
from typing import Any, Final

from landform.cdk.core.lazy import Lazy
from landform.cdk.core.names import Names
from landform.cdk.core.native import Native
from landform.cdk.core.resource import Resource
from landform.cdk.l1.lookup import cfn_class, given

_MODULE: Final = "aws_codestarnotifications"
_NAME_MAX: Final = 64  # letters


class DetailType(Enum):
    """How much is told."""

    BASIC = "BASIC"
    FULL = "FULL"


class NotificationRule(Native, Resource):
    """Which events of a resource are told, and to whom."""

    def __init__(
        self,
        scope: Any,
        id: str,
        *,
        events: Sequence[str],
        source: Any,
        created_by: str | None = None,
        detail_type: DetailType | None = None,
        enabled: bool | None = None,
        notification_rule_name: str | None = None,
        targets: Sequence[Any] | None = None,
    ) -> None:
        super().__init__(scope, id)
        self._events = list(dict.fromkeys(events))
        self._targets: list[Any] = []
        found = given(_MODULE, "NotificationRuleSourceConfig", source.bind_as_notification_rule_source(self))
        status = None if enabled is None else ("ENABLED" if enabled else "DISABLED")
        resource = cfn_class(_MODULE, "CfnNotificationRule")(
            self,
            "Resource",
            name=notification_rule_name or Names.unique_id(self)[-_NAME_MAX:],
            detail_type=(detail_type or DetailType.FULL).value,
            targets=Lazy.any(lambda: self._targets),
            event_type_ids=self._events,
            resource=found.source_arn,
            status=status,
            created_by=created_by,
        )
        self.notification_rule_arn = resource.ref
        for each in targets or ():
            self.add_target(each)

    @staticmethod
    def from_notification_rule_arn(
        scope: Any, id: str, notification_rule_arn: str
    ) -> "ImportedNotificationRule":
        """A rule that exists already."""
        return ImportedNotificationRule(scope, id, notification_rule_arn)

    def add_target(self, target: Any) -> bool:
        """Tell somebody else, too."""
        found = given(_MODULE, "NotificationRuleTargetConfig", target.bind_as_notification_rule_target(self))
        self._targets.append({"target_type": found.target_type, "target_address": found.target_address})
        return True


class ImportedNotificationRule(Native, Resource):
    """A rule that exists already; whom it tells cannot be changed."""

    def __init__(self, scope: Any, id: str, arn: str) -> None:
        super().__init__(scope, id, environment_from_arn=arn)
        self.notification_rule_arn = arn

    def add_target(self, target: Any) -> bool:
        """Nothing is done."""
        del target
        return False
