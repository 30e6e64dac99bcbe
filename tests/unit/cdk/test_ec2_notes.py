"""What networks and machines tell the user without being refused."""

from collections.abc import Callable
from typing import Any

import pytest

from landform.cdk import App, Aspects, Duration, Stack
from landform.cdk import aws_ec2 as ec2

DISK = ec2.BlockDeviceVolume.ebs


def _instance(stack: Any, vpc: Any, **options: Any) -> Any:
    given = {
        "vpc": vpc,
        "instance_type": ec2.InstanceType("t3.micro"),
        "machine_image": ec2.MachineImage.generic_linux({"us-east-1": "ami-1"}),
        "vpc_subnets": ec2.SubnetSelection(subnet_type=ec2.SubnetType.PUBLIC),
        **options,
    }
    return ec2.Instance(stack, "I", **given)


def _with_disk(stack: Any, vpc: Any, **options: Any) -> Any:
    disk = ec2.BlockDevice(device_name="d", volume=DISK(5, **options))
    return _instance(stack, vpc, block_devices=[disk])


def _with_rule(stack: Any, vpc: Any, peer: Any) -> Any:
    group = ec2.SecurityGroup(stack, "G", vpc=vpc, allow_all_ipv6_outbound=True)
    group.add_egress_rule(peer, ec2.Port.tcp(1))
    return group


def _from_template(stack: Any, vpc: Any) -> Any:
    instance = _instance(stack, vpc)
    instance.instance.launch_template = {"LaunchTemplateName": "x", "Version": "1"}
    Aspects.of(instance).add(ec2.InstanceRequireImdsv2Aspect())
    stack.node.root.synth()
    return instance


NOTES: dict[str, tuple[Callable[[Any, Any], Any], str]] = {
    "a rule that changes nothing": (
        lambda stack, vpc: _with_rule(stack, vpc, ec2.Peer.any_ipv4()),
        "Ignoring Egress rule since 'allowAllOutbound' is set to true; To add customized rules, set"
        " allowAllOutbound=false on the SecurityGroup [ack: @aws-cdk/aws-ec2:ipv4IgnoreEgressRule]",
    ),
    "a rule for IPv6 that changes nothing": (
        lambda stack, vpc: _with_rule(stack, vpc, ec2.Peer.any_ipv6()),
        "Ignoring Egress rule since 'allowAllIpv6Outbound' is set to true; To add customized rules, set"
        " allowAllIpv6Outbound=false on the SecurityGroup [ack: @aws-cdk/aws-ec2:ipv6IgnoreEgressRule]",
    ),
    "a subnet without a table": (
        lambda stack, _: ec2.Subnet.from_subnet_id(stack, "Sub", "subnet-1"),
        "No routeTableId was provided to the subnet 'subnet-1'. Attempting to read its"
        " .routeTable.routeTableId will return null/undefined. (More info:"
        " https://github.com/aws/aws-cdk/pull/3171) [ack: @aws-cdk/aws-ec2:noSubnetRouteTableId]",
    ),
    "a speed that the disk does not have": (
        lambda stack, vpc: _with_disk(stack, vpc, iops=100),
        "iops will be ignored without volumeType: IO1, IO2, or GP3 [ack: @aws-cdk/aws-ec2:iopsIgnored]",
    ),
    "a throughput that instances do not set": (
        lambda stack, vpc: _with_disk(stack, vpc, volume_type=ec2.EbsDeviceVolumeType.GP3, throughput=200),
        "The throughput property is not supported on EC2 instances. Use a Launch Template instead. See"
        " https://github.com/aws/aws-cdk/issues/34033 for more information. [ack:"
        " @aws-cdk/aws-ec2:throughputNotSupported]",
    ),
    "a zone without a subnet": (
        lambda stack, vpc: _instance(stack, vpc, availability_zone="x"),
        "Need exactly 1 subnet to match AZ 'x', found 0. Use a different availabilityZone.",
    ),
    "no subnet": (
        lambda stack, vpc: _instance(stack, vpc, vpc_subnets=ec2.SubnetSelection(subnets=[])),
        "Did not find any subnets matching '{\"subnets\":[]}', please use a different selection.",
    ),
    "an instance with a template of its own": (
        _from_template,
        "RequireImdsv2Aspect failed on node I: Cannot toggle IMDSv1 because this Instance is associated with"
        " an existing Launch Template. [ack: @aws-cdk/aws-ec2:imdsv2RequireImdsv2Aspect]",
    ),
    "a spot block of seven hours": (
        lambda stack, _: ec2.LaunchTemplate(
            stack, "T", spot_options=ec2.LaunchTemplateSpotOptions(block_duration=Duration.hours(7))
        ),
        "Spot block duration must be exactly 1, 2, 3, 4, 5, or 6 hours.",
    ),
    "too many hops": (
        lambda stack, _: ec2.LaunchTemplate(stack, "T", http_put_response_hop_limit=65),
        "HttpPutResponseHopLimit must between 1 and 64",
    ),
}


@pytest.mark.parametrize("name", NOTES)
def test_a_doubtful_option_is_noted_on_its_construct(name: str) -> None:
    make, expected = NOTES[name]
    stack = Stack(App(), "S", env={"account": "111122223333", "region": "us-east-1"})
    vpc = ec2.Vpc(stack, "V", max_azs=1, nat_gateways=0)
    construct = make(stack, vpc)
    assert [each.data for each in construct.node.metadata] == [expected]
