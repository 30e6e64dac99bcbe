"""Calls of aws_opensearchservice."""

from typing import Any, Final

from tools.differential.making import VPC, construct, enum, record

_MODULE: Final = "aws_opensearchservice"
_DOMAIN: Final = f"{_MODULE}.Domain"


def _record(name: str, **named: Any) -> Any:
    return record(f"{_MODULE}.{name}", **named)


def _together(**named: Any) -> Any:
    return {"kw": named}


_SECURE: Final = {
    "node_to_node_encryption": True,
    "enforce_https": True,
    "encryption_at_rest": _record("EncryptionAtRestOptions", enabled=True),
}
_ADMIN: Final = _record("AdvancedSecurityOptions", master_user_name="admin")
_ALL_LOGS: Final = _record(
    "LoggingOptions", app_log_enabled=True, slow_index_log_enabled=True, slow_search_log_enabled=True
)
_OWN_LOG: Final = _record(
    "LoggingOptions", app_log_enabled=True, app_log_group=construct("aws_logs.LogGroup", "LogGroup0")
)
_STANDBY: Final = "@aws-cdk/aws-opensearchservice:enableOpensearchMultiAzWithStandby"
VALUES: Final = {
    f"{_MODULE}.EngineVersion": (
        enum(f"{_MODULE}.EngineVersion.OPENSEARCH_2_11"),
        enum(f"{_MODULE}.EngineVersion.ELASTICSEARCH_7_10"),
    ),
    f"{_MODULE}.CapacityConfig": (
        _record("CapacityConfig", data_nodes=2, master_nodes=3),
        _record(
            "CapacityConfig",
            data_nodes=3,
            data_node_instance_type="m5.large.search",
            master_nodes=3,
            master_node_instance_type="c5.large.search",
            warm_nodes=2,
            multi_az_with_standby_enabled=False,
        ),
    ),
    f"{_MODULE}.EbsOptions": (
        _record("EbsOptions", volume_size=20, volume_type=enum("aws_ec2.EbsDeviceVolumeType.GP3")),
        _record("EbsOptions", volume_type=enum("aws_ec2.EbsDeviceVolumeType.IO1")),
    ),
    f"{_MODULE}.LoggingOptions": (_ALL_LOGS, _OWN_LOG),
    f"{_MODULE}.ZoneAwarenessConfig": (
        _record("ZoneAwarenessConfig", enabled=True),
        _record("ZoneAwarenessConfig", availability_zone_count=3),
    ),
    f"{_MODULE}.EncryptionAtRestOptions": (
        _record("EncryptionAtRestOptions", enabled=True),
        _record("EncryptionAtRestOptions", kms_key=construct("aws_kms.Key", "Key0")),
    ),
    f"{_MODULE}.WindowStartTime": (
        _record("WindowStartTime", hours=3, minutes=30),
        _record("WindowStartTime", hours=24, minutes=0),
    ),
}
TOGETHER: Final = {
    _DOMAIN: {
        "an admin": _together(fine_grained_access_control=_ADMIN, **_SECURE),
        "an admin, not secure": _together(fine_grained_access_control=_ADMIN),
        "audit logs": _together(
            fine_grained_access_control=_ADMIN,
            logging=_record("LoggingOptions", audit_log_enabled=True),
            **_SECURE,
        ),
        "audit logs alone": _together(logging=_record("LoggingOptions", audit_log_enabled=True)),
        "cold storage": _together(
            cold_storage_enabled=True, capacity=_record("CapacityConfig", master_nodes=3, warm_nodes=2)
        ),
        "in a VPC": _together(vpc=VPC, zone_awareness=_record("ZoneAwarenessConfig", enabled=True)),
        "in a VPC with too few zones": _together(
            vpc=VPC, zone_awareness=_record("ZoneAwarenessConfig", availability_zone_count=3)
        ),
        "no volumes": _together(ebs=_record("EbsOptions", enabled=False)),
        "disks of its own": _together(
            ebs=_record("EbsOptions", enabled=False),
            capacity=_record("CapacityConfig", data_node_instance_type="i3.large.search"),
        ),
        "small nodes": _together(
            capacity=_record("CapacityConfig", data_node_instance_type="t3.small.search")
        ),
        "another type": _together(capacity=_record("CapacityConfig", data_node_instance_type="t3.small")),
        "SAML": _together(
            fine_grained_access_control=_record(
                "AdvancedSecurityOptions",
                master_user_name="admin",
                saml_authentication_enabled=True,
                saml_authentication_options=_record(
                    "SAMLOptionsProperty", idp_entity_id="provider-a", idp_metadata_content="<x/>"
                ),
            ),
            **_SECURE,
        ),
        "SAML of no provider": _together(
            fine_grained_access_control=_record(
                "AdvancedSecurityOptions",
                master_user_name="admin",
                saml_authentication_enabled=True,
                saml_authentication_options=_record(
                    "SAMLOptionsProperty", idp_entity_id="a", idp_metadata_content="<x/>"
                ),
            ),
            **_SECURE,
        ),
        "standby": {"context": {_STANDBY: True}},
        "small nodes on standby": {
            "kw": {"capacity": _record("CapacityConfig", data_node_instance_type="t3.small.search")},
            "context": {_STANDBY: True},
        },
        "vectors on other nodes": _together(
            s3_vectors_engine_enabled=True, version=enum(f"{_MODULE}.EngineVersion.OPENSEARCH_2_19")
        ),
        "vectors": _together(
            encryption_at_rest=_record("EncryptionAtRestOptions", enabled=True),
            capacity=_record("CapacityConfig", data_node_instance_type="or1.large.search"),
            s3_vectors_engine_enabled=True,
            version=enum(f"{_MODULE}.EngineVersion.OPENSEARCH_2_19"),
        ),
        "an old engine": _together(
            node_to_node_encryption=True, version=enum(f"{_MODULE}.EngineVersion.ELASTICSEARCH_5_1")
        ),
        "logs without a policy": _together(logging=_ALL_LOGS, suppress_logs_resource_policy=True),
    }
}
OWN: Final = [
    (
        rf"{_MODULE}\.Domain\.from_domain_endpoint",
        "domain_endpoint",
        (
            "https://search-a-b-0123456789.us-east-1.es.amazonaws.com",
            "https://example.com",
        ),
    ),
]
