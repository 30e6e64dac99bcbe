from aws_cdk import App, CfnOutput, Stack
from aws_cdk import aws_cognito as cognito
from aws_cdk import aws_cognito_identitypool as identitypool
from aws_cdk import aws_iam as iam
from aws_cdk import aws_s3 as s3

app = App()
stack = Stack(app, "Identities")
pool = cognito.UserPool(stack, "Users")
client = pool.add_client("Client")
bucket = s3.Bucket(stack, "Bucket")
admin = iam.Role(stack, "Admin", assumed_by=iam.ServicePrincipal("lambda.amazonaws.com"))
identities = identitypool.IdentityPool(
    stack,
    "Identities",
    allow_unauthenticated_identities=True,
    allow_classic_flow=True,
    authentication_providers=identitypool.IdentityPoolAuthenticationProviders(
        user_pools=[identitypool.UserPoolAuthenticationProvider(user_pool=pool, user_pool_client=client)],
        google=identitypool.IdentityPoolGoogleLoginProvider(client_id="google"),
        twitter=identitypool.IdentityPoolTwitterLoginProvider(consumer_key="k", consumer_secret="s"),
        custom_provider="login.example",
    ),
    role_mappings=[
        identitypool.IdentityPoolRoleMapping(
            provider_url=identitypool.IdentityPoolProviderUrl.user_pool(pool, client),
            mapping_key="users",
            use_token=True,
        ),
        identitypool.IdentityPoolRoleMapping(
            provider_url=identitypool.IdentityPoolProviderUrl.GOOGLE,
            resolve_ambiguous_roles=True,
            rules=[
                identitypool.RoleMappingRule(claim="sub", claim_value="admin", mapped_role=admin),
                identitypool.RoleMappingRule(
                    claim="email",
                    claim_value="@example.com",
                    mapped_role=admin,
                    match_type=identitypool.RoleMappingMatchType.CONTAINS,
                ),
            ],
        ),
    ],
)
identities.add_user_pool_authentication(
    identitypool.UserPoolAuthenticationProvider(
        user_pool=cognito.UserPool(stack, "Others"), disable_server_side_token_check=True
    )
)
bucket.grant_read(identities.authenticated_role)
imported = identitypool.IdentityPool.from_identity_pool_id(stack, "Imported", "us-east-1:abc")
CfnOutput(stack, "Arn", value=identities.identity_pool_arn)
CfnOutput(stack, "Name", value=identities.identity_pool_name)
CfnOutput(stack, "Other", value=imported.identity_pool_arn)
app.synth()
