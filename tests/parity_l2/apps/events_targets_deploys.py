from aws_cdk import App, Stack
from aws_cdk import aws_codebuild as codebuild
from aws_cdk import aws_codepipeline as codepipeline
from aws_cdk import aws_events as events
from aws_cdk import aws_events_targets as targets
from aws_cdk import aws_kinesisfirehose as firehose
from aws_cdk import aws_s3 as s3

app = App()
stack = Stack(app, "Deploys")
ROLE = "arn:aws:iam::111122223333:role/r"
project = codebuild.CfnProject(
    stack,
    "Project",
    service_role=ROLE,
    artifacts=codebuild.CfnProject.ArtifactsProperty(type="NO_ARTIFACTS"),
    environment=codebuild.CfnProject.EnvironmentProperty(
        compute_type="BUILD_GENERAL1_SMALL", image="i", type="LINUX_CONTAINER"
    ),
    source=codebuild.CfnProject.SourceProperty(type="NO_SOURCE", build_spec="{}"),
)
pipeline = codepipeline.CfnPipeline(stack, "Pipeline", role_arn=ROLE, stages=[])
stream = firehose.CfnDeliveryStream(stack, "Delivery", delivery_stream_type="DirectPut")
bucket = s3.Bucket(stack, "Bucket", event_bridge_enabled=True)
rule = events.Rule(
    stack,
    "Rule",
    event_pattern=events.EventPattern(
        source=["aws.s3"], detail={"bucket": {"name": [bucket.bucket_name]}, "reason": ["PutObject"]}
    ),
)
object_key = events.EventField.from_path("$.detail.object.key")
rule.add_target(
    targets.CodeBuildProject(
        project,
        event=events.RuleTargetInput.from_object(
            {"environmentVariablesOverride": [{"name": "KEY", "value": object_key}]}
        ),
    )
)
rule.add_target(targets.CodePipeline(pipeline, retry_attempts=1))
rule.add_target(targets.KinesisFirehoseStream(stream, message=events.RuleTargetInput.from_text(object_key)))
app.synth()
