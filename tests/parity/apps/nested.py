"""Nested stacks: references both ways, siblings, two levels, options."""

from aws_cdk import App, CfnOutput, CfnParameter, Duration, Fn, NestedStack, RemovalPolicy, Stack, Tags
from aws_cdk import aws_ec2 as ec2
from aws_cdk import aws_sns as sns
from aws_cdk import aws_sqs as sqs
from constructs import Construct


class Part(NestedStack):
    def __init__(self, scope: Construct, id: str, **options: object) -> None:
        super().__init__(scope, id, **options)
        self.queue = sqs.CfnQueue(self, "Queue")


app = App()
stack = Stack(app, "Parent")
topic = sns.CfnTopic(stack, "Topic")
one = Part(stack, "One", description="first", timeout=Duration.minutes(5))
two = Part(
    stack,
    "Two",
    parameters={"Given": "value", "Topic": topic.ref},
    notification_arns=["arn:aws:sns:us-east-1:111122223333:t"],
    removal_policy=RemovalPolicy.RETAIN,
)
CfnOutput(two, "GivenOut", value=CfnParameter(two, "Given").value_as_string)
CfnParameter(two, "Topic")
two.set_parameter("More", "x")
CfnParameter(two, "More")
sqs.CfnQueue(one, "Uses", queue_name=topic.attr_topic_name)
sqs.CfnQueue(two, "UsesSibling", queue_name=f"{one.queue.attr_queue_name}-x")
deep = Part(one, "Deep")
sqs.CfnQueue(deep, "UsesTop", queue_name=topic.attr_topic_name)
sqs.CfnQueue(two, "UsesDeep", queue_name=deep.queue.attr_queue_name)
CfnOutput(stack, "FromDeep", value=deep.queue.attr_arn)
CfnOutput(stack, "FromOne", value=one.queue.ref)
CfnOutput(stack, "Ids", value=f"{one.stack_id} {one.stack_name} {two.stack_name}")
CfnOutput(one, "OwnName", value=one.stack_name)
CfnOutput(one, "OwnId", value=one.stack_id)
Tags.of(one).add("part", "one")
other = Stack(app, "Consumer")
CfnOutput(other, "Across", value=two.queue.attr_arn)
inner = Part(other, "Inner")
sqs.CfnQueue(inner, "UsesOther", queue_name=topic.attr_topic_name)
inside = ec2.CfnVPC(one, "Inside", cidr_block="10.1.0.0/16")
CfnOutput(stack, "InsideBlocks", value=Fn.join(",", inside.attr_cidr_block_associations))
after = sqs.CfnQueue(stack, "After")
after.node.add_dependency(two)
topic.add_dependency(one.queue)
app.synth()
