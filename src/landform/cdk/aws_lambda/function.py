"""Functions.

Source: https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-resource-lambda-function.html
"""

from typing import Any, ClassVar

from landform.cdk.aws_lambda.environment import Environment
from landform.cdk.aws_lambda.function_base import FunctionBase
from landform.cdk.aws_lambda.function_checks import check_code, check_names, check_options
from landform.cdk.aws_lambda.function_extras import (
    add_extensions,
    configure_vpc,
    dead_letter_target,
    mount_file_system,
    profile,
    service_role,
)
from landform.cdk.aws_lambda.function_logging import logging_config, set_up_logs
from landform.cdk.aws_lambda.function_metrics import AllFunctionsMetrics
from landform.cdk.aws_lambda.function_properties import code_properties, plain_properties
from landform.cdk.aws_lambda.imported_function import ImportedFunction
from landform.cdk.aws_lambda.runtime import Runtime
from landform.cdk.aws_lambda.values import Architecture, Handler
from landform.cdk.aws_lambda.version_hash import LAYERS_FLAG, function_hash
from landform.cdk.core.arn import ArnFormat
from landform.cdk.core.feature_flags import FeatureFlags
from landform.cdk.core.lazy import Lazy
from landform.cdk.l1.lookup import cfn_class, given

MAX_LAYERS = 5
MAX_LOGICAL_ID = 255
HASH_LENGTH = 32


