"""What CreateStack, UpdateStack and CreateChangeSet have in common, from the wire to the engine's request."""

import re
from collections.abc import Mapping
from typing import Any

from landform.api.call import Call
from landform.api.sources import document, template_body
from landform.engine.errors import validation_error
from landform.engine.requests import StackRequest
from landform.ground.records import RollbackConfiguration
from landform.ground.statuses import OnFailure
from landform.template.parameters import ParameterInput, UsePrevious


def stack_request(call: Call) -> StackRequest:
    """What the call asks of a stack. Raises for what is refused."""
    refuse_unsupported(call)
    parameters = call.parameters
    if parameters.get("UsePreviousTemplate") and (
        "TemplateBody" in parameters or "TemplateURL" in parameters
    ):
        raise validation_error("You cannot specify both usePreviousTemplate and Template Body/Template URL.")
    words = parameters.get("OnFailure") or parameters.get("OnStackFailure")
    return StackRequest(
        stack_name=call.required("StackName"),
        template_body=template_body(call),
        use_previous_template=bool(parameters.get("UsePreviousTemplate")),
        parameters=_parameters(parameters.get("Parameters", ())),
        capabilities=tuple(parameters.get("Capabilities", ())),
        tags=_tags(parameters),
        notification_arns=_optional_tuple(parameters.get("NotificationARNs")),
        role_arn=parameters.get("RoleARN"),
        on_failure=_on_failure(words),
        disable_rollback=_disable_rollback(call),
        retain_except_on_create=bool(parameters.get("RetainExceptOnCreate")),
        timeout_minutes=parameters.get("TimeoutInMinutes"),
        termination_protection=bool(parameters.get("EnableTerminationProtection")),
        client_request_token=parameters.get("ClientRequestToken"),
        resource_types=tuple(parameters.get("ResourceTypes", ())),
        rollback_configuration=_rollback_configuration(call),
        policy_body=document(call, "StackPolicyBody", "StackPolicyURL"),
        policy_during_update=document(call, "StackPolicyDuringUpdateBody", "StackPolicyDuringUpdateURL"),
    )


def refuse_unsupported(call: Call) -> None:
    """Raise for what would change what happens and is not served yet: refused, never ignored.

    IncludeNestedStacks is not among it: a template with a nested stack is refused itself.
    """
    if _deployment_config(call).get("Mode", "STANDARD") != "STANDARD":
        raise validation_error("Landform does not support the deployment mode EXPRESS yet.")


def _deployment_config(call: Call) -> Mapping[str, Any]:
    found: Mapping[str, Any] = call.parameters.get("DeploymentConfig") or {}
    return found


def _disable_rollback(call: Call) -> bool | None:
    """DisableRollback, given directly or in the deployment's configuration; None: not given."""
    found = call.parameters.get("DisableRollback", _deployment_config(call).get("DisableRollback"))
    return None if found is None else bool(found)


_ALARM_ARN = re.compile(r"arn:[^:]+:cloudwatch:[^:]*:\d*:alarm:.+")
_TRIGGER_TYPES = ("AWS::CloudWatch::Alarm", "AWS::CloudWatch::CompositeAlarm")


def _rollback_configuration(call: Call) -> RollbackConfiguration:
    given = call.parameters.get("RollbackConfiguration") or {}
    triggers = given.get("RollbackTriggers")
    if any(each["Type"] not in _TRIGGER_TYPES for each in triggers or ()):
        raise validation_error("Rollback Trigger Type not supported")
    if any(not _ALARM_ARN.fullmatch(each["Arn"]) for each in triggers or ()):
        # Recorded: api/test_update_stack.py test_update_with_invalid_rollback_configuration_errors.
        raise validation_error("RelativeId of a Rollback Trigger's ARN is incorrect")
    return RollbackConfiguration(
        triggers=None if triggers is None else {each["Arn"]: each["Type"] for each in triggers},
        monitoring_minutes=given.get("MonitoringTimeInMinutes"),
    )


def _parameters(shapes: Any) -> dict[str, ParameterInput]:
    if any("ParameterKey" not in each for each in shapes):
        raise validation_error("Each parameter must have a ParameterKey.")
    for each in shapes:
        if each.get("UsePreviousValue") and each.get("ParameterValue"):
            raise validation_error(
                f"Invalid input for parameter key {each['ParameterKey']}. "
                "Cannot specify usePreviousValue as true and non empty value for a parameter"
            )
    return {
        each["ParameterKey"]: (
            UsePrevious() if each.get("UsePreviousValue") else str(each.get("ParameterValue", ""))
        )
        for each in shapes
    }


def _tags(parameters: Mapping[str, Any]) -> dict[str, str] | None:
    shapes = parameters.get("Tags")
    return None if shapes is None else {each["Key"]: each["Value"] for each in shapes}


def _optional_tuple(items: Any) -> tuple[str, ...] | None:
    return None if items is None else tuple(items)


def _on_failure(word: str | None) -> OnFailure | None:
    if word is None:
        return None
    try:
        return OnFailure(word)
    except ValueError:
        raise validation_error(
            f"1 validation error detected: Value '{word}' at 'onFailure' failed to satisfy constraint: "
            "Member must satisfy enum value set: [DO_NOTHING, ROLLBACK, DELETE]"
        ) from None
