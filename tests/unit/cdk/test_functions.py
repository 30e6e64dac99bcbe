"""What is refused of functions, alarms, logs and scaling, and in which words."""

import re
from collections.abc import Callable
from typing import Any

import pytest

from landform.cdk import (
    App,
    Duration,
    Size,
    Stack,
    aws_applicationautoscaling,
    aws_cloudwatch,
    aws_iam,
    aws_lambda,
    aws_logs,
    aws_sns,
    aws_sqs,
)

PYTHON = aws_lambda.Runtime.PYTHON_3_13
Case = tuple[str, Callable[[Stack], Any]]


def _function(stack: Stack, **options: Any) -> Any:
    code = aws_lambda.Code.from_inline("x")
    return aws_lambda.Function(
        stack, "F", **{"code": code, "handler": "index.handler", "runtime": PYTHON, **options}
    )


def _metric(**options: Any) -> Any:
    return aws_cloudwatch.Metric(namespace="n", metric_name="m", **options)


def _mapping(stack: Stack, **options: Any) -> Any:
    return _function(stack).add_event_source_mapping("M", **{"event_source_arn": "arn", **options})


def _transformer(stack: Stack, *processors: Any) -> Any:
    group = aws_logs.LogGroup(stack, "G")
    return group.add_transformer("T", transformer_name="t", transformer_config=list(processors))


def _alarm(stack: Stack, metric: Any, **options: Any) -> Any:
    return aws_cloudwatch.Alarm(
        stack, "A", **{"metric": metric, "threshold": 1, "evaluation_periods": 1, **options}
    )


JSON = aws_logs.ParserProcessor(type=aws_logs.ParserProcessorType.JSON)
GROK = aws_logs.ParserProcessor(type=aws_logs.ParserProcessorType.GROK, grok_options={"match": "x"})
TRIM = aws_logs.StringMutatorProcessor(type=aws_logs.StringMutatorType.TRIM, trim_keys=["a"])
VENDED = aws_logs.VendedLogParser(log_type=aws_logs.VendedLogType.VPC)

