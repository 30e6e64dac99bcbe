"""What calls of aws_servicediscovery are given: services for each kind of instance."""

from typing import Any, Final

_MODULE: Final = "aws_servicediscovery"
_VPC: Final = {"new": "aws_ec2.Vpc", "id": "Vpc0", "kw": {"max_azs": 1}}


def _new(kind: str, id: str, **named: Any) -> Any:
    return {"new": f"{_MODULE}.{kind}", "id": id, "kw": named}


_PRIVATE: Final = _new("PrivateDnsNamespace", "Private0", name="inner.example.com", vpc=_VPC)
_PUBLIC: Final = _new("PublicDnsNamespace", "Public0", name="example.com")
_HTTP: Final = _new("HttpNamespace", "Http0", name="plain")
_SERVICE: Final = _new("Service", "Service0", namespace=_PRIVATE)
_BALANCED: Final = _new("Service", "Balanced0", namespace=_PRIVATE, load_balancer=True)
_CNAME: Final = _new(
    "Service", "Cname0", namespace=_PUBLIC, dns_record_type={"enum": f"{_MODULE}.DnsRecordType.CNAME"}
)
_PLAIN: Final = _new("Service", "Plain0", namespace=_HTTP)

VALUES: Final[dict[str, tuple[Any, Any]]] = {
    f"{_MODULE}.INamespace": (_PUBLIC, _HTTP),
    f"{_MODULE}.IService": (_SERVICE, _PLAIN),
    f"{_MODULE}.Service": (_SERVICE, _PLAIN),
    f"{_MODULE}.InstanceBase": (
        _new("IpInstance", "Instance0", service=_SERVICE, ipv4="10.0.0.1"),
        _new("NonIpInstance", "Instance1", service=_PLAIN, custom_attributes={"map": {"a": "b"}}),
    ),
}
ALWAYS: Final[dict[str, dict[str, Any]]] = {
    f"{_MODULE}.AliasTargetInstance": {"service": _BALANCED},
    f"{_MODULE}.CnameInstance": {"service": _CNAME},
    f"{_MODULE}.NonIpInstance": {"service": _PLAIN, "custom_attributes": {"map": {"a": "b"}}},
    f"{_MODULE}.IpInstance": {"ipv4": "10.0.0.1"},
    f"{_MODULE}.Service.register_ip_instance": {"ipv4": "10.0.0.1"},
}
SAME: Final[dict[str, str]] = {
    f"{_MODULE}.IInstance": f"{_MODULE}.InstanceBase",
}
