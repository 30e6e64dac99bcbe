"""References between stacks, accounts and regions: strong, weak, both; by hand and by themselves."""

import aws_cdk as cdk
from aws_cdk import aws_s3 as s3

app = cdk.App()
EAST = cdk.Environment(account="111111111111", region="us-east-1")
WEST = cdk.Environment(account="111111111111", region="eu-west-1")
SOUTH = cdk.Environment(account="111111111111", region="eu-south-1")
FOREIGN = cdk.Environment(account="222222222222", region="us-east-1")
STRENGTH = cdk.ReferenceStrength
TEXT, LIST = "X::Y::Z", cdk.ResolutionTypeHint.STRING_LIST


def thing(scope: cdk.Stack, id: str, **properties: object) -> cdk.CfnResource:
    """A resource of no known type."""
    return cdk.CfnResource(scope, id, type=TEXT, properties=properties)


def listed(resource: cdk.CfnResource, name: str) -> list[str]:
    """An attribute that is a list."""
    return cdk.Token.as_list(resource.get_att(name, LIST))


for mode in ("strong", "weak", "both", None):
    name = (mode or "default").title()
    scope = cdk.Stage(app, name)
    if mode is not None:
        scope.node.set_context("@aws-cdk/core:defaultCrossStackReferences", mode)
    owner = cdk.Stack(scope, "Owner", env=EAST, cross_region_references=True)
    one = thing(owner, "One")
    inner = thing(cdk.NestedStack(owner, "Inner"), "Deep")
    bucket = s3.Bucket(owner, "Bucket")
    named = s3.Bucket(owner, "Named", bucket_name=cdk.PhysicalName.GENERATE_IF_NEEDED)
    for id, environment in (("Same", EAST), ("Region", WEST), ("Account", FOREIGN), ("South", SOUTH)):
        user = cdk.Stack(scope, id, env=environment, cross_region_references=True)
        thing(user, "Uses", text=one.get_att("Text").to_string(), list=listed(one, "List"), ref=one.ref)
        thing(user, "Deep", text=inner.get_att("Text").to_string())
        thing(user, "Named", name=named.bucket_name, arn=f"{named.bucket_arn}/*")
        if id != "Account":
            thing(user, "Bucket", arn=bucket.bucket_arn)
            below = cdk.NestedStack(user, "Below")
            thing(below, "Uses", text=one.get_att("Other").to_string(), list=listed(one, "Others"))
    plain = cdk.Stack(scope, "NoFlag", env=WEST)
    thing(plain, "Uses", text=one.get_att("Plain").to_string(), name=named.bucket_name)
    agnostic = cdk.Stack(scope, "Agnostic")
    theirs = cdk.Stack(scope, "AgnosticUser")
    thing(theirs, "Uses", text=thing(agnostic, "Two").get_att("Text").to_string())

owner = cdk.Stack(app, "Owner", env=EAST)
one = thing(owner, "One")
user = cdk.Stack(app, "User", env=EAST)
for strength in (None, *STRENGTH):
    name = strength.name.title() if strength is not None else "None"
    text = one.get_att(f"Text{name}").to_string()
    thing(
        user,
        name,
        text=cdk.Stack.consume_reference(text, strength) if strength else cdk.Stack.consume_reference(text),
    )
    thing(user, f"{name}List", list=cdk.Stack.consume_list_reference(listed(one, f"List{name}"), strength))
for strength in STRENGTH:
    bucket = s3.Bucket(owner, f"B{strength.name}")
    bucket.apply_cross_stack_reference_strength(strength)
    thing(user, f"Bucket{strength.name}", name=bucket.bucket_name)
    resource = thing(owner, f"R{strength.name}")
    resource.apply_cross_stack_reference_strength(strength)
    thing(user, f"Resource{strength.name}", text=resource.ref)
thing(owner, "Own", text=cdk.Stack.consume_reference(one.get_att("Here").to_string()))
bucket = s3.Bucket(owner, "Bucket")
values = [
    owner.export_value(bucket.bucket_arn),
    owner.export_value(bucket.bucket_name, name="by-name", description="a name"),
    cdk.Fn.join(",", owner.export_string_list_value(one.get_att("Kept", LIST))),
    cdk.Fn.join(
        ",", owner.export_string_list_value(one.get_att("Named", LIST), name="a-list", description="x")
    ),
]
for index, value in enumerate(values):
    cdk.CfnOutput(user, f"Value{index}", value=value)
app.synth()
