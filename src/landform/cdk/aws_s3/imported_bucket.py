"""Buckets that exist already.

Source: https://docs.aws.amazon.com/AmazonS3/latest/userguide/WebsiteEndpoints.html
"""

from dataclasses import dataclass
from typing import Any

from landform.cdk.aws_s3.bucket_base import BucketBase
from landform.cdk.core.arn import Arn, ArnFormat
from landform.cdk.core.tokens import is_unresolved
from landform.ground.regions import region_url_suffix

_OLD_ENDPOINTS = frozenset(
    {
        "us-east-1",
        "us-west-1",
        "us-west-2",
        "ap-southeast-1",
        "ap-southeast-2",
        "ap-northeast-1",
        "eu-west-1",
        "sa-east-1",
        "us-gov-west-1",
    }
)
"""Regions whose website endpoints have a dash before the region."""


@dataclass(frozen=True, slots=True, kw_only=True)
class BucketAttributes:
    """What is known of a bucket."""

    account: str | None = None
    bucket_arn: str | None = None
    bucket_domain_name: str | None = None
    bucket_dual_stack_domain_name: str | None = None
    bucket_name: str | None = None
    bucket_regional_domain_name: str | None = None
    bucket_website_new_url_format: bool | None = None
    bucket_website_url: str | None = None
    encryption_key: Any = None
    is_website: bool | None = None
    region: str | None = None


class ImportedBucket(BucketBase):
    """A bucket that exists already; its policy is not changed."""

    def __init__(self, scope: Any, id: str, known: BucketAttributes) -> None:
        super().__init__(scope, id, account=known.account, region=known.region)
        if known.bucket_name is None and known.bucket_arn is None:
            raise ValueError("Bucket name is required")
        region = self.env.region
        suffix = self.stack.url_suffix if is_unresolved(region) else region_url_suffix(region)
        name = known.bucket_name or Arn.split(str(known.bucket_arn), ArnFormat.SLASH_RESOURCE_NAME).resource
        self._known = known
        self.bucket_name = name
        self.bucket_arn = known.bucket_arn or f"arn:{self.stack.partition}:s3:::{name}"
        self.bucket_domain_name = known.bucket_domain_name or f"{name}.s3.{suffix}"
        self.bucket_regional_domain_name = known.bucket_regional_domain_name or f"{name}.s3.{region}.{suffix}"
        self.bucket_dual_stack_domain_name = (
            known.bucket_dual_stack_domain_name or f"{name}.s3.dualstack.{region}.{suffix}"
        )
        self.encryption_key = known.encryption_key
        self.is_website = bool(known.is_website)

    @staticmethod
    def of_resource(resource: Any) -> "ImportedBucket":
        """A plain resource of the app as a bucket."""
        known = BucketAttributes(
            bucket_arn=resource.attr_arn,
            bucket_name=resource.ref,
            bucket_domain_name=resource.attr_domain_name,
            bucket_dual_stack_domain_name=resource.attr_dual_stack_domain_name,
            bucket_regional_domain_name=resource.attr_regional_domain_name,
            bucket_website_url=resource.attr_website_url,
        )
        return ImportedBucket(resource, "@FromCfnBucket", known)

    @property
    def bucket_website_domain_name(self) -> str:
        """The website's host."""
        return self.bucket_website_url.split("//", 1)[1]

    @property
    def bucket_website_url(self) -> str:
        """The website's address."""
        if self._known.bucket_website_url is not None:
            return self._known.bucket_website_url
        region, is_new = self.env.region, self._known.bucket_website_new_url_format
        if is_unresolved(region) and is_new is None:
            return f"http://{self.bucket_name}.{self.stack.regional_fact('s3-static-website:endpoint')}"
        if is_new is None:
            is_new = region not in _OLD_ENDPOINTS
        suffix = self.stack.url_suffix if is_unresolved(region) else region_url_suffix(region)
        return f"http://{self.bucket_name}.s3-website{'.' if is_new else '-'}{region}.{suffix}"
