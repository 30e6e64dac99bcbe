from aws_cdk import App, CfnOutput, Duration, Size, Stack, Tags
from aws_cdk import aws_ec2 as ec2
from aws_cdk import aws_iam as iam
from aws_cdk import aws_kms as kms
from aws_cdk import aws_s3 as s3

app = App()
small = ec2.InstanceType.of(ec2.InstanceClass.T3, ec2.InstanceSize.MICRO)
here = {"account": "111122223333", "region": "us-east-1"}


def fill(stack):
    vpc = ec2.Vpc(stack, "Vpc", max_azs=2, nat_gateways=1)
    linux = ec2.MachineImage.latest_amazon_linux2023()
    plain = ec2.Instance(stack, "Plain", vpc=vpc, instance_type=small, machine_image=linux)
    plain.add_user_data("echo one", "echo two")
    plain.add_to_role_policy(iam.PolicyStatement(actions=["s3:GetObject"], resources=["*"]))
    plain.connections.allow_from_any_ipv4(ec2.Port.SSH, "ssh")
    plain.add_security_group(ec2.SecurityGroup(stack, "More", vpc=vpc))
    for name, value in {
        "Id": plain.instance_id,
        "Zone": plain.instance_availability_zone,
        "PrivateName": plain.instance_private_dns_name,
        "PrivateIp": plain.instance_private_ip,
        "PublicName": plain.instance_public_dns_name,
        "PublicIp": plain.instance_public_ip,
    }.items():
        CfnOutput(stack, name, value=value)
    key = kms.Key(stack, "Key")
    role = iam.Role(stack, "Role", assumed_by=iam.ServicePrincipal("ec2.amazonaws.com"))
    pair = ec2.KeyPair(stack, "Pair")
    group = ec2.PlacementGroup(stack, "Group")
    full = ec2.Instance(
        stack,
        "Full",
        vpc=vpc,
        instance_type=ec2.InstanceType("t4g.large"),
        machine_image=ec2.MachineImage.latest_amazon_linux2(
            cpu_type=ec2.AmazonLinuxCpuType.ARM_64, kernel=ec2.AmazonLinux2Kernel.KERNEL_5_10
        ),
        allow_all_outbound=False,
        allow_all_ipv6_outbound=True,
        block_devices=[
            ec2.BlockDevice(device_name="/dev/a", volume=ec2.BlockDeviceVolume.ebs(10)),
            ec2.BlockDevice(
                device_name="/dev/b",
                volume=ec2.BlockDeviceVolume.ebs(
                    20,
                    delete_on_termination=False,
                    encrypted=True,
                    kms_key=key,
                    volume_type=ec2.EbsDeviceVolumeType.IO1,
                    iops=500,
                ),
            ),
            ec2.BlockDevice(
                device_name="/dev/c",
                volume=ec2.BlockDeviceVolume.ebs(
                    30, volume_type=ec2.EbsDeviceVolumeType.GP3, throughput=200, iops=3000
                ),
            ),
            ec2.BlockDevice(
                device_name="/dev/d",
                volume=ec2.BlockDeviceVolume.ebs_from_snapshot(
                    "snap-1", volume_size=5, volume_initialization_rate=Size.mebibytes(200)
                ),
            ),
            ec2.BlockDevice(
                device_name="/dev/e", volume=ec2.BlockDeviceVolume.ephemeral(0), mapping_enabled=False
            ),
        ],
        credit_specification=ec2.CpuCredits.STANDARD,
        detailed_monitoring=True,
        disable_api_termination=True,
        ebs_optimized=True,
        enclave_enabled=True,
        http_endpoint=True,
        http_protocol_ipv6=False,
        http_put_response_hop_limit=2,
        http_tokens=ec2.HttpTokens.REQUIRED,
        instance_metadata_tags=True,
        instance_initiated_shutdown_behavior=ec2.InstanceInitiatedShutdownBehavior.TERMINATE,
        instance_name="a-machine",
        ipv6_address_count=1,
        key_pair=pair,
        placement_group=group,
        private_ip_address="10.0.1.5",
        propagate_tags_to_volume_on_creation=True,
        resource_signal_timeout=Duration.minutes(7),
        role=role,
        source_dest_check=False,
        ssm_session_permissions=True,
        vpc_subnets=ec2.SubnetSelection(subnet_type=ec2.SubnetType.PUBLIC),
    )
    full.user_data.add_signal_on_exit_command(full)
    for public in (True, False):
        ec2.Instance(
            stack,
            f"Public{public}",
            vpc=vpc,
            instance_type=small,
            machine_image=linux,
            associate_public_ip_address=public,
            private_ip_address="10.0.1.6",
            vpc_subnets=ec2.SubnetSelection(subnet_type=ec2.SubnetType.PUBLIC),
            key_name="old-key",
            security_group=ec2.SecurityGroup(stack, f"Own{public}", vpc=vpc),
            hibernation_enabled=True,
        )
    data = ec2.UserData.for_linux()
    data.add_commands("echo hi")
    ec2.Instance(
        stack,
        "Replaced",
        vpc=vpc,
        instance_type=small,
        machine_image=linux,
        user_data=data,
        user_data_causes_replacement=True,
    )
    bucket = s3.Bucket(stack, "Bucket")
    with_token = ec2.Instance(
        stack,
        "ReplacedToken",
        vpc=vpc,
        instance_type=small,
        machine_image=linux,
        user_data_causes_replacement=True,
    )
    path = with_token.user_data.add_s3_download_command(bucket=bucket, bucket_key="key")
    with_token.user_data.add_execute_file_command(file_path=path, arguments="a b")
    ec2.Instance(stack, "Guarded", vpc=vpc, instance_type=small, machine_image=linux, require_imdsv2=True)
    profile = iam.InstanceProfile(stack, "Profile", role=role)
    ec2.Instance(
        stack, "Profiled", vpc=vpc, instance_type=small, machine_image=linux, instance_profile=profile
    )
    windows = ec2.Instance(
        stack,
        "Windows",
        vpc=vpc,
        instance_type=small,
        machine_image=ec2.MachineImage.latest_windows(
            ec2.WindowsVersion.WINDOWS_SERVER_2019_ENGLISH_FULL_BASE
        ),
        availability_zone=vpc.availability_zones[1],
    )
    windows.user_data.add_commands("dir")
    Tags.of(windows).add("Name", "mine")

    keep(stack, vpc, key=key, role=role, machines=(plain, full), pair=pair, group=group)


