"""Clusters: where tasks run.

Source: https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-resource-ecs-cluster.html
"""

from collections.abc import Sequence
from typing import Any, Final

from landform.cdk.aws_ecs.cluster_base import ClusterBase, ClusterByArn, ImportedCluster
from landform.cdk.aws_ecs.cluster_grants import ClusterGrants, tasks_arn
from landform.cdk.aws_ecs.cluster_settings import check_commands, configuration, insights, let_encrypt
from landform.cdk.aws_ecs.enums import ContainerInsights, MachineImageType
from landform.cdk.aws_ecs.machine_set_up import set_up_machines
from landform.cdk.aws_iam.grant import Grant
from landform.cdk.core.lazy import Lazy
from landform.cdk.l1.lookup import cfn_class, given

_FARGATE: Final = ("FARGATE", "FARGATE_SPOT")


class Cluster(ClusterBase):
    """Where tasks run."""

    def __init__(
        self,
        scope: Any,
        id: str,
        *,
        capacity: Any = None,
        cluster_name: str | None = None,
        container_insights: bool | None = None,
        container_insights_v2: ContainerInsights | None = None,
        default_cloud_map_namespace: Any = None,
        enable_fargate_capacity_providers: bool | None = None,
        execute_command_configuration: Any = None,
        managed_storage_configuration: Any = None,
        vpc: Any = None,
    ) -> None:
        super().__init__(scope, id, physical_name=cluster_name)
        from landform.cdk.aws_ec2.connections import Connections

        self.connections: Any = Connections()
        self.has_ec2_capacity = False
        self._providers: list[str] = []
        self._scoped_providers: list[str] = []
        self._strategy: list[Any] = []
        self._associations: Any = None
        commands = given("aws_ecs", "ExecuteCommandConfiguration", execute_command_configuration)
        check_commands(commands)
        self.execute_command_configuration = commands
        storage = given("aws_ecs", "ManagedStorageConfiguration", managed_storage_configuration)
        self._resource = resource = cfn_class("aws_ecs", "CfnCluster")(
            self,
            "Resource",
            cluster_name=self.physical_name,
            cluster_settings=insights(container_insights, container_insights_v2),
            configuration=configuration(commands, storage),
        )
        self.cluster_arn = self._get_resource_arn_attribute(
            resource.attr_arn,
            {"service": "ecs", "resource": "cluster", "resource_name": self.physical_name},
        )
        self.cluster_name = self._get_resource_name_attribute(resource.ref)
        let_encrypt(self, storage, cluster_name)
        self.vpc: Any = vpc if vpc is not None else self._own_vpc()
        if default_cloud_map_namespace is not None:
            options = given("aws_ecs", "CloudMapNamespaceOptions", default_cloud_map_namespace)
            self.add_default_cloud_map_namespace(**options)
        if capacity is not None:
            options = given("aws_ecs", "AddCapacityOptions", capacity)
            self.autoscaling_group = self.add_capacity("DefaultAutoScalingGroup", **options)
        if enable_fargate_capacity_providers:
            self.enable_fargate_capacity_providers()

    @staticmethod
    def from_cluster_arn(scope: Any, id: str, cluster_arn: str) -> ClusterByArn:
        """A cluster that exists already."""
        return ClusterByArn(scope, id, cluster_arn)

    @staticmethod
    def from_cluster_attributes(scope: Any, id: str, **attributes: Any) -> ImportedCluster:
        """A cluster that exists already; the options are those of `ClusterAttributes`."""
        return ImportedCluster(scope, id, given("aws_ecs", "ClusterAttributes", attributes))

    @staticmethod
    def is_cluster(x: Any) -> bool:
        """Whether it is one of the app."""
        return isinstance(x, Cluster)

    @property
    def grants(self) -> ClusterGrants:
        """The grants on it."""
        return ClusterGrants(self)

    @property
    def capacity_provider_names(self) -> list[str]:
        """What its tasks can run on."""
        return list(self._providers)

    @property
    def cluster_scoped_capacity_provider_names(self) -> list[str]:
        """What only its tasks can run on."""
        return list(self._scoped_providers)

    @property
    def default_capacity_provider_strategy(self) -> list[Any]:
        """What tasks run on that do not say it."""
        return list(self._strategy)

    def enable_fargate_capacity_providers(self) -> None:
        """Let tasks run on Fargate."""
        for name in _FARGATE:
            if name not in self._providers:
                self._add_provider(name)

    def add_default_capacity_provider_strategy(
        self, default_capacity_provider_strategy: Sequence[Any]
    ) -> None:
        """Say what tasks run on that do not say it."""
        if self._strategy:
            raise ValueError("Cluster default capacity provider strategy is already set.")
        strategy = [
            given("aws_ecs", "CapacityProviderStrategy", each) for each in default_capacity_provider_strategy
        ]
        if any(each.capacity_provider in _FARGATE for each in strategy) and any(
            each.capacity_provider not in _FARGATE for each in strategy
        ):
            raise ValueError(
                "A capacity provider strategy cannot contain a mix of capacity providers using Auto Scaling "
                "groups and Fargate providers. Specify one or the other and try again."
            )
        for each in strategy:
            if each.capacity_provider not in (*self._providers, *self._scoped_providers):
                raise ValueError(
                    f"Capacity provider {each.capacity_provider} must be added to the cluster with "
                    "addAsgCapacityProvider() or addManagedInstancesCapacityProvider() before it can be used "
                    "in a default capacity provider strategy."
                )
        if sum(1 for each in strategy if each.base) > 1:
            raise ValueError(
                "Only 1 capacity provider in a capacity provider strategy can have a nonzero base."
            )
        self._strategy = strategy
        if strategy:
            self._associate()

    def add_capacity(self, id: str, **options: Any) -> Any:
        """Have machines of a new group; the options are those of `AddCapacityOptions`."""
        from landform.cdk.aws_autoscaling import AutoScalingGroup, UpdatePolicy

        wanted = given("aws_ecs", "AddCapacityOptions", options)
        own = ("machine_image_type", "spot_instance_draining", "topic_encryption_key")
        others = {name: value for name, value in wanted.items() if name not in own}
        kept = {name: value for name, value in wanted.items() if name in own}
        if wanted.signals is not None and wanted.update_policy is None:
            raise ValueError(
                "A cluster replaces its machines as a whole by default, which 'signals' do not go with: give "
                "an 'updatePolicy', too"
            )
        group = AutoScalingGroup(
            self,
            id,
            **{
                "vpc": self.vpc,
                "machine_image": _image(wanted.machine_image_type),
                "update_policy": UpdatePolicy.replacing_update(),
                **others,
            },
        )
        self.connections.add_security_group(*group.connections.security_groups)
        self._join(group, given("aws_ecs", "AddAutoScalingGroupCapacityOptions", kept), is_drained=True)
        return group

    def add_asg_capacity_provider(
        self,
        provider: Any,
        *,
        machine_image_type: MachineImageType | None = None,
        spot_instance_draining: bool | None = None,
        topic_encryption_key: Any = None,
    ) -> None:
        """Have machines of a group; once for a provider."""
        if provider.capacity_provider_name in self._providers:
            return
        options = {
            "machine_image_type": provider.machine_image_type,
            "spot_instance_draining": spot_instance_draining,
            "topic_encryption_key": topic_encryption_key,
        }
        del machine_image_type  # the provider says it
        is_kept = provider.enable_managed_termination_protection or provider.enable_managed_draining
        self._join(
            provider.auto_scaling_group,
            given("aws_ecs", "AddAutoScalingGroupCapacityOptions", options),
            is_drained=not is_kept,
        )
        self._add_provider(provider.capacity_provider_name)

    def add_managed_instances_capacity_provider(self, provider: Any) -> None:
        """Have machines that ECS manages."""
        provider.bind(self)
        if provider.capacity_provider_name not in self._scoped_providers:
            self._scoped_providers.append(provider.capacity_provider_name)

    def add_default_cloud_map_namespace(
        self,
        *,
        name: str,
        type: Any = None,
        use_for_service_connect: bool | None = None,
        vpc: Any = None,
    ) -> Any:
        """Have a new namespace, in which its services are found; a private one is the cluster's VPC's."""
        if self.default_cloud_map_namespace is not None:
            raise ValueError("Can only add default namespace once.")
        found = _namespace(self, name, type, self.vpc)
        return self._use_namespace(found, use_for_service_connect)

    def add_existing_default_cloud_map_namespace(
        self, *, namespace: Any, use_for_service_connect: bool | None = None
    ) -> Any:
        """Have its services found in a namespace."""
        if self.default_cloud_map_namespace is not None:
            raise ValueError("Can only add default namespace once.")
        return self._use_namespace(namespace, use_for_service_connect)

    def arn_for_tasks(self, key_pattern: str) -> str:
        """The ARN of its tasks."""
        return tasks_arn(self, key_pattern)

    def grant_task_protection(self, grantee: Any) -> Grant:
        """Keep tasks from being ended, or let them be ended again."""
        return self.grants.task_protection(grantee)

    def metric(self, metric_name: str, **options: Any) -> Any:
        """A metric of it; the options of all such methods are those of `Metric`."""
        from landform.cdk.aws_cloudwatch.metric import Metric

        dimensions = {"ClusterName": self.cluster_name}
        metric = Metric(
            namespace="AWS/ECS", metric_name=metric_name, **{"dimensions_map": dimensions, **options}
        )
        return metric.attach_to(self)

    def metric_cpu_reservation(self, **options: Any) -> Any:
        """How much of its processors is kept for tasks."""
        return self.metric("CPUReservation", **options)

    def metric_cpu_utilization(self, **options: Any) -> Any:
        """How much of its processors is used."""
        return self.metric("CPUUtilization", **options)

    def metric_memory_reservation(self, **options: Any) -> Any:
        """How much of its memory is kept for tasks."""
        return self.metric("MemoryReservation", **options)

    def metric_memory_utilization(self, **options: Any) -> Any:
        """How much of its memory is used."""
        return self.metric("MemoryUtilization", **options)

    def _own_vpc(self) -> Any:
        from landform.cdk.aws_ec2.vpc import Vpc

        return Vpc(self, "Vpc", max_azs=2)

    def _join(self, group: Any, options: Any, *, is_drained: bool) -> None:
        self.has_ec2_capacity = True
        if not hasattr(group, "role"):
            return  # an imported one: its machines are set up elsewhere
        set_up_machines(self, group, options)
        if is_drained:
            from landform.cdk.aws_ecs.drain_hook import InstanceDrainHook

            InstanceDrainHook(
                group, "DrainECSHook", group=group, cluster=self, key=options.topic_encryption_key
            )

    def _add_provider(self, name: str) -> None:
        self._providers.append(name)
        self._associate()

    def _associate(self) -> None:
        """Write down, once, what its tasks can run on."""
        if self._associations is not None:
            return
        self._associations = cfn_class("aws_ecs", "CfnClusterCapacityProviderAssociations")(
            self,
            self.node.id,
            cluster=self.cluster_name,
            capacity_providers=Lazy.list(lambda: self._providers),
            default_capacity_provider_strategy=Lazy.any(
                lambda: [
                    {"CapacityProvider": each.capacity_provider, "Base": each.base, "Weight": each.weight}
                    for each in self._strategy
                ]
            ),
        )

    def _use_namespace(self, namespace: Any, is_for_service_connect: bool | None) -> Any:
        self.default_cloud_map_namespace = namespace
        if is_for_service_connect:
            self._resource.service_connect_defaults = {"Namespace": namespace.namespace_arn}
        return namespace


def _image(kind: MachineImageType | None) -> Any:
    from landform.cdk.aws_ecs.machine_images import BottleRocketImage, EcsOptimizedImage

    if kind is MachineImageType.BOTTLEROCKET:
        return BottleRocketImage()
    return EcsOptimizedImage.amazon_linux2()


def _namespace(cluster: Cluster, name: str, kind: Any, vpc: Any) -> Any:
    service, id = "aws_servicediscovery", "DefaultServiceDiscoveryNamespace"
    kinds = cfn_class(service, "NamespaceType")
    if kind is kinds.HTTP:
        return cfn_class(service, "HttpNamespace")(cluster, id, name=name)
    if kind is kinds.DNS_PUBLIC:
        return cfn_class(service, "PublicDnsNamespace")(cluster, id, name=name)
    return cfn_class(service, "PrivateDnsNamespace")(cluster, id, name=name, vpc=vpc)
