"""Services: as many tasks as are wanted, always.

Source: https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-resource-ecs-service.html
"""

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import Any, Final

from landform.cdk.aws_ecs.cloud_map import cloud_map_options, new_cloud_map_service, registry
from landform.cdk.aws_ecs.enums import AlarmBehavior, DeploymentControllerType, PropagatedTagSource
from landform.cdk.aws_ecs.imported_service import ImportedService, service_and_cluster
from landform.cdk.aws_ecs.load_balancing import ContainerTarget
from landform.cdk.aws_ecs.scalable_task_count import ScalableTaskCount
from landform.cdk.aws_ecs.service_commands import let_execute
from landform.cdk.aws_ecs.service_connect import service_connect
from landform.cdk.aws_ecs.service_deployment import Deployment
from landform.cdk.core.feature_flags import FeatureFlags
from landform.cdk.core.lazy import Lazy
from landform.cdk.core.native import Native
from landform.cdk.core.resource import Resource
from landform.cdk.l1.lookup import cfn_class, given

NO_EMPTY_LOAD_BALANCERS: Final = "@aws-cdk/aws-ecs:removeEmptyLoadBalancers"
_GRACE_SECONDS: Final = 60  # with a load balancer, where nothing is said
_SCALING_ROLE: Final = (
    "aws-service-role/ecs.application-autoscaling.amazonaws.com/"
    "AWSServiceRoleForApplicationAutoScaling_ECSService"
)
_EXTERNAL: Final = DeploymentControllerType.EXTERNAL


