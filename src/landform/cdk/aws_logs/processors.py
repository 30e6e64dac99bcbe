"""The steps of a transformer.

Source: https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/CloudWatch-Logs-Transformation-Processors.html
"""

from collections.abc import Mapping, Sequence
from typing import Any, Final

from landform.cdk.aws_logs.enums import (
    DataConverterType,
    DelimiterCharacter,
    JsonMutatorType,
    KeyValueDelimiter,
    KeyValuePairDelimiter,
    ParserProcessorType,
    QuoteCharacter,
    StringMutatorType,
    VendedLogType,
)
from landform.cdk.core.native import Native
from landform.cdk.l1.lookup import given

_MESSAGE: Final = {"Source": "@message"}
_DEFAULTS: Final[dict[Any, dict[str, Any]]] = {
    ParserProcessorType.JSON: _MESSAGE,
    ParserProcessorType.KEY_VALUE: {
        **_MESSAGE,
        "FieldDelimiter": KeyValuePairDelimiter.AMPERSAND,
        "KeyValueDelimiter": KeyValueDelimiter.EQUAL,
        "OverwriteIfExists": False,
    },
    ParserProcessorType.CSV: {
        **_MESSAGE,
        "Delimiter": DelimiterCharacter.COMMA,
        "QuoteCharacter": QuoteCharacter.DOUBLE_QUOTE,
    },
    ParserProcessorType.GROK: _MESSAGE,
    ParserProcessorType.OCSF: _MESSAGE,
    JsonMutatorType.LIST_TO_MAP: {"Flatten": False},
    DataConverterType.DATETIME_CONVERTER: {
        "SourceTimezone": "UTC",
        "TargetFormat": "yyyy-MM-dd'T'HH:mm:ss.SSS'Z'",
        "TargetTimezone": "UTC",
    },
}
"""What is written where nothing is given."""

_OVERWRITING: Final = frozenset(
    [
        JsonMutatorType.ADD_KEYS,
        JsonMutatorType.MOVE_KEYS,
        JsonMutatorType.RENAME_KEYS,
        JsonMutatorType.COPY_VALUE,
    ]
)
"""Steps whose entries say whether they overwrite."""


class Processor(Native):
    """A step of a transformer: its kind and its options, as CloudWatch writes them."""

    def __init__(self, kind: Any, options: Mapping[str, Any] | None, problem: str | None) -> None:
        if problem is not None and not options:
            raise ValueError(problem)
        self.kind = kind
        self._options = _written(options or {})

    def written(self) -> dict[str, Any]:
        """The step as CloudWatch writes it."""
        options = {**_DEFAULTS.get(self.kind, {}), **self._options}
        if self.kind in _OVERWRITING:
            entries = [{"OverwriteIfExists": False, **each} for each in options["Entries"]]
            options["Entries"] = entries
        return {self.kind.value: options}


class ParserProcessor(Processor):
    """Reads events of a common format."""

    def __init__(
        self,
        *,
        type: ParserProcessorType,
        csv_options: Any = None,
        grok_options: Any = None,
        json_options: Any = None,
        key_value_options: Any = None,
        parse_to_ocsf_options: Any = None,
    ) -> None:
        self.type = type
        name, options, problem = {
            ParserProcessorType.JSON: ("ParseJSONProperty", json_options, None),
            ParserProcessorType.KEY_VALUE: ("ParseKeyValueProperty", key_value_options, None),
            ParserProcessorType.CSV: ("CsvProperty", csv_options, None),
            ParserProcessorType.GROK: (
                "GrokProperty",
                grok_options,
                "Match pattern is required for Grok parser",
            ),
            ParserProcessorType.OCSF: (
                "ParseToOCSFProperty",
                parse_to_ocsf_options,
                "parseToOCSFOptions must be provided for type OCSF",
            ),
        }[type]
        super().__init__(type, given("aws_logs", name, options), problem)


class VendedLogParser(Processor):
    """Reads the events of a service of AWS; the source can only be the message."""

    def __init__(self, *, log_type: VendedLogType, source: str | None = None) -> None:
        del source
        self.log_type = log_type
        super().__init__(log_type, None, None)


class StringMutatorProcessor(Processor):
    """Changes texts."""

    def __init__(
        self,
        *,
        type: StringMutatorType,
        lower_case_keys: Sequence[str] | None = None,
        split_options: Any = None,
        substitute_options: Any = None,
        trim_keys: Sequence[str] | None = None,
        upper_case_keys: Sequence[str] | None = None,
    ) -> None:
        self.type = type
        name, options = {
            StringMutatorType.LOWER_CASE: ("lowerCaseKeys", _keys(lower_case_keys)),
            StringMutatorType.UPPER_CASE: ("upperCaseKeys", _keys(upper_case_keys)),
            StringMutatorType.TRIM: ("trimKeys", _keys(trim_keys)),
            StringMutatorType.SPLIT: ("splitOptions", split_options),
            StringMutatorType.SUBSTITUTE: ("substituteOptions", substitute_options),
        }[type]
        super().__init__(type, options, f"{name} must be provided for {type.name} string mutator")


class JsonMutatorProcessor(Processor):
    """Changes keys."""

    def __init__(
        self,
        *,
        type: JsonMutatorType,
        add_keys_options: Any = None,
        copy_value_options: Any = None,
        delete_keys_options: Any = None,
        list_to_map_options: Any = None,
        move_keys_options: Any = None,
        rename_keys_options: Any = None,
    ) -> None:
        self.type = type
        name, options = {
            JsonMutatorType.ADD_KEYS: ("addKeysOptions", add_keys_options),
            JsonMutatorType.DELETE_KEYS: ("deleteKeysOptions", delete_keys_options),
            JsonMutatorType.MOVE_KEYS: ("moveKeysOptions", move_keys_options),
            JsonMutatorType.RENAME_KEYS: ("renameKeysOptions", rename_keys_options),
            JsonMutatorType.COPY_VALUE: ("copyValueOptions", copy_value_options),
            JsonMutatorType.LIST_TO_MAP: ("listToMapOptions with source and key", list_to_map_options),
        }[type]
        super().__init__(type, options, f"{name} must be provided for {type.name} JSON mutator")


class DataConverterProcessor(Processor):
    """Converts values."""

    def __init__(
        self,
        *,
        type: DataConverterType,
        date_time_converter_options: Any = None,
        type_converter_options: Any = None,
    ) -> None:
        self.type = type
        name, options = {
            DataConverterType.TYPE_CONVERTER: ("typeConverterOptions", type_converter_options),
            DataConverterType.DATETIME_CONVERTER: ("dateTimeConverterOptions", date_time_converter_options),
        }[type]
        super().__init__(type, options, f"{name} must be provided for {type.name} data converter")


def _keys(keys: Sequence[str] | None) -> dict[str, Any] | None:
    return {"with_keys": list(keys)} if keys else None


def _written(value: Any) -> Any:
    """Options under the names that CloudWatch has for them."""
    if isinstance(value, Mapping):
        return {_name(key): _written(inner) for key, inner in value.items() if inner is not None}
    if isinstance(value, list | tuple):
        return [_written(each) for each in value]
    return value


def _name(key: str) -> str:
    return "".join(part[:1].upper() + part[1:] for part in key.split("_"))
