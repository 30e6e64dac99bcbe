from aws_cdk import App, CfnOutput, RemovalPolicy, Stack, Tags
from aws_cdk import aws_iam as iam
from aws_cdk import aws_lambda as lambda_
from aws_cdk import aws_logs as logs

app = App()
stack = Stack(app, "Plain")
first = logs.LogRetention(stack, "First", log_group_name="/aws/first", retention=logs.RetentionDays.ONE_DAY)
logs.LogRetention(
    stack,
    "Second",
    log_group_name="/aws/second",
    retention=logs.RetentionDays.INFINITE,
    log_group_region="us-west-2",
    removal_policy=RemovalPolicy.DESTROY,
    log_retention_retry_options=logs.LogRetentionRetryOptions(max_retries=3),
)
logs.LogRetention(
    stack,
    "Kept",
    log_group_name="/aws/kept",
    retention=logs.RetentionDays.TEN_YEARS,
    removal_policy=RemovalPolicy.RETAIN,
)
Tags.of(stack).add("team", "a")
with_role = Stack(app, "WithRole")
role = iam.Role(with_role, "Role", assumed_by=iam.ServicePrincipal("lambda.amazonaws.com"))
logs.LogRetention(
    with_role, "First", log_group_name="/aws/first", retention=logs.RetentionDays.ONE_DAY, role=role
)
functions = Stack(app, "Functions")


def function(name, **options):
    return lambda_.Function(
        functions,
        name,
        code=lambda_.Code.from_inline("def handler(event, context):\n    return 1\n"),
        handler="index.handler",
        runtime=lambda_.Runtime.PYTHON_3_13,
        **options,
    )


retained = function(
    "Retained",
    log_retention=logs.RetentionDays.ONE_WEEK,
    log_removal_policy=RemovalPolicy.DESTROY,
    log_retention_retry_options=lambda_.LogRetentionRetryOptions(max_retries=2),
)
CfnOutput(functions, "Group", value=retained.log_group.log_group_arn)
endless = function("Endless")
CfnOutput(functions, "EndlessGroup", value=endless.log_group.log_group_name)
CfnOutput(stack, "Arn", value=first.log_group_arn)
app.synth()
