"""What instances of the app and imported ones share.

Source: https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/rds-metrics.html
"""

from typing import Any

from landform.cdk.api import reference_of
from landform.cdk.aws_ec2.connections import Connections
from landform.cdk.aws_ec2.port import Port
from landform.cdk.aws_iam.grant import Grant
from landform.cdk.aws_rds.connect import grant_user
from landform.cdk.aws_rds.engine_versions import MODULE
from landform.cdk.aws_rds.values import Endpoint
from landform.cdk.core.arn import ArnFormat
from landform.cdk.core.native import Native
from landform.cdk.core.numbers import number_text
from landform.cdk.core.resource import Resource
from landform.cdk.core.stack import Stack
from landform.cdk.l1.lookup import given

CLOUD_CONTROL = "cc-api-provider"


class DatabaseInstanceBase(Native, Resource):
    """A database on a machine of its own."""

    connections: Connections
    db_instance_endpoint_address: str
    db_instance_endpoint_port: str
    instance_endpoint: Endpoint
    instance_identifier: str
    engine: Any = None
    instance_resource_id: str | None = None
    enable_iam_authentication: bool | None = None

    @staticmethod
    def from_database_instance_attributes(
        scope: Any, id: str, **attributes: Any
    ) -> "ImportedDatabaseInstance":
        """An instance that exists already; the options are those of `DatabaseInstanceAttributes`."""
        return ImportedDatabaseInstance(scope, id, given(MODULE, "DatabaseInstanceAttributes", attributes))

    @staticmethod
    def from_lookup(scope: Any, id: str, *, instance_identifier: str) -> "ImportedDatabaseInstance":
        """An instance that exists already, looked up when the app is synthesized."""
        from landform.cdk.aws_ec2.security_group import SecurityGroup
        from landform.cdk.core.context_provider import get_value

        names = ("DBInstanceArn", "Endpoint.Address", "Endpoint.Port", "DbiResourceId")
        groups = ("DBSecurityGroups", "VPCSecurityGroups")
        values: tuple[Any, ...] = ("TESTARN", "TESTADDRESS", "5432", "TESTID", [], [])
        dummy = {"Identifier": "TEST", **dict(zip((*names, *groups), values, strict=True))}
        asked = {
            "typeName": "AWS::RDS::DBInstance",
            "exactIdentifier": instance_identifier,
            "propertiesToReturn": [*names, *groups],
            "dummyValue": [dummy],
        }
        found = get_value(scope, CLOUD_CONTROL, asked, dummy=[dummy])[0]
        group_ids = [group for name in groups for group in found.get(name) or ()]
        return DatabaseInstanceBase.from_database_instance_attributes(
            scope,
            id,
            instance_endpoint_address=found["Endpoint.Address"],
            port=float(found["Endpoint.Port"]),
            instance_identifier=instance_identifier,
            security_groups=[
                SecurityGroup.from_security_group_id(scope, f"LSG-{group}", group) for group in group_ids
            ],
            instance_resource_id=found["DbiResourceId"],
        )

    @property
    def instance_arn(self) -> str:
        """The ARN."""
        return Stack.of(self).format_arn(
            service="rds",
            resource="db",
            arn_format=ArnFormat.COLON_RESOURCE_NAME,
            resource_name=self.instance_identifier,
        )

    @property
    def db_instance_ref(self) -> Any:
        """As other resources name it."""
        return reference_of(
            db_instance_arn=self.instance_arn, db_instance_identifier=self.instance_identifier
        )

    def add_proxy(self, id: str, **options: Any) -> Any:
        """Put a proxy in front; the options are those of `DatabaseProxyOptions`."""
        from landform.cdk.aws_rds.proxy import DatabaseProxy
        from landform.cdk.aws_rds.proxy_target import ProxyTarget

        return DatabaseProxy(self, id, proxy_target=ProxyTarget.from_instance(self), **options)

    def as_secret_attachment_target(self) -> Any:
        """The instance as what a secret is for."""
        from landform.cdk.aws_secretsmanager.attachment import AttachmentTargetType

        kind = AttachmentTargetType.RDS_DB_INSTANCE
        values = {"target_id": self.instance_identifier, "target_type": kind}
        return given("aws_secretsmanager", "SecretAttachmentTargetProps", values)

    def grant_connect(self, grantee: Any, db_user: str | None = None) -> Grant:
        """Let it connect as a user of the database, by IAM."""
        if self.enable_iam_authentication is False:
            raise ValueError("Cannot grant connect when IAM authentication is disabled")
        if not self.instance_resource_id:
            raise ValueError(
                "For imported Database Instances, instanceResourceId is required to grantConnect()"
            )
        if not db_user:
            raise ValueError("For imported Database Instances, the dbUser is required to grantConnect()")
        self.enable_iam_authentication = True
        return grant_user(self, grantee, self.instance_resource_id, db_user)

    def on_event(self, id: str, **options: Any) -> Any:
        """A rule for what happens to it; the options are those of `OnEventOptions`."""
        from landform.cdk.aws_events.rule import Rule

        target = options.pop("target", None)
        options.pop("cross_stack_scope", None)  # the rule stands below the instance in any case
        rule = Rule(self, id, **options)
        rule.add_event_pattern(source=["aws.rds"], resources=[self.instance_arn])
        rule.add_target(target)
        return rule

    def metric(self, metric_name: str, **options: Any) -> Any:
        """A metric by its name; the options are those of `MetricOptions`."""
        from landform.cdk.aws_cloudwatch.metric import Metric

        dimensions = {"DBInstanceIdentifier": self.instance_identifier}
        metric = Metric(
            namespace="AWS/RDS", metric_name=metric_name, **{"dimensions_map": dimensions, **options}
        )
        return metric.attach_to(self)

    def metric_cpu_utilization(self, **options: Any) -> Any:
        """How busy the processors are."""
        return self._average("CPUUtilization", options)

    def metric_database_connections(self, **options: Any) -> Any:
        """How many are connected."""
        return self._average("DatabaseConnections", options)

    def metric_free_storage_space(self, **options: Any) -> Any:
        """How much storage is left."""
        return self._average("FreeStorageSpace", options)

    def metric_freeable_memory(self, **options: Any) -> Any:
        """How much memory is left."""
        return self._average("FreeableMemory", options)

    def metric_read_iops(self, **options: Any) -> Any:
        """How often the disk is read."""
        return self._average("ReadIOPS", options)

    def metric_write_iops(self, **options: Any) -> Any:
        """How often the disk is written."""
        return self._average("WriteIOPS", options)

    def _average(self, name: str, options: dict[str, Any]) -> Any:
        return self.metric(name, **{"statistic": "Average", **options})


class ImportedDatabaseInstance(DatabaseInstanceBase):
    """An instance that exists already."""

    def __init__(self, scope: Any, id: str, attributes: Any) -> None:
        super().__init__(scope, id)
        self.instance_identifier = attributes.instance_identifier
        self.db_instance_endpoint_address = attributes.instance_endpoint_address
        self.db_instance_endpoint_port = number_text(attributes.port)
        self.instance_endpoint = Endpoint(attributes.instance_endpoint_address, attributes.port)
        self.engine = attributes.engine
        self.instance_resource_id = attributes.instance_resource_id
        self.enable_iam_authentication = True
        self.connections = Connections(
            security_groups=attributes.security_groups, default_port=Port.tcp(attributes.port)
        )
