"""Mappings: eager, lazy, with defaults and with keys known only at deployment."""

from aws_cdk import App, Aws, CfnMapping, CfnOutput, CfnParameter, Fn, Stack

app = App()
stack = Stack(app, "Mappings")
key = CfnParameter(stack, "Key", default="a")
eager = CfnMapping(stack, "Eager", mapping={"us-east-1": {"ami": "ami-1", "count": 2}})
eager.set_value("eu-west-1", "ami", "ami-2")
unused = CfnMapping(stack, "Unused", lazy=True, mapping={"x": {"y": "z"}})
used = CfnMapping(stack, "Used", lazy=True, mapping={"us-east-1": {"v": "1"}, "eu-west-1": {"v": "2"}})
CfnOutput(stack, "A", value=eager.find_in_map("us-east-1", "ami"))
CfnOutput(stack, "B", value=eager.find_in_map(Aws.REGION, "ami"))
CfnOutput(stack, "C", value=unused.find_in_map("x", "y"))
CfnOutput(stack, "D", value=used.find_in_map(Aws.REGION, "v"))
CfnOutput(stack, "E", value=used.find_in_map("us-east-1", "v"))
CfnOutput(stack, "F", value=eager.find_in_map(Aws.REGION, "ami", "none"))
CfnOutput(stack, "G", value=eager.find_in_map("us-east-1", key.value_as_string))
CfnOutput(stack, "H", value=Fn.find_in_map("Eager", "us-east-1", "ami"))
CfnOutput(stack, "I", value=Fn.find_in_map("Eager", "us-east-1", "ami", "other"))
app.synth()
