"""Custom resources: providers built on the user's functions, and resources that are calls of the SDK.

Source: https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/template-custom-resources.html
"""

from landform.cdk.l1.service import service_members

_HOMES = {
    "AwsCustomResource": "aws_custom_resource",
    "AwsCustomResourcePolicy": "sdk_calls",
    "CustomResourceConfig": "config",
    "CustomResourceLambdaRuntime": "config",
    "CustomResourceLogRetention": "config",
    "CustomResourceRemovalPolicy": "config",
    "Logging": "sdk_calls",
    "PhysicalResourceId": "sdk_calls",
    "PhysicalResourceIdReference": "sdk_calls",
    "Provider": "provider",
    "WaiterStateMachine": "waiter",
}

__getattr__, __dir__ = service_members(__name__, "", _HOMES)