FUNCTIONS: dict[str, Case] = {
    "storage": (
        "Ephemeral storage size must be between 512 and 10240 MB, received 100 MB.",
        lambda s: _function(s, ephemeral_storage_size=Size.mebibytes(100)),
    ),
    "long name": (
        "Function name can not be longer than 64 characters but has 70 characters.",
        lambda s: _function(s, function_name="x" * 70),
    ),
    "name with a space": (
        "Function name a b can contain only letters, numbers, hyphens, or underscores with no spaces.",
        lambda s: _function(s, function_name="a b"),
    ),
    "description": (
        "Function description can not be longer than 256 characters but has 300 characters.",
        lambda s: _function(s, description="d" * 300),
    ),
    "inline code": (
        "Inline source not allowed for java21",
        lambda s: _function(s, runtime=aws_lambda.Runtime.JAVA_21),
    ),
    "empty code": ("Lambda inline code cannot be empty", lambda s: aws_lambda.Code.from_inline("")),
    "image runtime": (
        "runtime must be `Runtime.FROM_IMAGE` when using image asset for Lambda function",
        lambda s: _function(s, handler=aws_lambda.Handler.FROM_IMAGE),
    ),
    "two log settings": (
        "CDK does not support setting logRetention and logGroup",
        lambda s: _function(
            s, log_group=aws_logs.LogGroup(s, "G"), log_retention=aws_logs.RetentionDays.ONE_DAY
        ),
    ),
    "reserved variable": (
        "AWS_REGION environment variable is reserved by the lambda runtime and can not be set manually. See "
        "https://docs.aws.amazon.com/lambda/latest/dg/configuration-envvars.html",
        lambda s: _function(s, environment={"AWS_REGION": "x"}),
    ),
    "network without a VPC": (
        "Cannot configure 'allowAllOutbound' without configuring a VPC",
        lambda s: _function(s, allow_all_outbound=True),
    ),
    "disabled dead letters": (
        "deadLetterQueue defined but deadLetterQueueEnabled explicitly set to false",
        lambda s: _function(s, dead_letter_queue_enabled=False, dead_letter_queue=aws_sqs.Queue(s, "Q")),
    ),
    "queue and topic": (
        "deadLetterQueue and deadLetterTopic cannot be specified together at the same time",
        lambda s: _function(s, dead_letter_queue_enabled=True, dead_letter_topic=aws_sns.Topic(s, "T")),
    ),
    "snapshots": (
        "SnapStart currently not supported by runtime nodejs22.x",
        lambda s: _function(
            s,
            runtime=aws_lambda.Runtime.NODEJS_22_X,
            snap_start=aws_lambda.SnapStartConf.ON_PUBLISHED_VERSIONS,
        ),
    ),
    "levels without a format": (
        "To use ApplicationLogLevel and/or SystemLogLevel you must set LogFormat to 'JSON', got 'undefined'.",
        lambda s: _function(s, application_log_level_v2=aws_lambda.ApplicationLogLevel.INFO),
    ),
    "two formats": (
        "Only define LogFormat or LoggingFormat, not both.",
        lambda s: _function(s, logging_format=aws_lambda.LoggingFormat.JSON, log_format="JSON"),
    ),
    "layer of another runtime": (
        "This lambda function uses a runtime that is incompatible with this layer (python3.13 is not in "
        "[nodejs22.x])",
        lambda s: _function(
            s,
            layers=[
                aws_lambda.LayerVersion.from_layer_version_attributes(
                    s,
                    "L",
                    layer_version_arn="arn:aws:lambda:us-east-1:111122223333:layer:l:1",
                    compatible_runtimes=[aws_lambda.Runtime.NODEJS_22_X],
                )
            ],
        ),
    ),
    "inline layer": (
        "Inline code is not supported for AWS Lambda layers",
        lambda s: aws_lambda.LayerVersion(s, "L", code=aws_lambda.Code.from_inline("x")),
    ),
    "retries": ("`retryAttempts` must be between 0 and 2.", lambda s: _function(s, retry_attempts=3)),
    "durable": (
        "executionTimeout must be between 1 and 31622400 seconds, got 0",
        lambda s: _function(s, durable_config={"execution_timeout": Duration.seconds(0)}),
    ),
    "old insights": (
        "Insights version 1.0.54.0 does not exist.",
        lambda s: _function(
            s,
            insights_version=aws_lambda.LambdaInsightsVersion.VERSION_1_0_54_0,
            architecture=aws_lambda.Architecture.ARM_64,
        ),
    ),
    "cache of secrets": (
        "Cache size must be between 0 and 1000 inclusive - provided: 2000",
        lambda s: _function(
            s,
            params_and_secrets=aws_lambda.ParamsAndSecretsLayerVersion.from_version(
                aws_lambda.ParamsAndSecretsVersions.V1_0_103, cache_size=2000
            ),
        ),
    ),
    "Python with another wrapper": (
        "Python Adot Lambda layer requires AdotLambdaExecWrapper.INSTRUMENT_HANDLER",
        lambda s: _function(
            s,
            adot_instrumentation={
                "layer_version": aws_lambda.AdotLayerVersion.from_python_sdk_layer_version(
                    aws_lambda.AdotLambdaLayerPythonSdkVersion.LATEST
                ),
                "exec_wrapper": aws_lambda.AdotLambdaExecWrapper.REGULAR_HANDLER,
            },
        ),
    ),
    "mount path": (
        "Local mount path should match with ^/mnt/[a-zA-Z0-9-_.]+$ but given /x.",
        lambda s: aws_lambda.FileSystem(arn="a", local_mount_path="/x"),
    ),
    "federated caller": (
        "Invalid principal type for Lambda permission statement: FederatedPrincipal. Supported: "
        "AccountPrincipal, ArnPrincipal, ServicePrincipal, OrganizationPrincipal",
        lambda s: _function(s).add_permission("P", principal=aws_iam.FederatedPrincipal("x", {})),
    ),
    "URL of a version": (
        "FunctionUrl cannot be used with a Version",
        lambda s: aws_lambda.FunctionUrl(s, "U", function=_function(s).current_version),
    ),
    "edge": (
        "$LATEST function version cannot be used for Lambda@Edge",
        lambda s: _function(s).latest_version.edge_arn,
    ),
    "weights": (
        "Sum of additional version weights must not exceed 1, got: 1.2",
        lambda s: aws_lambda.Alias(
            s,
            "A",
            alias_name="a",
            version=(version := _function(s).current_version),
            additional_versions=[{"version": version, "weight": 0.6}, {"version": version, "weight": 0.6}],
        ),
    ),
    "second settings of calls": (
        "An EventInvokeConfig has already been configured for the function at Shop/F",
        lambda s: _function(s, retry_attempts=1).configure_async_invoke(retry_attempts=1),
    ),
    "imported function": (
        "Cannot modify permission to lambda function. Function is either imported or $LATEST version.",
        lambda s: aws_lambda.Function.from_function_arn(
            s, "I", "arn:aws:lambda:us-east-1:999999999999:function:f"
        ).grant_invoke(aws_iam.ServicePrincipal("s3.amazonaws.com")),
    ),
    "security groups": (
        "Only VPC-associated Lambda Functions have security groups to manage.",
        lambda s: _function(s).connections,
    ),
    "unknown option": (
        "got an unexpected keyword argument 'memory'",
        lambda s: _function(s, memory=3),
    ),
}
MAPPINGS: dict[str, Case] = {
    "no source": (
        "Either eventSourceArn or kafkaBootstrapServers must be set",
        lambda s: _mapping(s, event_source_arn=None),
    ),
    "window": (
        "maxBatchingWindow cannot be over 300 seconds, got 360",
        lambda s: _mapping(s, max_batching_window=Duration.minutes(6)),
    ),
    "age": (
        "maxRecordAge must be between 60 seconds and 7 days inclusive",
        lambda s: _mapping(s, max_record_age=Duration.seconds(5)),
    ),
    "retries": (
        "retryAttempts must be -1 (for infinite) or between 0 and 10000 inclusive, got 20000",
        lambda s: _mapping(s, retry_attempts=20000),
    ),
    "parallel": (
        "parallelizationFactor must be between 1 and 10 inclusive, got 11",
        lambda s: _mapping(s, parallelization_factor=11),
    ),
    "timestamp": (
        "startingPositionTimestamp can only be used when startingPosition is AT_TIMESTAMP",
        lambda s: _mapping(s, starting_position_timestamp=3),
    ),
    "group": (
        'kafkaConsumerGroupId contains invalid characters. Allowed values are "[a-zA-Z0-9-/*:_+=.@-]"',
        lambda s: _mapping(s, kafka_consumer_group_id="a b"),
    ),
    "pollers": (
        "Minimum provisioned pollers must be less than or equal to maximum provisioned pollers",
        lambda s: _mapping(s, provisioned_poller_config={"minimum_pollers": 5, "maximum_pollers": 3}),
    ),
}
WATCHING: dict[str, Case] = {
    "period": (
        "'period' must be 1, 5, 10, 30, or a multiple of 60 seconds, received 7",
        lambda s: _metric(period=Duration.seconds(7)),
    ),
    "dimension": (
        "Dimension value must be at least 1 and no more than 255 characters; received ",
        lambda s: _metric(dimensions_map={"a": ""}),
    ),
    "dimensions": (
        "The maximum number of dimensions is 30, received 31",
        lambda s: _metric(dimensions_map={f"a{i}": "x" for i in range(31)}),
    ),
    "variable": (
        "Invalid variable names in expression: A. Must start with lowercase letter and only contain "
        "alphanumerics.",
        lambda s: aws_cloudwatch.MathExpression(expression="a", using_metrics={"A": _metric()}),
    ),
    "two metrics of one id": (
        "The ID 'a' used for two metrics in the expression: 'L' and 'm'. Rename one.",
        lambda s: aws_cloudwatch.MathExpression(
            expression="a",
            using_metrics={
                "a": _metric(),
                "b": aws_cloudwatch.MathExpression(
                    expression="a", using_metrics={"a": _metric(label="L", statistic="p5")}
                ),
            },
        ),
    ),
    "other region": (
        "Cannot create an Alarm in region 'us-east-1' based on metric 'm' in 'us-west-2'",
        lambda s: _alarm(s, _metric(region="us-west-2")),
    ),
    "search": (
        "Search expressions are not supported in CloudWatch Alarms. Use search expressions only in dashboard "
        "graphs.",
        lambda s: _alarm(s, aws_cloudwatch.SearchExpression(expression="SEARCH('x')")),
    ),
    "band operator": (
        "Anomaly detection operator LessThanLowerThreshold requires an ANOMALY_DETECTION_BAND() metric. Use "
        "the construct AnomalyDetectionAlarm or wrap your metric in an ANOMALY_DETECTION_BAND expression.",
        lambda s: _alarm(
            s,
            _metric(),
            comparison_operator=aws_cloudwatch.ComparisonOperator.LESS_THAN_LOWER_THRESHOLD,
        ),
    ),
    "no operands": (
        "Did not detect any operands for AlarmRule.allOf()",
        lambda s: aws_cloudwatch.AlarmRule.all_of().render_alarm_rule(),
    ),
    "prometheus": (
        "evaluationInterval must be between 10 and 3600 seconds, got 5",
        lambda s: aws_cloudwatch.PromQLAlarm(s, "P", query="up", evaluation_interval=Duration.seconds(5)),
    ),
    "mute rule": (
        "Duration must be less than or equal to 15 days, got 16 days.",
        lambda s: aws_cloudwatch.AlarmMuteRule(
            s,
            "M",
            duration=Duration.days(16),
            schedule=aws_cloudwatch.ScheduleExpression.cron(minute="5"),
        ),
    ),
    "comparison": (
        "Invalid comparison operator ('<'), must be either '=' or '!='",
        lambda s: aws_logs.FilterPattern.string_value("$.a", "<", "x"),
    ),
    "column": (
        "Column in restrictions that is not in columns: b",
        lambda s: aws_logs.FilterPattern.space_delimited("a").where_string("b", "=", "x"),
    ),
    "dimensions of a filter": (
        "MetricFilter only supports a maximum of 3 dimensions but received 4.",
        lambda s: aws_logs.LogGroup(s, "G").add_metric_filter(
            "M",
            filter_pattern=aws_logs.FilterPattern.all_events(),
            metric_name="m",
            metric_namespace="n",
            dimensions={name: f"$.{name}" for name in "abcd"},
        ),
    ),
    "identifiers": (
        "DataIdentifier cannot be empty",
        lambda s: aws_logs.DataProtectionPolicy(identifiers=[]),
    ),
    "no processor": ("At least one processor is required in a transformer", _transformer),
    "no parser": ("First processor in a transformer must be a parser", lambda s: _transformer(s, TRIM)),
    "many parsers": (
        "A transformer cannot have more than 5 parser-type processors",
        lambda s: _transformer(s, *[JSON] * 6),
    ),
    "late vended parser": (
        "AWS vended log parser must be the first processor in a transformer",
        lambda s: _transformer(s, JSON, VENDED),
    ),
    "two groks": (
        "Only one grok processor is allowed in a transformer",
        lambda s: _transformer(s, GROK, GROK),
    ),
    "stats": (
        "CloudWatch Logs Insights only supports up to two stats commands in a single query, received 3.",
        lambda s: aws_logs.QueryDefinition(
            s,
            "Q",
            query_definition_name="q",
            query_string=aws_logs.QueryString(stats_statements=["a", "b", "c"]),
        ),
    ),
}

