"""What a region's name says: the partition it is in and the domain of its services."""


def region_partition(region: str) -> str:
    """The first part of every ARN of the region.

    Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference-arns.html
    """
    if region.startswith("cn-"):
        return "aws-cn"
    return "aws-us-gov" if region.startswith("us-gov-") else "aws"


def region_url_suffix(region: str) -> str:
    """The domain of the region's services, what `AWS::URLSuffix` stands for.

    Source: https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/pseudo-parameter-reference.html
    """
    return "amazonaws.com.cn" if region.startswith("cn-") else "amazonaws.com"
