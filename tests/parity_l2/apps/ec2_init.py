from pathlib import Path

from aws_cdk import App, Duration, Stack
from aws_cdk import aws_ec2 as ec2
from aws_cdk import aws_s3 as s3

HERE = Path(__file__).parent / "files" / "init"
app = App()
stack = Stack(app, "Init")
vpc = ec2.Vpc(stack, "Vpc", max_azs=1, nat_gateways=0)
bucket = s3.Bucket.from_bucket_name(stack, "Bucket", "some-bucket")
restart = ec2.InitServiceRestartHandle()
linux = ec2.MachineImage.latest_amazon_linux2023()
windows = ec2.MachineImage.latest_windows(ec2.WindowsVersion.WINDOWS_SERVER_2022_ENGLISH_FULL_BASE)
commands = [
    ec2.InitCommand.shell_command("echo a"),
    ec2.InitCommand.argv_command(
        ["a", "b"],
        key="k",
        cwd="/c",
        env={"E": "1"},
        ignore_errors=True,
        test_cmd="t",
        service_restart_handles=[restart],
    ),
]
files = [
    ec2.InitFile.from_string(
        "/f1",
        "text",
        owner="o",
        group="g",
        mode="000600",
        base64_encoded=False,
        service_restart_handles=[restart],
    ),
    ec2.InitFile.from_string("/f2", "dGV4dA==", base64_encoded=True),
    ec2.InitFile.from_object("/f3", {"a": {"b": [1]}}),
    ec2.InitFile.from_url("/f4", "https://example.com/f"),
    ec2.InitFile.from_s3_object("/f5", bucket, "key/x", mode="000644"),
    ec2.InitFile.symlink("/f6", "/t"),
    ec2.InitFile.from_file_inline("/f7", str(HERE / "small.txt")),
    ec2.InitFile.from_file_inline("/f9", str(HERE / "small.txt"), base64_encoded=True),
    ec2.InitFile.from_asset("/f8", str(HERE / "small.txt"), owner="me"),
]
users = [
    ec2.InitGroup.from_name("group", 12),
    ec2.InitGroup("plain"),
    ec2.InitUser.from_name("user", groups=["group"], home_dir="/home/u", user_id=5),
    ec2.InitUser("plain"),
]
packages = [
    ec2.InitPackage.apt("one", version=["1"]),
    ec2.InitPackage.yum("two", service_restart_handles=[restart]),
    ec2.InitPackage.python("three"),
    ec2.InitPackage.ruby_gem("four"),
    ec2.InitPackage.rpm("https://example.com/r"),
    ec2.InitPackage.rpm("https://example.com/r2", key="named"),
]
services = [
    ec2.InitService.enable("svc", service_restart_handle=restart),
    ec2.InitService.enable(
        "svc2", enabled=False, ensure_running=True, service_manager=ec2.ServiceManager.SYSTEMD
    ),
    ec2.InitService.enable("svc4", enabled=False),
    ec2.InitService.disable("svc3"),
    ec2.InitService.systemd_config_file(
        "unit",
        command="/bin/x",
        after_network=True,
        cwd="/w",
        description="what",
        environment_files=["/e"],
        environment_variables={"A": "b", "C": "d"},
        group="g",
        keep_running=True,
        user="u",
    ),
    ec2.InitService.systemd_config_file("plain", command="/bin/y", after_network=False, keep_running=False),
]
sources = [
    ec2.InitSource.from_url("/s1", "https://example.com/z"),
    ec2.InitSource.from_git_hub("/s2", "owner", "repo"),
    ec2.InitSource.from_git_hub("/s3", "owner", "repo", "branch", service_restart_handles=[restart]),
    ec2.InitSource.from_s3_object("/s4", bucket, "k"),
    ec2.InitSource.from_asset("/s5", str(HERE / "folder")),
]
everything = ec2.CloudFormationInit.from_elements(*commands, *files, *users, *packages, *services, *sources)
common = {
    "vpc": vpc,
    "instance_type": ec2.InstanceType("t3.micro"),
    "vpc_subnets": ec2.SubnetSelection(subnet_type=ec2.SubnetType.PUBLIC),
}
ec2.Instance(stack, "All", machine_image=linux, init=everything, **common)
later = ec2.InitConfig([ec2.InitCommand.shell_command("echo w")])
later.add(ec2.InitPackage.msi("https://example.com/m"))
waits = ec2.InitConfig(
    [
        ec2.InitCommand.argv_command(["x", "y"], wait_after_completion=ec2.InitCommandWaitDuration.forever()),
        ec2.InitCommand.shell_command(
            "s", wait_after_completion=ec2.InitCommandWaitDuration.of(Duration.minutes(1))
        ),
        ec2.InitService.enable("ws"),
        ec2.InitCommand.shell_command("n", wait_after_completion=ec2.InitCommandWaitDuration.none()),
        ec2.InitFile.from_string("C:/f", "text"),
    ]
)
sets = ec2.CloudFormationInit.from_config_sets(
    config_sets={"default": ["a", "b"], "other": ["b"]}, configs={"a": later, "b": waits}
)
sets.add_config("empty", ec2.InitConfig([]))
sets.add_config_set("third", ["empty", "a"])
ec2.Instance(
    stack,
    "Windows",
    machine_image=windows,
    init=sets,
    init_options=ec2.ApplyCloudFormationInitOptions(
        config_sets=["other", "default"],
        embed_fingerprint=False,
        ignore_failures=True,
        include_role=True,
        include_url=True,
        print_log=False,
        timeout=Duration.minutes(9),
    ),
    **common,
)
ec2.Instance(
    stack, "WindowsPlain", machine_image=windows, init=ec2.CloudFormationInit.from_config(later), **common
)
same = ec2.Instance(stack, "Same", machine_image=linux, resource_signal_timeout=Duration.minutes(2), **common)
same.apply_cloud_formation_init(
    ec2.CloudFormationInit.from_elements(files[-1], sources[-1]), ignore_failures=True
)
ec2.Instance(
    stack,
    "Signalled",
    machine_image=linux,
    init=ec2.CloudFormationInit.from_elements(commands[0]),
    resource_signal_timeout=Duration.minutes(2),
    **common,
)
flagged = Stack(app, "Flagged")
flagged.node.set_context("@aws-cdk/aws-ec2:ec2SumTImeoutEnabled", True)
net = ec2.Vpc(flagged, "Vpc", max_azs=1, nat_gateways=0)
ec2.Instance(
    flagged,
    "Summed",
    machine_image=linux,
    init=ec2.CloudFormationInit.from_elements(commands[0]),
    init_options=ec2.ApplyCloudFormationInitOptions(timeout=Duration.minutes(3)),
    resource_signal_timeout=Duration.minutes(2),
    **{**common, "vpc": net},
)
ec2.BastionHostLinux(
    flagged,
    "Host",
    vpc=net,
    subnet_selection=common["vpc_subnets"],
    init=ec2.CloudFormationInit.from_elements(users[0]),
)
app.synth()
