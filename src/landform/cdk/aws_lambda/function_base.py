"""What functions, their versions and aliases share.

Source: https://docs.aws.amazon.com/lambda/latest/dg/lambda-functions.html
"""

from typing import Any, ClassVar

from landform.cdk.aws_iam.grant import Grant
from landform.cdk.aws_iam.protocols import AddToResourcePolicyResult
from landform.cdk.aws_lambda.enums import FunctionUrlAuthType
from landform.cdk.aws_lambda.function_metrics import FunctionMetrics
from landform.cdk.aws_lambda.permissions import grant_id, permission_conditions, permission_principal
from landform.cdk.core.feature_flags import FeatureFlags
from landform.cdk.core.native import Native
from landform.cdk.core.resource import Resource
from landform.cdk.core.tokens import is_unresolved
from landform.cdk.l1.lookup import cfn_class

INVOKE = "lambda:InvokeFunction"
INVOKE_URL = "lambda:InvokeFunctionUrl"
NEW_POLICIES_FLAG = "@aws-cdk/aws-lambda:createNewPoliciesWithAddToRolePolicy"
_NOT_TAKEN = """Cannot modify permission to lambda function. Function is either imported or $LATEST version.
If the function is imported from the same account use `fromFunctionAttributes()` API with the `sameEnvironment` flag.
If the function is imported from a different account and already has the correct permissions use \
`fromFunctionAttributes()` API with the `skipPermissions` flag."""


class FunctionBase(FunctionMetrics, Native, Resource):
    """What functions, their versions and aliases share."""

    architecture: Any
    function_arn: str
    function_name: str
    grant_principal: Any
    role: Any = None
    tenancy_config: Any = None
    can_create_permissions: bool
    _connections: Any = None
    _skip_permissions = False
    _latest: Any = None
    _policies = 0
    _warns_of_versions: ClassVar[bool] = False

    @property
    def permissions_node(self) -> Any:
        """The node below which permissions are."""
        return self.node

    @property
    def resource_arns_for_grant_invoke(self) -> list[str]:
        """What a grant to call it names: itself, its versions and its aliases."""
        return [self.function_arn, f"{self.function_arn}:*"]

    @property
    def latest_version(self) -> Any:
        """The function as it is: version `$LATEST`."""
        from landform.cdk.aws_lambda.version import LatestVersion

        if self._latest is None:
            self._latest = LatestVersion(self)
        return self._latest

    @property
    def is_bound_to_vpc(self) -> bool:
        """Whether it is in a VPC."""
        return self._connections is not None

    @property
    def connections(self) -> Any:
        """Its security groups."""
        if self._connections is None:
            raise ValueError(
                'Only VPC-associated Lambda Functions have security groups to manage. Supply the "vpc" '
                'parameter when creating the Lambda, or "securityGroupId" when importing it.'
            )
        return self._connections

    def add_permission(self, id: str, **permission: Any) -> None:
        """Let a principal call it; the options are those of `Permission`."""
        from landform.cdk.l1.lookup import given

        wanted = given("aws_lambda", "Permission", permission)
        if not self.can_create_permissions:
            self._warn_of_missing_permission()
            return
        action = wanted.action or INVOKE
        conditions = permission_conditions(wanted.principal)
        scope = wanted.scope if wanted.scope is not None else self
        self.consider_warning_on_invoke_function_permissions(scope, action)
        cfn_class("aws_lambda", "CfnPermission")(
            scope,
            id,
            action=action,
            principal=permission_principal(wanted.principal),
            function_name=self.function_arn,
            event_source_token=wanted.event_source_token,
            source_account=wanted.source_account or conditions.get("source_account"),
            source_arn=wanted.source_arn or conditions.get("source_arn"),
            principal_org_id=wanted.organization_id or conditions.get("principal_org_id"),
            function_url_auth_type=wanted.function_url_auth_type,
            invoked_via_function_url=wanted.invoked_via_function_url,
        )

    def add_to_role_policy(self, statement: Any) -> None:
        """Let the function do something."""
        if self.role is None:
            return
        if FeatureFlags.of(self).is_enabled(NEW_POLICIES_FLAG):
            from landform.cdk.aws_iam.policy import Policy

            policy = Policy(
                self, f"inlinePolicyAddedToExecutionRole-{self._policies}", statements=[statement]
            )
            self._policies += 1
            self.role.attach_inline_policy(policy)
        else:
            self.role.add_to_principal_policy(statement)

    def add_event_source(self, source: Any) -> None:
        """Call it for the events of a source."""
        source.bind(self)

    def add_event_source_mapping(self, id: str, **options: Any) -> Any:
        """Read a source for it; the options are those of `EventSourceMapping`."""
        from landform.cdk.aws_lambda.event_source_mapping import EventSourceMapping

        return EventSourceMapping(self, id, target=self, **options)

    def add_function_url(self, **options: Any) -> Any:
        """Give it a URL; the options are those of `FunctionUrl`."""
        from landform.cdk.aws_lambda.function_url import FunctionUrl

        return FunctionUrl(self, "FunctionUrl", function=self, **options)

    def configure_async_invoke(self, **options: Any) -> None:
        """Say what happens to asynchronous calls; the options are those of `EventInvokeConfig`."""
        self._configure_async_invoke(None, **options)

    def _configure_async_invoke(self, qualifier: str | None, **options: Any) -> None:
        from landform.cdk.aws_lambda.event_invoke_config import EventInvokeConfig

        if self.node.try_find_child("EventInvokeConfig") is not None:
            raise ValueError(
                f"An EventInvokeConfig has already been configured for the function at {self.node.path}"
            )
        function = getattr(self, "lambda_", self)
        EventInvokeConfig(self, "EventInvokeConfig", function=function, qualifier=qualifier, **options)

    def grant_invoke(self, grantee: Any) -> Grant:
        """Let a principal call it."""
        id = grant_id(grantee.grant_principal)
        return self._once(id, lambda: self._grant(grantee, id, INVOKE, self.resource_arns_for_grant_invoke))

    def grant_invoke_latest_version(self, grantee: Any) -> Grant:
        """Let a principal call only what is not published."""
        arns = [f"{self.function_arn}:$LATEST", self.function_arn]
        id = grant_id(grantee.grant_principal, version="$LATEST")
        return self._once(id, lambda: self._grant(grantee, id, INVOKE, arns))

    def grant_invoke_version(self, grantee: Any, version: Any) -> Grant:
        """Let a principal call only one version."""
        id = grant_id(grantee.grant_principal, version=version.version)
        arns = [f"{self.function_arn}:{version.version}"]
        return self._once(id, lambda: self._grant(grantee, id, INVOKE, arns))

    def grant_invoke_composite_principal(self, composite_principal: Any) -> list[Grant]:
        """Let each of several principals call it."""
        return [self.grant_invoke(each) for each in composite_principal._principals]

    def grant_invoke_url(self, grantee: Any) -> Grant:
        """Let a principal call its URL, which takes the right to call the function that way too."""
        id = f"InvokeFunctionUrl{grantee.grant_principal}"

        def give() -> Grant:
            by_iam: dict[str, Any] = {"function_url_auth_type": FunctionUrlAuthType.AWS_IAM}
            via_url: dict[str, Any] = {"invoked_via_function_url": True}
            first = self._grant(
                grantee,
                id,
                INVOKE_URL,
                [self.function_arn],
                {"StringEquals": {"lambda:FunctionUrlAuthType": "AWS_IAM"}},
                by_iam,
            )
            second = self._grant(
                grantee,
                f"{id}-DualAuth",
                INVOKE,
                [self.function_arn],
                {"Bool": {"lambda:InvokedViaFunctionUrl": True}},
                via_url,
            )
            return first.combine(second)

        return self._once(id, give)

    def consider_warning_on_invoke_function_permissions(self, scope: Any, action: str) -> None:
        """Warn when a right to call the function does not cover its versions and aliases."""
        del scope, action

    def _once(self, id: str, give: Any) -> Grant:
        """The grant of an id, given the first time it is asked for."""
        known: dict[str, Grant] = self.__dict__.setdefault("_grants", {})
        if id not in known:
            known[id] = give()
        return known[id]

    def _grant(
        self,
        grantee: Any,
        id: str,
        action: str,
        arns: list[str],
        conditions: Any = None,
        permission: dict[str, Any] | None = None,
    ) -> Grant:
        return Grant.add_to_principal_or_resource(
            grantee=grantee,
            actions=[action],
            resource_arns=arns,
            conditions=conditions,
            resource=_PermissionTaker(
                self, id, {"principal": grantee.grant_principal, "action": action, **(permission or {})}
            ),
        )

    def _is_in_stack_account(self) -> bool:
        own, other = self.stack.account, self.env.account
        return not is_unresolved(own) and not is_unresolved(other) and bool(own == other)

    def _warn_of_missing_permission(self) -> None:
        if self._skip_permissions:
            return
        from landform.cdk.core.annotations import Annotations

        Annotations.of(self).add_warning_v2(
            "UnclearLambdaEnvironment",
            f"addPermission() has no effect on a Lambda Function with region={self.env.region}, "
            f"account={self.env.account}, in a Stack with region={self.stack.region}, "
            f"account={self.stack.account}. Suppress this warning if this is intentional, or pass "
            "sameEnvironment=true to fromFunctionAttributes() if you would like to add the permissions.",
        )


