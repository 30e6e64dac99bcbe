"""Certificates that a private authority signs.

Source: https://docs.aws.amazon.com/acm/latest/userguide/gs-acm-request-private.html
"""

from collections.abc import Sequence
from typing import Any

from landform.cdk.aws_certificatemanager.certificate import CertificateBase, ImportedCertificate
from landform.cdk.aws_certificatemanager.key_algorithm import KeyAlgorithm
from landform.cdk.l1.lookup import cfn_class


class PrivateCertificate(CertificateBase):
    """A certificate that a private authority signs."""

    def __init__(
        self,
        scope: Any,
        id: str,
        *,
        certificate_authority: Any,
        domain_name: str,
        allow_export: bool | None = None,
        key_algorithm: KeyAlgorithm | None = None,
        subject_alternative_names: Sequence[str] | None = None,
    ) -> None:
        super().__init__(scope, id)
        reference = certificate_authority.certificate_authority_ref
        resource = cfn_class("aws_certificatemanager", "CfnCertificate")(
            self,
            "Resource",
            domain_name=domain_name,
            subject_alternative_names=subject_alternative_names,
            certificate_authority_arn=reference.certificate_authority_arn,
            key_algorithm=key_algorithm.name if key_algorithm is not None else None,
            certificate_export="ENABLED" if allow_export else None,
        )
        self.certificate_arn = resource.ref

    @staticmethod
    def from_certificate_arn(scope: Any, id: str, certificate_arn: str) -> ImportedCertificate:
        """A certificate that exists already."""
        return ImportedCertificate(scope, id, certificate_arn)
