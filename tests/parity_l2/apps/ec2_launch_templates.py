from aws_cdk import App, CfnOutput, Duration, Size, Stack, Tags
from aws_cdk import aws_ec2 as ec2
from aws_cdk import aws_iam as iam

app = App()
small = ec2.InstanceType("t3.micro")


def fill(stack):
    vpc = ec2.Vpc(stack, "Vpc", max_azs=1, nat_gateways=0)
    ec2.LaunchTemplate(stack, "Plain")
    role = iam.Role(stack, "Role", assumed_by=iam.ServicePrincipal("ec2.amazonaws.com"))
    group = ec2.SecurityGroup(stack, "Group", vpc=vpc)
    data = ec2.UserData.for_linux()
    data.add_commands("echo one")
    full = ec2.LaunchTemplate(
        stack,
        "Full",
        associate_public_ip_address=True,
        block_devices=[
            ec2.BlockDevice(device_name="/dev/a", volume=ec2.BlockDeviceVolume.ebs(10)),
            ec2.BlockDevice(
                device_name="/dev/b",
                volume=ec2.BlockDeviceVolume.ebs(
                    30, volume_type=ec2.EbsDeviceVolumeType.GP3, throughput=200, iops=3000
                ),
            ),
            ec2.BlockDevice(
                device_name="/dev/c",
                volume=ec2.BlockDeviceVolume.ebs_from_snapshot(
                    "snap-1", volume_size=5, volume_initialization_rate=Size.mebibytes(200)
                ),
            ),
            ec2.BlockDevice(
                device_name="/dev/d", volume=ec2.BlockDeviceVolume.ephemeral(1), mapping_enabled=False
            ),
        ],
        cpu_credits=ec2.CpuCredits.UNLIMITED,
        cpu_options=ec2.LaunchTemplateCpuOptions(
            amd_sev_snp=True, core_count=2, nested_virtualization=False, threads_per_core=1
        ),
        detailed_monitoring=True,
        disable_api_termination=True,
        ebs_optimized=True,
        hibernation_configured=True,
        http_endpoint=True,
        http_protocol_ipv6=True,
        http_put_response_hop_limit=3,
        http_tokens=ec2.LaunchTemplateHttpTokens.REQUIRED,
        instance_metadata_tags=True,
        instance_initiated_shutdown_behavior=ec2.InstanceInitiatedShutdownBehavior.STOP,
        instance_type=small,
        key_pair=ec2.KeyPair(stack, "Pair"),
        launch_template_name="a-template",
        machine_image=ec2.MachineImage.latest_amazon_linux2023(),
        nitro_enclave_enabled=False,
        placement_group=ec2.PlacementGroup(stack, "Place"),
        role=role,
        security_group=group,
        spot_options=ec2.LaunchTemplateSpotOptions(
            block_duration=Duration.hours(3),
            interruption_behavior=ec2.SpotInstanceInterruption.STOP,
            max_price=0.25,
            request_type=ec2.SpotRequestType.PERSISTENT,
        ),
        user_data=data,
        version_description="first",
    )
    full.connections.allow_from_any_ipv4(ec2.Port.SSH)
    full.add_security_group(ec2.SecurityGroup(stack, "Second", vpc=vpc))
    full.grant_principal.add_to_principal_policy(iam.PolicyStatement(actions=["a:b"], resources=["*"]))
    Tags.of(full).add("k", "v")
    for name, value in {
        "Id": full.launch_template_id,
        "Version": full.version_number,
        "First": full.default_version_number,
        "Latest": full.latest_version_number,
    }.items():
        CfnOutput(stack, name, value=value)
    ec2.LaunchTemplate(
        stack,
        "Some",
        machine_image=ec2.MachineImage.latest_amazon_linux2(),
        security_group=group,
        require_imdsv2=True,
        key_name="old",
        spot_options=ec2.LaunchTemplateSpotOptions(max_price=1),
    )
    ec2.LaunchTemplate(
        stack,
        "Profiled",
        instance_profile=iam.InstanceProfile(stack, "Profile", role=role),
        associate_public_ip_address=False,
        http_tokens=ec2.LaunchTemplateHttpTokens.OPTIONAL,
    )
    ec2.LaunchTemplate(
        stack,
        "Resolved",
        machine_image=ec2.MachineImage.resolve_ssm_parameter_at_launch("/an/image", parameter_version="3"),
        require_imdsv2=True,
        http_endpoint=False,
    )
    known = ec2.LaunchTemplate.from_launch_template_attributes(stack, "Known", launch_template_id="lt-1")
    named = ec2.LaunchTemplate.from_launch_template_attributes(
        stack,
        "Named",
        launch_template_name="n",
        version_number=ec2.LaunchTemplateSpecialVersions.LATEST_VERSION,
    )
    CfnOutput(stack, "Known_", value=f"{known.launch_template_id} {known.version_number}")
    CfnOutput(stack, "Named_", value=f"{named.launch_template_name} {named.version_number}")


