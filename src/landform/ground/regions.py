"""What a region's name says: the partition it is in and the domain of its services."""

_PARTITIONS = {
    "cn-": "aws-cn",
    "us-gov-": "aws-us-gov",
    "us-iso-": "aws-iso",
    "us-isob-": "aws-iso-b",
    "us-isof-": "aws-iso-f",
    "eu-isoe-": "aws-iso-e",
    "eusc-": "aws-eusc",
}


def region_partition(region: str) -> str:
    """The first part of every ARN of the region.

    Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference-arns.html
    """
    for start, partition in _PARTITIONS.items():
        if region.startswith(start):
            return partition
    return "aws"


def region_url_suffix(region: str) -> str:
    """The domain of the region's services, what `AWS::URLSuffix` stands for.

    Source: https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/pseudo-parameter-reference.html
    """
    return "amazonaws.com.cn" if region.startswith("cn-") else "amazonaws.com"
