"""Sites: buckets, distributions, accelerators, environments.

Source: https://docs.aws.amazon.com/general/latest/gr/rande.html
"""

from typing import Any, Final

from landform.cdk.aws_route53_targets.alias import alias, member
from landform.cdk.core.checked import Checked
from landform.cdk.core.stack import Stack
from landform.cdk.core.tokens import is_unresolved

_ZONES: Final = {"aws": "Z2FDTNDATAQYW2", "aws-cn": "Z3RFFRIM2A3IF5"}

_PARTS: Final = 3  # of an endpoint: region, elasticbeanstalk, com


class BucketWebsiteTarget(Checked):
    """The web site of a bucket."""

    def __init__(self, bucket: Any, props: Any = None) -> None:
        self._props = props
        del bucket  # which bucket is meant is said by the record's name

    def bind(self, record: Any, _zone: Any = None) -> Any:
        """The name that the alias stands for."""
        from landform.cdk.core.region_facts import known_fact

        region = Stack.of(record.stack).region
        if is_unresolved(region):
            raise ValueError(
                "Cannot use an S3 record alias in region-agnostic stacks. You must specify a specific region "
                "when you define the stack (see https://docs.aws.amazon.com/cdk/latest/guide/environments.html)"
            )
        zone_id = known_fact("s3-static-website:route-53-hosted-zone-id", region)
        name = known_fact("s3-static-website:endpoint", region)
        if not zone_id or not name:
            raise ValueError(f"Bucket website target is not supported for the {region} region")
        return alias(name, zone_id, self._props)


class CloudFrontTarget(Checked):
    """A distribution."""

    CLOUDFRONT_ZONE_ID: Final = _ZONES["aws"]

    def __init__(self, distribution: Any) -> None:
        self._distribution = distribution

    @staticmethod
    def get_hosted_zone_id(scope: Any) -> str:
        """The zone of distributions in the partition of a construct's stack."""
        from landform.cdk.core.aws import Aws
        from landform.cdk.core.cfn_elements import CfnMapping

        stack, id = Stack.of(scope), "AWSCloudFrontPartitionHostedZoneIdMap"
        mapping = stack.node.try_find_child(id)
        if not isinstance(mapping, CfnMapping):
            zones = {partition: {"zoneId": zone} for partition, zone in _ZONES.items()}
            mapping = CfnMapping(stack, id, mapping=zones)
        found: str = mapping.find_in_map(Aws.PARTITION, "zoneId")
        return found

    def bind(self, _record: Any, _zone: Any = None) -> Any:
        """The name that the alias stands for."""
        zone_id = CloudFrontTarget.get_hosted_zone_id(self._distribution)
        return alias(self._distribution.distribution_domain_name, zone_id)


class ElasticBeanstalkEnvironmentEndpointTarget(Checked):
    """An environment of Elastic Beanstalk."""

    def __init__(self, environment_endpoint: str, props: Any = None) -> None:
        self._endpoint = environment_endpoint
        self._props = props

    def bind(self, record: Any, _zone: Any = None) -> Any:
        """The name that the alias stands for."""
        from landform.cdk.core.region_facts import known_fact

        if is_unresolved(self._endpoint):
            raise ValueError(
                "Cannot use an EBS alias as `environmentEndpoint`. You must find your EBS environment "
                "endpoint "
                "via the AWS console. See the Elastic Beanstalk developer guide"
            )
        parts = self._endpoint.split(".")
        region = parts[-3] if len(parts) >= _PARTS else ""
        asked = member(self._props, "hosted_zone_id")
        zone_id = asked or known_fact("ebs-environment:route-53-hosted-zone-id", region)
        if not zone_id:
            raise ValueError(
                f"Elastic Beanstalk environment target is not supported for the '{region}' region; give "
                "`hostedZoneId`"
            )
        del record
        return alias(self._endpoint, zone_id, self._props)


class GlobalAcceleratorDomainTarget(Checked):
    """An accelerator by its name in DNS."""

    GLOBAL_ACCELERATOR_ZONE_ID: Final = "Z2BJ6XQ5FK7U4H"

    def __init__(self, accelerator_domain_name: str, props: Any = None) -> None:
        self._name = accelerator_domain_name
        self._props = props

    def bind(self, record: Any, _zone: Any = None) -> Any:
        """The name that the alias stands for."""
        del record
        return alias(self._name, self.GLOBAL_ACCELERATOR_ZONE_ID, self._props)


class GlobalAcceleratorTarget(GlobalAcceleratorDomainTarget):
    """An accelerator."""

    def __init__(self, accelerator: Any, props: Any = None) -> None:
        own = getattr(accelerator, "dns_name", None) or accelerator.attr_dns_name
        super().__init__(own, props)
