"""Values that must name something real, or fit what stands beside them, for `every_property`.

Everything that is not here comes from the contract cases, or is generated from the schemas.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from tests.conformance.providers.cases_fleet import IMAGE, SECOND_SUBNET, TARGETS, THIRD_SUBNET
from tests.conformance.providers.cases_identity import GROUP
from tests.conformance.providers.cases_network import OTHER_GROUP, VPC
from tests.conformance.providers.cases_security import EMPTY_ARCHIVE, FUNCTION

Need = tuple[str, str, Mapping[str, Any]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Worth:
    """Two values of one property, and what has to stand beside them."""

    first: Any
    second: Any = None
    beside: Mapping[str, Any] = field(default_factory=dict)
    without: tuple[str, ...] = ()  # properties of the case that do not go with it
    case: str = ""  # the name of the case whose properties it stands among
    is_needed: bool = False  # what stands beside it cannot be without it
    seen: tuple[Any, ...] = ()  # how the two values look to the service, where not as they are written


CERTIFICATE: Final = "arn:aws:iam::000000000000:server-certificate/kit-one"
OTHER_CERTIFICATE: Final = "arn:aws:iam::000000000000:server-certificate/kit-two"
TLS: Final = {"Port": 443, "Protocol": "HTTPS", "Certificates": [{"CertificateArn": CERTIFICATE}]}

ANOTHER_TARGET: Final[Need] = (
    "OtherTargets",
    "AWS::ElasticLoadBalancingV2::TargetGroup",
    {"Port": 81, "Protocol": "HTTP", "VpcId": "@Vpc"},
)
HOST: Final[Need] = (
    "Host",
    "AWS::EC2::Instance",
    {"ImageId": IMAGE, "InstanceType": "t3.micro", "SubnetId": "@Subnet"},
)
SUBNET: Final[Need] = ("Subnet", "AWS::EC2::Subnet", {"VpcId": "@Vpc", "CidrBlock": "10.0.0.0/24"})
ADDRESS: Final[Need] = ("OtherAddress", "AWS::EC2::EIP", {"Domain": "vpc"})
OTHER_NAT: Final[Need] = (
    "OtherNat",
    "AWS::EC2::NatGateway",
    {"SubnetId": "@Subnet", "AllocationId": "@OtherAddress.AllocationId"},
)

MORE_NEEDS: Final[Mapping[str, tuple[Need, ...]]] = {
    "AWS::AutoScaling::AutoScalingGroup": (
        SUBNET,
        HOST,
        ANOTHER_TARGET,
        ("Topic", "AWS::SNS::Topic", {}),
        (
            "OtherTemplate",
            "AWS::EC2::LaunchTemplate",
            {"LaunchTemplateData": {"ImageId": IMAGE, "InstanceType": "t3.small"}},
        ),
    ),
    "AWS::EC2::Route": (HOST, ADDRESS, OTHER_NAT, ("Peer", "AWS::EC2::VPC", {"CidrBlock": "10.8.0.0/16"})),
    "AWS::EC2::EIP": (VPC, SUBNET, HOST),
    "AWS::EC2::Instance": (
        SECOND_SUBNET,
        (
            "Template",
            "AWS::EC2::LaunchTemplate",
            {"LaunchTemplateData": {"ImageId": IMAGE, "InstanceType": "t3.micro"}},
        ),
    ),
    "AWS::ElasticLoadBalancingV2::LoadBalancer": (THIRD_SUBNET,),
    "AWS::ElasticLoadBalancingV2::Listener": (
        ("Network", "AWS::ElasticLoadBalancingV2::LoadBalancer", {"Type": "network", "Subnets": ["@First"]}),
        (
            "Streams",
            "AWS::ElasticLoadBalancingV2::TargetGroup",
            {"Port": 80, "Protocol": "TCP", "VpcId": "@Vpc"},
        ),
    ),
    "AWS::ECS::Service": (
        ("Targets", TARGETS[1], TARGETS[2]),
        ANOTHER_TARGET,
    ),
    "AWS::Lambda::Function": (OTHER_GROUP, ("OtherDead", "AWS::SQS::Queue", {})),
    "AWS::Lambda::Permission": (("OtherFunction", FUNCTION[1], FUNCTION[2]),),
    "AWS::Lambda::EventSourceMapping": (("OtherFunction", FUNCTION[1], FUNCTION[2]),),
    "AWS::IAM::Policy": (("OtherGroup", GROUP[1], {}), ("OtherUser", "AWS::IAM::User", {})),
    "AWS::IAM::ManagedPolicy": (("OtherGroup", GROUP[1], {}), ("OtherUser", "AWS::IAM::User", {})),
}
"""What the values below name, beyond the needs of the contract cases."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Made:
    """Something no native type makes, made by an API operation; its id is at a path of the answer."""

    service: str
    operation: str
    parameters: Mapping[str, Any]
    name: str = ""
    path: str = ""


