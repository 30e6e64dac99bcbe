"""Where a distributed Map state finds its items.

Source: https://docs.aws.amazon.com/step-functions/latest/dg/input-output-itemreader.html
"""

from collections.abc import Sequence
from typing import Any

from landform.cdk.aws_iam.policy_statement import PolicyStatement
from landform.cdk.aws_stepfunctions.enums import CsvDelimiter, CsvHeaderLocation, QueryLanguage
from landform.cdk.aws_stepfunctions.rendering import present, render_object
from landform.cdk.core.aws import Aws
from landform.cdk.core.native import Native


class CsvHeaders(Native):
    """The names of a table's columns."""

    def __init__(self, header_location: CsvHeaderLocation, headers: Sequence[str] | None = None) -> None:
        self.header_location = header_location
        self.headers = list(headers) if headers is not None else None

    @staticmethod
    def use(headers: Sequence[str]) -> "CsvHeaders":
        """These."""
        return CsvHeaders(CsvHeaderLocation.GIVEN, headers)

    @staticmethod
    def use_first_row() -> "CsvHeaders":
        """Those of the first row."""
        return CsvHeaders(CsvHeaderLocation.FIRST_ROW)


class S3Items(Native):
    """Items in a bucket, given as one or by the path where its name stands."""

    _action: str
    _input_type: str | None = None

    def __init__(
        self,
        *,
        bucket: Any = None,
        bucket_name_path: str | None = None,
        max_items: float | None = None,
        **parameters: Any,
    ) -> None:
        self._bucket = bucket
        self.bucket_name_path = bucket_name_path
        self.max_items = max_items
        self.resource = f"arn:{Aws.PARTITION}:states:::s3:{self._action}"
        self._parameters = parameters

    @property
    def bucket(self) -> Any:
        """The bucket, where it was given as one."""
        if self._bucket is None:
            raise ValueError("The bucket is known by bucket_name_path only")
        return self._bucket

    def render(self, query_language: QueryLanguage | None = None) -> Any:
        """The reader as the Amazon States Language writes it."""
        bucket = self._bucket.bucket_name if self._bucket is not None else self.bucket_name_path
        return {
            "Resource": self.resource,
            **present({"ReaderConfig": present(self._config()) or None}),
            **in_language({"Bucket": bucket, **self._parameters}, query_language),
        }

    def validate_item_reader(self) -> list[str]:
        """What is wrong with it."""
        return wrong_bucket(self._bucket, self.bucket_name_path, is_needed=True)

    def _config(self) -> dict[str, Any]:
        return {"InputType": self._input_type, "MaxItems": self.max_items or None}


class S3ObjectsItemReader(S3Items):
    """The objects of a bucket."""

    _action = "listObjectsV2"

    def __init__(
        self,
        *,
        bucket: Any = None,
        bucket_name_path: str | None = None,
        max_items: float | None = None,
        prefix: str | None = None,
    ) -> None:
        super().__init__(bucket=bucket, bucket_name_path=bucket_name_path, max_items=max_items, Prefix=prefix)
        self.prefix = prefix

    def provide_policy_statements(self) -> list[PolicyStatement]:
        """What the state machine has to be allowed."""
        return [PolicyStatement(actions=["s3:ListBucket"], resources=[self._list_arn()])]

    def _list_arn(self) -> str:
        return str(self._bucket.bucket_arn) if self._bucket is not None else "*"


class _S3FileItemReader(S3Items):
    """The items in one object."""

    _action = "getObject"

    def __init__(
        self,
        *,
        key: str,
        bucket: Any = None,
        bucket_name_path: str | None = None,
        max_items: float | None = None,
    ) -> None:
        super().__init__(bucket=bucket, bucket_name_path=bucket_name_path, max_items=max_items, Key=key)
        self.key = key

    def provide_policy_statements(self) -> list[PolicyStatement]:
        """What the state machine has to be allowed."""
        if self._bucket is None:
            return []  # nothing is allowed where the bucket is known at run time only
        return [PolicyStatement(actions=["s3:GetObject"], resources=[arn_of(self._bucket, "/*")])]


class S3JsonItemReader(_S3FileItemReader):
    """The items of a list in JSON."""

    _input_type = "JSON"


class S3JsonLItemReader(_S3FileItemReader):
    """The lines of a file, each in JSON."""

    _input_type = "JSONL"


class S3ManifestItemReader(_S3FileItemReader):
    """The objects of an inventory."""

    _input_type = "MANIFEST"


class S3CsvItemReader(_S3FileItemReader):
    """The rows of a table."""

    _input_type = "CSV"

    def __init__(
        self,
        *,
        key: str,
        bucket: Any = None,
        bucket_name_path: str | None = None,
        csv_delimiter: CsvDelimiter | None = None,
        csv_headers: CsvHeaders | None = None,
        max_items: float | None = None,
    ) -> None:
        super().__init__(bucket=bucket, bucket_name_path=bucket_name_path, max_items=max_items, key=key)
        self.csv_delimiter = csv_delimiter
        self.csv_headers = csv_headers or CsvHeaders.use_first_row()

    def _config(self) -> dict[str, Any]:
        return {
            **super()._config(),
            "CSVDelimiter": self.csv_delimiter,
            "CSVHeaderLocation": self.csv_headers.header_location,
            "CSVHeaders": self.csv_headers.headers,
        }


def in_language(parameters: dict[str, Any], language: QueryLanguage | None) -> dict[str, Any]:
    """Parameters by the name that the language has for them."""
    if language is QueryLanguage.JSONATA:
        return {"Arguments": present(parameters)}
    return {"Parameters": render_object(parameters)}


def arn_of(bucket: Any, suffix: str) -> str:
    """The ARN of a bucket, or of what is in it; all where it is known at run time only."""
    return f"arn:{Aws.PARTITION}:s3:::{bucket.bucket_name}{suffix}" if bucket is not None else "*"


def wrong_bucket(bucket: Any, path: str | None, *, is_needed: bool) -> list[str]:
    """What is wrong with the two ways to name a bucket."""
    if bucket is not None and path is not None:
        return ["Provide either `bucket` or `bucket_name_path`, but not both"]
    is_missing = is_needed and bucket is None and path is None
    return ["Provide either `bucket` or `bucket_name_path`"] if is_missing else []
