from aws_cdk import App, Stack
from aws_cdk import aws_cognito as cognito
from aws_cdk import aws_iam as iam
from aws_cdk import aws_logs as logs
from aws_cdk import aws_opensearchservice as opensearch

app = App(
    context={
        "@aws-cdk/aws-opensearchservice:enableOpensearchMultiAzWithStandby": True,
        "@aws-cdk/aws-iam:minimizePolicies": True,
        "@aws-cdk/core:enablePartitionLiterals": True,
        "@aws-cdk/customresources:installLatestAwsSdkDefault": False,
    }
)
stack = Stack(app, "Recommended", env={"account": "111122223333", "region": "eu-west-1"})
users = cognito.CfnUserPool(stack, "Users")
identities = cognito.CfnIdentityPool(stack, "Identities", allow_unauthenticated_identities=False)
role = iam.Role(stack, "Role", assumed_by=iam.ServicePrincipal("opensearchservice.amazonaws.com"))
opensearch.Domain(
    stack,
    "Standby",
    version=opensearch.EngineVersion.OPENSEARCH_2_19,
    domain_name="standby",
    capacity=opensearch.CapacityConfig(data_nodes=3, master_nodes=3),
    zone_awareness=opensearch.ZoneAwarenessConfig(enabled=True, availability_zone_count=3),
    cognito_dashboards_auth=opensearch.CognitoOptions(
        identity_pool_id=identities.ref, user_pool_id=users.ref, role=role
    ),
    logging=opensearch.LoggingOptions(
        slow_index_log_enabled=True, slow_index_log_group=logs.LogGroup(stack, "Slow")
    ),
    enable_auto_software_update=True,
    ip_address_type=opensearch.IpAddressType.DUAL_STACK,
)
opensearch.Domain(
    stack,
    "Unsigned",
    version=opensearch.EngineVersion.ELASTICSEARCH_7_10,
    use_unsigned_basic_auth=True,
    capacity=opensearch.CapacityConfig(multi_az_with_standby_enabled=False),
)
app.synth()