def _balancer(name: str) -> Made:
    listeners = [{"Protocol": "HTTP", "LoadBalancerPort": 80, "InstancePort": 80}]
    parameters = {"LoadBalancerName": name, "Listeners": listeners, "AvailabilityZones": ["us-east-1a"]}
    return Made(service="elb", operation="CreateLoadBalancer", parameters=parameters)


def _launch_configuration(name: str) -> Made:
    parameters = {"LaunchConfigurationName": name, "ImageId": IMAGE, "InstanceType": "t3.micro"}
    return Made(service="autoscaling", operation="CreateLaunchConfiguration", parameters=parameters)


def _certificate(name: str) -> Made:
    parameters = {"ServerCertificateName": name, "CertificateBody": PEM, "PrivateKey": PEM}
    return Made(service="iam", operation="UploadServerCertificate", parameters=parameters)


PEM: Final = "-----BEGIN CERTIFICATE-----\na2l0\n-----END CERTIFICATE-----"
PREFIXES: Final = Made(
    service="ec2",
    operation="CreateManagedPrefixList",
    parameters={"PrefixListName": "kit", "MaxEntries": 1, "AddressFamily": "IPv4"},
    name="Prefixes",
    path="PrefixList.PrefixListId",
)


def _layer(name: str) -> Made:
    return Made(
        service="lambda",
        operation="PublishLayerVersion",
        parameters={"LayerName": name, "Content": {"ZipFile": EMPTY_ARCHIVE}},
        name=name,
        path="LayerVersionArn",
    )


MORE_CALLS: Final[Mapping[str, tuple[Made, ...]]] = {
    "AWS::AutoScaling::AutoScalingGroup": (
        _balancer("kit-one"),
        _balancer("kit-two"),
        _launch_configuration("kit-one"),
        _launch_configuration("kit-two"),
    ),
    "AWS::ElasticLoadBalancingV2::Listener": (_certificate("kit-one"), _certificate("kit-two")),
    "AWS::Lambda::Function": (_layer("Layer"), _layer("OtherLayer")),
    "AWS::EC2::SecurityGroupIngress": (PREFIXES,),
    "AWS::EC2::SecurityGroupEgress": (PREFIXES,),
    "AWS::EC2::Route": (
        PREFIXES,
        Made(
            service="ec2",
            operation="CreateEgressOnlyInternetGateway",
            parameters={"VpcId": "@Vpc"},
            name="Outward",
            path="EgressOnlyInternetGateway.EgressOnlyInternetGatewayId",
        ),
        Made(
            service="ec2",
            operation="CreateNetworkInterface",
            parameters={"SubnetId": "@Subnet"},
            name="Interface",
            path="NetworkInterface.NetworkInterfaceId",
        ),
        Made(
            service="ec2",
            operation="CreateTransitGateway",
            parameters={},
            name="Transit",
            path="TransitGateway.TransitGatewayId",
        ),
        Made(
            service="ec2",
            operation="CreateVpcPeeringConnection",
            parameters={"VpcId": "@Vpc", "PeerVpcId": "@Peer"},
            name="Peering",
            path="VpcPeeringConnection.VpcPeeringConnectionId",
        ),
    ),
    "AWS::EC2::VPCGatewayAttachment": (
        Made(
            service="ec2",
            operation="CreateVpnGateway",
            parameters={"Type": "ipsec.1"},
            name="Vpn",
            path="VpnGateway.VpnGatewayId",
        ),
    ),
}
"""The same for what no native type makes."""


