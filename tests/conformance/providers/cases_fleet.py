"""Instances, load balancers, auto scaling, Batch."""

import base64

from tests.conformance.providers.case import Case
from tests.conformance.providers.cases_identity import OTHER_ROLE, ROLE
from tests.conformance.providers.cases_network import GROUP, OTHER_GROUP, VPC, tags

IMAGE = "ami-12c6146b"
USER_DATA = base64.b64encode(b"#!/bin/sh\necho 1\n").decode()
SECOND_SUBNET = (
    "Second",
    "AWS::EC2::Subnet",
    {"VpcId": "@Vpc", "CidrBlock": "10.0.1.0/24", "AvailabilityZone": "us-east-1b"},
)
THIRD_SUBNET = (
    "Third",
    "AWS::EC2::Subnet",
    {"VpcId": "@Vpc", "CidrBlock": "10.0.2.0/24", "AvailabilityZone": "us-east-1c"},
)
FIRST_SUBNET = (
    "First",
    "AWS::EC2::Subnet",
    {"VpcId": "@Vpc", "CidrBlock": "10.0.3.0/24", "AvailabilityZone": "us-east-1a"},
)
TEMPLATE = (
    "Template",
    "AWS::EC2::LaunchTemplate",
    {"LaunchTemplateData": {"ImageId": IMAGE, "InstanceType": "t3.micro"}},
)
BALANCER = (
    "Balancer",
    "AWS::ElasticLoadBalancingV2::LoadBalancer",
    {"Subnets": ["@First", "@Second"], "SecurityGroups": ["@Group"]},
)
TARGETS = (
    "Targets",
    "AWS::ElasticLoadBalancingV2::TargetGroup",
    {"Port": 80, "Protocol": "HTTP", "VpcId": "@Vpc"},
)
PROFILE = ("Profile", "AWS::IAM::InstanceProfile", {"Roles": ["@Role"]})
ENVIRONMENT = (
    "Environment",
    "AWS::Batch::ComputeEnvironment",
    {"Type": "UNMANAGED", "ServiceRole": "@Role.Arn"},
)
OTHER_ENVIRONMENT = (
    "OtherEnvironment",
    "AWS::Batch::ComputeEnvironment",
    {"Type": "UNMANAGED", "ServiceRole": "@Role.Arn"},
)
CONTAINER = {
    "Image": "busybox",
    "Command": ["sleep", "1"],
    "ResourceRequirements": [{"Type": "VCPU", "Value": "1"}, {"Type": "MEMORY", "Value": "128"}],
    "Environment": [{"Name": "Mode", "Value": "fast"}],
}

