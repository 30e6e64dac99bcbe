"""Parameters of every kind, used as string, list, number and in other elements."""

from aws_cdk import App, CfnOutput, CfnParameter, Fn, Stack
from aws_cdk import aws_sqs as sqs

app = App()
stack = Stack(app, "Parameters")
name = CfnParameter(stack, "Name", allowed_pattern="[a-z]+", constraint_description="letters", default="q")
size = CfnParameter(stack, "Size", type="Number", default=1024, min_value=1, max_value=262144)
zones = CfnParameter(stack, "Zones", type="CommaDelimitedList", default="a,b", description="some")
CfnParameter(stack, "Secret", no_echo=True, min_length=8, max_length=32)
CfnParameter(stack, "Shown", no_echo=False, allowed_values=["yes", "no"])
subnets = CfnParameter(stack, "Subnets", type="List<AWS::EC2::Subnet::Id>")
image = CfnParameter(
    stack, "Image", type="AWS::SSM::Parameter::Value<AWS::EC2::Image::Id>", default="/aws/service/ami"
)
name.description = "set later"
queue = sqs.CfnQueue(
    stack, "Queue", queue_name=name.value_as_string, maximum_message_size=size.value_as_number
)
dead = sqs.CfnQueue(stack, "Dead", queue_name=f"{name.value_as_string}-{size.value_as_string}-dead")
CfnOutput(stack, "First", value=Fn.select(0, zones.value_as_list))
CfnOutput(stack, "Joined", value=Fn.join("|", subnets.value_as_list))
CfnOutput(stack, "Any", value=image.value_as_string)
CfnOutput(stack, "Resolved", value=str(stack.resolve(name.value)))
app.synth()