DASHBOARDS: dict[str, Case] = {
    "name": (
        "The value a b for field dashboardName contains invalid characters. It can only contain "
        "alphanumerics, dash (-) and underscore (_).",
        lambda s: aws_cloudwatch.Dashboard(s, "D", dashboard_name="a b"),
    ),
    "two beginnings": (
        "both properties defaultInterval and start cannot be set at once",
        lambda s: aws_cloudwatch.Dashboard(s, "D", start="-P7D", default_interval=Duration.days(1)),
    ),
    "labels": (
        "displayLabelsOnChart can currently only be set to true if view is GraphWidgetView.PIE",
        lambda s: aws_cloudwatch.GraphWidget(display_labels_on_chart=True),
    ),
    "end without start": (
        "If you specify a value for end, you must also specify a value for start.",
        lambda s: aws_cloudwatch.GraphWidget(end="now"),
    ),
    "no log group": (
        "Specify at least one log group name.",
        lambda s: aws_cloudwatch.LogQueryWidget(log_group_names=[], query_string="x"),
    ),
    "shared id": (
        "Cannot have two different metrics share the same id ('x') in one Alarm or Graph.",
        lambda s: aws_cloudwatch.GraphWidget(
            left=[
                aws_cloudwatch.MathExpression(expression="x", using_metrics={"x": _metric(statistic=each)})
                for each in ("Sum", "Average")
            ]
        ).to_json(),
    ),
}


