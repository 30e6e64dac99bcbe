"""Rules with conditions and assertions."""

from aws_cdk import App, CfnParameter, CfnRule, CfnRuleAssertion, Fn, Stack

app = App()
stack = Stack(app, "Rules")
stage = CfnParameter(stack, "Stage", default="dev")
vpcs = CfnParameter(stack, "Vpcs", type="List<AWS::EC2::VPC::Id>")
rule = CfnRule(
    stack,
    "Sizes",
    rule_condition=Fn.condition_equals(stage.value_as_string, "prod"),
    assertions=[
        CfnRuleAssertion(
            assert_=Fn.condition_contains(["a", "b"], stage.value_as_string), assert_description="known"
        )
    ],
)
rule.add_assertion(Fn.condition_each_member_equals(vpcs.value_as_list, "vpc-1"), "one vpc")
rule.add_assertion(Fn.condition_each_member_in(["a"], Fn.ref_all("AWS::EC2::VPC::Id")), "all")
rule.add_assertion(Fn.condition_not(Fn.condition_equals(Fn.value_of("Vpc", "Tags.x"), "y")), "tag")
CfnRule(stack, "Free").add_assertion(Fn.condition_equals(Fn.value_of_all("T", "A"), "1"), "x")
app.synth()
