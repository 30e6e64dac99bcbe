"""Calls of aws_autoscaling."""

from typing import Any, Final

from tools.differential.making import (
    EC2,
    LINUX,
    SECURITY_GROUP,
    T3_MICRO,
    VPC,
    construct,
    enum,
    record,
    static,
)

_FUNCTION: Final = "arn:aws:lambda:us-east-1:111122223333:function:f"
_MACHINES: Final = {
    "instance_type": T3_MICRO,
    "machine_image": LINUX,
}
_GROUP: Final = construct(
    "aws_autoscaling.AutoScalingGroup",
    "Group0",
    vpc=VPC,
    **_MACHINES,
)
_NAMED_GROUP: Final = {
    "static": "aws_autoscaling.AutoScalingGroup.from_auto_scaling_group_name",
    "args": [{"stack": True}, "Group1", "landform-b"],
}
_ASG_STEPS: Final = [
    {"record": "aws_autoscaling.ScalingInterval", "kw": {"upper": 10, "change": -1}},
    {"record": "aws_autoscaling.ScalingInterval", "kw": {"lower": 50, "change": 2}},
]
VALUES: Final = {"aws_autoscaling.IAutoScalingGroup": (_GROUP, _NAMED_GROUP)}
ALWAYS: Final = {
    "aws_autoscaling.AutoScalingGroup": _MACHINES,
    "aws_autoscaling.StepScalingPolicy": {"scaling_steps": _ASG_STEPS},
    "aws_autoscaling.AutoScalingGroup.scale_on_metric": {"scaling_steps": _ASG_STEPS},
    "aws_autoscaling.TargetTrackingScalingPolicy": {
        "predefined_metric": {"enum": "aws_autoscaling.PredefinedMetric.ASG_AVERAGE_CPU_UTILIZATION"}
    },
    "aws_autoscaling.ScheduledAction": {"max_capacity": 5},
    "aws_autoscaling.AutoScalingGroup.scale_on_schedule": {"max_capacity": 5},
}


_ASG: Final = "aws_autoscaling"
_NO_MACHINES: Final = {"instance_type": None, "machine_image": None}
_TEMPLATES: Final = {"@aws-cdk/aws-autoscaling:generateLaunchTemplateInsteadOfLaunchConfig": True}
_TEMPLATE: Final = construct(
    "aws_ec2.LaunchTemplate",
    "Template0",
    **_MACHINES,
    role=construct("aws_iam.Role", "Role1", assumed_by=EC2),
    user_data=static("aws_ec2.UserData.for_linux"),
)
_IMPORTED_TEMPLATE: Final = static(
    "aws_ec2.LaunchTemplate.from_launch_template_attributes",
    {"stack": True},
    "Template1",
    launch_template_id="lt-1",
)
_M5: Final = {"new": "aws_ec2.InstanceType", "args": ["m5.large"]}
_BASE_TEMPLATE: Final = construct(
    "aws_ec2.LaunchTemplate", "Template2", machine_image=_MACHINES["machine_image"]
)
_INIT: Final = static(
    "aws_ec2.CloudFormationInit.from_elements", static("aws_ec2.InitCommand.shell_command", "echo")
)
_ALL_SIGNALS: Final = static(f"{_ASG}.Signals.wait_for_all", min_success_percentage=50)
_REFRESH: Final = static(
    f"{_ASG}.UpdatePolicy.instance_refresh", strategy=enum(f"{_ASG}.InstanceRefreshStrategy.ROLLING")
)
_PUBLIC: Final = record("aws_ec2.SubnetSelection", subnet_type=enum("aws_ec2.SubnetType.PUBLIC"))


def _device(name: str, kind: str, *args: Any, **named: Any) -> Any:
    volume = static(f"{_ASG}.BlockDeviceVolume.{kind}", *args, **named)
    return record(f"{_ASG}.BlockDevice", device_name=name, volume=volume)


