"""Permissions boundaries: of stacks, stages, nested stacks, from the context."""

import aws_cdk as cdk
from aws_cdk import aws_iam as iam

ROOT = iam.AccountRootPrincipal()
app = cdk.App(context={"@aws-cdk/core:permissionsBoundary": {"name": "everywhere-${Qualifier}"}})
default = cdk.Stack(app, "Default")
iam.Role(default, "Role", assumed_by=ROOT)
iam.Group(default, "Group")
stack = cdk.Stack(app, "Named", permissions_boundary=cdk.PermissionsBoundary.from_name("own-${Qualifier}-x"))
iam.Role(stack, "Role", assumed_by=ROOT)
iam.User(stack, "User")
cdk.CfnResource(stack, "Plain", type="AWS::IAM::Role")
iam.Role(cdk.NestedStack(stack, "Inner"), "Role", assumed_by=ROOT)
HERE = cdk.Environment(account="222222222222", region="us-east-1")
boundary = cdk.PermissionsBoundary.from_arn("arn:aws:iam::${AWS::AccountId}:policy/x-${AWS::Region}")
stage = cdk.Stage(app, "Stage", env=HERE, permissions_boundary=boundary)
inside = cdk.Stack(stage, "Inside")
policy = iam.ManagedPolicy.from_aws_managed_policy_name("ReadOnlyAccess")
iam.Role(inside, "Own", assumed_by=ROOT, permissions_boundary=policy)
iam.Role(inside, "Role", assumed_by=ROOT)
other = cdk.Stack(
    stage,
    "Other",
    permissions_boundary=cdk.PermissionsBoundary.from_name("other-${Qualifier}"),
    synthesizer=cdk.DefaultStackSynthesizer(qualifier="short"),
)
iam.User(other, "User")
app.synth()
