"""The closed sets of REST APIs.

Source: https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/AWS_ApiGateway.html
"""

from enum import Enum


class ApiKeySourceType(Enum):
    """Where an API key comes from."""

    HEADER = "HEADER"
    AUTHORIZER = "AUTHORIZER"


class AuthorizationType(Enum):
    """How callers of a method are authorized."""

    NONE = "NONE"
    IAM = "AWS_IAM"
    CUSTOM = "CUSTOM"
    COGNITO = "COGNITO_USER_POOLS"


class ConnectionType(Enum):
    """Which way an integration is reached."""

    INTERNET = "INTERNET"
    VPC_LINK = "VPC_LINK"


class ContentHandling(Enum):
    """What a payload is converted to."""

    CONVERT_TO_BINARY = "CONVERT_TO_BINARY"
    CONVERT_TO_TEXT = "CONVERT_TO_TEXT"


class EndpointAccessMode(Enum):
    """How strictly a domain name's clients are checked."""

    STRICT = "STRICT"
    BASIC = "BASIC"


class EndpointType(Enum):
    """From where an API is reached."""

    EDGE = "EDGE"
    REGIONAL = "REGIONAL"
    PRIVATE = "PRIVATE"


class IntegrationType(Enum):
    """What stands behind a method."""

    AWS = "AWS"
    AWS_PROXY = "AWS_PROXY"
    HTTP = "HTTP"
    HTTP_PROXY = "HTTP_PROXY"
    MOCK = "MOCK"


class IpAddressType(Enum):
    """Which addresses can call an API."""

    IPV4 = "ipv4"
    DUAL_STACK = "dualstack"


class JsonSchemaType(Enum):
    """The types of JSON schemas."""

    NULL = "null"
    BOOLEAN = "boolean"
    OBJECT = "object"
    ARRAY = "array"
    NUMBER = "number"
    INTEGER = "integer"
    STRING = "string"


class JsonSchemaVersion(Enum):
    """The versions of JSON schemas."""

    DRAFT4 = "http://json-schema.org/draft-04/schema#"
    DRAFT7 = "http://json-schema.org/draft-07/schema#"


class MethodLoggingLevel(Enum):
    """What of a method's calls is logged."""

    OFF = "OFF"
    ERROR = "ERROR"
    INFO = "INFO"


class PassthroughBehavior(Enum):
    """What becomes of payloads that no template is for."""

    WHEN_NO_MATCH = "WHEN_NO_MATCH"
    NEVER = "NEVER"
    WHEN_NO_TEMPLATES = "WHEN_NO_TEMPLATES"


class Period(Enum):
    """The time a quota is for."""

    DAY = "DAY"
    WEEK = "WEEK"
    MONTH = "MONTH"


class ResponseTransferMode(Enum):
    """How responses are handed on."""

    BUFFERED = "BUFFERED"
    STREAM = "STREAM"


class RestApiMode(Enum):
    """What an imported definition does to what the API has."""

    OVERWRITE = "overwrite"
    MERGE = "merge"


class SecurityPolicy(Enum):
    """The TLS versions and ciphers of a domain name."""

    TLS_1_0 = "TLS_1_0"
    TLS_1_2 = "TLS_1_2"
    TLS13_1_3_2025_09 = "SecurityPolicy_TLS13_1_3_2025_09"
    TLS13_1_3_FIPS_2025_09 = "SecurityPolicy_TLS13_1_3_FIPS_2025_09"
    TLS13_1_2_PQ_2025_09 = "SecurityPolicy_TLS13_1_2_PQ_2025_09"
    TLS13_1_2_PFS_PQ_2025_09 = "SecurityPolicy_TLS13_1_2_PFS_PQ_2025_09"
    TLS13_2025_EDGE = "SecurityPolicy_TLS13_2025_EDGE"
    TLS12_PFS_2025_EDGE = "SecurityPolicy_TLS12_PFS_2025_EDGE"
    TLS12_2018_EDGE = "SecurityPolicy_TLS12_2018_EDGE"
