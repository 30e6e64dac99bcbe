"""Calls of aws_ecs."""

from typing import Any, Final

from tools.differential.making import (
    SECURITY_GROUP,
    VPC,
    construct,
    enum,
    imported,
    minutes,
    new,
    record,
    static,
)

_ECS: Final = "aws_ecs"
_IMAGE: Final = static(f"{_ECS}.ContainerImage.from_registry", "amazon/amazon-ecs-sample")
_PORT: Final = record(f"{_ECS}.PortMapping", container_port=80, name="web")
_OTHER_PORT: Final = record(f"{_ECS}.PortMapping", container_port=81, name="other")
_CONTAINER: Final = {"image": _IMAGE, "port_mappings": [_PORT], "memory_limit_mib": 512}


def _member(kind: str, name: str) -> Any:
    return enum(f"{_ECS}.{kind}.{name}")


def _container(id: str, task: Any, **options: Any) -> Any:
    named = {**_CONTAINER, "task_definition": task, **options}
    return construct(f"{_ECS}.ContainerDefinition", id, **named)


def _task_of(container: Any) -> Any:
    """The task definition of a container, so that it has one."""
    return {"get": container, "name": "task_definition"}


_TASK: Final = construct(
    f"{_ECS}.TaskDefinition",
    "Task0",
    compatibility=_member("Compatibility", "EC2_AND_FARGATE"),
    cpu="256",
    memory_mib="512",
)
_EC2_TASK: Final = construct(f"{_ECS}.Ec2TaskDefinition", "Task1")
_EXTERNAL_TASK: Final = construct(f"{_ECS}.ExternalTaskDefinition", "Task2")
_FILLED: Final = _task_of(_container("Container0", _TASK))
_EC2_FILLED: Final = _task_of(_container("Container1", _EC2_TASK))
_EXTERNAL_FILLED: Final = _task_of(_container("Container2", _EXTERNAL_TASK))
_CLUSTER: Final = construct(f"{_ECS}.Cluster", "Cluster0", vpc=VPC)
_KNOWN_CLUSTER: Final = imported(
    f"{_ECS}.Cluster.from_cluster_attributes", "Cluster1", cluster_name="landform-b", vpc=VPC
)
_VOLUME: Final = record(
    f"{_ECS}.ServiceManagedEBSVolumeConfiguration", size=static("aws_cdk.Size.gibibytes", 20)
)
_SPLUNK: Final = {"url": "https://example.com"}
_STEPS: Final = [
    record("aws_applicationautoscaling.ScalingInterval", upper=10, change=-1),
    record("aws_applicationautoscaling.ScalingInterval", lower=50, change=2),
]
_FILES: Final = ("fixture/hello.txt", "fixture/inner/run.sh")
_LOG_GROUPS: Final = (
    construct("aws_logs.LogGroup", "Logs0"),
    imported("aws_logs.LogGroup.from_log_group_name", "Logs1", "landform-b"),
)
_CAPACITY: Final = {"machine_image": static(f"{_ECS}.EcsOptimizedImage.amazon_linux2023")}
_PROXY: Final = record(
    f"{_ECS}.AppMeshProxyConfigurationProps",
    app_ports=[80],
    proxy_egress_port=1,
    proxy_ingress_port=2,
    ignored_uid=3,
)

