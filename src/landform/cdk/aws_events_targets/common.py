"""What targets share: retries, dead letters, and the role that a rule acts with.

Source: https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-rule-dlq.html
"""

from collections.abc import Mapping
from typing import Any, Final

from landform.cdk.aws_iam.policy_statement import PolicyStatement
from landform.cdk.aws_iam.principals import ServicePrincipal
from landform.cdk.constructs import Construct
from landform.cdk.core.annotations import Annotations
from landform.cdk.core.checked import Checked
from landform.cdk.core.names import Names
from landform.cdk.core.tokens import is_unresolved
from landform.cdk.l1.lookup import given

EVENTS: Final = "events.amazonaws.com"


class Target(Checked):
    """What an event can be handed to; the options are those of its props."""

    _props: str

    def __init__(self, options: Mapping[str, Any]) -> None:
        self._given = given("aws_events_targets", self._props, options)

    _lets_send = True  # for some kinds of targets the queue's policy is left to the app

    def _base(self, rule: Any) -> dict[str, Any]:
        """Retries and dead letters, which the rule may send."""
        if self._lets_send and self._given.dead_letter_queue is not None:
            let_send_dead_letters(rule, self._given.dead_letter_queue)
        return base_settings(self._given)


def config(**members: Any) -> Any:
    """What a rule says of a target: RuleTargetConfig."""
    return given("aws_events", "RuleTargetConfig", members)


def base_settings(props: Mapping[str, Any]) -> dict[str, Any]:
    """Where events go that could not be handed over, and how often it is tried."""
    found: dict[str, Any] = {}
    queue, attempts, age = (
        props.get(each) for each in ("dead_letter_queue", "retry_attempts", "max_event_age")
    )
    if queue is not None:
        found["dead_letter_config"] = {"arn": queue.queue_arn}
    if (attempts is not None and attempts >= 0) or age is not None:
        found["retry_policy"] = {
            "maximum_retry_attempts": attempts,
            "maximum_event_age_in_seconds": age.to_seconds(integral=True) if age is not None else None,
        }
    return found


def event_role(scope: Any) -> Any:
    """The one role that rules act on a resource with; it stands beside the resource."""
    from landform.cdk.aws_iam.role import Role
    from landform.cdk.core.resource import PhysicalName

    existing = scope.node.try_find_child("EventsRole")
    if existing is not None:
        return existing
    return Role(
        scope,
        "EventsRole",
        role_name=PhysicalName.GENERATE_IF_NEEDED,
        assumed_by=ServicePrincipal(EVENTS),
    )


def allowed(role: Any, actions: list[str], resources: list[str], **more: Any) -> None:
    """Let a role do something."""
    role.add_to_principal_policy(PolicyStatement(actions=actions, resources=resources, **more))


def let_call(rule: Any, handler: Any) -> None:
    """Let a rule call a function."""
    node: Any = handler.permissions_node
    id = f"AllowEventRule{Names.node_unique_id(rule.node)}"
    scope = None
    if isinstance(rule, Construct):
        # The permission stands beside the rule, so the function's stack needs nothing of the rule's.
        node, scope = rule.node, rule
        id = f"AllowEventRule{Names.node_unique_id(handler.node)}"
    if node.try_find_child(id) is None:
        handler.add_permission(
            id,
            scope=scope,
            action="lambda:InvokeFunction",
            principal=ServicePrincipal(EVENTS),
            source_arn=rule.rule_arn,
        )


def let_send_dead_letters(rule: Any, queue: Any) -> None:
    """Let a rule send to a queue of its account what it could not hand over.

    Raises:
        ValueError: for a queue in another region.
    """
    if _differ(rule.env.region, queue.env.region):
        raise ValueError(
            f"Cannot assign Dead Letter Queue in region {queue.env.region} to the rule "
            f"{Names.node_unique_id(rule.node)} in region {rule.env.region}. Both must be in the same region."
        )
    if _differ(rule.env.account, queue.env.account):
        Annotations.of(rule).add_warning_v2(
            "@aws-cdk/aws-events-target:manuallyAddDLQResourcePolicy",
            f"The queue is in another account, so its policy cannot be changed here. Let the rule "
            f"{Names.node_unique_id(rule.node)} of the account {rule.env.account} send to it there.",
        )
        return
    queue.add_to_resource_policy(
        PolicyStatement(
            sid=f"AllowEventRule{Names.node_unique_id(rule.node)}",
            principals=[ServicePrincipal(EVENTS)],
            actions=["sqs:SendMessage"],
            resources=[queue.queue_arn],
            conditions={"ArnEquals": {"aws:SourceArn": rule.rule_arn}},
        )
    )


def _differ(first: str, second: str) -> bool:
    """Whether two places are known to be different ones."""
    return not is_unresolved(first) and not is_unresolved(second) and first != second
