"""How services find each other by Service Connect.

Source: https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-properties-ecs-service-serviceconnectconfiguration.html
"""

from typing import Any, Final

from landform.cdk.aws_ecs.container_rendering import log_configuration
from landform.cdk.core.numbers import number_text
from landform.cdk.core.tokens import is_unresolved
from landform.cdk.l1.lookup import given

MAX_PORT: Final = 65535
_ARN_PARTS: Final = 6


def service_connect(service: Any, config: Any) -> dict[str, Any]:
    """The settings as templates have them; raises ValueError for those that cannot be."""
    task = service.task_definition
    container = task.default_container
    if container is None:
        raise ValueError("Task definition must have at least one container to enable service connect.")
    services = [given("aws_ecs", "ServiceConnectService", each) for each in config.services or ()]
    namespace = _namespace(service, config)
    _check_services(task, services)
    access = given("aws_ecs", "ServiceConnectAccessLogConfiguration", config.access_log_configuration)
    if access is not None and config.log_driver is None:
        raise ValueError(
            "accessLogConfiguration requires logDriver to be set. Without logDriver, access logs are not "
            "delivered to any destination."
        )
    driver = config.log_driver.bind(service, container) if config.log_driver is not None else None
    return {
        "Enabled": True,
        "LogConfiguration": log_configuration(driver),
        "AccessLogConfiguration": _access_log(access) if access is not None else None,
        "Namespace": namespace,
        "Services": [_written(task, each) for each in services] or None,
    }


def _namespace(service: Any, config: Any) -> str:
    default = service.cluster.default_cloud_map_namespace
    found: str | None = config.namespace or (default.namespace_name if default is not None else None)
    if not found:
        raise ValueError(
            "Namespace must be defined either in serviceConnectConfig or cluster.defaultCloudMapNamespace"
        )
    return found


def _check_services(task: Any, services: list[Any]) -> None:
    seen: set[str] = set()
    for each in services:
        if task.find_port_mapping_by_name(each.port_mapping_name) is None:
            raise ValueError(
                f"Port Mapping '{each.port_mapping_name}' does not exist on the task definition."
            )
        name = each.discovery_name or each.port_mapping_name
        if name in seen:
            raise ValueError(f"Cannot create multiple services with the discoveryName '{name}'.")
        seen.add(name)
        _check_port("ingressPortOverride", each.ingress_port_override)
        _check_port("Client Alias port", each.port)
        _check_authority(given("aws_ecs", "ServiceConnectTlsConfiguration", each.tls))


def _check_port(name: str, port: float | None) -> None:
    if port and not is_unresolved(port) and not 1 <= port <= MAX_PORT:
        raise ValueError(f"{name} {number_text(port)} is not valid.")


def _check_authority(tls: Any) -> None:
    arn = tls.aws_pca_authority_arn if tls is not None else None
    if arn is None or is_unresolved(arn):
        return
    if not arn.startswith("arn:"):
        raise ValueError(
            f'awsPcaAuthorityArn must start with "arn:" and have at least {_ARN_PARTS} components; received '
            f"{arn}"
        )


def _access_log(access: Any) -> dict[str, Any]:
    words = {True: "ENABLED", False: "DISABLED", None: None}
    return {"Format": access.format, "IncludeQueryParameters": words[access.include_query_parameters]}


def _written(task: Any, service: Any) -> dict[str, Any]:
    port = service.port or task.find_port_mapping_by_name(service.port_mapping_name).container_port
    return {
        "PortName": service.port_mapping_name,
        "DiscoveryName": service.discovery_name,
        "IngressPortOverride": service.ingress_port_override,
        "ClientAliases": [{"Port": port, "DnsName": service.dns_name}],
        "Timeout": _timeout(service),
        "Tls": _tls(given("aws_ecs", "ServiceConnectTlsConfiguration", service.tls)),
    }


def _timeout(service: Any) -> dict[str, Any] | None:
    idle, request = service.idle_timeout, service.per_request_timeout
    if idle is None and request is None:
        return None
    return {
        "IdleTimeoutSeconds": idle.to_seconds() if idle is not None else None,
        "PerRequestTimeoutSeconds": request.to_seconds() if request is not None else None,
    }


def _tls(tls: Any) -> dict[str, Any] | None:
    if tls is None:
        return None
    return {
        "IssuerCertificateAuthority": {"AwsPcaAuthorityArn": tls.aws_pca_authority_arn},
        "KmsKey": tls.kms_key.key_ref.key_arn if tls.kms_key is not None else None,
        "RoleArn": tls.role.role_arn if tls.role is not None else None,
    }
