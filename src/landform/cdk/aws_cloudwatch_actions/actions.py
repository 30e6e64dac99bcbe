"""What alarms do.

Source: https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/alarm-actions.html
"""

from enum import Enum
from typing import Any, Final

from landform.cdk.aws_iam.principals import ServicePrincipal
from landform.cdk.core.aws import Aws
from landform.cdk.core.feature_flags import FeatureFlags
from landform.cdk.core.names import Names
from landform.cdk.core.native import Native
from landform.cdk.core.stack import Stack
from landform.cdk.l1.lookup import given

_ID_OF_ALARM: Final = "@aws-cdk/aws-cloudwatch-actions:changeLambdaPermissionLogicalIdForLambdaAction"
_PERMISSION: Final = "AlarmPermission"


class Ec2InstanceAction(Enum):
    """What is done with a machine."""

    STOP = "stop"
    TERMINATE = "terminate"
    RECOVER = "recover"
    REBOOT = "reboot"


class OpsItemSeverity(Enum):
    """How bad it is."""

    CRITICAL = "1"
    HIGH = "2"
    MEDIUM = "3"
    LOW = "4"


class OpsItemCategory(Enum):
    """What it is about."""

    AVAILABILITY = "Availability"
    COST = "Cost"
    PERFORMANCE = "Performance"
    RECOVERY = "Recovery"
    SECURITY = "Security"


def _config(arn: str) -> Any:
    return given("aws_cloudwatch", "AlarmActionConfig", {"alarm_action_arn": arn})


class SnsAction(Native):
    """Tell a topic."""

    def __init__(self, topic: Any) -> None:
        self._topic = topic

    def bind(self, _scope: Any, _alarm: Any) -> Any:
        """The topic's ARN."""
        return _config(self._topic.topic_arn)


class ApplicationScalingAction(Native):
    """Scale a target in steps."""

    def __init__(self, step_scaling_action: Any) -> None:
        self._action = step_scaling_action

    def bind(self, _scope: Any, _alarm: Any) -> Any:
        """The policy's ARN."""
        return _config(self._action.scaling_policy_arn)


class AutoScalingAction(Native):
    """Scale a group of machines in steps."""

    def __init__(self, step_scaling_action: Any) -> None:
        self._action = step_scaling_action

    def bind(self, _scope: Any, _alarm: Any) -> Any:
        """The policy's ARN."""
        return _config(self._action.scaling_policy_arn)


class Ec2Action(Native):
    """Do something with the machine that the metric is of."""

    def __init__(self, instance_action: Ec2InstanceAction) -> None:
        self._action = instance_action

    def bind(self, _scope: Any, _alarm: Any) -> Any:
        """The action's ARN."""
        stack = Stack.of(_scope)
        return _config(f"arn:{Aws.PARTITION}:automate:{stack.region}:ec2:{self._action.value}")


class SsmAction(Native):
    """Make an OpsItem."""

    def __init__(self, severity: OpsItemSeverity, category: OpsItemCategory | None = None) -> None:
        self._severity = severity
        self._category = category

    def bind(self, _scope: Any, _alarm: Any) -> Any:
        """The ARN of such items."""
        stack = Stack.of(_scope)
        category = f"#CATEGORY={self._category.value}" if self._category is not None else ""
        place = f"arn:{Aws.PARTITION}:ssm:{stack.region}:{stack.account}"
        return _config(f"{place}:opsitem:{self._severity.value}{category}")


class SsmIncidentAction(Native):
    """Start an incident by a response plan."""

    def __init__(self, response_plan_name: str) -> None:
        self._plan = response_plan_name

    def bind(self, _scope: Any, _alarm: Any) -> Any:
        """The plan's ARN."""
        account = Stack.of(_scope).account
        return _config(f"arn:{Aws.PARTITION}:ssm-incidents::{account}:response-plan/{self._plan}")


class LambdaAction(Native):
    """Call a function."""

    def __init__(self, lambda_function: Any, *, use_unique_permission_id: bool | None = None) -> None:
        self._function = lambda_function
        self._is_unique = use_unique_permission_id

    def bind(self, scope: Any, alarm: Any) -> Any:
        """The function's ARN; alarms may call it."""
        id = self._permission_id(scope, alarm)
        function = self._function
        # An alarm can have the function for several of its states; it needs one permission.
        known = function.permissions_node.try_find_child(id)
        if known is None or known.source_arn != alarm.alarm_arn:
            function.add_permission(
                id,
                source_account=Stack.of(scope).account,
                action="lambda:InvokeFunction",
                source_arn=alarm.alarm_arn,
                principal=ServicePrincipal("lambda.alarms.cloudwatch.amazonaws.com"),
            )
        return _config(function.function_arn)

    def _permission_id(self, scope: Any, alarm: Any) -> str:
        if self._is_unique:
            return f"{Names.node_unique_id(alarm.node)}{_PERMISSION}"
        by_alarm = FeatureFlags.of(scope).is_enabled(_ID_OF_ALARM)
        return f"{alarm.node.id}{_PERMISSION}" if by_alarm else _PERMISSION
