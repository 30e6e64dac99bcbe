"""AWS::CodeCommit: repositories and their first commit, and a class for every resource type."""

from landform.cdk.l1.service import service_members

_HOMES = {
    "Code": "code",
    "ReferenceEvent": "events",
    "Repository": "repository",
    "RepositoryEventTrigger": "events",
    "RepositoryGrants": "grants",
    "RepositoryNotificationEvents": "events",
}

__getattr__, __dir__ = service_members(__name__, "AWS::CodeCommit", _HOMES)
