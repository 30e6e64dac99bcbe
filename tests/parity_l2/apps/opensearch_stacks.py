from aws_cdk import App, SecretValue, Stack
from aws_cdk import aws_ec2 as ec2
from aws_cdk import aws_iam as iam
from aws_cdk import aws_opensearchservice as opensearch

app = App()
network = Stack(app, "Network")
vpc = ec2.Vpc(network, "Vpc", max_azs=2)
group = ec2.SecurityGroup(network, "Group", vpc=vpc)
stack = Stack(app, "Search")
domain = opensearch.Domain(
    stack,
    "Domain",
    version=opensearch.EngineVersion.OPENSEARCH_2_11,
    vpc=vpc,
    security_groups=[group],
    capacity=opensearch.CapacityConfig(data_nodes=2),
    encryption_at_rest=opensearch.EncryptionAtRestOptions(enabled=True),
    node_to_node_encryption=True,
    enforce_https=True,
    fine_grained_access_control=opensearch.AdvancedSecurityOptions(
        master_user_name="admin",
        master_user_password=SecretValue.secrets_manager("password"),
        saml_authentication_enabled=True,
        saml_authentication_options=opensearch.SAMLOptionsProperty(
            idp_entity_id="entity-of-the-provider", idp_metadata_content="<xml/>", session_timeout_minutes=30
        ),
    ),
)
reader = iam.Role(Stack(app, "Readers"), "Reader", assumed_by=iam.ServicePrincipal("lambda.amazonaws.com"))
domain.grant_read(reader)
app.synth()
