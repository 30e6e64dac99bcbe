"""Small closed sets of the core API."""

from enum import Enum


class RemovalPolicy(Enum):
    """What becomes of a resource when it is removed."""

    DESTROY = "destroy"
    RETAIN = "retain"
    SNAPSHOT = "snapshot"
    RETAIN_ON_UPDATE_OR_DELETE = "retain-on-update-or-delete"


class CfnDeletionPolicy(Enum):
    """CloudFormation's words for it."""

    DELETE = "Delete"
    RETAIN = "Retain"
    RETAIN_EXCEPT_ON_CREATE = "RetainExceptOnCreate"
    SNAPSHOT = "Snapshot"


class TagType(Enum):
    """How a resource type writes its tags."""

    STANDARD = "StandardTag"
    AUTOSCALING_GROUP = "AutoScalingGroupTag"
    MAP = "StringToStringMap"
    KEY_VALUE = "KeyValue"
    NOT_TAGGABLE = "NotTaggable"


class ResolutionTypeHint(Enum):
    """What kind of value a token becomes."""

    STRING = "string"
    NUMBER = "number"
    STRING_LIST = "string-list"


class ReferenceStrength(Enum):
    """How a cross-stack reference is made."""

    STRONG = "strong"
    WEAK = "weak"
    BOTH = "both"


class CfnCapabilities(Enum):
    """What a template may do only when it is allowed."""

    NONE = ""
    ANONYMOUS_IAM = "CAPABILITY_IAM"
    NAMED_IAM = "CAPABILITY_NAMED_IAM"
    AUTO_EXPAND = "CAPABILITY_AUTO_EXPAND"
