"""Removal policies on resources, all options of a resource beside its properties."""

from aws_cdk import App, CfnDeletionPolicy, CfnResource, RemovalPolicy, Stack
from aws_cdk import aws_dynamodb as dynamodb
from aws_cdk import aws_rds as rds

app = App()
stack = Stack(app, "Removal")
for policy in (RemovalPolicy.DESTROY, RemovalPolicy.RETAIN, RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE):
    CfnResource(stack, policy.name.title().replace("_", ""), type="Custom::R").apply_removal_policy(policy)
rds.CfnDBInstance(stack, "Snapshot", db_instance_class="db.t3.micro").apply_removal_policy(
    RemovalPolicy.SNAPSHOT
)
CfnResource(stack, "NotReplace", type="Custom::R").apply_removal_policy(
    RemovalPolicy.DESTROY, apply_to_update_replace_policy=False
)
CfnResource(stack, "ByDefault", type="Custom::R").apply_removal_policy(None, default=RemovalPolicy.DESTROY)
CfnResource(stack, "Nothing", type="Custom::R").apply_removal_policy()
table = dynamodb.CfnTable(
    stack, "Table", key_schema=[dynamodb.CfnTable.KeySchemaProperty(attribute_name="id", key_type="HASH")]
)
table.cfn_options.deletion_policy = CfnDeletionPolicy.RETAIN_EXCEPT_ON_CREATE
table.cfn_options.description = "a table"
table.cfn_options.version = "1.0"
table.cfn_options.metadata = {"own": {"list": [1, "2"]}}
table.add_metadata("more", "x")
app.synth()
