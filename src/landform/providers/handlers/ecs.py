"""Amazon ECS."""

from typing import Any, Final

from landform.providers.handlers.forms import camel, pascal
from landform.providers.handlers.model import (
    ID,
    IDS,
    LOWER_TAGS,
    NAME,
    REMOVED_TAGS,
    TOKEN,
    Answer,
    Call,
    Code,
    Const,
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
    own_tags,
)
from landform.providers.handlers.work import Work
from landform.providers.names import NameRule

CLUSTER_ARN: Final = Text("arn:{partition}:ecs:{region}:{account}:cluster/{physical_id}")


def _active(found: list[dict[str, Any]]) -> Any:
    return next((each for each in found if each["status"] == "ACTIVE"), None)


def _existing_cluster(work: Work) -> Any:
    return _active(work.call("DescribeClusters", {"clusters": [work.name]})["clusters"])


def _existing_service(work: Work) -> Any:
    cluster = work.desired.get("Cluster") or "default"
    return _active(work.call("DescribeServices", {"cluster": cluster, "services": [work.name]})["services"])


def _pascal_live(name: str) -> Live:
    return Live(name, lambda found: pascal(found) or None)


OWN_TAGS: Final = own_tags("tags")

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
            "CapacityProviders": Live("capacityProviders", lambda found: found or None),
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
                    "configuration": Prop("Configuration", camel),
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
                    "capacityProviders": Code(lambda work: work.desired.get("CapacityProviders") or []),
                    "defaultCapacityProviderStrategy": Code(
                        lambda work: camel(work.desired.get("DefaultCapacityProviderStrategy") or [])
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

OPAQUE: Final = frozenset({"DockerLabels", "DriverOpts", "Labels", "Options"})
"""Members of container definitions and volumes whose keys are the user's."""

LOWER_OPAQUE: Final = frozenset(name[0].lower() + name[1:] for name in OPAQUE)


def _definition(given: Any) -> Any:
    return camel(given, OPAQUE)


def _definition_property(found: Any) -> Any:
    return pascal(found, LOWER_OPAQUE) or None


VOLUME_NAMES: Final = {
    # CloudFormation and the service write these with other capitals than the rule says.
    "eFSVolumeConfiguration": "efsVolumeConfiguration",
    "fSxWindowsFileServerVolumeConfiguration": "fsxWindowsFileServerVolumeConfiguration",
    "filesystemId": "fileSystemId",
    "iAM": "iam",
}


def _respelled(value: Any) -> Any:
    if isinstance(value, dict):
        return {VOLUME_NAMES.get(key, key): _respelled(item) for key, item in value.items()}
    return [_respelled(item) for item in value] if isinstance(value, list) else value


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
    ("ProxyConfiguration", "proxyConfiguration"),
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
                "family": Code(lambda work: work.desired.get("Family") or work.name, reads=("Family",)),
                **{parameter: Prop(name, _definition) for name, parameter in DEFINITION_MEMBERS},
                "volumes": Prop("Volumes", lambda given: _respelled(_definition(given))),
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
                name: Live(f"taskDefinition.{parameter}", _definition_property)
                for name, parameter in DEFINITION_MEMBERS
            },
            "Volumes": Live("taskDefinition.volumes", _definition_property),
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
)

SERVICE_MEMBERS: Final = (
    # property, parameter, can an update change it
    ("AvailabilityZoneRebalancing", "availabilityZoneRebalancing", True),
    ("CapacityProviderStrategy", "capacityProviderStrategy", True),
    ("DeploymentConfiguration", "deploymentConfiguration", True),
    ("DeploymentController", "deploymentController", True),
    ("DesiredCount", "desiredCount", True),
    ("EnableECSManagedTags", "enableECSManagedTags", True),
    ("EnableExecuteCommand", "enableExecuteCommand", True),
    ("GatewayConnectors", "gatewayConnectors", True),
    ("HealthCheckGracePeriodSeconds", "healthCheckGracePeriodSeconds", True),
    ("LaunchType", "launchType", False),
    ("LoadBalancers", "loadBalancers", True),
    ("Monitoring", "monitoring", True),
    ("NetworkConfiguration", "networkConfiguration", True),
    ("PlacementConstraints", "placementConstraints", True),
    ("PlacementStrategies", "placementStrategy", True),
    ("PlatformVersion", "platformVersion", True),
    ("PropagateTags", "propagateTags", True),
    ("Role", "role", False),
    ("SchedulingStrategy", "schedulingStrategy", False),
    ("ServiceConnectConfiguration", "serviceConnectConfiguration", True),
    ("ServiceRegistries", "serviceRegistries", True),
    ("TaskDefinition", "taskDefinition", True),
    ("VolumeConfigurations", "volumeConfigurations", True),
    ("VpcLatticeConfigurations", "vpcLatticeConfigurations", True),
)