fill(Stack(app, "Before"))
after = Stack(app, "After")
for flag in ("launchTemplateDefaultUserData", "ebsDefaultGp3Volume", "uniqueImdsv2TemplateName"):
    after.node.set_context(f"@aws-cdk/aws-ec2:{flag}", True)
fill(after)

images = Stack(app, "Images")
place = Stack(app, "Placed", env={"account": "111122223333", "region": "us-east-1"})
choices = {
    "Old": ec2.MachineImage.latest_amazon_linux(),
    "OldTwo": ec2.MachineImage.latest_amazon_linux(
        generation=ec2.AmazonLinuxGeneration.AMAZON_LINUX_2,
        edition=ec2.AmazonLinuxEdition.MINIMAL,
        storage=ec2.AmazonLinuxStorage.EBS,
        virtualization=ec2.AmazonLinuxVirt.HVM,
    ),
    "OldThree": ec2.AmazonLinuxImage(generation=ec2.AmazonLinuxGeneration.AMAZON_LINUX_2023),
    "Two": ec2.MachineImage.latest_amazon_linux2(),
    "TwentyTwo": ec2.MachineImage.latest_amazon_linux2022(edition=ec2.AmazonLinuxEdition.MINIMAL),
    "TwentyThree": ec2.MachineImage.latest_amazon_linux2023(cpu_type=ec2.AmazonLinuxCpuType.ARM_64),
    "Windows": ec2.MachineImage.latest_windows(ec2.WindowsVersion.WINDOWS_SERVER_2022_ENGLISH_FULL_BASE),
    "Parameter": ec2.MachineImage.from_ssm_parameter("/my/image", os=ec2.OperatingSystemType.WINDOWS),
    "Generic": ec2.GenericSSMParameterImage("/some/image", ec2.OperatingSystemType.LINUX),
    "Linux": ec2.MachineImage.generic_linux({"us-east-1": "ami-1", "eu-west-1": "ami-2"}),
    "GenericWindows": ec2.MachineImage.generic_windows({"us-east-1": "ami-3"}),
    "Launch": ec2.MachineImage.resolve_ssm_parameter_at_launch("/p"),
}
for stack in (images, place):
    for name, image in choices.items():
        ec2.LaunchTemplate(stack, name, machine_image=image)
for name, image in {
    "Looked": ec2.MachineImage.lookup(name="a-*", owners=["self"], filters={"x": ["y"]}),
    "LookedWindows": ec2.MachineImage.lookup(name="w-*", windows=True),
    "Cached": ec2.MachineImage.from_ssm_parameter("/my/image", cached_in_context=True),
    "CachedKey": ec2.MachineImage.latest_amazon_linux2023(cached_in_context=True, additional_cache_key="k"),
    "TwoClass": ec2.AmazonLinux2ImageSsmParameter(kernel=ec2.AmazonLinux2Kernel.DEFAULT),
    "TwentyTwoClass": ec2.AmazonLinux2022ImageSsmParameter(),
    "TwentyThreeClass": ec2.AmazonLinux2023ImageSsmParameter(user_data=ec2.UserData.custom("mine")),
    "CachedOld": ec2.MachineImage.latest_amazon_linux(cached_in_context=True),
}.items():
    ec2.LaunchTemplate(place, name, machine_image=image)

scripts = Stack(app, "Scripts")
multi = ec2.MultipartUserData()
inner = ec2.UserData.for_linux(shebang="#!/bin/sh")
multi.add_user_data_part(inner, ec2.MultipartBody.SHELL_SCRIPT, True)
multi.add_commands("echo hi")
multi.add_on_exit_commands("echo bye")
multi.add_execute_file_command(file_path="/a", arguments="b")
multi.add_part(ec2.MultipartBody.from_user_data(ec2.UserData.for_linux(), ec2.MultipartBody.CLOUD_BOOTHOOK))
multi.add_part(ec2.MultipartBody.from_raw_body(content_type="text/plain", body="b", transfer_encoding="7bit"))
windows = ec2.UserData.for_windows(persist=True)
windows.add_commands("dir")
windows.add_on_exit_commands("exit")
windows.add_execute_file_command(file_path="C:/x.exe")
custom = ec2.UserData.custom("line")
custom.add_commands("next")
for name, data in {"Multi": multi, "Windows": windows, "Custom": custom}.items():
    ec2.LaunchTemplate(scripts, name, user_data=data)
app.synth()
