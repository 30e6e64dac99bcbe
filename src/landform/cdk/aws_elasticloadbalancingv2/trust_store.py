"""Certificate authorities that clients are believed by.

Source: https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-resource-elasticloadbalancingv2-truststore.html
"""

import re
from collections.abc import Sequence
from typing import Any, Final

from landform.cdk.core.fn import Fn
from landform.cdk.core.lazy import Lazy
from landform.cdk.core.names import Names
from landform.cdk.core.native import Native
from landform.cdk.core.resource import Resource
from landform.cdk.core.tokens import is_unresolved
from landform.cdk.l1.lookup import cfn_class, given

_NAME_MAX: Final = 32  # letters
_NAME: Final = re.compile(r"(?!-)[A-Za-z0-9-]+(?<!-)")


class TrustStore(Native, Resource):
    """Certificate authorities, as a file in a bucket."""

    def __init__(
        self,
        scope: Any,
        id: str,
        *,
        bucket: Any,
        key: str,
        trust_store_name: str | None = None,
        version: str | None = None,
    ) -> None:
        name = trust_store_name
        super().__init__(
            scope, id, physical_name=name if name is not None else Lazy.string(lambda: _generated(self))
        )
        if name is not None and not is_unresolved(name):
            _check_name(name)
        resource = cfn_class("aws_elasticloadbalancingv2", "CfnTrustStore")(
            self,
            "Resource",
            name=self.physical_name,
            ca_certificates_bundle_s3_bucket=bucket.bucket_ref.bucket_name,
            ca_certificates_bundle_s3_key=key,
            ca_certificates_bundle_s3_object_version=version,
        )
        self.trust_store_name = resource.ref
        self.number_of_ca_certificates: float = resource.attr_number_of_ca_certificates
        self.status: str = resource.attr_status
        self.trust_store_arn: str = resource.attr_trust_store_arn

    @staticmethod
    def from_trust_store_arn(scope: Any, id: str, trust_store_arn: str) -> "ImportedTrustStore":
        """A trust store that exists already."""
        return ImportedTrustStore(scope, id, trust_store_arn)


class ImportedTrustStore(Native, Resource):
    """A trust store that exists already."""

    def __init__(self, scope: Any, id: str, arn: str) -> None:
        super().__init__(scope, id)
        self.trust_store_arn = arn
        self.trust_store_name = Fn.select(0, Fn.split("/", arn))


class TrustStoreRevocation(Native, Resource):
    """Lists of certificates of a trust store that are no longer believed."""

    def __init__(self, scope: Any, id: str, *, revocation_contents: Sequence[Any], trust_store: Any) -> None:
        super().__init__(scope, id)
        contents = [given("aws_elasticloadbalancingv2", "RevocationContent", e) for e in revocation_contents]
        cfn_class("aws_elasticloadbalancingv2", "CfnTrustStoreRevocation")(
            self,
            "Resource",
            trust_store_arn=trust_store.trust_store_ref.trust_store_arn,
            revocation_contents=[
                {
                    "revocation_type": each.revocation_type,
                    "s3_bucket": each.bucket.bucket_ref.bucket_name,
                    "s3_key": each.key,
                    "s3_object_version": each.version,
                }
                for each in contents
            ],
        )


def _generated(store: TrustStore) -> str:
    return Names.unique_resource_name(store, max_length=_NAME_MAX)


def _check_name(name: str) -> None:
    if len(name) > _NAME_MAX:
        raise ValueError(f"trustStoreName '{name}' has more than {_NAME_MAX} characters")
    if not _NAME.fullmatch(name):
        raise ValueError(
            f"trustStoreName '{name}' may only have letters, digits and hyphens, and no hyphen at its ends"
        )
