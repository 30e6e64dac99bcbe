"""Amazon SageMaker AI: models and endpoints."""

from typing import Final

from landform.providers.handlers.model import (
    ID,
    NAME,
    REMOVED_TAGS,
    TAGS,
    Answer,
    Call,
    Code,
    Create,
    Live,
    Prop,
    Read,
    ResourceHandler,
    Stable,
    TagUpdate,
    Text,
    Update,
    listed_tags,
)
from landform.providers.handlers.work import Work
from landform.providers.names import NameRule

NAME_RULE: Final = NameRule(max_length=63, has_stack=False)

MISSING: Final = ("Could not find",)
"""SageMaker answers ValidationException for what does not exist."""

ARN_TAGS: Final = TagUpdate(
    add=Call("AddTags", {"ResourceArn": ID, "Tags": TAGS}),
    remove=Call("DeleteTags", {"ResourceArn": ID, "TagKeys": REMOVED_TAGS}),
)


def _name_in_arn(work: Work) -> str:
    return work.id_part("/", -1)


NAME_IN_ARN: Final = Code(_name_in_arn)


OWN_TAGS: Final = listed_tags("ListTags", "ResourceArn", ID)

MODEL: Final = ResourceHandler(
    type_name="AWS::SageMaker::Model",
    service="sagemaker",
    name=NAME_RULE,
    name_property="ModelName",
    exists=Call("DescribeModel", {"ModelName": Prop("ModelName")}),
    create=Create(
        action=Call(
            "CreateModel",
            {
                "ModelName": NAME,
                **{
                    name: Prop(name)
                    for name in (
                        "Containers",
                        "EnableNetworkIsolation",
                        "ExecutionRoleArn",
                        "InferenceExecutionConfig",
                        "PrimaryContainer",
                        "VpcConfig",
                    )
                },
                "Tags": TAGS,
            },
        ),
        physical_id=Answer("ModelArn"),
    ),
    read=Read(
        action=Call("DescribeModel", {"ModelName": NAME_IN_ARN}),
        properties={
            **{
                name: Live(name, lambda value: value or None)
                for name in (
                    "Containers",
                    "EnableNetworkIsolation",
                    "ExecutionRoleArn",
                    "InferenceExecutionConfig",
                    "ModelName",
                    "PrimaryContainer",
                    "VpcConfig",
                )
            },
            "Tags": OWN_TAGS,
        },
    ),
    tags=ARN_TAGS,
    delete=Call("DeleteModel", {"ModelName": NAME_IN_ARN}),
    not_found_texts=MISSING,
    embedded_gaps=dict.fromkeys(
        ("EnableNetworkIsolation", "InferenceExecutionConfig"), "Accepted and not kept."
    ),
    attributes={"ModelArn": Text("{physical_id}"), "ModelName": NAME_IN_ARN},
)

CONFIG_PROPERTIES: Final = (
    "AsyncInferenceConfig",
    "DataCaptureConfig",
    "EnableNetworkIsolation",
    "ExecutionRoleArn",
    "ExplainerConfig",
    "KmsKeyId",
    "MetricsConfig",
    "ProductionVariants",
    "ShadowProductionVariants",
    "VpcConfig",
)

