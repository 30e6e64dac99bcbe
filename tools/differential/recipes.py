"""What stands for a value where its type alone does not say a sensible one.

Text and numbers go by the parameter's name, some classes by what people usually give. A wrong guess is no
harm: aws-cdk-lib refuses the call then, and that we refuse it too is a case as well. What one
module needs has a file of its own in of_modules/.
"""

import re
from importlib import import_module
from pkgutil import iter_modules
from typing import Any, Final

from tools.differential import of_modules

#: A parameter's name -> two texts. The first pattern that is found counts.
TEXTS: Final[tuple[tuple[str, tuple[str, str]], ...]] = (
    (
        r"arn$|^resources?$|_arns$",
        ("arn:aws:s3:::landform-a", "arn:aws:sqs:us-east-1:111122223333:landform-b"),
    ),
    (r"cidr_ipv6|ipv6", ("2001:db8::/32", "2001:db8:1234::/48")),
    (r"cidr", ("10.0.0.0/16", "10.1.0.0/24")),
    (r"^ip|_ip$|address$", ("10.0.0.1", "10.0.0.2")),
    (r"email", ("a@example.com", "b@example.com")),
    (r"url$|^uri|endpoint|repo_url", ("https://example.com/a", "https://example.com/b")),
    (r"account", ("222233334444", "555566667777")),
    (r"region", ("eu-west-1", "us-west-2")),
    (r"availability_zones?$", ("us-east-1a", "us-east-1b")),
    (r"domain|hostname|host_name|zone_name|^host$", ("example.com", "landform.example.org")),
    (r"^actions?$|_actions$", ("s3:GetObject", "sqs:SendMessage")),
    (r"managed_policy_name", ("ReadOnlyAccess", "service-role/AWSLambdaBasicExecutionRole")),
    (r"service", ("lambda.amazonaws.com", "ec2.amazonaws.com")),
    (r"^source$", ("fixture/hello.txt", "fixture/inner/run.sh")),
    (r"directory|^path_to|asset_path|^path$", ("fixture", "fixture/inner")),
    (r"file$|file_name|_file_", ("fixture/hello.txt", "fixture/inner/run.sh")),
    (r"path", ("/a", "/b/c")),
    (r"vpc_id", ("vpc-0123456789abcdef0", "vpc-0fedcba9876543210")),
    (r"subnet_id", ("subnet-0123456789abcdef0", "subnet-0fedcba9876543210")),
    (r"security_group_id", ("sg-0123456789abcdef0", "sg-0fedcba9876543210")),
    (r"expression", ("rate(5 minutes)", "cron(0 12 * * ? *)")),
    (r"^sid$", ("First", "Second")),
    (r"effect", ("Allow", "Deny")),
    (r"statistic", ("Average", "p99")),
    (r"metric_name|namespace", ("Landform", "AWS/Other")),
    (r"id$", ("id-1", "id-2")),
    (r"handler", ("index.handler", "app.main")),
    (r"code$", ("exports.handler = 1;", "x = 1")),
    (r"version", ("1.0", "2.1")),
    (r"name", ("landform-a", "landform-b")),
    (r"", ("text", "other")),
)

#: What an ARN's parameter is named after -> service and resource. Longer names stand before their endings.
ARNS: Final[dict[str, tuple[str, str]]] = {
    "compute_environment": ("batch", "compute-environment/a"),
    "auto_scaling_group": ("autoscaling", "autoScalingGroup:autoScalingGroupName/a"),
    "delivery_stream": ("firehose", "deliverystream/a"),
    "endpoint_config": ("sagemaker", "endpoint-config/a"),
    "job_definition": ("batch", "job-definition/a:1"),
    "load_balancer": ("elasticloadbalancing", "loadbalancer/app/a/0123456789abcdef"),
    "state_machine": ("states", "stateMachine:a"),
    "layer_version": ("lambda", "layer:a:1"),
    "target_group": ("elasticloadbalancing", "targetgroup/a/0123456789abcdef"),
    "certificate": ("acm", "certificate/1234abcd-12ab-34cd-56ef-1234567890ab"),
    "file_system": ("elasticfilesystem", "file-system/fs-1"),
    "repository": ("ecr", "repository/a"),
    "log_group": ("logs", "log-group:a:*"),
    "parameter": ("ssm", "parameter/a"),
    "event_bus": ("events", "event-bus/a"),
    "user_pool": ("cognito-idp", "userpool/us-east-1_a"),
    "job_queue": ("batch", "job-queue/a"),
    "function": ("lambda", "function:a"),
    "listener": ("elasticloadbalancing", "listener/app/a/0123456789abcdef/0123456789abcdef"),
    "pipeline": ("codepipeline", "a"),
    "instance": ("rds", "db:a"),
    "endpoint": ("sagemaker", "endpoint/a"),
    "cluster": ("ecs", "cluster/a"),
    "service": ("ecs", "service/c/a"),
    "project": ("codebuild", "project/a"),
    "version": ("lambda", "function:a:1"),
    "stream": ("kinesis", "stream/a"),
    "secret": ("secretsmanager", "secret:a-AbCdEf"),
    "policy": ("iam", "policy/a"),
    "domain": ("es", "domain/a"),
    "queue": ("sqs", "a"),
    "topic": ("sns", "a"),
    "table": ("dynamodb", "table/a"),
    "alarm": ("cloudwatch", "alarm:a"),
    "model": ("sagemaker", "model/a"),
    "role": ("iam", "role/a"),
    "user": ("iam", "user/a"),
    "rule": ("events", "rule/a"),
    "key": ("kms", "key/1234abcd-12ab-34cd-56ef-1234567890ab"),
}
#: Services whose ARNs name no region.
GLOBAL_SERVICES: Final = ("iam",)