def of(type_name: str, **worth: Worth) -> dict[tuple[str, str], Worth]:
    return {(f"AWS::{type_name}", name): value for name, value in worth.items()}


FIFO_WITHOUT: Final = ("Subscription", "DeliveryStatusLogging")
RULE: Final = (
    '{"rules":[{"rulePriority":1,"selection":{"tagStatus":"any","countType":"imageCountMoreThan",'
    '"countNumber":%d},"action":{"type":"expire"}}]}'
)
LIFECYCLE: Final = RULE % 3
OTHER_LIFECYCLE: Final = RULE % 4
HOOK: Final = {
    "LifecycleHookName": "wait",
    "LifecycleTransition": "autoscaling:EC2_INSTANCE_LAUNCHING",
    "DefaultResult": "ABANDON",
    "HeartbeatTimeout": 60,
    "NotificationMetadata": "kit",
    "NotificationTargetARN": "@Topic",
    "RoleARN": "arn:aws:iam::000000000000:role/kit-one",
}
MIXED: Final = {
    "LaunchTemplate": {
        "LaunchTemplateSpecification": {"LaunchTemplateId": "@Template", "Version": "1"},
        "Overrides": [{"InstanceType": "t3.micro", "WeightedCapacity": "1"}],
    },
    "InstancesDistribution": {"OnDemandBaseCapacity": 1},
}
NODES: Final = {
    "MainNode": 0,
    "NumNodes": 1,
    "NodeRangeProperties": [
        {"TargetNodes": "0:1", "Container": {"Image": "busybox", "Vcpus": 1, "Memory": 10}}
    ],
}
METRIC: Final = {
    "Id": "m1",
    "Label": "one",
    "MetricStat": {
        "Metric": {
            "Namespace": "n",
            "MetricName": "m",
            "Dimensions": [{"Name": "d", "Value": "v"}],
        },
        "Period": 60,
        "Stat": "Average",
        "Unit": "Count",
    },
    "ReturnData": True,
}
ACCESS_POINT: Final = "arn:aws:elasticfilesystem:us-east-1:000000000000:access-point/fsap-0f0f0f0f0f0f0f0f0"
ATTRIBUTES: Final = [
    {"AttributeName": "id", "AttributeType": "S"},
    {"AttributeName": "at", "AttributeType": "N"},
    {"AttributeName": "to", "AttributeType": "N"},
]
LOCAL_INDEX: Final = {
    "IndexName": "local",
    "KeySchema": [{"AttributeName": "id", "KeyType": "HASH"}, {"AttributeName": "to", "KeyType": "RANGE"}],
    "Projection": {"ProjectionType": "INCLUDE", "NonKeyAttributes": ["kit"]},
}

