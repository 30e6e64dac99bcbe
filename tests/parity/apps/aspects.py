"""Aspects: order by priority, additions while visiting, aspects of aspects."""

import jsii
from aws_cdk import App, Aspects, CfnResource, IAspect, Stack, Tags
from aws_cdk import aws_s3 as s3
from constructs import Construct, IConstruct


@jsii.implements(IAspect)
class Note:
    def __init__(self, word: str) -> None:
        self.word = word

    def visit(self, node: IConstruct) -> None:
        if isinstance(node, s3.CfnBucket):
            node.add_property_override("BucketName", f"{node.bucket_name or ''}{self.word}")
            node.bucket_name = f"{node.bucket_name or ''}{self.word}"


@jsii.implements(IAspect)
class Grow:
    def visit(self, node: IConstruct) -> None:
        if isinstance(node, Construct) and node.node.id == "Group" and not node.node.try_find_child("New"):
            s3.CfnBucket(node, "New", bucket_name="new")


@jsii.implements(IAspect)
class Encrypt:
    def visit(self, node: IConstruct) -> None:
        if CfnResource.is_cfn_resource(node):
            node.add_metadata("seen", node.node.path)


app = App(context={"@aws-cdk/core:aspectStabilization": True})
stack = Stack(app, "Aspects")
s3.CfnBucket(stack, "One", bucket_name="x")
group = Construct(stack, "Group")
s3.CfnBucket(group, "Two")
Aspects.of(stack).add(Note("c"), priority=700)
Aspects.of(stack).add(Note("a"), priority=100)
Aspects.of(group).add(Note("b"))
Aspects.of(app).add(Grow(), priority=50)
Aspects.of(stack).add(Encrypt())
Tags.of(stack).add("k", "v")
app.synth()
