"""Amazon S3: buckets and their policies.

Each configuration of a bucket has its own Put, Get and Delete operation; a bucket's create is therefore a
CreateBucket followed by one Put per configuration given. The forms of the configurations are translated
in `s3_forms`.
"""

from typing import Final

from landform.cloud.clients import ServiceError
from landform.ground.handler import HandlerErrorCode
from landform.providers.errors import handler_error_code
from landform.providers.handlers import s3_forms
from landform.providers.handlers.model import (
    ID,
    NAME,
    Call,
    Code,
    Const,
    Convert,
    Create,
    Hook,
    Prop,
    Read,
    ResourceHandler,
    Text,
    Update,
    at_path,
    from_json_text,
    json_text,
)
from landform.providers.handlers.view import View, of_structure, of_structures
from landform.providers.handlers.work import Work, tag_list
from landform.providers.names import NameRule

NOTHING_THERE: Final = frozenset(
    {
        "ServerSideEncryptionConfigurationNotFoundError",
        "ObjectLockConfigurationNotFoundError",
        "OwnershipControlsNotFoundError",
        "ReplicationConfigurationNotFoundError",
    }
)


def _get(work: Work, operation: str) -> View:
    """What a Get operation answers, empty when the bucket has no such configuration."""
    try:
        return work.call(operation, {"Bucket": work.physical_id})
    except ServiceError as error:
        if error.code == "NoSuchBucket":
            raise
        if handler_error_code(error, NOTHING_THERE) is HandlerErrorCode.NOT_FOUND:
            return View({})
        raise


def _configuration(
    name: str,
    put: str,
    parameter: str,
    form: Convert | None = None,
    *,
    delete: str | None = None,
    empty: object = None,
) -> Update:
    """A configuration set with one Put, and taken away with a Delete or a Put of `empty`."""
    if delete:
        removed = Call(delete, {"Bucket": ID})
    else:
        removed = Call(put, {"Bucket": ID, parameter: Code(lambda _: empty)})
    return Update(
        properties=(name,),
        action=Call(put, {"Bucket": ID, parameter: Prop(name, form)}),
        removed=removed,
        on_create=True,
    )


def _reading(get: str, path: str, form: Convert | None = None) -> Code:
    def value(work: Work) -> object:
        found = at_path(_get(work, get), path) or None
        return form(found) if form and found else found

    return Code(value)


def _location(work: Work) -> dict[str, str] | None:
    # us-east-1 is refused as a location constraint.
    return None if work.region == "us-east-1" else {"LocationConstraint": work.region}


def _tags(work: Work) -> object:
    return tag_list(work.own_tags(_get(work, "GetBucketTagging").get("TagSet"))) or None


def _notification(work: Work) -> object:
    found = _get(work, "GetBucketNotificationConfiguration")
    return s3_forms.notification_property(found) or None


def _versioning(work: Work) -> object:
    return _get(work, "GetBucketVersioning").chosen("Status") or None


def _lifecycle(work: Work) -> object:
    found = _get(work, "GetBucketLifecycleConfiguration")
    if not found.structures("Rules"):
        return None
    is_said = work.desired.structure("LifecycleConfiguration").get(SIZE) is not None
    size = found.chosen(SIZE) if is_said else {}  # the service tells its default too
    return {**s3_forms.lifecycle_property(found.structures("Rules")), **size}


def _set_tags(work: Work) -> None:
    """PutBucketTagging replaces all tags of a bucket."""
    tags = tag_list(work.tags())
    if tags:
        work.call("PutBucketTagging", {"Bucket": work.physical_id, "Tagging": {"TagSet": tags}})
    elif work.is_update:
        work.call("DeleteBucketTagging", {"Bucket": work.physical_id})


SIZE: Final = "TransitionDefaultMinimumObjectSize"
"""A member of LifecycleConfiguration which the service takes beside it."""