FLEET: Final = {
    **of(
        "AutoScaling::AutoScalingGroup",
        AvailabilityZones=Worth(
            first=["us-east-1a"], second=["us-east-1b"], without=("VPCZoneIdentifier",), is_needed=True
        ),
        AvailabilityZoneIds=Worth(first=["use1-az1"], second=["use1-az2"]),
        InstanceId=Worth(first="@Host", without=("LaunchTemplate",), seen=(IMAGE,)),
        LaunchConfigurationName=Worth(
            first="kit-one", second="kit-two", without=("LaunchTemplate",), is_needed=True
        ),
        LaunchTemplate=Worth(
            first={"LaunchTemplateId": "@Template", "Version": "1"},
            second={"LaunchTemplateId": "@OtherTemplate", "Version": "1"},
            is_needed=True,
        ),
        LifecycleHookSpecificationList=Worth(
            first=[HOOK],
            second=[
                {"LifecycleHookName": "next", "LifecycleTransition": "autoscaling:EC2_INSTANCE_TERMINATING"}
            ],
        ),
        LoadBalancerNames=Worth(first=["kit-one"], second=["kit-two"]),
        MetricsCollection=Worth(
            first=[{"Granularity": "1Minute", "Metrics": ["GroupMinSize"]}],
            second=[{"Granularity": "1Minute", "Metrics": ["GroupMaxSize"]}],
        ),
        MixedInstancesPolicy=Worth(
            first=MIXED,
            second={**MIXED, "InstancesDistribution": {"OnDemandBaseCapacity": 0}},
            without=("LaunchTemplate",),
            is_needed=True,
        ),
        ServiceLinkedRoleARN=Worth(
            first="arn:aws:iam::000000000000:role/kit-one", second="arn:aws:iam::000000000000:role/kit-two"
        ),
        TargetGroupARNs=Worth(first=["@Targets"], second=["@OtherTargets"]),
        TerminationPolicies=Worth(first=["OldestInstance"], second=["NewestInstance"]),
        VPCZoneIdentifier=Worth(first=["@First"], second=["@First", "@Second"], is_needed=True),
    ),
    **of(
        "Batch::JobDefinition",
        NodeProperties=Worth(
            first=NODES,
            second={**NODES, "NumNodes": 2},
            beside={"Type": "multinode"},
            without=("ContainerProperties", "RetryStrategy"),
            is_needed=True,
        ),
        PlatformCapabilities=Worth(first=["EC2"], second=["FARGATE"]),
        Type=Worth(first="container"),
    ),
    **of(
        "EC2::Instance",
        AvailabilityZone=Worth(first="us-east-1c", without=("SubnetId", "SecurityGroupIds")),
        BlockDeviceMappings=Worth(
            first=[
                {"DeviceName": "/dev/sdb", "Ebs": {"VolumeSize": 9, "VolumeType": "gp3", "Encrypted": True}}
            ]
        ),
        LaunchTemplate=Worth(
            first={"LaunchTemplateId": "@Template", "Version": "1"},
            without=("ImageId", "InstanceType"),
            seen=({"ImageId": IMAGE, "InstanceType": "t3.micro"},),
        ),
        Monitoring=Worth(first=False, second=True),
        NetworkInterfaces=Worth(
            first=[{"DeviceIndex": "0", "SubnetId": "@First", "GroupSet": ["@Group"]}],
            without=("SubnetId", "SecurityGroupIds"),
        ),
        PrivateIpAddress=Worth(first="10.0.3.77"),
        Tenancy=Worth(first="dedicated"),
        SecurityGroups=Worth(first=["default"], without=("SubnetId", "SecurityGroupIds")),
    ),
    **of(
        "ElasticLoadBalancingV2::LoadBalancer",
        SubnetMappings=Worth(
            first=[{"SubnetId": "@First"}, {"SubnetId": "@Second"}],
            second=[{"SubnetId": "@Second"}, {"SubnetId": "@Third"}],
            without=("Subnets",),
            is_needed=True,
        ),
    ),
    **of(
        "ElasticLoadBalancingV2::TargetGroup",
        HealthCheckProtocol=Worth(first="HTTP", second="HTTPS"),
    ),
    **of(
        "ElasticLoadBalancingV2::Listener",
        AlpnPolicy=Worth(
            first=["HTTP1Only"],
            second=["HTTP2Only"],
            beside={
                **TLS,
                "Protocol": "TLS",
                "LoadBalancerArn": "@Network",
                "DefaultActions": [{"Type": "forward", "TargetGroupArn": "@Streams"}],
            },
        ),
        Certificates=Worth(
            first=[{"CertificateArn": CERTIFICATE}], second=[{"CertificateArn": OTHER_CERTIFICATE}]
        ),
        ListenerAttributes=Worth(
            first=[{"Key": "tcp.idle_timeout.seconds", "Value": "60"}],
            second=[{"Key": "tcp.idle_timeout.seconds", "Value": "70"}],
        ),
        Protocol=Worth(
            first="HTTP", second="HTTPS", beside={"Certificates": TLS["Certificates"]}, is_needed=True
        ),
        SslPolicy=Worth(
            first="ELBSecurityPolicy-2016-08", second="ELBSecurityPolicy-TLS-1-2-2017-01", beside=TLS
        ),
    ),
}

