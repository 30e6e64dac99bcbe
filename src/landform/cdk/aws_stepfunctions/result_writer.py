"""Where a distributed Map state leaves its results.

Source: https://docs.aws.amazon.com/step-functions/latest/dg/input-output-resultwriter.html
"""

from typing import Any, Final

from landform.cdk.aws_iam.policy_statement import PolicyStatement
from landform.cdk.aws_stepfunctions.enums import OutputType, QueryLanguage, Transformation
from landform.cdk.aws_stepfunctions.item_reader import arn_of, in_language, wrong_bucket
from landform.cdk.aws_stepfunctions.rendering import present
from landform.cdk.core.aws import Aws
from landform.cdk.core.native import Native

_ACTIONS: Final = (
    *("s3:PutObject", "s3:GetObject", "s3:ListMultipartUploadParts", "s3:AbortMultipartUpload"),
)


class WriterConfig(Native):
    """The form of the results."""

    def __init__(self, *, output_type: OutputType, transformation: Transformation) -> None:
        self.output_type = output_type
        self.transformation = transformation


class ResultWriter(Native):
    """A bucket that the results are written to."""

    def __init__(self, *, bucket: Any, prefix: str | None = None) -> None:
        self.bucket = bucket
        self.prefix = prefix

    def render(self, query_language: QueryLanguage | None = None) -> Any:
        """The writer as the Amazon States Language writes it."""
        return _destination(self.bucket.bucket_name, self.prefix, query_language)

    def provide_policy_statements(self) -> list[PolicyStatement]:
        """What the state machine has to be allowed."""
        return [_may_write(self.bucket)]


class ResultWriterV2(Native):
    """A bucket that the results are written to, and their form."""

    def __init__(
        self,
        *,
        bucket: Any = None,
        bucket_name_path: str | None = None,
        prefix: str | None = None,
        writer_config: WriterConfig | None = None,
    ) -> None:
        self.bucket = bucket
        self.bucket_name_path = bucket_name_path
        self.prefix = prefix
        self.writer_config = writer_config

    def render(self, query_language: QueryLanguage | None = None) -> Any:
        """The writer as the Amazon States Language writes it."""
        name = self.bucket.bucket_name if self.bucket is not None else self.bucket_name_path
        found = _destination(name, self.prefix, query_language) if name is not None else {}
        config = self.writer_config
        if config is not None:
            form = {"OutputType": config.output_type, "Transformation": config.transformation}
            found["WriterConfig"] = present(form)
        return found

    def provide_policy_statements(self) -> list[PolicyStatement]:
        """What the state machine has to be allowed."""
        is_named = self.bucket is not None or self.bucket_name_path is not None
        return [_may_write(self.bucket)] if is_named else []

    def validate_result_writer(self) -> list[str]:
        """What is wrong with it."""
        return wrong_bucket(self.bucket, self.bucket_name_path, is_needed=False)


def _destination(bucket: str, prefix: str | None, language: QueryLanguage | None) -> dict[str, Any]:
    parameters = in_language({"Bucket": bucket, "Prefix": prefix}, language)
    return {"Resource": f"arn:{Aws.PARTITION}:states:::s3:putObject", **parameters}


def _may_write(bucket: Any) -> PolicyStatement:
    return PolicyStatement(actions=list(_ACTIONS), resources=[arn_of(bucket, "/*")])
