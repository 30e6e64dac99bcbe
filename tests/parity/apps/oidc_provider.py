"""An OpenID Connect provider that a custom resource makes."""

from aws_cdk import App, CfnOutput, RemovalPolicy, Stack
from aws_cdk import aws_iam as iam

app = App()
stack = Stack(app, "Oidc")
provider = iam.OpenIdConnectProvider(
    stack, "Provider", url="https://example.com/issuer", client_ids=["jobs"], thumbprints=["0" * 40]
)
iam.OpenIdConnectProvider(stack, "Kept", url="https://example.org", removal_policy=RemovalPolicy.RETAIN)
CfnOutput(stack, "Arn", value=provider.open_id_connect_provider_arn)
CfnOutput(stack, "Issuer", value=provider.open_id_connect_provider_issuer)
iam.Role(stack, "Role", assumed_by=iam.OpenIdConnectPrincipal(provider))
app.synth()
