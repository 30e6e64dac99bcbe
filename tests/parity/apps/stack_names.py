"""Generated stack names: deep, long, hidden, special."""

from aws_cdk import App, CfnOutput, Stack
from constructs import Construct

app = App()
info = Stack(app, "Info")


def show(name: str, stack: Stack) -> None:
    CfnOutput(info, f"Of{name}", value=f"{stack.stack_name} {stack.artifact_id} {stack.template_file}")


show("Inner", Stack(Construct(app, "Group"), "Inner"))
show("Default", Stack(Construct(app, "WithDefault"), "Default"))
show("Resource", Stack(Construct(app, "WithResource"), "Resource"))
show("Dashes", Stack(app, "With-Dashes"))
show("Deep", Stack(Construct(Construct(app, "Dash-Ed"), "Twice"), "MyTwice"))
show("InStack", Stack(Stack(app, "Outer"), "Within"))
show("Long", Stack(Construct(app, "L" * 100), "M" * 60))
show("LongNamed", Stack(app, "N" * 150, stack_name="short"))
app.synth()