#: A parameter's name -> two numbers.
NUMBERS: Final[tuple[tuple[str, tuple[float, float]], ...]] = (
    (r"port", (80, 8443)),
    (r"memory|cpu", (512, 1024)),
    (r"priority", (1, 2)),
    (r"percent|threshold", (50, 90)),
    (r"iops", (3000, 4000)),
    (r"size", (20, 100)),
    (r"azs", (2, 1)),
    (r"mask", (24, 26)),
    (r"min_", (1, 2)),
    (r"max_", (5, 10)),
    (r"", (1, 10)),
)


def _construct(kind: str, id: str, **named: Any) -> Any:
    return {"new": kind, "id": id, "kw": named}


_LAMBDA: Final = {"new": "aws_iam.ServicePrincipal", "args": ["lambda.amazonaws.com"]}
_EC2: Final = {"new": "aws_iam.ServicePrincipal", "args": ["ec2.amazonaws.com"]}
_INLINE: Final = {"static": "aws_lambda.Code.from_inline", "args": ["x = 1"]}


def _attribute(name: str, kind: str = "STRING") -> Any:
    return {
        "record": "aws_dynamodb.Attribute",
        "kw": {"name": name, "type": {"enum": f"aws_dynamodb.AttributeType.{kind}"}},
    }


_KEYS: Final = {"partition_key": _attribute("pk"), "sort_key": _attribute("sk", "NUMBER")}
_NEW_IMAGE: Final = {"enum": "aws_dynamodb.StreamViewType.NEW_IMAGE"}

