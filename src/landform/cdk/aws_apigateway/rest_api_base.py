"""What all REST APIs share.

Source: https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-resource-apigateway-restapi.html
"""

from collections.abc import Mapping, Sequence
from typing import Any, Final

from landform.cdk.aws_apigateway.api_key import ApiKey
from landform.cdk.aws_apigateway.deployment import Deployment
from landform.cdk.aws_apigateway.domain_name import DomainName
from landform.cdk.aws_apigateway.gateway_response import GatewayResponse
from landform.cdk.aws_apigateway.metrics import ApiMetrics
from landform.cdk.aws_apigateway.stage import Stage
from landform.cdk.aws_apigateway.usage_plan import UsagePlan
from landform.cdk.aws_iam.policy_statement import Effect, PolicyStatement
from landform.cdk.aws_iam.principals import AnyPrincipal, ServicePrincipal
from landform.cdk.core.arn import ArnFormat
from landform.cdk.core.cfn_elements import CfnOutput
from landform.cdk.core.enums import RemovalPolicy
from landform.cdk.core.feature_flags import FeatureFlags
from landform.cdk.core.native import Native
from landform.cdk.core.resource import Resource
from landform.cdk.core.tokens import is_unresolved
from landform.cdk.l1.lookup import cfn_class, given

_NO_ROLE: Final = "@aws-cdk/aws-apigateway:disableCloudWatchRole"
_DESCRIPTION: Final = "Automatically created by the RestApi construct"


