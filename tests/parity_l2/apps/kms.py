from aws_cdk import App, CfnOutput, Duration, RemovalPolicy, Stack
from aws_cdk import aws_iam as iam
from aws_cdk import aws_kms as kms

app = App()
stack = Stack(app, "Plain")
plain = kms.Key(stack, "Key")
full = kms.Key(
    stack,
    "Full",
    alias="full",
    description="words",
    enabled=False,
    enable_key_rotation=True,
    rotation_period=Duration.days(180),
    pending_window=Duration.days(7),
    removal_policy=RemovalPolicy.DESTROY,
    multi_region=True,
    admins=[iam.ArnPrincipal("arn:aws:iam::123456789012:user/admin")],
)
kms.Key(stack, "Sign", key_spec=kms.KeySpec.ECC_NIST_P256, key_usage=kms.KeyUsage.SIGN_VERIFY)
kms.Key(stack, "Hmac", key_spec=kms.KeySpec.HMAC_256, key_usage=kms.KeyUsage.GENERATE_VERIFY_MAC)
kms.Key(
    stack,
    "Policy",
    policy=iam.PolicyDocument(
        statements=[iam.PolicyStatement(actions=["kms:*"], resources=["*"], principals=[iam.AnyPrincipal()])]
    ),
)
role = iam.Role(stack, "Role", assumed_by=iam.ServicePrincipal("ec2.amazonaws.com"))
for name in [
    "decrypt",
    "encrypt",
    "encrypt_decrypt",
    "generate_mac",
    "verify_mac",
    "sign",
    "verify",
    "sign_verify",
    "admin",
]:
    getattr(plain, f"grant_{name}")(role)
plain.grant(role, "kms:Other")
plain.grant_encrypt(iam.ServicePrincipal("sns.amazonaws.com"))
plain.grant_decrypt(iam.AccountPrincipal("999999999999"))
plain.grant_decrypt(kms.ViaServicePrincipal("ssm.amazonaws.com"))
plain.grant_decrypt(kms.ViaServicePrincipal("ssm.amazonaws.com", iam.AnyPrincipal()))
full.add_alias("alias/another")
full.add_to_resource_policy(
    iam.PolicyStatement(actions=["kms:List*"], resources=["*"], principals=[iam.AccountRootPrincipal()])
)
alias = kms.Alias(stack, "Alias", alias_name="mine", target_key=plain, removal_policy=RemovalPolicy.RETAIN)
alias.grant_decrypt(iam.User(stack, "User"))
CfnOutput(stack, "AliasName", value=alias.alias_name)
CfnOutput(stack, "AliasKeyArn", value=alias.key_arn)
CfnOutput(stack, "AliasKeyId", value=alias.key_id)
CfnOutput(stack, "AliasArn", value=alias.alias_arn)
CfnOutput(stack, "KeyArn", value=plain.key_arn)
CfnOutput(stack, "KeyId", value=plain.key_id)
imported = kms.Key.from_key_arn(stack, "Imported", "arn:aws:kms:us-east-1:123456789012:key/1234")
imported.grant_encrypt_decrypt(role)
imported.add_alias("alias/imp")
CfnOutput(stack, "ImportedId", value=imported.key_id)
named = kms.Alias.from_alias_name(stack, "Named", "alias/x")
CfnOutput(stack, "NamedKeyId", value=named.key_id)
CfnOutput(stack, "NamedKeyArn", value=named.key_arn)
given = kms.Alias.from_alias_attributes(stack, "Given", alias_name="alias/y", alias_target_key=plain)
given.grant_encrypt(role)
CfnOutput(stack, "GivenKeyId", value=given.key_id)
other = Stack(app, "Other")
other_role = iam.Role(other, "Role", assumed_by=iam.ServicePrincipal("ec2.amazonaws.com"))
plain.grant_decrypt(other_role)
app.synth()
