"""The closed sets of EventBridge.

Source: https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/AWS_Events.html
"""

from enum import Enum


class HttpMethod(Enum):
    """How an API is called."""

    POST = "POST"
    GET = "GET"
    HEAD = "HEAD"
    OPTIONS = "OPTIONS"
    PUT = "PUT"
    PATCH = "PATCH"
    DELETE = "DELETE"


class IncludeDetail(Enum):
    """How much of an event is logged."""

    FULL = "FULL"
    NONE = "NONE"


class Level(Enum):
    """What of a bus's work is logged."""

    INFO = "INFO"
    ERROR = "ERROR"
    TRACE = "TRACE"
    OFF = "OFF"
