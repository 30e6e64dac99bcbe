"""The closed sets of logs.

Source: https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/AWS_Logs.html
"""

from enum import Enum


class RetentionDays(Enum):
    """How many days events are kept."""

    ONE_DAY = 1
    THREE_DAYS = 3
    FIVE_DAYS = 5
    ONE_WEEK = 7
    TWO_WEEKS = 14
    ONE_MONTH = 30
    TWO_MONTHS = 60
    THREE_MONTHS = 90
    FOUR_MONTHS = 120
    FIVE_MONTHS = 150
    SIX_MONTHS = 180
    ONE_YEAR = 365
    THIRTEEN_MONTHS = 400
    EIGHTEEN_MONTHS = 545
    TWO_YEARS = 731
    THREE_YEARS = 1096
    FIVE_YEARS = 1827
    SIX_YEARS = 2192
    SEVEN_YEARS = 2557
    EIGHT_YEARS = 2922
    NINE_YEARS = 3288
    TEN_YEARS = 3653
    INFINITE = 9999


class LogGroupClass(Enum):
    """What a log group can do, and what it costs."""

    STANDARD = "STANDARD"
    INFREQUENT_ACCESS = "INFREQUENT_ACCESS"
    DELIVERY = "DELIVERY"


class Distribution(Enum):
    """How events are spread over the shards of a stream."""

    BY_LOG_STREAM = "ByLogStream"
    RANDOM = "Random"


class ParserProcessorType(Enum):
    """What a parser reads, as the name of the transformer's step."""

    JSON = "ParseJSON"
    KEY_VALUE = "ParseKeyValue"
    CSV = "Csv"
    GROK = "Grok"
    OCSF = "ParseToOCSF"


class VendedLogType(Enum):
    """A service whose logs have a parser of their own, as the name of the transformer's step."""

    CLOUDFRONT = "ParseCloudfront"
    VPC = "ParseVPC"
    WAF = "ParseWAF"
    ROUTE53 = "ParseRoute53"
    POSTGRES = "ParsePostgres"


class StringMutatorType(Enum):
    """What is done with texts, as the name of the transformer's step."""

    LOWER_CASE = "LowerCaseString"
    UPPER_CASE = "UpperCaseString"
    TRIM = "TrimString"
    SPLIT = "SplitString"
    SUBSTITUTE = "SubstituteString"


class JsonMutatorType(Enum):
    """What is done with keys, as the name of the transformer's step."""

    ADD_KEYS = "AddKeys"
    DELETE_KEYS = "DeleteKeys"
    MOVE_KEYS = "MoveKeys"
    RENAME_KEYS = "RenameKeys"
    COPY_VALUE = "CopyValue"
    LIST_TO_MAP = "ListToMap"


class DataConverterType(Enum):
    """What is converted, as the name of the transformer's step."""

    TYPE_CONVERTER = "TypeConverter"
    DATETIME_CONVERTER = "DateTimeConverter"


class TypeConverterType(Enum):
    """What a value is made."""

    BOOLEAN = "boolean"
    INTEGER = "integer"
    DOUBLE = "double"
    STRING = "string"


class DateTimeFormat(Enum):
    """Common formats of times."""

    ISO_8601 = "yyyy-MM-dd'T'HH:mm:ss.SSS'Z'"
    UNIX_TIMESTAMP = "epoch"
    CUSTOM = "custom"


class DelimiterCharacter(Enum):
    """What stands between columns."""

    COMMA = ","
    TAB = "\t"
    SPACE = " "
    SEMICOLON = ";"
    PIPE = "|"


class QuoteCharacter(Enum):
    """What stands around a column."""

    DOUBLE_QUOTE = '"'
    SINGLE_QUOTE = "'"


class KeyValueDelimiter(Enum):
    """What stands between a key and its value."""

    EQUAL = "="
    COLON = ":"


class KeyValuePairDelimiter(Enum):
    """What stands between pairs of keys and values."""

    AMPERSAND = "&"
    SEMICOLON = ";"
    SPACE = " "
    NEWLINE = "\n"


class OCSFSourceType(Enum):
    """Whose events are converted to OCSF."""

    CLOUD_TRAIL = "CloudTrail"
    ROUTE53_RESOLVER = "Route53Resolver"
    VPC_FLOW = "VPCFlow"
    EKS_AUDIT = "EKSAudit"
    AWS_WAF = "AWSWAF"


class OCSFVersion(Enum):
    """The version of OCSF."""

    V1_1 = "V1.1"