def keep(stack, vpc, *, key, role, machines, pair, group):
    plain, full = machines
    volume = ec2.Volume(stack, "Volume", availability_zone=vpc.availability_zones[0], size=Size.gibibytes(8))
    volume.grant_attach_volume(role)
    volume.grant_detach_volume(role, [plain])
    locked = ec2.Volume(
        stack,
        "Locked",
        availability_zone="us-east-1a",
        size=Size.gibibytes(100),
        encrypted=True,
        encryption_key=key,
        volume_type=ec2.EbsDeviceVolumeType.IO2,
        iops=1000,
        enable_multi_attach=True,
        auto_enable_io=True,
        volume_name="locked",
    )
    locked.grant_attach_volume(plain.role, [plain, full])
    locked.grant_attach_volume_by_resource_tag(role, [plain])
    locked.grant_detach_volume_by_resource_tag(role, [plain, full], "suffix")
    ec2.Volume(
        stack,
        "FromSnapshot",
        availability_zone="us-east-1a",
        snapshot_id="snap-2",
        encrypted=True,
        encryption_key=kms.Key(stack, "Other"),
        volume_type=ec2.EbsDeviceVolumeType.GP3,
        throughput=250,
        iops=4000,
        volume_initialization_rate=Size.mebibytes(150),
    )
    known = ec2.Volume.from_volume_attributes(
        stack, "KnownVolume", volume_id="vol-123", availability_zone="us-east-1a", encryption_key=key
    )
    known.grant_attach_volume(role)

    ec2.KeyPair(
        stack, "NamedPair", key_pair_name="a-pair", type=ec2.KeyPairType.ED25519, format=ec2.KeyPairFormat.PPK
    )
    material = ec2.KeyPair(stack, "Material", public_key_material="ssh-rsa AAAA")
    CfnOutput(stack, "Finger", value=material.key_pair_fingerprint)
    CfnOutput(stack, "PairId", value=pair.key_pair_id)
    CfnOutput(stack, "PairName", value=pair.key_pair_name)
    CfnOutput(stack, "PrivateKey", value=pair.private_key.parameter_arn)
    known_pair = ec2.KeyPair.from_key_pair_attributes(
        stack, "KnownPair", key_pair_name="old", type=ec2.KeyPairType.RSA
    )
    by_name = ec2.KeyPair.from_key_pair_name(stack, "ByName", "older")
    CfnOutput(stack, "Pairs", value=f"{known_pair.key_pair_name} {by_name.key_pair_name}")
    ec2.PlacementGroup(stack, "Partitions", partitions=3)
    ec2.PlacementGroup(stack, "Spread", spread_level=ec2.PlacementGroupSpreadLevel.RACK)
    ec2.PlacementGroup(
        stack, "Cluster", strategy=ec2.PlacementGroupStrategy.CLUSTER, placement_group_name="cluster"
    )
    known_group = ec2.PlacementGroup.from_placement_group_name(stack, "KnownGroup", "old-group")
    CfnOutput(stack, "Groups", value=f"{group.placement_group_name} {known_group.placement_group_name}")


fill(Stack(app, "Before"))
after = Stack(app, "After", env=here)
after.node.set_context(
    "availability-zones:account=111122223333:region=us-east-1", ["us-east-1a", "us-east-1b", "us-east-1c"]
)
for flag in (
    "aws-ec2:uniqueImdsv2TemplateName",
    "aws-ec2:launchTemplateDefaultUserData",
    "aws-ec2:ebsDefaultGp3Volume",
    "aws-ec2:ec2SumTImeoutEnabled",
    "aws-iam:minimizePolicies",
):
    after.node.set_context(f"@aws-cdk/{flag}", True)
fill(after)
app.synth()
