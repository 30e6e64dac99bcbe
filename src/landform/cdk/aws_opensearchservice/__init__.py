"""AWS::OpenSearchService: domains, and a class for every type."""

from landform.cdk.l1.service import service_members

_HOMES = {
    "Domain": "domain",
    "DomainGrants": "grants",
    "EngineVersion": "engine_version",
    "IpAddressType": "enums",
    "NodeType": "enums",
    "TLSSecurityPolicy": "enums",
}

__getattr__, __dir__ = service_members(__name__, "AWS::OpenSearchService", _HOMES)
