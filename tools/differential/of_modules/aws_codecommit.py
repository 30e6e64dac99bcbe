"""What calls of aws_codecommit and aws_codestarnotifications are given: a repository, and a topic to tell."""

from typing import Any, Final

_STACK: Final = {"stack": True}
_REPOSITORY: Final = {
    "new": "aws_codecommit.Repository",
    "id": "Repository0",
    "kw": {"repository_name": "landform-a"},
}
_TOPIC: Final = {"new": "aws_sns.Topic", "id": "Topic0"}
_OTHER_TOPIC: Final = {
    "static": "aws_sns.Topic.from_topic_arn",
    "args": [_STACK, "Topic1", "arn:aws:sns:us-east-1:111122223333:t"],
}

VALUES: Final[dict[str, tuple[Any, Any]]] = {
    "aws_codecommit.IRepository": (
        _REPOSITORY,
        {
            "static": "aws_codecommit.Repository.from_repository_name",
            "args": [_STACK, "Repository1", "landform-b"],
        },
    ),
    "aws_codestarnotifications.INotificationRuleSource": (_REPOSITORY, _REPOSITORY),
    "aws_codestarnotifications.INotificationRuleTarget": (_TOPIC, _OTHER_TOPIC),
    "aws_codestarnotifications.INotificationRule": (
        {
            "new": "aws_codestarnotifications.NotificationRule",
            "id": "Notified0",
            "kw": {
                "source": _REPOSITORY,
                "events": ["codecommit-repository-pull-request-created"],
                "targets": [_TOPIC],
            },
        },
        {
            "static": "aws_codestarnotifications.NotificationRule.from_notification_rule_arn",
            "args": [
                _STACK,
                "Notified1",
                "arn:aws:codestar-notifications:us-east-1:111122223333:notificationrule/a",
            ],
        },
    ),
    "aws_codecommit.Code": (
        {"static": "aws_codecommit.Code.from_directory", "args": ["fixture"]},
        {"static": "aws_codecommit.Code.from_directory", "args": ["fixture", "develop"]},
    ),
}
SAME: Final[dict[str, str]] = {
    "aws_codecommit.Repository": "aws_codecommit.IRepository",
    "interfaces.aws_codecommit.IRepositoryRef": "aws_codecommit.IRepository",
    "aws_codestarnotifications.NotificationRule": "aws_codestarnotifications.INotificationRule",
}
ALWAYS: Final[dict[str, dict[str, Any]]] = {
    "aws_codestarnotifications.NotificationRule": {"events": ["codecommit-repository-pull-request-created"]},
}
