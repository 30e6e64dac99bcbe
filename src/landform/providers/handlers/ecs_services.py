"""Amazon ECS: services."""

from collections.abc import Mapping
from typing import Final

from landform.providers.handlers.ecs_common import OWN_TAGS, active, definition, definition_property
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
)
from landform.providers.handlers.view import of_structure
from landform.providers.handlers.work import Work
from landform.providers.names import NameRule


def _existing_service(work: Work) -> object:
    cluster = work.desired.text("Cluster") or "default"
    answer = work.call("DescribeServices", {"cluster": cluster, "services": [work.name]})
    return active(answer.structures("services"))


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


SERVICE_CLUSTER: Final = Code(
    lambda work: (
        work.desired.text("Cluster")
        or work.previous.text("Cluster")
        # `arn:…:service/cluster/name`, for reads of a service about which nothing else is known
        or (work.physical_id.split("/")[-2] if work.physical_id.count("/") > 1 else "default")
    ),
    reads=("Cluster",),
)

SERVICE_RESETS: Final[Mapping[str, object]] = {
    # What an update sends for a property that was taken away.
    # Source: https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_UpdateService.html
    "AvailabilityZoneRebalancing": "DISABLED",
    "CapacityProviderStrategy": [],
    "DeploymentConfiguration": {"maximumPercent": 200, "minimumHealthyPercent": 100},
    "DeploymentController": {"type": "ECS"},
    "EnableECSManagedTags": False,
    "EnableExecuteCommand": False,
    "HealthCheckGracePeriodSeconds": 0,
    "LoadBalancers": [],
    "PlacementConstraints": [],
    "PlacementStrategies": [],
    "PlatformVersion": "LATEST",
    "PropagateTags": "NONE",
    "ServiceRegistries": [],
    "VolumeConfigurations": [],
    "VpcLatticeConfigurations": [],
}


def _cluster_property(work: Work) -> object:
    found, given = work.live.text("clusterArn"), work.desired.text("Cluster")
    return given if given and found.rsplit("/", 1)[1] == given.rsplit("/", 1)[-1] else found


def _task_definition_property(work: Work) -> object:
    found, given = work.live.text("taskDefinition"), work.desired.text("TaskDefinition")
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
                **{parameter: Prop(name, definition) for name, parameter, _ in SERVICE_MEMBERS},
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
                name: Live(parameter, definition_property)
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
                        parameter: Prop(name, definition, SERVICE_RESETS.get(name))
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
                        "ForceNewDeployment",
                        of_structure(lambda given: given.flag("EnableForceNewDeployment")),
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
    attributes={
        "ServiceArn": Text("{physical_id}"),
        "Name": Code(lambda work: work.physical_id.rpartition("/")[2]),
    },
    fixed={"LaunchType": "A service keeps its launch type."},
    unread=dict.fromkeys(SERVICE_WRITE_ONLY, "Write-only by the registry's word."),
    embedded_gaps=dict.fromkeys(
        (
            "GatewayConnectors",
            "Monitoring",
            "ServiceConnectConfiguration",
            "VolumeConfigurations",
            "VpcLatticeConfigurations",
        ),
        "Accepted and not kept.",
    ),
    stays={"DesiredCount": "The service keeps the number of tasks it has."},
    notes=("A service counts as made when ECS has accepted it: its tasks are not waited for.",),
)