def _target(stack: Stack, **options: Any) -> Any:
    given = {
        "service_namespace": aws_applicationautoscaling.ServiceNamespace.ECS,
        "resource_id": "x",
        "scalable_dimension": "y",
        "min_capacity": 1,
        "max_capacity": 2,
    }
    return aws_applicationautoscaling.ScalableTarget(stack, "T", **{**given, **options})


SCALING: dict[str, Case] = {
    "limits": (
        "minCapacity (3) should be lower than maxCapacity (2)",
        lambda s: _target(s, min_capacity=3),
    ),
    "no change": (
        "You must supply at least one of minCapacity or maxCapacity",
        lambda s: _target(s).scale_on_schedule(
            "A", schedule=aws_applicationautoscaling.Schedule.cron(hour="8")
        ),
    ),
    "two metrics": (
        "Exactly one of 'customMetric' or 'predefinedMetric' must be specified.",
        lambda s: _target(s).scale_to_track_metric("A", target_value=1),
    ),
    "percentile": (
        "Cannot use statistic 'p90' for Target Tracking: only 'Average', 'Minimum', 'Maximum', "
        "'SampleCount', and 'Sum' are supported.",
        lambda s: _target(s).scale_to_track_metric(
            "A", target_value=1, custom_metric=_metric(statistic="p90")
        ),
    ),
    "one step": (
        "You must supply at least 2 intervals for autoscaling",
        lambda s: _target(s).scale_on_metric("A", metric=_metric(), scaling_steps=[{"change": 1}]),
    ),
    "overlap": (
        "Two intervals overlap: 0 to 20, and 10 to 30",
        lambda s: _target(s).scale_on_metric(
            "A",
            metric=_metric(),
            scaling_steps=[{"lower": 0, "upper": 20, "change": 1}, {"lower": 10, "upper": 30, "change": 2}],
        ),
    ),
}


