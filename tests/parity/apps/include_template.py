from pathlib import Path

from aws_cdk import (
    App,
    CfnCodeDeployBlueGreenAdditionalOptions,
    CfnCodeDeployBlueGreenApplication,
    CfnCodeDeployBlueGreenApplicationTarget,
    CfnCodeDeployBlueGreenEcsAttributes,
    CfnCodeDeployBlueGreenHook,
    CfnCodeDeployBlueGreenLifecycleEventHooks,
    CfnHook,
    CfnOutput,
    CfnTrafficRoute,
    CfnTrafficRouting,
    CfnTrafficRoutingConfig,
    CfnTrafficRoutingTimeBasedLinear,
    CfnTrafficRoutingType,
    Stack,
    Tags,
)
from aws_cdk import aws_iam as iam
from aws_cdk import aws_sqs as sqs
from aws_cdk import cloudformation_include as include

folder = Path(__file__).parent / "files" / "include"
app = App()

plain = Stack(app, "Plain")
template = include.CfnInclude(plain, "Template", template_file=str(folder / "all.yaml"))
queue = template.get_resource("Jobs")
queue.visibility_timeout = 77
queue.add_property_override("DelaySeconds", 1)
template.get_parameter("Stage").default = "prod"
template.get_condition("IsBig").expression = template.get_condition("IsProd")
template.get_mapping("Sizes").set_value("dev", "Seconds", 31)
template.get_output("Arn").description = "the arn"
template.get_rule("Big").override_logical_id("Bigger")
role = iam.Role.from_role_arn(plain, "Imported", template.get_resource("Role").attr_arn)
CfnOutput(plain, "Use", value=template.get_resource("More").attr_arn)
CfnOutput(plain, "RoleArn", value=role.role_arn)
Tags.of(template).add("who", "us")

renamed = Stack(app, "Renamed")
other = include.CfnInclude(
    renamed,
    "Template",
    template_file=str(folder / "all.yaml"),
    preserve_logical_ids=False,
    parameters={"Stage": "prod", "Size": 7, "Given": "word"},
)
include.CfnInclude(renamed, "Again", template_file=str(folder / "all.yaml"), preserve_logical_ids=False)
moved = Stack(app, "Moved")
kept = include.CfnInclude(moved, "Template", template_file=str(folder / "all.yaml"))
kept.get_resource("Jobs").override_logical_id("Work")
kept.get_parameter("Size").override_logical_id("HowBig")
kept.get_condition("IsProd").override_logical_id("InProduction")
kept.get_mapping("Sizes").override_logical_id("Lengths")

nested = Stack(app, "Nested")
parent = include.CfnInclude(
    nested,
    "Parent",
    template_file=str(folder / "parent.json"),
    load_nested_stacks={
        "Child": include.CfnIncludeProps(
            template_file=str(folder / "child.json"), parameters={"Q": "replaced"}
        )
    },
)
child = parent.get_nested_stack("Child")
child.included_template.get_resource("Q1").delay_seconds = 3
CfnOutput(child.stack, "Name", value=child.included_template.get_resource("Q1").attr_queue_name)
late = parent.load_nested_stack("Late", template_file=str(folder / "child.json"))
late.stack.set_parameter("P", "changed")

loose = Stack(app, "Loose")
include.CfnInclude(
    loose,
    "Loose",
    template_file=str(folder / "loose.yaml"),
    allow_cyclical_references=True,
    dehydrated_resources=["Raw"],
)
hooks = Stack(app, "Hooks")
sqs.Queue(hooks, "Queue")
CfnHook(hooks, "Plain", type="My::Hook", properties={"a": {"b": hooks.region}})
blue_green = CfnCodeDeployBlueGreenHook(
    hooks,
    "BlueGreen",
    service_role="role",
    applications=[
        CfnCodeDeployBlueGreenApplication(
            target=CfnCodeDeployBlueGreenApplicationTarget(type="AWS::ECS::Service", logical_id="Service"),
            ecs_attributes=CfnCodeDeployBlueGreenEcsAttributes(
                task_definitions=["Blue", "Green"],
                task_sets=["BlueSet", "GreenSet"],
                traffic_routing=CfnTrafficRouting(
                    prod_traffic_route=CfnTrafficRoute(type="Listener", logical_id="One"),
                    test_traffic_route=CfnTrafficRoute(type="Listener", logical_id="Two"),
                    target_groups=["G1", "G2"],
                ),
            ),
        )
    ],
    traffic_routing_config=CfnTrafficRoutingConfig(
        type=CfnTrafficRoutingType.TIME_BASED_LINEAR,
        time_based_linear=CfnTrafficRoutingTimeBasedLinear(step_percentage=10, bake_time_mins=3),
    ),
    lifecycle_event_hooks=CfnCodeDeployBlueGreenLifecycleEventHooks(
        before_install="f", after_allow_test_traffic="g"
    ),
)
blue_green.additional_options = CfnCodeDeployBlueGreenAdditionalOptions(termination_wait_time_in_minutes=5)
app.synth()
