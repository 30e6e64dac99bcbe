"""VPC endpoints and endpoint services.

Source: https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-ec2-vpcendpoint.html
"""

from collections.abc import Sequence
from typing import Any, ClassVar

from landform.cdk.aws_ec2.connections import Connections
from landform.cdk.aws_ec2.network_kinds import (
    IpAddressType,
    VpcEndpointDnsRecordIpType,
    VpcEndpointIpAddressType,
    VpcEndpointPrivateDnsOnlyForInboundResolverEndpoint,
    VpcEndpointType,
)
from landform.cdk.aws_ec2.parts import as_record, l1, value_of
from landform.cdk.aws_ec2.peer import Peer
from landform.cdk.aws_ec2.port import Port
from landform.cdk.aws_ec2.security_group import SecurityGroup
from landform.cdk.aws_ec2.selection import route_table_ids
from landform.cdk.aws_iam.policy_document import PolicyDocument
from landform.cdk.aws_iam.policy_statement import PolicyStatement
from landform.cdk.core.aws import Aws
from landform.cdk.core.fn import Fn
from landform.cdk.core.lazy import Lazy
from landform.cdk.core.native import Native
from landform.cdk.core.resource import Resource
from landform.cdk.core.tokens import is_unresolved

ZONES_PROVIDER = "endpoint-service-availability-zones"


class VpcEndpoint(Native, Resource):
    """What endpoints of the app share."""

    vpc_endpoint_id: str
    vpc_endpoint_ref: Any
    policy_document: PolicyDocument | None = None

    def add_to_policy(self, statement: PolicyStatement) -> None:
        """Say who may do what through the endpoint; everyone may do everything otherwise."""
        if not statement.has_principal:
            raise ValueError("Statement must have a `Principal`.")
        if self.policy_document is None:
            self.policy_document = PolicyDocument()
        self.policy_document.add_statements(statement)

    def _make(self, kind: VpcEndpointType, properties: dict[str, Any]) -> None:
        resource = l1("CfnVPCEndpoint")(
            self,
            "Resource",
            policy_document=Lazy.any(lambda: self.policy_document),
            vpc_endpoint_type=kind.value,
            **properties,
        )
        self.vpc_endpoint_id = resource.ref
        self.vpc_endpoint_creation_timestamp: str = resource.attr_creation_timestamp
        self.vpc_endpoint_dns_entries: list[str] = resource.attr_dns_entries
        self.vpc_endpoint_network_interface_ids: list[str] = resource.attr_network_interface_ids


class GatewayVpcEndpoint(VpcEndpoint):
    """Reaches a service by routes of subnets."""

    def __init__(
        self,
        scope: Any,
        id: str,
        *,
        service: Any,
        vpc: Any,
        dns_record_ip_type: VpcEndpointDnsRecordIpType | None = None,
        ip_address_type: VpcEndpointIpAddressType | None = None,
        subnets: Sequence[Any] | None = None,
    ) -> None:
        super().__init__(scope, id)
        chosen = (
            [each for one in subnets for each in vpc._select_subnet_objects(one)]
            if subnets
            else [*vpc.private_subnets, *vpc.public_subnets, *vpc.isolated_subnets]
        )
        tables = route_table_ids(chosen)
        if not tables:
            raise ValueError("Can't add a gateway endpoint to VPC; route table IDs are not available")
        properties = {
            "route_table_ids": tables,
            "service_name": service.name,
            "vpc_id": vpc.vpc_id,
            **_address_options(dns_record_ip_type, ip_address_type),
        }
        self._make(VpcEndpointType.GATEWAY, properties)

    @staticmethod
    def from_gateway_vpc_endpoint_id(scope: Any, id: str, gateway_vpc_endpoint_id: str) -> Any:
        """An endpoint that exists already."""
        imported: Any = Resource(scope, id)
        imported.vpc_endpoint_id = gateway_vpc_endpoint_id
        return imported


def _address_options(
    records: VpcEndpointDnsRecordIpType | None, addresses: VpcEndpointIpAddressType | None
) -> dict[str, Any]:
    dns = {"DnsRecordIpType": value_of(records)} if records is not None else None
    return {"dns_options": dns, "ip_address_type": value_of(addresses)}


class InterfaceVpcEndpoint(VpcEndpoint):
    """Reaches a service by network interfaces in subnets."""

    def __init__(
        self,
        scope: Any,
        id: str,
        *,
        service: Any,
        vpc: Any,
        dns_record_ip_type: VpcEndpointDnsRecordIpType | None = None,
        ip_address_type: VpcEndpointIpAddressType | None = None,
        lookup_supported_azs: bool | None = None,
        open: bool | None = None,
        private_dns_enabled: bool | None = None,
        private_dns_only_for_inbound_resolver_endpoint: (
            VpcEndpointPrivateDnsOnlyForInboundResolverEndpoint | None
        ) = None,
        security_groups: Sequence[Any] | None = None,
        service_region: str | None = None,
        subnets: Any = None,
    ) -> None:
        super().__init__(scope, id)
        groups = list(security_groups) if security_groups else [SecurityGroup(self, "SecurityGroup", vpc=vpc)]
        self.connections = Connections(default_port=Port.tcp(service.port), security_groups=groups)
        if open is not False:
            self.connections.allow_default_port_from(Peer.ipv4(vpc.vpc_cidr_block))
        private = private_dns_enabled
        if private is None:
            private = True if service.private_dns_default is None else service.private_dns_default
        options = _address_options(dns_record_ip_type, ip_address_type)
        options["dns_options"] = _dns_options(
            options["dns_options"], private_dns_only_for_inbound_resolver_endpoint
        )
        properties = {
            "private_dns_enabled": private,
            "security_group_ids": [each.security_group_id for each in groups],
            "service_name": service.name,
            "service_region": service_region,
            "subnet_ids": _subnet_ids(self, vpc, service, subnets, is_looked_up=bool(lookup_supported_azs)),
            "vpc_id": vpc.vpc_id,
            **options,
        }
        self._make(VpcEndpointType.INTERFACE, properties)

    @staticmethod
    def from_interface_vpc_endpoint_attributes(
        scope: Any,
        id: str,
        *,
        port: float,
        vpc_endpoint_id: str,
        security_groups: Sequence[Any] | None = None,
    ) -> Any:
        """An endpoint that exists already."""
        imported: Any = Resource(scope, id)
        imported.vpc_endpoint_id = vpc_endpoint_id
        imported.connections = Connections(
            default_port=Port.tcp(port), security_groups=list(security_groups or ())
        )
        return imported


