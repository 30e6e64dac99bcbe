"""Tasks of Bedrock.

Source: https://docs.aws.amazon.com/step-functions/latest/dg/connect-bedrock.html
"""

from collections.abc import Mapping, Sequence
from enum import Enum
from typing import Any, Final

from landform.cdk.aws_iam.policy_statement import PolicyStatement
from landform.cdk.aws_stepfunctions_tasks.service_task import (
    REQUEST,
    RUN_JOB,
    PlainServiceTask,
    ServiceTask,
    allow,
    input_value,
    s3_place,
)
from landform.cdk.core.arn import ArnFormat
from landform.cdk.core.native import Native
from landform.cdk.core.stack import Stack
from landform.cdk.l1.lookup import given

_PERCENTAGE: Final = "Evaluation percentage"


class CustomizationType(Enum):
    """How a model is made one's own."""

    FINE_TUNING = "FINE_TUNING"
    CONTINUED_PRE_TRAINING = "CONTINUED_PRE_TRAINING"
    DISTILLATION = "DISTILLATION"


class Guardrail(Native):
    """A guardrail, of one version or the draft."""

    def __init__(self, guardrail_identifier: str, guardrail_version: str) -> None:
        self.guardrail_identifier = guardrail_identifier
        self.guardrail_version = guardrail_version

    @staticmethod
    def enable(identifier: str, version: float) -> "Guardrail":
        """A version."""
        if not 1 <= version <= 99_999_999 or not float(version).is_integer():
            raise ValueError(f"The version of a guardrail is a whole number of 1 to 99999999, not {version}")
        return Guardrail(_checked(identifier), f"{int(version)}")

    @staticmethod
    def enable_draft(identifier: str) -> "Guardrail":
        """The draft."""
        return Guardrail(_checked(identifier), "DRAFT")


def _checked(identifier: str) -> str:
    if len(identifier) > 2048:
        raise ValueError("The identifier of a guardrail has 2048 characters at most")
    return identifier


class BedrockInvokeModel(ServiceTask):
    """Asks a model."""

    _action = "bedrock:invokeModel"

    def __init__(self, scope: Any, id: str, **props: Any) -> None:
        super().__init__(scope, id, **props)
        asked = self._place("Input", "input")
        if (self._props.body is None) == (asked is None):
            said = "must be specified" if asked is None else "must be specified, but not both"
            raise ValueError(f"Either `body` or `input` {said}")
        self._place("Output", "output")

    def _place(self, kind: str, name: str) -> Any:
        """Where input or output is; None where nothing is said of it."""
        found = given("aws_stepfunctions_tasks", f"BedrockInvokeModel{kind}Props", self._props.get(name))
        if found is None:
            return None
        uri, location = found.get(f"s3_{name}_uri"), s3_place(found.s3_location)
        if uri is not None and location is not None:
            raise ValueError("Either specify S3 Uri or S3 location, but not both")
        if location is not None and location.object_version:
            raise ValueError("Input and output at a version of an object are not supported")
        return (uri, location) if uri is not None or location is not None else None

    def _uri(self, kind: str, name: str) -> str | None:
        found = self._place(kind, name)
        if found is None:
            return None
        uri, location = found
        return str(uri) if uri is not None else f"s3://{location.bucket_name}/{location.object_key}"

    def _parameters(self, is_jsonata: bool) -> dict[str, Any]:
        props = self._props
        source, target = self._uri("Input", "input"), self._uri("Output", "output")
        guardrail, traced = props.guardrail, props.trace_enabled
        return {
            "ModelId": props.model.model_arn,
            "Accept": props.accept,
            "ContentType": props.content_type,
            "Body": input_value(props.body),
            "Input": {"S3Uri": source} if source is not None else None,
            "Output": {"S3Uri": target} if target is not None else None,
            "GuardrailIdentifier": guardrail.guardrail_identifier if guardrail is not None else None,
            "GuardrailVersion": guardrail.guardrail_version if guardrail is not None else None,
            "Trace": None if traced is None else ("ENABLED" if traced else "DISABLED"),
        }

    def _allowed(self) -> Sequence[PolicyStatement]:
        found = [allow("bedrock:InvokeModel", self._props.model.model_arn)]
        for kind, name, action in (("Input", "input", "s3:GetObject"), ("Output", "output", "s3:PutObject")):
            place = self._place(kind, name)
            if place is not None:
                found.append(allow(action, self._object_arn(*place)))
        guardrail = self._props.guardrail
        if guardrail is not None:
            name = guardrail.guardrail_identifier
            arn = name if name.startswith("arn:") else self._arn("bedrock", "guardrail", name)
            found.append(allow("bedrock:ApplyGuardrail", arn))
        return found

    def _object_arn(self, uri: str | None, location: Any) -> str:
        if location is None:
            return "*"
        name = f"{location.bucket_name}/{location.object_key}"
        return self._arn("s3", name, region="", account="", arn_format=ArnFormat.NO_RESOURCE_NAME)


