"""Tokens in strings, lists, numbers, maps and JSON strings."""

from aws_cdk import App, Aws, CfnOutput, CfnResource, Fn, Stack, Token, Tokenization
from aws_cdk import aws_sqs as sqs

app = App()
stack = Stack(app, "Tokens")
queue = sqs.CfnQueue(stack, "Queue")
any_token = Token.as_any({"Fn::GetAtt": ["Queue", "Arn"]})
number = Token.as_number(queue.get_att("Size"))
names = Token.as_list({"Fn::Split": [",", "a,b"]})
CfnResource(
    stack,
    "Uses",
    type="Custom::Uses",
    properties={
        "Text": f"start-{queue.ref}-{queue.attr_arn}-end",
        "Only": queue.ref,
        "Number": number,
        "NumberInText": f"n={Tokenization.stringify_number(number)}",
        "List": names,
        "Mixed": ["x", queue.ref, f"{Aws.PARTITION}:{Aws.REGION}"],
        "Any": any_token,
        "Nested": {"Deep": {"Deeper": [any_token, {"K": Token.as_string(any_token)}]}},
        "Json": stack.to_json_string(
            {"a": queue.attr_arn, "b": [1, number, True, None], "c": Fn.join(",", names)}
        ),
        "JsonToken": stack.to_json_string(queue.attr_arn),
        "JsonQuotes": stack.to_json_string({'q"': f'x"y{queue.ref}\n', "s": Fn.sub("${AWS::Region}")}),
        "JsonPlain": stack.to_json_string({"x": 1, "y": "ü"}),
        "JsonIndent": stack.to_json_string({"x": [queue.ref]}, 2),
        f"Key{Aws.REGION[:0]}": "plain",
        "Numbers": [1, 1.5, 0, -2, 1e3, True, False],
        "Empty": {"List": [], "Map": {}, "Text": ""},
        "JoinList": Fn.join("-", names),
        "Select": Fn.select(0, names),
        "Compare": str(Token.compare_strings("a", "a") is not None),
    },
)
CfnOutput(stack, "Resolved", value=str(stack.resolve("plain")))
CfnOutput(stack, "IsUnresolved", value=f"{Token.is_unresolved(queue.ref)} {Token.is_unresolved('x')}")
app.synth()
