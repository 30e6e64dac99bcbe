"""A bucket's configurations in CloudFormation's form and in S3's, both ways.

Source: https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-s3-bucket.html
and the request syntax of each Put operation in the S3 API reference.
"""

import re
from collections.abc import Mapping
from typing import Any, Final

Form = dict[str, Any]


def renamed(value: Mapping[str, Any], names: Mapping[str, str]) -> Form:
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


def encryption(given: Form) -> Form:
    """BucketEncryption for PutBucketEncryption."""
    return {"Rules": [renamed(rule, ENCRYPTION_RULE) for rule in given["ServerSideEncryptionConfiguration"]]}


def encryption_property(found: Form) -> Form:
    """The reverse."""
    rules = [renamed(rule, inverse(ENCRYPTION_RULE)) for rule in found.get("Rules", [])]
    return {"ServerSideEncryptionConfiguration": rules}


CORS_RULE: Final = {
    "AllowedHeaders": "AllowedHeaders",
    "AllowedMethods": "AllowedMethods",
    "AllowedOrigins": "AllowedOrigins",
    "ExposedHeaders": "ExposeHeaders",
    "Id": "ID",
    "MaxAge": "MaxAgeSeconds",
}


def cors(given: Form) -> Form:
    """CorsConfiguration for PutBucketCors."""
    return {"CORSRules": [renamed(rule, CORS_RULE) for rule in given["CorsRules"]]}


def cors_property(found: list[Form]) -> Form:
    """The reverse."""
    return {"CorsRules": [renamed(rule, inverse(CORS_RULE)) for rule in found]}


def logging(given: Form) -> Form:
    """LoggingConfiguration for PutBucketLogging."""
    return {
        "LoggingEnabled": {
            "TargetBucket": given.get("DestinationBucketName", ""),
            "TargetPrefix": given.get("LogFilePrefix", ""),
            **(
                {"TargetObjectKeyFormat": given["TargetObjectKeyFormat"]}
                if "TargetObjectKeyFormat" in given
                else {}
            ),
        }
    }


def logging_property(found: Form) -> Form:
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


def notification(given: Form) -> Form:
    """NotificationConfiguration for PutBucketNotificationConfiguration."""
    result: Form = {}
    for name, target, parameter, arn in NOTIFICATION_KINDS:
        entries = [_notification_entry(each, target, arn) for each in given.get(name, [])]
        if entries:
            result[parameter] = entries
    if given.get("EventBridgeConfiguration", {}).get(
        "EventBridgeEnabled", "EventBridgeConfiguration" in given
    ):
        result["EventBridgeConfiguration"] = {}
    return result


def _notification_entry(given: Form, target: str, arn: str) -> Form:
    entry: Form = {arn: given[target], "Events": [given["Event"]]}
    if "Filter" in given:
        entry["Filter"] = {"Key": {"FilterRules": given["Filter"]["S3Key"]["Rules"]}}
    return entry


def notification_property(found: Form) -> Form:
    """The reverse; an entry with several events becomes several entries."""
    result: Form = {}
    for name, target, parameter, arn in NOTIFICATION_KINDS:
        entries = [
            _notification_property(each, event, target, arn)
            for each in found.get(parameter, [])
            for event in each["Events"]
        ]
        if entries:
            result[name] = entries
    if found.get("EventBridgeConfiguration") is not None:
        result["EventBridgeConfiguration"] = {"EventBridgeEnabled": True}
    return result


def _notification_property(found: Form, event: str, target: str, arn: str) -> Form:
    entry: Form = {target: found[arn], "Event": event}
    if found.get("Filter", {}).get("Key", {}).get("FilterRules"):
        rules = found["Filter"]["Key"]["FilterRules"]
        entry["Filter"] = {
            "S3Key": {"Rules": [{"Name": r["Name"].lower(), "Value": r["Value"]} for r in rules]}
        }
    return entry


def website(given: Form) -> Form:
    """WebsiteConfiguration for PutBucketWebsite."""
    result: Form = {}
    if "IndexDocument" in given:
        result["IndexDocument"] = {"Suffix": given["IndexDocument"]}
    if "ErrorDocument" in given:
        result["ErrorDocument"] = {"Key": given["ErrorDocument"]}
    if "RedirectAllRequestsTo" in given:
        result["RedirectAllRequestsTo"] = given["RedirectAllRequestsTo"]
    if given.get("RoutingRules"):
        names = {"RoutingRuleCondition": "Condition", "RedirectRule": "Redirect"}
        result["RoutingRules"] = [renamed(rule, names) for rule in given["RoutingRules"]]
    return result


