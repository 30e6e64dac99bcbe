"""What becomes of a deployed stack's resources when it is deleted, from its template as it was given."""

import json
from typing import TYPE_CHECKING, Any

from landform.cli.checked import pseudo_parameters
from landform.cli.options import Options
from landform.cli.ordering import known_scope
from landform.cli.target import Target
from landform.ground.statuses import KEEPING_POLICIES, DeletionPolicy
from landform.plan.model import Replacement, Step, StepAction
from landform.template.evaluate import evaluate

if TYPE_CHECKING:
    from mypy_boto3_cloudformation.type_defs import StackTypeDef


def deployed_template(target: Target, stack: str) -> str:
    """The text of a stack's template as it is deployed; botocore gives JSON templates as objects."""
    body: Any = target.client.get_template(StackName=stack, TemplateStage="Processed")["TemplateBody"]
    return body if isinstance(body, str) else json.dumps(body)


def removals(target: Target, stack: "StackTypeDef", options: Options) -> list[Step]:
    """A step for each resource that the stack has: deleted, or kept in the cloud by its DeletionPolicy."""
    pages = target.client.get_paginator("list_stack_resources").paginate(StackName=stack["StackId"])
    present = [
        each
        for page in pages
        for each in page["StackResourceSummaries"]
        if each["ResourceStatus"] != "DELETE_COMPLETE" and each.get("PhysicalResourceId")
    ]
    policies = _policies(target, stack, options) if present else {}
    steps = []
    for each in present:
        policy = policies.get(each["LogicalResourceId"], DeletionPolicy.DELETE)
        steps.append(
            Step(
                logical_id=each["LogicalResourceId"],
                type_name=each["ResourceType"],
                action=StepAction.RETAIN if policy in KEEPING_POLICIES else StepAction.DELETE,
                replacement=Replacement.NO,
                physical_id=each.get("PhysicalResourceId"),
                deletion_policy=policy,
            )
        )
    return steps


def _policies(target: Target, stack: "StackTypeDef", options: Options) -> dict[str, DeletionPolicy]:
    """The policies that the template gives; none when it cannot be read any more."""
    from landform.template.parse import parse_template

    text = deployed_template(target, stack["StackId"])
    template = parse_template(text, file=stack["StackName"], limits=None).template
    if template is None:
        return {}
    given = {
        each["ParameterKey"]: each.get("ResolvedValue", each["ParameterValue"])
        for each in stack.get("Parameters", [])
    }
    scope = known_scope(template, given, pseudo_parameters(stack["StackName"], options))
    words = {policy.value: policy for policy in DeletionPolicy}
    found: dict[str, DeletionPolicy] = {}
    for name, resource in template.resources.items():
        if resource.deletion_policy is not None:
            word = evaluate(resource.deletion_policy, scope).value
            found[name] = words.get(str(word), DeletionPolicy.DELETE)
    return found
