"""What runs: containers that are started together, with what they need.

Source: https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-resource-ecs-taskdefinition.html
"""

from functools import cached_property
from typing import Any, Final

from landform.cdk.aws_ecs.container_definition import ContainerDefinition
from landform.cdk.aws_ecs.container_enums import Compatibility, NetworkMode, PidMode
from landform.cdk.aws_ecs.firelens import FirelensLogRouter, default_router, let_send
from landform.cdk.aws_ecs.imported_task_definition import (
    ImportedTaskDefinition,
    TaskDefinitionBase,
    imported,
)
from landform.cdk.aws_ecs.kinds import value_of
from landform.cdk.aws_ecs.log_drivers import DRIVER
from landform.cdk.aws_ecs.placement import PlacementConstraint
from landform.cdk.aws_ecs.task_checks import check_task, check_volume, problems_of
from landform.cdk.aws_iam.grant import Grant
from landform.cdk.aws_iam.policy_statement import PolicyStatement
from landform.cdk.aws_iam.principals import ServicePrincipal
from landform.cdk.core.lazy import Lazy
from landform.cdk.core.names import Names
from landform.cdk.core.tokens import is_unresolved
from landform.cdk.l1.lookup import cfn_class, given

_TASKS: Final = "ecs-tasks.amazonaws.com"
_ROUTER: Final = "log-router"
_WANTS: Final = (
    ("is_ec2_compatible", "EC2"),
    ("is_fargate_compatible", "FARGATE"),
    ("is_external_compatible", "EXTERNAL"),
    ("is_managed_instances_compatible", "MANAGED_INSTANCES"),
)