@pytest.mark.parametrize(
    "case",
    [
        pytest.param(case, id=f"{kind}: {name}")
        for kind, cases in (
            ("functions", FUNCTIONS),
            ("mappings", MAPPINGS),
            ("watching", WATCHING),
            ("dashboards", DASHBOARDS),
            ("scaling", SCALING),
        )
        for name, case in cases.items()
    ],
)
def test_a_mistake_is_refused_where_it_is_made(case: Case) -> None:
    """In the words that users of the API know."""
    message, mistake = case
    stack = Stack(App(auto_synth=False), "Shop", env={"account": "111122223333", "region": "us-east-1"})
    with pytest.raises((ValueError, TypeError), match=re.escape(message)):
        mistake(stack)


def test_a_statistic_that_is_not_known_is_kept_with_a_warning() -> None:
    """CloudWatch may have statistics that this library does not know."""
    metric = _metric(statistic="zz9")
    assert metric.statistic == "zz9"
    assert list(metric.warnings_v2) == ["CloudWatch:Alarm:UnrecognizedStatistic"]


def test_a_calculation_warns_of_what_it_does_not_know() -> None:
    """Variables without a metric, and metrics whose periods it changes."""
    unknown = aws_cloudwatch.MathExpression(expression="a + b")
    assert unknown.warnings == [
        "Math expression 'a + b' references unknown identifiers: a, b. Please add them to the 'usingMetrics' "
        "map."
    ]
    changed = aws_cloudwatch.MathExpression(
        expression="a", using_metrics={"a": _metric()}, period=Duration.minutes(1)
    )
    assert changed.warnings == [
        "Periods of metrics in 'usingMetrics' for Math expression 'a' have been overridden to 60 seconds."
    ]


def test_a_current_version_moves_when_its_function_changes() -> None:
    """The hash of the function is part of the version's logical id."""

    def version_of(memory: int) -> str:
        stack = Stack(App(auto_synth=False), "Shop")
        version = _function(stack, memory_size=memory).current_version
        found: str = stack.resolve(version.node.default_child.logical_id)
        return found

    assert version_of(128) == version_of(128)
    assert version_of(128) != version_of(256)
    assert re.fullmatch(r"FCurrentVersion[0-9A-F]{8}[0-9a-f]{32}", version_of(128))


def test_a_variable_that_may_be_left_out_is_left_out_at_the_edge() -> None:
    """Lambda@Edge has no variables."""
    stack = Stack(App(auto_synth=False), "Shop")
    function = _function(stack)
    function.add_environment("DEBUG", "1", remove_in_edge=True)
    stack.resolve(function.current_version.edge_arn)
    assert stack.resolve(function.node.default_child.environment) is None
    function.add_environment("NEEDED", "1")
    with pytest.raises(ValueError, match=re.escape("contains environment variables [NEEDED]")):
        stack.resolve(function.current_version.edge_arn)