VALUES: Final = {
    f"{_ECS}.TaskDefinition": (_FILLED, _EC2_FILLED),
    f"{_ECS}.ContainerDefinition": (_container("Container0", _TASK), _container("Container1", _EC2_TASK)),
    f"{_ECS}.ICluster": (_CLUSTER, _KNOWN_CLUSTER),
    f"{_ECS}.ContainerImage": (
        _IMAGE,
        static(
            f"{_ECS}.ContainerImage.from_ecr_repository", construct("aws_ecr.Repository", "Repository0"), "v1"
        ),
    ),
    f"{_ECS}.AppMeshProxyConfigurationProps": (
        _PROXY,
        record(
            f"{_ECS}.AppMeshProxyConfigurationProps",
            app_ports=[80, 81],
            proxy_egress_port=1,
            proxy_ingress_port=2,
            ignored_gid=3,
            egress_ignored_i_ps=["10.0.0.1"],
            egress_ignored_ports=[22],
        ),
    ),
    f"{_ECS}.PlacementConstraint": (
        static(f"{_ECS}.PlacementConstraint.member_of", "attribute:ecs.os-type == linux", "x"),
        static(f"{_ECS}.PlacementConstraint.distinct_instances"),
    ),
    f"{_ECS}.ServiceManagedEBSVolumeConfiguration": (
        _VOLUME,
        record(
            f"{_ECS}.ServiceManagedEBSVolumeConfiguration",
            snap_shot_id="snap-0123456789abcdef0",
            encrypted=True,
            file_system_type=_member("FileSystemType", "EXT4"),
            iops=3000,
            kms_key_id=construct("aws_kms.Key", "Key0"),
            throughput=200,
            volume_initialization_rate=static("aws_cdk.Size.mebibytes", 200),
            volume_type=enum("aws_ec2.EbsDeviceVolumeType.GP3"),
            tag_specifications=[
                record(
                    f"{_ECS}.EBSTagSpecification",
                    propagate_tags=_member("EbsPropagatedTagSource", "SERVICE"),
                    tags={"map": {"a": "b"}},
                )
            ],
        ),
    ),
    f"{_ECS}.ServiceManagedVolume": (
        construct(f"{_ECS}.ServiceManagedVolume", "Volume0", name="v", managed_ebs_volume=_VOLUME),
        construct(f"{_ECS}.ServiceManagedVolume", "Volume1", name="w", managed_ebs_volume=_VOLUME),
    ),
    f"{_ECS}.ServiceConnectProps": (
        record(f"{_ECS}.ServiceConnectProps", namespace="landform"),
        record(
            f"{_ECS}.ServiceConnectProps",
            namespace="landform",
            services=[
                record(f"{_ECS}.ServiceConnectService", port_mapping_name="web", dns_name="a", port=81)
            ],
        ),
    ),
    f"{_ECS}.ServiceConnectService": (
        record(f"{_ECS}.ServiceConnectService", port_mapping_name="web"),
        record(
            f"{_ECS}.ServiceConnectService",
            port_mapping_name="web",
            discovery_name="other",
            idle_timeout=minutes(1),
            per_request_timeout=minutes(2),
            ingress_port_override=8080,
            tls=record(
                f"{_ECS}.ServiceConnectTlsConfiguration",
                aws_pca_authority_arn="arn:aws:acm-pca:us-east-1:111122223333:certificate-authority/a",
                kms_key=construct("aws_kms.Key", "Key0"),
                role=construct(
                    "aws_iam.Role", "Tls", assumed_by=new("aws_iam.ServicePrincipal", "ecs.amazonaws.com")
                ),
            ),
        ),
    ),
    f"{_ECS}.ExecuteCommandConfiguration": (
        record(
            f"{_ECS}.ExecuteCommandConfiguration",
            logging=_member("ExecuteCommandLogging", "NONE"),
            kms_key=construct("aws_kms.Key", "Key0"),
        ),
        record(
            f"{_ECS}.ExecuteCommandConfiguration",
            logging=_member("ExecuteCommandLogging", "OVERRIDE"),
            log_configuration=record(
                f"{_ECS}.ExecuteCommandLogConfiguration",
                cloud_watch_log_group=construct("aws_logs.LogGroup", "Logs0"),
                cloud_watch_encryption_enabled=True,
                s3_bucket=construct("aws_s3.Bucket", "Bucket0"),
                s3_encryption_enabled=True,
                s3_key_prefix="p",
            ),
        ),
    ),
    f"{_ECS}.BaseService": (
        construct(f"{_ECS}.FargateService", "Service0", cluster=_CLUSTER, task_definition=_FILLED),
        construct(
            f"{_ECS}.Ec2Service",
            "Service1",
            cluster=_KNOWN_CLUSTER,
            task_definition=_EC2_FILLED,
        ),
    ),
    f"{_ECS}.FargateService": (
        construct(f"{_ECS}.FargateService", "Service0", cluster=_CLUSTER, task_definition=_FILLED),
        construct(f"{_ECS}.FargateService", "Service3", cluster=_KNOWN_CLUSTER, task_definition=_FILLED),
    ),
    f"{_ECS}.Ec2Service": (
        construct(f"{_ECS}.Ec2Service", "Service1", cluster=_KNOWN_CLUSTER, task_definition=_EC2_FILLED),
        construct(f"{_ECS}.Ec2Service", "Service4", cluster=_KNOWN_CLUSTER, task_definition=_FILLED),
    ),
    f"{_ECS}.ExternalService": (
        construct(f"{_ECS}.ExternalService", "Service2", cluster=_CLUSTER, task_definition=_EXTERNAL_FILLED),
        construct(
            f"{_ECS}.ExternalService",
            "Service5",
            cluster=_KNOWN_CLUSTER,
            task_definition=_EXTERNAL_FILLED,
            daemon=True,
        ),
    ),
    f"{_ECS}.CapacityProviderStrategy": (
        record(f"{_ECS}.CapacityProviderStrategy", capacity_provider="FARGATE"),
        record(f"{_ECS}.CapacityProviderStrategy", capacity_provider="FARGATE_SPOT", base=1, weight=2),
    ),
}
ALWAYS: Final[dict[str, dict[str, Any]]] = {
    f"{_ECS}.{kind}": {"port_mappings": [_OTHER_PORT], "memory_limit_mib": 512}
    for kind in (
        "ContainerDefinition",
        "FirelensLogRouter",
        "TaskDefinition.add_container",
        "TaskDefinition.add_firelens_log_router",
        "Ec2TaskDefinition.add_container",
    )
}
ALWAYS[f"{_ECS}.Cluster"] = {"vpc": VPC}
ALWAYS[f"{_ECS}.Cluster.add_capacity"] = _CAPACITY
ALWAYS[f"{_ECS}.ServiceManagedVolume"] = {"managed_ebs_volume": _VOLUME}
ALWAYS[f"{_ECS}.ScalableTaskCount.scale_on_metric"] = {"scaling_steps": _STEPS}
ALWAYS[f"{_ECS}.ScalableTaskCount.scale_on_schedule"] = {"max_capacity": 5}
for _kind in ("BaseService", "FargateService", "Ec2Service"):
    ALWAYS[f"{_ECS}.{_kind}.load_balancer_target"] = {"container_port": 80}
    ALWAYS[f"{_ECS}.{_kind}.enable_service_connect"] = {"namespace": "landform"}
