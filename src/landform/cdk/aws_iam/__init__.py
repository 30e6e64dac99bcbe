"""AWS::IAM: principals, policies, grants, roles, and a class for every resource type."""

from landform.cdk.l1.service import service_members

_HOMES = {
    name: home
    for home, names in {
        "access_key": "AccessKey AccessKeyStatus",
        "boundary": "PermissionsBoundary",
        "federated": "FederatedPrincipal OpenIdConnectPrincipal SamlConsolePrincipal SamlPrincipal "
        "WebIdentityPrincipal",
        "grant": "CompositeDependable Grant",
        "grantable": "DefaultEncryptedResourceFactories DefaultPolicyFactories EncryptedResources "
        "GrantableResources ResourceWithPolicies",
        "group": "Group",
        "instance_profile": "InstanceProfile",
        "lazy_role": "LazyRole",
        "managed_policy": "ManagedPolicy",
        "policy": "Policy",
        "policy_document": "PolicyDocument",
        "policy_statement": "Effect PolicyStatement",
        "principals": "AccountPrincipal AccountRootPrincipal AnyPrincipal ArnPrincipal "
        "CanonicalUserPrincipal "
        "ComparablePrincipal OrganizationPrincipal PrincipalBase ServicePrincipal StarPrincipal "
        "UnknownPrincipal",
        "protocols": "AddToPrincipalPolicyResult AddToResourcePolicyResult IGrantable IGroup IIdentity "
        "IManagedPolicy IPrincipal IRole IUser PrincipalPolicyFragment",
        "providers": "OidcProviderNative OpenIdConnectProvider SamlMetadataDocument SamlProvider",
        "role": "Role RoleGrants",
        "user": "User",
        "wrapped": "CompositePrincipal PrincipalWithConditions SessionTagsPrincipal",
    }.items()
    for name in names.split()
}

__getattr__, __dir__ = service_members(__name__, "AWS::IAM", _HOMES)
