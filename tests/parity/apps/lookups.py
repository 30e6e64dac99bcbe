"""Values looked up in accounts: keys, dummies, what is asked for, and answers from the context."""

import aws_cdk as cdk
from aws_cdk import aws_ecr as ecr

HERE = "account=111111111111:region=eu-west-1"
app = cdk.App(
    context={
        f"availability-zones:{HERE}": ["eu-west-1a", "eu-west-1b"],
        "own:account=111111111111:name=known:region=eu-west-1": {"id": "i-1"},
        "own:name=known": "everywhere",
        f"cc-api-provider:account=111111111111:exactIdentifier=known:propertiesToReturn.0=Arn:{HERE.split(':')[1]}"
        ":typeName=AWS$:$:ECR$:$:Repository": [
            {"Arn": "arn:aws:ecr:eu-west-1:111111111111:repository/known"}
        ],
    }
)
here = cdk.Stack(app, "Here", env=cdk.Environment(account="111111111111", region="eu-west-1"))
there = cdk.Stack(app, "There", env=cdk.Environment(account="222222222222", region="us-east-1"))
anywhere = cdk.Stack(app, "Anywhere")
for stack in (here, there, anywhere):
    cdk.CfnOutput(stack, "Zones", value=cdk.Fn.join(",", stack.availability_zones))

LOOK = cdk.ContextProvider


def ask(stack: cdk.Stack, id: str, **options: object) -> None:
    """Look something up and write what comes of it."""
    found = LOOK.get_value(stack, **options).value
    cdk.CfnOutput(stack, id, value=found if isinstance(found, str) else found["id"])


for stack in (here, there):
    ask(stack, "Known", provider="own", props={"name": "known"}, dummy_value={"id": "dummy"})
    ask(stack, "Unknown", provider="own", props={"name": "other"}, dummy_value="dummy")
    ask(
        stack,
        "Everywhere",
        provider="own",
        props={"name": "known"},
        include_environment=False,
        dummy_value="d",
    )
    ask(stack, "Optional", provider="own", props={"name": "may be"}, must_exist=False, dummy_value="d")
    ask(stack, "Needed", provider="own", props={"name": "must be"}, must_exist=True, dummy_value="d")
    ask(stack, "Cached", provider="own", additional_cache_key="x", dummy_value="d")
deep = {"a": 1, "b": {"c": "x:y$z", "d": [1, {"e": "f"}]}, "n": None, "t": True, "l": [], "m": {}}
cdk.CfnOutput(here, "Key", value=LOOK.get_key(here, provider="own", props=deep).key)
cdk.CfnOutput(here, "Bare", value=LOOK.get_key(here, provider="own", include_environment=False).key)
cdk.CfnOutput(here, "Twice", value=LOOK.get_key(there, provider="own", additional_cache_key="k").key)
ask(here, "Again", provider="own", props={"name": "other"}, dummy_value="dummy")
cdk.CfnOutput(
    here, "Repository", value=ecr.Repository.from_lookup(here, "R", repository_name="known").repository_arn
)

inner = cdk.NestedStack(there, "Nested")
ask(inner, "Deep", provider="own", props={"name": "nested"}, dummy_value="dummy")
stage = cdk.Stage(app, "Stage", env=cdk.Environment(account="333333333333", region="eu-west-2"))
staged = cdk.Stack(
    stage, "Staged", synthesizer=cdk.DefaultStackSynthesizer(lookup_role_arn="arn:aws:iam::3:role/own")
)
cdk.CfnOutput(staged, "Zones", value=cdk.Fn.join(",", staged.availability_zones))
legacy = cdk.Stack(
    app,
    "Bare",
    env=cdk.Environment(account="444444444444", region="eu-west-2"),
    synthesizer=cdk.CliCredentialsStackSynthesizer(),
)
cdk.CfnOutput(legacy, "Zones", value=cdk.Fn.join(",", legacy.availability_zones))
app.synth()
