"""Calls of aws_stepfunctions_tasks."""

from typing import Any, Final

from tools.differential.making import SECURITY_GROUP, construct, enum, imported, minutes, new, record, static

_TASKS: Final = "aws_stepfunctions_tasks"
_STATES: Final = "aws_stepfunctions"
_INPUT: Final = f"{_STATES}.TaskInput"
_PATH: Final = static(f"{_STATES}.JsonPath.string_at", "$.v")
_TOKEN: Final = static(f"{_STATES}.JsonPath.string_at", "$$.Task.Token")
_WITH_TOKEN: Final = static(f"{_INPUT}.from_object", {"map": {"plain": "text", "token": _TOKEN}})
_ATTRIBUTE: Final = f"{_TASKS}.DynamoAttributeValue"
_PATTERN: Final = f"{_STATES}.IntegrationPattern"
_ROLE: Final = construct(
    "aws_iam.Role", "Role0", assumed_by=new("aws_iam.ServicePrincipal", "lambda.amazonaws.com")
)
_PROJECT: Final = construct(
    "aws_codebuild.CfnProject",
    "Project0",
    artifacts={"map": {"type": "NO_ARTIFACTS"}},
    environment={"map": {"computeType": "a", "image": "b", "type": "c"}},
    service_role="arn:aws:iam::111122223333:role/a",
    source={"map": {"type": "NO_SOURCE"}},
)
_MODEL: Final = static(
    "aws_bedrock.FoundationModel.from_foundation_model_id",
    {"stack": True},
    "Model0",
    enum("aws_bedrock.FoundationModelIdentifier.AMAZON_TITAN_TEXT_LITE_V1"),
)
_CONNECTION: Final = imported(
    "aws_events.Connection.from_event_bus_arn",
    "Connection0",
    "arn:aws:events:us-east-1:111122223333:connection/a/1",
    "arn:aws:secretsmanager:us-east-1:111122223333:secret:a-AbCdEf",
)

