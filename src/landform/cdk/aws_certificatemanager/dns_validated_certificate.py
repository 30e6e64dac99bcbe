"""Certificates that a function of the library requests, and proves by records, in any region.

A `Certificate` with `CertificateValidation.from_dns` is to be preferred where it is in the stack's region.
Source: https://docs.aws.amazon.com/acm/latest/userguide/dns-validation.html
"""

from collections.abc import Sequence
from typing import Any, Final

from landform.cdk.aws_certificatemanager.certificate import CertificateBase
from landform.cdk.aws_certificatemanager.key_algorithm import KeyAlgorithm
from landform.cdk.aws_certificatemanager.validation import CertificateValidation
from landform.cdk.core.custom_resource import CustomResource
from landform.cdk.core.enums import RemovalPolicy, TagType
from landform.cdk.core.lazy import Lazy
from landform.cdk.core.quantities import Duration
from landform.cdk.core.stack import Stack
from landform.cdk.core.tag_manager import TagManager
from landform.cdk.core.tokens import is_unresolved

_TIMEOUT: Final = 15  # minutes
_REQUESTS: Final = (
    "acm:RequestCertificate",
    "acm:DescribeCertificate",
    "acm:DeleteCertificate",
    "acm:AddTagsToCertificate",
)


class DnsValidatedCertificate(CertificateBase):
    """A certificate that a function requests and proves."""

    def __init__(
        self,
        scope: Any,
        id: str,
        *,
        domain_name: str,
        hosted_zone: Any,
        allow_export: bool | None = None,
        certificate_name: str | None = None,
        cleanup_route53_records: bool | None = None,
        custom_resource_role: Any = None,
        key_algorithm: KeyAlgorithm | None = None,
        region: str | None = None,
        route53_endpoint: str | None = None,
        subject_alternative_names: Sequence[str] | None = None,
        transparency_logging_enabled: bool | None = None,
        validation: CertificateValidation | None = None,
    ) -> None:
        super().__init__(scope, id)
        # What a function requests has the service's own defaults here, as in aws-cdk-lib.
        del allow_export, certificate_name, key_algorithm, validation
        self._metric_region = region
        self._domain = domain_name
        self._zone_name = hosted_zone.zone_name.removesuffix(".")
        zone_id = hosted_zone.hosted_zone_id
        self._zone_id = zone_id if is_unresolved(zone_id) else zone_id.removeprefix("/hostedzone/")
        self.tags = TagManager(TagType.MAP, "AWS::CertificateManager::Certificate")
        self._removal_policy: RemovalPolicy | None = None
        names = [domain_name, *(subject_alternative_names or ())]
        function = self._requestor(custom_resource_role, names, bool(cleanup_route53_records))
        is_logged = transparency_logging_enabled
        resource = CustomResource(
            self,
            "CertificateRequestorResource",
            service_token=function.function_arn,
            properties={
                "DomainName": domain_name,
                "SubjectAlternativeNames": Lazy.any(
                    lambda: list(subject_alternative_names or ()), omit_empty_array=True
                ),
                "CertificateTransparencyLoggingPreference": (
                    None if is_logged is None else ("ENABLED" if is_logged else "DISABLED")
                ),
                "HostedZoneId": self._zone_id,
                "Region": region,
                "Route53Endpoint": route53_endpoint,
                "RemovalPolicy": Lazy.any(lambda: self._removal_policy),
                "CleanupRecords": "true" if cleanup_route53_records else None,
                "Tags": Lazy.any(self.tags.render_tags),
            },
        )
        self.certificate_arn = resource.get_att("Arn").to_string()
        self.node.add_validation(self._validate_certificate)

    def apply_removal_policy(self, policy: RemovalPolicy) -> None:
        """Say what becomes of the certificate when it is removed or replaced."""
        self._removal_policy = policy

    def _requestor(self, role: Any, names: Sequence[str], is_cleaning: bool) -> Any:
        from landform.cdk.aws_iam.policy_statement import PolicyStatement
        from landform.cdk.aws_lambda.code import Code
        from landform.cdk.aws_lambda.function import Function
        from landform.cdk.aws_lambda.runtime import Runtime
        from landform.cdk.core.custom_resource_provider import handler_folder

        function = Function(
            self,
            "CertificateRequestorFunction",
            code=Code.from_asset(str(handler_folder("dns_validated_certificate"))),
            handler="index.handler",
            runtime=Runtime.PYTHON_3_13,
            timeout=Duration.minutes(_TIMEOUT),
            role=role,
        )
        zone = f"arn:{Stack.of(self).partition}:route53:::hostedzone/{self._zone_id}"
        conditions = {
            "ForAllValues:StringEquals": {
                "route53:ChangeResourceRecordSetsRecordTypes": ["CNAME"],
                "route53:ChangeResourceRecordSetsActions": ["UPSERT", "DELETE"]
                if is_cleaning
                else ["UPSERT"],
            },
            "ForAllValues:StringLike": {
                "route53:ChangeResourceRecordSetsNormalizedRecordNames": [_below(name) for name in names]
            },
        }
        for statement in (
            PolicyStatement(actions=list(_REQUESTS), resources=["*"]),
            PolicyStatement(actions=["route53:GetChange"], resources=["*"]),
            PolicyStatement(
                actions=["route53:changeResourceRecordSets"], resources=[zone], conditions=conditions
            ),
        ):
            function.add_to_role_policy(statement)
        return function

    def _validate_certificate(self) -> list[str]:
        name = self._domain
        if is_unresolved(self._zone_name) or is_unresolved(name):
            return []
        if name == self._zone_name or name.endswith(f".{self._zone_name}"):
            return []
        return [f"DNS zone {self._zone_name} is not authoritative for certificate domain name {name}"]


def _below(name: str) -> str:
    """All names below one: the records that prove it are among them."""
    return name if name.startswith("*.") else f"*.{name}"
