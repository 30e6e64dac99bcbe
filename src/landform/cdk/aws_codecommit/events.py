"""What happens in repositories.

Sources: https://docs.aws.amazon.com/codecommit/latest/userguide/monitoring-events.html
and https://docs.aws.amazon.com/dtconsole/latest/userguide/concepts.html
"""

from enum import Enum

from landform.cdk.aws_events.field import EventField
from landform.cdk.core.checked import Checked


class RepositoryEventTrigger(Enum):
    """What a trigger is for."""

    ALL = "all"
    UPDATE_REF = "updateReference"
    CREATE_REF = "createReference"
    DELETE_REF = "deleteReference"


class RepositoryNotificationEvents(Enum):
    """What a notification tells."""

    COMMIT_COMMENT = "codecommit-repository-comments-on-commits"
    PULL_REQUEST_COMMENT = "codecommit-repository-comments-on-pull-requests"
    APPROVAL_STATUS_CHANGED = "codecommit-repository-approvals-status-changed"
    APPROVAL_RULE_OVERRIDDEN = "codecommit-repository-approvals-rule-override"
    PULL_REQUEST_CREATED = "codecommit-repository-pull-request-created"
    PULL_REQUEST_SOURCE_UPDATED = "codecommit-repository-pull-request-source-updated"
    PULL_REQUEST_STATUS_CHANGED = "codecommit-repository-pull-request-status-changed"
    PULL_REQUEST_MERGED = "codecommit-repository-pull-request-merged"
    BRANCH_OR_TAG_CREATED = "codecommit-repository-branches-and-tags-created"
    BRANCH_OR_TAG_DELETED = "codecommit-repository-branches-and-tags-deleted"
    BRANCH_OR_TAG_UPDATED = "codecommit-repository-branches-and-tags-updated"


class ReferenceEvent(Checked):
    """Fields of the events of branches and tags."""

    event_type = EventField.from_path("$.detail.event")
    repository_id = EventField.from_path("$.detail.repositoryId")
    repository_name = EventField.from_path("$.detail.repositoryName")
    reference_type = EventField.from_path("$.detail.referenceType")
    reference_name = EventField.from_path("$.detail.referenceName")
    reference_full_name = EventField.from_path("$.detail.referenceFullName")
    commit_id = EventField.from_path("$.detail.commitId")