#: A type -> two ways to make one.
VALUES: Final[dict[str, tuple[Any, Any]]] = {
    "constructs.Construct": ({"stack": True}, {"stack": True}),
    "constructs.IConstruct": ({"stack": True}, _construct("aws_sqs.Queue", "Queue0")),
    "constructs.IDependable": (
        _construct("aws_sqs.Queue", "Queue0"),
        _construct("aws_sns.Topic", "Topic0"),
    ),
    "aws_cdk.Stack": ({"stack": True}, {"stack": True}),
    "aws_cdk.Duration": (
        {"static": "aws_cdk.Duration.minutes", "args": [5]},
        {"static": "aws_cdk.Duration.seconds", "args": [30]},
    ),
    "aws_cdk.Size": (
        {"static": "aws_cdk.Size.mebibytes", "args": [512]},
        {"static": "aws_cdk.Size.gibibytes", "args": [2]},
    ),
    "aws_cdk.SecretValue": (
        {"static": "aws_cdk.SecretValue.secrets_manager", "args": ["name"]},
        {"static": "aws_cdk.SecretValue.ssm_secure", "args": ["/name", "1"]},
    ),
    "aws_iam.IRole": (
        _construct("aws_iam.Role", "Role0", assumed_by=_LAMBDA),
        _construct("aws_iam.Role", "Role1", assumed_by=_EC2, path="/b/"),
    ),
    "aws_iam.IPrincipal": (_LAMBDA, {"new": "aws_iam.AccountPrincipal", "args": ["222233334444"]}),
    "aws_iam.IGrantable": (
        _construct("aws_iam.Role", "Role0", assumed_by=_LAMBDA),
        _construct("aws_iam.User", "User0"),
    ),
    "aws_iam.PolicyStatement": (
        {
            "new": "aws_iam.PolicyStatement",
            "kw": {"actions": ["s3:GetObject"], "resources": ["*"]},
        },
        {
            "new": "aws_iam.PolicyStatement",
            "kw": {"actions": ["s3:GetObject"], "resources": ["*"], "principals": [_LAMBDA]},
        },
    ),
    "aws_lambda.Code": (_INLINE, {"static": "aws_lambda.Code.from_asset", "args": ["fixture"]}),
    "aws_lambda.IFunction": (
        _construct(
            "aws_lambda.Function",
            "Function0",
            code=_INLINE,
            handler="index.handler",
            runtime={"enum": "aws_lambda.Runtime.PYTHON_3_12"},
        ),
        {
            "static": "aws_lambda.Function.from_function_arn",
            "args": [{"stack": True}, "Function1", "arn:aws:lambda:us-east-1:111122223333:function:f"],
        },
    ),
    "aws_lambda.Runtime": (
        {"enum": "aws_lambda.Runtime.PYTHON_3_12"},
        {"enum": "aws_lambda.Runtime.NODEJS_20_X"},
    ),
    "aws_ec2.IVpc": (
        _construct("aws_ec2.Vpc", "Vpc0", max_azs=2, nat_gateways=1),
        _construct("aws_ec2.Vpc", "Vpc1", max_azs=1),
    ),
    "aws_ec2.InstanceType": (
        {"new": "aws_ec2.InstanceType", "args": ["t3.micro"]},
        {"new": "aws_ec2.InstanceType", "args": ["m7g.large"]},
    ),
    "aws_ec2.IMachineImage": (
        {"static": "aws_ec2.MachineImage.latest_amazon_linux2023"},
        {"static": "aws_ec2.MachineImage.generic_linux", "args": [{"map": {"us-east-1": "ami-1"}}]},
    ),
    "aws_s3.IBucket": (
        _construct("aws_s3.Bucket", "Bucket0"),
        {"static": "aws_s3.Bucket.from_bucket_name", "args": [{"stack": True}, "Bucket1", "landform-b"]},
    ),
    "aws_applicationautoscaling.IScalableTarget": (
        _construct(
            "aws_applicationautoscaling.ScalableTarget",
            "Target0",
            min_capacity=1,
            max_capacity=5,
            resource_id="service/c/a",
            scalable_dimension="ecs:service:DesiredCount",
            service_namespace={"enum": "aws_applicationautoscaling.ServiceNamespace.ECS"},
        ),
        {
            "static": "aws_applicationautoscaling.ScalableTarget.from_scalable_target_id",
            "args": [{"stack": True}, "Target1", "service/c/a|ecs:service:DesiredCount|ecs"],
        },
    ),
    "aws_dynamodb.Attribute": (_attribute("a"), _attribute("b", "BINARY")),
    "aws_dynamodb.Table": (
        _construct("aws_dynamodb.Table", "Streamed0", **_KEYS, stream=_NEW_IMAGE),
        {
            "static": "aws_dynamodb.Table.from_table_arn",
            "args": [{"stack": True}, "Table1", "arn:aws:dynamodb:us-east-1:111122223333:table/a"],
        },
    ),
    "aws_dynamodb.TableV2": (
        _construct("aws_dynamodb.TableV2", "TableV2", **_KEYS, dynamo_stream=_NEW_IMAGE),
        {
            "static": "aws_dynamodb.TableV2.from_table_name",
            "args": [{"stack": True}, "TableV3", "landform-b"],
        },
    ),
    "aws_events.EventPattern": (
        {"record": "aws_events.EventPattern", "kw": {"source": ["landform.a"]}},
        {
            "record": "aws_events.EventPattern",
            "kw": {
                "detail": {"map": {"state": ["done"], "inner": {"map": {"n": [1, 2]}}}},
                "detail_type": ["Changed"],
                "account": ["111122223333"],
            },
        },
    ),
    "aws_cloudwatch.IMetric": (
        {
            "new": "aws_cloudwatch.Metric",
            "kw": {"namespace": "Landform", "metric_name": "Count"},
        },
        {
            "new": "aws_cloudwatch.Metric",
            "kw": {
                "namespace": "Landform",
                "metric_name": "Other",
                "statistic": "p99",
                "dimensions_map": {"map": {"A": "b"}},
            },
        },
    ),
}

_STEPS: Final = [
    {"record": "aws_applicationautoscaling.ScalingInterval", "kw": {"upper": 10, "change": -1}},
    {"record": "aws_applicationautoscaling.ScalingInterval", "kw": {"lower": 50, "change": 2}},
]
_AT_NOON: Final = {
    "static": "aws_applicationautoscaling.Schedule.cron",
    "kw": {"hour": "12", "minute": "0"},
}

