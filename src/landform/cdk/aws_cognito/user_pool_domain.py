"""Domains where users sign in.

Source: https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-resource-cognito-userpooldomain.html
"""

import re
from typing import Any, Final

from landform.cdk.api import reference_of
from landform.cdk.aws_cognito.enums import ManagedLoginVersion
from landform.cdk.core.native import Native
from landform.cdk.core.resource import Resource
from landform.cdk.core.stack import Stack
from landform.cdk.core.tokens import is_unresolved
from landform.cdk.l1.lookup import cfn_class, given

_PREFIX: Final = re.compile(r"^[a-z0-9-]+$")


class UserPoolDomain(Native, Resource):
    """A domain where users sign in."""

    def __init__(
        self,
        scope: Any,
        id: str,
        *,
        user_pool: Any,
        cognito_domain: Any = None,
        custom_domain: Any = None,
        managed_login_version: ManagedLoginVersion | None = None,
    ) -> None:
        super().__init__(scope, id)
        if (cognito_domain is None) == (custom_domain is None):
            raise ValueError("One of, and only one of, cognito_domain or custom_domain must be specified")
        own = given("aws_cognito", "CognitoDomainOptions", cognito_domain)
        custom = given("aws_cognito", "CustomDomainOptions", custom_domain)
        if (
            own is not None
            and not is_unresolved(own.domain_prefix)
            and _PREFIX.match(own.domain_prefix) is None
        ):
            raise ValueError(
                "domain_prefix for cognito_domain can contain only lowercase alphabets, numbers and hyphens"
            )
        self._is_cognito = own is not None
        self._cloud_front: Any = None
        certificate = custom.certificate.certificate_ref.certificate_arn if custom is not None else None
        self._resource = cfn_class("aws_cognito", "CfnUserPoolDomain")(
            self,
            "Resource",
            user_pool_id=user_pool.user_pool_ref.user_pool_id,
            domain=own.domain_prefix if own is not None else custom.domain_name,
            custom_domain_config={"certificate_arn": certificate} if certificate is not None else None,
            managed_login_version=managed_login_version,
        )
        self.domain_name: str = self._resource.ref
        self.user_pool_domain_ref = reference_of(
            domain=self.domain_name, user_pool_id=user_pool.user_pool_ref.user_pool_id
        )

    @staticmethod
    def from_domain_name(scope: Any, id: str, user_pool_domain_name: str) -> "ImportedDomain":
        """A domain that exists already."""
        return ImportedDomain(scope, id, user_pool_domain_name)

    @property
    def cloud_front_endpoint(self) -> str:
        """The distribution that answers at a domain of one's own."""
        return str(self._resource.attr_cloud_front_distribution)

    @property
    def cloud_front_domain_name(self) -> str:
        """The same, asked for by a custom resource."""
        from landform.cdk.custom_resources.aws_custom_resource import AwsCustomResource
        from landform.cdk.custom_resources.sdk_calls import (
            AwsCustomResourcePolicy,
            OwnCall,
            PhysicalResourceId,
        )

        if self._cloud_front is None:
            self._cloud_front = AwsCustomResource(
                self,
                "CloudFrontDomainName",
                resource_type="Custom::UserPoolCloudFrontDomainName",
                on_update=OwnCall(
                    service="CognitoIdentityServiceProvider",
                    action="describeUserPoolDomain",
                    parameters={"Domain": self.domain_name},
                    physical_resource_id=PhysicalResourceId.of(self.domain_name),
                ),
                policy=AwsCustomResourcePolicy.from_sdk_calls(resources=["*"]),
                install_latest_aws_sdk=False,
            )
        found: str = self._cloud_front.get_response_field("DomainDescription.CloudFrontDistribution")
        return found

    def base_url(self, *, fips: bool | None = None) -> str:
        """The URL of the pages where users sign in."""
        if not self._is_cognito:
            return f"https://{self.domain_name}"
        auth = "auth-fips" if fips else "auth"
        return f"https://{self.domain_name}.{auth}.{Stack.of(self).region}.amazoncognito.com"

    def sign_in_url(
        self,
        client: Any,
        *,
        redirect_uri: str,
        sign_in_path: str | None = None,
        fips: bool | None = None,
    ) -> str:
        """The URL where users of a client sign in."""
        flows = client.o_auth_flows
        if flows.authorization_code_grant:
            kind = "code"
        elif flows.implicit_code_grant:
            kind = "token"
        else:
            raise ValueError(
                "sign_in_url is not supported for clients without authorization_code_grant and "
                "implicit_code_grant flow enabled"
            )
        page = f"{self.base_url(fips=fips)}{sign_in_path or '/login'}"
        asked = f"client_id={client.user_pool_client_id}&response_type={kind}&redirect_uri={redirect_uri}"
        return f"{page}?{asked}"


class ImportedDomain(Native, Resource):
    """A domain that exists already."""

    def __init__(self, scope: Any, id: str, domain_name: str) -> None:
        super().__init__(scope, id)
        self.domain_name = domain_name
        self.user_pool_domain_ref = reference_of(domain=domain_name)
