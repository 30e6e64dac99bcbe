"""Facts: ARN partitions and DNS suffixes of regions, as botocore knows them."""

import json
from pathlib import Path

import botocore
import pytest

from landform.ground.regions import region_partition, region_url_suffix

PARTITIONS = json.loads((Path(botocore.__file__).parent / "data" / "endpoints.json").read_text())[
    "partitions"
]


@pytest.mark.parametrize(
    ("region", "partition", "suffix"),
    [
        ("us-east-1", "aws", "amazonaws.com"),
        ("us-gov-west-1", "aws-us-gov", "amazonaws.com"),
        ("cn-north-1", "aws-cn", "amazonaws.com.cn"),
        ("us-iso-east-1", "aws-iso", "c2s.ic.gov"),
        ("eusc-de-east-1", "aws-eusc", "amazonaws.eu"),
    ],
)
def test_a_region_names_its_partition_and_domain(region: str, partition: str, suffix: str) -> None:
    assert (region_partition(region), region_url_suffix(region)) == (partition, suffix)


def test_every_region_that_botocore_knows_is_in_its_partition() -> None:
    expected = {
        region: (each["partition"], each["dnsSuffix"]) for each in PARTITIONS for region in each["regions"]
    }
    assert len(expected) > 30
    assert {each: (region_partition(each), region_url_suffix(each)) for each in expected} == expected
