"""AWS::CodeStarNotifications: rules that tell of events, and a class for every resource type."""

from landform.cdk.l1.service import service_members

_HOMES = {"DetailType": "notification_rule", "NotificationRule": "notification_rule"}

__getattr__, __dir__ = service_members(__name__, "AWS::CodeStarNotifications", _HOMES)
