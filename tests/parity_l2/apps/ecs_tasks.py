from pathlib import Path

from aws_cdk import App, Duration, Size, Stack
from aws_cdk import aws_ecr as ecr
from aws_cdk import aws_ecs as ecs
from aws_cdk import aws_iam as iam
from aws_cdk import aws_kms as kms
from aws_cdk import aws_logs as logs
from aws_cdk import aws_s3 as s3
from aws_cdk import aws_secretsmanager as secretsmanager
from aws_cdk import aws_ssm as ssm

FILES = Path(__file__).parent / "files"

app = App()
stack = Stack(app, "Tasks")
repository = ecr.Repository(stack, "Repository")
secret = secretsmanager.Secret(stack, "Secret")
bucket = s3.Bucket(stack, "Bucket")
parameter = ssm.StringParameter(stack, "Parameter", string_value="x")
image = ecs.ContainerImage.from_registry("public.ecr.aws/nginx/nginx:latest")

web = ecs.FargateTaskDefinition(
    stack,
    "Web",
    cpu=512,
    memory_limit_mib=1024,
    ephemeral_storage_gib=30,
    runtime_platform=ecs.RuntimePlatform(
        cpu_architecture=ecs.CpuArchitecture.ARM64,
        operating_system_family=ecs.OperatingSystemFamily.LINUX,
    ),
    volumes=[
        ecs.Volume(
            name="shared",
            efs_volume_configuration=ecs.EfsVolumeConfiguration(
                file_system_id="fs-1", transit_encryption="ENABLED"
            ),
        )
    ],
)
main = web.add_container(
    "main",
    image=ecs.ContainerImage.from_ecr_repository(repository, "v1"),
    environment={"TABLE": "t"},
    environment_files=[ecs.EnvironmentFile.from_bucket(bucket, "production.env")],
    secrets={
        "PASSWORD": ecs.Secret.from_secrets_manager(secret, "password"),
        "TOKEN": ecs.Secret.from_ssm_parameter(parameter),
    },
    health_check=ecs.HealthCheck(
        command=["CMD-SHELL", "curl -f http://localhost/"], start_period=Duration.seconds(10)
    ),
    logging=ecs.LogDrivers.aws_logs(
        stream_prefix="web",
        mode=ecs.AwsLogDriverMode.NON_BLOCKING,
        max_buffer_size=Size.mebibytes(4),
        log_retention=logs.RetentionDays.ONE_WEEK,
    ),
    port_mappings=[ecs.PortMapping(container_port=8080, name="http", app_protocol=ecs.AppProtocol.http)],
    ulimits=[ecs.Ulimit(name=ecs.UlimitName.NOFILE, soft_limit=1024, hard_limit=4096)],
)
main.add_mount_points(ecs.MountPoint(container_path="/data", read_only=True, source_volume="shared"))
helper = web.add_container("helper", image=image, essential=False)
helper.add_container_dependencies(
    ecs.ContainerDependency(container=main, condition=ecs.ContainerDependencyCondition.HEALTHY)
)
helper.add_volumes_from(ecs.VolumeFrom(read_only=True, source_container="main"))
web.add_to_task_role_policy(iam.PolicyStatement(actions=["dynamodb:GetItem"], resources=["*"]))
web.grant_run(iam.User(stack, "Runner"))
bucket.grant_read(web.task_role)

routed = ecs.FargateTaskDefinition(stack, "Routed")
routed.add_container(
    "app",
    image=image,
    logging=ecs.LogDrivers.firelens(
        options={"Name": "firehose", "region": "us-east-1", "delivery_stream": "s"},
        secret_options={"key": ecs.Secret.from_secrets_manager(secret)},
    ),
)
own_router = ecs.FargateTaskDefinition(stack, "OwnRouter")
own_router.add_firelens_log_router(
    "router",
    image=ecs.ContainerImage.from_registry("amazon/aws-for-fluent-bit:stable"),
    firelens_config=ecs.FirelensConfig(
        type=ecs.FirelensLogRouterType.FLUENTBIT,
        options=ecs.FirelensOptions(
            config_file_type=ecs.FirelensConfigFileType.S3,
            config_file_value=f"{bucket.bucket_arn}/fluent.conf",
        ),
    ),
)
own_router.add_container("app", image=image, logging=ecs.LogDrivers.firelens(options={"Name": "cloudwatch"}))

machines = ecs.Ec2TaskDefinition(
    stack,
    "Machines",
    network_mode=ecs.NetworkMode.BRIDGE,
    placement_constraints=[ecs.PlacementConstraint.member_of("attribute:ecs.instance-type =~ g4.*")],
)
parameters = ecs.LinuxParameters(stack, "Parameters", init_process_enabled=True, shared_memory_size=64)
parameters.add_capabilities(ecs.Capability.SYS_PTRACE)
parameters.add_tmpfs(ecs.Tmpfs(container_path="/tmp", size=64, mount_options=[ecs.TmpfsMountOption.NOEXEC]))
gpu = machines.add_container(
    "gpu",
    image=ecs.ContainerImage.from_asset(str(FILES / "image")),
    memory_limit_mib=2048,
    gpu_count=1,
    linux_parameters=parameters,
    logging=ecs.LogDrivers.splunk(
        url="https://splunk.example.com", secret_token=ecs.Secret.from_secrets_manager(secret), tag="gpu"
    ),
)
gpu.add_port_mappings(
    ecs.PortMapping(container_port=80), ecs.PortMapping(container_port=0, container_port_range="90-99")
)
gpu.add_scratch(container_path="/scratch", name="scratch", read_only=False, source_path="/mnt/scratch")
side = machines.add_container("side", image=image, memory_reservation_mib=64)
side.add_link(gpu, "g")

outside = ecs.ExternalTaskDefinition(stack, "Outside", network_mode=ecs.NetworkMode.HOST)
outside.add_container(
    "app", image=image, memory_limit_mib=256, logging=ecs.LogDrivers.json_file(max_size="10m")
)
tagged = ecs.TagParameterContainerImage(repository)
later = ecs.FargateTaskDefinition(stack, "Later")
later.add_container("app", image=tagged)
kms.Key(stack, "Key").grant_decrypt(later.obtain_execution_role())
app.synth()