class TaskDefinition(TaskDefinitionBase):
    """What runs; the keyword arguments are those of `TaskDefinitionProps`."""

    def __init__(self, scope: Any, id: str, **options: Any) -> None:
        super().__init__(scope, id)
        self._props = props = given("aws_ecs", "TaskDefinitionProps", options)
        self.family: str = props.family or Names.unique_id(self)
        self.compatibility: Compatibility = props.compatibility
        self.network_mode: NetworkMode = props.network_mode or self._usual_network()
        self.pid_mode: PidMode | None = props.pid_mode
        self.ephemeral_storage_gib: float | None = props.ephemeral_storage_gib
        self.runtime_platform: Any = given("aws_ecs", "RuntimePlatform", props.runtime_platform)
        self.default_container: ContainerDefinition | None = None
        self.containers: list[ContainerDefinition] = []
        self._volumes: list[Any] = []
        self._accelerators: list[Any] = []
        self._constraints: list[dict[str, str]] = []
        check_task(self, props)
        for volume in props.volumes or ():
            self.add_volume(**given("aws_ecs", "Volume", volume))
        self.execution_role: Any = props.execution_role
        self.task_role: Any = props.task_role if props.task_role is not None else self._role("TaskRole")
        for accelerator in props.inference_accelerators or ():
            self.add_inference_accelerator(**given("aws_ecs", "InferenceAccelerator", accelerator))
        for constraint in props.placement_constraints or ():
            self.add_placement_constraint(constraint)
        self.task_definition_arn: str = self._resource(props).ref
        self.node.add_validation(lambda: problems_of(self))

    @staticmethod
    def from_task_definition_arn(scope: Any, id: str, task_definition_arn: str) -> ImportedTaskDefinition:
        """One that exists already."""
        return imported(scope, id, {"task_definition_arn": task_definition_arn})

    @staticmethod
    def from_task_definition_attributes(scope: Any, id: str, **attributes: Any) -> ImportedTaskDefinition:
        """One that exists already; the options are those of `TaskDefinitionAttributes`."""
        return imported(scope, id, attributes)

    @property
    def inference_accelerators(self) -> list[Any]:
        """Its accelerators."""
        return list(self._accelerators)

    @property
    def references_secret_json_field(self) -> bool:
        """Whether a container gets a field of a secret, which older versions of Fargate cannot."""
        return any(each.references_secret_json_field for each in self.containers)

    def add_container(self, id: str, **options: Any) -> ContainerDefinition:
        """Have another container; the options are those of `ContainerDefinitionOptions`."""
        return ContainerDefinition(self, id, task_definition=self, **options)

    def add_firelens_log_router(self, id: str, **options: Any) -> FirelensLogRouter:
        """Have a router of logs; the options are those of `FirelensLogRouterDefinitionOptions`."""
        if self._router() is not None:
            raise ValueError("Firelens log router is already added in this task.")
        return FirelensLogRouter(self, id, task_definition=self, **options)

    def add_volume(self, **volume: Any) -> None:
        """Have another volume; the options are those of `Volume`."""
        found = given("aws_ecs", "Volume", volume)
        check_volume(self, found)
        self._volumes.append(found)

    def add_placement_constraint(self, constraint: PlacementConstraint) -> None:
        """Run only on some machines."""
        if self.is_fargate_compatible:
            raise ValueError("Cannot set placement constraints on tasks that run on Fargate")
        self._constraints += constraint._written()

    def add_inference_accelerator(
        self, *, device_name: str | None = None, device_type: str | None = None
    ) -> None:
        """Have another accelerator."""
        if self.is_fargate_compatible:
            raise ValueError("Cannot use inference accelerators on tasks that run on Fargate")
        values = {"device_name": device_name, "device_type": device_type}
        self._accelerators.append(given("aws_ecs", "InferenceAccelerator", values))

    def add_extension(self, extension: Any) -> None:
        """Let something change it."""
        extension.extend(self)

    def add_to_task_role_policy(self, statement: PolicyStatement) -> None:
        """Let its containers do more."""
        self.task_role.add_to_principal_policy(statement)

    def add_to_execution_role_policy(self, statement: PolicyStatement) -> None:
        """Let ECS do more when it starts the task."""
        self.obtain_execution_role().add_to_principal_policy(statement)

    def obtain_execution_role(self) -> Any:
        """The role with which ECS starts the task; made when it is first needed."""
        if self.execution_role is None:
            from landform.cdk.core.resource import PhysicalName

            self.execution_role = self._role("ExecutionRole", role_name=PhysicalName.GENERATE_IF_NEEDED)
            self._pass_roles.add_resources(self.execution_role.role_arn)
        return self.execution_role

    def find_container(self, container_name: str) -> ContainerDefinition | None:
        """The container of a name; None where there is none."""
        return next((each for each in self.containers if each.container_name == container_name), None)

    def find_port_mapping_by_name(self, name: str) -> Any:
        """The port of a name; None where there is none."""
        found = (each.find_port_mapping_by_name(name) for each in self.containers)
        return next((each for each in found if each is not None), None)

    def grant_run(self, grantee: Any) -> Grant:
        """Let somebody run it, and hand its roles to ECS."""
        grantee.grant_principal.add_to_principal_policy(self._pass_roles)
        return Grant.add_to_principal(
            grantee=grantee, actions=["ecs:RunTask"], resource_arns=[self.task_definition_arn]
        )

    @cached_property
    def _pass_roles(self) -> PolicyStatement:
        """What lets somebody hand its roles to ECS; it grows with a role that is made later."""
        roles = [each for each in (self.task_role, self.execution_role) if each is not None]
        return PolicyStatement(
            actions=["iam:PassRole"],
            conditions={"StringLike": {"iam:PassedToService": _TASKS}},
            resources=list(dict.fromkeys(each.role_arn for each in roles)),
        )

    def _link_container(self, container: ContainerDefinition) -> None:
        self._check_cpu(container)
        self.containers.append(container)
        if self.default_container is None and container.essential:
            self.default_container = container

    def _check_cpu(self, container: ContainerDefinition) -> None:
        most = self._props.cpu
        if most is None or is_unresolved(most):
            return
        cpus = [each.cpu or 0 for each in (*self.containers, container)]
        if not any(is_unresolved(each) for each in cpus) and sum(cpus) > float(most):
            raise ValueError(
                "The sum of all container cpu values cannot be greater than the value of the task cpu"
            )

    def _usual_network(self) -> NetworkMode:
        needs_own = self.is_fargate_compatible or self.is_managed_instances_compatible
        return NetworkMode.AWS_VPC if needs_own else NetworkMode.BRIDGE

    def _role(self, id: str, **options: Any) -> Any:
        from landform.cdk.aws_iam.role import Role

        return Role(self, id, assumed_by=ServicePrincipal(_TASKS), **options)

    def _router(self) -> FirelensLogRouter | None:
        return next((each for each in self.containers if isinstance(each, FirelensLogRouter)), None)

    def _resource(self, props: Any) -> Any:
        mode, platform = self.network_mode, self.runtime_platform
        storage = self.ephemeral_storage_gib
        return cfn_class("aws_ecs", "CfnTaskDefinition")(
            self,
            "Resource",
            container_definitions=Lazy.any(self._rendered_containers, omit_empty_array=True),
            volumes=Lazy.any(lambda: [_volume(each) for each in self._volumes], omit_empty_array=True),
            execution_role_arn=Lazy.string(
                lambda: self.execution_role.role_arn if self.execution_role is not None else None
            ),
            family=self.family,
            task_role_arn=self.task_role.role_arn,
            requires_compatibilities=[word for name, word in _WANTS if getattr(self, name)],
            network_mode=mode if mode is not NetworkMode.NAT else None,  # Windows' own is the default there
            placement_constraints=Lazy.any(self._rendered_constraints, omit_empty_array=True),
            proxy_configuration=(
                props.proxy_configuration.bind(self.stack, self)
                if props.proxy_configuration is not None
                else None
            ),
            cpu=props.cpu,
            memory=props.memory_mib,
            ipc_mode=props.ipc_mode,
            pid_mode=self.pid_mode,
            inference_accelerators=(
                Lazy.any(lambda: [_accelerator(each) for each in self._accelerators])
                if props.inference_accelerators
                else None
            ),
            ephemeral_storage={"SizeInGiB": storage} if storage is not None else None,
            runtime_platform=_platform(platform) if platform is not None else None,
            enable_fault_injection=props.enable_fault_injection,
        )

    def _rendered_constraints(self) -> list[dict[str, str]]:
        """On machines that ECS chooses itself there is nothing to constrain."""
        return [] if self.is_managed_instances_compatible else self._constraints

    def _rendered_containers(self) -> list[Any]:
        self._route_logs()
        return [each.render_container_definition() for each in self.containers]

    def _route_logs(self) -> None:
        """Have a router where a container needs one and there is none, and let it send the logs."""
        routed = [
            each
            for each in self.containers
            if each.log_driver_config is not None and each.log_driver_config.log_driver == DRIVER
        ]
        if not routed or self._router() is not None:
            return
        self.add_firelens_log_router(_ROUTER, **default_router(self))
        for each in routed:
            let_send(self, each)


