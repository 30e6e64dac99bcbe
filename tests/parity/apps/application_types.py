"""Resources of API Gateway, CloudFront, Cognito, CloudWatch, RDS and WAF."""

from aws_cdk import App, CfnOutput, Stack
from aws_cdk import aws_apigateway as apigateway
from aws_cdk import aws_apigatewayv2 as apigatewayv2
from aws_cdk import aws_cloudfront as cloudfront
from aws_cdk import aws_cloudwatch as cloudwatch
from aws_cdk import aws_cognito as cognito
from aws_cdk import aws_rds as rds
from aws_cdk import aws_wafv2 as wafv2

app = App()
stack = Stack(app, "Application")
api = apigateway.CfnRestApi(
    stack,
    "Api",
    name="a",
    endpoint_configuration=apigateway.CfnRestApi.EndpointConfigurationProperty(types=["REGIONAL"]),
)
apigateway.CfnMethod(
    stack,
    "Method",
    http_method="GET",
    resource_id=api.attr_root_resource_id,
    rest_api_id=api.ref,
    authorization_type="NONE",
    request_parameters={"method.request.path.x": True},
    integration=apigateway.CfnMethod.IntegrationProperty(
        type="MOCK",
        request_templates={"application/json": "{}"},
        integration_responses=[
            apigateway.CfnMethod.IntegrationResponseProperty(
                status_code="200", response_parameters={"a": "b"}
            )
        ],
    ),
)
apigatewayv2.CfnApi(stack, "Http", name="h", protocol_type="HTTP", tags={"k": "v"})
distribution = cloudfront.CfnDistribution(
    stack,
    "Distribution",
    distribution_config=cloudfront.CfnDistribution.DistributionConfigProperty(
        enabled=True,
        ipv6_enabled=True,
        http_version="http2",
        default_cache_behavior=cloudfront.CfnDistribution.DefaultCacheBehaviorProperty(
            target_origin_id="o", viewer_protocol_policy="redirect-to-https", min_ttl=0
        ),
        origins=[
            cloudfront.CfnDistribution.OriginProperty(
                id="o",
                domain_name="x",
                custom_origin_config=cloudfront.CfnDistribution.CustomOriginConfigProperty(
                    origin_protocol_policy="https-only", http_port=80, origin_ssl_protocols=["TLSv1.2"]
                ),
            )
        ],
        viewer_certificate={"acmCertificateArn": "c", "sslSupportMethod": "sni-only"},
    ),
)
cognito.CfnUserPool(
    stack,
    "Pool",
    mfa_configuration="OFF",
    user_pool_tags={"t": "v"},
    policies=cognito.CfnUserPool.PoliciesProperty(
        password_policy=cognito.CfnUserPool.PasswordPolicyProperty(minimum_length=12)
    ),
    schema=[cognito.CfnUserPool.SchemaAttributeProperty(name="n", mutable=True)],
)
cloudwatch.CfnAlarm(
    stack,
    "Alarm",
    comparison_operator="GreaterThanThreshold",
    evaluation_periods=1,
    threshold=0.5,
    metrics=[
        cloudwatch.CfnAlarm.MetricDataQueryProperty(
            id="m",
            metric_stat=cloudwatch.CfnAlarm.MetricStatProperty(
                metric=cloudwatch.CfnAlarm.MetricProperty(
                    metric_name="n",
                    dimensions=[cloudwatch.CfnAlarm.DimensionProperty(name="d", value=api.ref)],
                ),
                period=60,
                stat="Sum",
            ),
        )
    ],
)
database = rds.CfnDBInstance(
    stack,
    "Database",
    db_instance_class="db.t3.micro",
    engine="postgres",
    enable_iam_database_authentication=True,
    vpc_security_groups=["sg"],
    ca_certificate_identifier="c",
)
cluster = rds.CfnDBCluster(stack, "Cluster", engine="aurora-mysql", db_cluster_identifier="c")
wafv2.CfnWebACL(
    stack,
    "Acl",
    default_action=wafv2.CfnWebACL.DefaultActionProperty(allow={}),
    scope="REGIONAL",
    visibility_config=wafv2.CfnWebACL.VisibilityConfigProperty(
        cloud_watch_metrics_enabled=True, metric_name="m", sampled_requests_enabled=True
    ),
    rules=[
        wafv2.CfnWebACL.RuleProperty(
            name="r",
            priority=1,
            statement={"managedRuleGroupStatement": {"name": "n", "vendorName": "AWS"}},
            override_action={"none": {}},
            visibility_config={
                "cloudWatchMetricsEnabled": True,
                "metricName": "m",
                "sampledRequestsEnabled": True,
            },
        )
    ],
)
CfnOutput(stack, "Address", value=f"{database.attr_endpoint_address}:{database.attr_endpoint_port}")
CfnOutput(stack, "ClusterAddress", value=cluster.attr_endpoint_address)
CfnOutput(stack, "ReadAddress", value=cluster.attr_read_endpoint_address)
CfnOutput(stack, "Domain", value=distribution.attr_domain_name)
app.synth()
