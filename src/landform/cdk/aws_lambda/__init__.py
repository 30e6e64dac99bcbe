"""AWS::Lambda: functions and what belongs to them, and a class for every resource type."""

from landform.cdk.l1.service import service_members

_HOMES = {
    name: home
    for home, names in {
        "adot": "AdotLambdaExecWrapper AdotLambdaLayerGenericVersion "
        "AdotLambdaLayerJavaAutoInstrumentationVersion AdotLambdaLayerJavaScriptSdkVersion "
        "AdotLambdaLayerJavaSdkVersion AdotLambdaLayerPythonSdkVersion AdotLayerVersion",
        "alias": "Alias",
        "capacity_provider": "CapacityProvider InstanceTypeFilter PropagateTags ScalingOptions "
        "TargetTrackingScalingPolicy",
        "code": "AssetCode CfnParametersCode Code InlineCode S3Code S3CodeV2",
        "code_signing_config": "CodeSigningConfig",
        "docker_image_function": "DockerImageCode DockerImageFunction",
        "enums": "ApplicationLogLevel DestinationType EventSourceMappingLogLevel FunctionUrlAuthType "
        "HttpMethod InvokeMode LogFormat LoggingFormat MetricType ParamsAndSecretsLogLevel "
        "ParamsAndSecretsVersions RecursiveLoop RuntimeFamily S3ObjectStorageMode StartingPosition "
        "SystemLogLevel Tracing UntrustedArtifactOnDeployment",
        "event_invoke_config": "EventInvokeConfig",
        "event_source_mapping": "EventSourceMapping",
        "filesystem": "DirectS3Read FileSystem",
        "filters": "FilterCriteria FilterRule",
        "function": "Function",
        "function_base": "FunctionBase QualifiedFunctionBase",
        "function_url": "FunctionUrl",
        "image_code": "AssetImageCode EcrImageCode",
        "insights": "LambdaInsightsVersion",
        "layer_version": "LayerVersion",
        "params_and_secrets": "ParamsAndSecretsLayerVersion",
        "runtime": "Runtime",
        "singleton_function": "SingletonFunction",
        "values": "Architecture EventRecordFormat Handler KafkaSchemaRegistryAccessConfigType "
        "KafkaSchemaValidationAttribute RuntimeManagementMode SnapStartConf SourceAccessConfigurationType "
        "TenancyConfig",
        "version": "FunctionVersionUpgrade Version",
    }.items()
    for name in names.split()
}

__getattr__, __dir__ = service_members(__name__, "AWS::Lambda", _HOMES)
