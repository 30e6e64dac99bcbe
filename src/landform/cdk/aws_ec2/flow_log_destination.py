"""Where flow logs go, and the permissions that needs.

Source: https://docs.aws.amazon.com/vpc/latest/userguide/flow-logs.html
"""

from abc import abstractmethod
from typing import Any

from landform.cdk.aws_ec2.network_kinds import FlowLogDestinationType
from landform.cdk.aws_ec2.parts import as_record, filled
from landform.cdk.aws_iam.policy_statement import Effect, PolicyStatement
from landform.cdk.aws_iam.principals import ServicePrincipal
from landform.cdk.aws_iam.role import Role
from landform.cdk.core.checked import AbstractChecked

DELIVERY = "delivery.logs.amazonaws.com"
FLOW_LOGS = "vpc-flow-logs.amazonaws.com"
_OLD_BUCKET = "@aws-cdk/aws-s3:createDefaultLoggingPolicy"


class FlowLogDestination(AbstractChecked):
    """Where flow logs go."""

    @abstractmethod
    def bind(self, scope: Any, flow_log: Any) -> Any:
        """Make what is missing, below the scope."""

    @staticmethod
    def to_cloud_watch_logs(log_group: Any = None, iam_role: Any = None) -> "FlowLogDestination":
        """To a log group; a new one unless it is given."""
        return _ToLogs(log_group, iam_role)

    @staticmethod
    def to_s3(
        bucket: Any = None,
        key_prefix: str | None = None,
        *,
        file_format: Any = None,
        hive_compatible_partitions: bool | None = None,
        per_hour_partition: bool | None = None,
    ) -> "FlowLogDestination":
        """To a bucket; a new one unless it is given."""
        given = {
            "file_format": file_format,
            "hive_compatible_partitions": hive_compatible_partitions,
            "per_hour_partition": per_hour_partition,
        }
        options = as_record("S3DestinationOptions", given)
        return _ToBucket(bucket, key_prefix, options if len(options) else None)

    @staticmethod
    def to_kinesis_data_firehose_destination(delivery_stream_arn: str) -> "FlowLogDestination":
        """To a delivery stream, by its ARN."""
        return _ToFirehose(arn=delivery_stream_arn)

    @staticmethod
    def to_firehose(delivery_stream: Any, iam_role: Any = None) -> "FlowLogDestination":
        """To a delivery stream, of another account with a role."""
        return _ToFirehose(stream=delivery_stream, role=iam_role)


class _ToLogs(FlowLogDestination):
    def __init__(self, group: Any, role: Any) -> None:
        self._group = group
        self._role = role

    def bind(self, scope: Any, flow_log: Any) -> Any:
        del flow_log
        from landform.cdk.aws_logs import LogGroup

        group = self._group if self._group is not None else LogGroup(scope, "LogGroup")
        role = self._role
        if role is None:
            role = Role(scope, "IAMRole", assumed_by=ServicePrincipal(FLOW_LOGS))
        role.add_to_principal_policy(
            PolicyStatement(
                actions=["logs:CreateLogStream", "logs:PutLogEvents", "logs:DescribeLogStreams"],
                effect=Effect.ALLOW,
                resources=[group.log_group_arn],
            )
        )
        return filled(
            "FlowLogDestinationConfig",
            log_destination_type=FlowLogDestinationType.CLOUD_WATCH_LOGS,
            log_group=group,
            iam_role=role,
        )


class _ToBucket(FlowLogDestination):
    def __init__(self, bucket: Any, prefix: str | None, options: Any) -> None:
        self._bucket = bucket
        self._prefix = prefix
        self._options = options

    def bind(self, scope: Any, flow_log: Any) -> Any:
        del flow_log
        from landform.cdk.aws_s3.bucket import Bucket
        from landform.cdk.aws_s3.options import BucketEncryption
        from landform.cdk.core.enums import RemovalPolicy

        bucket = self._bucket
        if bucket is None:
            bucket = Bucket(
                scope,
                "Bucket",
                encryption=BucketEncryption.UNENCRYPTED,
                removal_policy=RemovalPolicy.RETAIN,
            )
        if scope.node.try_get_context(_OLD_BUCKET):
            self._allow(scope, bucket)
        return filled(
            "FlowLogDestinationConfig",
            log_destination_type=FlowLogDestinationType.S3,
            s3_bucket=bucket,
            key_prefix=self._prefix,
            destination_options=self._options,
        )

    def _allow(self, scope: Any, bucket: Any) -> None:
        """What the log service adds by itself when it may; in the template it cannot be removed by mistake.

        Source: https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/AWS-logs-and-resource-policy.html
        """
        from landform.cdk.core.stack import Stack

        stack = Stack.of(scope)
        key = f"{(self._prefix or '').rstrip('/')}/AWSLogs/"
        if self._options is not None and self._options.hive_compatible_partitions:
            key += f"aws-account-id={stack.account}/*"
        else:
            key += f"{stack.account}/*"
        key = key.removeprefix("/")
        account = {"aws:SourceAccount": stack.account}
        arn = {"aws:SourceArn": stack.format_arn(service="logs", resource="*")}
        bucket.add_to_resource_policy(
            PolicyStatement(
                effect=Effect.ALLOW,
                principals=[ServicePrincipal(DELIVERY)],
                resources=[bucket.arn_for_objects(key)],
                actions=["s3:PutObject"],
                conditions={
                    "StringEquals": {"s3:x-amz-acl": "bucket-owner-full-control", **account},
                    "ArnLike": arn,
                },
            )
        )
        bucket.add_to_resource_policy(
            PolicyStatement(
                effect=Effect.ALLOW,
                principals=[ServicePrincipal(DELIVERY)],
                resources=[bucket.bucket_arn],
                actions=["s3:GetBucketAcl", "s3:ListBucket"],
                conditions={"StringEquals": account, "ArnLike": arn},
            )
        )


class _ToFirehose(FlowLogDestination):
    def __init__(self, *, arn: str | None = None, stream: Any = None, role: Any = None) -> None:
        self._arn = arn
        self._stream = stream
        self._role = role

    def bind(self, scope: Any, flow_log: Any) -> Any:
        del scope, flow_log
        given = {
            "delivery_stream_arn": self._arn,
            "delivery_stream": self._stream,
            "iam_role": self._role,
        }
        return filled(
            "FlowLogDestinationConfig",
            log_destination_type=FlowLogDestinationType.KINESIS_DATA_FIREHOSE,
            **{name: value for name, value in given.items() if value is not None},
        )
