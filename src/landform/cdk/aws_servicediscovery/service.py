"""Services.

Source: https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-resource-servicediscovery-service.html
"""

from collections.abc import Mapping
from typing import Any, Final

from landform.cdk.aws_servicediscovery.enums import (
    DiscoveryType,
    DnsRecordType,
    HealthCheckType,
    NamespaceType,
    RoutingPolicy,
)
from landform.cdk.aws_servicediscovery.instances import (
    AliasTargetInstance,
    CnameInstance,
    IpInstance,
    NonIpInstance,
)
from landform.cdk.core.native import Native
from landform.cdk.core.quantities import Duration
from landform.cdk.core.resource import Resource
from landform.cdk.l1.lookup import cfn_class, given

_MODULE: Final = "aws_servicediscovery"
_BALANCED: Final = (DnsRecordType.A, DnsRecordType.AAAA, DnsRecordType.A_AAAA)
_TTL: Final = 60  # seconds


class Service(Native, Resource):
    """A service, whose instances are found by its name.

    As in aws-cdk-lib, records are weighted for load balancers and CNAME records, and for no others:
    `routing_policy` only says what the app expects.
    """

    def __init__(
        self,
        scope: Any,
        id: str,
        *,
        namespace: Any,
        custom_health_check: Any = None,
        description: str | None = None,
        discovery_type: DiscoveryType | None = None,
        dns_record_type: DnsRecordType | None = None,
        dns_ttl: Duration | None = None,
        health_check: Any = None,
        load_balancer: bool | None = None,
        name: str | None = None,
        routing_policy: RoutingPolicy | None = None,
    ) -> None:
        super().__init__(scope, id)
        is_http = namespace.type is NamespaceType.HTTP
        _check_discovery(is_http, discovery_type, dns_record_type, routing_policy)
        _check_health(namespace, health_check, custom_health_check)
        self.namespace = namespace
        self.discovery_type = discovery_type or (DiscoveryType.API if is_http else DiscoveryType.DNS_AND_API)
        self.dns_record_type = dns_record_type or DnsRecordType.A
        is_weighted = dns_record_type is DnsRecordType.CNAME or bool(load_balancer)
        self.routing_policy = RoutingPolicy.WEIGHTED if is_weighted else RoutingPolicy.MULTIVALUE
        self._check_records(bool(load_balancer), routing_policy)
        is_dns = self.discovery_type is DiscoveryType.DNS_AND_API
        resource = cfn_class(_MODULE, "CfnService")(
            self,
            "Resource",
            name=name,
            description=description,
            dns_config=self._dns(dns_ttl) if is_dns else None,
            health_check_config=_health(health_check),
            health_check_custom_config=_custom_health(custom_health_check),
            namespace_id=namespace.namespace_id,
            type="HTTP" if discovery_type is DiscoveryType.API else None,
        )
        self.service_name: str = resource.attr_name
        self.service_arn: str = resource.attr_arn
        self.service_id: str = resource.attr_id

    @staticmethod
    def from_service_attributes(
        scope: Any,
        id: str,
        *,
        dns_record_type: DnsRecordType,
        namespace: Any,
        routing_policy: RoutingPolicy,
        service_arn: str,
        service_id: str,
        service_name: str,
        discovery_type: DiscoveryType | None = None,
    ) -> "ImportedService":
        """A service that exists already."""
        found = ImportedService(scope, id)
        found.namespace = namespace
        found.service_id, found.service_arn, found.service_name = service_id, service_arn, service_name
        found.dns_record_type, found.routing_policy = dns_record_type, routing_policy
        is_http = namespace.type is NamespaceType.HTTP
        default = DiscoveryType.API if is_http else DiscoveryType.DNS_AND_API
        found.discovery_type = discovery_type or default
        return found

    def register_load_balancer(
        self, id: str, load_balancer: Any, custom_attributes: Mapping[str, str] | None = None
    ) -> AliasTargetInstance:
        """A load balancer as an instance."""
        return AliasTargetInstance(
            self,
            id,
            service=self,
            dns_name=load_balancer.load_balancer_dns_name,
            custom_attributes=custom_attributes,
        )

    def register_ip_instance(self, id: str, **props: Any) -> IpInstance:
        """An address as an instance; the options are those of `IpInstanceBaseProps`."""
        return IpInstance(self, id, service=self, **props)

    def register_cname_instance(self, id: str, **props: Any) -> CnameInstance:
        """Another name as an instance; the options are those of `CnameInstanceBaseProps`."""
        return CnameInstance(self, id, service=self, **props)

    def register_non_ip_instance(self, id: str, **props: Any) -> NonIpInstance:
        """Anything as an instance; the options are those of `NonIpInstanceBaseProps`."""
        return NonIpInstance(self, id, service=self, **props)

    def _check_records(self, is_balanced: bool, policy: RoutingPolicy | None) -> None:
        if policy is RoutingPolicy.MULTIVALUE:
            if self.dns_record_type is DnsRecordType.CNAME:
                raise ValueError("Cannot use `CNAME` record when routing policy is `Multivalue`.")
            if is_balanced:
                raise ValueError("Cannot register loadbalancers when routing policy is `Multivalue`.")
        if is_balanced and self.dns_record_type not in _BALANCED:
            raise ValueError("Must support `A` or `AAAA` records to register loadbalancers.")

    def _dns(self, ttl: Duration | None) -> Any:
        seconds = ttl.to_seconds() if ttl is not None else _TTL
        kinds = self.dns_record_type.value.split(", ")
        return {
            "dns_records": [{"ttl": seconds, "type": kind} for kind in kinds],
            "namespace_id": self.namespace.namespace_id,
            "routing_policy": self.routing_policy,
        }


