"""Instances of services.

Source: https://docs.aws.amazon.com/cloud-map/latest/api/API_RegisterInstance.html
"""

from collections.abc import Mapping
from typing import Any, Final

from landform.cdk.aws_servicediscovery.enums import (
    DiscoveryType,
    DnsRecordType,
    NamespaceType,
    RoutingPolicy,
)
from landform.cdk.core.names import Names
from landform.cdk.core.native import Native
from landform.cdk.core.numbers import number_text
from landform.cdk.core.resource import Resource
from landform.cdk.core.tokens import is_unresolved
from landform.cdk.l1.lookup import cfn_class

_ID_MAX: Final = 64  # letters
_PORT: Final = 80
_IPV4_RECORDS: Final = (DnsRecordType.A, DnsRecordType.A_AAAA)
_IPV6_RECORDS: Final = (DnsRecordType.AAAA, DnsRecordType.A_AAAA)
_ADDRESS_RECORDS: Final = (*_IPV4_RECORDS, DnsRecordType.AAAA)


class InstanceBase(Native, Resource):
    """What instances of all kinds share."""

    instance_id: str
    service: Any

    def _unique_instance_id(self) -> str:
        """An id from the place in the app."""
        found = Names.unique_id(self)
        return found[-_ID_MAX:] if len(found) > _ID_MAX else found

    def _make(
        self,
        service: Any,
        instance_id: str | None,
        custom: Mapping[str, str] | None,
        attributes: dict[str, Any],
    ) -> None:
        written = {name: value for name, value in attributes.items() if value is not None}
        resource = cfn_class("aws_servicediscovery", "CfnInstance")(
            self,
            "Resource",
            instance_attributes={**written, **(custom or {})},
            instance_id=instance_id or self._unique_instance_id(),
            service_id=service.service_id,
        )
        self.service = service
        self.instance_id = resource.ref


class AliasTargetInstance(InstanceBase):
    """A load balancer by its name in DNS."""

    def __init__(
        self,
        scope: Any,
        id: str,
        *,
        dns_name: str,
        service: Any,
        custom_attributes: Mapping[str, str] | None = None,
        instance_id: str | None = None,
    ) -> None:
        super().__init__(scope, id)
        if service.namespace.type is NamespaceType.HTTP:
            raise ValueError("Namespace associated with Service must be a DNS Namespace.")
        if service.routing_policy is not RoutingPolicy.WEIGHTED:
            raise ValueError("Service must use `WEIGHTED` routing policy.")
        if service.dns_record_type not in _ADDRESS_RECORDS:
            raise ValueError("Service must use `A` or `AAAA` records to register an AliasRecordTarget.")
        self.dns_name = dns_name
        self._make(service, instance_id, custom_attributes, {"AWS_ALIAS_DNS_NAME": dns_name})


class CnameInstance(InstanceBase):
    """Another name."""

    def __init__(
        self,
        scope: Any,
        id: str,
        *,
        instance_cname: str,
        service: Any,
        custom_attributes: Mapping[str, str] | None = None,
        instance_id: str | None = None,
    ) -> None:
        super().__init__(scope, id)
        if service.namespace.type is NamespaceType.HTTP:
            raise ValueError("Namespace associated with Service must be a DNS Namespace.")
        if service.dns_record_type is not DnsRecordType.CNAME:
            raise ValueError("A `CnameInstance` can only be used with a service using a `CNAME` record.")
        self.cname = instance_cname
        self._make(service, instance_id, custom_attributes, {"AWS_INSTANCE_CNAME": instance_cname})


class IpInstance(InstanceBase):
    """An address."""

    def __init__(
        self,
        scope: Any,
        id: str,
        *,
        service: Any,
        custom_attributes: Mapping[str, str] | None = None,
        instance_id: str | None = None,
        ipv4: str | None = None,
        ipv6: str | None = None,
        port: float | None = None,
    ) -> None:
        super().__init__(scope, id)
        _check_addresses(service.dns_record_type, port, ipv4, ipv6)
        self.ipv4 = ipv4 or ""
        self.ipv6 = ipv6 or ""
        self.port = _PORT if port is None else port
        attributes = {
            "AWS_INSTANCE_IPV4": ipv4,
            "AWS_INSTANCE_IPV6": ipv6,
            "AWS_INSTANCE_PORT": number_text(self.port) if not is_unresolved(self.port) else self.port,
        }
        self._make(service, instance_id, custom_attributes, attributes)


class NonIpInstance(InstanceBase):
    """Anything that attributes describe."""

    def __init__(
        self,
        scope: Any,
        id: str,
        *,
        service: Any,
        custom_attributes: Mapping[str, str] | None = None,
        instance_id: str | None = None,
    ) -> None:
        super().__init__(scope, id)
        if service.discovery_type is not DiscoveryType.API:
            raise ValueError("This type of instance can only be registered for HTTP namespaces.")
        if not custom_attributes:
            raise ValueError(
                "You must specify at least one custom attribute for this instance type; there is "
                "nothing else "
                "to find it by."
            )
        self._make(service, instance_id, custom_attributes, {})


def _check_addresses(records: DnsRecordType, port: float | None, ipv4: str | None, ipv6: str | None) -> None:
    if records is DnsRecordType.CNAME:
        raise ValueError("Service must support `A`, `AAAA` or `SRV` records to register this instance type.")
    if records is DnsRecordType.SRV:
        if port is None:
            raise ValueError("A `port` must be specified for a service using a `SRV` record.")
        if ipv4 is None and ipv6 is None:
            raise ValueError(
                "At least `ipv4` or `ipv6` must be specified for a service using a `SRV` record."
            )
    if ipv4 is None and records in _IPV4_RECORDS:
        raise ValueError("An `ipv4` must be specified for a service using a `A` record.")
    if ipv6 is None and records in _IPV6_RECORDS:
        raise ValueError("An `ipv6` must be specified for a service using a `AAAA` record.")
