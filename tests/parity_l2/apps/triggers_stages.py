from aws_cdk import App, Stack, triggers
from aws_cdk import aws_lambda as lambda_
from aws_cdk import aws_sns as sns

app = App()
stack = Stack(app, "Outer")
inner = Stack(stack, "Inner")
topic = sns.Topic(stack, "Topic")
for scope in (stack, inner):
    function = lambda_.Function(
        scope,
        "Function",
        runtime=lambda_.Runtime.PYTHON_3_12,
        handler="index.handler",
        code=lambda_.Code.from_inline("def handler(event, context): pass"),
        current_version_options=lambda_.VersionOptions(description="Called"),
    )
    trigger = triggers.Trigger(scope, "Trigger", handler=function)
    trigger.execute_before(sns.Topic(scope, "After"))
function.add_environment("LATE", "yes")
trigger.execute_after(topic)
other = Stack(app, "Other")
triggers.Trigger(other, "Trigger", handler=function, execute_after=[stack])
app.synth()
