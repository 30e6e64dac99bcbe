"""Client VPN: people connect to a VPC from their own machines.

Source: https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-ec2-clientvpnendpoint.html
"""

from abc import abstractmethod
from ipaddress import IPv4Network
from typing import Any

from landform.cdk.aws_ec2.connections import Connections
from landform.cdk.aws_ec2.parts import as_record, l1, present, value_of
from landform.cdk.aws_ec2.security_group import SecurityGroup
from landform.cdk.constructs import DependencyGroup
from landform.cdk.core.checked import AbstractChecked, Checked
from landform.cdk.core.native import Native
from landform.cdk.core.resource import Resource
from landform.cdk.core.tokens import is_unresolved

MAX_DNS_SERVERS = 2
MAX_BANNER = 1400  # bytes
PORTAL = "https://self-service.clientvpn.amazonaws.com/endpoints/"
HANDLER_PREFIX = "AWSClientVPN-"


class ClientVpnUserBasedAuthentication(AbstractChecked):
    """How users prove who they are."""

    @staticmethod
    def active_directory(directory_id: str) -> "ClientVpnUserBasedAuthentication":
        """By a directory."""
        return _Authentication(
            Type="directory-service-authentication", ActiveDirectory={"DirectoryId": directory_id}
        )

    @staticmethod
    def federated(
        saml_provider: Any, self_service_saml_provider: Any = None
    ) -> "ClientVpnUserBasedAuthentication":
        """By a SAML provider."""
        own = self_service_saml_provider
        arns = {
            "SAMLProviderArn": _provider_arn(saml_provider),
            "SelfServiceSAMLProviderArn": _provider_arn(own) if own is not None else None,
        }
        return _Authentication(Type="federated-authentication", FederatedAuthentication=present(arns))

    @abstractmethod
    def render(self) -> Any:
        """As the endpoint has it."""


class _Authentication(ClientVpnUserBasedAuthentication):
    def __init__(self, **written: Any) -> None:
        self._written = written

    def render(self) -> Any:
        return dict(self._written)


def _provider_arn(provider: Any) -> str:
    found: str = provider.saml_provider_arn
    return found


class ClientVpnRouteTarget(Checked):
    """Where a route of a client VPN leads."""

    def __init__(self, subnet_id: str) -> None:
        self.subnet_id = subnet_id

    @staticmethod
    def subnet(subnet: Any) -> "ClientVpnRouteTarget":
        """To a subnet."""
        return ClientVpnRouteTarget(subnet.subnet_id)

    @staticmethod
    def local() -> "ClientVpnRouteTarget":
        """To the other clients."""
        return ClientVpnRouteTarget("local")


class ClientVpnEndpoint(Native, Resource):
    """Where clients connect to; the options are those of `ClientVpnEndpointProps`."""

    client_vpn_endpoint_ref: Any

    def __init__(self, scope: Any, id: str, **options: Any) -> None:
        super().__init__(scope, id)
        props = as_record("ClientVpnEndpointProps", options)
        _check(props)
        handler = props.client_connection_handler
        groups = list(props.security_groups or ()) or [SecurityGroup(self, "SecurityGroup", vpc=props.vpc)]
        self.connections = Connections(security_groups=groups)
        resource = l1("CfnClientVpnEndpoint")(
            self,
            "Resource",
            authentication_options=_authentication(props),
            client_cidr_block=props.cidr,
            client_connect_options={"Enabled": True, "LambdaFunctionArn": handler.function_arn}
            if handler is not None
            else None,
            connection_log_options=self._logging(props),
            description=props.description,
            dns_servers=list(props.dns_servers) if props.dns_servers else None,
            security_group_ids=[each.security_group_id for each in groups],
            self_service_portal=_portal(props.self_service_portal),
            server_certificate_arn=props.server_certificate_arn,
            session_timeout_hours=value_of(props.session_timeout),
            split_tunnel=props.split_tunnel,
            transport_protocol=value_of(props.transport_protocol),
            vpc_id=props.vpc.vpc_id,
            vpn_port=value_of(props.port),
            client_login_banner_options=_banner(props.client_login_banner),
            client_route_enforcement_options=_enforcement(props.client_route_enforcement_options),
            disconnect_on_session_timeout=props.disconnect_on_session_timeout,
        )
        self.endpoint_id: str = resource.ref
        if props.self_service_portal:
            from landform.cdk.core.cfn_elements import CfnOutput

            CfnOutput(self, "SelfServicePortalUrl", value=PORTAL + self.endpoint_id)
        self._associate(props)
        if props.authorize_all_users_to_vpc_cidr is not False:
            self.add_authorization_rule("AuthorizeAll", cidr=props.vpc.vpc_cidr_block)

    @staticmethod
    def from_endpoint_attributes(scope: Any, id: str, *, endpoint_id: str, security_groups: Any) -> Any:
        """An endpoint that exists already."""
        imported: Any = Resource(scope, id)
        imported.endpoint_id = endpoint_id
        imported.connections = Connections(security_groups=list(security_groups))
        imported.target_networks_associated = DependencyGroup()
        return imported

    def add_authorization_rule(
        self, id: str, *, cidr: str, description: str | None = None, group_id: str | None = None
    ) -> "ClientVpnAuthorizationRule":
        """Let clients reach addresses; all clients unless a group is given."""
        return ClientVpnAuthorizationRule(
            self, id, cidr=cidr, description=description, group_id=group_id, client_vpn_endpoint=self
        )

    def add_route(
        self, id: str, *, cidr: str, target: ClientVpnRouteTarget, description: str | None = None
    ) -> "ClientVpnRoute":
        """Add a route."""
        return ClientVpnRoute(
            self, id, cidr=cidr, target=target, description=description, client_vpn_endpoint=self
        )

    def _associate(self, props: Any) -> None:
        selected = props.vpc.select_subnets(**(as_record("SubnetSelection", props.vpc_subnets) or {}))
        if not selected.subnet_ids:
            raise ValueError("Cannot associate Client VPN endpoint with VPC, no subnets found")
        self.target_networks_associated: Any = DependencyGroup()
        for index, subnet_id in enumerate(selected.subnet_ids):
            association = l1("CfnClientVpnTargetNetworkAssociation")(
                self,
                f"Association{index}",
                client_vpn_endpoint_id=self.endpoint_id,
                subnet_id=subnet_id,
            )
            self.target_networks_associated.add(association)

    def _logging(self, props: Any) -> dict[str, Any]:
        group = props.log_group
        if props.logging is False:
            return {"Enabled": False}
        if group is None:
            from landform.cdk.aws_logs import LogGroup

            group = LogGroup(self, "LogGroup")
        stream = props.log_stream
        return {
            "Enabled": True,
            "CloudwatchLogGroup": group.log_group_name,
            **({"CloudwatchLogStream": stream.log_stream_name} if stream is not None else {}),
        }


