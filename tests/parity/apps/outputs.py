"""Outputs with exports, conditions, changed values, another key; imports by hand."""

from aws_cdk import App, CfnCondition, CfnOutput, Fn, Stack
from aws_cdk import aws_sns as sns

app = App()
first = Stack(app, "First")
topic = sns.CfnTopic(first, "Topic")
east = CfnCondition(first, "East", expression=Fn.condition_equals(Fn.ref("AWS::Region"), "us-east-1"))
out = CfnOutput(first, "Out", value=topic.ref, export_name="shared-topic", description="the topic")
CfnOutput(first, "Only", value=topic.attr_topic_name, condition=east)
CfnOutput(first, "WithKey", value="x", key="Renamed")
late = CfnOutput(first, "Late", value="a")
late.value = "b"
late.description = "later"
late.export_name = Fn.join("-", ["late", first.stack_name])
second = Stack(app, "Second")
second.add_dependency(first)
CfnOutput(second, "Imported", value=out.import_value)
CfnOutput(second, "ByName", value=Fn.import_value("shared-topic"))
app.synth()
