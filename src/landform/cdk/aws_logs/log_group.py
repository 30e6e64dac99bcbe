"""Log groups.

Source: https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-resource-logs-loggroup.html
"""

from collections.abc import Sequence
from typing import Any, Final

from landform.cdk.aws_iam.grant import Grant
from landform.cdk.aws_iam.principals import ArnPrincipal
from landform.cdk.aws_iam.protocols import AddToResourcePolicyResult
from landform.cdk.aws_logs.data_protection import DataProtectionPolicy
from landform.cdk.aws_logs.enums import LogGroupClass, RetentionDays
from landform.cdk.aws_logs.grants import LogGroupGrants
from landform.cdk.core.arn import Arn, ArnFormat
from landform.cdk.core.enums import RemovalPolicy
from landform.cdk.core.native import Native
from landform.cdk.core.resource import Resource
from landform.cdk.l1.lookup import cfn_class

MAX_INDEXED_FIELDS: Final = 20
_ALL_STREAMS: Final = ":*"


class FieldIndexPolicy(Native):
    """Fields of a log group's events that are indexed."""

    def __init__(self, *, fields: Sequence[str]) -> None:
        if len(fields) > MAX_INDEXED_FIELDS:
            raise ValueError(f"A maximum of {MAX_INDEXED_FIELDS} fields can be indexed per log group")
        self._fields = list(fields)

    def written(self) -> dict[str, Any]:
        """The policy as CloudWatch writes it."""
        return {"Fields": self._fields}


class LogGroupBase(Native, Resource):
    """What log groups of the app and imported ones share."""

    log_group_arn: str
    log_group_name: str
    _policy: Any = None

    @property
    def grants(self) -> LogGroupGrants:
        """The grants on the log group."""
        return LogGroupGrants(self)

    def add_stream(self, id: str, *, log_stream_name: str | None = None) -> Any:
        """Add a stream."""
        from landform.cdk.aws_logs.log_stream import LogStream

        return LogStream(self, id, log_group=self, log_stream_name=log_stream_name)

    def add_subscription_filter(self, id: str, **options: Any) -> Any:
        """Send events on; the options are those of `SubscriptionFilter`."""
        from landform.cdk.aws_logs.subscription_filter import SubscriptionFilter

        return SubscriptionFilter(self, id, log_group=self, **options)

    def add_metric_filter(self, id: str, **options: Any) -> Any:
        """Make a metric from events; the options are those of `MetricFilter`."""
        from landform.cdk.aws_logs.metric_filter import MetricFilter

        return MetricFilter(self, id, log_group=self, **options)

    def add_transformer(self, id: str, **options: Any) -> Any:
        """Transform events; the options are those of `Transformer`."""
        from landform.cdk.aws_logs.transformer import Transformer

        return Transformer(self, id, log_group=self, **options)

    def extract_metric(self, json_field: str, metric_namespace: str, metric_name: str) -> Any:
        """A metric of the values of a field of events that are JSON."""
        from landform.cdk.aws_cloudwatch.metric import Metric
        from landform.cdk.aws_logs.filter_pattern import FilterPattern

        self.add_metric_filter(
            f"{metric_namespace}_{metric_name}",
            metric_namespace=metric_namespace,
            metric_name=metric_name,
            filter_pattern=FilterPattern.exists(json_field),
            metric_value=json_field,
        )
        return Metric(metric_name=metric_name, namespace=metric_namespace).attach_to(self)

    def grant(self, grantee: Any, *actions: str) -> Grant:
        """Allow actions on the log group and its streams."""
        return self.grants.actions(grantee, actions)

    def grant_read(self, grantee: Any) -> Grant:
        """Read and search events."""
        return self.grants.read(grantee)

    def grant_write(self, grantee: Any) -> Grant:
        """Make streams and write events."""
        return self.grants.write(grantee)

    def log_group_physical_name(self) -> str:
        """The name it was given."""
        return self.physical_name

    def add_to_resource_policy(self, statement: Any) -> AddToResourcePolicyResult:
        """Add to a policy of the account's log groups, in which principals can only be accounts."""
        from landform.cdk.aws_logs.resource_policy import ResourcePolicy

        if self._policy is None:
            self._policy = ResourcePolicy(self, "Policy")
        principals = [_as_account(each) for each in statement.principals]
        self._policy.document.add_statements(statement.copy(principals=principals))
        return AddToResourcePolicyResult(statement_added=True, policy_dependable=self._policy)

    def metric(self, metric_name: str, **options: Any) -> Any:
        """A metric of CloudWatch Logs; the options are those of `Metric`."""
        from landform.cdk.aws_cloudwatch.metric import Metric

        # The reference library gives these metrics no dimension, although CloudWatch has LogGroupName.
        return Metric(namespace="AWS/Logs", metric_name=metric_name, **options).attach_to(self)

    def metric_incoming_log_events(self, **options: Any) -> Any:
        """How many events came in."""
        return self.metric("IncomingLogs", **{"statistic": "sum", **options})

    def metric_incoming_bytes(self, **options: Any) -> Any:
        """How many bytes of events came in."""
        return self.metric("IncomingBytes", **{"statistic": "sum", **options})