OWN: Final = [
    (rf"{_ECS}\.(AssetEnvironmentFile|EnvironmentFile\.from_asset)", "path", _FILES),
    # Bundling needs Docker; that something else is refused is a case as well.
    (rf"{_ECS}\.(AssetEnvironmentFile|EnvironmentFile\.from_asset)", "bundling", ("text", "text")),
    (rf"{_ECS}\.(AwsLogDriver|LogDrivers?\.aws_logs)", "log_group", _LOG_GROUPS),
    (rf"{_ECS}\.Ec2Service", "cluster", (_KNOWN_CLUSTER, _KNOWN_CLUSTER)),
    (rf"{_ECS}\.ExternalService", "task_definition", (_EXTERNAL_FILLED, _EXTERNAL_FILLED)),
    (rf"{_ECS}\.\w+\.load_balancer_target", "container_name", ("Container0", "Container1")),
    (rf"{_ECS}\.\w*[sS]ervice\w*", "alarm_names", (["a"], ["a", "b"])),
    (rf"{_ECS}\.ManagedInstancesCapacityProvider", "security_groups", ([SECURITY_GROUP], [SECURITY_GROUP])),
]
_FARGATE: Final = f"{_ECS}.FargateService"
_SHIFT: Final = record(f"{_ECS}.TrafficShiftConfig", step_percent=10, step_bake_time=minutes(5))
_FLAGS: Final = "@aws-cdk/aws-ecs:"


def _flag(name: str) -> dict[str, Any]:
    return {f"{_FLAGS}{name}": True}


