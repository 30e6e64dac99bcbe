"""The recorded gaps of the Cfn classes are real, few, and never hide what apps use most."""

import tomllib
from importlib import import_module
from typing import Any

import pytest
from tools.build_python_names import python_names
from tools.check_l1_api import GAPS, python_name

from landform.cdk.l1.naming import snake

_MOST = {
    "modules": 10,
    "classes": 5,
    "properties": 13,
    "attributes": 1,
    "names": 0,
    "structs": 20,
    "members": 21,
}


def _gaps() -> dict[str, list[str]]:
    return tomllib.loads(GAPS.read_text(encoding="utf-8"))


def _class(name: str) -> Any:
    module, kind = name.rsplit(".", 1)
    return getattr(import_module(module.replace("aws_cdk", "landform.cdk", 1)), kind)


def test_the_list_of_gaps_only_shrinks() -> None:
    """Lower the numbers when gaps are closed; never raise them."""
    assert {kind: len(names) <= _MOST[kind] for kind, names in _gaps().items()} == dict.fromkeys(_MOST, True)


def test_a_recorded_property_or_attribute_is_really_missing() -> None:
    """A name that exists again is taken off the list."""
    gaps = _gaps()
    properties = [name.rsplit(".", 1) for name in gaps["properties"]]
    attributes = [name.rsplit(".", 1) for name in gaps["attributes"]]
    assert [f"{kind}.{name}" for kind, name in properties if name in _class(kind)._members] == []
    assert [f"{kind}.{name}" for kind, name in attributes if hasattr(_class(kind), name)] == []


def test_the_modules_apps_use_most_have_no_missing_class_or_property() -> None:
    """The gaps are at the edges."""
    names = [name for kind in ("modules", "classes", "properties") for name in _gaps()[kind]]
    used = (
        "s3",
        "ec2",
        "iam",
        "lambda",
        "sqs",
        "sns",
        "dynamodb",
        "ecs",
        "kms",
        "logs",
        "events",
        "sagemaker",
    )
    expected = ["aws_cdk.aws_sagemaker.CfnModelPackage.last_modified_time"]
    assert [name for name in names if name.split(".")[1].removeprefix("aws_") in used] == expected


@pytest.mark.parametrize(
    ("owner", "name"),
    [
        ("aws_cdk.aws_autoscaling.CfnAutoScalingGroup", "target_group_arns"),
        ("aws_cdk.aws_autoscaling.CfnAutoScalingGroup", "vpc_zone_identifier"),
        ("aws_cdk.aws_route53.CfnHostedZone", "vpcs"),
        ("aws_cdk.aws_cognito.CfnUserPoolClient", "callback_ur_ls"),
        ("aws_cdk.aws_ec2.CfnSubnet", "ipv6_cidr_block"),
        ("aws_cdk.aws_wafv2.CfnWebACL", "scope"),
    ],
)
def test_a_property_with_an_odd_name_is_spelled_as_the_api_does(owner: str, name: str) -> None:
    """Acronyms, plurals of acronyms and digits."""
    assert name in _class(owner)._members


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("targetGroupArns", "target_group_arns"),
        ("attrRegionalDomainName", "attr_regional_domain_name"),
        ("m2TsSettings", "m2_ts_settings"),
        ("enableSNIEverywhere", "enable_sni_everywhere"),
    ],
)
def test_names_become_python_as_the_generator_of_the_api_makes_them(name: str, expected: str) -> None:
    """The check itself spells right."""
    assert python_name(name) == expected


def test_every_name_of_the_reference_library_is_made_as_its_own_package_spells_it() -> None:
    """Fields and members alike; names of constants are not made by this rule."""
    names = {js: python for js, python in python_names().items() if js[:1].islower()}
    assert len(names) > 28_000
    wrong = {js: snake(js) for js, python in names.items() if snake(js) != python}
    assert wrong == {
        # None of these is a property of a resource type.
        "addCdk8sChart": "add_cdk8_s_chart",
        "metric4xxErrorRate": "metric4_xx_error_rate",
        "metric5xxErrorRate": "metric5_xx_error_rate",
        "ipv4hint": "ipv4_hint",
        "ipv6hint": "ipv6_hint",
    }
