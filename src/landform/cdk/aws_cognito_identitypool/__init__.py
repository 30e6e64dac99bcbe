"""Identity pools: AWS credentials for users of other providers.

Source: https://docs.aws.amazon.com/cognito/latest/developerguide/identity-pools.html
"""

from landform.cdk.l1.service import service_members

_HOMES = {
    "IdentityPool": "identity_pool",
    "IdentityPoolProviderType": "provider_url",
    "IdentityPoolProviderUrl": "provider_url",
    "RoleMappingMatchType": "role_mapping",
    "UserPoolAuthenticationProvider": "user_pool_provider",
}

__getattr__, __dir__ = service_members(__name__, "", _HOMES)