_DEVICES: Final = [
    _device(
        "/dev/a", "ebs", 10, encrypted=True, iops=3000, volume_type=enum(f"{_ASG}.EbsDeviceVolumeType.GP3")
    ),
    _device("/dev/b", "ephemeral", 1),
    _device("/dev/c", "no_device"),
    _device("/dev/d", "ebs_from_snapshot", "snap-1", delete_on_termination=False),
]
_OWN: Final = {
    "block_devices": _DEVICES,
    "associate_public_ip_address": True,
    "vpc_subnets": _PUBLIC,
    "key_name": "k",
    "spot_price": "0.25",
    "require_imdsv2": True,
    "instance_monitoring": enum(f"{_ASG}.Monitoring.DETAILED"),
    "security_group": SECURITY_GROUP,
}


def _volumes(kind: str | None, **named: Any) -> dict[str, Any]:
    if kind is not None:
        named["volume_type"] = enum(f"{_ASG}.EbsDeviceVolumeType.{kind}")
    return {"kw": {"block_devices": [_device("/dev/a", "ebs", 10, **named)]}}


def _mixed(**named: Any) -> dict[str, Any]:
    policy = record(f"{_ASG}.MixedInstancesPolicy", **{"launch_template": _BASE_TEMPLATE, **named})
    return {"kw": {**_NO_MACHINES, "mixed_instances_policy": policy}}


def _overrides(**named: Any) -> dict[str, Any]:
    return _mixed(launch_template_overrides=[record(f"{_ASG}.LaunchTemplateOverrides", **named)])


def _refreshed(**named: Any) -> dict[str, Any]:
    strategy = enum(f"{_ASG}.InstanceRefreshStrategy.REPLACE_ROOT_VOLUME")
    policy = static(f"{_ASG}.UpdatePolicy.instance_refresh", **{"strategy": strategy, **named})
    return {"kw": {"update_policy": policy}, "context": _TEMPLATES}


def _rolled(signals: Any = None, **named: Any) -> dict[str, Any]:
    return {
        "kw": {"update_policy": static(f"{_ASG}.UpdatePolicy.rolling_update", **named), "signals": signals}
    }


def _sized(least: float | None, desired: float | None, most: float | None) -> dict[str, Any]:
    return {"kw": {"min_capacity": least, "desired_capacity": desired, "max_capacity": most}}


def _healthy(least: float, most: float) -> dict[str, Any]:
    return {"kw": {"min_healthy_percentage": least, "max_healthy_percentage": most}}


