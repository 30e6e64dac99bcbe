"""A model server in containers, behind a load balancer."""

from aws_cdk import CfnOutput, Duration, Stack
from aws_cdk import aws_ec2 as ec2
from aws_cdk import aws_ecs as ecs
from aws_cdk import aws_ecs_patterns as ecs_patterns
from aws_cdk import aws_s3 as s3
from constructs import Construct

IMAGE = "nvcr.io/nvidia/tritonserver:24.12-py3"
PORT = 8000
REQUESTS_PER_TASK = 600  # a minute; what one container answered in a load test


class ModelServiceStack(Stack):
    """The network, the models' bucket and the service; `minCount` and `maxCount` come from the context."""

    def __init__(self, scope: Construct, construct_id: str) -> None:
        super().__init__(scope, construct_id, description="A model server behind a load balancer.")
        self.models = s3.Bucket(
            self, "Models", encryption=s3.BucketEncryption.S3_MANAGED, enforce_ssl=True, versioned=True
        )
        cluster = ecs.Cluster(
            self,
            "Cluster",
            vpc=ec2.Vpc(self, "Vpc", max_azs=2, nat_gateways=1),
            container_insights_v2=ecs.ContainerInsights.ENABLED,
        )
        self.server = ecs_patterns.ApplicationLoadBalancedFargateService(
            self,
            "Server",
            cluster=cluster,
            cpu=1024,
            memory_limit_mib=4096,
            desired_count=self._context("minCount"),
            min_healthy_percent=100,
            circuit_breaker=ecs.DeploymentCircuitBreaker(rollback=True),
            task_image_options=ecs_patterns.ApplicationLoadBalancedTaskImageOptions(
                image=ecs.ContainerImage.from_registry(IMAGE),
                container_port=PORT,
                command=["tritonserver", f"--model-repository={self.models.s3_url_for_object('models')}"],
            ),
        )
        self.models.grant_read(self.server.task_definition.task_role)
        self.server.target_group.configure_health_check(path="/v2/health/ready")
        self._scale()
        CfnOutput(self, "ModelBucket", value=self.models.bucket_name)

    def _scale(self) -> None:
        tasks = self.server.service.auto_scale_task_count(
            min_capacity=self._context("minCount"), max_capacity=self._context("maxCount")
        )
        tasks.scale_on_request_count(
            "Requests",
            requests_per_target=REQUESTS_PER_TASK,
            target_group=self.server.target_group,
            scale_in_cooldown=Duration.minutes(5),
        )
        tasks.scale_on_cpu_utilization("Cpu", target_utilization_percent=70)

    def _context(self, name: str) -> float:
        """A number of cdk.json, or of the command line."""
        return float(self.node.get_context(name))
