"""Services that are found by their names.

Source: https://docs.aws.amazon.com/AmazonECS/latest/developerguide/service-discovery.html
"""

from typing import Any

from landform.cdk.aws_ecs.container_enums import NetworkMode
from landform.cdk.core.quantities import Duration
from landform.cdk.l1.lookup import cfn_class, given


def new_cloud_map_service(service: Any, props: Any) -> Any:
    """A name in a namespace for a service."""
    record_types = cfn_class("aws_servicediscovery", "DnsRecordType")
    namespace = props.cloud_map_namespace or service.cluster.default_cloud_map_namespace
    if namespace is None:
        raise ValueError(
            "Cannot enable service discovery if a Cloudmap Namespace has not been created in the cluster."
        )
    if namespace.type is cfn_class("aws_servicediscovery", "NamespaceType").HTTP:
        raise ValueError("Cannot enable DNS service discovery for HTTP Cloudmap Namespace.")
    mode = service.task_definition.network_mode
    if mode is NetworkMode.NONE:
        raise ValueError(
            "Cannot use a service discovery if NetworkMode is None. Use Bridge, Host or AwsVpc instead."
        )
    is_on_machine = mode in (NetworkMode.BRIDGE, NetworkMode.HOST)
    kind = props.dns_record_type
    if is_on_machine and kind not in (None, record_types.SRV):
        raise ValueError("SRV records must be used when network mode is Bridge or Host.")
    kind = kind or (record_types.SRV if is_on_machine else record_types.A)
    return cfn_class("aws_servicediscovery", "Service")(
        service,
        "CloudmapService",
        namespace=namespace,
        name=props.name,
        dns_record_type=kind,
        custom_health_check={"failure_threshold": props.failure_threshold or 1},
        dns_ttl=props.dns_ttl or Duration.minutes(1),
    )


def registry(service: Any, found: Any, props: Any) -> dict[str, Any]:
    """How ECS registers tasks: with the port where the records need one."""
    container, port = None, None
    if found.dns_record_type is cfn_class("aws_servicediscovery", "DnsRecordType").SRV:
        container, port = _container_port(service, props)
    return {
        "RegistryArn": found.service_arn,
        "ContainerName": container.container_name if container is not None else None,
        "ContainerPort": port,
    }


def _container_port(service: Any, props: Any) -> tuple[Any, float]:
    task = service.task_definition
    container = props.container if props.container is not None else task.default_container
    if container.task_definition is not task:
        raise ValueError("Cannot add discovery for a container from another task definition")
    port: float = container.container_port if props.container_port is None else props.container_port
    if all(each.container_port != port for each in container.port_mappings):
        raise ValueError("Cannot add discovery for a container port that has not been mapped")
    return container, port


def cloud_map_options(options: Any) -> Any:
    """The options as a record."""
    return given("aws_ecs", "CloudMapOptions", options)
