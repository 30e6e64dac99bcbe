"""Domain names of one's own for APIs.

Source: https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-resource-apigateway-domainname.html
"""

from typing import Any, Final

from landform.cdk.api import reference_of
from landform.cdk.aws_apigateway.base_path_mapping import BasePathMapping
from landform.cdk.aws_apigateway.enums import EndpointAccessMode, EndpointType, SecurityPolicy
from landform.cdk.core.names import Names
from landform.cdk.core.native import Native
from landform.cdk.core.resource import Resource
from landform.cdk.core.tokens import is_unresolved
from landform.cdk.l1.lookup import cfn_class, given

_LEGACY: Final = (SecurityPolicy.TLS_1_0, SecurityPolicy.TLS_1_2)
_EDGE: Final = (
    SecurityPolicy.TLS13_2025_EDGE,
    SecurityPolicy.TLS12_PFS_2025_EDGE,
    SecurityPolicy.TLS12_2018_EDGE,
)


class DomainName(Native, Resource):
    """A domain name of one's own."""

    def __init__(
        self,
        scope: Any,
        id: str,
        *,
        certificate: Any,
        domain_name: str,
        base_path: str | None = None,
        endpoint_access_mode: EndpointAccessMode | None = None,
        endpoint_type: EndpointType | None = None,
        mapping: Any = None,
        mtls: Any = None,
        security_policy: SecurityPolicy | None = None,
    ) -> None:
        super().__init__(scope, id)
        kind = endpoint_type or EndpointType.REGIONAL
        is_edge = kind is EndpointType.EDGE
        self._kind, self._policy = kind, security_policy
        self._paths: set[str | None] = set()
        if not is_unresolved(domain_name) and domain_name != domain_name.lower():
            raise ValueError(f"Domain name does not support uppercase letters. Got: {domain_name}")
        _check_policy(security_policy, endpoint_access_mode, is_edge)
        arn = certificate.certificate_ref.certificate_arn
        resource = cfn_class("aws_apigateway", "CfnDomainName")(
            self,
            "Resource",
            domain_name=domain_name,
            certificate_arn=arn if is_edge else None,
            regional_certificate_arn=None if is_edge else arn,
            endpoint_access_mode=endpoint_access_mode,
            endpoint_configuration={"types": [kind.value]},
            mutual_tls_authentication=_mutual_tls(given("aws_apigateway", "MTLSConfig", mtls)),
            security_policy=security_policy,
        )
        self.domain_name: str = resource.ref
        self._arn: str = resource.attr_domain_name_arn
        prefix = "distribution" if is_edge else "regional"
        self.domain_name_alias_domain_name: str = getattr(resource, f"attr_{prefix}_domain_name")
        self.domain_name_alias_hosted_zone_id: str = getattr(resource, f"attr_{prefix}_hosted_zone_id")
        has_levels = base_path is not None and "/" in base_path
        if has_levels:
            self._check_levels()
        if mapping is not None and has_levels:
            self.add_api_mapping(mapping.deployment_stage, base_path=base_path)
        elif mapping is not None:
            self.add_base_path_mapping(mapping, base_path=base_path)

    @property
    def domain_name_ref(self) -> Any:
        """What names it."""
        return reference_of(domain_name=self.domain_name, domain_name_arn=self._arn)

    @staticmethod
    def from_domain_name_attributes(
        scope: Any,
        id: str,
        *,
        domain_name: str,
        domain_name_alias_hosted_zone_id: str,
        domain_name_alias_target: str,
    ) -> "ImportedDomainName":
        """A domain name that exists already."""
        return ImportedDomainName(
            scope, id, domain_name, domain_name_alias_target, domain_name_alias_hosted_zone_id
        )

    def add_base_path_mapping(
        self,
        target_api: Any,
        *,
        attach_to_stage: bool | None = None,
        base_path: str | None = None,
        stage: Any = None,
    ) -> BasePathMapping:
        """Let an API answer below a path of one level."""
        if base_path is not None and "/" in base_path:
            raise ValueError(
                "A BasePathMapping does not support multi-level paths. Use add_api_mapping() instead."
            )
        self._take_path(base_path)
        return BasePathMapping(
            self,
            f"Map:{base_path or '/'}=>{Names.node_unique_id(target_api.node)}",
            domain_name=self,
            rest_api=target_api,
            base_path=base_path,
            attach_to_stage=attach_to_stage,
            stage=stage,
        )

    def add_api_mapping(self, target_stage: Any, *, base_path: str | None = None) -> None:
        """Let a stage answer below a path of any level."""
        self._take_path(base_path)
        if base_path is not None and "/" in base_path:
            self._check_levels()
        reference = target_stage.stage_ref
        cfn_class("aws_apigatewayv2", "CfnApiMapping")(
            self,
            f"Map:{'none' if base_path is None else base_path}=>{Names.node_unique_id(target_stage.node)}",
            api_id=reference.rest_api_id,
            stage=reference.stage_name,
            domain_name=self.domain_name,
            api_mapping_key=base_path,
        )

    def _take_path(self, path: str | None) -> None:
        if path in self._paths:
            raise ValueError(f"DomainName {self.node.id} already has a mapping for path {path}")
        self._paths.add(path)

    def _check_levels(self) -> None:
        if self._kind is EndpointType.EDGE:
            raise ValueError(
                "multi-level base_path is only supported when endpoint_type is EndpointType.REGIONAL"
            )
        if self._policy is SecurityPolicy.TLS_1_0:
            raise ValueError(
                "security_policy must be TLS_1_2 or newer if a multi-level base_path is provided"
            )


class ImportedDomainName(Native, Resource):
    """A domain name that exists already."""

    def __init__(self, scope: Any, id: str, name: str, target: str, zone: str) -> None:
        super().__init__(scope, id)
        self.domain_name = name
        self.domain_name_alias_domain_name = target
        self.domain_name_alias_hosted_zone_id = zone

    @property
    def domain_name_ref(self) -> Any:
        """What names it."""
        arn = self.stack.format_arn(
            service="apigateway",
            resource="domainnames",
            resource_name=self.domain_name,
        )
        return reference_of(domain_name=self.domain_name, domain_name_arn=arn)


def _check_policy(policy: SecurityPolicy | None, mode: EndpointAccessMode | None, is_edge: bool) -> None:
    is_legacy = policy is None or policy in _LEGACY
    if is_legacy:
        if mode is not None:
            raise ValueError(
                "endpoint_access_mode is not supported for legacy security policies (TLS_1_0, TLS_1_2), only "
                "for those that start with SecurityPolicy_. See "
                "https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-security-policies.html"
            )
        return
    if mode is None:
        raise ValueError(
            "Security policies that start with SecurityPolicy_ require endpoint_access_mode: STRICT, which "
            "is recommended for production, or BASIC"
        )
    assert policy is not None  # none counts as a legacy one
    if (policy in _EDGE) is not is_edge:
        kind = "not supported" if is_edge else "only supported"
        raise ValueError(f"Security policy {policy.value} is {kind} for edge-optimized endpoints")


def _mutual_tls(settings: Any) -> dict[str, Any] | None:
    if settings is None:
        return None
    return {
        "truststore_uri": settings.bucket.s3_url_for_object(settings.key),
        "truststore_version": settings.version,
    }