CONFIGURATIONS: Final = (
    _configuration(
        "VersioningConfiguration",
        "PutBucketVersioning",
        "VersioningConfiguration",
        empty={"Status": "Suspended"},
    ),
    _configuration(
        "BucketEncryption",
        "PutBucketEncryption",
        "ServerSideEncryptionConfiguration",
        of_structure(s3_forms.encryption),
        delete="DeleteBucketEncryption",
    ),
    _configuration(
        "PublicAccessBlockConfiguration",
        "PutPublicAccessBlock",
        "PublicAccessBlockConfiguration",
        delete="DeletePublicAccessBlock",
    ),
    _configuration(
        "OwnershipControls",
        "PutBucketOwnershipControls",
        "OwnershipControls",
        delete="DeleteBucketOwnershipControls",
    ),
    _configuration(
        "CorsConfiguration",
        "PutBucketCors",
        "CORSConfiguration",
        of_structure(s3_forms.cors),
        delete="DeleteBucketCors",
    ),
    Update(
        properties=("LifecycleConfiguration",),
        action=Call(
            "PutBucketLifecycleConfiguration",
            {
                "Bucket": ID,
                "LifecycleConfiguration": Prop("LifecycleConfiguration", of_structure(s3_forms.lifecycle)),
                SIZE: Prop("LifecycleConfiguration", of_structure(lambda given: given.get(SIZE))),
            },
        ),
        removed=Call("DeleteBucketLifecycle", {"Bucket": ID}),
        on_create=True,
    ),
    _configuration(
        "LoggingConfiguration",
        "PutBucketLogging",
        "BucketLoggingStatus",
        of_structure(s3_forms.logging),
        empty={},
    ),
    _configuration(
        "NotificationConfiguration",
        "PutBucketNotificationConfiguration",
        "NotificationConfiguration",
        of_structure(s3_forms.notification),
        empty={},
    ),
    _configuration(
        "AccelerateConfiguration",
        "PutBucketAccelerateConfiguration",
        "AccelerateConfiguration",
        of_structure(lambda given: {"Status": given.text("AccelerationStatus")}),
        empty={"Status": "Suspended"},
    ),
    _configuration(
        "WebsiteConfiguration",
        "PutBucketWebsite",
        "WebsiteConfiguration",
        of_structure(s3_forms.website),
        delete="DeleteBucketWebsite",
    ),
    Update(
        properties=("ObjectLockConfiguration",),
        action=Call(
            "PutObjectLockConfiguration",
            {"Bucket": ID, "ObjectLockConfiguration": Prop("ObjectLockConfiguration")},
        ),
        # A bucket keeps its lock, but not the rule for new objects.
        removed=Call(
            "PutObjectLockConfiguration",
            {"Bucket": ID, "ObjectLockConfiguration": Const({"ObjectLockEnabled": "Enabled"})},
        ),
        on_create=True,
    ),
    Update(
        properties=("AccessControl",),
        action=Call(
            "PutBucketAcl",
            {"Bucket": ID, "ACL": Prop("AccessControl", lambda word: s3_forms.canned_acl(str(word)))},
        ),
        removed=Call("PutBucketAcl", {"Bucket": ID, "ACL": Code(lambda _: "private")}),
        on_create=True,
    ),
    Update(properties=("Tags",), action=Hook(function=_set_tags, reads=("Tags",)), on_create=True),
)

