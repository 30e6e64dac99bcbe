from aws_cdk import App, SecretValue, Stack
from aws_cdk import aws_ec2 as ec2
from aws_cdk import aws_kinesisfirehose as firehose

FLAGS = [
    "aws-ec2:uniqueImdsv2TemplateName",
    "aws-ec2:launchTemplateDefaultUserData",
    "aws-ec2:restrictDefaultSecurityGroup",
    "aws-ec2:ebsDefaultGp3Volume",
    "aws-ec2:ec2SumTImeoutEnabled",
    "aws-ec2:bastionHostUseAmazonLinux2023ByDefault",
    "aws-ec2:requirePrivateSubnetsForEgressOnlyInternetGateway",
    "aws-iam:minimizePolicies",
    "aws-iam:importedRoleStackSafeDefaultPolicyName",
    "aws-s3:createDefaultLoggingPolicy",
    "core:enablePartitionLiterals",
    "core:aspectPrioritiesMutating",
    "core:explicitStackTags",
]
app = App(context={f"@aws-cdk/{flag}": True for flag in FLAGS})
for region in ("us-east-1", "cn-north-1", "eusc-de-east-1"):
    stack = Stack(app, f"In{region}", env={"account": "111122223333", "region": region})
    vpc = ec2.Vpc(stack, "Vpc", ip_protocol=ec2.IpProtocol.DUAL_STACK, max_azs=2, nat_gateways=1)
    vpc.add_flow_log("Log", destination=ec2.FlowLogDestination.to_s3())
    vpc.add_gateway_endpoint("S3", service=ec2.GatewayVpcEndpointAwsService.S3)
    vpc.add_interface_endpoint("Api", service=ec2.InterfaceVpcEndpointAwsService.ECR)
    host = ec2.BastionHostLinux(stack, "Host", vpc=vpc, require_imdsv2=True)
    host.connections.allow_to_any_ipv4(ec2.Port.HTTPS)
    image = ec2.MachineImage.latest_amazon_linux2023()
    ec2.LaunchTemplate(stack, "Template", machine_image=image, require_imdsv2=True, role=host.role)
    machine = ec2.Instance(
        stack,
        "Machine",
        vpc=vpc,
        instance_type=ec2.InstanceType("m7g.large"),
        machine_image=image,
        ssm_session_permissions=True,
        block_devices=[ec2.BlockDevice(device_name="/dev/a", volume=ec2.BlockDeviceVolume.ebs(9))],
    )
    volume = ec2.Volume(stack, "Volume", availability_zone=f"{region}a", snapshot_id="snap-1", encrypted=True)
    volume.grant_attach_volume_by_resource_tag(machine.role, [machine])
    vpc.add_vpn_connection(
        "Vpn",
        ip="192.0.2.1",
        tunnel_options=[ec2.VpnTunnelOption(pre_shared_key_secret=SecretValue.ssm_secure("/key", "1"))],
    )
    stream = firehose.CfnDeliveryStream(stack, "Stream")
    vpc.add_flow_log("Streamed", destination=ec2.FlowLogDestination.to_firehose(stream, host.role))
app.synth()
