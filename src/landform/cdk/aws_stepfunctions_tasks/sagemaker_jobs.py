"""Tasks that run jobs of SageMaker.

Source: https://docs.aws.amazon.com/step-functions/latest/dg/connect-sagemaker.html
"""

import re
from collections.abc import Sequence
from functools import cached_property
from typing import Any, Final

from landform.cdk.aws_iam.policy_statement import PolicyStatement
from landform.cdk.aws_stepfunctions.state_graph import StateGraph
from landform.cdk.aws_stepfunctions_tasks.sagemaker_base import (
    DEFAULT_TYPE,
    NETWORK_ACTIONS,
    NetworkedTask,
    instance_type,
    named,
    pass_role,
)
from landform.cdk.aws_stepfunctions_tasks.sagemaker_choices import InputMode, S3DataType
from landform.cdk.aws_stepfunctions_tasks.service_task import (
    REQUEST,
    RUN_JOB,
    ServiceTask,
    allow,
    key_value_list,
)
from landform.cdk.core.quantities import Duration
from landform.cdk.core.tokens import is_unresolved
from landform.cdk.l1.lookup import given

_MODULE: Final = "aws_stepfunctions_tasks"
_MAX_ALGORITHM: Final = 170
_ALGORITHM: Final = re.compile(
    r"(arn:aws[a-z\-]*:sagemaker:[a-z0-9\-]*:[0-9]{12}:[a-z\-]*/)?([a-zA-Z0-9]([a-zA-Z0-9-]){0,62})(?<!-)"
)


class SageMakerCreateTrainingJob(NetworkedTask):
    """Trains a model."""

    _action = "sagemaker:createTrainingJob"
    _patterns = (REQUEST, RUN_JOB)

    def __init__(self, scope: Any, id: str, **props: Any) -> None:
        super().__init__(scope, id, **props)
        own = self._props
        self._algorithm = given(_MODULE, "AlgorithmSpecification", own.algorithm_specification)
        _check_algorithm(self._algorithm)
        self._resources = given(_MODULE, "ResourceConfig", own.resource_config)
        self._stopping = given(_MODULE, "StoppingCondition", own.stopping_condition)
        self._output = given(_MODULE, "OutputDataConfig", own.output_data_config)
        self._channels = [given(_MODULE, "Channel", each) for each in own.input_data_config or ()]
        network = given(_MODULE, "VpcConfig", own.vpc_config)
        self._role = own.role or self._made_role(is_networked=network is not None)
        if self._output.encryption_key is not None:
            self._output.encryption_key.grant_encrypt(self._role)
        volume_key = self._resources.volume_encryption_key if self._resources is not None else None
        if volume_key is not None:
            volume_key.grant(self._role, "kms:CreateGrant")
        self._placed(
            network.vpc if network is not None else None,
            network.subnets if network is not None else None,
            "TrainJobSecurityGroup",
        )

    @cached_property
    def _places(self) -> tuple[Any, list[dict[str, Any]], str]:
        """The image, the inputs and the output, which the role may use from then on."""
        image = self._algorithm.training_image
        image_uri = image.bind(self).image_uri if image is not None else None
        inputs = [_channel(each, self) for each in self._channels]
        output = self._output.s3_output_location.bind(self, for_writing=True).uri
        return image_uri, inputs, output

    def _when_bound_to_graph(self, graph: StateGraph) -> None:
        super()._when_bound_to_graph(graph)
        assert self._places  # the role gets its rights

    def _made_role(self, *, is_networked: bool) -> Any:
        from landform.cdk.aws_iam.policy_document import PolicyDocument
        from landform.cdk.aws_iam.principals import ServicePrincipal
        from landform.cdk.aws_iam.role import Role

        logs = ("CreateLogStream", "PutLogEvents", "CreateLogGroup", "DescribeLogStreams")
        actions = [
            "cloudwatch:PutMetricData",
            *(f"logs:{each}" for each in logs),
            "ecr:GetAuthorizationToken",
            *(NETWORK_ACTIONS if is_networked else ()),
        ]
        return Role(
            self,
            "SagemakerRole",
            assumed_by=ServicePrincipal("sagemaker.amazonaws.com"),
            inline_policies={"CreateTrainingJob": PolicyDocument(statements=[allow(actions, "*")])},
        )

    def _parameters(self, is_jsonata: bool) -> dict[str, Any]:
        props = self._props
        image, inputs, output = self._places
        hours = Duration.hours(1) if self._stopping is None else self._stopping.max_runtime
        return {
            "TrainingJobName": props.training_job_name,
            "EnableNetworkIsolation": props.enable_network_isolation,
            "RoleArn": self._role.role_arn,
            "AlgorithmSpecification": self._rendered_algorithm(image),
            "InputDataConfig": inputs or None,
            "OutputDataConfig": {
                "S3OutputPath": output,
                "KmsKeyId": _key_arn(self._output.encryption_key),
            },
            "ResourceConfig": self._rendered_resources(),
            "StoppingCondition": {"MaxRuntimeInSeconds": hours.to_seconds() if hours is not None else None},
            "HyperParameters": props.hyperparameters,
            "Tags": key_value_list(props.get("tags")),
            "VpcConfig": self._network(),
            "Environment": props.environment,
        }

    def _rendered_algorithm(self, image: str | None) -> dict[str, Any]:
        algorithm = self._algorithm
        metrics = [given(_MODULE, "MetricDefinition", each) for each in algorithm.metric_definitions or ()]
        return {
            "TrainingInputMode": algorithm.training_input_mode or InputMode.FILE,
            "TrainingImage": image,
            "AlgorithmName": algorithm.algorithm_name,
            "MetricDefinitions": [{"Name": each["name"], "Regex": each["regex"]} for each in metrics] or None,
        }

    def _rendered_resources(self) -> dict[str, Any]:
        resources = self._resources
        if resources is None:
            return {"InstanceCount": 1, "InstanceType": f"ml.{DEFAULT_TYPE}", "VolumeSizeInGB": 10}
        return {
            "InstanceCount": resources.instance_count,
            "InstanceType": instance_type(resources.instance_type),
            "VolumeSizeInGB": resources.volume_size.to_gibibytes(),
            "VolumeKmsKeyId": _key_arn(resources.volume_encryption_key),
        }

    def _allowed(self) -> Sequence[PolicyStatement]:
        arn = self._arn("sagemaker", "training-job", named(self._props.training_job_name, is_start=True))
        actions = ("CreateTrainingJob", "DescribeTrainingJob", "StopTrainingJob")
        found = [
            allow([f"sagemaker:{each}" for each in actions], arn),
            allow("sagemaker:ListTags", "*"),
            allow("sagemaker:AddTags", arn),
            self._pass_role(),
        ]
        if self._pattern is RUN_JOB:
            found.append(self._rule_statement("StepFunctionsGetEventsForSageMakerTrainingJobsRule"))
        return found


