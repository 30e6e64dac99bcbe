"""Sources that Lambda reads for a function.

Source: https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-resource-lambda-eventsourcemapping.html
"""

import re
from collections.abc import Sequence
from typing import Any

from landform.cdk.aws_lambda.mapping_checks import (
    check_pollers,
    check_source,
    check_start,
    check_stream_limits,
)
from landform.cdk.core.arn import ArnFormat
from landform.cdk.core.native import Native
from landform.cdk.core.quantities import Duration
from landform.cdk.core.resource import Resource
from landform.cdk.l1.lookup import cfn_class, given

_KAFKA_ARN = re.compile(r"arn:[^:]*:kafka:")


class EventSourceMapping(Native, Resource):
    """A source that Lambda reads for a function; the options are those of `EventSourceMappingProps`."""

    def __init__(self, scope: Any, id: str, *, target: Any, **options: Any) -> None:
        props = given("aws_lambda", "EventSourceMappingProps", {"target": target, **options})
        super().__init__(scope, id)
        check_source(props.event_source_arn, props.kafka_bootstrap_servers, props.kafka_consumer_group_id)
        check_stream_limits(
            props.max_batching_window,
            props.max_record_age,
            props.retry_attempts,
            props.parallelization_factor,
            props.tumbling_window,
        )
        if props.filter_encryption is not None and not props.filters:
            raise ValueError("filter criteria must be provided to enable setting filter criteria encryption")
        check_start(props.starting_position, props.starting_position_timestamp)
        if props.max_concurrency is not None and not 2 <= props.max_concurrency <= 1000:
            raise ValueError("maxConcurrency must be between 2 and 1000 concurrent instances")
        pollers = given("aws_lambda", "ProvisionedPollerConfig", props.provisioned_poller_config)
        check_pollers(pollers)
        resource = cfn_class("aws_lambda", "CfnEventSourceMapping")(
            self,
            "Resource",
            batch_size=props.batch_size,
            bisect_batch_on_function_error=props.bisect_batch_on_error,
            enabled=props.enabled,
            event_source_arn=props.event_source_arn,
            function_name=target.function_name,
            starting_position=props.starting_position,
            starting_position_timestamp=props.starting_position_timestamp,
            function_response_types=["ReportBatchItemFailures"] if props.report_batch_item_failures else None,
            maximum_batching_window_in_seconds=_seconds(props.max_batching_window),
            maximum_record_age_in_seconds=_seconds(props.max_record_age),
            maximum_retry_attempts=props.retry_attempts,
            parallelization_factor=props.parallelization_factor,
            topics=[props.kafka_topic] if props.kafka_topic is not None else None,
            tumbling_window_in_seconds=_seconds(props.tumbling_window),
            scaling_config={"MaximumConcurrency": props.max_concurrency}
            if props.max_concurrency is not None
            else None,
            self_managed_event_source=_servers(props.kafka_bootstrap_servers),
            filter_criteria=_filters(props.filters),
            kms_key_arn=props.filter_encryption.key_arn if props.filter_encryption is not None else None,
            source_access_configurations=_access(props.source_access_configurations),
            provisioned_poller_config=_pollers(pollers),
            metrics_config=_metrics(given("aws_lambda", "MetricsConfig", props.metrics_config)),
            logging_config={"SystemLogLevel": props.log_level} if props.log_level is not None else None,
            destination_config=self._destination(props.on_failure, target),
            **self._kafka(
                props.event_source_arn, props.kafka_consumer_group_id, props.schema_registry_config, target
            ),
        )
        self.event_source_mapping_id: str = resource.ref
        self.event_source_mapping_arn = mapping_arn(self, resource.ref)

    @staticmethod
    def from_event_source_mapping_id(scope: Any, id: str, event_source_mapping_id: str) -> "ImportedMapping":
        """A mapping that exists already."""
        return ImportedMapping(scope, id, event_source_mapping_id)

    def _destination(self, on_failure: Any, target: Any) -> dict[str, Any] | None:
        if on_failure is None:
            return None
        config = given("aws_lambda", "DlqDestinationConfig", on_failure.bind(self, target))
        return {"OnFailure": {"Destination": config.destination}}

    def _kafka(self, arn: str | None, group: str | None, registry: Any, target: Any) -> dict[str, Any]:
        """What only sources of Kafka have: the consumer group and the registry of schemas."""
        config: dict[str, Any] = {}
        if group is not None:
            config["ConsumerGroupId"] = group
        if registry is not None:
            config["SchemaRegistryConfig"] = _registry(
                given("aws_lambda", "KafkaSchemaRegistryConfig", registry.bind(self, target))
            )
        if not config:
            return {}
        managed = arn is not None
        name = (
            "amazon_managed_kafka_event_source_config"
            if managed
            else "self_managed_kafka_event_source_config"
        )
        return {name: config}


class ImportedMapping(Native, Resource):
    """A mapping that exists already."""

    def __init__(self, scope: Any, id: str, mapping_id: str) -> None:
        super().__init__(scope, id)
        self.event_source_mapping_id = mapping_id
        self.event_source_mapping_arn = mapping_arn(self, mapping_id)


def mapping_arn(mapping: Any, id: str) -> str:
    """The ARN of a mapping by its id."""
    found: str = mapping.stack.format_arn(
        service="lambda",
        resource="event-source-mapping",
        resource_name=id,
        arn_format=ArnFormat.COLON_RESOURCE_NAME,
    )
    return found


def _seconds(duration: Duration | None) -> float | None:
    return duration.to_seconds() if duration is not None else None


def _filters(filters: Sequence[Any] | None) -> dict[str, Any] | None:
    if not filters:
        return None
    return {"Filters": [{"Pattern": each.get("pattern")} for each in filters]}


def _servers(servers: Sequence[str] | None) -> dict[str, Any] | None:
    return {"Endpoints": {"KafkaBootstrapServers": list(servers)}} if servers is not None else None


def _access(configurations: Sequence[Any] | None) -> list[dict[str, Any]] | None:
    if configurations is None:
        return None
    found = [given("aws_lambda", "SourceAccessConfiguration", each) for each in configurations]
    return [{"Type": each.type.type, "URI": each.uri} for each in found]


def _pollers(config: Any) -> dict[str, Any] | None:
    if config is None:
        return None
    return {
        "MinimumPollers": config.minimum_pollers,
        "MaximumPollers": config.maximum_pollers,
        "PollerGroupName": config.poller_group_name,
    }


def _metrics(config: Any) -> dict[str, Any] | None:
    return {"Metrics": list(config.metrics)} if config is not None else None


def _registry(config: Any) -> dict[str, Any]:
    access = [
        given("aws_lambda", "KafkaSchemaRegistryAccessConfig", each) for each in config.access_configs or ()
    ]
    validation = [
        given("aws_lambda", "KafkaSchemaValidationConfig", each) for each in config.schema_validation_configs
    ]
    return {
        "SchemaRegistryURI": config.schema_registry_uri,
        "EventRecordFormat": config.event_record_format.value,
        "AccessConfigs": [{"Type": each.type.type, "URI": each.uri} for each in access] or None,
        "SchemaValidationConfigs": [{"Attribute": each.attribute.value} for each in validation],
    }
