"""CloudFormation's names as Python's, in the spelling the API has."""

import pytest

from landform.cdk.l1.naming import attribute_of, snake


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("BucketName", "bucket_name"),
        ("VPCZoneIdentifier", "vpc_zone_identifier"),
        ("TargetGroupARNs", "target_group_arns"),
        ("VPCs", "vpcs"),
        ("CallbackURLs", "callback_ur_ls"),
        ("M2tsSettings", "m2_ts_settings"),
        ("Ipv6CidrBlock", "ipv6_cidr_block"),
        ("Equals", "equal_to"),
        ("Lambda", "lambda_"),
    ],
)
def test_a_property_is_spelled_as_the_api_spells_it(name: str, expected: str) -> None:
    """Acronyms, the two plurals the API knows, digits, renamed and reserved words."""
    assert snake(name) == expected


def test_an_attribute_loses_its_dots_and_gets_a_prefix() -> None:
    """A plural that properties know is unknown here."""
    assert attribute_of("Endpoint.Address") == "attr_endpoint_address"
    assert attribute_of("AllowedVPCs") == "attr_allowed_vp_cs"
