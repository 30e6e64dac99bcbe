"""What the services say of properties that no read of a handler returns, in the properties' own form."""

from collections.abc import Callable, Mapping
from typing import Any, Final

from landform.cloud.clients import Clients, ServiceError

Ask = Callable[[Clients, str], Any]


def _template_version(clients: Clients, physical_id: str) -> dict[str, Any]:
    parameters = {"LaunchTemplateId": physical_id, "Versions": ["$Latest"]}
    return dict(
        clients.call("ec2", "DescribeLaunchTemplateVersions", parameters)["LaunchTemplateVersions"][0]
    )


def _template_data(clients: Clients, physical_id: str) -> Any:
    return _template_version(clients, physical_id).get("LaunchTemplateData")


def _template_tags(clients: Clients, physical_id: str) -> Any:
    found = clients.call("ec2", "DescribeLaunchTemplates", {"LaunchTemplateIds": [physical_id]})
    tags = [each for each in found["LaunchTemplates"][0].get("Tags", []) if each["Key"] in ("a", "kit-one")]
    return [{"ResourceType": "launch-template", "Tags": tags}]


def _metrics(clients: Clients, physical_id: str) -> Any:
    parameters = {"AutoScalingGroupNames": [physical_id]}
    group = clients.call("autoscaling", "DescribeAutoScalingGroups", parameters)["AutoScalingGroups"][0]
    names = [each["Metric"] for each in group.get("EnabledMetrics", [])]
    return [{"Granularity": "1Minute", "Metrics": names}] if names else None


def _instance(clients: Clients, physical_id: str) -> dict[str, Any]:
    answer = clients.call("ec2", "DescribeInstances", {"InstanceIds": [physical_id]})
    return dict(answer["Reservations"][0]["Instances"][0])


def _devices(clients: Clients, physical_id: str) -> Any:
    """The volumes beside the root's, as the volumes themselves are."""
    found = []
    for mapping in _instance(clients, physical_id)["BlockDeviceMappings"]:
        if mapping["DeviceName"] == "/dev/sdb":
            parameters = {"VolumeIds": [mapping["Ebs"]["VolumeId"]]}
            volume = clients.call("ec2", "DescribeVolumes", parameters)["Volumes"][0]
            ebs = {
                "VolumeSize": volume["Size"],
                "VolumeType": volume["VolumeType"],
                "Encrypted": volume["Encrypted"],
            }
            found.append({"DeviceName": mapping["DeviceName"], "Ebs": ebs})
    return found


def _interfaces(clients: Clients, physical_id: str) -> Any:
    return [
        {
            "DeviceIndex": str(each["Attachment"]["DeviceIndex"]),
            "SubnetId": each["SubnetId"],
            "GroupSet": [group["GroupId"] for group in each["Groups"]],
        }
        for each in _instance(clients, physical_id)["NetworkInterfaces"]
    ]


def _group_names(clients: Clients, physical_id: str) -> Any:
    return [each["GroupName"] for each in _instance(clients, physical_id)["SecurityGroups"]]


def _launch_template_of_instance(clients: Clients, physical_id: str) -> Any:
    """An instance made from a template has an image and a type that nobody else gave it."""
    found = _instance(clients, physical_id)
    return {"ImageId": found["ImageId"], "InstanceType": found["InstanceType"]}


def _address(clients: Clients, physical_id: str) -> Any:
    return physical_id.partition("|")[0]


def _balancer_subnets(clients: Clients, physical_id: str) -> Any:
    answer = clients.call("elbv2", "DescribeLoadBalancers", {"LoadBalancerArns": [physical_id]})
    return [{"SubnetId": zone["SubnetId"]} for zone in answer["LoadBalancers"][0]["AvailabilityZones"]]


def _namespace(clients: Clients, physical_id: str) -> Any:
    cluster = clients.call("ecs", "DescribeClusters", {"clusters": [physical_id]})["clusters"][0]
    namespace = cluster.get("serviceConnectDefaults", {}).get("namespace")
    return {"Namespace": namespace} if namespace else None


def _rotation_days(clients: Clients, physical_id: str) -> Any:
    return clients.call("kms", "GetKeyRotationStatus", {"KeyId": physical_id}).get("RotationPeriodInDays")


def _login_profile(clients: Clients, physical_id: str) -> Any:
    try:
        found = clients.call("iam", "GetLoginProfile", {"UserName": physical_id})["LoginProfile"]
    except ServiceError:
        return None
    return {"PasswordResetRequired": found.get("PasswordResetRequired", False)}


