"""A SageMaker endpoint on GPU instances in the network's private subnets, with alarm and auto scaling."""

from aws_cdk import Aws, CfnOutput, Stack
from aws_cdk import aws_applicationautoscaling as scaling
from aws_cdk import aws_cloudwatch as cloudwatch
from aws_cdk import aws_ec2 as ec2
from aws_cdk import aws_iam as iam
from aws_cdk import aws_sagemaker as sagemaker
from constructs import Construct
from network import NetworkStack
from storage import StorageStack

IMAGE = "763104351884.dkr.ecr.us-east-1.amazonaws.com/huggingface-pytorch-inference:2.6.0-gpu"
MAX_INSTANCES = 4
VARIANT = "main"


class InferenceStack(Stack):
    """Uses the network's private subnets and the store's models."""

    def __init__(
        self,
        scope: Construct,
        construct_id: str,
        *,
        network: NetworkStack,
        storage: StorageStack,
        instance_type: str,
        instance_count: int,
    ) -> None:
        super().__init__(scope, construct_id, description="A model behind an endpoint.")
        model = self._model(network, storage)
        config = sagemaker.CfnEndpointConfig(
            self,
            "EndpointConfig",
            production_variants=[
                {
                    "variant_name": VARIANT,
                    "model_name": model.attr_model_name,
                    "instance_type": instance_type,
                    "initial_instance_count": instance_count,
                    "initial_variant_weight": 1,
                }
            ],
        )
        endpoint = sagemaker.CfnEndpoint(
            self,
            "Endpoint",
            endpoint_name=f"{Aws.STACK_NAME}-endpoint",
            endpoint_config_name=config.attr_endpoint_config_name,
        )
        self._alarm(endpoint)
        self._scale(endpoint, instance_count)
        CfnOutput(self, "EndpointName", value=endpoint.attr_endpoint_name)

    def _model(self, network: NetworkStack, storage: StorageStack) -> sagemaker.CfnModel:
        group = ec2.CfnSecurityGroup(
            self,
            "ModelSecurityGroup",
            group_description="Containers of the model",
            vpc_id=network.vpc.ref,
            security_group_ingress=[
                {
                    "ip_protocol": "tcp",
                    "from_port": 443,
                    "to_port": 443,
                    "cidr_ip": network.vpc.attr_cidr_block,
                }
            ],
        )
        return sagemaker.CfnModel(
            self,
            "Model",
            execution_role_arn=self._role(storage).attr_arn,
            primary_container={
                "image": IMAGE,
                "model_data_url": f"s3://{storage.bucket.ref}/models/current/model.tar.gz",
            },
            vpc_config={
                "security_group_ids": [group.attr_group_id],
                "subnets": [each.ref for each in network.private_subnets],
            },
        )

    def _role(self, storage: StorageStack) -> iam.CfnRole:
        models = storage.bucket.attr_arn
        return iam.CfnRole(
            self,
            "ExecutionRole",
            assume_role_policy_document={
                "Version": "2012-10-17",
                "Statement": [
                    {
                        "Effect": "Allow",
                        "Principal": {"Service": "sagemaker.amazonaws.com"},
                        "Action": "sts:AssumeRole",
                    }
                ],
            },
            policies=[
                {
                    "policy_name": "ReadModels",
                    "policy_document": {
                        "Version": "2012-10-17",
                        "Statement": [
                            {
                                "Effect": "Allow",
                                "Action": ["s3:GetObject", "s3:ListBucket"],
                                "Resource": [models, f"{models}/*"],
                            },
                            {"Effect": "Allow", "Action": "kms:Decrypt", "Resource": storage.key.attr_arn},
                        ],
                    },
                }
            ],
        )

    def _alarm(self, endpoint: sagemaker.CfnEndpoint) -> None:
        cloudwatch.CfnAlarm(
            self,
            "ErrorAlarm",
            alarm_description="The endpoint answers with errors",
            namespace="AWS/SageMaker",
            metric_name="Invocation5XXErrors",
            dimensions=[
                {"name": "EndpointName", "value": endpoint.attr_endpoint_name},
                {"name": "VariantName", "value": VARIANT},
            ],
            statistic="Sum",
            period=60,
            evaluation_periods=5,
            threshold=10,
            comparison_operator="GreaterThanThreshold",
            treat_missing_data="notBreaching",
        )

    def _scale(self, endpoint: sagemaker.CfnEndpoint, instance_count: int) -> None:
        target = scaling.CfnScalableTarget(
            self,
            "ScalableTarget",
            service_namespace="sagemaker",
            scalable_dimension="sagemaker:variant:DesiredInstanceCount",
            resource_id=f"endpoint/{endpoint.attr_endpoint_name}/variant/{VARIANT}",
            min_capacity=instance_count,
            max_capacity=MAX_INSTANCES,
        )
        scaling.CfnScalingPolicy(
            self,
            "ScalingPolicy",
            policy_name="InvocationsPerInstance",
            policy_type="TargetTrackingScaling",
            scaling_target_id=target.ref,
            target_tracking_scaling_policy_configuration={
                "target_value": 100,
                "predefined_metric_specification": {
                    "predefined_metric_type": "SageMakerVariantInvocationsPerInstance"
                },
            },
        )
