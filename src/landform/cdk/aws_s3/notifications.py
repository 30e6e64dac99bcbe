"""What a bucket tells of, and whom.

CloudFormation could only set this together with the bucket, before the destinations allow it; so a custom
resource sets it, with one function for all buckets of a stack.
Source: https://docs.aws.amazon.com/AmazonS3/latest/userguide/EventNotifications.html
"""

from typing import Any, Final

from landform.cdk.aws_iam.managed_policy import ManagedPolicy
from landform.cdk.aws_iam.policy import Policy
from landform.cdk.aws_iam.policy_statement import PolicyStatement
from landform.cdk.aws_iam.principals import ServicePrincipal
from landform.cdk.aws_iam.role import Role
from landform.cdk.aws_s3.options import EventType, NotificationKeyFilter
from landform.cdk.constructs import Construct
from landform.cdk.core.cfn_resource import CfnResource
from landform.cdk.core.custom_resource_provider import HANDLERS, OWN_RUNTIME
from landform.cdk.core.feature_flags import FeatureFlags
from landform.cdk.core.lazy import Lazy
from landform.cdk.core.struct import records

KEEP_FLAG: Final = "@aws-cdk/aws-s3:keepNotificationInImportedBucket"
HANDLER_ID: Final = "BucketNotificationsHandler050a0587b7544547bf325f094a3db834"
TIMEOUT: Final = 300  # seconds
_DESCRIPTION: Final = (
    'AWS CloudFormation handler for "Custom::S3BucketNotifications" resources (@aws-cdk/aws-s3)'
)
_SECTIONS: Final = {
    "LAMBDA": ("LambdaFunctionConfigurations", "LambdaFunctionArn"),
    "QUEUE": ("QueueConfigurations", "QueueArn"),
    "TOPIC": ("TopicConfigurations", "TopicArn"),
}


class NotificationsHandler(Construct):
    """The function that sets notifications, one a stack."""

    def __init__(self, scope: Any, id: str, role: Any) -> None:
        super().__init__(scope, id)
        self.role = role or Role(self, "Role", assumed_by=ServicePrincipal("lambda.amazonaws.com"))
        self.role.add_managed_policy(
            ManagedPolicy.from_aws_managed_policy_name("service-role/AWSLambdaBasicExecutionRole")
        )
        code = (HANDLERS / "bucket_notifications" / "index.py").read_text(encoding="utf-8")
        resource = CfnResource(
            self,
            "Resource",
            type="AWS::Lambda::Function",
            properties={
                "Description": _DESCRIPTION,
                "Code": {"ZipFile": code},
                "Handler": "index.handler",
                "Role": self.role.role_arn,
                "Runtime": OWN_RUNTIME,
                "Timeout": TIMEOUT,
            },
        )
        resource.node.add_dependency(self.role)
        self.function_arn: str = resource.get_att("Arn").to_string()

    @staticmethod
    def singleton(scope: Any, role: Any) -> "NotificationsHandler":
        """The stack's one."""
        from landform.cdk.core.stack import Stack

        stack = Stack.of(scope)
        found = stack.node.try_find_child(HANDLER_ID)
        return (
            found
            if isinstance(found, NotificationsHandler)
            else NotificationsHandler(stack, HANDLER_ID, role)
        )


class BucketNotifications(Construct):
    """The notifications of one bucket."""

    def __init__(self, scope: Any, id: str, *, bucket: Any, role: Any, skips_validation: bool) -> None:
        super().__init__(scope, id)
        self._bucket, self._role, self._skips = bucket, role, skips_validation
        self._entries: dict[str, list[dict[str, Any]]] = {}
        self._tells_bridge = False
        self._resource: CfnResource | None = None

    def add(self, event: EventType, target: Any, filters: tuple[Any, ...]) -> None:
        """Tell a destination of an event."""
        resource = self._created()
        bound = target.bind(self, self._bucket)
        section, attribute = _SECTIONS[bound.type.name]
        rules = _rules(filters)
        entry = {"Events": [event.value], "Filter": rules, attribute: bound.arn}
        self._entries.setdefault(section, []).append(entry)
        if bound.dependencies:
            resource.node.add_dependency(*[each for each in bound.dependencies if each is not None])

    def enable_event_bridge(self) -> None:
        """Tell the default event bus of everything."""
        self._created()
        self._tells_bridge = True

    def _created(self) -> CfnResource:
        if self._resource is not None:
            return self._resource
        from landform.cdk.aws_s3.bucket import Bucket

        handler = NotificationsHandler.singleton(self, self._role)
        keeps = FeatureFlags.of(self).is_enabled(KEEP_FLAG)
        is_managed = isinstance(self._bucket, Bucket) and not keeps
        actions = ["s3:PutBucketNotification", *([] if is_managed else ["s3:GetBucketNotification"])]
        policy = Policy(
            self,
            "HandlerPolicy",
            statements=[
                PolicyStatement(actions=[action], resources=[self._bucket.bucket_arn]) for action in actions
            ],
        )
        handler.role.attach_inline_policy(policy)
        self._resource = CfnResource(
            self,
            "Resource",
            type="Custom::S3BucketNotifications",
            properties={
                "ServiceToken": handler.function_arn,
                "BucketName": self._bucket.bucket_name,
                "NotificationConfiguration": Lazy.any(self._configuration),
                "Managed": is_managed,
                "SkipDestinationValidation": self._skips,
            },
        )
        self._resource.node.add_dependency(policy)
        return self._resource

    def _configuration(self) -> dict[str, Any]:
        bridge: dict[str, Any] = {"EventBridgeConfiguration": {}} if self._tells_bridge else {}
        return {**bridge, **self._entries}


def _rules(filters: tuple[Any, ...]) -> dict[str, Any] | None:
    """Which keys; suffix first, as the API writes it."""
    found: dict[str, str] = {}
    for each in records(NotificationKeyFilter, filters):
        if each.prefix is None and each.suffix is None:
            raise ValueError("NotificationKeyFilter must specify `prefix` and/or `suffix`")
        for name, value in (("suffix", each.suffix), ("prefix", each.prefix)):
            if value is not None and name in found:
                raise ValueError(f"Cannot specify more than one {name} rule in a filter.")
            if value is not None:
                found[name] = value
    if not found:
        return None
    return {"Key": {"FilterRules": [{"Name": name, "Value": value} for name, value in found.items()]}}
