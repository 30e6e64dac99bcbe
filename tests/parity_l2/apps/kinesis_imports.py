from aws_cdk import App, Stack
from aws_cdk import aws_iam as iam
from aws_cdk import aws_kinesis as kinesis
from aws_cdk import aws_kms as kms
from aws_cdk import aws_logs as logs
from aws_cdk import aws_logs_destinations as destinations

app = App()
stack = Stack(app, "Imports", env={"account": "111122223333", "region": "us-east-1"})
stream = kinesis.Stream.from_stream_attributes(
    stack,
    "Stream",
    stream_arn="arn:aws:kinesis:us-east-1:111122223333:stream/theirs",
    encryption_key=kms.Key.from_key_arn(stack, "Key", "arn:aws:kms:us-east-1:111122223333:key/abc"),
)
user = iam.User(stack, "User")
stream.grant_read_write(user)
kinesis.StreamConsumer.from_stream_consumer_arn(
    stack, "Consumer", "arn:aws:kinesis:us-east-1:111122223333:stream/theirs/consumer/fast:1"
).grant_read(user)
logs.SubscriptionFilter(
    stack,
    "Filter",
    log_group=logs.LogGroup(stack, "Logs"),
    destination=destinations.KinesisDestination(stream),
    filter_pattern=logs.FilterPattern.all_events(),
)
other = Stack(app, "Other", env={"account": "111122223333", "region": "us-east-1"})
own = kinesis.Stream(stack, "Own")
own.grant_write(iam.Role(other, "Writer", assumed_by=iam.ServicePrincipal("ec2.amazonaws.com")))
kinesis.ResourcePolicy(
    stack,
    "Policy",
    stream=own,
    policy_document=iam.PolicyDocument(
        statements=[
            iam.PolicyStatement(
                actions=["kinesis:PutRecord"],
                principals=[iam.AccountPrincipal("222233334444")],
                resources=[own.stream_arn],
            )
        ]
    ),
)
app.synth()
