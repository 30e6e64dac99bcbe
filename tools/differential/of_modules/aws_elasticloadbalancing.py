"""Calls of aws_elasticloadbalancing."""

from typing import Any, Final

from tools.differential.making import enum, new, record, static

_ELB: Final = "aws_elasticloadbalancing"
_WEB: Final = record(f"{_ELB}.LoadBalancerListener", external_port=80, internal_port=8080)
_TLS: Final = record(
    f"{_ELB}.LoadBalancerListener",
    external_port=9000,
    external_protocol=enum(f"{_ELB}.LoadBalancingProtocol.SSL"),
    allow_connections_from=[static("aws_ec2.Peer.ipv4", "10.0.0.0/8")],
)
_MACHINE: Final = {
    "new": "aws_ec2.Instance",
    "id": "Machine",
    "kw": {
        "vpc": {"new": "aws_ec2.Vpc", "id": "Vpc0", "kw": {"max_azs": 2, "nat_gateways": 1}},
        "instance_type": new("aws_ec2.InstanceType", "t3.micro"),
        "machine_image": static("aws_ec2.MachineImage.latest_amazon_linux2023"),
    },
}
_GROUP: Final = {**_MACHINE, "new": "aws_autoscaling.AutoScalingGroup", "id": "Group0"}


def _checked(**named: Any) -> dict[str, Any]:
    return {"kw": {"health_check": record(f"{_ELB}.HealthCheck", **named)}}


TOGETHER: Final[dict[str, dict[str, dict[str, Any]]]] = {
    f"{_ELB}.LoadBalancer": {
        "listeners, targets": {
            "kw": {
                "listeners": [_WEB, _TLS],
                "targets": [new(f"{_ELB}.InstanceTarget", _MACHINE), _GROUP],
                "internet_facing": True,
            }
        },
        "listener without protocol": {
            "kw": {"listeners": [record(f"{_ELB}.LoadBalancerListener", external_port=25)]}
        },
        "check of 443": _checked(port=443, path="/ok"),
        "check of 8080": _checked(port=8080, path="/ok"),
        "check by HTTPS": _checked(
            port=8080,
            protocol=enum(f"{_ELB}.LoadBalancingProtocol.HTTPS"),
            interval=static("aws_cdk.Duration.seconds", 10),
            timeout=static("aws_cdk.Duration.seconds", 3),
            healthy_threshold=3,
            unhealthy_threshold=4,
        ),
    }
}
