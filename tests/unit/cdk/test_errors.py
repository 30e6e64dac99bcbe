"""What is wrong with an app is said at the call that is wrong, in words that help."""

import re
from pathlib import Path

import pytest

from landform.cdk import App, Aws, CfnResource, Environment, Fn, Stack, aws_s3, aws_sns, aws_wafv2
from landform.cdk.core.context_provider import get_value


def _stack() -> Stack:
    return Stack(App(auto_synth=False), "Shop")


def _said(problem: str) -> str:
    return re.escape(problem)


def test_a_second_construct_of_the_same_id_is_refused_with_its_parent() -> None:
    """The message names id and scope."""
    stack = _stack()
    CfnResource(stack, "Queue", type="Custom::Q")
    with pytest.raises(
        ValueError, match=_said("There is already a Construct with name 'Queue' in Stack [Shop]")
    ):
        CfnResource(stack, "Queue", type="Custom::Q")


def test_a_token_in_an_id_is_refused_when_the_construct_is_made() -> None:
    """Ids have to be known, since logical ids follow from them."""
    with pytest.raises(ValueError, match="Cannot use tokens in construct ID"):
        CfnResource(_stack(), f"Queue-{Aws.REGION}", type="Custom::Q")


def test_an_unknown_keyword_names_the_construct_and_the_nearest_keyword() -> None:
    """Resource types and property types alike."""
    with pytest.raises(TypeError, match=r"CfnBucket 'Shop/Data' .* 'bucket_nme' .*bucket_name"):
        aws_s3.CfnBucket(_stack(), "Data", bucket_nme="x")
    with pytest.raises(TypeError, match=r"CorsRuleProperty.* 'allowed_method' .*allowed_methods"):
        aws_s3.CfnBucket.CorsRuleProperty(allowed_method=["GET"], allowed_origins=["*"])


def test_a_missing_argument_is_named() -> None:
    """Required properties are asked for when the construct is made."""
    with pytest.raises(
        TypeError, match=r"CfnSubscription 'Shop/S' \(.*\) is missing the required argument 'protocol'"
    ):
        aws_sns.CfnSubscription(_stack(), "S", topic_arn="t")


def test_scope_and_id_can_be_given_by_keyword() -> None:
    """Where a property is called scope, the parent is called scope_."""
    stack = _stack()
    assert aws_s3.CfnBucket(scope=stack, id="Data").node.path == "Shop/Data"
    shown = {"cloudWatchMetricsEnabled": True, "metricName": "m", "sampledRequestsEnabled": True}
    web = aws_wafv2.CfnWebACL(
        scope_=stack, id="Web", scope="REGIONAL", default_action={"allow": {}}, visibility_config=shown
    )
    assert web.scope == "REGIONAL"
    with pytest.raises(TypeError, match="CfnBucket is missing the required argument 'id'"):
        aws_s3.CfnBucket(stack)


def test_more_than_500_resources_are_refused_unless_the_context_allows_them(tmp_path: Path) -> None:
    """CloudFormation takes no more in one stack."""
    app = App(outdir=str(tmp_path / "a"), auto_synth=False)
    stack = Stack(app, "Big")
    for index in range(501):
        CfnResource(stack, f"R{index}", type="Custom::R")
    with pytest.raises(
        ValueError, match=r"'Big': 501 is greater than allowed maximum of 500: Custom::R \(501\)"
    ):
        app.synth()
    raised = App(
        outdir=str(tmp_path / "b"), auto_synth=False, context={"@aws-cdk/core:stackResourceLimit": 501}
    )
    large = Stack(raised, "Big")
    for index in range(501):
        CfnResource(large, f"R{index}", type="Custom::R")
    raised.synth()
    assert (tmp_path / "b" / "Big.template.json").exists()


def test_a_lookup_without_account_and_region_is_refused() -> None:
    """With both it is answered by a dummy and asked for in the assembly."""
    with pytest.raises(ValueError, match="account/region are not specified at the stack level"):
        get_value(_stack(), "hosted-zone", {"domainName": "x"}, dummy="d")
    known = Stack(App(auto_synth=False), "S", env=Environment(account="111122223333", region="eu-west-1"))
    assert get_value(known, "hosted-zone", {"domainName": "x"}, dummy="d") == "d"


def test_a_list_known_only_at_deployment_is_refused_in_json_text() -> None:
    """Quotes around it would give a text that is no list."""
    stack = _stack()
    with pytest.raises(ValueError, match=r"cannot stand in JSON text\. Join it"):
        stack.resolve(stack.to_json_string({"zones": Fn.get_azs()}))


def test_nested_values_may_be_given_in_any_spelling() -> None:
    """aws-cdk-lib drops keys it does not know; here all three spellings mean the same."""
    stack = _stack()
    spellings = ({"Status": "Enabled"}, {"status": "Enabled"})
    found = [
        stack.resolve(
            aws_s3.CfnBucket(stack, f"B{index}", versioning_configuration=value)._to_cloud_formation()
        )
        for index, value in enumerate(spellings)
    ]
    assert [next(iter(each["Resources"].values()))["Properties"] for each in found] == [
        {"VersioningConfiguration": {"Status": "Enabled"}},
        {"VersioningConfiguration": {"Status": "Enabled"}},
    ]
