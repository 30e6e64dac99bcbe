from aws_cdk import App, CfnOutput, Stack
from aws_cdk import aws_iam as iam

app = App()
stack = Stack(app, "Plain", env={"account": "123456789012", "region": "us-east-1"})
agnostic = Stack(app, "Agnostic")


def allow(*actions):
    return iam.PolicyStatement(actions=list(actions), resources=["*"])


same = iam.Role.from_role_arn(stack, "Same", "arn:aws:iam::123456789012:role/path/Named")
same.add_to_principal_policy(allow("a:b"))
same.add_managed_policy(iam.ManagedPolicy.from_aws_managed_policy_name("X"))
other = iam.Role.from_role_arn(stack, "Other", "arn:aws:iam::999999999999:role/Named")
other.add_to_principal_policy(allow("a:c"))
frozen = iam.Role.from_role_arn(stack, "Frozen", "arn:aws:iam::123456789012:role/Frozen", mutable=False)
frozen.add_to_principal_policy(allow("a:d"))
named = iam.Role.from_role_name(stack, "Named", "theName", default_policy_name="Mine")
named.add_to_principal_policy(allow("a:e"))
CfnOutput(stack, "NamedArn", value=named.role_arn)
CfnOutput(stack, "SameName", value=same.role_name)
loose = iam.Role.from_role_name(agnostic, "Named", "theName")
loose.add_to_principal_policy(allow("a:e"))
target = iam.Role(agnostic, "Target", assumed_by=iam.AccountRootPrincipal())
loose.grant_pass_role(target)
target.grant_assume_role(iam.ArnPrincipal("arn:aws:iam::123456789012:user/x"))
fixed = target.without_policy_updates()
fixed.add_to_principal_policy(allow("a:never"))
user = iam.User.from_user_name(stack, "U", "bob")
user.add_to_principal_policy(allow("u:a"))
CfnOutput(stack, "UserArn", value=user.user_arn)
user2 = iam.User.from_user_arn(stack, "U2", "arn:aws:iam::123456789012:user/a/alice")
user2.add_to_principal_policy(allow("u:b"))
CfnOutput(stack, "UserName", value=user2.user_name)
user3 = iam.User.from_user_attributes(stack, "U3", user_arn="arn:aws:iam::123456789012:user/carol")
group = iam.Group.from_group_arn(stack, "G", "arn:aws:iam::123456789012:group/path/staff")
group.add_to_principal_policy(allow("g:a"))
user3.add_to_group(group)
user.add_to_group(iam.Group.from_group_name(stack, "G2", "others"))
profile = iam.InstanceProfile.from_instance_profile_arn(
    stack, "P", "arn:aws:iam::123456789012:instance-profile/x/prof"
)
CfnOutput(stack, "ProfileName", value=profile.instance_profile_name)
profile2 = iam.InstanceProfile.from_instance_profile_name(stack, "P2", "prof2")
CfnOutput(stack, "Profile2Arn", value=profile2.instance_profile_arn)
managed = iam.ManagedPolicy.from_managed_policy_arn(stack, "M", "arn:aws:iam::123456789012:policy/m")
mp = iam.ManagedPolicy(stack, "MP", statements=[allow("m:a")], users=[user], groups=[group], roles=[same])
mp.attach_to_role(
    iam.Role(stack, "New", assumed_by=iam.ServicePrincipal("ec2.amazonaws.com"), managed_policies=[managed])
)
policy = iam.Policy(stack, "Pol", force=True, statements=[allow("x:y")], roles=[same])
iam.PermissionsBoundary.of(agnostic).apply(managed)
lazy = iam.LazyRole(agnostic, "Lazy", assumed_by=iam.ServicePrincipal("x.amazonaws.com"))
used = iam.LazyRole(agnostic, "Used", assumed_by=iam.ServicePrincipal("x.amazonaws.com"))
used.add_to_policy(allow("l:a"))
CfnOutput(agnostic, "UsedArn", value=used.role_arn)
bucket = iam.CfnAccessKey(agnostic, "Dep", user_name="x")
grant = iam.Grant.add_to_principal(grantee=target, actions=["c:d"], resource_arns=["*"], scope=target)
grant.apply_before(bucket)
grant2 = iam.Grant.add_to_principal(
    grantee=fixed, actions=["c:e"], resource_arns=["*"], conditions={"Bool": {"a": "b"}}
)
CfnOutput(agnostic, "Success", value=f"{grant.success} {grant2.success}")
app.synth()