#: A callable -> keywords that it is always given: those of which one has to be there.
ALWAYS: Final[dict[str, dict[str, Any]]] = {
    "aws_applicationautoscaling.StepScalingPolicy": {"scaling_steps": _STEPS},
    "aws_applicationautoscaling.ScalableTarget.scale_on_metric": {"scaling_steps": _STEPS},
    "aws_applicationautoscaling.ScalableTarget.scale_on_schedule": {
        "schedule": _AT_NOON,
        "max_capacity": 5,
    },
    "aws_applicationautoscaling.TargetTrackingScalingPolicy": {
        "predefined_metric": {
            "enum": "aws_applicationautoscaling.PredefinedMetric.ECS_SERVICE_AVERAGE_CPU_UTILIZATION"
        }
    },
    "aws_applicationautoscaling.ScalableTarget.scale_to_track_metric": {
        "predefined_metric": {
            "enum": "aws_applicationautoscaling.PredefinedMetric.ECS_SERVICE_AVERAGE_CPU_UTILIZATION"
        }
    },
}

_TABLE: Final[dict[str, dict[str, Any]]] = {
    "aws_dynamodb.Table": _KEYS,
    "aws_dynamodb.TableV2": {"sort_key": _attribute("sk", "NUMBER")},
    "aws_dynamodb.Table.add_global_secondary_index": {"partition_key": _attribute("gsi")},
    "aws_dynamodb.TableV2.add_global_secondary_index": {"partition_key": _attribute("gsi")},
    "aws_dynamodb.Table.from_table_attributes": {"table_name": "landform-a"},
    "aws_dynamodb.TableV2.from_table_attributes": {"table_name": "landform-a"},
    "aws_dynamodb.TableV2MultiAccountReplica": {
        "replica_source_table": {
            "static": "aws_dynamodb.TableV2.from_table_arn",
            "args": [{"stack": True}, "Source", "arn:aws:dynamodb:eu-west-1:222233334444:table/a"],
        }
    },
    "aws_dynamodb.Table.metric_successful_request_latency": {
        "dimensions_map": {"map": {"TableName": "t", "Operation": "Scan"}}
    },
    "aws_dynamodb.TableV2.metric_successful_request_latency": {
        "dimensions_map": {"map": {"TableName": "t", "Operation": "Scan"}}
    },
}
ALWAYS.update(_TABLE)

ALWAYS["aws_events.Rule"] = {
    "schedule": {"static": "aws_events.Schedule.expression", "args": ["rate(5 minutes)"]}
}

ALWAYS["aws_lambda.EventSourceMapping"] = {
    "event_source_arn": "arn:aws:kinesis:us-east-1:111122223333:stream/a",
    "starting_position": {"enum": "aws_lambda.StartingPosition.LATEST"},
}
VALUES["aws_s3_deployment.ISource"] = (
    {"static": "aws_s3_deployment.Source.asset", "args": ["fixture"]},
    {"static": "aws_s3_deployment.Source.data", "args": ["inner/key.txt", "text"]},
)
_SECRET: Final = {"new": "aws_secretsmanager.Secret", "id": "Secret0", "kw": {}}
_GLUE: Final = "arn:aws:glue:us-east-1:111122223333:registry/a"
ALWAYS["aws_lambda_event_sources.GlueSchemaRegistry"] = {"schema_registry_arn": _GLUE}
ALWAYS["aws_lambda_event_sources.SelfManagedKafkaEventSource"] = {"secret": _SECRET}
VALUES.update(
    {
        "aws_secretsmanager.ISecret": (
            _SECRET,
            {
                "static": "aws_secretsmanager.Secret.from_secret_complete_arn",
                "args": [
                    {"stack": True},
                    "Secret1",
                    "arn:aws:secretsmanager:us-east-1:111122223333:secret:b-AbCdEf",
                ],
            },
        ),
        "aws_kinesis.IStreamConsumer": (
            _construct(
                "aws_kinesis.StreamConsumer",
                "Consumer0",
                stream=_construct("aws_kinesis.Stream", "Stream0"),
                stream_consumer_name="c",
            ),
            {
                "static": "aws_kinesis.StreamConsumer.from_stream_consumer_arn",
                "args": [
                    {"stack": True},
                    "Consumer1",
                    "arn:aws:kinesis:us-east-1:111122223333:stream/a/consumer/c:1234567890",
                ],
            },
        ),
        "aws_lambda_event_sources.ProvisionedPollerConfig": (
            {
                "record": "aws_lambda_event_sources.ProvisionedPollerConfig",
                "kw": {"minimum_pollers": 2, "maximum_pollers": 20, "poller_group_name": "g"},
            },
            {
                "record": "aws_lambda_event_sources.ProvisionedPollerConfig",
                "kw": {"minimum_pollers": 201, "maximum_pollers": 2},
            },
        ),
        "aws_lambda.ProvisionedPollerConfig": (
            {"record": "aws_lambda.ProvisionedPollerConfig", "kw": {"minimum_pollers": 2}},
            {
                "record": "aws_lambda.ProvisionedPollerConfig",
                "kw": {"minimum_pollers": 3, "maximum_pollers": 20, "poller_group_name": "g"},
            },
        ),
    }
)

