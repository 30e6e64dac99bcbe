"""Domains of OpenSearch.

Source: https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-resource-opensearchservice-domain.html
"""

from typing import Any

from landform.cdk.aws_iam.policy_statement import PolicyStatement
from landform.cdk.aws_opensearchservice.checks import (
    check_name,
    check_security,
    check_storage,
    check_types,
    check_version,
)
from landform.cdk.aws_opensearchservice.cluster import Cluster
from landform.cdk.aws_opensearchservice.domain_base import DomainBase, ImportedDomain, name_of_endpoint
from landform.cdk.aws_opensearchservice.enums import TLSSecurityPolicy
from landform.cdk.aws_opensearchservice.options import (
    cognito,
    custom_endpoint,
    network,
    off_peak_window,
    software_updates,
    volumes,
)
from landform.cdk.aws_opensearchservice.publishing import Publishing
from landform.cdk.aws_opensearchservice.security import Security
from landform.cdk.l1.lookup import cfn_class, given


class Domain(DomainBase):
    """A domain; the options are those of `DomainProps`."""

    def __init__(self, scope: Any, id: str, **options: Any) -> None:
        props = given("aws_opensearchservice", "DomainProps", options)
        super().__init__(scope, id, physical_name=props.domain_name)
        check_name(props.domain_name)
        self._props = props
        self._policy: Any = None
        cluster, security = Cluster(self, props), Security(self, props)
        unsigned = bool(props.use_unsigned_basic_auth)
        at_rest = given("aws_opensearchservice", "EncryptionAtRestOptions", props.encryption_at_rest or {})
        key = at_rest.kms_key
        encrypts = at_rest.enabled if at_rest.enabled is not None else key is not None or unsigned
        between = props.node_to_node_encryption if props.node_to_node_encryption is not None else unsigned
        https = props.enforce_https if props.enforce_https is not None else unsigned
        ebs = volumes(props.ebs)
        self._check(cluster, security, encrypts=encrypts, between=between, https=https, ebs=ebs["EBSEnabled"])
        self._connections, in_vpc = network(self, props, cluster)
        logs = Publishing(self, props)
        self.master_user_password: Any = security.password
        self.slow_search_log_group: Any = logs.groups.get("slow_search_log")
        self.slow_index_log_group: Any = logs.groups.get("slow_index_log")
        self.app_log_group: Any = logs.groups.get("app_log")
        self.audit_log_group: Any = logs.groups.get("audit_log")
        endpoint = custom_endpoint(self, props.custom_endpoint)
        hour = props.automated_snapshot_start_hour
        vectors = props.s3_vectors_engine_enabled
        resource = cfn_class("aws_opensearchservice", "CfnDomain")(
            self,
            "Resource",
            domain_name=self.physical_name,
            engine_version=props.version.version,
            cluster_config=cluster.config(),
            ebs_options=ebs,
            encryption_at_rest_options={
                "Enabled": encrypts,
                "KmsKeyId": key.key_ref.key_id if encrypts and key is not None else None,
            },
            node_to_node_encryption_options={"Enabled": between},
            log_publishing_options=logs.options(),
            cognito_options=cognito(props.cognito_dashboards_auth),
            vpc_options=in_vpc,
            snapshot_options={"AutomatedSnapshotStartHour": hour} if hour else None,
            domain_endpoint_options={
                "EnforceHTTPS": https,
                "TLSSecurityPolicy": (props.tls_security_policy or TLSSecurityPolicy.TLS_1_2).value,
                **endpoint,
            },
            advanced_security_options=security.options(),
            advanced_options=props.advanced_options,
            off_peak_window_options=off_peak_window(props),
            software_update_options=software_updates(props),
            ip_address_type=props.ip_address_type.value if props.ip_address_type is not None else None,
            aiml_options={"S3VectorsEngine": {"Enabled": vectors}} if vectors is not None else None,
        )
        resource.apply_removal_policy(props.removal_policy)
        if props.enable_version_upgrade:
            resource.cfn_options.update_policy = {"enable_version_upgrade": True}
        if logs.policy is not None:
            resource.node.add_dependency(logs.policy)
        self._name(resource)
        self._record(unsigned=unsigned)

    @staticmethod
    def from_domain_endpoint(scope: Any, id: str, domain_endpoint: str) -> ImportedDomain:
        """A domain that exists already, by its endpoint."""
        from landform.cdk.core.stack import Stack

        arn = Stack.of(scope).format_arn(
            service="es", resource="domain", resource_name=name_of_endpoint(domain_endpoint)
        )
        return ImportedDomain(scope, id, arn, domain_endpoint)

    @staticmethod
    def from_domain_attributes(
        scope: Any, id: str, *, domain_arn: str, domain_endpoint: str
    ) -> ImportedDomain:
        """A domain that exists already."""
        return ImportedDomain(scope, id, domain_arn, domain_endpoint)

    @property
    def connections(self) -> Any:
        """Its security groups; only in a VPC."""
        if self._connections is None:
            raise ValueError(
                "Connections are only available on VPC enabled domains. Use the 'vpc' property to place a "
                "domain inside a VPC"
            )
        return self._connections

    def add_access_policies(self, *access_policy_statements: PolicyStatement) -> None:
        """Let others in; a custom resource sets the policy, which names the domain itself."""
        if self._props.access_policies is None and self._policy is None:
            self._statements: list[Any] = []
        self._statements.extend(access_policy_statements)
        if self._policy is None:
            self._policy = self._made_policy()

    def _name(self, resource: Any) -> None:
        parts = {"service": "es", "resource": "domain", "resource_name": self.physical_name}
        self.domain_arn = self._get_resource_arn_attribute(resource.attr_arn, parts)
        self.domain_name = self._get_resource_name_attribute(resource.ref)
        self.domain_id = resource.attr_id
        self.domain_endpoint = resource.attr_domain_endpoint
        self._cname(resource)

    def _cname(self, resource: Any) -> None:
        wanted = given("aws_opensearchservice", "CustomEndpointOptions", self._props.custom_endpoint)
        if wanted is None or wanted.hosted_zone is None:
            return
        cfn_class("aws_route53", "CnameRecord")(
            self,
            "CnameRecord",
            record_name=wanted.domain_name,
            zone=wanted.hosted_zone,
            domain_name=resource.attr_domain_endpoint,
        )

    def _record(self, *, unsigned: bool) -> None:
        """The policy of the beginning."""
        from landform.cdk.aws_iam.principals import AnyPrincipal

        self._statements = list(self._props.access_policies or ())
        if unsigned:
            self._statements.append(
                PolicyStatement(
                    actions=["es:ESHttp*"],
                    principals=[AnyPrincipal()],
                    resources=[f"{self.domain_arn}/*"],
                )
            )
        if self._statements:
            self._policy = self._made_policy()

    def _made_policy(self) -> Any:
        from landform.cdk.aws_opensearchservice.access_policy import AccessPolicy

        return AccessPolicy(self, "AccessPolicy", domain=self, statements=self._statements)

    def _check(
        self, cluster: Cluster, security: Security, *, encrypts: bool, between: bool, https: bool, ebs: bool
    ) -> None:
        props = self._props
        logging = given("aws_opensearchservice", "LoggingOptions", props.logging or {})
        wants = {
            "app_log": bool(logging.app_log_enabled),
            "audit_log": bool(logging.audit_log_enabled),
            "cognito": props.cognito_dashboards_auth is not None,
            "cold": bool(props.cold_storage_enabled),
            "ebs": ebs,
            "encryption": encrypts,
            "fine_grained": security.is_enabled,
            "https": https,
            "masters": cluster.masters > 0,
            "node_to_node": between,
            "standby": bool(cluster.standby),
            "unsigned": bool(props.use_unsigned_basic_auth),
            "vectors": bool(props.s3_vectors_engine_enabled),
            "warm": cluster.warm > 0,
        }
        check_types(cluster.types, cluster.warm_type)
        props.version._numbers()
        check_version(props.version, wants, cluster.types)
        check_storage(wants, cluster.data_type, cluster.types, props.version)
        check_security(wants)