COMPUTE: Final = {
    **of(
        "DynamoDB::Table",
        AttributeDefinitions=Worth(first=ATTRIBUTES[:2], is_needed=True),
        BillingMode=Worth(
            first="PAY_PER_REQUEST",
            beside={"AttributeDefinitions": ATTRIBUTES[:1]},
            without=("GlobalSecondaryIndexes", "ProvisionedThroughput"),
            is_needed=True,
        ),
        LocalSecondaryIndexes=Worth(
            first=[LOCAL_INDEX],
            beside={
                "AttributeDefinitions": ATTRIBUTES,
                "KeySchema": [
                    {"AttributeName": "id", "KeyType": "HASH"},
                    {"AttributeName": "at", "KeyType": "RANGE"},
                ],
                "BillingMode": "PAY_PER_REQUEST",
            },
            without=("GlobalSecondaryIndexes", "ProvisionedThroughput"),
        ),
        ProvisionedThroughput=Worth(
            first={"ReadCapacityUnits": 1, "WriteCapacityUnits": 2},
            second={"ReadCapacityUnits": 3, "WriteCapacityUnits": 4},
            is_needed=True,
        ),
        SSESpecification=Worth(
            first={"SSEEnabled": True, "SSEType": "KMS", "KMSMasterKeyId": "alias/kit"},
            second={"SSEEnabled": True, "SSEType": "KMS", "KMSMasterKeyId": "alias/other"},
        ),
    ),
    **of(
        "ECS::TaskDefinition",
        PidMode=Worth(first="task", second="host"),
        ProxyConfiguration=Worth(
            first={
                "ContainerName": "web",
                "Type": "APPMESH",
                "ProxyConfigurationProperties": [{"Name": "IgnoredUID", "Value": "1337"}],
            }
        ),
        Volumes=Worth(
            first=[
                {
                    "Name": "data",
                    "EFSVolumeConfiguration": {
                        "FilesystemId": "fs-1",
                        "RootDirectory": "/kit",
                        "TransitEncryption": "ENABLED",
                        "AuthorizationConfig": {"AccessPointId": "fsap-1", "IAM": "ENABLED"},
                    },
                },
                {"Name": "host", "Host": {"SourcePath": "/data"}},
            ]
        ),
    ),
    **of(
        "ECS::Service",
        Cluster=Worth(first="@Cluster.Arn"),
        DeploymentController=Worth(first={"Type": "ECS"}, second={"Type": "EXTERNAL"}),
        LoadBalancers=Worth(
            first=[{"ContainerName": "web", "ContainerPort": 80, "TargetGroupArn": "@Targets"}],
            second=[{"ContainerName": "web", "ContainerPort": 80, "TargetGroupArn": "@OtherTargets"}],
        ),
        NetworkConfiguration=Worth(
            first={"AwsvpcConfiguration": {"Subnets": ["@Subnet"], "SecurityGroups": ["@Group"]}},
            second={
                "AwsvpcConfiguration": {
                    "Subnets": ["@Subnet"],
                    "SecurityGroups": ["@Group"],
                    "AssignPublicIp": "ENABLED",
                }
            },
            is_needed=True,
        ),
        PlatformVersion=Worth(first="1.4.0", second="1.3.0"),
        TaskDefinition=Worth(first="@Task", second="@OtherTask", is_needed=True),
    ),
    **of("Events::Rule", EventBusName=Worth(first="default")),
    **of(
        "Lambda::Function",
        DeadLetterConfig=Worth(first={"TargetArn": "@Dead.Arn"}, second={"TargetArn": "@OtherDead.Arn"}),
        CapacityProviderConfig=Worth(
            first={
                "LambdaManagedInstancesCapacityProviderConfig": {
                    "CapacityProviderArn": "arn:aws:lambda:us-east-1:000000000000:capacity-provider:kit"
                }
            }
        ),
        CodeSigningConfigArn=Worth(
            first="arn:aws:lambda:us-east-1:000000000000:code-signing-config:csc-0f0f0f0f0f0f0f0f0",
            second="arn:aws:lambda:us-east-1:000000000000:code-signing-config:csc-1f1f1f1f1f1f1f1f1",
        ),
        FileSystemConfigs=Worth(
            first=[
                {
                    "Arn": ACCESS_POINT,
                    "LocalMountPath": "/mnt/one",
                }
            ],
            second=[
                {
                    "Arn": ACCESS_POINT,
                    "LocalMountPath": "/mnt/two",
                }
            ],
        ),
        Handler=Worth(first="index.handler", second="index.other", is_needed=True),
        Runtime=Worth(first="python3.12", second="python3.13", is_needed=True),
        Layers=Worth(first=["@Layer"], second=["@OtherLayer"]),
        VpcConfig=Worth(
            first={"SecurityGroupIds": ["@Group"], "SubnetIds": ["@Subnet"]},
            second={"SecurityGroupIds": ["@OtherGroup"], "SubnetIds": ["@Subnet"]},
        ),
        ImageConfig=Worth(
            first={"Command": ["one"], "EntryPoint": ["run"], "WorkingDirectory": "/one"},
            second={"Command": ["two"], "EntryPoint": ["run"], "WorkingDirectory": "/two"},
            beside={"PackageType": "Image", "Code": {"ImageUri": "kit:1"}},
            without=("Runtime", "Handler"),
        ),
    ),
    **of(
        "Lambda::Permission",
        FunctionName=Worth(first="@Function", second="@OtherFunction"),
        PrincipalOrgID=Worth(first="o-0f0f0f0f0f", second="o-1f1f1f1f1f"),
    ),
    **of(
        "Lambda::EventSourceMapping",
        FunctionName=Worth(first="@Function.Arn", second="@OtherFunction.Arn", is_needed=True),
        SelfManagedEventSource=Worth(
            first={"Endpoints": {"KafkaBootstrapServers": ["kit:9092"]}}, without=("EventSourceArn",)
        ),
        StartingPosition=Worth(first="TRIM_HORIZON", second="LATEST"),
    ),
}

