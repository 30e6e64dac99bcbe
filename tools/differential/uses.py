"""How objects are used that do nothing until something takes them: targets, sources, destinations.

Their options show only then, so beside the call that makes one there is a call that uses it.
"""

from collections.abc import Callable, Iterable
from typing import Any, Final

Call = Any

_FUNCTION: Final = {
    "new": "aws_lambda.Function",
    "id": "Bound",
    "kw": {
        "code": {"static": "aws_lambda.Code.from_inline", "args": ["x = 1"]},
        "handler": "index.handler",
        "runtime": {"enum": "aws_lambda.Runtime.PYTHON_3_12"},
    },
}
_STREAM_ARN: Final = "arn:aws:kinesis:us-east-1:111122223333:stream/a"
_KAFKA_ARN: Final = "arn:aws:kafka:us-east-1:111122223333:cluster/a/1234abcd"
_LATEST: Final = {"enum": "aws_lambda.StartingPosition.LATEST"}


def _method(owner: Call, name: str, *args: Call, **named: Call) -> Call:
    return {"call": owner, "name": name, "args": list(args), "kw": named}


def _new(kind: str, **named: Call) -> Call:
    return {"new": kind, "id": "Bound", "kw": named}


def _of_kafka(it: Call) -> Call:
    source = {
        "new": "aws_lambda_event_sources.ManagedKafkaEventSource",
        "kw": {
            "cluster_arn": _KAFKA_ARN,
            "topic": "t",
            "starting_position": _LATEST,
            "schema_registry_config": it,
            "provisioned_poller_config": {
                "record": "aws_lambda_event_sources.ProvisionedPollerConfig",
                "kw": {"minimum_pollers": 1, "maximum_pollers": 2},
            },
        },
    }
    return _method(_FUNCTION, "add_event_source", source)


def _on_root(*args: Call, **named: Call) -> Call:
    root = {"get": _new("aws_apigateway.RestApi"), "name": "root"}
    return _method(root, "add_method", "GET", *args, **named)


def _in_container(**named: Call) -> Call:
    """A container of a task of ECS."""
    task = {"new": "aws_ecs.FargateTaskDefinition", "id": "Task", "kw": {}}
    image = {"static": "aws_ecs.ContainerImage.from_registry", "args": ["nginx"]}
    return _method(task, "add_container", "Bound", **{"image": image, "port_mappings": [_PORT], **named})


def _in_service(**named: Call) -> Call:
    """A service of ECS on machines of the account."""
    task = {"new": "aws_ecs.Ec2TaskDefinition", "id": "Task", "kw": {}}
    container = {
        "new": "aws_ecs.ContainerDefinition",
        "id": "Container",
        "kw": {
            "task_definition": task,
            "image": {"static": "aws_ecs.ContainerImage.from_registry", "args": ["nginx"]},
            "memory_limit_mib": 512,
        },
    }
    cluster = {
        "static": "aws_ecs.Cluster.from_cluster_attributes",
        "args": [{"stack": True}, "Cluster"],
        "kw": {"cluster_name": "c", "vpc": {"new": "aws_ec2.Vpc", "id": "Vpc0", "kw": {"max_azs": 1}}},
    }
    owner = {"get": container, "name": "task_definition"}
    return _new("aws_ecs.Ec2Service", cluster=cluster, task_definition=owner, **named)


_PORT: Final = {"record": "aws_ecs.PortMapping", "kw": {"container_port": 80}}

#: An interface or a class -> the call that uses what meets it.
_USES: Final[dict[str, Callable[[Call], Call]]] = {
    "aws_apigateway.IAuthorizer": lambda it: _on_root(authorizer=it),
    "aws_apigateway.Integration": _on_root,
    "aws_ecs.ContainerImage": lambda it: _in_container(image=it),
    "aws_ecs.CredentialSpec": lambda it: _in_container(credential_specs=[it]),
    "aws_ecs.EnvironmentFile": lambda it: _in_container(environment_files=[it]),
    "aws_ecs.IDeploymentLifecycleHookTarget": lambda it: _in_service(lifecycle_hooks=[it]),
    "aws_ecs.LinuxParameters": lambda it: _in_container(linux_parameters=it),
    "aws_ecs.LogDriver": lambda it: _in_container(logging=it),
    "aws_ecs.PlacementConstraint": lambda it: _in_service(placement_constraints=[it]),
    "aws_ecs.PlacementStrategy": lambda it: _in_service(placement_strategies=[it]),
    "aws_ecs.ProxyConfiguration": lambda it: _new("aws_ecs.FargateTaskDefinition", proxy_configuration=it),
    "aws_ecs.Secret": lambda it: _in_container(secrets={"map": {"S": it}}),
    "aws_ecs.ServiceManagedVolume": lambda it: _in_service(volume_configurations=[it]),
    "aws_ecs.TaskDefinitionRevision": lambda it: _in_service(task_definition_revision=it),
    "aws_events.IRuleTarget": lambda it: _new(
        "aws_events.Rule",
        schedule={"static": "aws_events.Schedule.expression", "args": ["rate(5 minutes)"]},
        targets=[it],
    ),
    "aws_lambda.IDestination": lambda it: _method(_FUNCTION, "configure_async_invoke", on_success=it),
    "aws_lambda.IEventSource": lambda it: _method(_FUNCTION, "add_event_source", it),
    "aws_lambda.IEventSourceDlq": lambda it: _method(
        _FUNCTION,
        "add_event_source_mapping",
        "Mapping",
        event_source_arn=_STREAM_ARN,
        starting_position=_LATEST,
        on_failure=it,
    ),
    "aws_lambda.ISchemaRegistry": _of_kafka,
    "aws_logs.ILogSubscriptionDestination": lambda it: _method(
        _new("aws_logs.LogGroup"),
        "add_subscription_filter",
        "Filter",
        destination=it,
        filter_pattern={"static": "aws_logs.FilterPattern.all_events"},
    ),
    "aws_s3.IBucketNotificationDestination": lambda it: _method(
        _new("aws_s3.Bucket"),
        "add_event_notification",
        {"enum": "aws_s3.EventType.OBJECT_CREATED"},
        it,
    ),
    "aws_s3_deployment.ISource": lambda it: _new(
        "aws_s3_deployment.BucketDeployment",
        sources=[it],
        destination_bucket={"new": "aws_s3.Bucket", "id": "Destination", "kw": {}},
    ),
    "aws_sns.ITopicSubscription": lambda it: _method(_new("aws_sns.Topic"), "add_subscription", it),
}


def use_of(kinds: Iterable[str]) -> Callable[[Call], Call] | None:
    """What uses an object that is all of these; None where nothing has to."""
    return next((_USES[each] for each in sorted(kinds) if each in _USES), None)
