"""Certificates of listeners.

Source: https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-resource-elasticloadbalancingv2-listenercertificate.html
"""

from collections.abc import Sequence
from typing import Any

from landform.cdk.constructs import Construct
from landform.cdk.core.checked import Checked
from landform.cdk.core.native import Native
from landform.cdk.l1.lookup import cfn_class


class ListenerCertificate(Checked):
    """A certificate by its ARN."""

    def __init__(self, certificate_arn: str) -> None:
        self.certificate_arn = certificate_arn

    @staticmethod
    def from_arn(certificate_arn: str) -> "ListenerCertificate":
        """One by its ARN."""
        return ListenerCertificate(certificate_arn)

    @staticmethod
    def from_certificate_manager(acm_certificate: Any) -> "ListenerCertificate":
        """One of AWS Certificate Manager."""
        return ListenerCertificate(acm_certificate.certificate_ref.certificate_arn)


class ApplicationListenerCertificate(Native, Construct):
    """More certificates for a listener."""

    def __init__(
        self, scope: Any, id: str, *, listener: Any, certificates: Sequence[Any] | None = None
    ) -> None:
        super().__init__(scope, id)
        if not certificates:
            raise ValueError("At least one of 'certificateArns' and 'certificates' is required")
        cfn_class("aws_elasticloadbalancingv2", "CfnListenerCertificate")(
            self,
            "Resource",
            listener_arn=listener.listener_ref.listener_arn,
            certificates=[{"certificate_arn": each.certificate_arn} for each in certificates],
        )


def additional(listener: Any, id: str, certificates: Sequence[Any]) -> None:
    """A resource for each certificate: CloudFormation takes only one in a list of them."""
    for number, each in enumerate(certificates, start=1):
        ApplicationListenerCertificate(listener, f"{id}{number}", listener=listener, certificates=[each])
