"""After an update that failed when much of it was done, the services have what the template said before."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pytest

from landform.ground.handler import HandlerAction
from tests.unit.engine.world import World

ADMINISTRATOR = "arn:aws:iam::aws:policy/AdministratorAccess"
READER = "arn:aws:iam::aws:policy/ReadOnlyAccess"
TRUST = {
    "Version": "2012-10-17",
    "Statement": [
        {"Effect": "Allow", "Principal": {"Service": "ec2.amazonaws.com"}, "Action": "sts:AssumeRole"}
    ],
}
NETWORK: dict[str, Any] = {
    "Vpc": {"Type": "AWS::EC2::VPC", "Properties": {"CidrBlock": "10.0.0.0/16"}},
    "First": {
        "Type": "AWS::EC2::Subnet",
        "Properties": {
            "VpcId": {"Ref": "Vpc"},
            "CidrBlock": "10.0.0.0/24",
            "AvailabilityZone": {"Fn::Select": [0, {"Fn::GetAZs": ""}]},
        },
    },
    "Second": {
        "Type": "AWS::EC2::Subnet",
        "Properties": {
            "VpcId": {"Ref": "Vpc"},
            "CidrBlock": "10.0.1.0/24",
            "AvailabilityZone": {"Fn::Select": [1, {"Fn::GetAZs": ""}]},
        },
    },
    "Balancer": {
        "Type": "AWS::ElasticLoadBalancingV2::LoadBalancer",
        "Properties": {"Subnets": [{"Ref": "First"}, {"Ref": "Second"}]},
    },
    "Targets": {
        "Type": "AWS::ElasticLoadBalancingV2::TargetGroup",
        "Properties": {"Port": 80, "Protocol": "HTTP", "VpcId": {"Ref": "Vpc"}},
    },
    "Template": {
        "Type": "AWS::EC2::LaunchTemplate",
        "Properties": {"LaunchTemplateData": {"ImageId": "ami-12c6146b", "InstanceType": "t3.micro"}},
    },
}
NAMED: dict[str, Any] = {"Capabilities": ["CAPABILITY_NAMED_IAM"]}
LATE = {("It", HandlerAction.UPDATE), ("Group", HandlerAction.UPDATE)}


def role(*policies: str) -> dict[str, Any]:
    properties = {"RoleName": "it", "AssumeRolePolicyDocument": TRUST, "ManagedPolicyArns": list(policies)}
    return {"It": {"Type": "AWS::IAM::Role", "Properties": properties}}


def log_group(days: int) -> dict[str, Any]:
    properties = {"LogGroupName": "it", "RetentionInDays": days}
    return {"It": {"Type": "AWS::Logs::LogGroup", "Properties": properties}}


def fleet(port: int, least: int, most: int) -> dict[str, Any]:
    listener = {
        "LoadBalancerArn": {"Ref": "Balancer"},
        "Port": port,
        "Protocol": "HTTP",
        "DefaultActions": [{"Type": "forward", "TargetGroupArn": {"Ref": "Targets"}}],
    }
    group = {
        "AutoScalingGroupName": "it",
        "MinSize": str(least),
        "MaxSize": str(most),
        "VPCZoneIdentifier": [{"Ref": "First"}],
        "LaunchTemplate": {
            "LaunchTemplateId": {"Ref": "Template"},
            "Version": {"Fn::GetAtt": ["Template", "LatestVersionNumber"]},
        },
    }
    return {
        **NETWORK,
        "It": {"Type": "AWS::ElasticLoadBalancingV2::Listener", "Properties": listener},
        "Group": {"Type": "AWS::AutoScaling::AutoScalingGroup", "Properties": group},
    }


def attached(world: World) -> list[str]:
    found = world.client("iam").list_attached_role_policies(RoleName="it")["AttachedPolicies"]
    return [each["PolicyArn"] for each in found]


def retention(world: World) -> int:
    (found,) = world.client("logs").describe_log_groups(logGroupNamePrefix="it")["logGroups"]
    return int(found["retentionInDays"])


def ports_and_sizes(world: World) -> list[int]:
    client = world.client("elbv2")
    (balancer,) = client.describe_load_balancers()["LoadBalancers"]
    (found,) = client.describe_listeners(LoadBalancerArn=balancer["LoadBalancerArn"])["Listeners"]
    (group,) = world.client("autoscaling").describe_auto_scaling_groups()["AutoScalingGroups"]
    return [found["Port"], group["MinSize"], group["MaxSize"]]


@dataclass(frozen=True)
class Seen:
    """Two templates, and what the services say under each."""

    old: dict[str, Any]
    new: dict[str, Any]
    look: Callable[[World], Any]
    was: Any
    becomes: Any


CASES = {
    "role": Seen(role(READER), role(ADMINISTRATOR), attached, [READER], [ADMINISTRATOR]),
    "log group": Seen(log_group(7), log_group(365), retention, 7, 365),
    "listener and group": Seen(fleet(80, 0, 1), fleet(8080, 1, 4), ports_and_sizes, [80, 0, 1], [8080, 1, 4]),
}


def fail_late(world: World, seen: Seen) -> None:
    """An update that is done on the service and fails nevertheless, and is kept."""
    world.create(seen.old, **NAMED)
    world.whims.failing_late.update(LATE)
    world.update(seen.new, DisableRollback=True, **NAMED)
    assert world.stack()["StackStatus"] == "UPDATE_FAILED"
    assert seen.look(world) == seen.becomes
    world.whims.failing_late.clear()


@pytest.mark.parametrize("seen", CASES.values(), ids=CASES)
def test_an_update_that_fails_when_all_is_done_is_undone(world: World, seen: Seen) -> None:
    fail_late(world, seen)
    world.cloudformation.rollback_stack(StackName="app")
    world.target.wait()
    assert world.stack()["StackStatus"] == "UPDATE_ROLLBACK_COMPLETE"
    assert seen.look(world) == seen.was


@pytest.mark.parametrize("seen", [CASES["role"], CASES["log group"]], ids=["role", "log group"])
def test_a_corrected_update_after_one_that_failed_leaves_nothing_of_it(world: World, seen: Seen) -> None:
    fail_late(world, seen)
    world.update({**seen.old, "Other": {"Type": "AWS::SQS::Queue"}}, DisableRollback=True, **NAMED)
    assert world.stack()["StackStatus"] == "UPDATE_COMPLETE"
    assert seen.look(world) == seen.was


def test_the_old_template_again_is_an_update_after_one_that_failed(world: World) -> None:
    fail_late(world, CASES["log group"])
    world.update(log_group(7), DisableRollback=True)
    assert world.stack()["StackStatus"] == "UPDATE_COMPLETE"
    assert retention(world) == 7


def test_a_role_does_not_keep_what_was_attached_before_an_update_of_it_failed(world: World) -> None:
    stack_id = world.create(role(READER), **NAMED)
    nobodys = "arn:aws:iam::000000000000:policy/nobodys"
    world.update(role(READER, ADMINISTRATOR, nobodys), **NAMED)
    assert world.stack()["StackStatus"] == "UPDATE_ROLLBACK_COMPLETE"
    assert attached(world) == [READER]
    world.cloudformation.delete_stack(StackName="app")
    world.target.wait()
    assert world.stack(stack_id)["StackStatus"] == "DELETE_COMPLETE"


def test_a_role_whose_update_failed_is_deleted_with_all_that_was_attached(world: World) -> None:
    fail_late(world, CASES["role"])
    stack_id = world.stack()["StackId"]
    world.cloudformation.delete_stack(StackName="app")
    world.target.wait()
    assert world.stack(stack_id)["StackStatus"] == "DELETE_COMPLETE"
