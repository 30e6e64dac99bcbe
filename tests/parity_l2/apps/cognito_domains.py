from aws_cdk import App, CfnOutput, Stack
from aws_cdk import aws_certificatemanager as acm
from aws_cdk import aws_cognito as cognito

app = App()
stack = Stack(app, "Domains", env={"account": "111122223333", "region": "us-east-1"})
pool = cognito.UserPool(
    stack,
    "Phones",
    sign_in_aliases=cognito.SignInAliases(phone=True, email=True),
    feature_plan=cognito.FeaturePlan.PLUS,
    standard_threat_protection_mode=cognito.StandardThreatProtectionMode.FULL_FUNCTION,
    sign_in_policy=cognito.SignInPolicy(
        allowed_first_auth_factors=cognito.AllowedFirstAuthFactors(
            password=True, email_otp=True, passkey=True
        )
    ),
    passkey_relying_party_id="example.com",
    keep_original=cognito.KeepOriginalAttrs(email=True),
    deletion_protection=True,
    email=cognito.UserPoolEmail.with_cognito("help@example.com"),
)
certificate = acm.CfnCertificate(stack, "Certificate", domain_name="login.example.com")
domain = cognito.UserPoolDomain(
    stack,
    "Domain",
    user_pool=pool,
    custom_domain=cognito.CustomDomainOptions(domain_name="login.example.com", certificate=certificate),
    managed_login_version=cognito.ManagedLoginVersion.NEWER_MANAGED_LOGIN,
)
imported = cognito.UserPool.from_user_pool_id(stack, "Imported", "us-east-1_abc")
imported.add_client(
    "Client", o_auth=cognito.OAuthSettings(flows=cognito.OAuthFlows(implicit_code_grant=True))
)
cognito.UserPoolIdentityProviderOidc(
    stack,
    "Oidc",
    user_pool=imported,
    name="partner",
    client_id="id",
    client_secret="secret",
    issuer_url="https://partner.example.com",
    attribute_request_method=cognito.OidcAttributeRequestMethod.POST,
)
CfnOutput(stack, "CloudFront", value=domain.cloud_front_domain_name)
CfnOutput(stack, "Url", value=domain.base_url())
app.synth()
