"""AWS::ServiceDiscovery: namespaces, services and their instances, and a class for every resource type."""

from landform.cdk.l1.service import service_members

_HOMES = {
    name: home
    for home, names in {
        "enums": "DiscoveryType DnsRecordType HealthCheckType NamespaceType RoutingPolicy",
        "instances": "AliasTargetInstance CnameInstance InstanceBase IpInstance NonIpInstance",
        "namespaces": "HttpNamespace PrivateDnsNamespace PublicDnsNamespace",
        "service": "Service",
    }.items()
    for name in names.split()
}

__getattr__, __dir__ = service_members(__name__, "AWS::ServiceDiscovery", _HOMES)