class ImportedService(Native, Resource):
    """A service that exists already."""

    namespace: Any
    service_arn: str
    service_id: str
    service_name: str
    discovery_type: DiscoveryType
    dns_record_type: DnsRecordType
    routing_policy: RoutingPolicy


def _check_discovery(
    is_http: bool,
    discovery: DiscoveryType | None,
    record: DnsRecordType | None,
    policy: RoutingPolicy | None,
) -> None:
    if is_http and discovery is DiscoveryType.DNS_AND_API:
        raise ValueError(
            "Cannot specify `discoveryType` of DNS_AND_API when using an HTTP namespace; services of such a "
            "namespace are found by calls"
        )
    if (is_http or discovery is DiscoveryType.API) and (policy is not None or record is not None):
        raise ValueError(
            "Cannot specify `routingPolicy` or `dnsRecord` when using an HTTP namespace or discovery by API."
        )


def _check_health(namespace: Any, check: Any, custom: Any) -> None:
    if check is not None and custom is not None:
        raise ValueError("Cannot specify both `healthCheckConfig` and `healthCheckCustomConfig`.")
    if check is None:
        return
    if namespace.type is NamespaceType.DNS_PRIVATE:
        raise ValueError("Cannot specify `healthCheckConfig` for a Private DNS namespace.")
    asked = given(_MODULE, "HealthCheckConfig", check)
    if asked.type is HealthCheckType.TCP and asked.resource_path is not None:
        raise ValueError("Cannot specify `resourcePath` when using a `TCP` health check.")


def _health(value: Any) -> Any:
    if value is None:
        return None
    check = given(_MODULE, "HealthCheckConfig", value)
    kind = check.type or HealthCheckType.HTTP
    return {
        "type": kind,
        "failure_threshold": check.failure_threshold or 1,
        "resource_path": None if kind is HealthCheckType.TCP else check.resource_path or "/",
    }


def _custom_health(value: Any) -> Any:
    if value is None:
        return None
    check = given(_MODULE, "HealthCheckCustomConfig", value)
    return {"failure_threshold": check.failure_threshold}
