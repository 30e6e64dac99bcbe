"""Event buses.

Source: https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-resource-events-eventbus.html
"""

import re
from typing import Any, Final

from landform.cdk.aws_events.archive import Archive
from landform.cdk.aws_events.bus_grants import EventBusGrants
from landform.cdk.aws_events.bus_policy import EventBusPolicy
from landform.cdk.aws_iam.grant import Grant
from landform.cdk.aws_iam.policy_statement import PolicyStatement
from landform.cdk.aws_iam.principals import ServicePrincipal
from landform.cdk.aws_iam.protocols import AddToResourcePolicyResult
from landform.cdk.core.arn import Arn, ArnFormat
from landform.cdk.core.feature_flags import FeatureFlags
from landform.cdk.core.lazy import Lazy
from landform.cdk.core.names import Names
from landform.cdk.core.native import Native
from landform.cdk.core.resource import Resource
from landform.cdk.core.stack import Stack
from landform.cdk.core.tokens import is_unresolved
from landform.cdk.l1.lookup import cfn_class, given

SID_FLAG: Final = "@aws-cdk/aws-events:requireEventBusPolicySid"
_PUT: Final = "events:PutEvents"
_NAME: Final = re.compile(r"[/.\-_A-Za-z0-9]{1,256}")
_PARTNER: Final = re.compile(r"aws\.partner(/[.\-_A-Za-z0-9]+){2,}")
_DESCRIPTION_MAX: Final = 512  # letters
_OWN_SID: Final = "cdk-"


class EventBusBase(Native, Resource):
    """What buses of the app and imported ones share."""

    event_bus_arn: str
    event_bus_name: str
    event_bus_policy: str
    event_source_name: str | None = None

    @property
    def grants(self) -> EventBusGrants:
        """The grants on the bus."""
        return EventBusGrants(self)

    def archive(self, id: str, **options: Any) -> Archive:
        """Keep events; the options are those of `BaseArchiveProps`.

        A key is not taken over, as in aws-cdk-lib: make an `Archive` for one with a key.
        """
        options.pop("kms_key", None)
        description = options.pop("description", None) or f"Event Archive for {self.event_bus_name} Event Bus"
        return Archive(self, id, source_event_bus=self, description=description, **options)

    def grant_put_events_to(self, grantee: Any, sid: str | None = None) -> Grant:
        """Let a principal send events to the bus; with the flag, of other accounts too."""
        common: dict[str, Any] = {
            "grantee": grantee,
            "actions": [_PUT],
            "resource_arns": [self.event_bus_arn],
        }
        if not FeatureFlags.of(self).is_enabled(SID_FLAG):
            return Grant.add_to_principal(**common)
        statement_grant = Grant.add_to_principal(**common)
        if statement_grant.success:
            return statement_grant
        statement = PolicyStatement(
            sid=sid,
            actions=[_PUT],
            resources=[self.event_bus_arn],
            principals=[grantee.grant_principal],
        )
        return Grant.add_statement_to_resource_policy(**common, resource=self, statement=statement)

    def add_to_resource_policy(self, statement: PolicyStatement) -> AddToResourcePolicyResult:
        """Not for buses that exist already."""
        del statement
        return AddToResourcePolicyResult(statement_added=False)


