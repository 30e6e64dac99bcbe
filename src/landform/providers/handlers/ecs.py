"""Amazon ECS: clusters and task definitions."""

from typing import Final

from landform.providers.handlers.ecs_common import OWN_TAGS, active, definition, definition_property
from landform.providers.handlers.ecs_services import SERVICE
from landform.providers.handlers.forms import camel, pascal, respelt
from landform.providers.handlers.model import (
    ID,
    IDS,
    LOWER_TAGS,
    NAME,
    REMOVED_TAGS,
    Answer,
    Call,
    Code,
    Const,
    Convert,
    Create,
    Hook,
    Live,
    Prop,
    Read,
    ResourceHandler,
    Stable,
    TagUpdate,
    Text,
    Update,
    or_nothing,
)
from landform.providers.handlers.work import Work
from landform.providers.names import NameRule

CLUSTER_ARN: Final = Text("arn:{partition}:ecs:{region}:{account}:cluster/{physical_id}")


def _existing_cluster(work: Work) -> object:
    return active(work.call("DescribeClusters", {"clusters": [work.name]}).structures("clusters"))


def _pascal_live(name: str) -> Live:
    return Live(name, lambda found: pascal(found) or None)


CLUSTER: Final = ResourceHandler(
    type_name="AWS::ECS::Cluster",
    service="ecs",
    name=NameRule(max_length=255),
    name_property="ClusterName",
    exists=Hook(function=_existing_cluster),
    create=Create(
        action=Call(
            "CreateCluster",
            {
                "clusterName": NAME,
                "capacityProviders": Prop("CapacityProviders"),
                "configuration": Prop("Configuration", camel),
                "defaultCapacityProviderStrategy": Prop("DefaultCapacityProviderStrategy", camel),
                "serviceConnectDefaults": Prop("ServiceConnectDefaults", camel),
                "settings": Prop("ClusterSettings", camel),
                "tags": LOWER_TAGS,
            },
        ),
        physical_id=NAME,
    ),
    read=Read(
        action=Call(
            "DescribeClusters",
            {"clusters": IDS, "include": Const(["SETTINGS", "CONFIGURATIONS", "TAGS"])},
        ),
        at="clusters.0",
        properties={
            "CapacityProviders": Live("capacityProviders", or_nothing),
            "ClusterName": Live("clusterName"),
            "ClusterSettings": _pascal_live("settings"),
            "Configuration": _pascal_live("configuration"),
            "DefaultCapacityProviderStrategy": _pascal_live("defaultCapacityProviderStrategy"),
            "Tags": OWN_TAGS,
        },
    ),
    update=(
        Update(
            properties=("ClusterSettings", "Configuration", "ServiceConnectDefaults"),
            action=Call(
                "UpdateCluster",
                {
                    "cluster": ID,
                    "configuration": Prop(
                        "Configuration",
                        camel,
                        reset={"executeCommandConfiguration": {"logging": "DEFAULT"}},
                    ),
                    "serviceConnectDefaults": Prop("ServiceConnectDefaults", camel, reset={"namespace": ""}),
                    "settings": Prop(
                        "ClusterSettings",
                        camel,
                        reset=[{"name": "containerInsights", "value": "disabled"}],
                    ),
                },
            ),
        ),
        Update(
            properties=("CapacityProviders", "DefaultCapacityProviderStrategy"),
            action=Call(
                "PutClusterCapacityProviders",
                {
                    "cluster": ID,
                    "capacityProviders": Code(lambda work: work.desired.texts("CapacityProviders")),
                    "defaultCapacityProviderStrategy": Code(
                        lambda work: camel(work.desired.items_of("DefaultCapacityProviderStrategy"))
                    ),
                },
            ),
        ),
    ),
    tags=TagUpdate(
        add=Call("TagResource", {"resourceArn": CLUSTER_ARN, "tags": LOWER_TAGS}),
        remove=Call("UntagResource", {"resourceArn": CLUSTER_ARN, "tagKeys": REMOVED_TAGS}),
    ),
    delete=Call("DeleteCluster", {"cluster": ID}),
    reads_before_delete=True,
    stable=Stable(
        path="status",
        ready=frozenset({"ACTIVE"}),
        failed=frozenset({"FAILED"}),
        gone=frozenset({"INACTIVE"}),
        delay_seconds=2.0,
    ),
    attributes={"Arn": CLUSTER_ARN},
    unread={"ServiceConnectDefaults": "Write-only by the registry's word."},
)