def _channel(channel: Any, task: Any) -> dict[str, Any]:
    source = given(_MODULE, "DataSource", channel.data_source)
    place = given(_MODULE, "S3DataSource", source.s3_data_source)
    shuffle = given(_MODULE, "ShuffleConfig", channel.shuffle_config)
    del shuffle  # aws-cdk-lib does not write it
    return {
        "ChannelName": channel.channel_name,
        "DataSource": {
            "S3DataSource": {
                "S3Uri": place.s3_location.bind(task, for_reading=True).uri,
                "S3DataType": place.s3_data_type or S3DataType.S3_PREFIX,
                "S3DataDistributionType": place.s3_data_distribution_type,
                "AttributeNames": place.attribute_names,
            }
        },
        "CompressionType": channel.compression_type,
        "ContentType": channel.content_type,
        "InputMode": channel.input_mode,
        "RecordWrapperType": channel.record_wrapper_type,
    }


def _key_arn(key: Any) -> str | None:
    return key.key_arn if key is not None else None


def _check_algorithm(algorithm: Any) -> None:
    name, image = algorithm.algorithm_name, algorithm.training_image
    if (name is None) == (image is None):
        said = "Must define either an" if name is None else "Cannot define both an"
        raise ValueError(f"{said} algorithm name and training image URI in the algorithm specification")
    if name is None or is_unresolved(name):
        return
    if not 1 <= len(name) <= _MAX_ALGORITHM:
        raise ValueError(f"Algorithm name length must be between 1 and {_MAX_ALGORITHM}, but got {len(name)}")
    if _ALGORITHM.fullmatch(name) is None:
        raise ValueError(f"Expected algorithm name to match {_ALGORITHM.pattern}, but got {name}")


