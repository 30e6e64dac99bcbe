"""Conditions: every condition function, on resources and in properties."""

from aws_cdk import App, Aws, CfnCondition, CfnParameter, Fn, Stack
from aws_cdk import aws_sqs as sqs

app = App()
stack = Stack(app, "Conditions")
stage = CfnParameter(stack, "Stage", default="dev")
zones = CfnParameter(stack, "Zones", type="CommaDelimitedList", default="a")
prod = CfnCondition(stack, "Prod", expression=Fn.condition_equals(stage.value_as_string, "prod"))
not_prod = CfnCondition(stack, "NotProd", expression=Fn.condition_not(prod))
either = CfnCondition(
    stack,
    "Either",
    expression=Fn.condition_or(prod, Fn.condition_equals(Aws.REGION, "eu-west-1"), not_prod),
)
CfnCondition(stack, "Both", expression=Fn.condition_and(prod, either))
CfnCondition(stack, "Has", expression=Fn.condition_contains(zones.value_as_list, "a"))
CfnCondition(stack, "Single", expression=Fn.condition_or(prod))
late = CfnCondition(stack, "Late")
late.expression = Fn.condition_equals("1", "1")
many = [Fn.condition_equals(Aws.REGION, f"r{index}") for index in range(12)]
CfnCondition(stack, "Many", expression=Fn.condition_or(*many))
queue = sqs.CfnQueue(
    stack,
    "Queue",
    queue_name=Fn.condition_if("Prod", "live", Aws.NO_VALUE).to_string(),
    delay_seconds=3,
)
queue.cfn_options.condition = prod
other = sqs.CfnQueue(stack, "Other")
other.add_property_override("DelaySeconds", Fn.condition_if(prod.logical_id, 1, 2))
app.synth()
