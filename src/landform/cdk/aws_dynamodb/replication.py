"""Replicas of a table in other regions, made by a custom resource of the library's.

Source: https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/V2globaltables_HowItWorks.html
"""

from collections.abc import Sequence
from typing import Any, Final

from landform.cdk.aws_dynamodb.grants import when_indexed
from landform.cdk.aws_dynamodb.table_base import TableBase
from landform.cdk.aws_iam.managed_policy import ManagedPolicy
from landform.cdk.aws_iam.policy_statement import PolicyStatement
from landform.cdk.constructs import Construct
from landform.cdk.core.aws import Aws
from landform.cdk.core.cfn_elements import CfnCondition
from landform.cdk.core.custom_resource import CustomResource
from landform.cdk.core.custom_resource_provider import OWN_RUNTIME, handler_folder
from landform.cdk.core.enums import RemovalPolicy
from landform.cdk.core.feature_flags import FeatureFlags
from landform.cdk.core.fn import Fn
from landform.cdk.core.names import Names
from landform.cdk.core.nested_stack import NestedStack
from landform.cdk.core.quantities import Duration
from landform.cdk.core.stack import Stack
from landform.cdk.core.tokens import is_unresolved

PROVIDER_ID: Final = "@aws-cdk--aws-dynamodb.ReplicaProvider"
RETAIN_FLAG: Final = "@aws-cdk/aws-dynamodb:retainTableReplica"
_ROLE: Final = "role/aws-service-role/replication.dynamodb.amazonaws.com/AWSServiceRoleForDynamoDBReplication"
_ON_EVENT_MINUTES: Final = 5
_QUERY_SECONDS: Final = 10


class _ReplicaProvider(NestedStack):
    """What makes and deletes the replicas of a stack's tables, in a stack of its own."""

    def __init__(
        self, scope: Any, id: str, table_name: str, regions: Sequence[str], timeout: Duration | None
    ) -> None:
        super().__init__(scope, id)
        from landform.cdk.custom_resources.provider import Provider

        self.on_event = self._function("OnEventHandler", "on_event", Duration.minutes(_ON_EVENT_MINUTES))
        self.is_complete = self._function("IsCompleteHandler", "is_complete", Duration.seconds(30))
        self._allow(["iam:CreateServiceLinkedRole"], [self._service_role()])
        self._allow(["dynamodb:DescribeLimits"], ["*"])
        deleted = ["dynamodb:DeleteTable", "dynamodb:DeleteTableReplica"]
        self._allow(deleted, [self._table(region, table_name) for region in regions])
        self.provider = Provider(
            self,
            "Provider",
            on_event_handler=self.on_event,
            is_complete_handler=self.is_complete,
            query_interval=Duration.seconds(_QUERY_SECONDS),
            total_timeout=timeout,
        )

    def _function(self, id: str, entry: str, timeout: Duration) -> Any:
        from landform.cdk.aws_lambda import Code, Function, Runtime

        return Function(
            self,
            id,
            code=Code.from_asset(str(handler_folder("table_replica"))),
            runtime=Runtime(OWN_RUNTIME),
            handler=f"index.{entry}",
            timeout=timeout,
        )

    def _allow(self, actions: Sequence[str], resources: Sequence[str]) -> None:
        self.on_event.add_to_role_policy(PolicyStatement(actions=actions, resources=resources))

    def _service_role(self) -> str:
        return Stack.of(self).format_arn(service="iam", region="", resource=_ROLE)

    def _table(self, region: str, name: str) -> str:
        return Stack.of(self).format_arn(
            region=region, service="dynamodb", resource="table", resource_name=name
        )


class _SourceTablePolicy(Construct):
    """What a function of the provider may do with the table."""

    def __init__(self, table: TableBase, role: Any) -> None:
        super().__init__(table, f"SourceTableAttachedManagedPolicy-{Names.node_unique_id(role.node)}")
        self.policy = ManagedPolicy(
            self,
            "Resource",
            description=f"DynamoDB replication managed policy for table {table.table_name}",
            roles=[role],
        )
        self._arns = [table.table_arn, when_indexed(table.table_arn, lambda: table.has_index, Aws.NO_VALUE)]

    def allow(self, action: str, resources: Sequence[str] | None = None) -> None:
        """Allow an action on the table, or on its replicas."""
        self.policy.add_statements(
            PolicyStatement(actions=[action], resources=self._arns if resources is None else resources)
        )


def _provider_of(table: TableBase, regions: Sequence[str], timeout: Duration | None) -> _ReplicaProvider:
    """The stack's one provider."""
    stack = Stack.of(table)
    found = stack.node.try_find_child(PROVIDER_ID)
    if isinstance(found, _ReplicaProvider):
        return found
    return _ReplicaProvider(stack, PROVIDER_ID, table.table_name, regions, timeout)


def add_replicas(
    table: TableBase,
    regions: Sequence[str],
    *,
    timeout: Duration | None,
    waits: bool | None,
    removal_policy: RemovalPolicy | None,
) -> list[Any]:
    """Have replicas in these regions, made one after the other."""
    stack = Stack.of(table)
    if not is_unresolved(stack.region) and stack.region in regions:
        raise ValueError("`replicationRegions` cannot include the region where this stack is deployed.")
    provider = _provider_of(table, regions, timeout)
    on_event = _SourceTablePolicy(table, provider.on_event.role)
    is_complete = _SourceTablePolicy(table, provider.is_complete.role)
    on_event.allow("dynamodb:*")
    is_complete.allow("dynamodb:DescribeTable")
    keeps = removal_policy is RemovalPolicy.RETAIN and FeatureFlags.of(table).is_enabled(RETAIN_FLAG)
    properties = {
        "TableName": table.table_name,
        "SkipReplicationCompletedWait": ("false" if waits else "true") if waits is not None else None,
        "SkipReplicaDeletion": True if keeps else None,
    }
    made: list[Any] = []
    for region in dict.fromkeys(regions):
        replica = CustomResource(
            table,
            f"Replica{region}",
            service_token=provider.provider.service_token,
            resource_type="Custom::DynamoDBReplica",
            properties={"Region": region, **properties},
        )
        replica.node.add_dependency(on_event.policy, is_complete.policy)
        _after(replica, made[-1] if made else None, table, region)
        made.append(replica)
    on_event.allow("dynamodb:*", [table._arn_in(each) for each in dict.fromkeys(regions)])
    return made


def _after(replica: Any, previous: Any, table: TableBase, region: str) -> None:
    """Have a replica after the one before, unless the stack itself turns out to be in its region."""
    if not is_unresolved(Stack.of(table).region):
        if previous is not None:
            replica.node.add_dependency(previous)
        return
    differs = Fn.condition_not(Fn.condition_equals(region, Aws.REGION))
    resource = replica.node.default_child
    resource.cfn_options.condition = CfnCondition(table, f"StackRegionNotEquals{region}", expression=differs)
    if previous is not None:
        condition = previous.node.default_child.cfn_options.condition
        resource.add_metadata(
            "DynamoDbReplicationDependency",
            Fn.condition_if(condition.logical_id, previous.ref, Aws.NO_VALUE),
        )
