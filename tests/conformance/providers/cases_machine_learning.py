"""SageMaker."""

from tests.conformance.providers.case import Case
from tests.conformance.providers.cases_identity import ROLE
from tests.conformance.providers.cases_network import GROUP, SUBNET, VPC, tags

IMAGE = "123456789012.dkr.ecr.us-east-1.amazonaws.com/model:1"
MODEL = (
    "Model",
    "AWS::SageMaker::Model",
    {
        "ExecutionRoleArn": "@Role.Arn",
        "PrimaryContainer": {"Image": IMAGE, "ModelDataUrl": "s3://m/m.tar.gz"},
    },
)
VARIANT = {
    "InitialInstanceCount": 1,
    "InitialVariantWeight": 1.0,
    "InstanceType": "ml.g5.xlarge",
    "ModelName": "@Model.ModelName",
    "VariantName": "blue",
}
CONFIG = ("Config", "AWS::SageMaker::EndpointConfig", {"ProductionVariants": [VARIANT]})
OTHER_CONFIG = (
    "OtherConfig",
    "AWS::SageMaker::EndpointConfig",
    {"ProductionVariants": [{**VARIANT, "InstanceType": "ml.g5.2xlarge"}]},
)

CASES = (
    Case(
        type_name="AWS::SageMaker::Model",
        properties={
            "ModelName": "it",
            "ExecutionRoleArn": "@Role.Arn",
            "PrimaryContainer": {
                "Image": IMAGE,
                "ModelDataUrl": "s3://m/m.tar.gz",
                "Environment": {"MODE": "fast"},
            },
            "EnableNetworkIsolation": True,
            "VpcConfig": {"SecurityGroupIds": ["@Group"], "Subnets": ["@Subnet"]},
            "Tags": tags(a="1", b="2"),
        },
        updates=(),
        replaced={
            "ModelName": "other",
            "ExecutionRoleArn": "@Role.Arn",
            "Containers": [{"Image": IMAGE, "ContainerHostname": "one"}],
        },
        needs=(ROLE, VPC, SUBNET, GROUP),
    ),
    Case(
        type_name="AWS::SageMaker::EndpointConfig",
        properties={
            "EndpointConfigName": "it",
            "ProductionVariants": [VARIANT],
            "KmsKeyId": "alias/it",
            "DataCaptureConfig": {
                "EnableCapture": True,
                "InitialSamplingPercentage": 50,
                "DestinationS3Uri": "s3://captured/",
                "CaptureOptions": [{"CaptureMode": "Input"}],
            },
            "Tags": tags(a="1"),
        },
        replaced={"ProductionVariants": [VARIANT]},
        needs=(ROLE, MODEL),
    ),
    Case(
        type_name="AWS::SageMaker::Endpoint",
        properties={
            "EndpointName": "it",
            "EndpointConfigName": "@Config.EndpointConfigName",
            "Tags": tags(a="1", b="2"),
        },
        updates=(
            {
                "EndpointName": "it",
                "EndpointConfigName": "@OtherConfig.EndpointConfigName",
                "Tags": tags(a="3"),
            },
        ),
        replaced={"EndpointConfigName": "@Config.EndpointConfigName"},
        needs=(ROLE, MODEL, CONFIG, OTHER_CONFIG),
    ),
)
