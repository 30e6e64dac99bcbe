"""Topics of Kafka that functions are called for.

Source: https://docs.aws.amazon.com/lambda/latest/dg/with-msk.html and …/with-kafka.html
"""

import hashlib
import json
from enum import Enum
from typing import Any, Final

from landform.cdk.aws_lambda.mapping_checks import check_start
from landform.cdk.aws_lambda.values import SourceAccessConfigurationType as Access
from landform.cdk.aws_lambda_event_sources.mapped import Named
from landform.cdk.aws_lambda_event_sources.stream_source import StreamEventSource
from landform.cdk.core.names import Names
from landform.cdk.core.stack import Stack

_MSK: Final = ("kafka:DescribeCluster", "kafka:GetBootstrapBrokers", "kafka:ListScramSecrets")
_OF_THE_SOURCE: Final = (
    *("secret", "cluster_arn", "topic", "consumer_group_id", "bootstrap_servers", "authentication_method"),
    *("root_ca_certificate", "security_group", "vpc", "vpc_subnets"),
)
"""Options that a mapping has otherwise."""


class AuthenticationMethod(Enum):
    """How Lambda tells brokers who it is."""

    SASL_SCRAM_512_AUTH = "SASL_SCRAM_512_AUTH"
    SASL_SCRAM_256_AUTH = "SASL_SCRAM_256_AUTH"
    BASIC_AUTH = "BASIC_AUTH"
    CLIENT_CERTIFICATE_TLS_AUTH = "CLIENT_CERTIFICATE_TLS_AUTH"


class _KafkaEventSource(StreamEventSource):
    """A topic of Kafka."""

    _has_pollers = True

    def __init__(self, **options: Any) -> None:
        super().__init__(**options)
        for name in _OF_THE_SOURCE:
            self._options.pop(name, None)

    def _read(self, target: Any, place: str, access: list[Any], **source: Any) -> None:
        self._map(
            target,
            place,
            kafka_topic=self.props.topic,
            kafka_consumer_group_id=self.props.consumer_group_id,
            source_access_configurations=access or None,
            support_s3_on_failure_destination=True,
            **source,
        )


class ManagedKafkaEventSource(_KafkaEventSource, Named):
    """A topic of a cluster of MSK; the options are those of `ManagedKafkaEventSourceProps`."""

    _props = "ManagedKafkaEventSourceProps"

    def bind(self, target: Any) -> None:
        """Read the topic for a function."""
        from landform.cdk.aws_iam.managed_policy import ManagedPolicy
        from landform.cdk.aws_iam.policy_statement import PolicyStatement

        secret, cluster = self.props.secret, self.props.cluster_arn
        access = []
        if secret is not None:
            access = [{"type": Access.SASL_SCRAM_512_AUTH, "uri": secret.secret_arn}]
        place = f"KafkaEventSource:{Names.node_unique_id(target.node)}{self.props.topic}"
        self._read(target, place, access, event_source_arn=cluster)
        if secret is not None:
            secret.grant_read(target)
        target.add_to_role_policy(PolicyStatement(actions=list(_MSK), resources=[cluster]))
        if target.role is not None:
            target.role.add_managed_policy(
                ManagedPolicy.from_aws_managed_policy_name("service-role/AWSLambdaMSKExecutionRole")
            )


class SelfManagedKafkaEventSource(_KafkaEventSource):
    """A topic of a cluster of one's own; the options are those of `SelfManagedKafkaEventSourceProps`."""

    _props = "SelfManagedKafkaEventSourceProps"

    def __init__(self, **options: Any) -> None:
        super().__init__(**options)
        props = self.props
        check_start(props.starting_position, props.starting_position_timestamp)
        if props.vpc is None:
            if props.secret is None:
                raise ValueError("secret must be set if Kafka brokers accessed over Internet")
            return
        for name, value in (("securityGroup", props.security_group), ("vpcSubnets", props.vpc_subnets)):
            if value is None:
                raise ValueError(f"{name} must be set when providing vpc")

    def bind(self, target: Any) -> None:
        """Read the topic for a function."""
        from landform.cdk.constructs import Construct

        if not isinstance(target, Construct):
            raise TypeError("Function is not a construct. Unexpected error.")
        props = self.props
        servers = Stack.of(target).resolve(list(props.bootstrap_servers))
        text = json.dumps(servers, separators=(",", ":"), ensure_ascii=False)
        place = f"KafkaEventSource:{hashlib.md5(text.encode(), usedforsecurity=False).hexdigest()}"
        self._read(
            target,
            f"{place}:{props.topic}",
            self._access(),
            kafka_bootstrap_servers=list(props.bootstrap_servers),
        )
        if props.secret is not None:
            props.secret.grant_read(target)

    def _access(self) -> list[Any]:
        props = self.props
        found: list[Any] = []
        if props.secret is not None:
            method = props.authentication_method or AuthenticationMethod.SASL_SCRAM_512_AUTH
            found.append({"type": getattr(Access, method.value), "uri": props.secret.secret_arn})
        if props.root_ca_certificate is not None:
            found.append(
                {"type": Access.SERVER_ROOT_CA_CERTIFICATE, "uri": props.root_ca_certificate.secret_arn}
            )
        if props.vpc_subnets is not None and props.vpc is not None and props.security_group is not None:
            group = props.security_group.security_group_id
            found.append({"type": Access.VPC_SECURITY_GROUP, "uri": group})
            for id in props.vpc.select_subnets(**props.vpc_subnets).subnet_ids:
                found.append({"type": Access.VPC_SUBNET, "uri": id})
        return found
