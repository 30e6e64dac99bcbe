from aws_cdk import App, CfnOutput, Duration, RemovalPolicy, SecretValue, Stack
from aws_cdk import aws_apigateway as apigateway
from aws_cdk import aws_cognito as cognito
from aws_cdk import aws_iam as iam
from aws_cdk import aws_kms as kms
from aws_cdk import aws_lambda as lambda_

app = App()
stack = Stack(app, "Pools")


def function(name):
    return lambda_.Function(
        stack,
        name,
        runtime=lambda_.Runtime.PYTHON_3_12,
        handler="index.handler",
        code=lambda_.Code.from_inline("def handler(event, context): return event"),
    )


pool = cognito.UserPool(
    stack,
    "Users",
    user_pool_name="users",
    self_sign_up_enabled=True,
    sign_in_aliases=cognito.SignInAliases(email=True, username=True, preferred_username=True),
    sign_in_case_sensitive=False,
    auto_verify=cognito.AutoVerifiedAttrs(email=True),
    standard_attributes=cognito.StandardAttributes(
        email=cognito.StandardAttribute(required=True, mutable=True),
        fullname=cognito.StandardAttribute(required=False),
    ),
    custom_attributes={
        "team": cognito.StringAttribute(min_len=1, max_len=20, mutable=True),
        "level": cognito.NumberAttribute(min=1, max=9, mutable=True),
        "joined": cognito.DateTimeAttribute(),
        "active": cognito.BooleanAttribute(mutable=True),
    },
    password_policy=cognito.PasswordPolicy(
        min_length=12, require_symbols=True, temp_password_validity=Duration.days(3)
    ),
    mfa=cognito.Mfa.OPTIONAL,
    mfa_second_factor=cognito.MfaSecondFactor(sms=True, otp=True),
    account_recovery=cognito.AccountRecovery.EMAIL_ONLY,
    user_verification=cognito.UserVerificationConfig(email_style=cognito.VerificationEmailStyle.LINK),
    user_invitation=cognito.UserInvitationConfig(email_subject="Welcome"),
    email=cognito.UserPoolEmail.with_ses(
        from_email="noreply@example.com", from_name="Example, Inc.", ses_region="eu-west-1"
    ),
    device_tracking=cognito.DeviceTracking(
        challenge_required_on_new_device=True, device_only_remembered_on_user_prompt=True
    ),
    lambda_triggers=cognito.UserPoolTriggers(pre_sign_up=function("SignUp")),
    custom_sender_kms_key=kms.Key(stack, "Key"),
    removal_policy=RemovalPolicy.DESTROY,
)
pool.add_trigger(
    cognito.UserPoolOperation.PRE_TOKEN_GENERATION_CONFIG,
    function("Token"),
    cognito.LambdaVersion.V2_0,
)
pool.add_trigger(cognito.UserPoolOperation.CUSTOM_EMAIL_SENDER, function("Mail"))
google = cognito.UserPoolIdentityProviderGoogle(
    stack,
    "Google",
    user_pool=pool,
    client_id="client",
    client_secret_value=SecretValue.secrets_manager("google"),
    scopes=["profile", "email"],
    attribute_mapping=cognito.AttributeMapping(
        email=cognito.ProviderAttribute.GOOGLE_EMAIL, fullname=cognito.ProviderAttribute.GOOGLE_NAME
    ),
)
cognito.UserPoolIdentityProviderSaml(
    stack,
    "Company",
    user_pool=pool,
    metadata=cognito.UserPoolIdentityProviderSamlMetadata.url("https://example.com/saml"),
)
read = cognito.ResourceServerScope(scope_name="read", scope_description="read all")
server = pool.add_resource_server("Server", identifier="things", scopes=[read])
client = pool.add_client(
    "Web",
    generate_secret=True,
    auth_flows=cognito.AuthFlow(user_srp=True, user_password=True),
    o_auth=cognito.OAuthSettings(
        flows=cognito.OAuthFlows(authorization_code_grant=True),
        scopes=[cognito.OAuthScope.EMAIL, cognito.OAuthScope.resource_server(server, read)],
        callback_urls=["https://example.com/in"],
        logout_urls=["https://example.com/out"],
    ),
    prevent_user_existence_errors=True,
    access_token_validity=Duration.minutes(30),
    refresh_token_validity=Duration.days(7),
    read_attributes=cognito.ClientAttributes().with_standard_attributes(email=True, fullname=True),
    write_attributes=cognito.ClientAttributes().with_custom_attributes("team"),
)
client.node.add_dependency(google)
pool.add_client(
    "Machine",
    supported_identity_providers=[cognito.UserPoolClientIdentityProvider.COGNITO],
    disable_o_auth=True,
)
domain = pool.add_domain("Domain", cognito_domain=cognito.CognitoDomainOptions(domain_prefix="things"))
pool.add_group(
    "Admins",
    group_name="admins",
    precedence=1,
    role=iam.Role(stack, "AdminRole", assumed_by=iam.ServicePrincipal("lambda.amazonaws.com")),
)
caller = function("Caller")
pool.grant(caller, "cognito-idp:AdminGetUser")
api = apigateway.RestApi(stack, "Api")
api.root.add_method(
    "GET",
    apigateway.LambdaIntegration(caller),
    authorization_type=apigateway.AuthorizationType.COGNITO,
    authorizer=apigateway.CognitoUserPoolsAuthorizer(
        stack, "Authorizer", cognito_user_pools=[pool], results_cache_ttl=Duration.minutes(10)
    ),
    authorization_scopes=["things/read"],
)
CfnOutput(stack, "SignIn", value=domain.sign_in_url(client, redirect_uri="https://example.com/in"))
CfnOutput(stack, "Secret", value=client.user_pool_client_secret.unsafe_unwrap())
app.synth()
