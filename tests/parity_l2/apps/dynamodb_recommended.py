from aws_cdk import App, Stack
from aws_cdk import aws_dynamodb as dynamodb
from aws_cdk import aws_iam as iam
from aws_cdk import aws_lambda as lambda_
from aws_cdk import aws_s3 as s3

FLAGS = [
    "aws-dynamodb:resourcePolicyPerReplica",
    "aws-dynamodb:retainTableReplica",
    "aws-iam:minimizePolicies",
    "core:enablePartitionLiterals",
    "core:aspectPrioritiesMutating",
    "core:explicitStackTags",
    "aws-lambda:recognizeLayerVersion",
]
app = App(context={f"@aws-cdk/{flag}": True for flag in FLAGS})
stack = Stack(app, "Recommended", env={"account": "111122223333", "region": "us-east-1"})
key = dynamodb.Attribute(name="id", type=dynamodb.AttributeType.STRING)
bucket = s3.Bucket(stack, "Bucket")
table = dynamodb.Table(
    stack,
    "Table",
    partition_key=key,
    encryption=dynamodb.TableEncryption.CUSTOMER_MANAGED,
    import_source=dynamodb.ImportSourceSpecification(
        bucket=bucket,
        input_format=dynamodb.InputFormat.csv(delimiter="|", header_list=["id", "title"]),
        key_prefix="data/",
    ),
)
function = lambda_.Function(
    stack,
    "Function",
    runtime=lambda_.Runtime.PYTHON_3_12,
    handler="index.handler",
    code=lambda_.Code.from_inline("def handler(event, context): pass"),
)
table.grant_read_data(function)
table.grant_write_data(function)
shared = dynamodb.TableV2(
    stack, "Shared", partition_key=key, replicas=[dynamodb.ReplicaTableProps(region="eu-west-1")]
)
shared.add_to_resource_policy(
    iam.PolicyStatement(
        actions=["dynamodb:GetItem"], principals=[iam.AccountPrincipal("222233334444")], resources=["*"]
    )
)
shared.grant_read_write_data(function)
shared.grant_read_data(function)
app.synth()
