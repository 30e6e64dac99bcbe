from aws_cdk import App, CfnOutput, Stack
from aws_cdk import aws_iam as iam
from aws_cdk import aws_kms as kms
from aws_cdk import aws_sns as sns
from aws_cdk import aws_sns_subscriptions as subs
from aws_cdk import aws_sqs as sqs

app = App()
stack = Stack(app, "Plain", env={"account": "111122223333", "region": "us-east-1"})
for flag in (
    "aws-iam:minimizePolicies",
    "aws-iam:importedRoleStackSafeDefaultPolicyName",
    "aws-kms:aliasNameRef",
    "aws-kms:applyImportedAliasPermissionsToPrincipal",
    "aws-sns-subscriptions:restrictSqsDescryption",
    "core:enablePartitionLiterals",
):
    stack.node.set_context(f"@aws-cdk/{flag}", True)
role = iam.Role.from_role_arn(stack, "Imported", "arn:aws:iam::111122223333:role/Named")
queue = sqs.Queue(stack, "Queue", encryption=sqs.QueueEncryption.KMS)
queue.grant_consume_messages(role)
queue.grant_send_messages(role)
foreign = iam.Role.from_role_arn(stack, "Foreign", "arn:aws:iam::999999999999:role/Named")
queue.grant_consume_messages(foreign)
key = kms.Key(stack, "Key", alias="k")
alias = kms.Alias(stack, "Alias", alias_name="alias/a", target_key=key)
CfnOutput(stack, "AliasName", value=alias.alias_name)
kms.Alias.from_alias_name(stack, "Known", "alias/known").grant_decrypt(role)
topic = sns.Topic(stack, "Topic")
topic.add_subscription(subs.SqsSubscription(queue))
iam.Role(stack, "OptIn", assumed_by=iam.ServicePrincipal("logs.amazonaws.com", region="me-south-1"))
doc = iam.PolicyDocument(
    assign_sids=True,
    statements=[
        iam.PolicyStatement(actions=["a:b"], resources=["x"]),
        iam.PolicyStatement(actions=["a:c"], resources=["y"], sid="q"),
        iam.PolicyStatement(actions=["a:d"], resources=["z"]),
    ],
)
iam.ManagedPolicy(stack, "Managed", document=doc)
app.synth()
