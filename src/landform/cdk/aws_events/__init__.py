"""AWS::Events: rules, event buses, archives, connections, API destinations, and a class for every type."""

from landform.cdk.l1.service import service_members

_HOMES = {
    "ApiDestination": "api_destination",
    "Archive": "archive",
    "Authorization": "authorization",
    "Connection": "connection",
    "EventBus": "event_bus",
    "EventBusGrants": "bus_grants",
    "EventBusPolicy": "bus_policy",
    "EventField": "field",
    "HttpMethod": "enums",
    "HttpParameter": "authorization",
    "IncludeDetail": "enums",
    "Level": "enums",
    "Match": "match",
    "Rule": "rule",
    "RuleTargetInput": "target_input",
    "Schedule": "schedule",
}

__getattr__, __dir__ = service_members(__name__, "AWS::Events", _HOMES)
