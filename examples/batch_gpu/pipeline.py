"""The pipeline: a job trains, another one evaluates, and a model that is good enough is registered."""

from aws_cdk import CfnOutput, Duration, RemovalPolicy, Size, Stack
from aws_cdk import aws_batch as batch
from aws_cdk import aws_ecr as ecr
from aws_cdk import aws_iam as iam
from aws_cdk import aws_logs as logs
from aws_cdk import aws_s3 as s3
from aws_cdk import aws_stepfunctions as sfn
from aws_cdk import aws_stepfunctions_tasks as tasks
from constructs import Construct
from machines import JOB_MEMORY, JOB_VCPUS, MachinesStack

GOOD_ENOUGH = 0.9
GROUP = "models"


class PipelineStack(Stack):
    """Trains, evaluates and registers a model on the queue's machines."""

    def __init__(self, scope: Construct, id: str, *, machines: MachinesStack) -> None:
        super().__init__(scope, id)
        self._queue_arn = machines.queue.ref
        self._images = ecr.Repository(self, "Images", removal_policy=RemovalPolicy.DESTROY)
        self._models = s3.Bucket(
            self, "Models", encryption=s3.BucketEncryption.S3_MANAGED, removal_policy=RemovalPolicy.DESTROY
        )
        self._definition = self._job_definition()
        failed = sfn.Fail(self, "NotGoodEnough", error="Accuracy", cause=f"below {GOOD_ENOUGH}")
        train = self._job("Train", "train")
        train.add_retry(errors=["Batch.ServerException"], max_attempts=2, interval=Duration.minutes(1))
        judged = sfn.Choice(self, "GoodEnough").when(
            sfn.Condition.number_greater_than_equals("$.evaluate.accuracy", GOOD_ENOUGH), self._register()
        )
        pipeline = sfn.StateMachine(
            self,
            "Pipeline",
            definition_body=sfn.DefinitionBody.from_chainable(
                train.next(self._job("Evaluate", "evaluate")).next(judged.otherwise(failed))
            ),
            timeout=Duration.hours(6),
            tracing_enabled=True,
            logs=sfn.LogOptions(
                destination=logs.LogGroup(self, "Log", removal_policy=RemovalPolicy.DESTROY),
                level=sfn.LogLevel.ERROR,
            ),
        )
        pipeline.metric_failed().create_alarm(self, "Failures", threshold=1, evaluation_periods=1)
        CfnOutput(self, "PipelineArn", value=pipeline.state_machine_arn)

    def _job_definition(self) -> batch.CfnJobDefinition:
        role = iam.Role(self, "JobRole", assumed_by=iam.ServicePrincipal("ecs-tasks.amazonaws.com"))
        self._models.grant_read_write(role)
        needs = {"GPU": 1, "VCPU": JOB_VCPUS, "MEMORY": JOB_MEMORY}
        return batch.CfnJobDefinition(
            self,
            "Job",
            type="container",
            platform_capabilities=["EC2"],
            container_properties=batch.CfnJobDefinition.ContainerPropertiesProperty(
                image=self._images.repository_uri_for_tag("latest"),
                job_role_arn=role.role_arn,
                resource_requirements=[
                    batch.CfnJobDefinition.ResourceRequirementProperty(type=kind, value=str(count))
                    for kind, count in needs.items()
                ],
            ),
        )

    def _job(self, id: str, command: str) -> tasks.BatchSubmitJob:
        return tasks.BatchSubmitJob(
            self,
            id,
            job_name=command,
            job_definition_arn=self._definition.ref,
            job_queue_arn=self._queue_arn,
            container_overrides=tasks.BatchContainerOverrides(
                command=[command],
                environment={
                    "RUN": sfn.JsonPath.execution_name,
                    "MODELS": self._models.s3_url_for_object(),
                },
                gpu_count=1,
                memory=Size.mebibytes(JOB_MEMORY),
                vcpus=JOB_VCPUS,
            ),
            timeout=Duration.hours(3),
            result_path=f"$.{command}",
        )

    def _register(self) -> tasks.CallAwsService:
        group = self.format_arn(service="sagemaker", resource="model-package", resource_name=f"{GROUP}/*")
        return tasks.CallAwsService(
            self,
            "Register",
            service="sagemaker",
            action="createModelPackage",
            iam_resources=[group],
            parameters={
                "ModelPackageGroupName": GROUP,
                "ModelPackageDescription": sfn.JsonPath.execution_name,
                "ModelApprovalStatus": "PendingManualApproval",
            },
            result_path="$.register",
        )