class SageMakerCreateTransformJob(ServiceTask):
    """Runs a model on a batch of data."""

    _action = "sagemaker:createTransformJob"
    _patterns = (REQUEST, RUN_JOB)

    def __init__(self, scope: Any, id: str, **props: Any) -> None:
        super().__init__(scope, id, **props)
        self._client = given(_MODULE, "ModelClientOptions", self._props.model_client_options)
        self._role: Any = self._props.role or self._made_role()
        if self._client is not None:
            _check_client(self._client)

    @property
    def role(self) -> Any:
        """The role."""
        return self._role

    def _made_role(self) -> Any:
        from landform.cdk.aws_iam.managed_policy import ManagedPolicy
        from landform.cdk.aws_iam.principals import ServicePrincipal
        from landform.cdk.aws_iam.role import Role

        return Role(
            self,
            "SagemakerTransformRole",
            assumed_by=ServicePrincipal("sagemaker.amazonaws.com"),
            managed_policies=[ManagedPolicy.from_aws_managed_policy_name("AmazonSageMakerFullAccess")],
        )

    def _parameters(self, is_jsonata: bool) -> dict[str, Any]:
        props, payload = self._props, self._props.max_payload
        return {
            "BatchStrategy": props.batch_strategy,
            "Environment": props.environment,
            "MaxConcurrentTransforms": props.max_concurrent_transforms,
            "MaxPayloadInMB": payload.to_mebibytes() if payload is not None else None,
            "ModelClientConfig": self._rendered_client(),
            "ModelName": props.model_name,
            "Tags": key_value_list(props.get("tags")),
            "TransformInput": _transform_input(given(_MODULE, "TransformInput", props.transform_input)),
            "TransformJobName": props.transform_job_name,
            "TransformOutput": _transform_output(given(_MODULE, "TransformOutput", props.transform_output)),
            "TransformResources": self._rendered_resources(),
        }

    def _rendered_client(self) -> dict[str, Any] | None:
        if self._client is None:
            return None
        timeout = self._client.invocations_timeout
        return {
            "InvocationsMaxRetries": self._client.invocations_max_retries or 0,
            "InvocationsTimeoutInSeconds": timeout.to_seconds() if timeout is not None else 60,
        }

    def _rendered_resources(self) -> dict[str, Any]:
        resources = given(_MODULE, "TransformResources", self._props.transform_resources)
        if resources is None:
            return {"InstanceCount": 1, "InstanceType": f"ml.{DEFAULT_TYPE}"}
        key = resources.volume_encryption_key
        return {
            "InstanceCount": resources.instance_count,
            "InstanceType": instance_type(resources.instance_type),
            "VolumeKmsKeyId": key.key_ref.key_arn if key is not None else None,
        }

    def _allowed(self) -> Sequence[PolicyStatement]:
        arn = self._arn("sagemaker", "transform-job", "*")
        actions = ("CreateTransformJob", "DescribeTransformJob", "StopTransformJob")
        found = [
            allow([f"sagemaker:{each}" for each in actions], arn),
            allow("sagemaker:ListTags", "*"),
            pass_role(self._role),
        ]
        if self._pattern is RUN_JOB:
            found += [
                self._rule_statement("StepFunctionsGetEventsForSageMakerTransformJobsRule"),
                allow("sagemaker:AddTags", arn),
            ]
        return found


def _transform_input(given_input: Any) -> dict[str, Any]:
    source = given(_MODULE, "TransformDataSource", given_input.transform_data_source)
    place = given(_MODULE, "TransformS3DataSource", source.s3_data_source)
    return {
        "CompressionType": given_input.compression_type,
        "ContentType": given_input.content_type,
        "DataSource": {
            "S3DataSource": {"S3Uri": place.s3_uri, "S3DataType": place.s3_data_type or S3DataType.S3_PREFIX}
        },
        "SplitType": given_input.split_type,
    }


def _transform_output(output: Any) -> dict[str, Any]:
    key = output.encryption_key
    return {
        "S3OutputPath": output.s3_output_path,
        "KmsKeyId": key.key_ref.key_arn if key is not None else None,
        "Accept": output.accept,
        "AssembleWith": output.assemble_with,
    }


def _check_client(client: Any) -> None:
    retries, timeout = client.invocations_max_retries, client.invocations_timeout
    if retries is not None and not is_unresolved(retries) and not 0 <= retries <= 3:
        raise ValueError(f"invocations_max_retries should be between 0 and 3. Received: {retries:g}")
    if timeout is not None and not 1 <= timeout.to_seconds() <= 3600:
        raise ValueError("invocations_timeout should be between 1 and 3600 seconds")