class BaseService(Native, Resource):
    """What services share, whatever they run on."""

    def __init__(
        self, scope: Any, id: str, props: Any, additional_props: Mapping[str, Any], task_definition: Any
    ) -> None:
        options = given("aws_ecs", "BaseServiceProps", props)
        super().__init__(scope, id, physical_name=options.service_name)
        from landform.cdk.aws_ec2.connections import Connections

        self.task_definition: Any = task_definition
        self.cluster: Any = options.cluster
        self.connections: Any = Connections()
        self.cloud_map_service: Any = None
        self._props = options
        self._load_balancers: list[dict[str, Any]] = []
        self._registries: list[dict[str, Any]] = []
        self._volumes: list[Any] = []
        self._network: dict[str, Any] | None = None
        self._connect: dict[str, Any] | None = None
        self._scaling: ScalableTaskCount | None = None
        self._deployment = Deployment(self, options)
        self._add_alarms(options)
        self._add_hooks(options)
        force = given("aws_ecs", "ForceNewDeployment", options.force_new_deployment)
        if force is not None:
            self._deployment.need_ecs("forceNewDeployment")
            self._deployment.force(force.enabled, force.nonce)
        for volume in options.volume_configurations or ():
            self.add_volume(volume)
        self._resource = self._make(options, additional_props)
        self.node.add_dependency(task_definition.task_role)
        self.service_arn: str = self._get_resource_arn_attribute(
            self._resource.ref,
            {
                "service": "ecs",
                "resource": "service",
                "resource_name": f"{self.cluster.cluster_name}/{self.physical_name}",
            },
        )
        self.service_name: str = self._get_resource_name_attribute(self._resource.attr_name)
        self._finish(options)

    @staticmethod
    def from_service_arn_with_cluster(scope: Any, id: str, service_arn: str) -> ImportedService:
        """A service that exists already, and its cluster, by an ARN that names both."""
        return service_and_cluster(scope, id, service_arn)

    @property
    def load_balancers(self) -> list[Any]:
        """Where its tasks are registered."""
        kind = cfn_class("aws_ecs", "CfnService").LoadBalancerProperty
        return [kind(**each) for each in self._load_balancers]

    def add_volume(self, volume: Any) -> None:
        """Have a volume for each task."""
        self._volumes.append(volume)

    def add_lifecycle_hook(self, target: Any) -> None:
        """Ask a function at stages of a deployment."""
        self._deployment.need_ecs("Deployment lifecycle hooks")
        self._deployment.add_hook(target)

    def force_new_deployment(self, nonce: str | None = None) -> None:
        """Deploy even where nothing has changed; again for another word."""
        self._deployment.need_ecs("forceNewDeployment")
        moment = datetime.now(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
        self._deployment.force(True, nonce if nonce is not None else moment)

    def is_using_ecs_deployment_controller(self) -> bool:
        """Whether ECS itself carries out deployments."""
        return self._deployment.is_by_ecs

    def enable_deployment_alarms(
        self, alarm_names: Sequence[str], *, behavior: AlarmBehavior | None = None
    ) -> None:
        """End a deployment when an alarm goes off."""
        self._deployment.watch(list(alarm_names), behavior, "calling enableDeploymentAlarms()")

    def enable_service_connect(self, **options: Any) -> None:
        """Be found by Service Connect; the options are those of `ServiceConnectProps`."""
        if self._connect is not None:
            raise ValueError("Service connect configuration cannot be specified more than once.")
        self._connect = service_connect(self, given("aws_ecs", "ServiceConnectProps", options))

    def enable_cloud_map(self, **options: Any) -> Any:
        """Be found by a name of a new service of Cloud Map; the options are those of `CloudMapOptions`."""
        props = cloud_map_options(options)
        found = new_cloud_map_service(self, props)
        self.cloud_map_service = found
        self._register(registry(self, found, props))
        return found

    def associate_cloud_map_service(
        self, *, service: Any, container: Any = None, container_port: float | None = None
    ) -> None:
        """Be found by the name of a service of Cloud Map."""
        options = {"service": service, "container": container, "container_port": container_port}
        props = given("aws_ecs", "AssociateCloudMapServiceOptions", options)
        self._register(registry(self, service, props))

    def _register(self, found: dict[str, Any]) -> None:
        if self._registries:
            raise ValueError(
                "Cannot associate with the given service discovery registry. ECS supports at most one "
                "service registry per service."
            )
        self._registries.append(found)

    def auto_scale_task_count(
        self, *, max_capacity: float, min_capacity: float | None = None
    ) -> ScalableTaskCount:
        """Let the number of tasks change."""
        if self._scaling is not None:
            raise ValueError("AutoScaling of task count already enabled for this service")
        from landform.cdk.aws_applicationautoscaling.enums import ServiceNamespace

        self._scaling = ScalableTaskCount(
            self,
            "TaskCount",
            service_namespace=ServiceNamespace.ECS,
            resource_id=f"service/{self.cluster.cluster_name}/{self.service_name}",
            dimension="ecs:service:DesiredCount",
            role=self._scaling_role(),
            max_capacity=max_capacity,
            min_capacity=min_capacity,
        )
        return self._scaling

    def load_balancer_target(self, **options: Any) -> ContainerTarget:
        """A container for load balancers; the options are those of `LoadBalancerTargetOptions`."""
        return ContainerTarget(self, given("aws_ecs", "LoadBalancerTargetOptions", options))

    def register_load_balancer_targets(self, *targets: Any) -> None:
        """Get requests from listeners, each for a container."""
        for each in targets:
            target = given("aws_ecs", "EcsTarget", each)
            options = {
                "container_name": target.container_name,
                "container_port": target.container_port,
                "protocol": target.protocol,
            }
            target.listener.add_targets(target.new_target_group_id, options, self)

    def attach_to_application_target_group(self, target_group: Any) -> Any:
        """Get requests of an application load balancer."""
        return self._default_target().attach_to_application_target_group(target_group)

    def attach_to_network_target_group(self, target_group: Any) -> Any:
        """Get connections of a network load balancer."""
        return self._default_target().attach_to_network_target_group(target_group)

    def attach_to_classic_lb(self, load_balancer: Any) -> None:
        """Get requests of a load balancer of the first generation."""
        self._default_target().attach_to_classic_lb(load_balancer)

    def metric(self, metric_name: str, **options: Any) -> Any:
        """A metric of it; the options of all such methods are those of `Metric`."""
        from landform.cdk.aws_cloudwatch.metric import Metric

        dimensions = {"ClusterName": self.cluster.cluster_name, "ServiceName": self.service_name}
        metric = Metric(
            namespace="AWS/ECS", metric_name=metric_name, **{"dimensions_map": dimensions, **options}
        )
        return metric.attach_to(self)

    def metric_cpu_utilization(self, **options: Any) -> Any:
        """How much of its processors is used."""
        return self.metric("CPUUtilization", **options)

    def metric_memory_utilization(self, **options: Any) -> Any:
        """How much of its memory is used."""
        return self.metric("MemoryUtilization", **options)

    def _default_target(self) -> ContainerTarget:
        container = self.task_definition.default_container
        if container is None:
            raise ValueError(
                "A service behind a load balancer needs an essential container: call addContainer() of its "
                "task definition first"
            )
        return self.load_balancer_target(container_name=container.container_name)

    def _configure_network_of_tasks(
        self, vpc: Any, has_public_ip: bool | None, selection: Any, groups: Sequence[Any] | None
    ) -> None:
        """Put each task in subnets, with security groups; an external controller does it itself."""
        if self._deployment.is_by(_EXTERNAL):
            return
        from landform.cdk.aws_ec2 import SecurityGroup, SubnetSelection, SubnetType

        if selection is None:
            kind = SubnetType.PUBLIC if has_public_ip else SubnetType.PRIVATE_WITH_EGRESS
            selection = SubnetSelection(subnet_type=kind)
        chosen = list(groups) if groups else [SecurityGroup(self, "SecurityGroup", vpc=vpc)]
        self.connections.add_security_group(*chosen)
        self._network = {
            "AwsvpcConfiguration": {
                "AssignPublicIp": "ENABLED" if has_public_ip else "DISABLED",
                "Subnets": vpc.select_subnets(**dict(selection)).subnet_ids,
                "SecurityGroups": Lazy.list(
                    lambda: [each.security_group_id for each in self.connections.security_groups]
                ),
            }
        }

    def _add_alarms(self, options: Any) -> None:
        alarms = given("aws_ecs", "DeploymentAlarmConfig", options.deployment_alarms)
        if alarms is not None:
            self._deployment.need_ecs("Deployment alarms")
            self._deployment.watch(list(alarms.alarm_names), alarms.behavior, "specifying deploymentAlarms")

    def _add_hooks(self, options: Any) -> None:
        for hook in options.lifecycle_hooks or ():
            self.add_lifecycle_hook(hook)

    def _make(self, options: Any, additional_props: Mapping[str, Any]) -> Any:
        """The resource; whatever can still be added is read when the template is written."""
        deployment = self._deployment
        is_external = deployment.is_by(_EXTERNAL)
        strategies = options.capacity_provider_strategies
        own_launch_type = options.launch_type if strategies is None and not is_external else None
        tags, controller = options.propagate_tags, deployment.controller
        keeps_empty = FeatureFlags.of(self).is_enabled(NO_EMPTY_LOAD_BALANCERS)
        properties = {
            "desired_count": options.desired_count,
            "service_name": self.physical_name,
            "load_balancers": Lazy.any(lambda: self._load_balancers, omit_empty_array=not keeps_empty),
            "deployment_configuration": self._deployment_configuration(),
            "propagate_tags": tags if tags is not PropagatedTagSource.NONE else None,
            "enable_ecs_managed_tags": bool(options.enable_ecs_managed_tags),
            "deployment_controller": {"Type": controller.type} if controller is not None else None,
            "launch_type": own_launch_type,
            "enable_execute_command": options.enable_execute_command,
            "capacity_provider_strategy": _strategies(strategies),
            "health_check_grace_period_seconds": Lazy.any(self._grace),
            "network_configuration": Lazy.any(lambda: self._network),
            "service_registries": Lazy.any(lambda: self._registries, omit_empty_array=True),
            "service_connect_configuration": Lazy.any(lambda: self._connect),
            "volume_configurations": Lazy.any(self._written_volumes, omit_empty_array=True),
            "force_new_deployment": Lazy.any(deployment.forced),
            **additional_props,
        }
        resource = cfn_class("aws_ecs", "CfnService")(
            self, "Service", **{**properties, "task_definition": self._task_definition_property(options)}
        )
        self.node.default_child = resource
        return resource

    def _deployment_configuration(self) -> dict[str, Any]:
        return {
            **self._deployment.steps(),
            "Alarms": Lazy.any(self._deployment.alarms),
            "LifecycleHooks": Lazy.any(self._deployment.hooks, omit_empty_array=True),
        }

    def _task_definition_property(self, options: Any) -> str | None:
        """Its ARN; its family where somebody else says which revision runs."""
        task, revision = self.task_definition, options.task_definition_revision
        if self._deployment.is_by(_EXTERNAL):
            return None
        is_by_code_deploy = self._deployment.is_by(DeploymentControllerType.CODE_DEPLOY)
        if not is_by_code_deploy and revision is None:
            arn: str = task.task_definition_arn
            return arn
        self.node.add_dependency(task)
        if revision is None or revision.revision == "latest":
            return str(task.family)
        return f"{task.family}:{revision.revision}"

    def _finish(self, options: Any) -> None:
        """What needs the resource to be there."""
        from landform.cdk.core.annotations import Annotations

        if options.min_healthy_percent is None:
            Annotations.of(self).add_warning_v2(
                "@aws-cdk/aws-ecs:minHealthyPercent",
                "minHealthyPercent has not been configured so the default value of 50% is used. The number "
                "of running tasks will decrease below the desired count during deployments etc. See "
                "https://github.com/aws/aws-cdk/issues/31705",
            )
        if self._deployment.is_by(_EXTERNAL):
            Annotations.of(self).add_warning_v2(
                "@aws-cdk/aws-ecs:externalDeploymentController",
                "taskDefinition and launchType are blanked out when using external deployment controller.",
            )
        if options.enable_execute_command:
            let_execute(self)

    def _find_by_names(self) -> None:
        """Be found as the properties say; once the network is known."""
        if self._props.cloud_map_options is not None:
            self.enable_cloud_map(**cloud_map_options(self._props.cloud_map_options))
        if self._props.service_connect_configuration is not None:
            options = given("aws_ecs", "ServiceConnectProps", self._props.service_connect_configuration)
            self.enable_service_connect(**options)

    def _grace(self) -> float | None:
        period = self._props.health_check_grace_period
        if period is not None:
            seconds: float = period.to_seconds()
            return seconds
        return _GRACE_SECONDS if self._load_balancers else None

    def _written_volumes(self) -> list[dict[str, Any]]:
        if len(self._volumes) > 1:
            raise ValueError(
                f"Only one EBS volume can be specified for 'volumeConfigurations', got: {len(self._volumes)}"
            )
        return [each._written() for each in self._volumes]

    def _scaling_role(self) -> Any:
        from landform.cdk.aws_iam.role import Role

        arn = self.stack.format_arn(service="iam", region="", resource="role", resource_name=_SCALING_ROLE)
        return Role.from_role_arn(self, "ScalingRole", arn)


def _strategies(strategies: Sequence[Any] | None) -> list[dict[str, Any]] | None:
    if strategies is None:
        return None
    found = [given("aws_ecs", "CapacityProviderStrategy", each) for each in strategies]
    return [
        {"CapacityProvider": each.capacity_provider, "Base": each.base, "Weight": each.weight}
        for each in found
    ]
