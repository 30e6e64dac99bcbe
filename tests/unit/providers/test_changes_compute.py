"""What updates of groups and instances send, and what reads of them tell."""

import base64
from typing import Any

import pytest

from landform.ground.handler import HandlerAction, HandlerFailure, HandlerSuccess
from tests.unit.providers.scripted import asked, changes, told

GROUP = "AWS::AutoScaling::AutoScalingGroup"
IN_GROUP = {"AutoScalingGroupName": "it"}


@pytest.mark.parametrize(
    ("name", "attach", "detach"),
    [
        ("LoadBalancerNames", "AttachLoadBalancers", "DetachLoadBalancers"),
        ("TargetGroupARNs", "AttachLoadBalancerTargetGroups", "DetachLoadBalancerTargetGroups"),
    ],
)
def test_a_group_leaves_what_is_gone_and_joins_what_is_new(name: str, attach: str, detach: str) -> None:
    before, after = {name: ["a", "b"]}, {name: ["b", "c"]}
    assert changes(GROUP, before, after) == [
        (detach, {**IN_GROUP, name: ["a"]}),
        (attach, {**IN_GROUP, name: ["c"]}),
    ]
    assert changes(GROUP, before, {}) == [(detach, {**IN_GROUP, name: ["a", "b"]})]
    assert changes(GROUP, {}, after) == [(attach, {**IN_GROUP, name: ["b", "c"]})]
    unsure = changes(GROUP, after, after, also_possible=[before], live={name: ["a", "b"]})
    assert unsure == [(detach, {**IN_GROUP, name: ["a"]}), (attach, {**IN_GROUP, name: ["c"]})]


def hook(name: str, transition: str = "autoscaling:EC2_INSTANCE_LAUNCHING") -> dict[str, Any]:
    return {"LifecycleHookName": name, "LifecycleTransition": transition}


def test_a_group_s_hooks_are_put_where_they_differ() -> None:
    other = hook("changed", "autoscaling:EC2_INSTANCE_TERMINATING")
    sent = changes(
        GROUP,
        {"LifecycleHookSpecificationList": [hook("kept"), hook("changed"), hook("gone")]},
        {"LifecycleHookSpecificationList": [hook("kept"), other, hook("new")]},
    )
    assert sent == [
        ("DeleteLifecycleHook", {**IN_GROUP, "LifecycleHookName": "gone"}),
        ("PutLifecycleHook", {**IN_GROUP, **other}),
        ("PutLifecycleHook", {**IN_GROUP, **hook("new")}),
    ]


@pytest.mark.parametrize(
    ("before", "after", "sent"),
    [
        (
            [{"Granularity": "1Minute", "Metrics": ["A", "B"]}],
            [{"Granularity": "1Minute", "Metrics": ["B"]}],
            [
                ("DisableMetricsCollection", {"Metrics": ["A"]}),
                ("EnableMetricsCollection", {"Granularity": "1Minute", "Metrics": ["B"]}),
            ],
        ),
        ([{"Granularity": "1Minute"}], [], [("DisableMetricsCollection", {})]),
        (
            [{"Granularity": "1Minute", "Metrics": ["A"]}],
            [{"Granularity": "1Minute", "Metrics": ["A", "B"]}],
            [("EnableMetricsCollection", {"Granularity": "1Minute", "Metrics": ["A", "B"]})],
        ),
    ],
    ids=["one goes", "all go", "one comes"],
)
def test_a_group_s_metrics_are_switched(before: list[Any], after: list[Any], sent: list[Any]) -> None:
    found = changes(GROUP, {"MetricsCollection": before}, {"MetricsCollection": after})
    assert found == [(operation, {**IN_GROUP, **parameters}) for operation, parameters in sent]


