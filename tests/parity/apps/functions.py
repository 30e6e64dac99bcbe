"""Every function of Fn."""

from aws_cdk import App, Aws, CfnOutput, CfnResource, Fn, Stack

app = App()
stack = Stack(app, "Functions")
CfnResource(
    stack,
    "All",
    type="Custom::All",
    properties={
        "Ref": Fn.ref("All2"),
        "GetAtt": Fn.get_att("All2", "A.B"),
        "Base64": Fn.base64(f"x{Aws.REGION}"),
        "Cidr": Fn.cidr("10.0.0.0/16", 4, "8"),
        "CidrDefault": Fn.cidr(Fn.get_att("All2", "Cidr").to_string(), 2),
        "Zones": Fn.get_azs(),
        "ZonesOf": Fn.get_azs("eu-west-1"),
        "OneZone": Fn.select(1, Fn.get_azs("eu-west-1")),
        "Import": Fn.import_value("name"),
        "ImportLists": Fn.import_list_value("name", 3),
        "ImportListSep": Fn.import_list_value("name", 2, "|"),
        "Join": Fn.join(",", ["a", Aws.REGION, "b", "c"]),
        "JoinPlain": Fn.join(",", ["a", "b"]),
        "JoinNested": Fn.join(",", ["a", Fn.join(",", [Aws.REGION, "x"]), "c"]),
        "JoinOther": Fn.join(",", ["a", Fn.join("|", [Aws.REGION, "x"]), "c"]),
        "JoinEmpty": Fn.join("", ["a", "", Aws.REGION, "b", "c"]),
        "Select": Fn.select(0, ["a", "b"]),
        "SelectToken": Fn.select(1, Fn.split(",", Aws.REGION)),
        "SplitPlain": Fn.split(",", "a,b,c"),
        "Split": Fn.split(",", Aws.REGION),
        "SplitLength": Fn.split(",", Aws.REGION, 2),
        "Sub": Fn.sub("${AWS::Region}-x"),
        "SubVars": Fn.sub("${A}-${B}", {"A": "1", "B": Aws.ACCOUNT_ID}),
        "Transform": Fn.transform("AWS::Include", {"Location": "s3://x"}),
        "Length": Fn.len(Fn.split(",", Aws.REGION)),
        "Json": Fn.to_json_string({"a": [Aws.REGION]}),
        "Parse": Fn.parse_domain_name(Fn.get_att("All2", "Url").to_string()),
        "FindInMap": Fn.find_in_map("M", "a", "b"),
        "If": Fn.condition_if("C", "a", {"b": Aws.REGION}),
    },
)
CfnOutput(stack, "Pseudo", value="".join([Aws.ACCOUNT_ID, Aws.URL_SUFFIX, Aws.STACK_ID, Aws.STACK_NAME]))
CfnOutput(stack, "Lists", value=Fn.join("", Aws.NOTIFICATION_ARNS))
app.synth()
