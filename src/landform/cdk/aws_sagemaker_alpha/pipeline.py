"""SageMaker pipelines that exist already, to be started by others.

Source: https://docs.aws.amazon.com/sagemaker/latest/dg/pipelines.html
"""

from typing import Any, Final

from landform.cdk.aws_iam.grant import Grant
from landform.cdk.aws_sagemaker_alpha.model import resource_name_of
from landform.cdk.core.native import Native
from landform.cdk.core.resource import Resource

RESOURCE: Final = "pipeline"


class _PipelineBase(Native, Resource):
    """What can be done with a pipeline."""

    pipeline_arn: str
    pipeline_name: str

    def grant_start_pipeline_execution(self, grantee: Any) -> Grant:
        """Let a principal start the pipeline."""
        return Grant.add_to_principal(
            grantee=grantee,
            actions=["sagemaker:StartPipelineExecution"],
            resource_arns=[self.pipeline_arn],
        )


class Pipeline(_PipelineBase):
    """A pipeline that exists already: the API makes none, so apps only refer to one."""

    def __init__(self, scope: Any, id: str, *, pipeline_name: str | None = None) -> None:
        del scope, id, pipeline_name
        raise ValueError(
            "Pipeline construct cannot be instantiated directly. Use Pipeline.from_pipeline_arn() or "
            "Pipeline.from_pipeline_name() for a pipeline that exists, and aws_sagemaker.CfnPipeline to make "
            "one."
        )

    @staticmethod
    def from_pipeline_arn(scope: Any, id: str, pipeline_arn: str) -> "ImportedPipeline":
        """A pipeline by its ARN."""
        return Pipeline.from_pipeline_attributes(scope, id, pipeline_arn=pipeline_arn)

    @staticmethod
    def from_pipeline_name(scope: Any, id: str, pipeline_name: str) -> "ImportedPipeline":
        """A pipeline of the account and region of the stack."""
        return Pipeline.from_pipeline_attributes(scope, id, pipeline_name=pipeline_name)

    @staticmethod
    def from_pipeline_attributes(
        scope: Any,
        id: str,
        *,
        account: str | None = None,
        pipeline_arn: str | None = None,
        pipeline_name: str | None = None,
        region: str | None = None,
    ) -> "ImportedPipeline":
        """A pipeline by its ARN, or by its name and where it is; raises ValueError without both."""
        from landform.cdk.core.stack import Stack

        if not pipeline_arn and not pipeline_name:
            raise ValueError("Either pipelineArn or pipelineName must be provided")
        arn = pipeline_arn or Stack.of(scope).format_arn(
            service="sagemaker",
            resource=RESOURCE,
            resource_name=pipeline_name,
            account=account,
            region=region,
        )
        return ImportedPipeline(scope, id, arn, account=account, region=region)


class ImportedPipeline(_PipelineBase):
    """A pipeline that exists already."""

    def __init__(
        self, scope: Any, id: str, arn: str, *, account: str | None = None, region: str | None = None
    ) -> None:
        super().__init__(scope, id, account=account, region=region)
        self.pipeline_arn = arn
        self.pipeline_name = resource_name_of(self, arn)