NETWORK: Final = {
    **of(
        "EC2::Subnet",
        AvailabilityZoneId=Worth(first="use1-az4", without=("AvailabilityZone",)),
        Ipv6CidrBlock=Worth(first="2600:1f18:1:100::/64"),
        Ipv6Native=Worth(
            first=True, beside={"Ipv6CidrBlock": "2600:1f18:1:100::/64"}, without=("CidrBlock",)
        ),
    ),
    **of(
        "EC2::Route",
        DestinationPrefixListId=Worth(first="@Prefixes", without=("DestinationCidrBlock",)),
        DestinationIpv6CidrBlock=Worth(first="::/0", without=("DestinationCidrBlock",)),
        GatewayId=Worth(first="@Gateway", is_needed=True),
        NatGatewayId=Worth(first="@Nat", second="@OtherNat", without=("GatewayId",), is_needed=True),
        InstanceId=Worth(first="@Host", without=("GatewayId",), is_needed=True),
        EgressOnlyInternetGatewayId=Worth(
            first="@Outward",
            beside={"DestinationIpv6CidrBlock": "::/0"},
            without=("GatewayId", "DestinationCidrBlock"),
            is_needed=True,
        ),
        NetworkInterfaceId=Worth(first="@Interface", without=("GatewayId",), is_needed=True),
        TransitGatewayId=Worth(first="@Transit", without=("GatewayId",), is_needed=True),
        VpcPeeringConnectionId=Worth(first="@Peering", without=("GatewayId",), is_needed=True),
    ),
    **of(
        "EC2::VPCGatewayAttachment",
        VpnGatewayId=Worth(first="@Vpn", without=("InternetGatewayId",), is_needed=True),
        InternetGatewayId=Worth(first="@Gateway", second="@OtherGateway", is_needed=True),
    ),
    **of("EC2::EIP", Address=Worth(first="54.10.20.30"), InstanceId=Worth(first="@Host")),
    **of("EC2::NatGateway", VpcId=Worth(first="@Vpc")),
    **of(
        "EC2::SecurityGroupIngress",
        CidrIpv6=Worth(first="::/0", without=("CidrIp",)),
        Description=Worth(
            first="first",
            second="second",
            beside={"SourceSecurityGroupId": "@OtherGroup"},
            without=("CidrIp",),
        ),
        GroupName=Worth(first="default", without=("GroupId",)),
        SourcePrefixListId=Worth(first="@Prefixes", without=("CidrIp",)),
        SourceSecurityGroupName=Worth(
            first="default", beside={"GroupName": "default"}, without=("GroupId", "CidrIp")
        ),
        SourceSecurityGroupOwnerId=Worth(
            first="000000000000", beside={"SourceSecurityGroupId": "@OtherGroup"}, without=("CidrIp",)
        ),
    ),
    **of(
        "EC2::SecurityGroupEgress",
        CidrIp=Worth(first="10.0.0.0/8", without=("CidrIpv6",)),
        Description=Worth(
            first="first",
            second="second",
            beside={"DestinationSecurityGroupId": "@OtherGroup"},
            without=("CidrIpv6",),
        ),
        DestinationPrefixListId=Worth(first="@Prefixes", without=("CidrIpv6",)),
    ),
}

