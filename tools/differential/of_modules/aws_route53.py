"""What calls of aws_route53 are given: hosted zones of both kinds, records and their targets."""

from typing import Any, Final

_MODULE: Final = "aws_route53"
_STACK: Final = {"stack": True}
_VPC: Final = {"new": "aws_ec2.Vpc", "id": "Vpc0", "kw": {"max_azs": 1}}


def _new(kind: str, id: str, **named: Any) -> Any:
    return {"new": f"{_MODULE}.{kind}", "id": id, "kw": named}


def _known(kind: str, id: str) -> Any:
    return {
        "static": f"{_MODULE}.{kind}.from_{_SNAKE[kind]}_attributes",
        "args": [_STACK, id],
        "kw": {"hosted_zone_id": "Z0123456789", "zone_name": "known.example.com"},
    }


_SNAKE: Final = {
    "HostedZone": "hosted_zone",
    "PublicHostedZone": "public_hosted_zone",
    "PrivateHostedZone": "private_hosted_zone",
}
_ZONE: Final = _new("HostedZone", "Zone0", zone_name="example.com")
_PUBLIC: Final = _new("PublicHostedZone", "PublicZone0", zone_name="example.com")
_PRIVATE: Final = _new("PrivateHostedZone", "PrivateZone0", zone_name="inner.example.com", vpc=_VPC)
_ADDRESSES: Final = {"static": f"{_MODULE}.RecordTarget.from_ip_addresses", "args": ["10.0.0.1", "10.0.0.2"]}
_ALIAS: Final = {
    "static": f"{_MODULE}.RecordTarget.from_alias",
    "args": [
        {"new": "aws_route53_targets.ApiGatewayv2DomainProperties", "args": ["a.example.com", "Z987654321"]}
    ],
}
_KEY: Final = {
    "new": "aws_kms.Key",
    "id": "Signing0",
    "kw": {
        "key_spec": {"enum": "aws_kms.KeySpec.ECC_NIST_P256"},
        "key_usage": {"enum": "aws_kms.KeyUsage.SIGN_VERIFY"},
    },
}
_HTTP: Final = {"enum": f"{_MODULE}.HealthCheckType.HTTP"}
_ROLE: Final = {
    "static": "aws_iam.Role.from_role_arn",
    "args": [_STACK, "Delegation", "arn:aws:iam::222233334444:role/delegation"],
}

