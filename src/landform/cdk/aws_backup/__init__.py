"""AWS::Backup: vaults, plans, selections, and a class for every resource type."""

from landform.cdk.l1.service import service_members

_HOMES = {
    "BackupPlan": "plan",
    "BackupPlanRule": "rule",
    "BackupResource": "resource",
    "BackupSelection": "selection",
    "BackupVault": "vault",
    "BackupVaultEvents": "enums",
    "IndexActionResourceType": "enums",
    "TagOperation": "enums",
}

__getattr__, __dir__ = service_members(__name__, "AWS::Backup", _HOMES)