ENDPOINT_CONFIG: Final = ResourceHandler(
    type_name="AWS::SageMaker::EndpointConfig",
    service="sagemaker",
    name=NAME_RULE,
    name_property="EndpointConfigName",
    exists=Call("DescribeEndpointConfig", {"EndpointConfigName": Prop("EndpointConfigName")}),
    create=Create(
        action=Call(
            "CreateEndpointConfig",
            {
                "EndpointConfigName": NAME,
                **{name: Prop(name) for name in CONFIG_PROPERTIES},
                "Tags": TAGS,
            },
        ),
        physical_id=Answer("EndpointConfigArn"),
    ),
    read=Read(
        action=Call("DescribeEndpointConfig", {"EndpointConfigName": NAME_IN_ARN}),
        properties={
            "EndpointConfigName": Live("EndpointConfigName"),
            **{name: Live(name, lambda value: value or None) for name in CONFIG_PROPERTIES},
            "Tags": OWN_TAGS,
        },
    ),
    tags=ARN_TAGS,
    delete=Call("DeleteEndpointConfig", {"EndpointConfigName": NAME_IN_ARN}),
    not_found_texts=MISSING,
    embedded_gaps=dict.fromkeys(
        (
            "EnableNetworkIsolation",
            "ExecutionRoleArn",
            "ExplainerConfig",
            "MetricsConfig",
            "ShadowProductionVariants",
            "VpcConfig",
        ),
        "Accepted and not kept.",
    ),
    attributes={"EndpointConfigArn": Text("{physical_id}"), "EndpointConfigName": NAME_IN_ARN},
)

ENDPOINT: Final = ResourceHandler(
    type_name="AWS::SageMaker::Endpoint",
    service="sagemaker",
    name=NAME_RULE,
    name_property="EndpointName",
    exists=Call("DescribeEndpoint", {"EndpointName": Prop("EndpointName")}),
    create=Create(
        action=Call(
            "CreateEndpoint",
            {
                "EndpointName": NAME,
                "EndpointConfigName": Prop("EndpointConfigName"),
                "DeploymentConfig": Prop("DeploymentConfig"),
                "Tags": TAGS,
            },
        ),
        physical_id=Answer("EndpointArn"),
    ),
    read=Read(
        action=Call("DescribeEndpoint", {"EndpointName": NAME_IN_ARN}),
        properties={
            "EndpointName": Live("EndpointName"),
            "EndpointConfigName": Live("EndpointConfigName"),
            "DeploymentConfig": Live("LastDeploymentConfig"),
            "Tags": OWN_TAGS,
        },
    ),
    update=(
        Update(
            properties=("EndpointConfigName",),
            action=Call(
                "UpdateEndpoint",
                {
                    "EndpointName": NAME_IN_ARN,
                    "EndpointConfigName": Prop("EndpointConfigName"),
                    "DeploymentConfig": Prop("DeploymentConfig"),
                    "ExcludeRetainedVariantProperties": Prop("ExcludeRetainedVariantProperties"),
                    "RetainAllVariantProperties": Prop("RetainAllVariantProperties"),
                    "RetainDeploymentConfig": Prop("RetainDeploymentConfig"),
                },
            ),
        ),
        # These say how the next change of configuration is to be made; alone they change nothing.
        Update(
            properties=(
                "DeploymentConfig",
                "ExcludeRetainedVariantProperties",
                "RetainAllVariantProperties",
                "RetainDeploymentConfig",
            ),
            action=Call("DescribeEndpoint", {"EndpointName": NAME_IN_ARN}),
        ),
    ),
    tags=ARN_TAGS,
    delete=Call("DeleteEndpoint", {"EndpointName": NAME_IN_ARN}),
    waits_for_delete=True,
    stable=Stable(
        path="EndpointStatus",
        ready=frozenset({"InService"}),
        failed=frozenset({"Failed", "OutOfService", "UpdateRollbackFailed"}),
        reason_path="FailureReason",
        delay_seconds=15.0,
    ),
    not_found_texts=MISSING,
    attributes={"EndpointArn": Text("{physical_id}"), "EndpointName": NAME_IN_ARN},
    unread={
        **dict.fromkeys(
            ("ExcludeRetainedVariantProperties", "RetainAllVariantProperties", "RetainDeploymentConfig"),
            "Write-only by the registry's word.",
        ),
    },
    embedded_gaps={
        "DeploymentConfig": "Every change is made at once.",
        **dict.fromkeys(
            ("ExcludeRetainedVariantProperties", "RetainAllVariantProperties", "RetainDeploymentConfig"),
            "Accepted without effect: an endpoint is as its configuration says.",
        ),
    },
)

HANDLERS: Final = (MODEL, ENDPOINT_CONFIG, ENDPOINT)