def website_property(found: Form) -> Form:
    """The reverse."""
    result: Form = {}
    if found.get("IndexDocument"):
        result["IndexDocument"] = found["IndexDocument"]["Suffix"]
    if found.get("ErrorDocument"):
        result["ErrorDocument"] = found["ErrorDocument"]["Key"]
    if found.get("RedirectAllRequestsTo"):
        result["RedirectAllRequestsTo"] = found["RedirectAllRequestsTo"]
    if found.get("RoutingRules"):
        names = {"Condition": "RoutingRuleCondition", "Redirect": "RedirectRule"}
        result["RoutingRules"] = [renamed(rule, names) for rule in found["RoutingRules"]]
    return result


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

EXPIRATION: Final = {
    "ExpirationDate": "Date",
    "ExpirationInDays": "Days",
    "ExpiredObjectDeleteMarker": "ExpiredObjectDeleteMarker",
}


def lifecycle(given: Form) -> Form:
    """LifecycleConfiguration for PutBucketLifecycleConfiguration."""
    result: Form = {"Rules": [_lifecycle_rule(rule) for rule in given["Rules"]]}
    if "TransitionDefaultMinimumObjectSize" in given:
        result["TransitionDefaultMinimumObjectSize"] = given["TransitionDefaultMinimumObjectSize"]
    return result


def _lifecycle_rule(given: Form) -> Form:
    rule: Form = {"Status": given["Status"], "Filter": _lifecycle_filter(given)}
    rule.update(renamed(given, {"Id": "ID"}))
    expiration = renamed(given, EXPIRATION)
    if expiration:
        rule["Expiration"] = expiration
    transitions = given.get("Transitions") or ([given["Transition"]] if "Transition" in given else [])
    if transitions:
        rule["Transitions"] = [renamed(each, TRANSITION) for each in transitions]
    noncurrent = given.get("NoncurrentVersionTransitions") or (
        [given["NoncurrentVersionTransition"]] if "NoncurrentVersionTransition" in given else []
    )
    if noncurrent:
        rule["NoncurrentVersionTransitions"] = [renamed(each, NONCURRENT_TRANSITION) for each in noncurrent]
    if "NoncurrentVersionExpiration" in given:
        rule["NoncurrentVersionExpiration"] = given["NoncurrentVersionExpiration"]
    elif "NoncurrentVersionExpirationInDays" in given:
        rule["NoncurrentVersionExpiration"] = {"NoncurrentDays": given["NoncurrentVersionExpirationInDays"]}
    if "AbortIncompleteMultipartUpload" in given:
        rule["AbortIncompleteMultipartUpload"] = given["AbortIncompleteMultipartUpload"]
    return rule


def _lifecycle_filter(given: Form) -> Form:
    parts: Form = {}
    if "Prefix" in given:
        parts["Prefix"] = given["Prefix"]
    for name in ("ObjectSizeGreaterThan", "ObjectSizeLessThan"):
        if name in given:
            parts[name] = int(given[name])
    tags = given.get("TagFilters", [])
    if len(parts) + len(tags) > 1:
        return {"And": {**parts, **({"Tags": tags} if tags else {})}}
    if tags:
        return {"Tag": tags[0]}
    return parts or {"Prefix": ""}


def lifecycle_property(found: list[Form]) -> Form:
    """The reverse, always with the lists of transitions."""
    return {"Rules": [_lifecycle_property(rule) for rule in found]}


def _lifecycle_property(found: Form) -> Form:
    rule: Form = {"Status": found["Status"], **renamed(found, {"ID": "Id"})}
    chosen = found.get("Filter", {})
    joined = chosen.get("And", chosen)
    prefix = joined.get("Prefix", found.get("Prefix"))
    if prefix:
        rule["Prefix"] = prefix
    for name in ("ObjectSizeGreaterThan", "ObjectSizeLessThan"):
        if name in joined:
            rule[name] = str(joined[name])
    tags = joined.get("Tags") or ([chosen["Tag"]] if chosen.get("Tag") else [])
    if tags:
        rule["TagFilters"] = tags
    rule.update(renamed(found.get("Expiration", {}), inverse(EXPIRATION)))
    if found.get("Transitions"):
        rule["Transitions"] = [renamed(each, inverse(TRANSITION)) for each in found["Transitions"]]
    if found.get("NoncurrentVersionTransitions"):
        transitions = found["NoncurrentVersionTransitions"]
        rule["NoncurrentVersionTransitions"] = [
            renamed(each, inverse(NONCURRENT_TRANSITION)) for each in transitions
        ]
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
