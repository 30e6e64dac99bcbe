from aws_cdk import App, CfnOutput, Duration, Stack
from aws_cdk import aws_iam as iam

app = App()


def fill(stack):
    doc = iam.PolicyDocument(
        statements=[
            iam.PolicyStatement(actions=["s3:GetObject"], resources=["arn:aws:s3:::b/*"]),
            iam.PolicyStatement(actions=["s3:PutObject"], resources=["arn:aws:s3:::b/*"]),
            iam.PolicyStatement(actions=["s3:GetObject"], resources=["arn:aws:s3:::a/*"]),
            iam.PolicyStatement(actions=["sqs:Z", "sqs:A"], resources=["*", "arn:x"]),
            iam.PolicyStatement(sid="One", actions=["sqs:Z"], resources=["*"]),
            iam.PolicyStatement(actions=["sqs:Z", "sqs:A"], resources=["*", "arn:x"]),
            iam.PolicyStatement(
                effect=iam.Effect.DENY, not_actions=["iam:*"], not_resources=["arn:y", "arn:x"]
            ),
            iam.PolicyStatement(
                actions=["kms:Decrypt"],
                resources=[f"arn:{stack.partition}:kms:{stack.region}:{stack.account}:key/1", stack.stack_id],
                conditions={
                    "StringEquals": {"aws:RequestedRegion": stack.region, "a": ["x", "y"]},
                    "Bool": {"q": True},
                },
            ),
        ]
    )
    policy = iam.ManagedPolicy(
        stack, "Managed", document=doc, description="words", path="/x/", managed_policy_name="n"
    )
    policy.add_statements(iam.PolicyStatement(actions=["sqs:*"], resources=["*"]))
    role = iam.Role(
        stack,
        "Role",
        assumed_by=iam.CompositePrincipal(
            iam.ServicePrincipal("lambda.amazonaws.com"),
            iam.ServicePrincipal(
                "ec2.amazonaws.com", conditions={"StringEquals": {"aws:SourceAccount": "1"}}
            ),
            iam.AccountPrincipal("123456789012"),
            iam.AccountRootPrincipal(),
            iam.ArnPrincipal("arn:aws:iam::123456789012:user/x"),
        ),
        inline_policies={
            "Inline": iam.PolicyDocument(statements=[iam.PolicyStatement(actions=["a:b"], resources=["*"])])
        },
        managed_policies=[iam.ManagedPolicy.from_aws_managed_policy_name("ReadOnlyAccess"), policy],
        max_session_duration=Duration.hours(2),
        path="/p/",
        role_name="named",
        description="A role",
        permissions_boundary=policy,
    )
    role.add_to_policy(iam.PolicyStatement(actions=["a:b", "a:c"], resources=["*"]))
    role.add_to_principal_policy(iam.PolicyStatement(actions=["a:d"], resources=["*"]))
    CfnOutput(stack, "RoleArn", value=role.role_arn)
    CfnOutput(stack, "RoleName", value=role.role_name)
    CfnOutput(stack, "RoleId", value=role.role_id)
    external = iam.Role(
        stack, "External", assumed_by=iam.AccountPrincipal("123456789012"), external_ids=["one", "two"]
    )
    external.grant_assume_role(role)
    external.grant_pass_role(role)
    external.grant(role, "iam:GetRole")
    iam.Role(stack, "Single", assumed_by=iam.AccountPrincipal("123456789012"), external_ids=["one"])
    assigned = iam.PolicyDocument(assign_sids=True, minimize=True)
    assigned.add_statements(iam.PolicyStatement(actions=["a:b"], resources=["*"]))
    assigned.add_statements(iam.PolicyStatement(actions=["a:c"], resources=["*"], sid="q"))
    user = iam.User(stack, "User")
    group = iam.Group(stack, "Group", group_name="g", path="/g/")
    group.add_managed_policy(iam.ManagedPolicy.from_aws_managed_policy_name("job-function/Billing"))
    user.add_to_group(group)
    inline = iam.Policy(stack, "Inline", document=assigned, policy_name="nom", users=[user], groups=[group])
    inline.attach_to_role(role)
    iam.Policy(stack, "Unattached", statements=[iam.PolicyStatement(actions=["a:b"], resources=["*"])])
    user2 = iam.User(
        stack,
        "User2",
        user_name="u2",
        path="/u/",
        groups=[group],
        managed_policies=[policy],
        permissions_boundary=iam.ManagedPolicy.from_managed_policy_name(stack, "Pb", "pb"),
    )
    user2.add_to_policy(iam.PolicyStatement(actions=["a:b"], resources=["*"]))
    group.add_to_policy(iam.PolicyStatement(actions=["a:b"], resources=["*"]))
    group.add_user(user)
    CfnOutput(stack, "UserArn", value=user.user_arn)
    CfnOutput(stack, "User2Arn", value=user2.user_arn)
    CfnOutput(stack, "GroupArn", value=group.group_arn)
    CfnOutput(stack, "GroupName", value=group.group_name)
    CfnOutput(stack, "PolicyName", value=inline.policy_name)
    CfnOutput(stack, "ManagedArn", value=policy.managed_policy_arn)
    CfnOutput(stack, "ManagedName", value=policy.managed_policy_name)
    profile = iam.InstanceProfile(stack, "Profile", role=role, instance_profile_name="ip", path="/i/")
    bare = iam.InstanceProfile(stack, "BareProfile")
    CfnOutput(stack, "ProfileArn", value=profile.instance_profile_arn)
    CfnOutput(stack, "BareProfileName", value=bare.instance_profile_name)
    key = iam.AccessKey(stack, "Key", user=user, serial=3, status=iam.AccessKeyStatus.INACTIVE)
    CfnOutput(stack, "KeyId", value=key.access_key_id)
    CfnOutput(stack, "KeySecret", value=key.secret_access_key.unsafe_unwrap())


plain = Stack(app, "Plain")
fill(plain)
minimal = Stack(app, "Minimal", env={"account": "111122223333", "region": "eu-west-1"})
minimal.node.set_context("@aws-cdk/aws-iam:minimizePolicies", True)
fill(minimal)
app.synth()
