"""Stages: names, environments, references within them, stages in stages."""

from aws_cdk import App, CfnOutput, Environment, Stack, Stage
from aws_cdk import aws_sns as sns
from constructs import Construct


class Service(Stage):
    def __init__(self, scope: Construct, id: str, **options: object) -> None:
        super().__init__(scope, id, **options)
        base = Stack(self, "Base")
        topic = sns.CfnTopic(base, "Topic")
        use = Stack(self, "Use")
        CfnOutput(use, "Out", value=topic.ref)
        Stack(self, "Named", stack_name="chosen")
        Stack(Construct(self, "Group"), "Inner")


app = App()
Service(app, "Beta")
prod = Service(app, "Prod", env=Environment(account="111122223333", region="eu-west-1"))
named = Service(app, "Third", stage_name="third-name")
inner = Stage(prod, "Deep")
Stack(inner, "Bottom", env=Environment(region="us-west-2"))
Stack(app, "Top")
CfnOutput(Stack(app, "Infos"), "Out", value=f"{prod.artifact_id} {named.stage_name} {inner.stage_name}")
app.synth()