def test_a_group_s_sizes_are_numbers_and_what_is_gone_gets_its_default() -> None:
    before = {"MaxSize": "2", "MinSize": "1", "Cooldown": "60", "CapacityRebalance": True}
    zones = {"VPCZoneIdentifier": ["subnet-a", "subnet-b"], "TerminationPolicies": ["OldestInstance"]}
    assert changes(GROUP, {**before, **zones}, {"MaxSize": "3", "MinSize": "1", **zones}) == [
        (
            "UpdateAutoScalingGroup",
            {
                **IN_GROUP,
                "MaxSize": 3,
                "MinSize": 1,
                "DefaultCooldown": 300,
                "CapacityRebalance": False,
                "VPCZoneIdentifier": "subnet-a,subnet-b",
                "TerminationPolicies": ["OldestInstance"],
            },
        )
    ]


def test_what_a_group_no_longer_says_gets_the_service_s_default() -> None:
    before = {
        "Context": "x",
        "DefaultInstanceWarmup": 60,
        "DeletionProtection": "prevent-force-deletion",
        "HealthCheckGracePeriod": 60,
        "HealthCheckType": "ELB",
        "MaxInstanceLifetime": 86400,
        "NewInstancesProtectedFromScaleIn": True,
        "PlacementGroup": "x",
        "TerminationPolicies": ["OldestInstance"],
        "ServiceLinkedRoleARN": "x",
    }
    defaults = {
        "Context": "",
        "DefaultInstanceWarmup": -1,
        "DeletionProtection": "none",
        "HealthCheckGracePeriod": 0,
        "HealthCheckType": "EC2",
        "MaxInstanceLifetime": 0,
        "NewInstancesProtectedFromScaleIn": False,
        "PlacementGroup": "",
        "TerminationPolicies": ["Default"],
    }
    assert changes(GROUP, before, {}) == [("UpdateAutoScalingGroup", {**IN_GROUP, **defaults})]


def test_a_group_s_tags_say_whether_instances_get_them() -> None:
    place = {"ResourceId": "it", "ResourceType": "auto-scaling-group"}
    sent = changes(
        GROUP,
        {"Tags": [{"Key": "old", "Value": "1", "PropagateAtLaunch": True}]},
        {"Tags": [{"Key": "own", "Value": "2", "PropagateAtLaunch": False}]},
        stack_tags={"team": "a"},
    )
    tags = [
        {"Key": "team", "Value": "a", "PropagateAtLaunch": True, **place},
        {"Key": "own", "Value": "2", "PropagateAtLaunch": False, **place},
    ]
    assert sent == [
        ("DeleteTags", {"Tags": [{"Key": "old", **place}]}),
        ("CreateOrUpdateTags", {"Tags": tags}),
    ]


def test_a_group_tells_sizes_as_the_template_spells_them() -> None:
    tag = {"Key": "own", "Value": "2", "PropagateAtLaunch": False}
    live = {
        "MinSize": 1,
        "MaxSize": 3,
        "DesiredCapacity": 2,
        "DefaultCooldown": 300,
        "VPCZoneIdentifier": "subnet-a,subnet-b",
        "Context": "",
        "CapacityRebalance": False,
        "Tags": [{**tag, "ResourceId": "it"}, {**tag, "Key": "aws:x"}],
        "TargetGroupARNs": [],
    }
    desired = {"MinSize": "1", "MaxSize": 3, "Cooldown": "300", "Tags": [tag]}
    hooks = {"DescribeLifecycleHooks": {"LifecycleHooks": [hook("a")]}}
    assert told(GROUP, live, desired=desired, answers=hooks) == {
        "MinSize": "1",
        "MaxSize": 3,
        "DesiredCapacity": 2,
        "Cooldown": "300",
        "VPCZoneIdentifier": ["subnet-a", "subnet-b"],
        "CapacityRebalance": False,
        "Tags": [tag],
        "LifecycleHookSpecificationList": [hook("a")],
    }


INSTANCE = "AWS::EC2::Instance"
IDS = {"InstanceIds": ["it"]}


