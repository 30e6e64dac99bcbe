"""Flow logs: what traffic there was.

Source: https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-ec2-flowlog.html
"""

from collections.abc import Sequence
from typing import Any, ClassVar

from landform.cdk.aws_ec2.flow_log_destination import FlowLogDestination
from landform.cdk.aws_ec2.network_kinds import FlowLogMaxAggregationInterval, FlowLogTrafficType
from landform.cdk.aws_ec2.parts import l1, value_of
from landform.cdk.core.checked import Checked
from landform.cdk.core.native import Native
from landform.cdk.core.resource import Resource
from landform.cdk.core.tags import Tags
from landform.cdk.core.tokens import Intrinsic

_FIELDS = {
    "VERSION": "version",
    "ACCOUNT_ID": "account-id",
    "INTERFACE_ID": "interface-id",
    "SRC_ADDR": "srcaddr",
    "DST_ADDR": "dstaddr",
    "SRC_PORT": "srcport",
    "DST_PORT": "dstport",
    "PROTOCOL": "protocol",
    "PACKETS": "packets",
    "BYTES": "bytes",
    "START_TIMESTAMP": "start",
    "END_TIMESTAMP": "end",
    "ACTION": "action",
    "LOG_STATUS": "log-status",
    "VPC_ID": "vpc-id",
    "SUBNET_ID": "subnet-id",
    "INSTANCE_ID": "instance-id",
    "TCP_FLAGS": "tcp-flags",
    "TRAFFIC_TYPE": "type",
    "PKT_SRC_ADDR": "pkt-srcaddr",
    "PKT_DST_ADDR": "pkt-dstaddr",
    "REGION": "region",
    "AZ_ID": "az-id",
    "SUBLOCATION_TYPE": "sublocation-type",
    "SUBLOCATION_ID": "sublocation-id",
    "PKT_SRC_AWS_SERVICE": "pkt-src-aws-service",
    "PKT_DST_AWS_SERVICE": "pkt-dst-aws-service",
    "FLOW_DIRECTION": "flow-direction",
    "TRAFFIC_PATH": "traffic-path",
    "ECS_CLUSTER_ARN": "ecs-cluster-arn",
    "ECS_CLUSTER_NAME": "ecs-cluster-name",
    "ECS_CONTAINER_INSTANCE_ARN": "ecs-container-instance-arn",
    "ECS_CONTAINER_INSTANCE_ID": "ecs-container-instance-id",
    "ECS_CONTAINER_ID": "ecs-container-id",
    "ECS_SECOND_CONTAINER_ID": "ecs-second-container-id",
    "ECS_SERVICE_NAME": "ecs-service-name",
    "ECS_TASK_DEFINITION_ARN": "ecs-task-definition-arn",
    "ECS_TASK_ARN": "ecs-task-arn",
    "ECS_TASK_ID": "ecs-task-id",
}
"""Source: https://docs.aws.amazon.com/vpc/latest/userguide/flow-log-records.html"""
_DEFAULT_FIELDS = 14  # the first ones


class LogFormat(Native):
    """A part of what a line of a flow log says; each field has a member, such as `SRC_ADDR`."""

    ALL_DEFAULT_FIELDS: ClassVar["LogFormat"]

    def __init__(self, value: str) -> None:
        self.value = value

    @staticmethod
    def custom(format_string: str) -> "LogFormat":
        """Any text with fields."""
        return LogFormat(format_string)

    @staticmethod
    def field(field: str) -> "LogFormat":
        """A field by its name."""
        return LogFormat(f"${{{field}}}")


for _member, _field in _FIELDS.items():
    setattr(LogFormat, _member, LogFormat.field(_field))
_default = [LogFormat.field(each).value for each in list(_FIELDS.values())[:_DEFAULT_FIELDS]]
LogFormat.ALL_DEFAULT_FIELDS = LogFormat(" ".join(_default))


