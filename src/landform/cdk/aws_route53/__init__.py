"""AWS::Route53: hosted zones, records, health checks and keys, and a class for every resource type."""

from landform.cdk.l1.service import service_members

_HOMES = {
    name: home
    for home, names in {
        "cross_account": "CrossAccountZoneDelegationRecord",
        "endpoint_domain": "VpcEndpointServiceDomainName",
        "enums": (
            "CaaTag Continent Failover HealthCheckType InsufficientDataHealthStatusEnum KeySigningKeyStatus "
            "RecordType"
        ),
        "grants": "HostedZoneGrants",
        "health_check": "HealthCheck",
        "hosted_zone": "HostedZone PrivateHostedZone PublicHostedZone",
        "key_signing_key": "KeySigningKey",
        "record_set": "RecordSet",
        "records": (
            "ARecord AaaaRecord CaaAmazonRecord CaaRecord CnameRecord DsRecord HttpsRecord MxRecord NsRecord "
            "SrvRecord SvcbRecord TxtRecord ZoneDelegationRecord"
        ),
        "routing": "CidrRoutingConfig GeoLocation",
        "service_binding": "Alpn HttpsRecordValue SvcbRecordValue",
        "target": "RecordTarget",
    }.items()
    for name in names.split()
}

__getattr__, __dir__ = service_members(__name__, "AWS::Route53", _HOMES)
