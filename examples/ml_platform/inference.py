"""A model behind an endpoint: GPU machines in the network's private subnets, with alarm and auto scaling."""

from aws_cdk import CfnOutput, Duration, Stack
from aws_cdk import aws_cloudwatch as cloudwatch
from aws_cdk import aws_ec2 as ec2
from aws_cdk import aws_iam as iam
from aws_cdk import aws_sagemaker_alpha as sagemaker
from constructs import Construct
from network import NetworkStack
from settings import InferenceSettings
from storage import StorageStack

IMAGE = ("huggingface-pytorch-inference", "2.6.0-transformers4.49.0-gpu-py312-cu124-ubuntu22.04")
MODEL_ARCHIVE = "models/current/model.tar.gz"
VARIANT = "main"
REQUESTS_PER_SECOND = 10  # what one machine answered in a load test


class InferenceStack(Stack):
    """Uses the network's VPC and the store's models; clients assume `client_role`."""

    def __init__(
        self,
        scope: Construct,
        construct_id: str,
        *,
        network: NetworkStack,
        storage: StorageStack,
        settings: InferenceSettings,
    ) -> None:
        super().__init__(scope, construct_id, description="A model behind an endpoint.")
        self.model = self._model(network, storage)
        config = sagemaker.EndpointConfig(
            self,
            "EndpointConfig",
            instance_production_variants=[
                sagemaker.InstanceProductionVariantProps(
                    model=self.model,
                    variant_name=VARIANT,
                    instance_type=sagemaker.InstanceType.of(settings.instance_type),
                    initial_instance_count=settings.instance_count,
                    container_startup_health_check_timeout=Duration.minutes(10),
                )
            ],
        )
        self.endpoint = sagemaker.Endpoint(self, "Endpoint", endpoint_config=config)
        self._scale(settings)
        self._alarm()
        self.client_role = iam.Role(
            self,
            "ClientRole",
            assumed_by=iam.ServicePrincipal("ecs-tasks.amazonaws.com"),
            description="Services that ask the model",
        )
        self.endpoint.grant_invoke(self.client_role)
        CfnOutput(self, "EndpointName", value=self.endpoint.endpoint_name)
        CfnOutput(self, "ClientRoleArn", value=self.client_role.role_arn)

    def _model(self, network: NetworkStack, storage: StorageStack) -> sagemaker.Model:
        """The model; that its role may pull the image and read the archive follows from using them."""
        model = sagemaker.Model(
            self,
            "Model",
            role=self._execution_role(),
            vpc=network.vpc,
            vpc_subnets=ec2.SubnetSelection(subnet_type=ec2.SubnetType.PRIVATE_WITH_EGRESS),
            containers=[
                sagemaker.ContainerDefinition(
                    image=sagemaker.ContainerImage.from_dlc(*IMAGE),
                    model_data=sagemaker.ModelData.from_bucket(storage.bucket, MODEL_ARCHIVE),
                    environment={"HF_TASK": "text-classification"},
                )
            ],
        )
        model.connections.allow_from(
            ec2.Peer.ipv4(network.vpc.vpc_cidr_block), ec2.Port.HTTPS, "Requests from inside the VPC"
        )
        return model

    def _execution_role(self) -> iam.Role:
        """What containers in a VPC need; the role that is made by default may do far more.

        Source: https://docs.aws.amazon.com/sagemaker/latest/dg/sagemaker-roles.html
        """
        role = iam.Role(self, "ExecutionRole", assumed_by=iam.ServicePrincipal("sagemaker.amazonaws.com"))
        role.add_to_policy(
            iam.PolicyStatement(
                sid="NetworkInterfacesAndLogs",
                actions=[
                    "cloudwatch:PutMetricData",
                    "ec2:CreateNetworkInterface",
                    "ec2:CreateNetworkInterfacePermission",
                    "ec2:DeleteNetworkInterface",
                    "ec2:DeleteNetworkInterfacePermission",
                    "ec2:DescribeDhcpOptions",
                    "ec2:DescribeNetworkInterfaces",
                    "ec2:DescribeSecurityGroups",
                    "ec2:DescribeSubnets",
                    "ec2:DescribeVpcs",
                    "logs:CreateLogGroup",
                    "logs:CreateLogStream",
                    "logs:DescribeLogStreams",
                    "logs:PutLogEvents",
                ],
                resources=["*"],
            )
        )
        return role

    def _scale(self, settings: InferenceSettings) -> None:
        variant = self.endpoint.find_instance_production_variant(VARIANT)
        count = variant.auto_scale_instance_count(
            min_capacity=settings.instance_count, max_capacity=settings.max_instance_count
        )
        count.scale_on_invocations(
            "Invocations", max_requests_per_second=REQUESTS_PER_SECOND, scale_in_cooldown=Duration.minutes(10)
        )

    def _alarm(self) -> None:
        variant = self.endpoint.find_instance_production_variant(VARIANT)
        errors = variant.metric_invocation_response_code(
            sagemaker.InvocationHttpResponseCode.INVOCATION_5XX_ERRORS, period=Duration.minutes(1)
        )
        errors.create_alarm(
            self,
            "ErrorAlarm",
            alarm_description="The endpoint answers with errors",
            threshold=10,
            evaluation_periods=5,
            comparison_operator=cloudwatch.ComparisonOperator.GREATER_THAN_THRESHOLD,
            treat_missing_data=cloudwatch.TreatMissingData.NOT_BREACHING,
        )
