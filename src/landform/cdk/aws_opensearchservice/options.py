"""Smaller options of domains, as their resources have them.

Source: https://docs.aws.amazon.com/opensearch-service/latest/APIReference/API_CreateDomain.html
"""

from typing import Any, Final

from landform.cdk.core.tokens import is_unresolved
from landform.cdk.l1.lookup import cfn_class, given

_SIZE: Final = 10  # GiB
_NIGHT: Final = {"hours": 22, "minutes": 0}
_PROVISIONED: Final = ("io1", "io2")


def volumes(value: Any) -> dict[str, Any]:
    """The disks of nodes."""
    ebs = given("aws_opensearchservice", "EbsOptions", value or {})
    if ebs.enabled is False:
        return {"EBSEnabled": False}
    kind = ebs.volume_type.value if ebs.volume_type is not None else "gp2"
    if kind == "gp2" and (ebs.iops is not None or ebs.throughput is not None):
        raise ValueError("General Purpose EBS volumes can not be used with Iops or Throughput configuration")
    if kind in _PROVISIONED and ebs.iops is None:
        raise ValueError("`iops` must be specified if the `volumeType` is `PROVISIONED_IOPS_SSD`.")
    return {
        "EBSEnabled": True,
        "VolumeSize": ebs.volume_size if ebs.volume_size is not None else _SIZE,
        "VolumeType": kind,
        "Iops": ebs.iops,
        "Throughput": ebs.throughput,
    }


def cognito(value: Any) -> dict[str, Any] | None:
    """Who may use the dashboards."""
    pools = given("aws_opensearchservice", "CognitoOptions", value)
    if pools is None:
        return None
    return {
        "Enabled": True,
        "IdentityPoolId": pools.identity_pool_id,
        "RoleArn": pools.role.role_ref.role_arn,
        "UserPoolId": pools.user_pool_id,
    }


def off_peak_window(props: Any) -> dict[str, Any] | None:
    """When updates may happen."""
    enabled = props.off_peak_window_enabled
    if enabled is None:
        enabled = props.off_peak_window_start is not None
    if not enabled:
        return None
    start = given("aws_opensearchservice", "WindowStartTime", props.off_peak_window_start or _NIGHT)
    for word, number, most in (("Hours", start.hours, 23), ("Minutes", start.minutes, 59)):
        if not is_unresolved(number) and not 0 <= number <= most:
            raise ValueError(f"{word} must be a value between 0 and {most}, but got {number}.")
    return {
        "Enabled": True,
        "OffPeakWindow": {"WindowStartTime": {"Hours": start.hours, "Minutes": start.minutes}},
    }


def software_updates(props: Any) -> dict[str, Any] | None:
    """Whether updates happen by themselves."""
    found = {
        "AutoSoftwareUpdateEnabled": props.enable_auto_software_update,
        "UseLatestServiceSoftwareForBlueGreen": props.use_latest_service_software_for_blue_green,
    }
    known = {name: value for name, value in found.items() if value is not None}
    return known or None


def custom_endpoint(scope: Any, value: Any) -> dict[str, Any]:
    """A name of one's own, and the certificate for it, which is made where none is given."""
    wanted = given("aws_opensearchservice", "CustomEndpointOptions", value)
    if wanted is None:
        return {}
    certificate = wanted.certificate
    if certificate is None:
        kinds = cfn_class("aws_certificatemanager", "CertificateValidation")
        zone = wanted.hosted_zone
        certificate = cfn_class("aws_certificatemanager", "Certificate")(
            scope,
            "CustomEndpointCertificate",
            domain_name=wanted.domain_name,
            validation=kinds.from_dns(zone) if zone is not None else None,
        )
    return {
        "CustomEndpointEnabled": True,
        "CustomEndpoint": wanted.domain_name,
        "CustomEndpointCertificateArn": certificate.certificate_ref.certificate_arn,
    }


def network(scope: Any, props: Any, cluster: Any) -> tuple[Any, dict[str, Any] | None]:
    """The security groups' connections, and the place in a VPC; nothing outside of one."""
    if props.vpc is None:
        return None, None
    from landform.cdk.aws_ec2.connections import Connections
    from landform.cdk.aws_ec2.network_kinds import SubnetType
    from landform.cdk.aws_ec2.security_group import SecurityGroup

    selections = props.vpc_subnets or [{"subnet_type": SubnetType.PRIVATE_WITH_EGRESS}]
    subnets = [subnet for each in selections for subnet in props.vpc.select_subnets(**dict(each)).subnets]
    zones = {each.availability_zone for each in subnets}
    if cluster.has_zones and len(zones) < cluster.zones:
        raise ValueError("When providing vpc options you need to provide a subnet for each AZ you are using")
    groups = list(props.security_groups or ()) or [
        SecurityGroup(
            scope, "SecurityGroup", vpc=props.vpc, description=f"Security group for domain {scope.node.id}"
        )
    ]
    place = {
        "SecurityGroupIds": [each.security_group_id for each in groups],
        "SubnetIds": [each.subnet_id for each in subnets],
    }
    return Connections(security_groups=groups), place