class BedrockCreateModelCustomizationJob(PlainServiceTask):
    """Makes a model one's own."""

    _action = "bedrock:createModelCustomizationJob"
    _patterns = (REQUEST, RUN_JOB)
    _has_suffix = False

    def __init__(self, scope: Any, id: str, **props: Any) -> None:
        super().__init__(scope, id, **props)
        own = self._props
        key = own.custom_model_kms_key
        if key is not None and getattr(key, "policy", None) is None:
            raise ValueError(
                "An imported KMS key cannot be the `custom_model_kms_key`: its policy is not ours"
            )
        percentage = (own.hyper_parameters or {}).get(_PERCENTAGE)
        if not own.validation_data and percentage in (None, "0"):
            raise ValueError(f"validation_data or the hyperparameter {_PERCENTAGE} must be provided")
        self._role: Any = own.role if own.role is not None else self._made_role()
        if key is not None:
            self._let_key_be_used(key)

    @property
    def role(self) -> Any:
        """The role of the job."""
        return self._role

    def _buckets(self, *names: str) -> list[Any]:
        found = []
        for name in names:
            listed = self._props.get(name) or ()
            found += [listed] if isinstance(listed, Mapping) else list(listed)
        return [given("aws_stepfunctions_tasks", "DataBucketConfiguration", dict(each)) for each in found]

    def _made_role(self) -> Any:
        from landform.cdk.aws_iam.policy_document import PolicyDocument
        from landform.cdk.aws_iam.principals import ServicePrincipal
        from landform.cdk.aws_iam.role import Role

        conditions = {
            "StringEquals": {"aws:SourceAccount": Stack.of(self).account},
            "ArnEquals": {"aws:SourceArn": self._arn("bedrock", "model-customization-job", "*")},
        }
        read = _statement(
            ("s3:GetObject", "s3:ListBucket"), self._buckets("training_data", "validation_data")
        )
        write = _statement(("s3:GetObject", "s3:PutObject", "s3:ListBucket"), self._buckets("output_data"))
        return Role(
            self,
            "BedrockRole",
            assumed_by=ServicePrincipal("bedrock.amazonaws.com", conditions=conditions),
            inline_policies={"BedrockCreateModelCustomizationJob": PolicyDocument(statements=[read, write])},
        )

    def _let_key_be_used(self, key: Any) -> None:
        from landform.cdk.aws_iam.principals import ArnPrincipal

        region = Stack.of(self).region
        key.add_to_resource_policy(
            PolicyStatement(
                actions=["kms:Decrypt", "kms:GenerateDataKey", "kms:DescribeKey", "kms:CreateGrant"],
                resources=["*"],
                conditions={"StringEquals": {"kms:ViaService": [f"bedrock.{region}.amazonaws.com"]}},
                principals=[ArnPrincipal(self._role.role_ref.role_arn)],
            )
        )

    def _parameters(self, is_jsonata: bool) -> dict[str, Any]:
        props = self._props
        vpc, key = props.vpc_config, props.custom_model_kms_key
        validators = [{"S3Uri": _uri(each)} for each in self._buckets("validation_data")]
        return {
            "BaseModelIdentifier": props.base_model.model_arn,
            "ClientRequestToken": props.client_request_token,
            "CustomizationType": props.customization_type,
            "CustomModelKmsKeyId": key.key_arn if key is not None else None,
            "CustomModelName": props.custom_model_name,
            "CustomModelTags": _tags(props.custom_model_tags),
            "HyperParameters": props.hyper_parameters,
            "JobName": props.job_name,
            "JobTags": _tags(props.job_tags),
            "OutputDataConfig": {"S3Uri": _uri(self._buckets("output_data")[0])},
            "RoleArn": self._role.role_ref.role_arn,
            "TrainingDataConfig": {"S3Uri": _uri(self._buckets("training_data")[0])},
            "ValidationDataConfig": {"Validators": validators} if props.validation_data is not None else None,
            "VpcConfig": _network(vpc) if vpc is not None else None,
        }

    def _allowed(self) -> Sequence[PolicyStatement]:
        job = self._arn("bedrock", "model-customization-job", "*")
        return [
            allow(
                ["bedrock:CreateModelCustomizationJob", "bedrock:TagResource"],
                [self._props.base_model.model_arn, self._arn("bedrock", "custom-model", "*"), job],
            ),
            allow("iam:PassRole", self._role.role_ref.role_arn),
        ]


def _statement(actions: Sequence[str], buckets: Sequence[Any]) -> PolicyStatement:
    arns = [arn for each in buckets for arn in (each.bucket.bucket_arn, f"{each.bucket.bucket_arn}/*")]
    return allow(actions, arns)


def _uri(place: Any) -> str:
    return f"s3://{place.bucket.bucket_name}" + (f"/{place.path}" if place.path else "")


def _tags(tags: Sequence[Any] | None) -> list[dict[str, str]] | None:
    found = [given("aws_stepfunctions_tasks", "CustomModelTag", each) for each in tags or ()]
    return [{"Key": each.key, "Value": each.value} for each in found] if tags is not None else None


def _network(config: Any) -> dict[str, Any]:
    return {
        "SecurityGroupIds": [each.security_group_id for each in config.security_groups],
        "SubnetIds": [each.subnet_id for each in config.subnets],
    }
