"""Facts: ARN partitions and DNS suffixes, AWS IAM guide "Amazon Resource Names" and "Pseudo parameters"."""

import pytest

from landform.ground.regions import region_partition, region_url_suffix


@pytest.mark.parametrize(
    ("region", "partition", "suffix"),
    [
        ("us-east-1", "aws", "amazonaws.com"),
        ("us-gov-west-1", "aws-us-gov", "amazonaws.com"),
        ("cn-north-1", "aws-cn", "amazonaws.com.cn"),
    ],
)
def test_a_region_names_its_partition_and_domain(region: str, partition: str, suffix: str) -> None:
    assert (region_partition(region), region_url_suffix(region)) == (partition, suffix)
