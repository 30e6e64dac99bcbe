"""Reports of builds.

Source: https://docs.aws.amazon.com/codebuild/latest/userguide/test-report-group.html
"""

from typing import Any

from landform.cdk.aws_codebuild.enums import ReportGroupType
from landform.cdk.aws_iam.grant import Grant
from landform.cdk.core.enums import RemovalPolicy
from landform.cdk.core.fn import Fn
from landform.cdk.core.native import Native
from landform.cdk.core.resource import Resource
from landform.cdk.core.stack import Stack
from landform.cdk.l1.lookup import cfn_class


class ReportGroupBase(Native, Resource):
    """What report groups of the app and imported ones share."""

    report_group_arn: str
    report_group_name: str
    _export_bucket: Any = None
    _type: ReportGroupType | None = None

    def grant_write(self, identity: Any) -> Grant:
        """Let a principal write reports."""
        kind = (
            "codebuild:BatchPutCodeCoverages"
            if self._type is ReportGroupType.CODE_COVERAGE
            else "codebuild:BatchPutTestCases"
        )
        found = Grant.add_to_principal(
            grantee=identity,
            actions=["codebuild:CreateReport", "codebuild:UpdateReport", kind],
            resource_arns=[self.report_group_arn],
        )
        if self._export_bucket is not None:
            self._export_bucket.grant_write(identity)
        return found


class ReportGroup(ReportGroupBase):
    """A group of reports."""

    def __init__(
        self,
        scope: Any,
        id: str,
        *,
        delete_reports: bool | None = None,
        export_bucket: Any = None,
        removal_policy: RemovalPolicy | None = None,
        report_group_name: str | None = None,
        type: ReportGroupType | None = None,
        zip_export: bool | None = None,
    ) -> None:
        super().__init__(scope, id, physical_name=report_group_name)
        self._type = type or ReportGroupType.TEST
        self._export_bucket = export_bucket
        if delete_reports and removal_policy is not RemovalPolicy.DESTROY:
            raise ValueError(
                "Cannot use 'deleteReports' property on a report group without setting removal policy to "
                "'DESTROY'."
            )
        is_exported = export_bucket is not None
        key = export_bucket.encryption_key if is_exported else None
        destination = {
            "bucket": export_bucket.bucket_name if is_exported else None,
            "encryption_disabled": False if key is not None else None,
            "encryption_key": key.key_arn if key is not None else None,
            "packaging": "ZIP" if zip_export else None,
        }
        resource = cfn_class("aws_codebuild", "CfnReportGroup")(
            self,
            "Resource",
            type=self._type.value,
            export_config={
                "export_config_type": "S3" if is_exported else "NO_EXPORT",
                "s3_destination": destination if is_exported else None,
            },
            name=report_group_name,
            delete_reports=delete_reports,
        )
        resource.apply_removal_policy(removal_policy or RemovalPolicy.RETAIN)
        self.report_group_arn = self._get_resource_arn_attribute(
            resource.attr_arn,
            {"service": "codebuild", "resource": "report-group", "resource_name": self.physical_name},
        )
        # The reference is the ARN.
        self.report_group_name = self._get_resource_name_attribute(Fn.select(1, Fn.split("/", resource.ref)))

    @staticmethod
    def from_report_group_name(scope: Any, id: str, report_group_name: str) -> "ImportedReportGroup":
        """A group that exists already."""
        return ImportedReportGroup(scope, id, report_group_name)


class ImportedReportGroup(ReportGroupBase):
    """A group that exists already."""

    def __init__(self, scope: Any, id: str, name: str) -> None:
        super().__init__(scope, id)
        self.report_group_name = name
        self.report_group_arn = report_group_arn(self, name)


def report_group_arn(scope: Any, name: str) -> str:
    """The ARN of a group by its name."""
    return Stack.of(scope).format_arn(service="codebuild", resource="report-group", resource_name=name)