def _authentication(props: Any) -> list[Any]:
    found: list[Any] = []
    if props.client_certificate_arn:
        chain = {"ClientRootCertificateChainArn": props.client_certificate_arn}
        found.append({"Type": "certificate-authentication", "MutualAuthentication": chain})
    if props.user_based_authentication is not None:
        found.append(props.user_based_authentication.render())
    if not found:
        raise ValueError("A client VPN endpoint must use at least one authentication option")
    return found


def _portal(asked: bool | None) -> str | None:
    return None if asked is None else ("enabled" if asked else "disabled")


def _banner(text: str | None) -> dict[str, Any] | None:
    return {"Enabled": True, "BannerText": text} if text else None


def _enforcement(options: Any) -> dict[str, Any] | None:
    given = as_record("ClientRouteEnforcementOptions", options)
    return {"Enforced": given.enforced} if given is not None else None


def _check(props: Any) -> None:
    if not is_unresolved(props.vpc.vpc_cidr_block):
        clients = IPv4Network(props.cidr, strict=False)
        if clients.overlaps(IPv4Network(props.vpc.vpc_cidr_block, strict=False)):
            raise ValueError("The client CIDR cannot overlap with the local CIDR of the VPC")
    servers = list(props.dns_servers or ())
    if len(servers) > MAX_DNS_SERVERS:
        raise ValueError("A client VPN endpoint can have up to two DNS servers")
    if props.logging is False and (props.log_group is not None or props.log_stream is not None):
        raise ValueError("Cannot specify `logGroup` or `logStream` when logging is disabled")
    enforced = as_record("ClientRouteEnforcementOptions", props.client_route_enforcement_options)
    if props.split_tunnel and enforced is not None and enforced.enforced:
        raise ValueError("Client Route Enforcement cannot be enabled when splitTunnel is true.")
    handler = props.client_connection_handler
    name = handler.function_name if handler is not None else HANDLER_PREFIX
    if not is_unresolved(name) and not name.startswith(HANDLER_PREFIX):
        raise ValueError("The name of the Lambda function must begin with the `AWSClientVPN-` prefix")
    banner = props.client_login_banner
    if banner and not is_unresolved(banner) and len(banner.encode()) > MAX_BANNER:
        raise ValueError(
            f"The maximum length for the client login banner is {MAX_BANNER}, got {len(banner.encode())}"
        )


class ClientVpnAuthorizationRule(Native, Resource):
    """Lets clients reach addresses."""

    def __init__(
        self,
        scope: Any,
        id: str,
        *,
        cidr: str,
        client_vpn_endpoint: Any = None,
        description: str | None = None,
        group_id: str | None = None,
    ) -> None:
        if client_vpn_endpoint is None:
            raise ValueError("ClientVpnAuthorizationRule: clientVpnEndpoint must be specified")
        super().__init__(scope, id)
        l1("CfnClientVpnAuthorizationRule")(
            self,
            "Resource",
            client_vpn_endpoint_id=client_vpn_endpoint.endpoint_id,
            target_network_cidr=cidr,
            access_group_id=group_id,
            authorize_all_groups=not group_id,
            description=description,
        )


class ClientVpnRoute(Native, Resource):
    """A route of a client VPN."""

    def __init__(
        self,
        scope: Any,
        id: str,
        *,
        cidr: str,
        target: ClientVpnRouteTarget,
        client_vpn_endpoint: Any = None,
        description: str | None = None,
    ) -> None:
        if client_vpn_endpoint is None:
            raise ValueError("ClientVpnRoute: clientVpnEndpoint must be specified")
        super().__init__(scope, id)
        route = l1("CfnClientVpnRoute")(
            self,
            "Resource",
            client_vpn_endpoint_id=client_vpn_endpoint.endpoint_id,
            description=description,
            destination_cidr_block=cidr,
            target_vpc_subnet_id=target.subnet_id,
        )
        route.node.add_dependency(client_vpn_endpoint.target_networks_associated)
