"""Archives of events.

Source: https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-resource-events-archive.html
"""

from typing import Any

from landform.cdk.aws_events import pattern
from landform.cdk.aws_iam.policy_statement import PolicyStatement
from landform.cdk.aws_iam.principals import ServicePrincipal
from landform.cdk.core.native import Native
from landform.cdk.core.quantities import Duration
from landform.cdk.core.resource import Resource
from landform.cdk.l1.lookup import cfn_class


class Archive(Native, Resource):
    """Events of a bus that are kept."""

    def __init__(
        self,
        scope: Any,
        id: str,
        *,
        event_pattern: Any,
        source_event_bus: Any,
        archive_name: str | None = None,
        description: str | None = None,
        kms_key: Any = None,
        retention: Duration | None = None,
    ) -> None:
        super().__init__(scope, id, physical_name=archive_name)
        archive = cfn_class("aws_events", "CfnArchive")(
            self,
            "Archive",
            source_arn=source_event_bus.event_bus_ref.event_bus_arn,
            description=description,
            event_pattern=pattern.rendered(pattern.written(event_pattern)),
            retention_days=retention.to_days() if retention is not None else 0,
            archive_name=self.physical_name,
            kms_key_identifier=kms_key.key_arn if kms_key is not None else "",
        )
        self.node.default_child = archive
        if kms_key is not None:
            _use_key(kms_key, source_event_bus.event_bus_ref.event_bus_arn)
        self.archive_arn = archive.attr_arn
        self.archive_name = archive.ref


def _use_key(key: Any, bus_arn: str) -> None:
    """EventBridge may use the key for archives of the bus.

    Source: https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-encryption-archives-cmkey.html
    """
    service = ServicePrincipal("events.amazonaws.com")
    key.add_to_resource_policy(
        PolicyStatement(
            sid="Allow EventBridge to use kms operations",
            actions=["kms:Decrypt", "kms:GenerateDataKey", "kms:ReEncrypt*"],
            resources=["*"],
            principals=[service],
            conditions={"StringEquals": {"kms:EncryptionContext:aws:events:event-bus:arn": bus_arn}},
        )
    )
    key.add_to_resource_policy(
        PolicyStatement(
            sid="Allow EventBridge to call kms:DescribeKey",
            actions=["kms:DescribeKey"],
            resources=["*"],
            principals=[service],
        )
    )