class LogGroup(LogGroupBase):
    """A log group."""

    def __init__(
        self,
        scope: Any,
        id: str,
        *,
        data_protection_policy: DataProtectionPolicy | None = None,
        deletion_protection_enabled: bool | None = None,
        encryption_key: Any = None,
        field_index_policies: Sequence[FieldIndexPolicy] | None = None,
        log_group_class: LogGroupClass | None = None,
        log_group_name: str | None = None,
        removal_policy: RemovalPolicy | None = None,
        retention: RetentionDays | None = None,
    ) -> None:
        super().__init__(scope, id, physical_name=log_group_name)
        days = retention or RetentionDays.TWO_YEARS
        if log_group_class is LogGroupClass.DELIVERY:
            if retention is not None:
                raise ValueError(
                    "Log groups of the class DELIVERY keep their logs for a fixed time: leave retention "
                    "out, or take another class."
                )
            days = RetentionDays.INFINITE
        policy = data_protection_policy
        resource = cfn_class("aws_logs", "CfnLogGroup")(
            self,
            "Resource",
            kms_key_id=encryption_key.key_arn if encryption_key is not None else None,
            log_group_class=log_group_class,
            log_group_name=self.physical_name,
            retention_in_days=None if days is RetentionDays.INFINITE else days,
            data_protection_policy=policy.written(self.stack) if policy is not None else None,
            field_index_policies=[each.written() for each in field_index_policies or ()] or None,
            deletion_protection_enabled=deletion_protection_enabled,
        )
        resource.apply_removal_policy(removal_policy)
        self.log_group_arn = self._get_resource_arn_attribute(
            resource.attr_arn,
            {
                "service": "logs",
                "resource": "log-group",
                "resource_name": self.physical_name,
                "arn_format": ArnFormat.COLON_RESOURCE_NAME,
            },
        )
        self.log_group_name = self._get_resource_name_attribute(resource.ref)

    @staticmethod
    def from_log_group_arn(scope: Any, id: str, log_group_arn: str) -> "ImportedLogGroup":
        """A log group that exists already."""
        base = log_group_arn.removesuffix(_ALL_STREAMS)
        name = Arn.split(base, ArnFormat.COLON_RESOURCE_NAME).resource_name or ""
        return ImportedLogGroup(scope, id, f"{base}{_ALL_STREAMS}", name, environment=base)

    @staticmethod
    def from_log_group_name(scope: Any, id: str, log_group_name: str) -> "ImportedLogGroup":
        """A log group of the stack's account and region that exists already."""
        from landform.cdk.core.stack import Stack

        base = log_group_name.removesuffix(_ALL_STREAMS)
        arn = Stack.of(scope).format_arn(
            service="logs",
            resource="log-group",
            arn_format=ArnFormat.COLON_RESOURCE_NAME,
            resource_name=base + _ALL_STREAMS,
        )
        return ImportedLogGroup(scope, id, arn, base)


class ImportedLogGroup(LogGroupBase):
    """A log group that exists already."""

    def __init__(self, scope: Any, id: str, arn: str, name: str, *, environment: str | None = None) -> None:
        super().__init__(scope, id, environment_from_arn=environment)
        self.log_group_arn = arn
        self.log_group_name = name


def _as_account(principal: Any) -> Any:
    """The principal's account, since policies of log groups take no roles and users.

    Source: https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_PutResourcePolicy.html
    """
    account = getattr(principal, "principal_account", None)
    if account is not None:
        return ArnPrincipal(account)
    arn = getattr(principal, "arn", None)
    if arn is None or arn == "*":
        return principal
    return ArnPrincipal(Arn.split(arn, ArnFormat.SLASH_RESOURCE_NAME).account or "")