VALUES: Final[dict[str, tuple[Any, Any]]] = {
    f"{_MODULE}.IHostedZone": (_ZONE, _known("HostedZone", "Zone1")),
    f"{_MODULE}.IPublicHostedZone": (_PUBLIC, _known("PublicHostedZone", "PublicZone1")),
    f"{_MODULE}.IPrivateHostedZone": (_PRIVATE, _known("PrivateHostedZone", "PrivateZone1")),
    f"{_MODULE}.RecordTarget": (_ADDRESSES, _ALIAS),
    f"{_MODULE}.IRecordSet": (
        _new("ARecord", "Record0", zone=_ZONE, target=_ADDRESSES),
        _new("CnameRecord", "Record1", zone=_ZONE, domain_name="b.example.com", record_name="b"),
    ),
    f"{_MODULE}.GeoLocation": (
        {"static": f"{_MODULE}.GeoLocation.continent", "args": [{"enum": f"{_MODULE}.Continent.EUROPE"}]},
        {"static": f"{_MODULE}.GeoLocation.country", "args": ["DE"]},
    ),
    f"{_MODULE}.CidrRoutingConfig": (
        {
            "static": f"{_MODULE}.CidrRoutingConfig.create",
            "kw": {"collection_id": "12345678-1234-1234-1234-123456789012", "location_name": "here"},
        },
        {
            "static": f"{_MODULE}.CidrRoutingConfig.with_default_location_name",
            "args": ["12345678-1234-1234-1234-123456789012"],
        },
    ),
    f"{_MODULE}.IHealthCheck": (
        _new("HealthCheck", "Check0", type=_HTTP, fqdn="example.com"),
        {"static": f"{_MODULE}.HealthCheck.from_health_check_id", "args": [_STACK, "Check1", "check-1"]},
    ),
}
ALWAYS: Final[dict[str, dict[str, Any]]] = {
    f"{_MODULE}.HealthCheck": {"fqdn": "example.com"},
    f"{_MODULE}.HostedZone.enable_dnssec": {"kms_key": _KEY},
    f"{_MODULE}.KeySigningKey": {"kms_key": _KEY},
    f"{_MODULE}.CrossAccountZoneDelegationRecord": {
        "parent_hosted_zone_id": "Z0123456789",
        "delegation_role": _ROLE,
        "delegated_zone": _PUBLIC,
    },
    f"{_MODULE}.DsRecord": {"values": ["12345 3 1 123456789abcdef67890123456789abcdef67890"]},
    f"{_MODULE}.HttpsRecord": {
        "values": [{"static": f"{_MODULE}.HttpsRecordValue.alias", "args": ["a.example.com"]}]
    },
    f"{_MODULE}.SvcbRecord": {
        "values": [{"static": f"{_MODULE}.SvcbRecordValue.alias", "args": ["a.example.com"]}]
    },
}
SAME: Final[dict[str, str]] = {
    **{f"{_MODULE}.{kind}": f"{_MODULE}.I{kind}" for kind in (*_SNAKE, "RecordSet", "HealthCheck")},
    f"{_MODULE}.INamedHostedZoneRef": f"{_MODULE}.IHostedZone",
}
IN_ENVIRONMENT: Final = (f"{_MODULE}.HostedZone.from_lookup",)
_GEO: Final = {"static": f"{_MODULE}.GeoLocation.subdivision", "args": ["WA", "US"]}
_RECORD: Final[dict[str, dict[str, Any]]] = {
    "a state": {"kw": {"geo_location": _GEO}},
    "the rest": {"kw": {"geo_location": {"static": f"{_MODULE}.GeoLocation.default"}}},
    "failover": {"kw": {"failover": {"enum": f"{_MODULE}.Failover.SECONDARY"}, "set_identifier": "second"}},
    "weight of nothing": {"kw": {"weight": 0}},
    "weight and region": {"kw": {"weight": 5, "region": "eu-west-1"}},
    "in blocks": {
        "kw": {
            "cidr_routing_config": {
                "static": f"{_MODULE}.CidrRoutingConfig.with_default_location_name",
                "args": ["12345678-1234-1234-1234-123456789012"],
            },
            "set_identifier": "blocks",
        }
    },
    "a name below": {"kw": {"record_name": "www"}},
    "a whole name": {"kw": {"record_name": "www.example.com"}},
    "a name with a dot": {"kw": {"record_name": "www.other.com."}},
}
_CHECKS: Final[dict[str, dict[str, Any]]] = {
    "CALCULATED": {
        "child_health_checks": [_new("HealthCheck", "Child", type=_HTTP, fqdn="a.example.com")],
        "health_threshold": 1,
    },
    "CLOUDWATCH_METRIC": {
        "alarm_identifier": {
            "record": f"{_MODULE}.AlarmIdentifier",
            "kw": {"name": "a", "region": "us-east-1"},
        }
    },
    "RECOVERY_CONTROL": {"routing_control": "arn:aws:route53-recovery-control::1:controlpanel/a"},
    "HTTPS": {"fqdn": "example.com"},
    "HTTPS_STR_MATCH": {"fqdn": "example.com", "search_string": "ok", "resource_path": "/"},
    "TCP": {"ip_address": "10.0.0.1", "port": 25},
}
TOGETHER: Final[dict[str, dict[str, dict[str, Any]]]] = {
    f"{_MODULE}.ARecord": _RECORD,
    f"{_MODULE}.HealthCheck": {
        kind.lower(): {"kw": {"type": {"enum": f"{_MODULE}.HealthCheckType.{kind}"}, "fqdn": None, **options}}
        for kind, options in _CHECKS.items()
    },
}
