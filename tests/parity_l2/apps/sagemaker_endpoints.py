from aws_cdk import App, CfnOutput, Duration, Stack
from aws_cdk import aws_applicationautoscaling as scaling
from aws_cdk import aws_cloudwatch as cloudwatch
from aws_cdk import aws_ecr as ecr
from aws_cdk import aws_iam as iam
from aws_cdk import aws_kms as kms
from aws_cdk import aws_sagemaker_alpha as sagemaker

app = App()
stack = Stack(app, "Endpoints", env={"account": "111122223333", "region": "us-east-1"})
image = sagemaker.ContainerImage.from_ecr_repository(
    ecr.Repository.from_repository_name(stack, "Repository", "models"), "v1"
)
model = sagemaker.Model(stack, "Model", containers=[{"image": image}])
key = kms.Key(stack, "Key")

plain = sagemaker.EndpointConfig(
    stack,
    "Plain",
    instance_production_variants=[
        sagemaker.InstanceProductionVariantProps(
            model=model, variant_name="only", instance_type=sagemaker.InstanceType.C5_XLARGE
        )
    ],
)
full = sagemaker.EndpointConfig(
    stack,
    "Full",
    endpoint_config_name="the-config",
    encryption_key=key,
    instance_production_variants=[
        sagemaker.InstanceProductionVariantProps(
            model=model,
            variant_name="first",
            accelerator_type=sagemaker.AcceleratorType.EIA2_MEDIUM,
            container_startup_health_check_timeout=Duration.minutes(10),
            initial_instance_count=3,
            initial_variant_weight=0.75,
            instance_type=sagemaker.InstanceType.M5_LARGE,
        ),
    ],
)
full.add_instance_production_variant(
    model=model,
    variant_name="second",
    accelerator_type=sagemaker.AcceleratorType.of("ml.eia9.huge"),
    initial_variant_weight=0,
    instance_type=sagemaker.InstanceType.of("ml.g99.xlarge"),
)
serverless = sagemaker.EndpointConfig(
    stack,
    "Serverless",
    serverless_production_variant=sagemaker.ServerlessProductionVariantProps(
        model=model,
        variant_name="serverless",
        max_concurrency=20,
        memory_size_in_mb=2048,
        provisioned_concurrency=5,
        initial_variant_weight=0.5,
    ),
)
sparse = sagemaker.EndpointConfig(
    stack, "Sparse", encryption_key=kms.CfnKey(stack, "PlainKey", key_policy={})
)
sparse.add_serverless_production_variant(
    model=model, variant_name="serverless", max_concurrency=200, memory_size_in_mb=6144
)

endpoint = sagemaker.Endpoint(stack, "Endpoint", endpoint_config=full, endpoint_name="the-endpoint")
unnamed = sagemaker.Endpoint(stack, "Unnamed", endpoint_config=plain)
sagemaker.Endpoint(stack, "ServerlessEndpoint", endpoint_config=serverless)
caller = iam.Role(stack, "Caller", assumed_by=iam.AccountRootPrincipal())
endpoint.grant_invoke(caller)
unnamed.grant_invoke(caller)
for name, value in {
    "EndpointName": unnamed.endpoint_name,
    "EndpointArn": unnamed.endpoint_arn,
    "EndpointRefArn": unnamed.endpoint_ref.endpoint_arn,
    "ConfigName": plain.endpoint_config_name,
    "ConfigArn": plain.endpoint_config_arn,
    "Variants": ",".join(each.variant_name for each in endpoint.instance_production_variants),
}.items():
    CfnOutput(stack, name, value=value)

for kind in (sagemaker.InstanceType, sagemaker.AcceleratorType):
    listed = sorted(name for name in dir(kind) if name.isupper() and name != "PROPERTY_INJECTION_ID")
    names = [f"{name} is {getattr(kind, name).to_string()}" for name in listed]
    CfnOutput(stack, f"{kind.__name__}s", value=", ".join(names))

