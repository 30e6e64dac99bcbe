"""A bucket's configurations in CloudFormation's form and in S3's, both ways.

Source: https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-s3-bucket.html
and the request syntax of each Put operation in the S3 API reference.
"""

import re
from collections.abc import Mapping
from typing import Final

from landform.providers.handlers.view import View

Form = dict[str, object]


def renamed(value: View, names: Mapping[str, str]) -> Form:
    """The entries under their other names; those without one are left out."""
    return {names[key]: item for key, item in value.items() if key in names}


def inverse(names: Mapping[str, str]) -> dict[str, str]:
    """The same names the other way round."""
    return {other: name for name, other in names.items()}


ENCRYPTION_RULE: Final = {
    "ServerSideEncryptionByDefault": "ApplyServerSideEncryptionByDefault",
    "BucketKeyEnabled": "BucketKeyEnabled",
    "BlockedEncryptionTypes": "BlockedEncryptionTypes",
}


def encryption(given: View) -> Form:
    """BucketEncryption for PutBucketEncryption."""
    rules = given.structures("ServerSideEncryptionConfiguration")
    return {"Rules": [renamed(rule, ENCRYPTION_RULE) for rule in rules]}


def encryption_property(found: View) -> Form:
    """The reverse."""
    rules = [renamed(rule, inverse(ENCRYPTION_RULE)) for rule in found.structures("Rules")]
    return {"ServerSideEncryptionConfiguration": rules}


CORS_RULE: Final = {
    "AllowedHeaders": "AllowedHeaders",
    "AllowedMethods": "AllowedMethods",
    "AllowedOrigins": "AllowedOrigins",
    "ExposedHeaders": "ExposeHeaders",
    "Id": "ID",
    "MaxAge": "MaxAgeSeconds",
}


def cors(given: View) -> Form:
    """CorsConfiguration for PutBucketCors."""
    return {"CORSRules": [renamed(rule, CORS_RULE) for rule in given.structures("CorsRules")]}


def cors_property(found: list[View]) -> Form:
    """The reverse."""
    return {"CorsRules": [renamed(rule, inverse(CORS_RULE)) for rule in found]}


def logging(given: View) -> Form:
    """LoggingConfiguration for PutBucketLogging."""
    target = {
        "TargetBucket": given.text("DestinationBucketName"),
        "TargetPrefix": given.text("LogFilePrefix"),
    }
    return {"LoggingEnabled": {**target, **given.chosen("TargetObjectKeyFormat")}}


def logging_property(found: View) -> Form:
    """The reverse."""
    names = {
        "TargetBucket": "DestinationBucketName",
        "TargetPrefix": "LogFilePrefix",
        "TargetObjectKeyFormat": "TargetObjectKeyFormat",
    }
    return renamed(found, names)


NOTIFICATION_KINDS: Final = (
    # property, its target -> parameter, its target
    ("LambdaConfigurations", "Function", "LambdaFunctionConfigurations", "LambdaFunctionArn"),
    ("QueueConfigurations", "Queue", "QueueConfigurations", "QueueArn"),
    ("TopicConfigurations", "Topic", "TopicConfigurations", "TopicArn"),
)


def notification(given: View) -> Form:
    """NotificationConfiguration for PutBucketNotificationConfiguration."""
    result: Form = {}
    for name, target, parameter, arn in NOTIFICATION_KINDS:
        entries = [_notification_entry(each, target, arn) for each in given.structures(name)]
        if entries:
            result[parameter] = entries
    if given.structure("EventBridgeConfiguration").flag(
        "EventBridgeEnabled", "EventBridgeConfiguration" in given
    ):
        result["EventBridgeConfiguration"] = {}
    return result


def _notification_entry(given: View, target: str, arn: str) -> Form:
    entry: Form = {arn: given.text(target), "Events": [given.text("Event")]}
    rules = given.structure("Filter").structure("S3Key").structures("Rules")
    if rules:
        entry["Filter"] = {"Key": {"FilterRules": rules}}
    return entry


def notification_property(found: View) -> Form:
    """The reverse; an entry with several events becomes several entries."""
    result: Form = {}
    for name, target, parameter, arn in NOTIFICATION_KINDS:
        entries = [
            _notification_property(each, event, target, arn)
            for each in found.structures(parameter)
            for event in each.texts("Events")
        ]
        if entries:
            result[name] = entries
    if found.get("EventBridgeConfiguration") is not None:
        result["EventBridgeConfiguration"] = {"EventBridgeEnabled": True}
    return result


def _notification_property(found: View, event: str, target: str, arn: str) -> Form:
    entry: Form = {target: found.text(arn), "Event": event}
    rules = [
        {"Name": rule.text("Name").lower(), "Value": rule.text("Value")}
        for rule in found.structure("Filter").structure("Key").structures("FilterRules")
    ]
    if rules:
        entry["Filter"] = {"S3Key": {"Rules": rules}}
    return entry


ROUTING_RULE: Final = {"RoutingRuleCondition": "Condition", "RedirectRule": "Redirect"}


