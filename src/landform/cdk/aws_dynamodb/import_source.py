"""Data that a new table starts with.

Source: https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-properties-dynamodb-table-importsourcespecification.html
"""

from collections.abc import Sequence
from typing import Any, Final

from landform.cdk.core.native import Native
from landform.cdk.l1.lookup import given

_DELIMITERS: Final = (",", "\t", ":", ";", "|", " ")


class InputFormat(Native):
    """How imported data is written."""

    def __init__(self) -> None:
        self._format = "ION"
        self._csv: dict[str, Any] | None = None

    @staticmethod
    def csv(*, delimiter: str | None = None, header_list: Sequence[str] | None = None) -> "InputFormat":
        """Lines with values between delimiters."""
        if delimiter is not None and delimiter not in _DELIMITERS:
            raise ValueError(
                "Delimiter must be a single character and one of the following: comma (,), tab (\\t), colon "
                f"(:), semicolon (;), pipe (|), space ( ), got '{delimiter}'"
            )
        found = _of("CSV")
        options = {"Delimiter": delimiter, "HeaderList": list(header_list) if header_list else None}
        found._csv = {name: value for name, value in options.items() if value is not None}
        return found

    @staticmethod
    def dynamo_db_json() -> "InputFormat":
        """JSON as DynamoDB exports it."""
        return _of("DYNAMODB_JSON")

    @staticmethod
    def ion() -> "InputFormat":
        """Amazon Ion."""
        return _of("ION")


def _of(name: str) -> InputFormat:
    found = InputFormat()
    found._format = name
    return found


def rendered_import(source: Any) -> dict[str, Any] | None:
    """The import as the table's resource has it."""
    specification = given("aws_dynamodb", "ImportSourceSpecification", source)
    if specification is None:
        return None
    format = specification.input_format
    return {
        "InputFormat": format._format,
        "InputFormatOptions": {"Csv": format._csv} if format._csv is not None else None,
        "InputCompressionType": specification.compression_type,
        "S3BucketSource": {
            "S3Bucket": specification.bucket.bucket_name,
            "S3BucketOwner": specification.bucket_owner,
            "S3KeyPrefix": specification.key_prefix,
        },
    }
