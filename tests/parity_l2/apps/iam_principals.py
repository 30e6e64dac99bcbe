from aws_cdk import App, Aws, CfnOutput, Stack
from aws_cdk import aws_iam as iam

app = App()
stack = Stack(app, "Plain")


def trust(name, principal, **more):
    return iam.Role(stack, name, assumed_by=principal, **more)


def policy(name, *principals, **more):
    document = iam.PolicyDocument(
        statements=[
            iam.PolicyStatement(actions=["a:b"], resources=["*"], principals=list(principals), **more)
        ]
    )
    CfnOutput(stack, name, value=str(document.statement_count))
    return iam.CfnRole(stack, f"{name}Cfn", assume_role_policy_document=document)


trust("Account", iam.AccountPrincipal(Aws.ACCOUNT_ID))
trust("Any", iam.AnyPrincipal())
policy("AnyP", iam.AnyPrincipal())
policy("Star", iam.StarPrincipal())
policy("Canonical", iam.CanonicalUserPrincipal("abc"), iam.ArnPrincipal("arn:1"), iam.ArnPrincipal("arn:2"))
trust("Federated", iam.FederatedPrincipal("fed", {"StringEquals": {"a": "b"}}, "sts:AssumeRoleWithSAML"))
trust("FederatedPlain", iam.FederatedPrincipal("fed"))
trust("Web", iam.WebIdentityPrincipal("cognito-identity.amazonaws.com", {"StringEquals": {"a": "b"}}))
trust("Org", iam.OrganizationPrincipal("o-12345abcde"))
trust("InOrg", iam.ArnPrincipal("arn:aws:iam::123456789012:role/x").in_organization("o-1"))
trust("Cond", iam.PrincipalWithConditions(iam.ServicePrincipal("ec2.amazonaws.com"), {"Bool": {"x": "true"}}))
trust(
    "Cond2", iam.AccountPrincipal("123456789012").with_conditions({"StringEquals": {"sts:ExternalId": "1"}})
)
trust("Tags", iam.AccountPrincipal("123456789012").with_session_tags())
trust(
    "TagsComposite", iam.SessionTagsPrincipal(iam.WebIdentityPrincipal("x.com", {"StringLike": {"p": "q"}}))
)
trust("Service", iam.ServicePrincipal("sqs"))
trust("ServiceRegion", iam.ServicePrincipal("states.amazonaws.com", region="cn-north-1"))
trust("States", iam.ServicePrincipal("states.amazonaws.com"))
trust("Logs", iam.ServicePrincipal(f"logs.{Aws.REGION}.amazonaws.com"))
trust("Static", iam.ServicePrincipal.from_static_service_principle_name("elasticmapreduce.amazonaws.com.cn"))
CfnOutput(stack, "ServiceName", value=iam.ServicePrincipal.service_principal_name("ec2.amazonaws.com"))
composite = iam.CompositePrincipal(iam.ServicePrincipal("a.amazonaws.com"))
composite.add_principals(
    iam.WebIdentityPrincipal("w", {"StringEquals": {"a": "b"}}), iam.ServicePrincipal("b.amazonaws.com")
)
trust("Composite", composite)
provider = iam.CfnOIDCProvider(stack, "Oidc", url="https://token.example.com", client_id_list=["c"])
saml = iam.SamlProvider(stack, "Saml", metadata_document=iam.SamlMetadataDocument.from_xml("<x/>"), name="sp")
trust("SamlRole", iam.SamlPrincipal(saml, {"StringEquals": {"SAML:iss": "x"}}))
trust("SamlConsole", iam.SamlConsolePrincipal(saml, {"StringLike": {"a": "b"}}))
native = iam.OidcProviderNative(
    stack, "Native", url="https://token.actions.example.com", client_ids=["a", "b"]
)
trust("NativeRole", iam.OpenIdConnectPrincipal(native, {"StringEquals": {"a": "b"}}))
imported = iam.OpenIdConnectProvider.from_open_id_connect_provider_arn(
    stack, "ImpOidc", "arn:aws:iam::123456789012:oidc-provider/token.actions.githubusercontent.com"
)
trust("ImportedOidc", iam.OpenIdConnectPrincipal(imported).with_conditions({"StringLike": {"s": "t"}}))
CfnOutput(stack, "Issuer", value=imported.open_id_connect_provider_issuer)
statement = iam.PolicyStatement.from_json(
    {
        "Effect": "Deny",
        "Action": "s3:*",
        "Resource": ["b", "a"],
        "Principal": {"AWS": ["x", "y"], "Service": "s"},
        "Condition": {"Bool": {"aws:SecureTransport": "false"}},
        "Sid": "Q",
    }
)
statement.add_account_root_principal()
statement.add_source_account_condition("123")
statement.add_source_arn_condition("arn:z")
iam.CfnRole(stack, "Stm", assume_role_policy_document=iam.PolicyDocument(statements=[statement]))
loaded = iam.PolicyDocument.from_json(
    {
        "Version": "2012-10-17",
        "Statement": [{"Effect": "Allow", "NotAction": ["s3:*"], "NotResource": "*", "NotPrincipal": "*"}],
    }
)
iam.CfnRole(stack, "Loaded", assume_role_policy_document=loaded)
many = iam.PolicyStatement()
many.add_actions("b:b", "a:a")
many.add_all_resources()
many.add_any_principal()
many.add_arn_principal("arn:p")
many.add_aws_account_principal("222222222222")
many.add_canonical_user_principal("can")
many.add_federated_principal("fed", {})
many.add_service_principal("sqs.amazonaws.com")
many.add_condition("StringEquals", {"j": "w"})
many.add_account_condition("555")
many.sid = "Sid1"
iam.CfnRole(
    stack,
    "Many",
    assume_role_policy_document=iam.PolicyDocument(statements=[many, many.copy(sid="x", actions=["z:z"])]),
)
app.synth()