BUCKET: Final = ResourceHandler(
    type_name="AWS::S3::Bucket",
    service="s3",
    name=NameRule(max_length=63, is_lower=True),
    name_property="BucketName",
    exists=Call("HeadBucket", {"Bucket": Prop("BucketName")}),
    create=Create(
        action=Call(
            "CreateBucket",
            {
                "Bucket": NAME,
                "CreateBucketConfiguration": Code(_location),
                "ObjectLockEnabledForBucket": Prop("ObjectLockEnabled"),
            },
        ),
        physical_id=NAME,
    ),
    read=Read(
        action=Call("HeadBucket", {"Bucket": ID}),
        properties={
            "BucketName": ID,
            "VersioningConfiguration": Code(_versioning),
            "BucketEncryption": _reading(
                "GetBucketEncryption",
                "ServerSideEncryptionConfiguration",
                of_structure(s3_forms.encryption_property),
            ),
            "PublicAccessBlockConfiguration": _reading(
                "GetPublicAccessBlock", "PublicAccessBlockConfiguration"
            ),
            "OwnershipControls": _reading("GetBucketOwnershipControls", "OwnershipControls"),
            "CorsConfiguration": _reading(
                "GetBucketCors", "CORSRules", of_structures(s3_forms.cors_property)
            ),
            "LifecycleConfiguration": Code(_lifecycle),
            "LoggingConfiguration": _reading(
                "GetBucketLogging", "LoggingEnabled", of_structure(s3_forms.logging_property)
            ),
            "NotificationConfiguration": Code(_notification),
            "AccelerateConfiguration": _reading(
                "GetBucketAccelerateConfiguration",
                "Status",
                lambda status: {"AccelerationStatus": status},
            ),
            "WebsiteConfiguration": Code(
                lambda work: s3_forms.website_property(_get(work, "GetBucketWebsite")) or None
            ),
            "ObjectLockConfiguration": _reading("GetObjectLockConfiguration", "ObjectLockConfiguration"),
            "ObjectLockEnabled": _reading(
                "GetObjectLockConfiguration",
                "ObjectLockConfiguration.ObjectLockEnabled",
                lambda word: word == "Enabled",
            ),
            "Tags": Code(_tags),
        },
    ),
    update=CONFIGURATIONS,
    delete=Call("DeleteBucket", {"Bucket": ID}),
    attributes={
        "Arn": Text("arn:{partition}:s3:::{physical_id}"),
        "DomainName": Text("{physical_id}.s3.amazonaws.com"),
        "DualStackDomainName": Text("{physical_id}.s3.dualstack.{region}.amazonaws.com"),
        "RegionalDomainName": Text("{physical_id}.s3.{region}.amazonaws.com"),
        # The spelling of regions opened before 2015.
        # Source: https://docs.aws.amazon.com/general/latest/gr/s3.html#s3_website_region_endpoints
        "WebsiteURL": Code(lambda work: s3_forms.website_url(work.physical_id, work.region)),
    },
    unsupported={
        "AbacStatus": "Attribute-based access control is not carried to the service.",
        "AnalyticsConfigurations": "Analytics are not carried to the service.",
        "BucketNamePrefix": "Names with a prefix are not made.",
        "BucketNamespace": "Account-regional namespaces are not made.",
        "IntelligentTieringConfigurations": "Tiering is not carried to the service.",
        "InventoryConfigurations": "Inventories are not carried to the service.",
        "MetadataConfiguration": "Metadata tables are not made.",
        "MetadataTableConfiguration": "Metadata tables are not made.",
        "MetricsConfigurations": "Request metrics are not carried to the service.",
        "ReplicationConfiguration": "Replication is not carried to the service.",
    },
    fixed={"ObjectLockEnabled": "Locking is decided at creation; a change is refused."},
    unread={"AccessControl": "S3 returns the grants, not the canned list's name."},
)

BUCKET_POLICY: Final = ResourceHandler(
    type_name="AWS::S3::BucketPolicy",
    service="s3",
    create=Create(
        action=Call(
            "PutBucketPolicy", {"Bucket": Prop("Bucket"), "Policy": Prop("PolicyDocument", json_text)}
        ),
        physical_id=Prop("Bucket"),
    ),
    read=Read(
        action=Call("GetBucketPolicy", {"Bucket": ID}),
        properties={
            "Bucket": ID,
            "PolicyDocument": Code(lambda work: from_json_text(work.live.get("Policy"))),
        },
    ),
    update=(
        Update(
            properties=("PolicyDocument",),
            action=Call("PutBucketPolicy", {"Bucket": ID, "Policy": Prop("PolicyDocument", json_text)}),
        ),
    ),
    delete=Call("DeleteBucketPolicy", {"Bucket": ID}),
    reads_before_delete=True,
)

HANDLERS: Final = (BUCKET, BUCKET_POLICY)