def _dns_options(known: dict[str, Any] | None, only_inbound: Any) -> dict[str, Any] | None:
    if only_inbound is None:
        return known
    return {**(known or {}), "PrivateDnsOnlyForInboundResolverEndpoint": value_of(only_inbound)}


def _subnet_ids(endpoint: Any, vpc: Any, service: Any, selection: Any, *, is_looked_up: bool) -> list[str]:
    """One subnet in each zone at most; only in zones that the service is in, where that is looked up."""
    given = dict(as_record("SubnetSelection", selection) or {})
    if not is_looked_up:
        given.setdefault("one_per_az", True)
        found: list[str] = vpc.select_subnets(**given).subnet_ids
        return found
    subnets = vpc.select_subnets(**given).subnets
    zones = _supported_zones(endpoint, service, subnets)
    return [each.subnet_id for each in subnets if zones is None or each.availability_zone in zones]


def _supported_zones(endpoint: Any, service: Any, subnets: Sequence[Any]) -> list[str] | None:
    """None as long as nobody has looked them up."""
    from landform.cdk.core.context_provider import get_value

    name = endpoint.stack.resolve(service.name)
    if is_unresolved(endpoint.stack.account) or not isinstance(name, str):
        raise ValueError("Cannot look up VPC endpoint availability zones if account/region are not specified")
    if any(is_unresolved(each.availability_zone) for each in subnets):
        listed = ",".join(str(each.availability_zone) for each in subnets)
        raise ValueError(
            f"Subnets cannot be filtered by the zones of the service, since theirs are not known: {listed}"
        )
    found = get_value(
        endpoint, ZONES_PROVIDER, {"serviceName": name}, dummy=["dummy1a", "dummy1b", "dummy1c"]
    )
    return None if "dummy1a" in found else list(found)


class VpcEndpointService(Native, Resource):
    """A service of the account that others reach by endpoints.

    Source: .../TemplateReference/aws-resource-ec2-vpcendpointservice.html
    """

    vpc_endpoint_service_ref: Any
    DEFAULT_PREFIX: ClassVar[str] = "com.amazonaws.vpce"

    def __init__(
        self,
        scope: Any,
        id: str,
        *,
        vpc_endpoint_service_load_balancers: Sequence[Any],
        acceptance_required: bool | None = None,
        allowed_principals: Sequence[Any] | None = None,
        allowed_regions: Sequence[str] | None = None,
        contributor_insights: bool | None = None,
        supported_ip_address_types: Sequence[IpAddressType] | None = None,
    ) -> None:
        super().__init__(scope, id)
        if not vpc_endpoint_service_load_balancers:
            raise ValueError("VPC Endpoint Service must have at least one load balancer specified.")
        self.vpc_endpoint_service_load_balancers = list(vpc_endpoint_service_load_balancers)
        self.acceptance_required = acceptance_required is not False
        self.contributor_insights_enabled = contributor_insights
        self.allowed_principals = list(allowed_principals or ())
        resource = l1("CfnVPCEndpointService")(
            self,
            id,
            network_load_balancer_arns=[
                each.load_balancer_arn for each in vpc_endpoint_service_load_balancers
            ],
            acceptance_required=self.acceptance_required,
            contributor_insights_enabled=contributor_insights,
            supported_ip_address_types=[value_of(each) for each in supported_ip_address_types]
            if supported_ip_address_types
            else None,
            supported_regions=list(allowed_regions) if allowed_regions else None,
        )
        self.vpc_endpoint_service_id: str = resource.ref
        prefix = _service_prefix(self.stack.region)
        self.vpc_endpoint_service_name = Fn.join(".", [prefix, Aws.REGION, self.vpc_endpoint_service_id])
        if self.allowed_principals:
            l1("CfnVPCEndpointServicePermissions")(
                self,
                "Permissions",
                service_id=resource.ref,
                allowed_principals=[each.arn for each in self.allowed_principals],
            )


_PREFIXES = {
    "cn-": "cn.com.amazonaws.vpce",
    "us-iso-": "gov.ic.c2s.vpce",
    "us-isob-": "gov.sgov.sc2s.vpce",
    "eu-isoe-": "uk.adc-e.cloud.vpce",
    "us-isof-": "gov.ic.hci.csp.vpce",
    "eusc-": "eu.amazonaws.vpce",
}


def _service_prefix(region: str) -> str:
    for start, prefix in _PREFIXES.items():
        if not is_unresolved(region) and region.startswith(start):
            return prefix
    return VpcEndpointService.DEFAULT_PREFIX
