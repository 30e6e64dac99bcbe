from aws_cdk import App, CfnOutput, Stack
from aws_cdk import aws_iam as iam
from aws_cdk import aws_sagemaker_alpha as sagemaker

app = App()
stack = Stack(app, "Pipelines")
role = iam.Role(stack, "Starter", assumed_by=iam.AccountRootPrincipal())
pipelines = (
    sagemaker.Pipeline.from_pipeline_arn(
        stack, "ByArn", "arn:aws:sagemaker:eu-west-1:444455556666:pipeline/arn-pipeline"
    ),
    sagemaker.Pipeline.from_pipeline_name(stack, "ByName", "named-pipeline"),
    sagemaker.Pipeline.from_pipeline_attributes(
        stack,
        "ByArnAttribute",
        pipeline_arn="arn:aws:sagemaker:us-east-1:111122223333:pipeline/attribute-pipeline",
    ),
    sagemaker.Pipeline.from_pipeline_attributes(
        stack, "ByNameAttribute", pipeline_name="elsewhere", account="777788889999", region="us-west-2"
    ),
)
for each in pipelines:
    each.grant_start_pipeline_execution(role)
    CfnOutput(stack, f"{each.node.id}Name", value=each.pipeline_ref.pipeline_name)
    CfnOutput(stack, f"{each.node.id}PipelineArn", value=each.pipeline_arn)
app.synth()