def _secret_string(clients: Clients, physical_id: str) -> Any:
    try:
        return clients.call("secretsmanager", "GetSecretValue", {"SecretId": physical_id})["SecretString"]
    except ServiceError:
        return None


def _password(clients: Clients, physical_id: str) -> Any:
    """Of a generated password, its length."""
    text = _secret_string(clients, physical_id)
    return {"PasswordLength": len(text)} if text else None


def _image_of_group(clients: Clients, physical_id: str) -> Any:
    """A group that was made after an instance has a launch configuration with its image."""
    parameters = {"LaunchConfigurationNames": [physical_id]}
    found = clients.call("autoscaling", "DescribeLaunchConfigurations", parameters)["LaunchConfigurations"]
    return found[0]["ImageId"] if found else None


def _rule(clients: Clients, physical_id: str) -> dict[str, Any]:
    parameters = {"SecurityGroupRuleIds": [physical_id]}
    return dict(clients.call("ec2", "DescribeSecurityGroupRules", parameters)["SecurityGroupRules"][0])


def _name_of_group(clients: Clients, group_id: str) -> Any:
    return clients.call("ec2", "DescribeSecurityGroups", {"GroupIds": [group_id]})["SecurityGroups"][0][
        "GroupName"
    ]


def _signing(clients: Clients, physical_id: str) -> Any:
    found = clients.call("lambda", "GetFunctionCodeSigningConfig", {"FunctionName": physical_id})
    return found.get("CodeSigningConfigArn") or None


def _access_control(clients: Clients, physical_id: str) -> Any:
    grants = clients.call("s3", "GetBucketAcl", {"Bucket": physical_id})["Grants"]
    readers = {each["Grantee"].get("URI", "").rpartition("/")[2] for each in grants} - {""}
    return {"AuthenticatedUsers": "AuthenticatedRead", "AllUsers": "PublicRead"}.get(
        next(iter(sorted(readers)), ""), "Private"
    )


ASKED: Final[Mapping[tuple[str, str], Ask]] = {
    ("AWS::AutoScaling::AutoScalingGroup", "MetricsCollection"): _metrics,
    ("AWS::AutoScaling::AutoScalingGroup", "InstanceId"): _image_of_group,
    ("AWS::EC2::Instance", "LaunchTemplate"): _launch_template_of_instance,
    ("AWS::EC2::SecurityGroupIngress", "GroupName"): lambda clients, physical_id: _name_of_group(
        clients, _rule(clients, physical_id)["GroupId"]
    ),
    ("AWS::EC2::SecurityGroupIngress", "SourceSecurityGroupName"): lambda clients, physical_id: (
        _name_of_group(clients, _rule(clients, physical_id)["ReferencedGroupInfo"]["GroupId"])
    ),
    ("AWS::EC2::SecurityGroupIngress", "SourceSecurityGroupOwnerId"): lambda clients, physical_id: _rule(
        clients, physical_id
    )["ReferencedGroupInfo"].get("UserId"),
    ("AWS::SecretsManager::Secret", "GenerateSecretString"): _password,
    ("AWS::EC2::EIP", "Address"): _address,
    ("AWS::EC2::Instance", "BlockDeviceMappings"): _devices,
    ("AWS::EC2::Instance", "NetworkInterfaces"): _interfaces,
    ("AWS::EC2::Instance", "SecurityGroups"): _group_names,
    ("AWS::EC2::LaunchTemplate", "LaunchTemplateData"): _template_data,
    ("AWS::EC2::LaunchTemplate", "TagSpecifications"): _template_tags,
    ("AWS::EC2::LaunchTemplate", "VersionDescription"): lambda clients, physical_id: _template_version(
        clients, physical_id
    ).get("VersionDescription"),
    ("AWS::ECS::Cluster", "ServiceConnectDefaults"): _namespace,
    ("AWS::ElasticLoadBalancingV2::LoadBalancer", "SubnetMappings"): _balancer_subnets,
    ("AWS::IAM::User", "LoginProfile"): _login_profile,
    ("AWS::KMS::Key", "RotationPeriodInDays"): _rotation_days,
    ("AWS::Lambda::Function", "CodeSigningConfigArn"): _signing,
    ("AWS::S3::Bucket", "AccessControl"): _access_control,
    ("AWS::SecretsManager::Secret", "SecretString"): _secret_string,
}
