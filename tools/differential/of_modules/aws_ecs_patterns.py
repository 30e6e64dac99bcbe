"""Calls of aws_ecs_patterns."""

from typing import Any, Final

from tools.differential.making import (
    SECURITY_GROUP,
    VPC,
    construct,
    enum,
    imported,
    minutes,
    record,
    static,
)

_PATTERNS: Final = "aws_ecs_patterns"
_IMAGE: Final = static("aws_ecs.ContainerImage.from_registry", "amazon/amazon-ecs-sample")
_CLUSTER: Final = construct("aws_ecs.Cluster", "Cluster0", vpc=VPC)
_KNOWN_CLUSTER: Final = imported(
    "aws_ecs.Cluster.from_cluster_attributes", "Cluster1", cluster_name="landform-b", vpc=VPC
)
_ZONE: Final = imported(
    "aws_route53.HostedZone.from_hosted_zone_attributes",
    "Zone0",
    hosted_zone_id="Z1",
    zone_name="example.com",
)
_DOMAIN: Final = {"domain_name": "api.example.com", "domain_zone": _ZONE}
_CERTIFICATE: Final = imported(
    "aws_certificatemanager.Certificate.from_certificate_arn",
    "Certificate0",
    "arn:aws:acm:us-east-1:111122223333:certificate/1234abcd-12ab-34cd-56ef-1234567890ab",
)
_HTTPS: Final = enum("aws_elasticloadbalancingv2.ApplicationProtocol.HTTPS")
_FARGATE_TASK: Final = {
    "get": construct(
        "aws_ecs.ContainerDefinition",
        "FargateContainer",
        task_definition=construct("aws_ecs.FargateTaskDefinition", "FargateTask"),
        image=_IMAGE,
        port_mappings=[record("aws_ecs.PortMapping", container_port=80)],
    ),
    "name": "task_definition",
}
_EC2_TASK: Final = {
    "get": construct(
        "aws_ecs.ContainerDefinition",
        "Ec2Container",
        task_definition=construct("aws_ecs.Ec2TaskDefinition", "Ec2Task"),
        image=_IMAGE,
        memory_limit_mib=512,
        port_mappings=[record("aws_ecs.PortMapping", container_port=80)],
    ),
    "name": "task_definition",
}


def _image(kind: str, **options: Any) -> Any:
    return record(f"{_PATTERNS}.{kind}", image=_IMAGE, **options)