class FlowLogResourceType(Checked):
    """Whose traffic is logged."""

    def __init__(self, resource_type: str, resource_id: str) -> None:
        self.resource_type = resource_type
        self.resource_id = resource_id

    @staticmethod
    def from_subnet(subnet: Any) -> "FlowLogResourceType":
        """A subnet."""
        return FlowLogResourceType("Subnet", subnet.subnet_id)

    @staticmethod
    def from_vpc(vpc: Any) -> "FlowLogResourceType":
        """A VPC."""
        return FlowLogResourceType("VPC", vpc.vpc_id)

    @staticmethod
    def from_network_interface_id(id: str) -> "FlowLogResourceType":
        """A network interface."""
        return FlowLogResourceType("NetworkInterface", id)

    @staticmethod
    def from_transit_gateway_id(id: str) -> "FlowLogResourceType":
        """A transit gateway."""
        return FlowLogResourceType("TransitGateway", id)

    @staticmethod
    def from_transit_gateway_attachment_id(id: str) -> "FlowLogResourceType":
        """What is attached to a transit gateway."""
        return FlowLogResourceType("TransitGatewayAttachment", id)


class FlowLog(Native, Resource):
    """A flow log."""

    flow_log_ref: Any
    WITHOUT_TRAFFIC_TYPE: ClassVar[tuple[str, ...]] = ("TransitGateway", "TransitGatewayAttachment")

    def __init__(
        self,
        scope: Any,
        id: str,
        *,
        resource_type: FlowLogResourceType,
        destination: Any = None,
        flow_log_name: str | None = None,
        log_format: Sequence[LogFormat] | None = None,
        max_aggregation_interval: FlowLogMaxAggregationInterval | None = None,
        traffic_type: FlowLogTrafficType | None = None,
    ) -> None:
        super().__init__(scope, id)
        place = destination if destination is not None else FlowLogDestination.to_cloud_watch_logs()
        config = place.bind(self, self)
        self.log_group = config.log_group
        self.bucket = config.s3_bucket
        self.iam_role = config.iam_role
        self.key_prefix = config.key_prefix
        self.delivery_stream = config.delivery_stream
        self.delivery_stream_arn = config.delivery_stream_arn
        Tags.of(self).add("Name", flow_log_name or self.node.path)
        from_gateway = resource_type.resource_type in self.WITHOUT_TRAFFIC_TYPE
        if from_gateway and traffic_type is not None:
            raise ValueError(
                "trafficType is not supported for Transit Gateway and Transit Gateway Attachment"
            )
        interval = _interval(max_aggregation_interval, from_gateway)
        resource = l1("CfnFlowLog")(
            self,
            "FlowLog",
            destination_options=_options(config.destination_options),
            deliver_logs_permission_arn=self.iam_role.role_arn if self.iam_role is not None else None,
            log_destination_type=value_of(config.log_destination_type),
            log_group_name=self.log_group.log_group_name if self.log_group is not None else None,
            max_aggregation_interval=interval,
            resource_id=resource_type.resource_id,
            resource_type=resource_type.resource_type,
            traffic_type=None if from_gateway else value_of(traffic_type or FlowLogTrafficType.ALL),
            log_format=" ".join(each.value for each in log_format) if log_format else None,
            log_destination=_destination(self),
        )
        if self.bucket is not None and self.bucket.policy is not None:
            resource.node.add_dependency(self.bucket.policy)
        self.flow_log_id: str = resource.ref
        self.node.default_child = resource

    @staticmethod
    def from_flow_log_id(scope: Any, id: str, flow_log_id: str) -> Any:
        """A flow log that exists already."""
        imported: Any = Resource(scope, id)
        imported.flow_log_id = flow_log_id
        return imported


def _interval(asked: FlowLogMaxAggregationInterval | None, from_gateway: bool) -> Any:
    if from_gateway and asked is FlowLogMaxAggregationInterval.TEN_MINUTES:
        raise ValueError(
            "maxAggregationInterval must be set to ONE_MINUTE for Transit Gateway and Transit Gateway"
            " Attachment"
        )
    return value_of(asked)


def _options(options: Any) -> Any:
    """How files are written; a token, because the reference writes these names with a small letter."""
    if options is None:
        return None
    written = {
        "fileFormat": value_of(options.file_format) or "plain-text",
        "perHourPartition": bool(options.per_hour_partition),
        "hiveCompatiblePartitions": bool(options.hive_compatible_partitions),
    }
    return Intrinsic(written)


def _destination(log: FlowLog) -> str | None:
    if log.bucket is not None:
        prefix = log.key_prefix
        arn: str = log.bucket.bucket_arn
        return log.bucket.arn_for_objects(prefix) if prefix else arn
    if log.delivery_stream is not None:
        found: str = log.delivery_stream.delivery_stream_ref.delivery_stream_arn
        return found
    stream: str | None = log.delivery_stream_arn
    return stream
