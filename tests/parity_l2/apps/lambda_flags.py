from aws_cdk import App, CfnOutput, Stack
from aws_cdk import aws_iam as iam
from aws_cdk import aws_lambda as lambda_
from aws_cdk import aws_logs as logs

app = App()
CODE = lambda_.Code.from_inline("def handler(event, context):\n    return 1\n")


def function(name, scope, **options):
    given = {"code": CODE, "handler": "index.handler", "runtime": lambda_.Runtime.PYTHON_3_13, **options}
    return lambda_.Function(scope, name, **given)


recommended = Stack(app, "Recommended")
for flag in (
    "aws-lambda:recognizeLayerVersion",
    "aws-lambda:recognizeVersionProps",
    "aws-lambda:useCdkManagedLogGroup",
    "aws-iam:minimizePolicies",
    "core:enablePartitionLiterals",
):
    recommended.node.set_context(f"@aws-cdk/{flag}", True)
recommended.node.set_context("@aws-cdk/aws-lambda:createNewPoliciesWithAddToRolePolicy", False)
recommended.node.set_context("@aws-cdk/core:target-partitions", ["aws", "aws-cn"])
plain = function("Function", recommended)
plain.add_to_role_policy(iam.PolicyStatement(actions=["a:b"], resources=["*"]))
CfnOutput(recommended, "Version", value=plain.current_version.version)
CfnOutput(recommended, "Group", value=plain.log_group.log_group_name)
function("Named", recommended, function_name="named")
group = logs.LogGroup(recommended, "Logs")
function("Grouped", recommended, log_group=group)
function("Insights", recommended, insights_version=lambda_.LambdaInsightsVersion.VERSION_1_0_135_0)
function("Json", recommended, logging_format=lambda_.LoggingFormat.JSON)
lambda_.SingletonFunction(
    recommended, "One", uuid="u", code=CODE, handler="h", runtime=lambda_.Runtime.PYTHON_3_13
)
policies = Stack(app, "Policies")
policies.node.set_context("@aws-cdk/aws-lambda:createNewPoliciesWithAddToRolePolicy", True)
many = function(
    "Many",
    policies,
    tracing=lambda_.Tracing.ACTIVE,
    initial_policy=[iam.PolicyStatement(actions=["a:a"], resources=["*"])],
)
for action in ("b", "c"):
    many.add_to_role_policy(iam.PolicyStatement(actions=[f"a:{action}"], resources=["*"]))
app.synth()