_LOADED: Final = ("ApplicationLoadBalanced", "NetworkLoadBalanced")
_SEVERAL: Final = ("ApplicationMultipleTargetGroups", "NetworkMultipleTargetGroups")
_SIZE: Final = {"memory_limit_mib": 512}
_OPTIONS: Final = {
    "container_name": "main",
    "docker_labels": {"map": {"a": "b"}},
    "environment": {"map": {"A": "b"}},
    "enable_logging": False,
    "family": "f",
}
VALUES: Final[dict[str, tuple[Any, Any]]] = {
    **{
        f"{_PATTERNS}.{kind}TaskImageOptions": (
            _image(f"{kind}TaskImageOptions"),
            _image(f"{kind}TaskImageOptions", container_port=8080, **_OPTIONS),
        )
        for kind in _LOADED
    },
    **{
        f"{_PATTERNS}.{kind}TaskImageProps": (
            _image(f"{kind}TaskImageProps"),
            _image(f"{kind}TaskImageProps", container_ports=[80, 90], **_OPTIONS),
        )
        for kind in _LOADED
    },
    f"{_PATTERNS}.ApplicationLoadBalancerProps": (
        record(
            f"{_PATTERNS}.ApplicationLoadBalancerProps",
            name="Lb",
            listeners=[record(f"{_PATTERNS}.ApplicationListenerProps", name="Listener")],
        ),
        record(
            f"{_PATTERNS}.ApplicationLoadBalancerProps",
            name="Secure",
            public_load_balancer=False,
            idle_timeout=minutes(5),
            listeners=[
                record(f"{_PATTERNS}.ApplicationListenerProps", name="Plain", port=8080),
                record(f"{_PATTERNS}.ApplicationListenerProps", name="Tls", certificate=_CERTIFICATE),
                record(f"{_PATTERNS}.ApplicationListenerProps", name="Own", port=8443, protocol=_HTTPS),
            ],
            **_DOMAIN,
        ),
    ),
    f"{_PATTERNS}.NetworkLoadBalancerProps": (
        record(
            f"{_PATTERNS}.NetworkLoadBalancerProps",
            name="Lb",
            listeners=[record(f"{_PATTERNS}.NetworkListenerProps", name="Listener")],
        ),
        record(
            f"{_PATTERNS}.NetworkLoadBalancerProps",
            name="Inner",
            public_load_balancer=False,
            listeners=[
                record(f"{_PATTERNS}.NetworkListenerProps", name="One", port=8080),
                record(f"{_PATTERNS}.NetworkListenerProps", name="Two", port=8081),
            ],
            **_DOMAIN,
        ),
    ),
    f"{_PATTERNS}.ApplicationTargetProps": (
        record(f"{_PATTERNS}.ApplicationTargetProps", container_port=80),
        record(
            f"{_PATTERNS}.ApplicationTargetProps",
            container_port=90,
            path_pattern="/b/*",
            host_header="b.example.com",
            priority=10,
            protocol=enum("aws_ecs.Protocol.TCP"),
        ),
    ),
    f"{_PATTERNS}.NetworkTargetProps": (
        record(f"{_PATTERNS}.NetworkTargetProps", container_port=80),
        record(f"{_PATTERNS}.NetworkTargetProps", container_port=90),
    ),
    f"{_PATTERNS}.ScheduledFargateTaskImageOptions": (
        _image("ScheduledFargateTaskImageOptions"),
        _image(
            "ScheduledFargateTaskImageOptions",
            cpu=512,
            memory_limit_mib=1024,
            command=["run"],
            environment={"map": {"A": "b"}},
        ),
    ),
    f"{_PATTERNS}.ScheduledEc2TaskImageOptions": (
        _image("ScheduledEc2TaskImageOptions", memory_limit_mib=512),
        _image("ScheduledEc2TaskImageOptions", memory_reservation_mib=256, cpu=10, command=["run"]),
    ),
    f"{_PATTERNS}.ScheduledFargateTaskDefinitionOptions": (
        record(f"{_PATTERNS}.ScheduledFargateTaskDefinitionOptions", task_definition=_FARGATE_TASK),
        record(f"{_PATTERNS}.ScheduledFargateTaskDefinitionOptions", task_definition=_FARGATE_TASK),
    ),
    f"{_PATTERNS}.ScheduledEc2TaskDefinitionOptions": (
        record(f"{_PATTERNS}.ScheduledEc2TaskDefinitionOptions", task_definition=_EC2_TASK),
        record(f"{_PATTERNS}.ScheduledEc2TaskDefinitionOptions", task_definition=_EC2_TASK),
    ),
}
ALWAYS: Final[dict[str, dict[str, Any]]] = {
    **{
        f"{_PATTERNS}.{kind}FargateService": {
            "cluster": _CLUSTER,
            "task_image_options": VALUES[f"{_PATTERNS}.{kind}TaskImageOptions"][0],
        }
        for kind in _LOADED
    },
    **{
        f"{_PATTERNS}.{kind}Ec2Service": {
            "cluster": _KNOWN_CLUSTER,
            "task_image_options": VALUES[f"{_PATTERNS}.{kind}TaskImageOptions"][0],
            **_SIZE,
        }
        for kind in _LOADED
    },
    **{
        f"{_PATTERNS}.{kind}FargateService": {
            "cluster": _CLUSTER,
            "task_image_options": VALUES[f"{_PATTERNS}.{loaded}TaskImageProps"][0],
        }
        for kind, loaded in zip(_SEVERAL, _LOADED, strict=True)
    },
    **{
        f"{_PATTERNS}.{kind}Ec2Service": {
            "cluster": _KNOWN_CLUSTER,
            "task_image_options": VALUES[f"{_PATTERNS}.{loaded}TaskImageProps"][0],
            **_SIZE,
        }
        for kind, loaded in zip(_SEVERAL, _LOADED, strict=True)
    },
    f"{_PATTERNS}.QueueProcessingFargateService": {"cluster": _CLUSTER, "image": _IMAGE},
    f"{_PATTERNS}.QueueProcessingEc2Service": {"cluster": _KNOWN_CLUSTER, "image": _IMAGE, **_SIZE},
    f"{_PATTERNS}.ScheduledFargateTask": {
        "cluster": _CLUSTER,
        "scheduled_fargate_task_image_options": VALUES[f"{_PATTERNS}.ScheduledFargateTaskImageOptions"][0],
    },
    f"{_PATTERNS}.ScheduledEc2Task": {
        "cluster": _CLUSTER,
        "scheduled_ec2_task_image_options": VALUES[f"{_PATTERNS}.ScheduledEc2TaskImageOptions"][0],
    },
}
OWN: Final = [
    (rf"{_PATTERNS}\.\w+", "cluster", (_CLUSTER, _KNOWN_CLUSTER)),
    (rf"{_PATTERNS}\.\w+", "security_groups", ([SECURITY_GROUP], [SECURITY_GROUP])),
    (rf"{_PATTERNS}\.\w+", "max_healthy_percent", (150, 200)),
    (rf"{_PATTERNS}\.\w+", "min_healthy_percent", (0, 100)),
]
_ALB: Final = f"{_PATTERNS}.ApplicationLoadBalancedFargateService"
_NO_CLUSTER: Final = {"cluster": None}
_OWN_BALANCER: Final = construct(
    "aws_elasticloadbalancingv2.ApplicationLoadBalancer",
    "Balancer0",
    vpc=VPC,
    security_group=SECURITY_GROUP,
)
_RECORD_TYPE: Final = f"{_PATTERNS}.ApplicationLoadBalancedServiceRecordType"
TOGETHER: Final[dict[str, dict[str, dict[str, Any]]]] = {
    **{
        f"{_PATTERNS}.{kind}{where}": {
            "own task": {
                "kw": {
                    "task_image_options": None,
                    "task_definition": _FARGATE_TASK if "Fargate" in where else _EC2_TASK,
                }
            },
            "domain": {"kw": _DOMAIN},
            "vpc": {"kw": {"cluster": None, "vpc": VPC}},
            "no cluster": {"kw": _NO_CLUSTER},
            "both": {"kw": {"vpc": VPC}},
            "neither": {"kw": {"task_image_options": None}},
            "percents": {"kw": {"min_healthy_percent": 100, "max_healthy_percent": 100}},
        }
        for kind in _LOADED
        for where in ("FargateService", "Ec2Service")
    },
    **{
        f"{_PATTERNS}.{kind}{where}": {
            "own task": {
                "kw": {
                    "task_image_options": None,
                    "task_definition": _FARGATE_TASK if "Fargate" in where else _EC2_TASK,
                }
            },
            "no cluster": {"kw": _NO_CLUSTER},
            "neither": {"kw": {"task_image_options": None}},
            "all": {
                "kw": {
                    "load_balancers": list(
                        VALUES[f"{_PATTERNS}.{loaded.removesuffix('Balanced')}BalancerProps"]
                    ),
                    "target_groups": list(
                        VALUES[f"{_PATTERNS}.{loaded.removesuffix('LoadBalanced')}TargetProps"]
                    ),
                }
            },
            "unique names": {
                "kw": {
                    "load_balancers": list(
                        VALUES[f"{_PATTERNS}.{loaded.removesuffix('Balanced')}BalancerProps"]
                    ),
                    "target_groups": [
                        record(
                            f"{_PATTERNS}.{loaded.removesuffix('LoadBalanced')}TargetProps",
                            container_port=80,
                            listener="Listener",
                        )
                    ],
                },
                "context": {"@aws-cdk/aws-ecs-patterns:uniqueTargetGroupId": True},
            },
        }
        for kind, loaded in zip(_SEVERAL, _LOADED, strict=True)
        for where in ("FargateService", "Ec2Service")
    },
    f"{_PATTERNS}.QueueProcessingFargateService": {
        "own task": {"kw": {"image": None, "task_definition": _FARGATE_TASK}},
        "both": {"kw": {"task_definition": _FARGATE_TASK}},
        "neither": {"kw": {"image": None}},
        "no cluster": {"kw": _NO_CLUSTER},
        "queue and more": {
            "kw": {"queue": construct("aws_sqs.Queue", "Queue0"), "visibility_timeout": minutes(5)}
        },
    },
    f"{_PATTERNS}.ScheduledFargateTask": {
        "own task": {
            "kw": {
                "scheduled_fargate_task_image_options": None,
                "scheduled_fargate_task_definition_options": VALUES[
                    f"{_PATTERNS}.ScheduledFargateTaskDefinitionOptions"
                ][0],
            }
        },
        "neither": {"kw": {"scheduled_fargate_task_image_options": None}},
    },
    f"{_PATTERNS}.ScheduledEc2Task": {
        "own task": {
            "kw": {
                "scheduled_ec2_task_image_options": None,
                "scheduled_ec2_task_definition_options": VALUES[
                    f"{_PATTERNS}.ScheduledEc2TaskDefinitionOptions"
                ][0],
            }
        },
        "neither": {"kw": {"scheduled_ec2_task_image_options": None}},
    },
}
TOGETHER[_ALB].update(
    {
        "https": {"kw": {**_DOMAIN, "protocol": _HTTPS, "redirect_http": True}},
        "certificate": {
            "kw": {"certificate": _CERTIFICATE, **_DOMAIN, "record_type": enum(f"{_RECORD_TYPE}.CNAME")}
        },
        "no record": {"kw": {**_DOMAIN, "record_type": enum(f"{_RECORD_TYPE}.NONE")}},
        "certificate over http": {
            "kw": {
                "certificate": _CERTIFICATE,
                "protocol": enum("aws_elasticloadbalancingv2.ApplicationProtocol.HTTP"),
            }
        },
        "redirect over http": {"kw": {"redirect_http": True}},
        "https without a domain": {"kw": {"protocol": _HTTPS}},
        "balancer with groups": {"kw": {"load_balancer": _OWN_BALANCER}},
        "balancer with groups and the flag": {
            "kw": {"load_balancer": _OWN_BALANCER},
            "context": {"@aws-cdk/aws-ecs-patterns:secGroupsDisablesImplicitOpenListener": True},
        },
        "the flag": {"context": {"@aws-cdk/aws-ecs-patterns:secGroupsDisablesImplicitOpenListener": True}},
    }
)