class EventBus(EventBusBase):
    """An event bus."""

    def __init__(
        self,
        scope: Any,
        id: str,
        *,
        dead_letter_queue: Any = None,
        description: str | None = None,
        event_bus_name: str | None = None,
        event_source_name: str | None = None,
        kms_key: Any = None,
        log_config: Any = None,
    ) -> None:
        name, source = self._names(event_bus_name, event_source_name)
        super().__init__(scope, id, physical_name=name)
        if description is not None and not is_unresolved(description) and len(description) > _DESCRIPTION_MAX:
            raise ValueError(
                f"description must be less than or equal to {_DESCRIPTION_MAX} characters, got "
                f"{len(description)}"
            )
        log = given("aws_events", "LogConfig", log_config)
        bus = cfn_class("aws_events", "CfnEventBus")(
            self,
            "Resource",
            name=self.physical_name,
            event_source_name=source,
            description=description,
            kms_key_identifier=kms_key.key_arn if kms_key is not None else None,
            dead_letter_config={"arn": dead_letter_queue.queue_arn}
            if dead_letter_queue is not None
            else None,
            log_config=(
                {"include_detail": log.include_detail, "level": log.level} if log is not None else None
            ),
        )
        self.event_bus_arn = self._get_resource_arn_attribute(
            bus.attr_arn, {"service": "events", "resource": "event-bus", "resource_name": name}
        )
        if kms_key is not None:
            self._use_key(kms_key)
        self.event_bus_name = self._get_resource_name_attribute(bus.ref)
        self.event_bus_policy = bus.attr_policy
        self.event_source_name = bus.event_source_name

    @staticmethod
    def from_event_bus_arn(scope: Any, id: str, event_bus_arn: str) -> "ImportedEventBus":
        """A bus that exists already."""
        name = Arn.split(event_bus_arn, ArnFormat.SLASH_RESOURCE_NAME).resource_name or ""
        return ImportedEventBus(scope, id, event_bus_arn, name)

    @staticmethod
    def from_event_bus_name(scope: Any, id: str, event_bus_name: str) -> "ImportedEventBus":
        """A bus that exists already."""
        arn = Stack.of(scope).format_arn(service="events", resource="event-bus", resource_name=event_bus_name)
        return ImportedEventBus(scope, id, arn, event_bus_name)

    @staticmethod
    def from_event_bus_attributes(
        scope: Any,
        id: str,
        *,
        event_bus_arn: str,
        event_bus_name: str,
        event_bus_policy: str,
        event_source_name: str | None = None,
    ) -> "ImportedEventBus":
        """A bus that exists already, with more of what is known of it."""
        found = ImportedEventBus(scope, id, event_bus_arn, event_bus_name)
        found.event_bus_policy = event_bus_policy
        found.event_source_name = event_source_name
        return found

    @staticmethod
    def grant_all_put_events(grantee: Any) -> Grant:
        """Let a principal send events to all buses."""
        return Grant.add_to_principal(grantee=grantee, actions=[_PUT], resource_arns=["*"])

    def add_to_resource_policy(self, statement: PolicyStatement) -> AddToResourcePolicyResult:
        """Add to the bus's policy, as a resource of its own; the statement needs an id."""
        if statement.sid is None:
            raise ValueError("Event Bus policy statements must have a sid")
        sid = f"{_OWN_SID}{statement.sid}"
        statement.sid = sid
        policy = EventBusPolicy(self, sid, event_bus=self, statement=statement.to_json(), statement_id=sid)
        return AddToResourcePolicyResult(statement_added=True, policy_dependable=policy)

    def _names(self, name: str | None, source: str | None) -> tuple[str, str | None]:
        if name is not None and source is not None:
            raise ValueError("'eventBusName' and 'eventSourceName' cannot both be provided")
        if name is not None:
            if not is_unresolved(name):
                _check_name(name)
            return name, None
        if source is not None:
            if not is_unresolved(source) and not _PARTNER.fullmatch(source):
                raise ValueError(f"'eventSourceName' must satisfy: {_PARTNER.pattern}")
            return source, source
        return Lazy.string(lambda: Names.unique_id(self)), None

    def _use_key(self, key: Any) -> None:
        """EventBridge may use the key for this bus.

        Source: https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-encryption-event-bus-cmkey.html
        """
        stack = Stack.of(self)
        arn = stack.format_arn(service="events", resource="event-bus", resource_name=self.physical_name)
        key.add_to_resource_policy(
            PolicyStatement(
                resources=["*"],
                actions=["kms:Decrypt", "kms:GenerateDataKey", "kms:DescribeKey"],
                principals=[ServicePrincipal("events.amazonaws.com")],
                conditions={
                    "StringEquals": {
                        "aws:SourceAccount": stack.account,
                        "aws:SourceArn": arn,
                        "kms:EncryptionContext:aws:events:event-bus:arn": arn,
                    }
                },
            )
        )


class ImportedEventBus(EventBusBase):
    """A bus that exists already; its policy is not changed."""

    def __init__(self, scope: Any, id: str, arn: str, name: str) -> None:
        super().__init__(scope, id, environment_from_arn=arn)
        self.event_bus_arn = arn
        self.event_bus_name = name
        self.event_bus_policy = ""


def _check_name(name: str) -> None:
    if name == "default":
        raise ValueError("'eventBusName' must not be 'default'")
    if "/" in name:
        raise ValueError("'eventBusName' must not contain '/'")
    if not _NAME.fullmatch(name):
        raise ValueError(f"'eventBusName' must satisfy: {_NAME.pattern}")