class Function(AllFunctionsMetrics, FunctionBase):
    """A function; the keyword arguments are those of `FunctionProps`."""

    can_create_permissions = True
    _classified: ClassVar[dict[str, bool]] = {}
    _current_version: Any = None
    _warned_of_versions = False

    def __init__(self, scope: Any, id: str, **options: Any) -> None:
        props = given("aws_lambda", "FunctionProps", options)
        super().__init__(scope, id, physical_name=props.function_name)
        check_names(props)
        check_options(props)
        self._layers: list[Any] = []
        self._hash_extras: list[str] = []
        self._version_options = given("aws_lambda", "VersionOptions", props.current_version_options)
        self._environment = Environment()
        self.runtime: Runtime = props.runtime
        self.timeout = props.timeout
        self.architecture = props.architecture if props.architecture is not None else Architecture.X86_64
        self.tenancy_config = props.tenancy_config
        self.role = props.role if props.role is not None else service_role(self, props)
        self.grant_principal = self.role.grant_principal
        for statement in props.initial_policy or ():
            self.role.add_to_principal_policy(statement)
        code = props.code.bind(self)
        check_code(code, props)
        profile(self, props)
        for name, value in (props.environment or {}).items():
            self.add_environment(name, value)
        self.dead_letter_queue, self.dead_letter_topic, dead_letters = dead_letter_target(self, props)
        self._make(props, code, dead_letters)
        self.add_layers(*(props.layers or ()))
        for source in props.events or ():
            self.add_event_source(source)
        self._log_group = set_up_logs(self, props)
        props.code.bind_to_resource(self.node.default_child)
        self._configure_calls(props)
        mount_file_system(self, props.filesystem)
        add_extensions(self, props)

    def _make(self, props: Any, code: Any, dead_letters: Any) -> None:
        """The resource; whatever can still be added is read when the template is written."""
        from_image = props.runtime.name == Runtime.FROM_IMAGE.name
        resource = cfn_class("aws_lambda", "CfnFunction")(
            self,
            "Resource",
            function_name=self.physical_name,
            layers=Lazy.any(self._layer_arns),
            handler=None if props.handler == Handler.FROM_IMAGE else props.handler,
            package_type="Image" if from_image else None,
            runtime=None if from_image else props.runtime.name,
            role=self.role.role_arn,
            environment=Lazy.any(self._environment.written),
            vpc_config=configure_vpc(self, props),
            dead_letter_config=dead_letters,
            tracing_config=self._tracing(props),
            logging_config=logging_config(props),
            **code_properties(code),
            **plain_properties(props),
        )
        resource.node.add_dependency(self.role)
        self.function_name = self._get_resource_name_attribute(resource.ref)
        self.function_arn = self._get_resource_arn_attribute(
            resource.attr_arn,
            {
                "service": "lambda",
                "resource": "function",
                "resource_name": self.physical_name,
                "arn_format": ArnFormat.COLON_RESOURCE_NAME,
            },
        )

    @staticmethod
    def from_function_arn(scope: Any, id: str, function_arn: str) -> ImportedFunction:
        """A function that exists already."""
        return ImportedFunction(scope, id, function_arn=function_arn)

    @staticmethod
    def from_function_attributes(scope: Any, id: str, **attributes: Any) -> ImportedFunction:
        """A function that exists already; the options are those of `FunctionAttributes`."""
        return ImportedFunction(scope, id, **given("aws_lambda", "FunctionAttributes", attributes))

    @staticmethod
    def from_function_name(scope: Any, id: str, function_name: str) -> ImportedFunction:
        """A function of the stack's account and region that exists already."""
        from landform.cdk.core.stack import Stack

        arn = Stack.of(scope).format_arn(
            service="lambda",
            resource="function",
            resource_name=function_name,
            arn_format=ArnFormat.COLON_RESOURCE_NAME,
        )
        return ImportedFunction(scope, id, function_arn=arn, same_environment=True)

    @staticmethod
    def classify_version_property(property_name: str, locked: bool) -> None:
        """Say whether a change of a property makes a new version, for properties added by hand."""
        Function._classified[property_name] = locked

    @property
    def log_group(self) -> Any:
        """The log group; one with endless retention is made when the function has none of its own."""
        if self._log_group is None:
            from landform.cdk.aws_lambda.function_logging import log_group_without_end

            self._log_group = log_group_without_end(self)
        return self._log_group

    @property
    def current_version(self) -> Any:
        """The version of what the function is now; another change makes another version."""
        if self._current_version is None:
            from landform.cdk.aws_lambda.version import Version

            self._warn_if_invoked_unqualified()
            self._current_version = Version(
                self, "CurrentVersion", lambda_=self, **(self._version_options or {})
            )
            resource = self._current_version.node.default_child
            base = self.stack.resolve(resource.logical_id)
            kept = base[-(MAX_LOGICAL_ID - HASH_LENGTH) :]
            # Known only when everything has been added to the function, so it is a token until then.
            resource._logical_id_override = Lazy.uncached_string(lambda: kept + self._version_hash())
        return self._current_version

    def add_environment(self, key: str, value: str, *, remove_in_edge: bool | None = None) -> "Function":
        """Set a variable; `remove_in_edge` leaves it out where the function is used by Lambda@Edge."""
        self._environment.add(key, value, bool(remove_in_edge))
        return self

    def invalidate_version_based_on(self, x: str) -> None:
        """Make a new version also when this text changes."""
        self._hash_extras.append(x)

    def add_layers(self, *layers: Any) -> None:
        """Add layers."""
        for layer in layers:
            if len(self._layers) >= MAX_LAYERS:
                raise ValueError(
                    f"Unable to add layer: this lambda function already uses {MAX_LAYERS} layers."
                )
            runtimes = layer.compatible_runtimes
            if runtimes is not None and not any(self.runtime.runtime_equals(each) for each in runtimes):
                names = ", ".join(each.name for each in runtimes)
                raise ValueError(
                    "This lambda function uses a runtime that is incompatible with this layer "
                    f"({self.runtime.name} is not in [{names}])"
                )
            self._layers.append(layer)

    def add_alias(self, alias_name: str, **options: Any) -> Any:
        """An alias of the current version; the options are those of `Alias`."""
        from landform.cdk.aws_lambda.alias import Alias

        return Alias(
            self, f"Alias{alias_name}", alias_name=alias_name, version=self.current_version, **options
        )

    def layers_in_order(self) -> list[Any]:
        """The layers as the function has them: with the flag, in the order of their paths."""
        if FeatureFlags.of(self).is_enabled(LAYERS_FLAG):
            return sorted(self._layers, key=lambda each: str(each.node.path))
        return list(self._layers)

    def consider_warning_on_invoke_function_permissions(self, scope: Any, action: str) -> None:
        """Warn when a right to call the function does not cover its current version."""
        if action not in ("*", "lambda:*", "lambda:Invoke*", "lambda:InvokeFunction"):
            return
        self._is_invoked_unqualified = True
        if self._current_version is not None:
            self._warn_of_versions(scope)

    _is_invoked_unqualified = False

    def _warn_if_invoked_unqualified(self) -> None:
        if self._is_invoked_unqualified:
            self._warn_of_versions(self)

    def _warn_of_versions(self, scope: Any) -> None:
        if self._warned_of_versions:
            return
        self._warned_of_versions = True
        from landform.cdk.core.annotations import Annotations

        Annotations.of(scope).add_warning_v2(
            "@aws-cdk/aws-lambda:addPermissionsToVersionOrAlias",
            "Lambda checks calls with a qualifier against the permissions of the version or alias. Call "
            "'grantInvoke' or 'addPermission' on the Version or Alias, not the underlying Function.",
        )

    def _version_hash(self) -> str:
        return function_hash(self, self._hash_extras, self._classified)

    def _layer_arns(self) -> list[str] | None:
        return [each.layer_version_arn for each in self.layers_in_order()] or None

    def _tracing(self, props: Any) -> dict[str, Any] | None:
        from landform.cdk.aws_lambda.enums import Tracing
        from landform.cdk.aws_lambda.function_extras import allow_tracing

        tracing = props.tracing
        if tracing is None and props.adot_instrumentation is not None:
            tracing = Tracing.ACTIVE  # the layer sends what X-Ray follows
        if tracing is None or tracing is Tracing.DISABLED:
            return None
        allow_tracing(self)
        return {"Mode": tracing}

    def _configure_calls(self, props: Any) -> None:
        names = ("on_failure", "on_success", "max_event_age", "retry_attempts")
        options = {name: props[name] for name in names if name in props}
        if options:
            self.configure_async_invoke(**options)

    def _check_edge_compatibility(self) -> None:
        """Lambda@Edge has no variables: leave out what may be left out, refuse the rest."""
        names = self._environment.remove_for_edge()
        if names:
            raise ValueError(
                f"The function {self.node.path} contains environment variables [{','.join(names)}] and is "
                "not compatible with Lambda@Edge. Environment variables can be marked for removal when used "
                "in Lambda@Edge by setting the 'removeInEdge' property in the 'addEnvironment()' API."
            )