@pytest.mark.parametrize(
    ("before", "after", "setting"),
    [
        ({}, {"DisableApiTermination": True}, {"DisableApiTermination": {"Value": True}}),
        ({"DisableApiTermination": True}, {}, {"DisableApiTermination": {"Value": False}}),
        (
            {"InstanceInitiatedShutdownBehavior": "terminate"},
            {},
            {"InstanceInitiatedShutdownBehavior": {"Value": "stop"}},
        ),
        ({}, {"SourceDestCheck": False}, {"SourceDestCheck": {"Value": False}}),
        ({"SourceDestCheck": False}, {}, {"SourceDestCheck": {"Value": True}}),
        ({"SecurityGroupIds": ["a"]}, {"SecurityGroupIds": ["b"]}, {"Groups": ["b"]}),
        ({"SecurityGroupIds": ["a"]}, {}, {"Groups": []}),
    ],
)
def test_a_running_instance_is_set(
    before: dict[str, Any], after: dict[str, Any], setting: dict[str, Any]
) -> None:
    assert changes(INSTANCE, before, after) == [("ModifyInstanceAttribute", {"InstanceId": "it", **setting})]


SCRIPT = base64.b64encode(b"#!/bin/sh").decode()


@pytest.mark.parametrize(
    ("before", "after", "setting"),
    [
        ({"InstanceType": "t3.nano"}, {"InstanceType": "t3.micro"}, {"InstanceType": {"Value": "t3.micro"}}),
        ({"InstanceType": "t3.nano"}, {}, {"InstanceType": {"Value": "m1.small"}}),
        ({}, {"UserData": SCRIPT[:6] + "\n" + SCRIPT[6:]}, {"UserData": {"Value": b"#!/bin/sh"}}),
        ({"UserData": SCRIPT}, {}, {"UserData": {"Value": b""}}),
        ({"EbsOptimized": True}, {}, {"EbsOptimized": {"Value": False}}),
    ],
)
def test_an_instance_is_stopped_for_what_it_cannot_change_while_it_runs(
    before: dict[str, Any], after: dict[str, Any], setting: dict[str, Any]
) -> None:
    assert changes(INSTANCE, before, after) == [
        ("StopInstances", IDS),
        ("ModifyInstanceAttribute", {"InstanceId": "it", **setting}),
        ("StartInstances", IDS),
    ]


def test_user_data_that_is_not_encoded_is_refused() -> None:
    answer, _ = asked(INSTANCE, HandlerAction.CREATE, desired={"UserData": "#!/bin/sh"}, physical_id=None)
    assert isinstance(answer, HandlerFailure)
    assert '"Invalid BASE64 encoding of user data."' in answer.message


@pytest.mark.parametrize(
    ("association", "wanted", "sent"),
    [
        (
            None,
            "b",
            ("AssociateIamInstanceProfile", {"InstanceId": "it", "IamInstanceProfile": {"Name": "b"}}),
        ),
        (
            "assoc",
            "b",
            (
                "ReplaceIamInstanceProfileAssociation",
                {"AssociationId": "assoc", "IamInstanceProfile": {"Name": "b"}},
            ),
        ),
        ("assoc", None, ("DisassociateIamInstanceProfile", {"AssociationId": "assoc"})),
        (None, None, None),
    ],
    ids=["joined", "replaced", "left", "gone already"],
)
def test_an_instance_s_profile_is_joined_replaced_or_left(
    association: str | None, wanted: str | None, sent: Any
) -> None:
    found = [{"AssociationId": association, "IamInstanceProfile": {"Arn": "arn:profile/path/a"}}]
    answers = {
        "DescribeIamInstanceProfileAssociations": {
            "IamInstanceProfileAssociations": found if association else []
        }
    }
    desired = {"IamInstanceProfile": wanted} if wanted else {}
    assert changes(INSTANCE, {"IamInstanceProfile": "a"}, desired, answers=answers) == (
        [sent] if sent else []
    )


def test_an_instance_s_monitoring_and_metadata_are_set() -> None:
    assert changes(INSTANCE, {}, {"Monitoring": True}) == [("MonitorInstances", IDS)]
    assert changes(INSTANCE, {"Monitoring": True}, {}) == [("UnmonitorInstances", IDS)]
    sent = changes(INSTANCE, {}, {"MetadataOptions": {"HttpTokens": "required"}})
    assert sent == [("ModifyInstanceMetadataOptions", {"InstanceId": "it", "HttpTokens": "required"})]


