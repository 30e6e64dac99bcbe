"""Certificates that AWS signs.

Source: https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-resource-certificatemanager-certificate.html
"""

from collections.abc import Sequence
from typing import Any, Final

from landform.cdk.aws_certificatemanager.key_algorithm import KeyAlgorithm
from landform.cdk.aws_certificatemanager.validation import CertificateValidation, validation_options
from landform.cdk.core.native import Native
from landform.cdk.core.quantities import Duration
from landform.cdk.core.resource import Resource
from landform.cdk.core.tags import Tags
from landform.cdk.core.tokens import is_unresolved
from landform.cdk.l1.lookup import cfn_class

_DOMAIN_MAX: Final = 64  # letters
_NAME_MAX: Final = 255  # letters


class CertificateBase(Native, Resource):
    """What certificates of all kinds share."""

    certificate_arn: str
    _metric_region: str | None = None

    def metric_days_to_expiry(self, **options: Any) -> Any:
        """How many days are left, at the least; the options are those of `Metric`."""
        from landform.cdk.aws_cloudwatch.metric import Metric

        own = {
            "metric_name": "DaysToExpiry",
            "namespace": "AWS/CertificateManager",
            "statistic": "Minimum",
            "region": self._metric_region,
            "dimensions_map": {"CertificateArn": self.certificate_arn},
        }
        return Metric(**{"period": Duration.days(1), **options, **own})


class Certificate(CertificateBase):
    """A certificate that AWS signs once its domains are proved."""

    def __init__(
        self,
        scope: Any,
        id: str,
        *,
        domain_name: str,
        allow_export: bool | None = None,
        certificate_name: str | None = None,
        key_algorithm: KeyAlgorithm | None = None,
        subject_alternative_names: Sequence[str] | None = None,
        transparency_logging_enabled: bool | None = None,
        validation: CertificateValidation | None = None,
    ) -> None:
        super().__init__(scope, id)
        if not is_unresolved(domain_name) and len(domain_name) > _DOMAIN_MAX:
            raise ValueError(f"Domain name must be {_DOMAIN_MAX} characters or less")
        proof = validation if validation is not None else CertificateValidation.from_email()
        names = [domain_name, *(subject_alternative_names or ())]
        is_logged = transparency_logging_enabled
        resource = cfn_class("aws_certificatemanager", "CfnCertificate")(
            self,
            "Resource",
            domain_name=domain_name,
            subject_alternative_names=subject_alternative_names,
            domain_validation_options=validation_options(proof, names),
            validation_method=proof.method,
            certificate_transparency_logging_preference=(
                None if is_logged is None else ("ENABLED" if is_logged else "DISABLED")
            ),
            key_algorithm=key_algorithm.name if key_algorithm is not None else None,
            certificate_export="ENABLED" if allow_export else None,
        )
        Tags.of(resource).add("Name", certificate_name or self.node.path[:_NAME_MAX])
        self.certificate_arn = resource.ref

    @staticmethod
    def from_certificate_arn(scope: Any, id: str, certificate_arn: str) -> "ImportedCertificate":
        """A certificate that exists already."""
        return ImportedCertificate(scope, id, certificate_arn)


class ImportedCertificate(CertificateBase):
    """A certificate that exists already."""

    def __init__(self, scope: Any, id: str, arn: str) -> None:
        super().__init__(scope, id)
        self.certificate_arn = arn