CASES = (
    Case(
        type_name="AWS::EC2::LaunchTemplate",
        properties={
            "LaunchTemplateName": "it",
            "LaunchTemplateData": {
                "ImageId": IMAGE,
                "InstanceType": "t3.micro",
                "UserData": USER_DATA,
                "TagSpecifications": [{"ResourceType": "instance", "Tags": tags(a="1")}],
            },
            "VersionDescription": "first",
            "TagSpecifications": [{"ResourceType": "launch-template", "Tags": tags(a="1")}],
        },
        updates=(
            {
                "LaunchTemplateName": "it",
                "LaunchTemplateData": {"ImageId": IMAGE, "InstanceType": "t3.small"},
                "VersionDescription": "second",
                "TagSpecifications": [{"ResourceType": "launch-template", "Tags": tags(a="1")}],
            },
        ),
        replaced={"LaunchTemplateName": "other", "LaunchTemplateData": {"ImageId": IMAGE}},
    ),
    Case(
        type_name="AWS::EC2::Instance",
        properties={
            "ImageId": IMAGE,
            "InstanceType": "t3.micro",
            "SubnetId": "@First",
            "SecurityGroupIds": ["@Group"],
            "IamInstanceProfile": "@Profile",
            "DisableApiTermination": False,
            "EbsOptimized": False,
            "InstanceInitiatedShutdownBehavior": "stop",
            "Monitoring": False,
            "SourceDestCheck": False,
            "UserData": USER_DATA,
            "Tags": tags(a="1", b="2"),
        },
        updates=(
            {
                "ImageId": IMAGE,
                "InstanceType": "t3.small",
                "SubnetId": "@First",
                "SecurityGroupIds": ["@OtherGroup"],
                "IamInstanceProfile": "@OtherProfile",
                "DisableApiTermination": False,
                "EbsOptimized": True,
                "InstanceInitiatedShutdownBehavior": "terminate",
                "Monitoring": False,
                "SourceDestCheck": True,
                "UserData": base64.b64encode(b"#!/bin/sh\necho 2\n").decode(),
                "Tags": tags(a="3"),
            },
        ),
        replaced={"ImageId": IMAGE, "InstanceType": "t3.micro"},
        needs=(
            VPC,
            FIRST_SUBNET,
            GROUP,
            OTHER_GROUP,
            ROLE,
            PROFILE,
            ("OtherProfile", "AWS::IAM::InstanceProfile", {"Roles": ["@Role"]}),
        ),
    ),
    Case(
        type_name="AWS::ElasticLoadBalancingV2::LoadBalancer",
        properties={
            "Name": "it",
            "Scheme": "internal",
            "Type": "application",
            "IpAddressType": "ipv4",
            "SecurityGroups": ["@Group"],
            "Subnets": ["@First", "@Second"],
            "LoadBalancerAttributes": [{"Key": "idle_timeout.timeout_seconds", "Value": "30"}],
            "Tags": tags(a="1", b="2"),
        },
        updates=(
            {
                "Name": "it",
                "Scheme": "internal",
                "Type": "application",
                "IpAddressType": "dualstack",
                "SecurityGroups": ["@OtherGroup"],
                "Subnets": ["@Second", "@Third"],
                "LoadBalancerAttributes": [{"Key": "idle_timeout.timeout_seconds", "Value": "40"}],
                "Tags": tags(a="3"),
            },
        ),
        replaced={"Name": "other", "Subnets": ["@First", "@Second"]},
        needs=(VPC, FIRST_SUBNET, SECOND_SUBNET, THIRD_SUBNET, GROUP, OTHER_GROUP),
    ),
    Case(
        type_name="AWS::ElasticLoadBalancingV2::TargetGroup",
        properties={
            "Name": "it",
            "HealthCheckEnabled": True,
            "HealthCheckIntervalSeconds": 20,
            "HealthCheckPath": "/first",
            "HealthCheckPort": "8080",
            "HealthCheckProtocol": "HTTP",
            "HealthCheckTimeoutSeconds": 10,
            "HealthyThresholdCount": 3,
            "Matcher": {"HttpCode": "200"},
            "Port": 80,
            "Protocol": "HTTP",
            "ProtocolVersion": "HTTP1",
            "TargetGroupAttributes": [{"Key": "deregistration_delay.timeout_seconds", "Value": "30"}],
            "TargetType": "ip",
            "Targets": [{"Id": "10.0.0.1", "Port": 80}],
            "UnhealthyThresholdCount": 4,
            "VpcId": "@Vpc",
            "Tags": tags(a="1", b="2"),
        },
        updates=(
            {
                "Name": "it",
                "HealthCheckEnabled": True,
                "HealthCheckIntervalSeconds": 21,
                "HealthCheckPath": "/second",
                "HealthCheckPort": "8081",
                "HealthCheckProtocol": "HTTP",
                "HealthCheckTimeoutSeconds": 11,
                "HealthyThresholdCount": 4,
                "Matcher": {"HttpCode": "201"},
                "Port": 80,
                "Protocol": "HTTP",
                "ProtocolVersion": "HTTP1",
                "TargetGroupAttributes": [{"Key": "deregistration_delay.timeout_seconds", "Value": "40"}],
                "TargetType": "ip",
                "Targets": [{"Id": "10.0.0.2", "Port": 80}],
                "UnhealthyThresholdCount": 5,
                "VpcId": "@Vpc",
                "Tags": tags(a="3"),
            },
        ),
        replaced={"Name": "other", "Port": 81, "Protocol": "HTTP", "VpcId": "@Vpc"},
        needs=(VPC,),
    ),
    Case(
        type_name="AWS::ElasticLoadBalancingV2::Listener",
        properties={
            "LoadBalancerArn": "@Balancer",
            "Port": 80,
            "Protocol": "HTTP",
            "DefaultActions": [{"Type": "forward", "TargetGroupArn": "@Targets"}],
            "Tags": tags(a="1"),
        },
        updates=(
            {
                "LoadBalancerArn": "@Balancer",
                "Port": 81,
                "Protocol": "HTTP",
                "DefaultActions": [
                    {
                        "Type": "fixed-response",
                        "FixedResponseConfig": {"ContentType": "text/plain", "StatusCode": "404"},
                    }
                ],
                "Tags": tags(b="2"),
            },
        ),
        replaced={
            "LoadBalancerArn": "@Balancer",
            "Port": 90,
            "Protocol": "HTTP",
            "DefaultActions": [{"Type": "forward", "TargetGroupArn": "@Targets"}],
        },
        needs=(VPC, FIRST_SUBNET, SECOND_SUBNET, GROUP, BALANCER, TARGETS),
    ),
    Case(
        type_name="AWS::AutoScaling::AutoScalingGroup",
        properties={
            "AutoScalingGroupName": "it",
            "CapacityRebalance": True,
            "Cooldown": "60",
            "DesiredCapacity": "1",
            "HealthCheckGracePeriod": 30,
            "HealthCheckType": "ELB",
            "LaunchTemplate": {
                "LaunchTemplateId": "@Template",
                "Version": "@Template.LatestVersionNumber",
            },
            "MaxSize": "2",
            "MinSize": "0",
            "NewInstancesProtectedFromScaleIn": True,
            "TargetGroupARNs": ["@Targets"],
            "TerminationPolicies": ["OldestInstance"],
            "VPCZoneIdentifier": ["@First"],
            "Tags": [{"Key": "a", "Value": "1", "PropagateAtLaunch": True}],
        },
        updates=(
            {
                "AutoScalingGroupName": "it",
                "CapacityRebalance": False,
                "Cooldown": "61",
                "DesiredCapacity": "2",
                "HealthCheckGracePeriod": 31,
                "HealthCheckType": "EC2",
                "LaunchTemplate": {
                    "LaunchTemplateId": "@Template",
                    "Version": "@Template.LatestVersionNumber",
                },
                "LifecycleHookSpecificationList": [
                    {
                        "LifecycleHookName": "wait",
                        "LifecycleTransition": "autoscaling:EC2_INSTANCE_LAUNCHING",
                        "DefaultResult": "ABANDON",
                    }
                ],
                "MaxSize": "3",
                "MinSize": "1",
                "VPCZoneIdentifier": ["@First", "@Second"],
                "Tags": [{"Key": "b", "Value": "2", "PropagateAtLaunch": False}],
            },
        ),
        replaced={
            "AutoScalingGroupName": "other",
            "LaunchTemplate": {"LaunchTemplateId": "@Template", "Version": "1"},
            "MaxSize": "1",
            "MinSize": "0",
            "VPCZoneIdentifier": ["@First"],
        },
        needs=(VPC, FIRST_SUBNET, SECOND_SUBNET, TEMPLATE, TARGETS),
    ),
    Case(
        type_name="AWS::Batch::ComputeEnvironment",
        properties={
            "ComputeEnvironmentName": "it-now",
            "Type": "MANAGED",
            "State": "ENABLED",
            "ServiceRole": "@Role.Arn",
            "ComputeResources": {
                "Type": "FARGATE",
                "MaxvCpus": 4,
                "Subnets": ["@First"],
                "SecurityGroupIds": ["@Group"],
            },
            "Tags": {"a": "1"},
        },
        updates=(
            {
                "ComputeEnvironmentName": "it-now",
                "Type": "MANAGED",
                "State": "DISABLED",
                "ServiceRole": "@OtherRole.Arn",
                "ComputeResources": {
                    "Type": "FARGATE",
                    "MaxvCpus": 8,
                    "Subnets": ["@First"],
                    "SecurityGroupIds": ["@Group"],
                },
                "Tags": {"a": "1"},
            },
        ),
        replaced={"ComputeEnvironmentName": "other", "Type": "UNMANAGED", "ServiceRole": "@Role.Arn"},
        needs=(VPC, FIRST_SUBNET, GROUP, ROLE, OTHER_ROLE),
    ),
    Case(
        type_name="AWS::Batch::JobQueue",
        properties={
            "JobQueueName": "it-now",
            "Priority": 1,
            "State": "ENABLED",
            "ComputeEnvironmentOrder": [{"ComputeEnvironment": "@Environment", "Order": 1}],
            "Tags": {"a": "1", "b": "2"},
        },
        updates=(
            {
                "JobQueueName": "it-now",
                "Priority": 2,
                "State": "DISABLED",
                "ComputeEnvironmentOrder": [{"ComputeEnvironment": "@OtherEnvironment", "Order": 1}],
                "Tags": {"a": "3"},
            },
        ),
        replaced={
            "JobQueueName": "other",
            "Priority": 1,
            "ComputeEnvironmentOrder": [{"ComputeEnvironment": "@Environment", "Order": 1}],
        },
        needs=(ROLE, ENVIRONMENT, OTHER_ENVIRONMENT),
    ),
    Case(
        type_name="AWS::Batch::JobDefinition",
        properties={
            "JobDefinitionName": "it-now",
            "Type": "container",
            "ContainerProperties": CONTAINER,
            "Parameters": {"InputFile": "a"},
            "PlatformCapabilities": ["EC2"],
            "PropagateTags": True,
            "RetryStrategy": {"Attempts": 2},
            "Timeout": {"AttemptDurationSeconds": 60},
            "Tags": {"a": "1", "b": "2"},
        },
        updates=(
            {
                "JobDefinitionName": "it-now",
                "Type": "container",
                "ContainerProperties": {**CONTAINER, "Command": ["sleep", "2"]},
                "Parameters": {"InputFile": "b"},
                "PlatformCapabilities": ["EC2"],
                "PropagateTags": True,
                "RetryStrategy": {"Attempts": 3},
                "Timeout": {"AttemptDurationSeconds": 70},
                "Tags": {"a": "3"},
            },
        ),
        replaced={"JobDefinitionName": "other", "Type": "container", "ContainerProperties": CONTAINER},
        changes_id=True,
    ),
)
