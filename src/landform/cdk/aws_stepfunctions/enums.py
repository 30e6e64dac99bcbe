"""The choices of Step Functions.

Source: https://docs.aws.amazon.com/step-functions/latest/dg/concepts-amazon-states-language.html
"""

from enum import Enum


class QueryLanguage(Enum):
    """The language of a state's expressions."""

    JSON_PATH = "JSONPath"
    JSONATA = "JSONata"


class StateMachineType(Enum):
    """How a state machine runs."""

    EXPRESS = "EXPRESS"
    STANDARD = "STANDARD"


class LogLevel(Enum):
    """Which events are logged."""

    OFF = "OFF"
    ALL = "ALL"
    ERROR = "ERROR"
    FATAL = "FATAL"


class IntegrationPattern(Enum):
    """What a task waits for."""

    REQUEST_RESPONSE = "REQUEST_RESPONSE"
    RUN_JOB = "RUN_JOB"
    WAIT_FOR_TASK_TOKEN = "WAIT_FOR_TASK_TOKEN"


class ServiceIntegrationPattern(Enum):
    """What a task waits for, by the names of old."""

    FIRE_AND_FORGET = "FIRE_AND_FORGET"
    SYNC = "SYNC"
    WAIT_FOR_TASK_TOKEN = "WAIT_FOR_TASK_TOKEN"


class InputType(Enum):
    """What a task is given."""

    TEXT = "TEXT"
    OBJECT = "OBJECT"


class JitterType(Enum):
    """Whether the time between attempts varies."""

    FULL = "FULL"
    NONE = "NONE"


class ProcessorMode(Enum):
    """Where a Map state works on its items."""

    INLINE = "INLINE"
    DISTRIBUTED = "DISTRIBUTED"


class ProcessorType(Enum):
    """How the executions of a distributed Map state run."""

    STANDARD = "STANDARD"
    EXPRESS = "EXPRESS"


class CsvHeaderLocation(Enum):
    """Where the names of a table's columns stand."""

    FIRST_ROW = "FIRST_ROW"
    GIVEN = "GIVEN"


class CsvDelimiter(Enum):
    """What stands between the cells of a table."""

    COMMA = "COMMA"
    PIPE = "PIPE"
    SEMICOLON = "SEMICOLON"
    SPACE = "SPACE"
    TAB = "TAB"


class OutputType(Enum):
    """The form of a Map state's results."""

    JSON = "JSON"
    JSONL = "JSONL"


class Transformation(Enum):
    """How much of a Map state's results is kept."""

    NONE = "NONE"
    COMPACT = "COMPACT"
    FLATTEN = "FLATTEN"
