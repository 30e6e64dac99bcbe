"""Tasks of Athena.

Source: https://docs.aws.amazon.com/step-functions/latest/dg/connect-athena.html
"""

from collections.abc import Sequence
from enum import Enum
from typing import Any, Final

from landform.cdk.aws_iam.policy_statement import PolicyStatement
from landform.cdk.aws_stepfunctions_tasks.service_task import REQUEST, RUN_JOB, ServiceTask, allow, s3_place
from landform.cdk.core.aws import Aws
from landform.cdk.core.quantities import Duration
from landform.cdk.l1.lookup import given

_GLUE: Final = (
    *("BatchCreatePartition", "BatchDeletePartition", "BatchDeleteTable", "BatchGetPartition"),
    *("CreateDatabase", "CreatePartition", "CreateTable", "DeleteDatabase", "DeletePartition", "DeleteTable"),
    *("GetDatabase", "GetDatabases", "GetPartition", "GetPartitions", "GetTable", "GetTables"),
    *("UpdateDatabase", "UpdatePartition", "UpdateTable"),
)


class EncryptionOption(Enum):
    """How results are encrypted."""

    S3_MANAGED = "SSE_S3"
    KMS = "SSE_KMS"
    CLIENT_SIDE_KMS = "CSE_KMS"


class AthenaGetQueryExecution(ServiceTask):
    """Asks how a query is doing."""

    _action = "athena:getQueryExecution"
    _names = ("query_execution_id",)

    def _allowed(self) -> Sequence[PolicyStatement]:
        return [allow("athena:getQueryExecution", "*")]


class AthenaGetQueryResults(ServiceTask):
    """Takes the results of a query."""

    _action = "athena:getQueryResults"
    _names = ("query_execution_id", "next_token", "max_results")

    def _allowed(self) -> Sequence[PolicyStatement]:
        return [allow("athena:getQueryResults", "*"), allow("s3:GetObject", "*")]


class AthenaStopQueryExecution(ServiceTask):
    """Stops a query."""

    _action = "athena:stopQueryExecution"
    _names = ("query_execution_id",)

    def _allowed(self) -> Sequence[PolicyStatement]:
        return [allow("athena:stopQueryExecution", "*")]


class AthenaStartQueryExecution(ServiceTask):
    """Starts a query."""

    _action = "athena:startQueryExecution"
    _patterns = (REQUEST, RUN_JOB)

    def __init__(self, scope: Any, id: str, **props: Any) -> None:
        super().__init__(scope, id, **props)
        _check_age(self._props.result_reuse_configuration_max_age)

    def _context(self) -> Any:
        return given("aws_stepfunctions_tasks", "QueryExecutionContext", self._props.query_execution_context)

    def _result_configuration(self) -> Any:
        return given("aws_stepfunctions_tasks", "ResultConfiguration", self._props.result_configuration)

    def _parameters(self, is_jsonata: bool) -> dict[str, Any]:
        props, context = self._props, self._context()
        is_named = context is not None and (context.catalog_name or context.database_name)
        named = {"Catalog": context.catalog_name, "Database": context.database_name} if is_named else None
        age = props.result_reuse_configuration_max_age
        return {
            "QueryString": props.query_string,
            "ClientRequestToken": props.client_request_token,
            "QueryExecutionContext": named,
            "ResultConfiguration": self._results(),
            "WorkGroup": props.work_group,
            "ExecutionParameters": props.execution_parameters,
            "ResultReuseConfiguration": _reuse(age) if age is not None else None,
        }

    def _results(self) -> dict[str, Any]:
        found = self._result_configuration()
        encryption = found.encryption_configuration if found is not None else None
        encryption = given("aws_stepfunctions_tasks", "EncryptionConfiguration", encryption)
        rendered: dict[str, Any] = {}
        if encryption is not None:
            rendered["EncryptionConfiguration"] = {
                "EncryptionOption": encryption.encryption_option,
                "KmsKey": encryption.encryption_key,
            }
        if found is not None and found.output_location is not None:
            location = s3_place(found.output_location)
            rendered["OutputLocation"] = f"s3://{location.bucket_name}/{location.object_key}/"
        return rendered

    def _allowed(self) -> Sequence[PolicyStatement]:
        props, context, results = self._props, self._context(), self._result_configuration()
        catalog = (context and context.catalog_name) or "AwsDataCatalog"
        database = (context and context.database_name) or "default"
        place = s3_place(results.output_location) if results is not None else None
        output = f"arn:{Aws.PARTITION}:s3:::{place.bucket_name}/{place.object_key}/*" if place else "*"
        return [
            allow(
                ["athena:getDataCatalog", "athena:startQueryExecution", "athena:getQueryExecution"],
                [
                    self._arn("athena", "datacatalog", catalog),
                    self._arn("athena", "workgroup", props.work_group or "primary"),
                ],
            ),
            allow(["s3:CreateBucket", "s3:ListBucket", "s3:GetBucketLocation", "s3:GetObject"], "*"),
            allow(
                [
                    *("s3:AbortMultipartUpload", "s3:ListBucketMultipartUploads"),
                    *("s3:ListMultipartUploadParts", "s3:PutObject"),
                ],
                output,
            ),
            allow("lakeformation:GetDataAccess", "*"),
            allow(
                [f"glue:{each}" for each in _GLUE],
                [
                    self._arn("glue", "catalog"),
                    self._arn("glue", "database", database),
                    self._arn("glue", "table", f"{database}/*"),
                    self._arn("glue", "userDefinedFunction", f"{database}/*"),
                ],
            ),
        ]


def _reuse(age: Duration) -> dict[str, Any]:
    minutes = age.to_minutes()
    rendered = {"Enabled": True, "MaxAgeInMinutes": minutes}
    return {"ResultReuseByAgeConfiguration": rendered if minutes else {"Enabled": False}}


def _check_age(age: Duration | None) -> None:
    seconds = age.to_milliseconds() / 1000 if age is not None else 0
    if seconds and not 60 <= seconds <= 7 * 24 * 3600:
        raise ValueError(
            "result_reuse_configuration_max_age must be 0, or at least 1 minute and at most 7 days; "
            f"got {seconds:g} seconds"
        )
