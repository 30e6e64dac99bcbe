"""APIs and sign-in pages with names of their own.

Source: https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/routing-to-api-gateway.html
"""

from typing import Any

from landform.cdk.aws_route53_targets.alias import alias
from landform.cdk.core.checked import Checked
from landform.cdk.core.feature_flags import FeatureFlags

_DOMAIN_FLAG = "@aws-cdk/aws-route53-targets:userPoolDomainNameMethodWithoutCustomResource"


class ApiGatewayDomain(Checked):
    """A domain name of API Gateway."""

    def __init__(self, domain_name: Any) -> None:
        self._domain = domain_name

    def bind(self, _record: Any, _zone: Any = None) -> Any:
        """The name that the alias stands for."""
        return alias(
            self._domain.domain_name_alias_domain_name, self._domain.domain_name_alias_hosted_zone_id
        )


class ApiGateway(ApiGatewayDomain):
    """The domain name of a REST API."""

    def __init__(self, api: Any) -> None:
        if not api.domain_name:
            raise ValueError("API does not define a default domain name")
        super().__init__(api.domain_name)


class ApiGatewayv2DomainProperties(Checked):
    """A domain name of an HTTP or WebSocket API."""

    def __init__(self, regional_domain_name: str, regional_hosted_zone_id: str) -> None:
        self._name = regional_domain_name
        self._zone_id = regional_hosted_zone_id

    def bind(self, _record: Any, _zone: Any = None) -> Any:
        """The name that the alias stands for."""
        return alias(self._name, self._zone_id)


class AppSyncTarget(Checked):
    """The domain name of a GraphQL API."""

    def __init__(self, graphql_api: Any) -> None:
        self._api = graphql_api

    def bind(self, _record: Any, _zone: Any = None) -> Any:
        """The name that the alias stands for."""
        from landform.cdk.aws_route53_targets.sites import CloudFrontTarget

        zone_id = CloudFrontTarget.get_hosted_zone_id(self._api)
        return alias(self._api.app_sync_domain_name, zone_id)


class UserPoolDomainTarget(Checked):
    """The domain of a user pool."""

    def __init__(self, domain: Any) -> None:
        self._domain = domain

    def bind(self, record: Any, _zone: Any = None) -> Any:
        """The name that the alias stands for."""
        from landform.cdk.aws_route53_targets.sites import CloudFrontTarget

        is_plain = FeatureFlags.of(self._domain).is_enabled(_DOMAIN_FLAG)
        name = self._domain.cloud_front_endpoint if is_plain else self._domain.cloud_front_domain_name
        return alias(name, CloudFrontTarget.get_hosted_zone_id(record))