#: What is called in a stack whose account and region are known.
IN_ENVIRONMENT: tuple[str, ...] = (
    "aws_dynamodb.Table(replica",
    "aws_dynamodb.Table(wait_for",
    "aws_dynamodb.TableV2(replicas",
    "aws_dynamodb.TableV2(multi_region",
    "aws_dynamodb.TableV2(witness",
    "aws_dynamodb.TableV2.add_replica",
    "aws_dynamodb.TableV2MultiAccountReplica",
)
#: Properties that only some objects of their class can answer: not shown with every returned object.
UNSHOWN: tuple[str, ...] = ()

#: A class stands for those above where it is asked for itself.
SAME: Final[dict[str, str]] = {
    "aws_applicationautoscaling.ScalableTarget": "aws_applicationautoscaling.IScalableTarget",
    "interfaces.aws_applicationautoscaling.IScalableTargetRef": "aws_applicationautoscaling.IScalableTarget",
    "aws_dynamodb.ITable": "aws_dynamodb.Table",
    "aws_dynamodb.ITableV2": "aws_dynamodb.TableV2",
    "interfaces.aws_dynamodb.ITableRef": "aws_dynamodb.Table",
    "aws_iam.Role": "aws_iam.IRole",
    "aws_lambda.Function": "aws_lambda.IFunction",
    "aws_ec2.Vpc": "aws_ec2.IVpc",
    "aws_s3.Bucket": "aws_s3.IBucket",
    "aws_cloudwatch.Metric": "aws_cloudwatch.IMetric",
}

#: A constructor -> options that say something only together, under a label: `kw`, in which None leaves out
#: what `ALWAYS` gives, and `context` with feature flags.
TOGETHER: Final[dict[str, dict[str, dict[str, Any]]]] = {}

#: A class of states -> the call that makes a new one right.
FINISHED: Final[dict[str, dict[str, Any]]] = {}

#: Patterns of a callable or a record and of a parameter's name -> two values of its own.
OWN: Final[list[tuple[str, str, tuple[Any, Any]]]] = []

#: Names of cases, as patterns, that say nothing which another case does not say.
SKIPPED: Final[list[str]] = []

for _module in iter_modules(of_modules.__path__):
    _own = import_module(f"tools.differential.of_modules.{_module.name}")
    for _all, _name in ((VALUES, "VALUES"), (ALWAYS, "ALWAYS"), (SAME, "SAME"), (TOGETHER, "TOGETHER")):
        _all.update(getattr(_own, _name, {}))
    IN_ENVIRONMENT += getattr(_own, "IN_ENVIRONMENT", ())
    UNSHOWN += getattr(_own, "UNSHOWN", ())
    FINISHED.update(getattr(_own, "FINISHED", {}))
    OWN.extend(getattr(_own, "OWN", ()))
    SKIPPED.extend(getattr(_own, "SKIPPED", ()))


def own_value(target: str, name: str, variant: int) -> Any:
    """A value that a parameter of one callable or record is given; None where there is nothing of its own."""
    for owner, parameter, found in OWN:
        if re.fullmatch(owner, target) and re.fullmatch(parameter, name):
            return found[variant]
    return None


def text(name: str, variant: int) -> str:
    """A text for a parameter."""
    named = next((arn for kind, arn in ARNS.items() if name.endswith(f"{kind}_arn")), None)
    if named is not None:
        service, resource = named
        region = "" if service in GLOBAL_SERVICES else ("us-east-1", "eu-west-1")[variant]
        return f"arn:aws:{service}:{region}:111122223333:{resource}"
    return next(found[variant] for pattern, found in TEXTS if re.search(pattern, name))


def number(name: str, variant: int) -> float:
    """A number for a parameter."""
    return next(found[variant] for pattern, found in NUMBERS if re.search(pattern, name))
