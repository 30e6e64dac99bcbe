"""The construct library against aws-cdk-lib, when LANDFORM_ORACLE_PYTHON names an interpreter that has it."""

import os
import tempfile
from pathlib import Path

from bench.measure import Cost, median, run

ORACLE_VARIABLE = "LANDFORM_ORACLE_PYTHON"
TURNS = 3
_SOURCE = Path(__file__).parents[1] / "src"

# Peak memory is of the Python process alone: aws-cdk-lib's Node process, the larger one, is not in it.
_MEMORY = """
import json, resource
print(json.dumps(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024))
"""

IMPORT = "import aws_cdk\naws_cdk.App, aws_cdk.Stack\n"

LAMBDA_CRON = """
from aws_cdk import App, Duration, Stack
from aws_cdk import aws_events as events, aws_iam as iam, aws_lambda as lambda_
app = App()
stack = Stack(app, "LambdaCron")
role = iam.CfnRole(stack, "Role", assume_role_policy_document={"Version": "2012-10-17", "Statement": [
    {"Effect": "Allow", "Action": "sts:AssumeRole", "Principal": {"Service": "lambda.amazonaws.com"}}]})
function = lambda_.CfnFunction(stack, "Function", role=role.attr_arn, runtime="python3.13",
    handler="index.main", timeout=Duration.minutes(5).to_seconds(),
    code=lambda_.CfnFunction.CodeProperty(zip_file="def main(event, context): print(event)"))
rule = events.CfnRule(stack, "Rule", schedule_expression="cron(0 18 ? * MON-FRI *)", state="ENABLED",
    targets=[events.CfnRule.TargetProperty(arn=function.attr_arn, id="Target0")])
lambda_.CfnPermission(stack, "Permission", action="lambda:InvokeFunction", principal="events.amazonaws.com",
    function_name=function.attr_arn, source_arn=rule.attr_arn)
app.synth()
"""

BUCKETS = """
from aws_cdk import App, RemovalPolicy, Stack
from aws_cdk import aws_s3 as s3
app = App()
stack = Stack(app, "Buckets")
for index in range(450):
    bucket = s3.CfnBucket(stack, f"Bucket{index}",
        versioning_configuration=s3.CfnBucket.VersioningConfigurationProperty(status="Enabled"))
    bucket.apply_removal_policy(RemovalPolicy.DESTROY)
app.synth()
"""

FARGATE_SERVICE = """
from aws_cdk import App, Stack
from aws_cdk import aws_ec2 as ec2, aws_ecs as ecs, aws_ecs_patterns as patterns
app = App()
stack = Stack(app, "FargateService")
cluster = ecs.Cluster(stack, "Cluster", vpc=ec2.Vpc(stack, "Vpc", max_azs=2))
served = patterns.ApplicationLoadBalancedFargateService(stack, "Service", cluster=cluster,
    desired_count=2, memory_limit_mib=1024, cpu=512,
    task_image_options=patterns.ApplicationLoadBalancedTaskImageOptions(
        image=ecs.ContainerImage.from_registry("public.ecr.aws/nginx/nginx:latest")))
served.service.auto_scale_task_count(max_capacity=10).scale_on_cpu_utilization("Cpu",
    target_utilization_percent=60)
app.synth()
"""

_CASES = (
    ("Import of aws_cdk through the shim", IMPORT, "wall <= 0.12 s"),
    ("lambda-cron as L1, whole process", LAMBDA_CRON, "wall <= 0.30 s, <= 60 MB"),
    ("450 buckets as L1, whole process", BUCKETS, "wall <= 1.2 s"),
    ("Fargate service behind a load balancer as L2, whole process", FARGATE_SERVICE, "cpu <= 0.6 s"),
)


def construct_library() -> None:
    """Print the section."""
    oracle = os.environ.get(ORACLE_VARIABLE)
    print(f"\nConstruct library (median of {TURNS})")
    for title, program, target in _CASES:
        print(f"{title}  (target {target})")
        print(f"  landform                        {_cost(_ours(program))}")
        if oracle:
            print(f"  aws-cdk-lib, validation off     {_cost(_oracles(oracle, program, 'false'))}")
            print(f"  aws-cdk-lib, validation on      {_cost(_oracles(oracle, program, 'true'))}")
    if not oracle:
        print(f"  aws-cdk-lib is measured too when {ORACLE_VARIABLE} names a Python that has it")


def _ours(program: str) -> Cost:
    path = os.pathsep.join((str(_SOURCE / "landform" / "cdk" / "shim"), str(_SOURCE)))
    return _median(program, {"PYTHONPATH": path})


def _oracles(python: str, program: str, validation: str) -> Cost:
    return _median(program, {"CDK_VALIDATION": validation}, python)


def _median(program: str, environment: dict[str, str], python: str | None = None) -> Cost:
    costs = []
    for _ in range(TURNS):
        with tempfile.TemporaryDirectory() as folder:
            given = {**environment, "CDK_OUTDIR": folder}
            chosen = {"python": python} if python else {}
            costs.append(run(program + _MEMORY, environment=given, **chosen))
    return median(costs)


def _cost(cost: Cost) -> str:
    return (
        f"cpu {cost.cpu_seconds:.2f} s  wall {cost.wall_seconds:.2f} s  python's memory {cost.result:.0f} MB"
    )


if __name__ == "__main__":
    construct_library()
