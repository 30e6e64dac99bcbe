"""The closed sets of functions.

Source: https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/AWS_Lambda.html
"""

from enum import Enum


class RuntimeFamily(Enum):
    """The language of a runtime; the numbers are part of the hash of a version."""

    NODEJS = 0
    JAVA = 1
    PYTHON = 2
    DOTNET_CORE = 3
    GO = 4
    RUBY = 5
    OTHER = 6


class Tracing(Enum):
    """Whether X-Ray follows calls."""

    ACTIVE = "Active"
    PASS_THROUGH = "PassThrough"
    DISABLED = "Disabled"


class LoggingFormat(Enum):
    """How a function's logs are written."""

    TEXT = "Text"
    JSON = "JSON"


class LogFormat(Enum):
    """Deprecated name of LoggingFormat."""

    TEXT = "Text"
    JSON = "JSON"


class ApplicationLogLevel(Enum):
    """Which lines of the function are kept."""

    INFO = "INFO"
    DEBUG = "DEBUG"
    WARN = "WARN"
    TRACE = "TRACE"
    ERROR = "ERROR"
    FATAL = "FATAL"


class SystemLogLevel(Enum):
    """Which lines of Lambda itself are kept."""

    INFO = "INFO"
    DEBUG = "DEBUG"
    WARN = "WARN"


class EventSourceMappingLogLevel(Enum):
    """Which lines of a mapping are kept."""

    INFO = "INFO"
    DEBUG = "DEBUG"
    WARN = "WARN"


class RecursiveLoop(Enum):
    """What Lambda does when a function calls itself again and again."""

    ALLOW = "Allow"
    TERMINATE = "Terminate"


class FunctionUrlAuthType(Enum):
    """Who may call a function's URL."""

    AWS_IAM = "AWS_IAM"
    NONE = "NONE"


class InvokeMode(Enum):
    """Whether an answer comes whole or as a stream."""

    BUFFERED = "BUFFERED"
    RESPONSE_STREAM = "RESPONSE_STREAM"


class HttpMethod(Enum):
    """A method of HTTP."""

    GET = "GET"
    PUT = "PUT"
    HEAD = "HEAD"
    POST = "POST"
    DELETE = "DELETE"
    PATCH = "PATCH"
    OPTIONS = "OPTIONS"
    ALL = "*"


class StartingPosition(Enum):
    """Where reading a stream begins."""

    TRIM_HORIZON = "TRIM_HORIZON"
    LATEST = "LATEST"
    AT_TIMESTAMP = "AT_TIMESTAMP"


class MetricType(Enum):
    """A group of metrics of a mapping."""

    EVENT_COUNT = "EventCount"
    ERROR_COUNT = "ErrorCount"
    KAFKA_METRICS = "KafkaMetrics"


class DestinationType(Enum):
    """What an event is sent on for."""

    FAILURE = "Failure"
    SUCCESS = "Success"


class UntrustedArtifactOnDeployment(Enum):
    """What happens to code whose signature is not valid."""

    ENFORCE = "Enforce"
    WARN = "Warn"


class S3ObjectStorageMode(Enum):
    """Whether Lambda copies code from S3 or reads it there."""

    COPY = "COPY"
    REFERENCE = "REFERENCE"


class ParamsAndSecretsVersions(Enum):
    """Versions of the Parameters and Secrets extension."""

    V1_0_103 = "1.0.103"


class ParamsAndSecretsLogLevel(Enum):
    """Which lines of the extension are kept."""

    DEBUG = "debug"
    INFO = "info"
    WARN = "warn"
    ERROR = "error"
    NONE = "none"