def test_an_instance_is_made_with_its_members_renamed() -> None:
    desired = {
        "ImageId": "ami",
        "BlockDeviceMappings": [{"DeviceName": "a", "NoDevice": {}}, {"DeviceName": "b"}],
        "CreditSpecification": {"CPUCredits": "unlimited"},
        "IamInstanceProfile": "p",
        "Monitoring": True,
        "NetworkInterfaces": [{"DeviceIndex": "0", "GroupSet": ["sg"]}],
        "PlacementGroupName": "near",
        "Tenancy": "default",
        "UserData": SCRIPT,
        "SourceDestCheck": False,
    }
    found = {"RunInstances": {"Instances": [{"InstanceId": "i-1"}]}}
    fields: dict[str, Any] = {"physical_id": None, "answers": found}
    live = {
        "State": {"Name": "running"},
        "PrivateIpAddress": "10.0.0.1",
        "Placement": {"AvailabilityZone": "z"},
    }
    answer, clients = asked(INSTANCE, HandlerAction.CREATE, desired=desired, live=live, **fields)
    sent = {**clients.changes[0][1]}
    assert (sent.pop("ClientToken") != "", clients.changes[0][0]) == (True, "RunInstances")
    assert sent == {
        "MinCount": 1,
        "MaxCount": 1,
        "ImageId": "ami",
        "UserData": b"#!/bin/sh",
        "BlockDeviceMappings": [{"DeviceName": "a", "NoDevice": ""}, {"DeviceName": "b"}],
        "CreditSpecification": {"CpuCredits": "unlimited"},
        "IamInstanceProfile": {"Name": "p"},
        "Monitoring": {"Enabled": True},
        "NetworkInterfaces": [{"DeviceIndex": 0, "Groups": ["sg"]}],
        "Placement": {"GroupName": "near", "Tenancy": "default"},
    }
    setting = {"InstanceId": "i-1", "SourceDestCheck": {"Value": False}}
    assert clients.changes[1:] == [("ModifyInstanceAttribute", setting)]
    assert isinstance(answer, HandlerSuccess)
    assert (answer.physical_id, answer.attributes["PrivateIp"]) == ("i-1", "10.0.0.1")


def test_an_instance_tells_settings_that_have_operations_of_their_own() -> None:
    found = told(
        INSTANCE,
        {"Monitoring": {"State": "enabled"}, "SecurityGroups": [{"GroupId": "a"}], "SourceDestCheck": False},
        answers={
            "DescribeInstanceAttribute": [
                {"DisableApiTermination": {"Value": False}},
                {"InstanceInitiatedShutdownBehavior": {"Value": "stop"}},
                {"UserData": {"Value": SCRIPT}},
            ],
            "DescribeIamInstanceProfileAssociations": {
                "IamInstanceProfileAssociations": [{"IamInstanceProfile": {"Arn": "arn:profile/path/a"}}]
            },
        },
    )
    assert found == {
        "DisableApiTermination": False,
        "IamInstanceProfile": "a",
        "InstanceInitiatedShutdownBehavior": "stop",
        "Monitoring": True,
        "SecurityGroupIds": ["a"],
        "SourceDestCheck": False,
        "UserData": SCRIPT,
    }


def test_a_launch_template_gets_the_tags_that_speak_of_it() -> None:
    tags = {
        "TagSpecifications": [
            {"ResourceType": "instance", "Tags": [{"Key": "a", "Value": "1"}]},
            {"ResourceType": "launch-template", "Tags": [{"Key": "b", "Value": "2"}]},
        ]
    }
    desired = {"LaunchTemplateName": "abc", "LaunchTemplateData": {"ImageId": "ami"}, **tags}
    fields: dict[str, Any] = {"physical_id": None, "stack_tags": {"team": "a"}}
    _, clients = asked("AWS::EC2::LaunchTemplate", HandlerAction.CREATE, desired=desired, **fields)
    expected = [{"Key": "team", "Value": "a"}, {"Key": "b", "Value": "2"}]
    assert clients.changes[0][1]["TagSpecifications"] == [
        {"ResourceType": "launch-template", "Tags": expected}
    ]
