"""Tasks of Step Functions: states that call a service.

Source: https://docs.aws.amazon.com/step-functions/latest/dg/integrate-services.html
"""

from landform.cdk.l1.service import service_members

_FILES = {
    "api_gateway": "AuthType CallApiGatewayHttpApiEndpoint CallApiGatewayRestApiEndpoint HttpMethod",
    "athena": "AthenaGetQueryExecution AthenaGetQueryResults AthenaStartQueryExecution "
    "AthenaStopQueryExecution EncryptionOption",
    "aws_sdk": "CallAwsService CallAwsServiceCrossRegion",
    "batch": "BatchSubmitJob",
    "bedrock": "BedrockCreateModelCustomizationJob BedrockInvokeModel CustomizationType Guardrail",
    "code_build": "CodeBuildStartBuild CodeBuildStartBuildBatch",
    "dynamodb": "DynamoConsumedCapacity DynamoDeleteItem DynamoGetItem DynamoItemCollectionMetrics "
    "DynamoPutItem DynamoReturnValues DynamoUpdateItem",
    "dynamodb_values": "DynamoAttributeValue DynamoProjectionExpression",
    "ecs": "CapacityProviderOptions EcsEc2LaunchTarget EcsFargateLaunchTarget EcsRunTask",
    "eks": "EksCall HttpMethods",
    "emr": "ActionOnFailure EmrAddStep EmrCancelStep EmrModifyInstanceFleetByName "
    "EmrModifyInstanceGroupByName EmrSetClusterTerminationProtection EmrTerminateCluster",
    "emr_containers": "EksClusterInput EmrContainersCreateVirtualCluster EmrContainersDeleteVirtualCluster "
    "VirtualClusterInput",
    "emr_create_cluster": "EmrCreateCluster",
    "emr_job_run": "Classification EmrContainersStartJobRun ReleaseLabel",
    "evaluate_expression": "EvaluateExpression",
    "executions": "StepFunctionsInvokeActivity StepFunctionsStartExecution",
    "glue": "ExecutionClass GlueDataBrewStartJobRun GlueStartCrawlerRun GlueStartJobRun WorkerType "
    "WorkerTypeV2",
    "http": "HttpInvoke URLEncodingFormat",
    "lambda_invoke": "LambdaInvocationType LambdaInvoke",
    "media_convert": "MediaConvertCreateJob",
    "messages": "EventBridgePutEvents MessageAttributeDataType SnsPublish SqsSendMessage",
    "sagemaker_choices": "AssembleWith BatchStrategy CompressionType InputMode Mode RecordWrapperType "
    "S3DataDistributionType S3DataType SplitType",
    "sagemaker_endpoints": "SageMakerCreateEndpoint SageMakerCreateEndpointConfig SageMakerCreateModel "
    "SageMakerUpdateEndpoint",
    "sagemaker_jobs": "SageMakerCreateTrainingJob SageMakerCreateTransformJob",
    "sagemaker_values": "AcceleratorClass AcceleratorType ContainerDefinition DockerImage S3Location",
    "scheduler": "ActionAfterCompletion EventBridgeSchedulerCreateScheduleTask EventBridgeSchedulerTarget "
    "Schedule",
}
_HOMES = {name: file for file, names in _FILES.items() for name in names.split()}

__getattr__, __dir__ = service_members(__name__, "", _HOMES)
