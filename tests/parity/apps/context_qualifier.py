"""The bootstrap qualifier from the context, and context in the tree."""

from aws_cdk import App, CfnOutput, Stack

app = App(context={"@aws-cdk/core:bootstrapQualifier": "ctxqual", "word": "app", "deep": {"a": [1]}})
stack = Stack(app, "Context")
stack.node.set_context("word", "stack")
CfnOutput(stack, "Word", value=stack.node.try_get_context("word"))
CfnOutput(stack, "Deep", value=str(stack.node.try_get_context("deep")["a"][0]))
CfnOutput(stack, "None", value=str(stack.node.try_get_context("none")))
app.synth()