SPELLINGS: Final = {
    # CloudFormation's word -> the service's, where more than the first letter differs.
    "EFSVolumeConfiguration": "efsVolumeConfiguration",
    "FSxWindowsFileServerVolumeConfiguration": "fsxWindowsFileServerVolumeConfiguration",
    "FilesystemId": "fileSystemId",
    "IAM": "iam",
    "ProxyConfigurationProperties": "properties",
}


def _spelled(*names: str) -> tuple[Convert, Convert]:
    """Two conversions of a property in which the names are spelled otherwise: to the service, and back."""
    there = {name: SPELLINGS[name] for name in names}
    back = {spelling: name for name, spelling in there.items()}
    return (
        lambda given: definition(respelt(given, there)),
        lambda found: definition_property(respelt(found, back)),
    )


TO_VOLUMES, FROM_VOLUMES = _spelled(
    "EFSVolumeConfiguration", "FSxWindowsFileServerVolumeConfiguration", "FilesystemId", "IAM"
)
TO_PROXY, FROM_PROXY = _spelled("ProxyConfigurationProperties")


DEFINITION_MEMBERS: Final = (
    # property, parameter
    ("ContainerDefinitions", "containerDefinitions"),
    ("Cpu", "cpu"),
    ("EnableFaultInjection", "enableFaultInjection"),
    ("EphemeralStorage", "ephemeralStorage"),
    ("ExecutionRoleArn", "executionRoleArn"),
    ("InferenceAccelerators", "inferenceAccelerators"),
    ("IpcMode", "ipcMode"),
    ("Memory", "memory"),
    ("NetworkMode", "networkMode"),
    ("PidMode", "pidMode"),
    ("PlacementConstraints", "placementConstraints"),
    ("RequiresCompatibilities", "requiresCompatibilities"),
    ("RuntimePlatform", "runtimePlatform"),
    ("TaskRoleArn", "taskRoleArn"),
)

TASK_DEFINITION: Final = ResourceHandler(
    type_name="AWS::ECS::TaskDefinition",
    service="ecs",
    name=NameRule(max_length=255),
    create=Create(
        action=Call(
            "RegisterTaskDefinition",
            {
                "family": Code(lambda work: work.desired.text("Family") or work.name, reads=("Family",)),
                **{parameter: Prop(name, definition) for name, parameter in DEFINITION_MEMBERS},
                "proxyConfiguration": Prop("ProxyConfiguration", TO_PROXY),
                "volumes": Prop("Volumes", TO_VOLUMES),
                "tags": LOWER_TAGS,
            },
        ),
        physical_id=Answer("taskDefinition.taskDefinitionArn"),
    ),
    read=Read(
        action=Call("DescribeTaskDefinition", {"taskDefinition": ID, "include": Const(["TAGS"])}),
        properties={
            "Family": Live("taskDefinition.family"),
            **{
                name: Live(f"taskDefinition.{parameter}", definition_property)
                for name, parameter in DEFINITION_MEMBERS
            },
            "ProxyConfiguration": Live("taskDefinition.proxyConfiguration", FROM_PROXY),
            "Volumes": Live("taskDefinition.volumes", FROM_VOLUMES),
            "Tags": OWN_TAGS,
        },
    ),
    tags=TagUpdate(
        add=Call("TagResource", {"resourceArn": ID, "tags": LOWER_TAGS}),
        remove=Call("UntagResource", {"resourceArn": ID, "tagKeys": REMOVED_TAGS}),
    ),
    delete=Call("DeregisterTaskDefinition", {"taskDefinition": ID}),
    reads_before_delete=True,
    stable=Stable(
        path="taskDefinition.status",
        ready=frozenset({"ACTIVE"}),
        gone=frozenset({"INACTIVE", "DELETE_IN_PROGRESS"}),
    ),
    attributes={"TaskDefinitionArn": Text("{physical_id}")},
    not_found_texts=("Unable to describe task definition", "The specified task definition does not exist"),
    embedded_gaps={"EnableFaultInjection": "Accepted and not kept."},
)

HANDLERS: Final = (CLUSTER, TASK_DEFINITION, SERVICE)
