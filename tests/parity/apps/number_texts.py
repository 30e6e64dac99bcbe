"""Numbers that are known at deployment only, inside texts."""

import json

from aws_cdk import App, Aws, CfnOutput, CfnParameter, CfnResource, Fn, Stack, Token

app = App()
stack = Stack(app, "Numbers")
count = CfnParameter(stack, "Count", type="Number").value_as_number
size = Token.as_number({"Ref": "Size"})

CfnOutput(stack, "Json", value=json.dumps({"count": count, "sizes": [size, 3]}))
CfnOutput(stack, "Text", value=f"{count} of {size} in {Aws.REGION}")
CfnOutput(stack, "Whole", value=str(count))
CfnOutput(stack, "Joined", value=f"{count}{size}")
CfnOutput(stack, "InFunction", value=Fn.sub(f"${{AWS::Region}}-{count}"))
CfnOutput(stack, "Written", value=stack.to_json_string({"text": f"n{count}", "number": size}))
CfnOutput(stack, "Rounded", value=f"{count:.2e}")
CfnResource(
    stack,
    "Topic",
    type="AWS::SNS::Topic",
    properties={"DisplayName": f"{count}", "List": [f"a{size}", count], "Deep": {"x": f"{size}b"}},
)
app.synth()
