"""AWS::KMS: keys, aliases, grants, and a class for every resource type."""

from landform.cdk.l1.service import service_members

_HOMES = {
    "Alias": "alias",
    "Key": "key",
    "KeyGrants": "grants",
    "KeySpec": "key",
    "KeyUsage": "key",
    "ViaServicePrincipal": "via_service",
}

__getattr__, __dir__ = service_members(__name__, "AWS::KMS", _HOMES)