_THREE_DAYS: Final = static("aws_cdk.Duration.days", 3)
TOGETHER: Final[dict[str, dict[str, dict[str, Any]]]] = {}
TOGETHER["aws_autoscaling.AutoScalingGroup"] = {
    "flag": {"context": _TEMPLATES},
    "flag, own options": {"kw": _OWN, "context": _TEMPLATES},
    "own options": {"kw": _OWN},
    "flag, key pair": {"kw": {"key_pair": construct("aws_ec2.KeyPair", "Key")}, "context": _TEMPLATES},
    "launch template": {"kw": {**_NO_MACHINES, "launch_template": _TEMPLATE}},
    "launch template, sessions": {
        "kw": {**_NO_MACHINES, "launch_template": _TEMPLATE, "ssm_session_permissions": True}
    },
    "launch template, role": {
        "kw": {
            **_NO_MACHINES,
            "launch_template": _TEMPLATE,
            "role": construct("aws_iam.Role", "Role1", assumed_by=EC2),
        }
    },
    "launch template, imdsv2": {"kw": {**_NO_MACHINES, "launch_template": _TEMPLATE, "require_imdsv2": True}},
    "launch template, signals": {
        "kw": {**_NO_MACHINES, "launch_template": _TEMPLATE, "signals": _ALL_SIGNALS}
    },
    "launch template, init": {
        "kw": {**_NO_MACHINES, "launch_template": _TEMPLATE, "signals": _ALL_SIGNALS, "init": _INIT}
    },
    "imported launch template": {"kw": {**_NO_MACHINES, "launch_template": _IMPORTED_TEMPLATE}},
    "imported launch template, signals": {
        "kw": {**_NO_MACHINES, "launch_template": _IMPORTED_TEMPLATE, "signals": _ALL_SIGNALS}
    },
    "launch template without type": {"kw": {**_NO_MACHINES, "launch_template": _BASE_TEMPLATE}},
    "launch template without image": {
        "kw": {
            **_NO_MACHINES,
            "launch_template": construct("aws_ec2.LaunchTemplate", "Template3", instance_type=_M5),
        }
    },
    "nothing": {"kw": _NO_MACHINES},
    "mixed": _mixed(),
    "mixed, imported": _mixed(launch_template=_IMPORTED_TEMPLATE),
    "mixed without image": _mixed(launch_template=construct("aws_ec2.LaunchTemplate", "Template3")),
    "mixed, distribution": _mixed(
        instances_distribution=record(
            f"{_ASG}.InstancesDistribution",
            on_demand_allocation_strategy=enum(f"{_ASG}.OnDemandAllocationStrategy.LOWEST_PRICE"),
            on_demand_base_capacity=1,
            on_demand_percentage_above_base_capacity=50,
            spot_allocation_strategy=enum(f"{_ASG}.SpotAllocationStrategy.PRICE_CAPACITY_OPTIMIZED"),
            spot_instance_pools=3,
            spot_max_price="1",
        )
    ),
    "mixed, override": _overrides(instance_type=_M5, weighted_capacity=2, launch_template=_TEMPLATE),
    "mixed, no override": _mixed(launch_template_overrides=[]),
    "mixed, empty override": _overrides(weighted_capacity=2),
    "mixed and template": {
        "kw": {**_mixed()["kw"], "launch_template": _IMPORTED_TEMPLATE},
    },
    "no type": {"kw": {"instance_type": None}},
    "no image": {"kw": {"machine_image": None}},
    "key name and pair": {"kw": {"key_name": "k", "key_pair": construct("aws_ec2.KeyPair", "Key")}},
    "signals, init": {"kw": {"signals": _ALL_SIGNALS, "init": _INIT}},
    "flag, signals, init": {"kw": {"signals": _ALL_SIGNALS, "init": _INIT}, "context": _TEMPLATES},
    "signals, init, replacing": {
        "kw": {
            "signals": _ALL_SIGNALS,
            "init": _INIT,
            "update_policy": static(f"{_ASG}.UpdatePolicy.replacing_update"),
        }
    },
    "signals, refresh": {"kw": {"signals": _ALL_SIGNALS, "update_policy": _REFRESH}},
    "migrate, rolling": {"kw": {**_rolled()["kw"], "migrate_to_launch_template": True}},
    "migrate, refresh": {"kw": {"update_policy": _REFRESH, "migrate_to_launch_template": True}},
    "rolling": _rolled(
        max_batch_size=2,
        min_instances_in_service=1,
        min_success_percentage=20,
        pause_time=static("aws_cdk.Duration.minutes", 3),
        suspend_processes=[enum(f"{_ASG}.ScalingProcess.LAUNCH")],
        wait_on_resource_signals=False,
    ),
    "rolling, signals": _rolled(_ALL_SIGNALS),
    "rolling, no processes": _rolled(suspend_processes=[]),
    "signals, desired": {"kw": {"signals": _ALL_SIGNALS, "desired_capacity": 3}},
    "signals, least": {
        "kw": {"signals": static(f"{_ASG}.Signals.wait_for_min_capacity"), "desired_capacity": 3}
    },
    "refresh, all": _refreshed(
        bake_time=static("aws_cdk.Duration.seconds", 0),
        checkpoint_delay=static("aws_cdk.Duration.minutes", 5),
        checkpoint_percentages=[20, 100],
        instance_warmup=static("aws_cdk.Duration.seconds", 9),
        max_healthy_percentage=150,
        min_healthy_percentage=90,
        scale_in_protected_instances=enum(f"{_ASG}.ScaleInProtectedInstances.REFRESH"),
        skip_matching=False,
        standby_instances=enum(f"{_ASG}.StandbyInstances.IGNORE"),
    ),
    "refresh, alarms": _refreshed(
        alarms=[static("aws_cloudwatch.Alarm.from_alarm_name", {"stack": True}, "Alarm", "a")]
    ),
    "refresh, eleven alarms": _refreshed(
        alarms=[static("aws_cloudwatch.Alarm.from_alarm_name", {"stack": True}, "Alarm", "a")] * 11
    ),
    "refresh, only largest": _refreshed(max_healthy_percentage=110),
    "refresh, far apart": _refreshed(min_healthy_percentage=50, max_healthy_percentage=160),
    "refresh, too small": _refreshed(min_healthy_percentage=-1),
    "refresh, descending": _refreshed(checkpoint_percentages=[50, 20]),
    "refresh, twice": _refreshed(checkpoint_percentages=[50, 50]),
    "refresh, too much": _refreshed(checkpoint_percentages=[50, 101]),
    "refresh, delay": _refreshed(checkpoint_percentages=[50], checkpoint_delay=_THREE_DAYS),
    "refresh, bake": _refreshed(bake_time=_THREE_DAYS),
    "capacities": _sized(2, 3, 8),
    "capacities, none": _sized(0, None, None),
    "capacities, least over largest": _sized(5, None, 3),
    "capacities, wanted over largest": _sized(None, 5, 3),
    "capacities, least over wanted": _sized(4, 3, 8),
    "healthy": _healthy(90, 150),
    "healthy, cleared": _healthy(-1, -1),
    "healthy, half cleared": _healthy(-1, 150),
    "healthy, too small": _healthy(-2, 150),
    "healthy, too large": _healthy(90, 201),
    "healthy, far apart": _healthy(50, 151),
    "lifetime": {"kw": {"max_instance_lifetime": static("aws_cdk.Duration.days", 7)}},
    "lifetime, none": {"kw": {"max_instance_lifetime": static("aws_cdk.Duration.days", 0)}},
    "both health checks": {
        "kw": {
            "health_check": static(f"{_ASG}.HealthCheck.ec2"),
            "health_checks": static(f"{_ASG}.HealthChecks.ec2"),
        }
    },
    "additional health checks": {
        "kw": {
            "health_checks": static(
                f"{_ASG}.HealthChecks.with_additional_checks",
                additional_types=[
                    enum(f"{_ASG}.AdditionalHealthCheckType.ELB"),
                    enum(f"{_ASG}.AdditionalHealthCheckType.VPC_LATTICE"),
                ],
            )
        }
    },
    "own termination": {
        "kw": {
            "termination_policies": [
                enum(f"{_ASG}.TerminationPolicy.CUSTOM_LAMBDA_FUNCTION"),
                enum(f"{_ASG}.TerminationPolicy.OLDEST_LAUNCH_TEMPLATE"),
            ],
            "termination_policy_custom_lambda_function_arn": _FUNCTION,
        }
    },
    "own termination last": {
        "kw": {
            "termination_policies": [
                enum(f"{_ASG}.TerminationPolicy.DEFAULT"),
                enum(f"{_ASG}.TerminationPolicy.CUSTOM_LAMBDA_FUNCTION"),
            ],
            "termination_policy_custom_lambda_function_arn": _FUNCTION,
        }
    },
    "no iops": _volumes("IO1"),
    "iops without kind": _volumes(None, iops=100),
    "throughput": _volumes("GP3", throughput=200, iops=3000),
    "throughput of gp2": _volumes("GP2", throughput=200),
    "throughput too small": _volumes("GP3", throughput=100),
    "throughput too large": _volumes("GP3", throughput=2001),
    "throughput for iops": _volumes("GP3", throughput=500, iops=100),
}


SAME: Final = {
    "aws_autoscaling.AutoScalingGroup": "aws_autoscaling.IAutoScalingGroup",
    "interfaces.aws_autoscaling.IAutoScalingGroupRef": "aws_autoscaling.IAutoScalingGroup",
}
