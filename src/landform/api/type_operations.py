"""The CloudFormation operations about public types, the account's limits, and what a template would cost."""

import json
import re
import uuid
from collections.abc import Mapping
from typing import Final

from landform.api.call import Call, Operation, paged
from landform.api.shapes import Answer
from landform.api.sources import template_body
from landform.engine.errors import EngineError, validation_error
from landform.schema.resource_schema import ResourceSchema
from landform.template.limits import AWS_LIMITS

ACCOUNT_LIMITS: Final = (
    ("StackLimit", 2000),
    ("StackOutputsLimit", 200),
    ("ConcurrentResourcesLimitPerAccount", 2500),
)
"""Source: https://docs.aws.amazon.com/AWSCloudFormation/latest/APIReference/API_AccountLimit.html"""
_ARN: Final = re.compile(r"arn:[\w-]+:cloudformation:[\w-]+:\d*:type/resource/(?P<name>[\w-]+)\Z")


def describe_account_limits(call: Call) -> Answer:
    """DescribeAccountLimits."""
    return paged(call, "AccountLimits", [{"Name": name, "Value": value} for name, value in ACCOUNT_LIMITS])


def estimate_template_cost(call: Call) -> Answer:
    """EstimateTemplateCost: an address of AWS's calculator, which knows nothing of a template given here.

    Source: https://docs.aws.amazon.com/AWSCloudFormation/latest/APIReference/API_EstimateTemplateCost.html
    """
    body = template_body(call)
    if body is None:
        raise validation_error("Either Template URL or Template Body must be specified.")
    call.engine.queries.summary(body, AWS_LIMITS)
    return {"Url": f"http://calculator.s3.amazonaws.com/calc5.html?key=cf-{uuid.uuid4()}"}


def list_types(call: Call) -> Answer:
    """ListTypes: all public types of AWS, or of the account, which has none."""
    filters = call.parameters.get("Filters") or {}
    if call.text("Visibility") != "PUBLIC" or call.text("Type") not in (None, "RESOURCE"):
        return {"TypeSummaries": []}
    if filters.get("Category") not in (None, "AWS_TYPES") or call.text("DeprecatedStatus") == "DEPRECATED":
        return {"TypeSummaries": []}
    prefix = str(filters.get("TypeNamePrefix", ""))
    wanted = call.text("ProvisioningType")
    found = []
    for name in call.engine.catalog.type_names():
        schema = call.engine.catalog.find(name) if name.startswith(prefix) else None
        if schema is not None and wanted in (None, _provisioning(schema)):
            found.append(_summary(call, name))
    return paged(call, "TypeSummaries", found)


def describe_type(call: Call) -> Answer:
    """DescribeType for the public types of AWS."""
    name = call.text("TypeName") or _name_in(call.text("Arn"))
    schema = call.engine.catalog.find(name) if name else None
    if schema is None:
        raise EngineError(
            "TypeNotFoundException", f"The type {name or call.text('Arn')} cannot be found.", status=404
        )
    return {
        "Arn": _arn(call, schema.type_name),
        "Type": "RESOURCE",
        "TypeName": schema.type_name,
        "IsDefaultVersion": True,
        "Schema": json.dumps(schema.document),
        "ProvisioningType": _provisioning(schema),
        "DeprecatedStatus": "LIVE",
        "Visibility": "PUBLIC",
    }


def _summary(call: Call, name: str) -> Answer:
    return {"Type": "RESOURCE", "TypeName": name, "TypeArn": _arn(call, name)}


def _arn(call: Call, name: str) -> str:
    place = f"arn:{call.place.partition}:cloudformation:{call.place.region}:"
    return f"{place}:type/resource/{name.replace('::', '-')}"


def _name_in(arn: str | None) -> str | None:
    found = _ARN.match(arn or "")
    return found["name"].replace("-", "::") if found else None


def _provisioning(schema: ResourceSchema) -> str:
    return "FULLY_MUTABLE" if schema.is_updatable else "IMMUTABLE"


OPERATIONS: Mapping[str, Operation] = {
    "DescribeAccountLimits": describe_account_limits,
    "DescribeType": describe_type,
    "EstimateTemplateCost": estimate_template_cost,
    "ListTypes": list_types,
}