def _accelerator(accelerator: Any) -> dict[str, Any]:
    return {"DeviceName": accelerator.device_name, "DeviceType": accelerator.device_type}


def _platform(platform: Any) -> dict[str, Any]:
    cpu, system = platform.cpu_architecture, platform.operating_system_family
    return {
        "CpuArchitecture": cpu.name if cpu is not None else None,
        "OperatingSystemFamily": system.name if system is not None else None,
    }


def _volume(volume: Any) -> dict[str, Any]:
    host = given("aws_ecs", "Host", volume.host)
    return {
        "Name": volume.name,
        "ConfiguredAtLaunch": volume.configured_at_launch,
        "Host": {"SourcePath": host.source_path} if host is not None else None,
        "DockerVolumeConfiguration": _docker(volume.docker_volume_configuration),
        "EFSVolumeConfiguration": _efs(volume.efs_volume_configuration),
    }


def _docker(options: Any) -> dict[str, Any] | None:
    docker = given("aws_ecs", "DockerVolumeConfiguration", options)
    return docker and {
        "Autoprovision": docker.autoprovision,
        "Driver": docker.driver,
        "DriverOpts": docker.driver_opts,
        "Labels": docker.labels,
        "Scope": value_of(docker.scope),
    }


def _efs(options: Any) -> dict[str, Any] | None:
    files = given("aws_ecs", "EfsVolumeConfiguration", options)
    if files is None:
        return None
    rights = given("aws_ecs", "AuthorizationConfig", files.authorization_config)
    return {
        "FilesystemId": files.file_system_id,
        "AuthorizationConfig": rights and {"AccessPointId": rights.access_point_id, "IAM": rights.iam},
        "RootDirectory": files.root_directory,
        "TransitEncryption": files.transit_encryption,
        "TransitEncryptionPort": files.transit_encryption_port,
    }