class _PermissionTaker:
    """A function as a grant sees it: a statement in its policy is a permission."""

    def __init__(self, function: FunctionBase, id: str, permission: dict[str, Any]) -> None:
        self._function = function
        self._id = id
        self._permission = permission
        self.node = function.node
        self.stack = function.stack
        self.env = function.env

    def add_to_resource_policy(self, statement: Any) -> AddToResourcePolicyResult:
        """Make the permission."""
        del statement
        self._function.add_permission(self._id, **self._permission)
        made = self._function.permissions_node.try_find_child(self._id)
        if made is None and not self._function._skip_permissions:
            raise ValueError(_NOT_TAKEN)
        return AddToResourcePolicyResult(statement_added=True, policy_dependable=made)


class QualifiedFunctionBase(FunctionBase):
    """What versions and aliases share: they stand for their function under a qualifier."""

    lambda_: Any
    qualifier: str

    @property
    def permissions_node(self) -> Any:
        """The node below which permissions are."""
        return self.lambda_.permissions_node

    @property
    def latest_version(self) -> Any:
        """The function as it is."""
        return self.lambda_.latest_version

    @property
    def resource_arns_for_grant_invoke(self) -> list[str]:
        """Only this version or alias."""
        return [self.function_arn]

    def configure_async_invoke(self, **options: Any) -> None:
        """Say what happens to asynchronous calls; the options are those of `EventInvokeConfig`."""
        self._configure_async_invoke(self.qualifier, **options)
