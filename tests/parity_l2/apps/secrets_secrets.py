"""Secrets: values, generation, replication, rotation, attachments, imports, grants."""

import aws_cdk as cdk
import jsii
from aws_cdk import aws_iam as iam
from aws_cdk import aws_kms as kms
from aws_cdk import aws_secretsmanager as sm

app = cdk.App()
stack = cdk.Stack(app, "Secrets")
user = iam.User(stack, "User")
role = iam.Role(stack, "Role", assumed_by=iam.ServicePrincipal("lambda.amazonaws.com"))
key = kms.Key(stack, "Key")


def show(name: str, secret: sm.ISecret) -> None:
    """Write everything a secret says of itself."""
    values = [secret.secret_arn, secret.secret_name, secret.secret_full_arn or "none"]
    for index, value in enumerate(values):
        cdk.CfnOutput(cdk.Stack.of(secret), f"{name}{index}", value=value)
    cdk.CfnResource(
        cdk.Stack.of(secret),
        f"{name}Use",
        type="My::Own::Type",
        properties={
            "Whole": secret.secret_value.unsafe_unwrap(),
            "Field": secret.secret_value_from_json("password").unsafe_unwrap(),
        },
    )


plain = sm.Secret(stack, "Plain")
show("Plain", plain)
full = sm.Secret(
    stack,
    "Full",
    secret_name="shop/db",
    description="of the database",
    encryption_key=key,
    removal_policy=cdk.RemovalPolicy.DESTROY,
    generate_secret_string=sm.SecretStringGenerator(
        exclude_characters="/@",
        exclude_lowercase=True,
        exclude_numbers=True,
        exclude_punctuation=True,
        exclude_uppercase=False,
        include_space=True,
        password_length=20,
        require_each_included_type=True,
        secret_string_template='{"username": "admin"}',
        generate_string_key="password",
    ),
    replica_regions=[
        sm.ReplicaRegion(region="eu-west-1"),
        sm.ReplicaRegion(region="eu-west-2", encryption_key=key),
    ],
)
show("Full", full)
cdk.CfnOutput(stack, "Excluded", value=full.exclude_characters)
sm.Secret(stack, "Text", secret_string_value=cdk.SecretValue.unsafe_plain_text("x"))
sm.Secret(
    stack,
    "Object",
    secret_object_value={
        "a": cdk.SecretValue.unsafe_plain_text("x"),
        "b": cdk.SecretValue.secrets_manager("other"),
        "c": cdk.SecretValue.resource_attribute(key.node.default_child.attr_arn),
    },
)
late = sm.Secret(stack, "Late")
late.add_replica_region("us-west-2")
late.add_replica_region("us-west-1", key)
named = sm.Secret(stack, "Named", secret_name="plain-name")
show("Named", named)
own = sm.Secret(stack, "OwnName", secret_name=cdk.Fn.ref("Name"))
cdk.CfnParameter(stack, "Name")
show("OwnName", own)

plain.grant_read(user)
full.grant_read(role)
full.grant_write(user)
named.grant_read(user, ["AWSCURRENT", "v1"])
full.grant_read(iam.AccountPrincipal("222222222222"))
named.deny_account_root_delete()
named.add_to_resource_policy(
    iam.PolicyStatement(
        actions=["secretsmanager:GetSecretValue"], resources=["*"], principals=[iam.AnyPrincipal()]
    )
)
policy = sm.ResourcePolicy(stack, "Policy", secret=late)
policy.document.add_statements(iam.PolicyStatement(actions=["a:b"], resources=["*"], principals=[user]))

ARN = "arn:aws:secretsmanager:eu-west-1:111111111111:secret:theirs"
imported = {
    "ByName": sm.Secret.from_secret_name_v2(stack, "ByName", "theirs"),
    "ByArn": sm.Secret.from_secret_complete_arn(stack, "ByArn", f"{ARN}-aBcDeF"),
    "ByPart": sm.Secret.from_secret_partial_arn(stack, "ByPart", ARN),
    "Known": sm.Secret.from_secret_attributes(
        stack, "Known", secret_complete_arn=f"{ARN}-aBcDeF", encryption_key=key
    ),
    "KnownPart": sm.Secret.from_secret_attributes(stack, "KnownPart", secret_partial_arn=ARN),
}
for name, secret in imported.items():
    show(name, secret)
    secret.grant_read(user)
    secret.grant_write(role)
    secret.deny_account_root_delete()


@jsii.implements(sm.ISecretAttachmentTarget)
class Target:
    """Something a secret belongs to."""

    def as_secret_attachment_target(self) -> sm.SecretAttachmentTargetProps:
        """What it is."""
        return sm.SecretAttachmentTargetProps(
            target_id="database", target_type=sm.AttachmentTargetType.RDS_DB_INSTANCE
        )


attached = full.attach(Target())
show("Attached", attached)
attached.grant_read(user)
attached.add_to_resource_policy(
    iam.PolicyStatement(actions=["c:d"], resources=["*"], principals=[iam.AnyPrincipal()])
)
taken = sm.SecretTargetAttachment.from_secret_target_attachment_secret_arn(stack, "Taken", f"{ARN}-aBcDeF")
cdk.CfnOutput(stack, "TakenArn", value=taken.secret_target_attachment_secret_arn)
for kind in sm.AttachmentTargetType:
    cdk.CfnOutput(stack, f"Kind{kind.name}", value=kind.name)

HOSTED = sm.HostedRotation
hosted = sm.Secret(stack, "Hosted", encryption_key=key)
hosted.add_rotation_schedule(
    "Rotation", hosted_rotation=HOSTED.mysql_single_user(), automatically_after=cdk.Duration.days(7)
)
other = sm.Secret(stack, "Other")
sm.RotationSchedule(
    stack,
    "Schedule",
    secret=other,
    hosted_rotation=HOSTED.postgre_sql_multi_user(
        master_secret=full, function_name="rotate", exclude_characters="/"
    ),
    rotate_immediately_on_update=False,
)
never = sm.Secret(stack, "Never")
never.add_rotation_schedule(
    "Rotation", hosted_rotation=HOSTED.redshift_single_user(), automatically_after=cdk.Duration.days(0)
)
for name in ("MARIADB", "MYSQL", "POSTGRES", "ORACLE", "SQLSERVER", "REDSHIFT", "MONGODB", "DB2"):
    for users in ("SINGLE", "MULTI"):
        application = getattr(sm.SecretRotationApplication, f"{name}_ROTATION_{users}_USER")
        words = [str(bool(application.is_multi_user))]
        for partition in ("aws", "aws-cn", "aws-us-gov"):
            words.append(application.application_arn_for_partition(partition))
            words.append(application.semantic_version_for_partition(partition))
        cdk.CfnOutput(stack, f"{name}{users}", value=" ".join(words))
there = cdk.Stack(app, "There", env=cdk.Environment(account="222222222222", region="eu-west-1"))
far = sm.Secret(there, "Far", secret_name="far-name", encryption_key=kms.Key(there, "Key"))
far.grant_read(iam.AccountPrincipal("333333333333"))
show("Far", far)

app.synth()
