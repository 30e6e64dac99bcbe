from aws_cdk import App, Duration, SecretValue, Stack
from aws_cdk import aws_codebuild as codebuild
from aws_cdk import aws_codecommit as codecommit
from aws_cdk import aws_ec2 as ec2
from aws_cdk import aws_ecr as ecr
from aws_cdk import aws_iam as iam
from aws_cdk import aws_kms as kms
from aws_cdk import aws_logs as logs
from aws_cdk import aws_s3 as s3
from aws_cdk import aws_secretsmanager as secrets
from aws_cdk import aws_sns as sns

app = App()
stack = Stack(app, "Builds", env={"account": "111122223333", "region": "us-east-1"})
vpc = ec2.Vpc(stack, "Network", max_azs=2, nat_gateways=1)
bucket = s3.Bucket(stack, "Kept")
repository = codecommit.Repository(stack, "Code", repository_name="models")
secret = secrets.Secret(stack, "Token")
variable = codebuild.BuildEnvironmentVariable
kind = codebuild.BuildEnvironmentVariableType
project = codebuild.Project(
    stack,
    "Project",
    description="builds the models",
    source=codebuild.Source.code_commit(repository=repository, branch_or_ref="main", clone_depth=1),
    secondary_sources=[codebuild.Source.s3(bucket=bucket, path="data.zip", identifier="data")],
    artifacts=codebuild.Artifacts.s3(bucket=bucket, path="out", name="models.zip", include_build_id=False),
    badge=True,
    build_spec=codebuild.BuildSpec.from_object(
        {"version": "0.2", "phases": {"build": {"commands": ["make", f"aws s3 ls {bucket.bucket_name}"]}}}
    ),
    cache=codebuild.Cache.bucket(bucket, prefix="cache"),
    encryption_key=kms.Key(stack, "Key"),
    environment=codebuild.BuildEnvironment(
        build_image=codebuild.LinuxBuildImage.from_ecr_repository(ecr.Repository(stack, "Images"), "v1"),
        compute_type=codebuild.ComputeType.LARGE,
        privileged=True,
    ),
    environment_variables={
        "STAGE": variable(value="test"),
        "LIMIT": variable(value="/limits/one", type=kind.PARAMETER_STORE),
        "TOKEN": variable(value=secret.secret_arn, type=kind.SECRETS_MANAGER),
    },
    logging=codebuild.LoggingOptions(
        cloud_watch=codebuild.CloudWatchLoggingOptions(log_group=logs.LogGroup(stack, "Logs"), prefix="b"),
        s3=codebuild.S3LoggingOptions(bucket=bucket, prefix="logs", encrypted=False),
    ),
    timeout=Duration.minutes(20),
    queued_timeout=Duration.minutes(30),
    concurrent_build_limit=2,
    auto_retry_limit=1,
    vpc=vpc,
)
project.connections.allow_to_any_ipv4(ec2.Port.tcp(443))
project.enable_batch_builds()
project.metric_failed_builds().create_alarm(stack, "Failed", threshold=1, evaluation_periods=1)
report = codebuild.ReportGroup(stack, "Reports", export_bucket=bucket, zip_export=True)
report.grant_write(project)
topic = sns.Topic(stack, "Topic")
project.notify_on_build_failed("Told", topic)
project.on_build_failed("BuildFailed", description="one failed")

hooked = Stack(app, "Hooked", env={"account": "111122223333", "region": "eu-west-1"})
group = codebuild.FilterGroup.in_event_of(
    codebuild.EventAction.PUSH, codebuild.EventAction.PULL_REQUEST_MERGED
)
built = codebuild.Project(
    hooked,
    "OfGitHub",
    source=codebuild.Source.git_hub(
        owner="landform",
        repo="models",
        webhook_filters=[group.and_branch_is("main").and_file_path_is_not("docs/.*")],
    ),
    environment=codebuild.BuildEnvironment(
        build_image=codebuild.LinuxLambdaBuildImage.AMAZON_LINUX_2023_PYTHON_3_13,
    ),
)
codebuild.GitHubSourceCredentials(hooked, "Credentials", access_token=SecretValue.secrets_manager("github"))
fleet = codebuild.Fleet(
    hooked,
    "Fleet",
    base_capacity=1,
    compute_type=codebuild.FleetComputeType.MEDIUM,
    environment_type=codebuild.EnvironmentType.LINUX_CONTAINER,
    vpc=ec2.Vpc(hooked, "Network", max_azs=2, nat_gateways=1),
)
piped = codebuild.PipelineProject(hooked, "Piped", environment=codebuild.BuildEnvironment(fleet=fleet))
piped.add_to_role_policy(iam.PolicyStatement(actions=["s3:ListAllMyBuckets"], resources=["*"]))
codebuild.Project.from_project_name(hooked, "Known", "known").on_state_change("Changes")
app.synth()