VALUES: Final = {
    _INPUT: (_WITH_TOKEN, static(f"{_INPUT}.from_text", "text")),
    f"{_STATES}.Credentials": (
        record(f"{_STATES}.Credentials", role=static(f"{_STATES}.TaskRole.from_role_arn_json_path", "$.r")),
        record(f"{_STATES}.Credentials", role=static(f"{_STATES}.TaskRole.from_role", _ROLE)),
    ),
    _ATTRIBUTE: (static(f"{_ATTRIBUTE}.from_string", _PATH), static(f"{_ATTRIBUTE}.from_number", 5)),
    f"{_TASKS}.MessageAttribute": (
        record(f"{_TASKS}.MessageAttribute", value="text"),
        record(
            f"{_TASKS}.MessageAttribute",
            value=5,
            data_type=enum(f"{_TASKS}.MessageAttributeDataType.NUMBER"),
        ),
    ),
    f"{_TASKS}.AlgorithmSpecification": (
        record(f"{_TASKS}.AlgorithmSpecification", algorithm_name="blazing"),
        record(
            f"{_TASKS}.AlgorithmSpecification",
            training_image=static(f"{_TASKS}.DockerImage.from_registry", "example.com/train:1"),
            training_input_mode=enum(f"{_TASKS}.InputMode.PIPE"),
            metric_definitions=[
                {"record": f"{_TASKS}.MetricDefinition", "kw": {"name": "loss", "regex": "loss=(.*)"}}
            ],
        ),
    ),
    f"{_TASKS}.ApplicationConfiguration": (
        record(
            f"{_TASKS}.ApplicationConfiguration",
            classification=enum(f"{_TASKS}.Classification.SPARK"),
            properties={"map": {"a": "b"}},
        ),
        record(
            f"{_TASKS}.ApplicationConfiguration",
            classification=enum(f"{_TASKS}.Classification.SPARK_ENV"),
            nested_config=[
                record(
                    f"{_TASKS}.ApplicationConfiguration",
                    classification=enum(f"{_TASKS}.Classification.SPARK_METRICS"),
                    properties={"map": {"c": "d"}},
                )
            ],
        ),
    ),
    f"{_TASKS}.WorkerConfigurationProperty": (
        record(
            f"{_TASKS}.WorkerConfigurationProperty",
            number_of_workers=2,
            worker_type=enum(f"{_TASKS}.WorkerType.G_1X"),
        ),
        record(
            f"{_TASKS}.WorkerConfigurationProperty",
            number_of_workers=3,
            worker_type_v2=enum(f"{_TASKS}.WorkerTypeV2.G_2_X"),
        ),
    ),
    "interfaces.aws_codebuild.IProjectRef": (_PROJECT, _PROJECT),
    "aws_bedrock.IModel": (
        _MODEL,
        static(
            "aws_bedrock.ProvisionedModel.from_provisioned_model_arn",
            {"stack": True},
            "Model1",
            "arn:aws:bedrock:us-east-1:111122223333:provisioned-model/a",
        ),
    ),
    "aws_ec2.ISecurityGroup": (
        SECURITY_GROUP,
        imported("aws_ec2.SecurityGroup.from_security_group_id", "Sg1", "sg-1"),
    ),
    "aws_events.IConnection": (_CONNECTION, _CONNECTION),
}
SAME: Final = {"interfaces.aws_iam.IRoleRef": "aws_iam.IRole"}
ALWAYS: Final = {
    **{
        f"{_TASKS}.EmrContainersStartJobRun{suffix}": {"execution_role": _ROLE}
        for suffix in ("", ".jsonata", ".json_path")
    },
    f"{_TASKS}.BedrockCreateModelCustomizationJob": {
        "hyper_parameters": {"map": {"Evaluation percentage": "10"}}
    },
    **{
        f"{_TASKS}.{kind}{suffix}": given
        for kind, given in {
            "BedrockInvokeModel": {"body": _WITH_TOKEN},
            "MediaConvertCreateJob": {
                "create_job_request": {
                    "map": {
                        "Role": "arn:aws:iam::111122223333:role/a",
                        "Settings": {"map": {"Inputs": [{"map": {"FileInput": "s3://a/b"}}]}},
                    }
                }
            },
            "HttpInvoke": {
                "api_endpoint": static(f"{_INPUT}.from_text", "v2/items"),
                "method": static(f"{_INPUT}.from_text", "POST"),
            },
        }.items()
        for suffix in ("", ".jsonata", ".json_path")
    },
}
_WAITING: Final = {"integration_pattern": enum(f"{_PATTERN}.WAIT_FOR_TASK_TOKEN")}
TOGETHER: Final = {
    f"{_TASKS}.EmrContainersStartJobRun": {"role of its own": {"kw": {"execution_role": None}}},
    f"{_TASKS}.EmrCreateCluster": {
        "emr policy": {"context": {"@aws-cdk/aws-stepfunctions-tasks:enableEmrServicePolicyV2": True}}
    },
    **{
        f"{_TASKS}.{kind}": {"waiting": {"kw": {**_WAITING, **given}}}
        for kind, given in {
            "CallApiGatewayHttpApiEndpoint": {
                "headers": static(f"{_INPUT}.from_object", {"map": {"token": _TOKEN}}),
            },
            "CallAwsService": {"parameters": {"map": {"Token": _TOKEN}}},
            "CallAwsServiceCrossRegion": {"parameters": {"map": {"Token": _TOKEN}}},
            "LambdaInvoke": {"payload": _WITH_TOKEN},
            "StepFunctionsStartExecution": {"input": _WITH_TOKEN},
        }.items()
    },
}
OWN: Final[tuple[tuple[str, str, tuple[Any, Any]], ...]] = (
    (
        rf"{_TASKS}\..*",
        r"integration_pattern",
        (enum(f"{_PATTERN}.RUN_JOB"), enum(f"{_PATTERN}.WAIT_FOR_TASK_TOKEN")),
    ),
    (rf"{_TASKS}\.CallAwsService.*", r"service", ("s3", "sagemaker")),
    (rf"{_TASKS}\.CallAwsService.*", r"action", ("listBuckets", "describeTable")),
    (rf"{_TASKS}\.CallAwsService.*", r"iam_action", ("s3:ListAllMyBuckets", "s3:*")),
    (rf"{_TASKS}\.(S3Location|DockerImage)\..*", r"expression", ("$.a", "$.b")),
    (
        rf"{_TASKS}\.CallAwsService.*",
        r"parameters",
        ({"map": {"Bucket": "b", "Key": _PATH}}, {"map": {"Inner": {"map": {"n": 5}}}}),
    ),
    (rf"{_TASKS}\.(Batch|Glue).*", r"timeout|notify_delay_after", (minutes(5), minutes(90))),
    (rf"{_TASKS}\.EmrCreate.*", r"release_label", ("emr-7.1.0", "emr-5.31.0")),
    (rf"{_TASKS}\.EmrCreate.*", r"ebs_root_volume_throughput", (200, 500)),
    (rf"{_TASKS}\.EmrCreate.*", r"ebs_root_volume_size", (static("aws_cdk.Size.gibibytes", 20),) * 2),
    (rf"{_TASKS}\.EmrCreate.*", r"auto_termination_policy_idle_timeout", (minutes(5), minutes(90))),
    (
        rf"{_TASKS}\.EvaluateExpression",
        r"runtime",
        (enum("aws_lambda.Runtime.NODEJS_20_X"), enum("aws_lambda.Runtime.NODEJS_18_X")),
    ),
    (rf"{_TASKS}\..*", r"task_input", (static(f"{_INPUT}.from_json_path_at", "$.id"),) * 2),
    (rf"{_TASKS}\.DynamoAttributeValue\..*_from_json_path", r"value", ("$.a", "$.b")),
    (rf"{_TASKS}\.DynamoAttributeValue\..*_from_jsonata", r"value", ("{% $a %}", "{% $b %}")),
    (rf"{_TASKS}\..*", r"(input|output|result)_path", ("$.a", "$.b")),
)
_OF_ALL_TASKS: Final = (
    r"comment|query_language|state_name|credentials|heartbeat|heartbeat_timeout|task_timeout|assign|"
    r"input_path|output_path|outputs|result_path|result_selector"
)
_ANOTHER: Final = rf"{_TASKS}\.(?!LambdaInvoke)\w+"
SKIPPED: Final = (
    rf"{_ANOTHER}(\.jsonata|\.json_path)?\(({_OF_ALL_TASKS})#\d\)",
    rf"{_ANOTHER}\.(add_catch|add_prefix|add_retry|bind_to_graph|next|to_string|metric)\(.*",
    rf"{_ANOTHER}\.metric_(failed|heartbeat_timed_out|run_time|schedule_time|scheduled|started)\(.*",
    rf"{_ANOTHER}\.metric_(succeeded|timed_out)\(.*",
    rf"{_ANOTHER}\.(end_states|id|start_state|state_id)",
    rf"{_ANOTHER}\.(jsonata|json_path)\(integration_pattern#\d\)",
)
