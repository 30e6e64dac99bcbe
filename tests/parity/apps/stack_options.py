"""What a stack may say beside its resources."""

from aws_cdk import App, CfnOutput, CfnResource, Stack

app = App()
stack = Stack(
    app,
    "Options",
    description="all of them",
    stack_name="options-stack",
    termination_protection=True,
    notification_arns=["arn:aws:sns:us-east-1:111122223333:topic"],
    analytics_reporting=False,
    suppress_template_indentation=True,
    tags={"b": "2", "a": "1"},
)
stack.add_transform("AWS::Serverless-2016-10-31")
stack.add_transform("AWS::LanguageExtensions")
stack.add_metadata("Mine", {"x": [1]})
stack.add_metadata("AWS::CloudFormation::Interface", {"ParameterGroups": []})
stack.template_options.template_format_version = "2010-09-09"
CfnResource(stack, "R", type="Custom::R")
one = Stack(app, "OneTransform")
one.template_options.transforms = ["AWS::Serverless-2016-10-31"]
one.template_options.description = "set later"
one.termination_protection = True
Stack(app, "Empty")
Stack(app, "Tagged").tags.set_tag("own", "1")
CfnOutput(one, "Ids", value=f"{stack.artifact_id} {stack.template_file} {one.stack_name}")
app.synth()