def website(given: View) -> Form:
    """WebsiteConfiguration for PutBucketWebsite."""
    result = given.chosen("RedirectAllRequestsTo")
    if "IndexDocument" in given:
        result["IndexDocument"] = {"Suffix": given.text("IndexDocument")}
    if "ErrorDocument" in given:
        result["ErrorDocument"] = {"Key": given.text("ErrorDocument")}
    rules = [renamed(rule, ROUTING_RULE) for rule in given.structures("RoutingRules")]
    return {**result, **({"RoutingRules": rules} if rules else {})}


def website_property(found: View) -> Form:
    """The reverse."""
    result = {
        "IndexDocument": found.structure("IndexDocument").text("Suffix"),
        "ErrorDocument": found.structure("ErrorDocument").text("Key"),
        "RedirectAllRequestsTo": found.get("RedirectAllRequestsTo"),
        "RoutingRules": [renamed(rule, inverse(ROUTING_RULE)) for rule in found.structures("RoutingRules")],
    }
    return {name: value for name, value in result.items() if value}


def canned_acl(given: str) -> str:
    """AccessControl's word as the header x-amz-acl spells it: PublicRead is public-read."""
    return re.sub(r"(?<=[a-z])(?=[A-Z])", "-", given).lower()


TRANSITION: Final = {
    "StorageClass": "StorageClass",
    "TransitionDate": "Date",
    "TransitionInDays": "Days",
}

NONCURRENT_TRANSITION: Final = {
    "StorageClass": "StorageClass",
    "TransitionInDays": "NoncurrentDays",
    "NewerNoncurrentVersions": "NewerNoncurrentVersions",
}

TRANSITIONS: Final = {
    # list of a rule, as given and as sent; without the last letter it is the old spelling of a single one
    "Transitions": TRANSITION,
    "NoncurrentVersionTransitions": NONCURRENT_TRANSITION,
}

EXPIRATION: Final = {
    "ExpirationDate": "Date",
    "ExpirationInDays": "Days",
    "ExpiredObjectDeleteMarker": "ExpiredObjectDeleteMarker",
}


def lifecycle(given: View) -> Form:
    """LifecycleConfiguration for PutBucketLifecycleConfiguration."""
    return {"Rules": [_lifecycle_rule(rule) for rule in given.structures("Rules")]}


def _lifecycle_rule(given: View) -> Form:
    rule: Form = {"Status": given.text("Status"), "Filter": _lifecycle_filter(given)}
    rule |= renamed(given, {"Id": "ID"})
    expiration = renamed(given, EXPIRATION)
    if expiration:
        rule["Expiration"] = expiration
    for name, names in TRANSITIONS.items():
        single = given.structure(name.removesuffix("s"))
        transitions = given.structures(name) or ([single] if single else [])
        if transitions:
            rule[name] = [renamed(each, names) for each in transitions]
    if "NoncurrentVersionExpirationInDays" in given:
        days = given.number("NoncurrentVersionExpirationInDays")
        rule["NoncurrentVersionExpiration"] = {"NoncurrentDays": days}
    return {**rule, **given.chosen("NoncurrentVersionExpiration", "AbortIncompleteMultipartUpload")}


def _lifecycle_filter(given: View) -> Form:
    parts: Form = given.chosen("Prefix")
    for name in ("ObjectSizeGreaterThan", "ObjectSizeLessThan"):
        if name in given:
            parts[name] = given.number(name)
    tags = given.structures("TagFilters")
    if len(parts) + len(tags) > 1:
        return {"And": {**parts, **({"Tags": tags} if tags else {})}}
    if tags:
        return {"Tag": tags[0]}
    return parts or {"Prefix": ""}


def lifecycle_property(found: list[View]) -> Form:
    """The reverse, always with the lists of transitions."""
    return {"Rules": [_lifecycle_property(rule) for rule in found]}


def _lifecycle_property(found: View) -> Form:
    rule: Form = {"Status": found.text("Status"), **renamed(found, {"ID": "Id"})}
    chosen = found.structure("Filter")
    joined = chosen.structure("And") or chosen
    prefix = joined.text("Prefix", found.text("Prefix"))
    if prefix:
        rule["Prefix"] = prefix
    for name in ("ObjectSizeGreaterThan", "ObjectSizeLessThan"):
        if name in joined:
            rule[name] = joined.text(name)
    single = chosen.structure("Tag")
    tags = joined.structures("Tags") or ([single] if single else [])
    if tags:
        rule["TagFilters"] = tags
    rule |= renamed(found.structure("Expiration"), inverse(EXPIRATION))
    for name, names in TRANSITIONS.items():
        transitions = [renamed(each, inverse(names)) for each in found.structures(name)]
        if transitions:
            rule[name] = transitions
    for name in ("NoncurrentVersionExpiration", "AbortIncompleteMultipartUpload"):
        if found.get(name):
            rule[name] = found[name]
    return rule


DASHED_WEBSITE_REGIONS: Final = frozenset(
    {
        "us-east-1",
        "us-west-1",
        "us-west-2",
        "ap-southeast-1",
        "ap-southeast-2",
        "ap-northeast-1",
        "eu-west-1",
        "sa-east-1",
        "us-gov-west-1",
    }
)


def website_url(bucket: str, region: str) -> str:
    """Where the bucket's website answers."""
    mark = "-" if region in DASHED_WEBSITE_REGIONS else "."
    return f"http://{bucket}.s3-website{mark}{region}.amazonaws.com"