SERVICE_WRITE_ONLY: Final = (
    "ForceNewDeployment",
    "GatewayConnectors",
    "Monitoring",
    "ServiceConnectConfiguration",
    "VolumeConfigurations",
)


def _in_arn(position: int) -> Code:
    """A part of `arn:…:service/cluster/name`."""
    return Code(lambda work: work.physical_id.split("/")[position])


SERVICE_CLUSTER: Final = Code(
    lambda work: work.desired.get("Cluster") or work.previous.get("Cluster") or "default",
    reads=("Cluster",),
)


def _cluster_property(work: Work) -> Any:
    found = str((work.live or {}).get("clusterArn"))
    given = str(work.desired.get("Cluster", ""))
    return given if given and found.rsplit("/", 1)[1] == given.rsplit("/", 1)[-1] else found


def _task_definition_property(work: Work) -> Any:
    found = str((work.live or {}).get("taskDefinition"))
    given = str(work.desired.get("TaskDefinition", ""))
    return given if given and found.endswith(given) else found


SERVICE: Final = ResourceHandler(
    type_name="AWS::ECS::Service",
    service="ecs",
    name=NameRule(max_length=255),
    name_property="ServiceName",
    exists=Hook(function=_existing_service),
    create=Create(
        action=Call(
            "CreateService",
            {
                "serviceName": NAME,
                "cluster": SERVICE_CLUSTER,
                "clientToken": TOKEN,
                **{parameter: Prop(name, _definition) for name, parameter, _ in SERVICE_MEMBERS},
                "tags": LOWER_TAGS,
            },
        ),
        physical_id=Answer("service.serviceArn"),
    ),
    read=Read(
        action=Call(
            "DescribeServices",
            {"cluster": SERVICE_CLUSTER, "services": IDS, "include": Const(["TAGS"])},
        ),
        at="services.0",
        properties={
            "Cluster": Code(_cluster_property),
            "ServiceName": Live("serviceName"),
            "Tags": OWN_TAGS,
            **{
                name: Live(parameter, _definition_property)
                if name not in ("DesiredCount", "EnableECSManagedTags", "EnableExecuteCommand")
                else Live(parameter)
                for name, parameter, _ in SERVICE_MEMBERS
                if name not in SERVICE_WRITE_ONLY
            },
            "Role": Live("roleArn"),
            "TaskDefinition": Code(_task_definition_property),
        },
    ),
    update=(
        Update(
            properties=tuple(name for name, _, changes in SERVICE_MEMBERS if changes),
            action=Call(
                "UpdateService",
                {
                    "cluster": SERVICE_CLUSTER,
                    "service": ID,
                    **{
                        parameter: Prop(name, _definition)
                        for name, parameter, changes in SERVICE_MEMBERS
                        if changes
                    },
                },
            ),
        ),
        Update(
            properties=("ForceNewDeployment",),
            action=Call(
                "UpdateService",
                {
                    "cluster": SERVICE_CLUSTER,
                    "service": ID,
                    "forceNewDeployment": Prop(
                        "ForceNewDeployment", lambda given: bool(given.get("EnableForceNewDeployment"))
                    ),
                },
            ),
        ),
    ),
    tags=TagUpdate(
        add=Call("TagResource", {"resourceArn": ID, "tags": LOWER_TAGS}),
        remove=Call("UntagResource", {"resourceArn": ID, "tagKeys": REMOVED_TAGS}),
    ),
    delete=Call("DeleteService", {"cluster": SERVICE_CLUSTER, "service": ID, "force": Const(True)}),
    reads_before_delete=True,
    waits_for_delete=True,
    stable=Stable(
        path="status",
        ready=frozenset({"ACTIVE"}),
        gone=frozenset({"INACTIVE", "DRAINING"}),
        delay_seconds=5.0,
    ),
    attributes={"ServiceArn": Text("{physical_id}"), "Name": _in_arn(-1)},
    fixed={"LaunchType": "A service keeps its launch type."},
    unread=dict.fromkeys(SERVICE_WRITE_ONLY, "Write-only by the registry's word."),
    notes=("A service counts as made when ECS has accepted it: its tasks are not waited for.",),
)

HANDLERS: Final = (CLUSTER, TASK_DEFINITION, SERVICE)