REST: Final = {
    **of(
        "CloudWatch::Alarm",
        EvaluateLowSampleCountPercentile=Worth(
            first="ignore", second="evaluate", beside={"ExtendedStatistic": "p99"}, without=("Statistic",)
        ),
        ExtendedStatistic=Worth(first="p99", second="p95", without=("Statistic",), is_needed=True),
        Metrics=Worth(
            first=[METRIC],
            second=[{**METRIC, "Label": "two"}],
            without=("MetricName", "Namespace", "Statistic", "Period", "Dimensions", "Unit"),
            is_needed=True,
        ),
        ThresholdMetricId=Worth(
            first="band",
            beside={
                "ComparisonOperator": "GreaterThanUpperThreshold",
                "Metrics": [METRIC, {"Id": "band", "Expression": "ANOMALY_DETECTION_BAND(m1, 2)"}],
            },
            without=(
                *("MetricName", "Namespace", "Statistic", "Period", "Dimensions", "Unit"),
                *("Threshold", "DatapointsToAlarm"),
            ),
            is_needed=True,
        ),
    ),
    **of(
        "ECR::Repository",
        RepositoryPolicyText=Worth(
            first={
                "Version": "2012-10-17",
                "Statement": [
                    {"Sid": "all", "Effect": "Allow", "Principal": "*", "Action": ["ecr:DescribeImages"]}
                ],
            },
            second={
                "Version": "2012-10-17",
                "Statement": [
                    {"Sid": "all", "Effect": "Allow", "Principal": "*", "Action": ["ecr:ListImages"]}
                ],
            },
        ),
        LifecyclePolicy=Worth(
            first={"LifecyclePolicyText": LIFECYCLE}, second={"LifecyclePolicyText": OTHER_LIFECYCLE}
        ),
    ),
    **of(
        "IAM::User",
        LoginProfile=Worth(
            first={"Password": "Long-enough-1", "PasswordResetRequired": True},
            second={"Password": "Long-enough-2", "PasswordResetRequired": False},
            seen=({"PasswordResetRequired": True}, {"PasswordResetRequired": False}),
        ),
    ),
    **of(
        "IAM::Policy",
        Groups=Worth(first=["@Group"], second=["@OtherGroup"]),
        Users=Worth(first=["@User"], second=["@OtherUser"]),
        PolicyName=Worth(first="read", second="write"),
    ),
    **of(
        "IAM::ManagedPolicy",
        Groups=Worth(first=["@Group"], second=["@OtherGroup"]),
        Users=Worth(first=["@User"], second=["@OtherUser"]),
    ),
    **of("KMS::Key", RotationPeriodInDays=Worth(first=100, second=200, beside={"EnableKeyRotation": True})),
    **of("KMS::Alias", TargetKeyId=Worth(first="@Key", second="@OtherKey", is_needed=True)),
    **of(
        "S3::Bucket",
        NotificationConfiguration=Worth(
            first={"QueueConfigurations": [{"Event": "s3:ObjectCreated:*", "Queue": "@Queue.Arn"}]},
            second={
                "QueueConfigurations": [
                    {
                        "Event": "s3:ObjectRemoved:*",
                        "Queue": "@Queue.Arn",
                        "Filter": {"S3Key": {"Rules": [{"Name": "prefix", "Value": "kit/"}]}},
                    }
                ]
            },
        ),
        ObjectLockConfiguration=Worth(
            case="object-lock",
            first={
                "ObjectLockEnabled": "Enabled",
                "Rule": {"DefaultRetention": {"Mode": "GOVERNANCE", "Days": 1}},
            },
            second={
                "ObjectLockEnabled": "Enabled",
                "Rule": {"DefaultRetention": {"Mode": "COMPLIANCE", "Days": 2}},
            },
        ),
        LoggingConfiguration=Worth(
            case="object-lock",
            first={"DestinationBucketName": "@Logs", "LogFilePrefix": "it/"},
            second={"DestinationBucketName": "@Logs", "LogFilePrefix": "other/"},
        ),
    ),
    **of(
        "SNS::Topic",
        ContentBasedDeduplication=Worth(
            first=True, second=False, beside={"FifoTopic": True}, without=FIFO_WITHOUT
        ),
        FifoThroughputScope=Worth(
            first="MessageGroup", second="Topic", beside={"FifoTopic": True}, without=FIFO_WITHOUT
        ),
        FifoTopic=Worth(first=True, without=FIFO_WITHOUT),
        SignatureVersion=Worth(first="2", second="1"),
        Subscription=Worth(
            first=[{"Protocol": "sqs", "Endpoint": "@Queue.Arn"}],
            second=[{"Protocol": "email", "Endpoint": "a@example.com"}],
        ),
        TracingConfig=Worth(first="Active", second="PassThrough"),
    ),
    **of(
        "SNS::Subscription",
        ReplayPolicy=Worth(
            first={"pointType": "Timestamp", "startingPoint": "2026-01-01T00:00:00Z"},
        ),
        RedrivePolicy=Worth(first={"deadLetterTargetArn": "@Queue.Arn"}),
    ),
    **of(
        "SQS::Queue",
        RedriveAllowPolicy=Worth(
            first={"redrivePermission": "denyAll"}, second={"redrivePermission": "allowAll"}
        ),
        RedrivePolicy=Worth(
            first={"deadLetterTargetArn": "@Dead.Arn", "maxReceiveCount": 3},
            second={"deadLetterTargetArn": "@Dead.Arn", "maxReceiveCount": 4},
        ),
    ),
    **of(
        "SecretsManager::Secret",
        GenerateSecretString=Worth(
            first={"PasswordLength": 20}, second={"PasswordLength": 30}, without=("SecretString",)
        ),
    ),
    **of("SSM::Parameter", Tier=Worth(first="Advanced", second="Standard")),
}

WORTH: Final[Mapping[tuple[str, str], Worth]] = {**FLEET, **COMPUTE, **NETWORK, **REST}
