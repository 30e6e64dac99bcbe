"""Namespaces.

Source: https://docs.aws.amazon.com/cloud-map/latest/dg/working-with-namespaces.html
"""

from typing import Any

from landform.cdk.aws_servicediscovery.enums import NamespaceType
from landform.cdk.aws_servicediscovery.service import Service
from landform.cdk.core.native import Native
from landform.cdk.core.resource import Resource
from landform.cdk.l1.lookup import cfn_class, given


class _Namespace(Native, Resource):
    """What namespaces of all types share."""

    type: NamespaceType
    namespace_name: str
    namespace_id: str
    namespace_arn: str

    def _make(self, kind: str, name: str, description: str | None, **own: Any) -> Any:
        resource = cfn_class("aws_servicediscovery", kind)(
            self, "Resource", name=name, description=description, **own
        )
        self.namespace_name = name
        self.namespace_id = resource.attr_id
        self.namespace_arn = resource.attr_arn
        return resource


class HttpNamespace(_Namespace):
    """A namespace whose services are found by calls."""

    type = NamespaceType.HTTP

    def __init__(self, scope: Any, id: str, *, name: str, description: str | None = None) -> None:
        super().__init__(scope, id)
        self._make("CfnHttpNamespace", name, description)

    @staticmethod
    def from_http_namespace_attributes(
        scope: Any, id: str, *, namespace_arn: str, namespace_id: str, namespace_name: str
    ) -> "ImportedNamespace":
        """A namespace that exists already."""
        return ImportedNamespace(scope, id, NamespaceType.HTTP, (namespace_arn, namespace_id, namespace_name))

    @property
    def http_namespace_arn(self) -> str:
        """The ARN."""
        return self.namespace_arn

    @property
    def http_namespace_id(self) -> str:
        """The id."""
        return self.namespace_id

    @property
    def http_namespace_name(self) -> str:
        """The name."""
        return self.namespace_name

    def create_service(self, id: str, **props: Any) -> Service:
        """A service in it; the options are those of `BaseServiceProps`."""
        given("aws_servicediscovery", "BaseServiceProps", props)
        return Service(self, id, namespace=self, **props)


class PrivateDnsNamespace(_Namespace):
    """A namespace whose services are found by the DNS of a VPC, too."""

    type = NamespaceType.DNS_PRIVATE

    def __init__(self, scope: Any, id: str, *, name: str, vpc: Any, description: str | None = None) -> None:
        super().__init__(scope, id)
        if vpc is None:
            raise ValueError("VPC must be specified for PrivateDNSNamespaces")
        resource = self._make("CfnPrivateDnsNamespace", name, description, vpc=vpc.vpc_id)
        self.namespace_hosted_zone_id: str = resource.attr_hosted_zone_id

    @staticmethod
    def from_private_dns_namespace_attributes(
        scope: Any, id: str, *, namespace_arn: str, namespace_id: str, namespace_name: str
    ) -> "ImportedNamespace":
        """A namespace that exists already."""
        names = (namespace_arn, namespace_id, namespace_name)
        return ImportedNamespace(scope, id, NamespaceType.DNS_PRIVATE, names)

    @property
    def private_dns_namespace_arn(self) -> str:
        """The ARN."""
        return self.namespace_arn

    @property
    def private_dns_namespace_id(self) -> str:
        """The id."""
        return self.namespace_id

    @property
    def private_dns_namespace_name(self) -> str:
        """The name."""
        return self.namespace_name

    def create_service(self, id: str, **props: Any) -> Service:
        """A service in it; the options are those of `DnsServiceProps`."""
        return Service(self, id, namespace=self, **props)


class PublicDnsNamespace(_Namespace):
    """A namespace whose services are found by public DNS, too."""

    type = NamespaceType.DNS_PUBLIC

    def __init__(self, scope: Any, id: str, *, name: str, description: str | None = None) -> None:
        super().__init__(scope, id)
        resource = self._make("CfnPublicDnsNamespace", name, description)
        self.namespace_hosted_zone_id: str = resource.attr_hosted_zone_id

    @staticmethod
    def from_public_dns_namespace_attributes(
        scope: Any, id: str, *, namespace_arn: str, namespace_id: str, namespace_name: str
    ) -> "ImportedNamespace":
        """A namespace that exists already."""
        names = (namespace_arn, namespace_id, namespace_name)
        return ImportedNamespace(scope, id, NamespaceType.DNS_PUBLIC, names)

    @property
    def public_dns_namespace_arn(self) -> str:
        """The ARN."""
        return self.namespace_arn

    @property
    def public_dns_namespace_id(self) -> str:
        """The id."""
        return self.namespace_id

    @property
    def public_dns_namespace_name(self) -> str:
        """The name."""
        return self.namespace_name

    def create_service(self, id: str, **props: Any) -> Service:
        """A service in it; the options are those of `DnsServiceProps`."""
        return Service(self, id, namespace=self, **props)


class ImportedNamespace(Native, Resource):
    """A namespace that exists already."""

    def __init__(self, scope: Any, id: str, kind: NamespaceType, names: tuple[str, str, str]) -> None:
        super().__init__(scope, id)
        self.type = kind
        self.namespace_arn, self.namespace_id, self.namespace_name = names