variant = endpoint.find_instance_production_variant("first")
options = {"period": Duration.minutes(1), "statistic": "Maximum", "label": "A label"}
metrics = {
    "Custom": variant.metric("AWS/SageMaker", "Anything"),
    "CustomOptions": variant.metric("Other", "Anything", **options),
    "CustomDimensions": variant.metric("Other", "Anything", dimensions_map={"More": "x"}),
    "Cpu": variant.metric_cpu_utilization(),
    "Disk": variant.metric_disk_utilization(),
    "GpuMemory": variant.metric_gpu_memory_utilization(),
    "Gpu": variant.metric_gpu_utilization(),
    "Invocations": variant.metric_invocations(),
    "PerInstance": variant.metric_invocations_per_instance(),
    "Memory": variant.metric_memory_utilization(),
    "ModelLatency": variant.metric_model_latency(),
    "OverheadLatency": variant.metric_overhead_latency(),
    "OptionsCpu": variant.metric_cpu_utilization(**options),
    "OptionsInvocations": variant.metric_invocations(**options),
    "OptionsLatency": variant.metric_model_latency(**options),
}
for code in sagemaker.InvocationHttpResponseCode:
    metrics[code.name.title().replace("_", "")] = variant.metric_invocation_response_code(code)
    metrics["Options" + code.name.title().replace("_", "")] = variant.metric_invocation_response_code(
        code, **options
    )
for name, metric in metrics.items():
    cloudwatch.Alarm(stack, f"{name}Alarm", metric=metric, threshold=1, evaluation_periods=1)

count = variant.auto_scale_instance_count(min_capacity=2, max_capacity=8)
count.scale_on_invocations(
    "Invocations",
    max_requests_per_second=30,
    safety_factor=0.8,
    disable_scale_in=True,
    policy_name="invocations",
    scale_in_cooldown=Duration.minutes(5),
    scale_out_cooldown=Duration.minutes(1),
)
only = unnamed.find_instance_production_variant("only")
only.auto_scale_instance_count(max_capacity=4).scale_on_invocations("Scaling", max_requests_per_second=7)
made = sagemaker.ScalableInstanceCount(
    stack,
    "Count",
    dimension="sagemaker:variant:DesiredInstanceCount",
    max_capacity=3,
    resource_id="endpoint/other/variant/v",
    role=caller,
    service_namespace=scaling.ServiceNamespace.SAGEMAKER,
)
made.scale_on_invocations("Rate", max_requests_per_second=0.5, safety_factor=1)

imports = Stack(app, "Imports", env={"account": "111122223333", "region": "us-east-1"})
by_arn = sagemaker.Endpoint.from_endpoint_arn(
    imports, "ByArn", "arn:aws:sagemaker:eu-west-1:444455556666:endpoint/arn-endpoint"
)
by_name = sagemaker.Endpoint.from_endpoint_name(imports, "ByName", "named-endpoint")
by_attributes = sagemaker.Endpoint.from_endpoint_attributes(
    imports,
    "ByAttributes",
    endpoint_arn="arn:aws:sagemaker:us-east-1:111122223333:endpoint/attribute-endpoint",
)
role = iam.Role(imports, "Caller", assumed_by=iam.AccountRootPrincipal())
for each in (by_arn, by_name, by_attributes):
    each.grant_invoke(role)
    CfnOutput(imports, f"{each.node.id}Name", value=each.endpoint_name)
    CfnOutput(imports, f"{each.node.id}EndpointArn", value=each.endpoint_arn)
for config in (
    sagemaker.EndpointConfig.from_endpoint_config_arn(
        imports, "ConfigByArn", "arn:aws:sagemaker:us-east-1:111122223333:endpoint-config/arn-config"
    ),
    sagemaker.EndpointConfig.from_endpoint_config_name(imports, "ConfigByName", "named-config"),
):
    CfnOutput(imports, f"{config.node.id}Name", value=config.endpoint_config_name)
    CfnOutput(imports, f"{config.node.id}Arn", value=config.endpoint_config_arn)
    sagemaker.Endpoint(imports, f"Of{config.node.id}", endpoint_config=config)
app.synth()
