"""AWS::Cognito: pools of users, their clients, domains, groups and providers, and a class for every type."""

from landform.cdk.l1.service import service_members

_HOMES = {
    name: home
    for home, names in {
        "attributes": "BooleanAttribute ClientAttributes DateTimeAttribute NumberAttribute StringAttribute",
        "email": "UserPoolEmail",
        "enums": "AccountRecovery AdvancedSecurityMode CustomThreatProtectionMode FeaturePlan LambdaVersion "
        "ManagedLoginVersion Mfa OidcAttributeRequestMethod PasskeyUserVerification SigningAlgorithm "
        "StandardThreatProtectionMode UserPoolIdentityProviderSamlMetadataType VerificationEmailStyle",
        "identity_provider": "UserPoolIdentityProvider",
        "login_providers": "UserPoolIdentityProviderAmazon UserPoolIdentityProviderApple "
        "UserPoolIdentityProviderFacebook UserPoolIdentityProviderGoogle",
        "named_providers": "UserPoolIdentityProviderOidc UserPoolIdentityProviderSaml "
        "UserPoolIdentityProviderSamlMetadata",
        "operation": "UserPoolOperation",
        "provider_attribute": "ProviderAttribute",
        "scopes": "OAuthScope ResourceServerScope",
        "user_pool": "UserPool",
        "user_pool_client": "UserPoolClient UserPoolClientIdentityProvider",
        "user_pool_domain": "UserPoolDomain",
        "user_pool_group": "UserPoolGroup",
        "user_pool_resource_server": "UserPoolResourceServer",
    }.items()
    for name in names.split()
}

__getattr__, __dir__ = service_members(__name__, "AWS::Cognito", _HOMES)
