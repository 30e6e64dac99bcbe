"""Rules.

Source: https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-resource-events-rule.html
"""

from collections.abc import Sequence
from typing import Any, Final

from landform.cdk.aws_events import pattern
from landform.cdk.aws_events.schedule import Schedule
from landform.cdk.constructs import Construct
from landform.cdk.core.arn import Arn, ArnFormat
from landform.cdk.core.lazy import Lazy
from landform.cdk.core.names import Names
from landform.cdk.core.native import Native
from landform.cdk.core.resource import Resource
from landform.cdk.core.stack import Stack
from landform.cdk.core.tokens import is_unresolved
from landform.cdk.l1.lookup import cfn_class, given

_MAX_TARGETS: Final = 5  # https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-quota.html
_MAX_STATEMENT_ID: Final = 64  # letters
_SETTINGS: Final = (
    "app_sync_parameters",
    "batch_parameters",
    "dead_letter_config",
    "ecs_parameters",
    "http_parameters",
    "kinesis_parameters",
    "redshift_data_parameters",
    "retry_policy",
    "run_command_parameters",
    "sqs_parameters",
)


class Rule(Native, Resource):
    """A rule: what is done with which events, or when."""

    def __init__(
        self,
        scope: Any,
        id: str,
        *,
        cross_stack_scope: Construct | None = None,
        description: str | None = None,
        enabled: bool | None = None,
        event_bus: Any = None,
        event_pattern: Any = None,
        role: Any = None,
        rule_name: str | None = None,
        schedule: Schedule | None = None,
        targets: Sequence[Any] | None = None,
    ) -> None:
        super().__init__(_scope(scope, cross_stack_scope), id, physical_name=rule_name)
        if event_bus is not None and schedule is not None:
            raise ValueError("Cannot associate rule with 'eventBus' when using 'schedule'")
        self._pattern: dict[str, Any] = {}
        self._schedule = schedule
        self._targets: list[Any] = []
        self._told: set[tuple[str, str]] = set()
        resource = cfn_class("aws_events", "CfnRule")(
            self,
            "Resource",
            name=self.physical_name,
            description=description,
            state="ENABLED" if enabled is not False else "DISABLED",
            schedule_expression=schedule.expression_string if schedule is not None else None,
            event_pattern=Lazy.any(lambda: pattern.rendered(self._whole_pattern())),
            targets=Lazy.any(lambda: self._targets, omit_empty_array=True),
            event_bus_name=event_bus.event_bus_ref.event_bus_name if event_bus is not None else None,
            role_arn=role.role_arn if role is not None else None,
        )
        self.rule_arn = self._get_resource_arn_attribute(
            resource.attr_arn,
            {"service": "events", "resource": "rule", "resource_name": self.physical_name},
        )
        self.rule_name = self._get_resource_name_attribute(resource.ref)
        self._pattern = pattern.written(event_pattern)
        for each in targets or ():
            self.add_target(each)
        self.node.add_validation(self._validate_rule)

    @staticmethod
    def from_event_rule_arn(scope: Any, id: str, event_rule_arn: str) -> "ImportedRule":
        """A rule that exists already."""
        return ImportedRule(scope, id, event_rule_arn)

    def add_event_pattern(self, **event_pattern: Any) -> None:
        """Ask for more of the events; the members are those of `EventPattern`."""
        self._pattern = pattern.merged(self._pattern, pattern.written(event_pattern))

    def add_target(self, target: Any = None) -> None:
        """Have another target."""
        if target is None:
            return
        id = f"Target{len(self._targets)}"
        config = given("aws_events", "RuleTargetConfig", target.bind(self, id))
        place = config.target_resource
        if place is not None and self._is_elsewhere(place):
            self._hand_over(place, target, id)
            return
        properties = config.input.bind(self) if config.input is not None else None
        template = properties.input_template if properties is not None else None
        paths = properties.input_paths_map if properties is not None else None
        self._targets.append(
            _target(
                id=id,
                arn=config.arn,
                role_arn=config.role.role_arn if config.role is not None else None,
                **{name: getattr(config, name) for name in _SETTINGS},
                input=properties.input if properties is not None else None,
                input_path=properties.input_path if properties is not None else None,
                input_transformer=(
                    {"input_template": template, "input_paths_map": paths} if template is not None else None
                ),
            )
        )

    def _whole_pattern(self) -> dict[str, Any]:
        return self._pattern

    def _validate_rule(self) -> list[str]:
        found = []
        if not self._whole_pattern() and self._schedule is None:
            found.append("Either 'eventPattern' or 'schedule' must be defined")
        if len(self._targets) > _MAX_TARGETS:
            found.append(f"Event rule cannot have more than {_MAX_TARGETS} targets.")
        return found

    def _is_elsewhere(self, place: Any) -> bool:
        account, region = _environment(place)
        own = self.stack
        return _differ(account, own.account) or _differ(region, own.region)

    def _hand_over(self, place: Any, target: Any, id: str) -> None:
        """Send the events to the default bus of the target's environment, where a rule like this one acts."""
        account, region = _environment(place)
        for name, value in (("account", account), ("region", region)):
            if is_unresolved(value):
                raise ValueError(
                    f"You need to provide a concrete {name} for the target stack when using cross-account or "
                    "cross-region events"
                )
        target_stack = Stack.of(place)
        if (account, region) not in self._told:
            self._told.add((account, region))
            self._send_to_bus(target_stack, account, region, id)
        mirror = f"{Names.unique_id(self)}-{id}"
        _MirrorRule(target_stack, mirror, self, target)

    def _send_to_bus(self, target_stack: Stack, account: str, region: str, id: str) -> None:
        bus = target_stack.format_arn(
            service="events", resource="event-bus", resource_name="default", region=region, account=account
        )
        role = self._role_for(bus).role_arn if _differ(region, self.stack.region) else None
        self._targets.append(_target(id=id, arn=bus, role_arn=role))
        if _differ(account, self.stack.account):
            self._let_in(target_stack, account, region)

    def _role_for(self, bus: str) -> Any:
        """Events of other regions are sent by a role."""
        from landform.cdk.aws_iam.policy_statement import PolicyStatement
        from landform.cdk.aws_iam.principals import ServicePrincipal
        from landform.cdk.aws_iam.role import Role
        from landform.cdk.core.resource import PhysicalName

        role: Any = self.node.try_find_child("EventsRole")
        if role is None:
            role = Role(
                self,
                "EventsRole",
                role_name=PhysicalName.GENERATE_IF_NEEDED,
                assumed_by=ServicePrincipal("events.amazonaws.com"),
            )
        role.add_to_principal_policy(PolicyStatement(actions=["events:PutEvents"], resources=[bus]))
        return role

    def _let_in(self, target_stack: Stack, account: str, region: str) -> None:
        """The other account's bus takes events from this account, by a stack of its own."""
        source = self.stack
        app: Any = self.node.root
        id = f"EventBusPolicy-{source.account}-{region}-{account}"
        support = app.node.try_find_child(id)
        if support is None:
            name = f"{target_stack.stack_name}-EventBusPolicy-support-{region}-{source.account}"
            support = Stack(app, id, env={"account": account, "region": region}, stack_name=name)
            prefix = f"Allow-account-{source.account}-"
            unique = Names.unique_resource_name(self, max_length=_MAX_STATEMENT_ID - len(prefix))
            cfn_class("aws_events", "CfnEventBusPolicy")(
                support,
                "GivePermToOtherAccount",
                action="events:PutEvents",
                statement_id=prefix + unique,
                principal=source.account,
            )
        source.add_dependency(support)


