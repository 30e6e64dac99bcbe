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


#: An interface or a class -> the call that uses what meets it.
_USES: Final[dict[str, Callable[[Call], Call]]] = {
    "aws_apigateway.IAuthorizer": lambda it: _on_root(authorizer=it),
    "aws_apigateway.Integration": _on_root,
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
