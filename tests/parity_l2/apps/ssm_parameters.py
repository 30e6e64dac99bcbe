"""Parameters: options, every import and look-up, grants."""

import aws_cdk as cdk
from aws_cdk import aws_iam as iam
from aws_cdk import aws_kms as kms
from aws_cdk import aws_ssm as ssm

app = cdk.App(
    context={"ssm:account=111111111111:parameterName=/known:region=eu-west-1": "found"},
)
stack = cdk.Stack(app, "Parameters")
VALUE, TIER = ssm.ParameterValueType, ssm.ParameterTier
user = iam.User(stack, "User")


def show(name: str, *values: object) -> None:
    """Write values as outputs."""
    for index, value in enumerate(values):
        cdk.CfnOutput(stack, f"{name}{index}", value=str(value))


plain = ssm.StringParameter(stack, "Plain", string_value="a")
full = ssm.StringParameter(
    stack,
    "Full",
    string_value="ami-1",
    parameter_name="/shop/ami",
    description="an image",
    allowed_pattern="ami-.*",
    tier=TIER.ADVANCED,
    data_type=ssm.ParameterDataType.AWS_EC2_IMAGE,
)
for tier in TIER:
    ssm.StringParameter(stack, f"Tier{tier.name.title()}", string_value="x", tier=tier)
ssm.StringParameter(stack, "Text", string_value="x", data_type=ssm.ParameterDataType.TEXT)
simple = ssm.StringParameter(stack, "Simple", string_value="x", parameter_name="simple")
told = ssm.StringParameter(
    stack, "Told", string_value="x", parameter_name=cdk.Fn.ref("Name"), simple_name=True
)
path = ssm.StringParameter(
    stack, "Path", string_value="x", parameter_name=cdk.Fn.ref("Name"), simple_name=False
)
cdk.CfnParameter(stack, "Name")
listed = ssm.StringListParameter(
    stack,
    "List",
    string_list_value=["a", "b"],
    parameter_name="/shop/list",
    allowed_pattern="[a-z]",
    description="some",
    tier=TIER.STANDARD,
)
bare = ssm.StringListParameter(stack, "BareList", string_list_value=[cdk.Fn.ref("Name"), "x"])
for index, each in enumerate((plain, full, simple, told, path, listed, bare)):
    show(f"Own{index}x", each.parameter_arn, each.parameter_name, each.parameter_type)
    each.grant_read(user)
    each.grant_write(user)
show("Value", plain.string_value, full.string_value, cdk.Fn.join(",", listed.string_list_value))

key = kms.Key(stack, "Key")
STRING = ssm.StringParameter
imported = [
    STRING.from_string_parameter_name(stack, "ByName", "/theirs"),
    STRING.from_string_parameter_name(stack, "ByPlainName", "theirs"),
    STRING.from_string_parameter_arn(stack, "ByArn", "arn:aws:ssm:us-east-1:222222222222:parameter/a/b"),
    STRING.from_string_parameter_arn(stack, "ByPlainArn", "arn:aws:ssm:us-east-1:222222222222:parameter/ab"),
    STRING.from_string_parameter_attributes(stack, "Attributes", parameter_name="/a"),
    STRING.from_string_parameter_attributes(stack, "Version", parameter_name="/a", version=3),
    STRING.from_string_parameter_attributes(
        stack, "Typed", parameter_name="/v", value_type=VALUE.AWS_EC2_VPC_ID
    ),
    STRING.from_string_parameter_attributes(
        stack, "Dynamic", parameter_name="/d", force_dynamic_reference=True
    ),
    STRING.from_string_parameter_attributes(
        stack, "Late", parameter_name=cdk.Fn.ref("Name"), simple_name=True, force_dynamic_reference=True
    ),
    STRING.from_string_parameter_attributes(
        stack, "LateValue", parameter_name=cdk.Fn.ref("Name"), simple_name=False
    ),
    STRING.from_secure_string_parameter_attributes(stack, "Secure", parameter_name="/s", version=2),
    STRING.from_secure_string_parameter_attributes(
        stack, "SecureLatest", parameter_name="/s", simple_name=False
    ),
    STRING.from_secure_string_parameter_attributes(
        stack, "Encrypted", parameter_name="/e", encryption_key=key
    ),
]
for index, each in enumerate(imported):
    show(f"Imported{index}x", each.parameter_arn, each.parameter_name, each.parameter_type)
    cdk.CfnResource(stack, f"Use{index}", type="My::Own::Type", properties={"Value": each.string_value})
    each.grant_read(user)
    each.grant_write(user)
LIST = ssm.StringListParameter
lists = [
    LIST.from_string_list_parameter_name(stack, "ListByName", "/theirs"),
    LIST.from_list_parameter_attributes(stack, "ListVersion", parameter_name="/l", version=2),
    LIST.from_list_parameter_attributes(
        stack, "ListTyped", parameter_name="/t", element_type=VALUE.AWS_EC2_SUBNET_ID
    ),
    LIST.from_list_parameter_attributes(stack, "ListSimple", parameter_name="simple", simple_name=True),
]
for index, each in enumerate(lists):
    show(f"Lists{index}x", each.parameter_arn, each.parameter_name, each.parameter_type)
    cdk.CfnResource(
        stack, f"UseList{index}", type="My::Own::Type", properties={"Value": each.string_list_value}
    )
    each.grant_read(user)
show(
    "Values",
    STRING.value_for_string_parameter(stack, "/for"),
    STRING.value_for_string_parameter(stack, "/for"),
    STRING.value_for_string_parameter(stack, "/for", 4),
    STRING.value_for_typed_string_parameter_v2(stack, "/typed", VALUE.AWS_EC2_IMAGE_ID),
    STRING.value_for_typed_string_parameter_v2(stack, "/typed", VALUE.STRING, 2),
    STRING.value_for_secure_string_parameter(stack, "/secure", 1),
    cdk.Fn.join(",", LIST.value_for_typed_list_parameter(stack, "/list")),
    cdk.Fn.join(",", LIST.value_for_typed_list_parameter(stack, "/list", VALUE.AWS_EC2_VPC_ID, 5)),
)
for name in VALUE:
    cdk.CfnOutput(
        stack, f"V{name.name}", value=STRING.value_for_typed_string_parameter_v2(stack, "/all", name)
    )

here = cdk.Stack(app, "Here", env=cdk.Environment(account="111111111111", region="eu-west-1"))
for index, value in enumerate(
    [
        STRING.value_from_lookup(here, "/known"),
        STRING.value_from_lookup(here, "/unknown"),
        STRING.value_from_lookup(here, "/unknown2", "default"),
        STRING.value_from_lookup(here, "/cached", additional_cache_key="x"),
    ]
):
    cdk.CfnOutput(here, f"Out{index}", value=value)
cdk.CfnOutput(here, "Arn", value=STRING.from_string_parameter_name(here, "P", "/x").parameter_arn)
cdk.CfnResource(here, "Thing", type="My::Own::Type")
app.synth()
