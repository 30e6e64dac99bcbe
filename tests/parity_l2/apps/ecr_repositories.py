"""Repositories: options, lifecycle rules, grants, imports."""

import aws_cdk as cdk
from aws_cdk import aws_ecr as ecr
from aws_cdk import aws_iam as iam
from aws_cdk import aws_kms as kms

app = cdk.App()
stack = cdk.Stack(app, "Ecr")
plain = ecr.Repository(stack, "Plain")
full = ecr.Repository(
    stack,
    "Full",
    repository_name="shop/api",
    encryption=ecr.RepositoryEncryption.KMS,
    encryption_key=kms.Key(stack, "Key"),
    image_scan_on_push=True,
    image_tag_mutability=ecr.TagMutability.IMMUTABLE,
    empty_on_delete=True,
    removal_policy=cdk.RemovalPolicy.DESTROY,
    lifecycle_registry_id="111111111111",
    lifecycle_rules=[
        ecr.LifecycleRule(max_image_count=5, tag_prefix_list=["prod"], description="keep five"),
        ecr.LifecycleRule(
            max_image_age=cdk.Duration.days(30), rule_priority=7, tag_status=ecr.TagStatus.UNTAGGED
        ),
        ecr.LifecycleRule(max_image_count=100),
    ],
)
full.add_lifecycle_rule(tag_pattern_list=["v*"], max_image_count=3, tag_status=ecr.TagStatus.TAGGED)
for name, encryption in (("Kms", ecr.RepositoryEncryption.KMS),):
    ecr.Repository(stack, name, encryption=encryption)
ecr.Repository(stack, "ByKey", encryption_key=kms.Key(stack, "Other"))
ecr.Repository(
    stack,
    "Excluding",
    image_tag_mutability=ecr.TagMutability.IMMUTABLE_WITH_EXCLUSION,
    image_tag_mutability_exclusion_filters=[ecr.ImageTagMutabilityExclusionFilter.wildcard("dev-*")],
)
ecr.Repository(stack, "NoScan", image_scan_on_push=False, empty_on_delete=False)
policy = ecr.Repository(stack, "WithPolicy")
policy.add_to_resource_policy(
    iam.PolicyStatement(actions=["ecr:BatchGetImage"], principals=[iam.AccountPrincipal("222222222222")])
)

role = iam.Role(stack, "Role", assumed_by=iam.ServicePrincipal("ec2.amazonaws.com"))
plain.grant_pull(role)
full.grant_push(role)
full.grant_read(iam.AccountPrincipal("333333333333"))
user = iam.User(stack, "User")
plain.grant_pull_push(user)
plain.grant(user, "ecr:DescribeImages")
ecr.AuthorizationToken.grant_read(user)
ecr.PublicGalleryAuthorizationToken.grant_read(user)

named = ecr.Repository.from_repository_name(stack, "Named", "their/image")
by_arn = ecr.Repository.from_repository_arn(
    stack, "ByArn", "arn:aws:ecr:eu-west-1:222222222222:repository/a/b"
)
known = ecr.Repository.from_repository_attributes(
    stack, "Known", repository_arn="arn:aws:ecr:eu-west-1:222222222222:repository/c", repository_name="c"
)
by_arn.grant_pull(role)
known.add_to_resource_policy(iam.PolicyStatement(actions=["a:b"], principals=[iam.AnyPrincipal()]))

for index, each in enumerate((plain, full, named, by_arn, known)):
    values = [
        each.repository_arn,
        each.repository_name,
        each.repository_uri,
        each.registry_uri,
        each.repository_uri_for_tag(),
        each.repository_uri_for_tag("v1"),
        each.repository_uri_for_digest("sha256:abc"),
        each.repository_uri_for_tag_or_digest("sha256:abc"),
        each.repository_uri_for_tag_or_digest("v2"),
    ]
    for position, value in enumerate(values):
        cdk.CfnOutput(stack, f"Out{index}x{position}", value=value)
cdk.CfnOutput(stack, "Local", value=ecr.Repository.arn_for_local_repository("x/y", stack))
cdk.CfnOutput(stack, "Elsewhere", value=ecr.Repository.arn_for_local_repository("x/y", stack, "4"))

ours = cdk.Stack(app, "Ours", env=cdk.Environment(account="111111111111", region="us-east-1"))
theirs = cdk.Stack(app, "Theirs", env=cdk.Environment(account="222222222222", region="us-east-1"))
shared = ecr.Repository(ours, "Shared", repository_name="shared")
reader = iam.Role(
    theirs,
    "Reader",
    assumed_by=iam.ServicePrincipal("ec2.amazonaws.com"),
    role_name=cdk.PhysicalName.GENERATE_IF_NEEDED,
)
shared.grant_pull(reader)
app.synth()
