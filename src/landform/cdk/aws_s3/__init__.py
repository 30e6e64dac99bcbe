"""AWS::S3: buckets, their policies and grants, and a class for every resource type."""

from landform.cdk.l1.service import service_members

_HOMES = {
    name: home
    for home, names in {
        "bucket": "Bucket",
        "bucket_policy": "BucketPolicy",
        "bucket_base": "BucketBase",
        "grants": "BucketGrants",
        "kinds": "BlockedEncryptionType BucketNamespace BucketNotificationDestinationType",
        "replication": "ReplicationTimeValue",
        "options": "BlockPublicAccess BucketAccessControl BucketEncryption BucketMetrics CorsRule EventType "
        "HttpMethods IntelligentTieringConfiguration Inventory InventoryDestination InventoryFormat "
        "InventoryFrequency InventoryObjectVersion LifecycleRule Location NoncurrentVersionTransition "
        "NotificationKeyFilter ObjectLockMode ObjectLockRetention ObjectOwnership PartitionDateSource "
        "RedirectProtocol RedirectTarget ReplaceKey RoutingRule RoutingRuleCondition StorageClass Tag "
        "TargetObjectKeyFormat Transition TransitionDefaultMinimumObjectSize",
    }.items()
    for name in names.split()
}

__getattr__, __dir__ = service_members(__name__, "AWS::S3", _HOMES)