_COMMANDS: Final = construct(
    f"{_ECS}.Cluster",
    "Commands",
    vpc=VPC,
    execute_command_configuration=VALUES[f"{_ECS}.ExecuteCommandConfiguration"][1],
)
_BREAKER: Final = record(f"{_ECS}.DeploymentCircuitBreaker", rollback=True)
TOGETHER: Final[dict[str, dict[str, dict[str, Any]]]] = {
    _FARGATE: {
        "canary": {
            "kw": {
                "deployment_strategy": _member("DeploymentStrategy", "CANARY"),
                "canary_configuration": _SHIFT,
            }
        },
        "linear": {
            "kw": {
                "deployment_strategy": _member("DeploymentStrategy", "LINEAR"),
                "linear_configuration": _SHIFT,
            }
        },
        "public": {"kw": {"assign_public_ip": True, "min_healthy_percent": 100}},
        "commands": {"kw": {"cluster": _COMMANDS, "enable_execute_command": True}},
        "flag for fewer rights": {
            "kw": {"enable_execute_command": True},
            "context": _flag("reduceEc2FargateCloudWatchPermissions"),
        },
        "flag for no alarms": {"context": _flag("removeDefaultDeploymentAlarm")},
        "flag for no controller": {
            "kw": {"circuit_breaker": _BREAKER},
            "context": _flag("disableExplicitDeploymentControllerForCircuitBreaker"),
        },
        "flag for empty load balancers": {"context": _flag("removeEmptyLoadBalancers")},
        "external controller": {
            "kw": {
                "deployment_controller": record(
                    f"{_ECS}.DeploymentController", type=_member("DeploymentControllerType", "EXTERNAL")
                )
            }
        },
        "code deploy": {
            "kw": {
                "deployment_controller": record(
                    f"{_ECS}.DeploymentController", type=_member("DeploymentControllerType", "CODE_DEPLOY")
                )
            }
        },
        "rebalanced": {
            "kw": {
                "availability_zone_rebalancing": _member("AvailabilityZoneRebalancing", "ENABLED"),
                "max_healthy_percent": 100,
            }
        },
    },
    f"{_FARGATE}.from_fargate_service_attributes": {
        "name": {"kw": {"service_name": "landform-a"}},
        "name with the flag": {
            "kw": {"service_name": "landform-a"},
            "context": _flag("arnFormatIncludesClusterName"),
        },
    },
    f"{_ECS}.FargateTaskDefinition": {
        "large": {"kw": {"cpu": 1024, "memory_limit_mib": 3072, "ephemeral_storage_gib": 50}},
        "windows": {
            "kw": {
                "cpu": 1024,
                "memory_limit_mib": 2048,
                "runtime_platform": record(
                    f"{_ECS}.RuntimePlatform",
                    operating_system_family=_member("OperatingSystemFamily", "WINDOWS_SERVER_2022_CORE"),
                ),
            }
        },
        "shared processes": {
            "kw": {
                "pid_mode": _member("PidMode", "TASK"),
                "runtime_platform": record(
                    f"{_ECS}.RuntimePlatform",
                    cpu_architecture=_member("CpuArchitecture", "ARM64"),
                    operating_system_family=_member("OperatingSystemFamily", "LINUX"),
                ),
            }
        },
    },
    f"{_ECS}.TaskDefinition": {
        kind.lower(): {
            "kw": {"compatibility": _member("Compatibility", kind), "cpu": "256", "memory_mib": "512"}
        }
        for kind in ("EC2", "FARGATE", "EXTERNAL", "MANAGED_INSTANCES", "EC2_AND_FARGATE")
    },
    f"{_ECS}.ContainerDefinition": {
        "little memory": {"kw": {"memory_limit_mib": 10, "memory_reservation_mib": 20}},
        "range": {
            "kw": {
                "port_mappings": [
                    record(f"{_ECS}.PortMapping", container_port=0, container_port_range="80-90")
                ]
            }
        },
    },
    f"{_ECS}.AwsLogDriver": {
        "buffer": {
            "kw": {
                "mode": _member("AwsLogDriverMode", "NON_BLOCKING"),
                "max_buffer_size": static("aws_cdk.Size.mebibytes", 2),
            }
        }
    },
    f"{_ECS}.Cluster.add_capacity": {
        "spot": {"kw": {"spot_price": "0.1", "spot_instance_draining": True}},
        "windows": {
            "kw": {
                "machine_image": static(
                    f"{_ECS}.EcsOptimizedImage.windows", _member("WindowsOptimizedVersion", "SERVER_2022")
                )
            }
        },
        "bottlerocket": {
            "kw": {"machine_image": None, "machine_image_type": _member("MachineImageType", "BOTTLEROCKET")}
        },
    },
    f"{_ECS}.AsgCapacityProvider": {
        "unmanaged": {"kw": {"enable_managed_scaling": False, "enable_managed_termination_protection": False}}
    },
}
