"""Versions of functions.

Source: https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-resource-lambda-version.html
"""

from typing import Any

from landform.cdk.aws_iam.principals import UnknownPrincipal
from landform.cdk.aws_lambda.function_base import QualifiedFunctionBase
from landform.cdk.aws_lambda.values import Architecture
from landform.cdk.core.arn import Arn, ArnFormat
from landform.cdk.core.enums import RemovalPolicy
from landform.cdk.core.native import Native
from landform.cdk.core.quantities import Duration
from landform.cdk.l1.lookup import cfn_class

LATEST = "$LATEST"


class VersionBase(QualifiedFunctionBase):
    """What versions of the app and imported ones share."""

    version: str

    @property
    def edge_arn(self) -> str:
        """The ARN for Lambda@Edge, which needs a published version."""
        from landform.cdk.core.lazy import Lazy

        if self.version == LATEST:
            raise ValueError("$LATEST function version cannot be used for Lambda@Edge")
        checker = getattr(self.lambda_, "_check_edge_compatibility", None)

        def checked() -> str:
            if checker is not None:
                checker()
            return self.function_arn

        return Lazy.uncached_string(checked)

    def add_alias(self, alias_name: str, **options: Any) -> Any:
        """Give it another name; the options are those of `Alias`."""
        from landform.cdk.aws_lambda.alias import Alias

        return Alias(self, f"Alias{alias_name}", alias_name=alias_name, version=self, **options)


class Version(VersionBase):
    """A version of a function: its code and configuration, which never change."""

    can_create_permissions = True

    def __init__(
        self,
        scope: Any,
        id: str,
        *,
        lambda_: Any,
        code_sha256: str | None = None,
        description: str | None = None,
        max_event_age: Duration | None = None,
        max_execution_environments: float | None = None,
        min_execution_environments: float | None = None,
        on_failure: Any = None,
        on_success: Any = None,
        provisioned_concurrent_executions: float | None = None,
        removal_policy: RemovalPolicy | None = None,
        retry_attempts: float | None = None,
    ) -> None:
        super().__init__(scope, id)
        self.lambda_ = lambda_
        self.architecture = lambda_.architecture
        self.role = lambda_.role
        self.grant_principal = lambda_.grant_principal
        self.tenancy_config = lambda_.tenancy_config
        environments = {
            "MinExecutionEnvironments": min_execution_environments,
            "MaxExecutionEnvironments": max_execution_environments,
        }
        resource = cfn_class("aws_lambda", "CfnVersion")(
            self,
            "Resource",
            code_sha256=code_sha256,
            description=description,
            function_name=lambda_.function_name,
            provisioned_concurrency_config=provisioned_concurrency(provisioned_concurrent_executions),
            function_scaling_config=_scaling(environments),
        )
        # A version under another logical id is another version, so tools must not move it.
        resource.add_metadata("aws:cdk:do-not-refactor", True)
        if removal_policy is not None:
            resource.apply_removal_policy(removal_policy, default=RemovalPolicy.DESTROY)
        self.version = resource.attr_version
        self.function_arn = resource.ref
        self.function_name = f"{lambda_.function_name}:{self.version}"
        self.qualifier = self.version
        asynchronous = {
            "max_event_age": max_event_age,
            "on_failure": on_failure,
            "on_success": on_success,
            "retry_attempts": retry_attempts,
        }
        if any(each is not None for each in asynchronous.values()):
            self.configure_async_invoke(**asynchronous)

    @staticmethod
    def from_version_arn(scope: Any, id: str, version_arn: str) -> "ImportedVersion":
        """A version that exists already."""
        from landform.cdk.aws_lambda.function import Function

        function_arn, _, version = version_arn.rpartition(":")
        function = Function.from_function_arn(scope, f"{id}Function", function_arn)
        return ImportedVersion(scope, id, function, _last_part(version_arn) or version, version_arn)

    @staticmethod
    def from_version_attributes(scope: Any, id: str, *, lambda_: Any, version: str) -> "ImportedVersion":
        """A version of a known function that exists already."""
        return ImportedVersion(scope, id, lambda_, version, f"{lambda_.function_arn}:{version}")


class ImportedVersion(VersionBase):
    """A version that exists already."""

    def __init__(self, scope: Any, id: str, function: Any, version: str, arn: str) -> None:
        super().__init__(scope, id)
        self.lambda_ = function
        self.version = version
        self.qualifier = version
        self.function_arn = arn
        self.function_name = f"{function.function_name}:{version}"
        self.architecture = function.architecture
        self.role = function.role
        self.grant_principal = function.grant_principal or UnknownPrincipal(resource=self)
        self.tenancy_config = function.tenancy_config
        self.can_create_permissions = self._is_in_stack_account()


class LatestVersion(VersionBase):
    """The function as it is, which is no published version; permissions cannot be given on it."""

    can_create_permissions = False
    version = LATEST
    qualifier = LATEST

    def __init__(self, function: Any) -> None:
        super().__init__(function, LATEST)
        self.lambda_ = function

    @property
    def architecture(self) -> Architecture:
        """The processor it runs on."""
        found: Architecture = self.lambda_.architecture
        return found

    @property
    def function_arn(self) -> str:  # type: ignore[override]  # read from the function
        """Its ARN."""
        return f"{self.lambda_.function_arn}:{LATEST}"

    @property
    def function_name(self) -> str:  # type: ignore[override]  # read from the function
        """Its name."""
        return f"{self.lambda_.function_name}:{LATEST}"

    @property
    def grant_principal(self) -> Any:
        """The function's role."""
        return self.lambda_.grant_principal

    @property
    def role(self) -> Any:
        """The function's role."""
        return self.lambda_.role


class FunctionVersionUpgrade(Native):
    """An aspect that gives all versions new logical ids when a feature flag is changed."""

    def __init__(self, feature_flag: str, enabled: bool | None = None) -> None:
        self._flag = feature_flag
        self._enabled = enabled is not False

    def visit(self, node: Any) -> None:
        """Make a function's current version a new one."""
        from landform.cdk.aws_lambda.function import Function
        from landform.cdk.core.feature_flags import FeatureFlags

        if isinstance(node, Function) and bool(FeatureFlags.of(node).is_enabled(self._flag)) == self._enabled:
            resource: Any = node.node.default_child
            description = resource.description or ""
            resource.description = f"{description} version-hash:{node._version_hash()}"


def provisioned_concurrency(executions: float | None) -> dict[str, float] | None:
    """How many calls are always ready."""
    if executions is None or executions == 0:
        return None
    if executions < 0:
        raise ValueError("provisionedConcurrentExecutions must have value greater than or equal to 1")
    return {"ProvisionedConcurrentExecutions": executions}


def _scaling(environments: dict[str, float | None]) -> dict[str, float | None] | None:
    return environments if any(each is not None for each in environments.values()) else None


def _last_part(arn: str) -> str | None:
    from landform.cdk.core.fn import Fn
    from landform.cdk.core.tokens import is_unresolved

    if is_unresolved(arn):
        return Fn.select(7, Fn.split(":", arn))
    name = Arn.split(arn, ArnFormat.COLON_RESOURCE_NAME).resource_name or ""
    return name.partition(":")[2] or None
