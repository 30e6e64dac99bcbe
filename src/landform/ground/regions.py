"""What a region's name says: the partition it is in and the domain of its services."""

from typing import Final

#: The first letters of regions' names -> partition and domain; what starts otherwise is commercial.
#: Source: botocore's data/endpoints.json
_PARTITIONS: Final = {
    "cn-": ("aws-cn", "amazonaws.com.cn"),
    "us-gov-": ("aws-us-gov", "amazonaws.com"),
    "us-iso-": ("aws-iso", "c2s.ic.gov"),
    "us-isob-": ("aws-iso-b", "sc2s.sgov.gov"),
    "us-isof-": ("aws-iso-f", "csp.hci.ic.gov"),
    "eu-isoe-": ("aws-iso-e", "cloud.adc-e.uk"),
    "eusc-": ("aws-eusc", "amazonaws.eu"),
}
_COMMERCIAL: Final = ("aws", "amazonaws.com")


def region_partition(region: str) -> str:
    """The first part of every ARN of the region.

    Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference-arns.html
    """
    return _facts(region)[0]


def region_url_suffix(region: str) -> str:
    """The domain of the region's services, what `AWS::URLSuffix` stands for.

    Source: https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/pseudo-parameter-reference.html
    """
    return _facts(region)[1]


def _facts(region: str) -> tuple[str, str]:
    return next((facts for start, facts in _PARTITIONS.items() if region.startswith(start)), _COMMERCIAL)