class RestApiBase(ApiMetrics, Native, Resource):
    """What all REST APIs share, imported ones too."""

    rest_api_id: str
    rest_api_name: str
    latest_deployment: Deployment | None = None
    deployment_stage: Any = None
    cloud_watch_account: Any = None
    resource_policy: Any = None

    def __init__(self, scope: Any, id: str, *, rest_api_name: str | None = None) -> None:
        super().__init__(scope, id, physical_name=rest_api_name or id)
        self.rest_api_name = rest_api_name if rest_api_name is not None else id
        self._deployments: list[Deployment] = []
        self._all_methods: list[Any] = []
        self._domain_name: DomainName | None = None
        self._root: Any = None

    @property
    def root(self) -> Any:
        """The resource that all paths begin with."""
        if self._root is None:  # of an imported one
            raise ValueError(
                f"{self.node.path} is imported with `from_rest_api_id()`, so its root is not known. Use "
                "`from_rest_api_attributes()` instead."
            )
        return self._root

    @property
    def rest_api_root_resource_id(self) -> str:
        """The id of the root."""
        found: str = self.root.resource_id
        return found

    @property
    def url(self) -> str:
        """The deployed URL of the root."""
        return self.url_for_path()

    @property
    def domain_name(self) -> DomainName | None:
        """The first domain name of its own."""
        return self._domain_name

    def url_for_path(self, path: str | None = None) -> str:
        """The deployed URL of a path."""
        if self.deployment_stage is None:
            raise ValueError(
                'Cannot determine deployment stage for API from "deployment_stage". Use "deploy" or '
                'explicitly set "deployment_stage"'
            )
        url: str = self.deployment_stage.url_for_path(path)
        return url

    def arn_for_execute_api(
        self, method: str | None = None, path: str | None = None, stage: str | None = None
    ) -> str:
        """The ARN that calls have; all of them when nothing is said."""
        path = "/*" if path is None else path
        if not is_unresolved(path) and not path.startswith("/"):
            raise ValueError(f'"path" must begin with a "/": \'{path}\'')
        method = "*" if method is None or method.upper() == "ANY" else method
        return self.stack.format_arn(
            service="execute-api",
            resource=self.rest_api_id,
            arn_format=ArnFormat.SLASH_RESOURCE_NAME,
            resource_name=f"{stage or '*'}/{method}{path}",
        )

    def add_domain_name(
        self,
        id: str,
        *,
        certificate: Any,
        domain_name: str,
        **options: Any,
    ) -> DomainName:
        """Answer at a domain name of one's own."""
        made = DomainName(self, id, certificate=certificate, domain_name=domain_name, mapping=self, **options)
        if self._domain_name is None:
            self._domain_name = made
        return made

    def add_usage_plan(self, id: str, **options: Any) -> UsagePlan:
        """A plan of how often keys may call."""
        return UsagePlan(self, id, **options)

    def add_gateway_response(self, id: str, *, type: Any, **options: Any) -> GatewayResponse:
        """An answer of the API itself."""
        return GatewayResponse(self, id, rest_api=self, type=type, **options)

    def add_api_key(self, id: str, **options: Any) -> ApiKey:
        """A key that callers of the deployed stage may use."""
        return ApiKey(self, id, stages=[self.deployment_stage], **options)

    def add_to_resource_policy(self, statement: PolicyStatement) -> Any:
        """Add to the API's policy."""
        raise TypeError(f"{type(self).__name__} has no policy that can be changed")

    def grant_invoke_from_vpc_endpoints_only(self, vpc_endpoints: Sequence[Any]) -> None:
        """Let calls come through these endpoints of VPCs, and refuse all others."""
        ids = [each.vpc_endpoint_id for each in vpc_endpoints]
        for effect, operator in ((Effect.DENY, "StringNotEquals"), (Effect.ALLOW, "StringEquals")):
            condition = {operator: {"aws:SourceVpce": ids}}
            self.add_to_resource_policy(
                PolicyStatement(
                    principals=[AnyPrincipal()],
                    actions=["execute-api:Invoke"],
                    resources=["execute-api:/*"],
                    effect=effect,
                    conditions=condition if effect is Effect.DENY else None,
                )
            )

    def _dimensions(self) -> dict[str, str]:
        return {"ApiName": self.rest_api_name}

    def _attach_method(self, method: Any) -> None:
        """Have all deployments come after a method."""
        self._all_methods.append(method)
        for each in self._deployments:
            each._add_method_dependency(method)

    def _attach_deployment(self, deployment: Deployment) -> None:
        """Have a deployment come after all methods."""
        self._deployments.append(deployment)
        for each in self._all_methods:
            deployment._add_method_dependency(each)

    def _attach_stage(self, stage: Stage) -> None:
        """A stage can only log when the account has a role for it."""
        if self.cloud_watch_account is not None:
            stage.node.add_dependency(self.cloud_watch_account)

    def _configure(self, resource: Any, options: Mapping[str, Any]) -> None:
        """Make what stands around the API: the role for logs, deployment and stage, the domain name."""
        wants_role = options.get("cloud_watch_role")
        if wants_role is None:
            wants_role = not FeatureFlags.of(self).is_enabled(_NO_ROLE)
        policy = options.get("cloud_watch_role_removal_policy")
        if wants_role:
            self._make_role(resource, policy or RemovalPolicy.RETAIN)
        elif policy is not None:
            raise ValueError(
                "'cloud_watch_role' must be enabled for 'cloud_watch_role_removal_policy' to be applied."
            )
        self._deploy(options)
        domain = options.get("domain_name")
        if domain is not None:
            self.add_domain_name("CustomDomain", **domain)

    def _make_role(self, resource: Any, removal: RemovalPolicy) -> None:
        from landform.cdk.aws_iam.managed_policy import ManagedPolicy
        from landform.cdk.aws_iam.role import Role

        role = Role(
            self,
            "CloudWatchRole",
            assumed_by=ServicePrincipal("apigateway.amazonaws.com"),
            managed_policies=[
                ManagedPolicy.from_aws_managed_policy_name(
                    "service-role/AmazonAPIGatewayPushToCloudWatchLogs"
                )
            ],
        )
        role.apply_removal_policy(removal)
        account = cfn_class("aws_apigateway", "CfnAccount")(
            self, "Account", cloud_watch_role_arn=role.role_arn
        )
        account.apply_removal_policy(removal)
        account.node.add_dependency(resource)
        self.cloud_watch_account = account

    def _deploy(self, options: Mapping[str, Any]) -> None:
        stage_options = given("aws_apigateway", "StageOptions", options.get("deploy_options"))
        if options.get("deploy") is False:
            if stage_options is not None:
                raise ValueError("Cannot set 'deploy_options' if 'deploy' is disabled")
            return
        self.latest_deployment = Deployment(
            self,
            "Deployment",
            description=_description(stage_options, options),
            api=self,
            retain_deployments=options.get("retain_deployments"),
        )
        # The name is part of the id: a stage of another name is another stage.
        name = (stage_options.stage_name if stage_options is not None else None) or "prod"
        self.deployment_stage = Stage(
            self, f"DeploymentStage.{name}", deployment=self.latest_deployment, **(stage_options or {})
        )
        CfnOutput(
            self, "Endpoint", export_name=options.get("endpoint_export_name"), value=self.url_for_path()
        )

    def _endpoints(self, options: Mapping[str, Any]) -> dict[str, Any] | None:
        """From where the API is reached."""
        types = options.get("endpoint_types")
        chosen = given("aws_apigateway", "EndpointConfiguration", options.get("endpoint_configuration"))
        if types is not None and chosen is not None:
            raise ValueError(
                "Only one of the RestApi props, endpoint_types or endpoint_configuration, is allowed"
            )
        if chosen is not None:
            endpoints = chosen.vpc_endpoints
            ids = [each.vpc_endpoint_id for each in endpoints] if endpoints is not None else None
            return {
                "ip_address_type": chosen.ip_address_type,
                "types": [each.value for each in chosen.types],
                "vpc_endpoint_ids": ids,
            }
        return {"types": [each.value for each in types]} if types is not None else None


def _description(stage_options: Any, options: Mapping[str, Any]) -> str:
    """The deployment's: the stage's, the API's, or the usual one."""
    own = stage_options.description if stage_options is not None else None
    return own or options.get("description") or _DESCRIPTION