class _MirrorRule(Rule):
    """A rule with the events of another one, in the environment of its target."""

    def __init__(self, scope: Any, id: str, source: Rule, target: Any) -> None:
        self._source = source
        super().__init__(scope, id, schedule=source._schedule)
        self.add_target(target)

    def _whole_pattern(self) -> dict[str, Any]:
        return self._source._whole_pattern()

    def _validate_rule(self) -> list[str]:
        return []


class ImportedRule(Native, Resource):
    """A rule that exists already."""

    def __init__(self, scope: Any, id: str, arn: str) -> None:
        super().__init__(scope, id, environment_from_arn=arn)
        self.rule_arn = arn
        self.rule_name = Arn.split(arn, ArnFormat.SLASH_RESOURCE_NAME).resource_name or ""


def _scope(scope: Any, wanted: Construct | None) -> Any:
    """The scope of a rule: another one is taken only where it is in another stack."""
    if wanted is None or Stack.of(scope) is Stack.of(wanted):
        return scope
    return wanted


def _target(**members: Any) -> Any:
    given_members = {name: value for name, value in members.items() if value is not None}
    return cfn_class("aws_events", "CfnRule").TargetProperty(**given_members)


def _environment(place: Any) -> tuple[str, str]:
    env = getattr(place, "env", None) or Stack.of(place)
    return env.account, env.region


def _differ(first: str, second: str) -> bool:
    return not is_unresolved(first) and not is_unresolved(second) and first != second
