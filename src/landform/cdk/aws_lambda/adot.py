"""AWS Distro for OpenTelemetry: layers that follow a function's calls.

Source: https://aws-otel.github.io/docs/getting-started/lambda
"""

from enum import Enum
from typing import Any

from landform.cdk.aws_lambda.enums import RuntimeFamily
from landform.cdk.aws_lambda.layer_arns import known_versions, layer_arn
from landform.cdk.aws_lambda.values import Architecture
from landform.cdk.core.checked import CheckedKind
from landform.cdk.core.native import Native


class AdotLambdaExecWrapper(Enum):
    """The script that starts the function."""

    REGULAR_HANDLER = "/opt/otel-handler"
    PROXY_HANDLER = "/opt/otel-proxy-handler"
    STREAM_HANDLER = "/opt/otel-stream-handler"
    INSTRUMENT_HANDLER = "/opt/otel-instrument"
    SQS_HANDLER = "/opt/otel-sqs-handler"


class _Versions(CheckedKind):
    _kind: str

    def __getattr__(cls, name: str) -> Any:
        version = cls._latest() if name == "LATEST" else _version_of(name)
        known = {*known_versions(f"adot {cls._kind}"), *cls.__dict__.get("_without_layers", ())}
        if version not in known:
            raise AttributeError(f"aws_cdk.aws_lambda.{cls.__name__} has no version '{name}'")
        found = cls(version)
        setattr(cls, name, found)
        return found

    def _latest(cls) -> str:
        return max(known_versions(f"adot {cls._kind}"), key=_in_order)


class _AdotVersion(metaclass=_Versions):
    """A version of one kind of layer; the constants are made when they are first asked for."""

    _kind = ""

    def __init__(self, version: str) -> None:
        self._version = version

    @property
    def layer_version(self) -> str:
        """The version."""
        return self._version

    def layer_arn(self, scope: Any, architecture: Architecture) -> str:
        """The ARN of the layer in the scope's region."""
        from landform.cdk.core.stack import Stack

        name = architecture.name
        found = layer_arn(
            scope,
            f"adot {self._kind}",
            self._version,
            name,
            mapping="AdotlambdalayerMap",
            key=f"{self._kind}_{self._version}_{name}",
        )
        if found is None:
            raise ValueError(
                f"Could not find the ARN information for the ADOT Lambda Layer of type {self._kind} and "
                f"version {self._version} in {Stack.of(scope).region}"
            )
        return found


class AdotLambdaLayerGenericVersion(_AdotVersion):
    """Versions of the layer with the collector alone."""

    _kind = "GENERIC"


class AdotLambdaLayerJavaAutoInstrumentationVersion(_AdotVersion):
    """Versions of the layer with the agent for Java."""

    _kind = "JAVA_AUTO_INSTRUMENTATION"


class AdotLambdaLayerJavaSdkVersion(_AdotVersion):
    """Versions of the layer with the SDK for Java."""

    _kind = "JAVA_SDK"


class AdotLambdaLayerJavaScriptSdkVersion(_AdotVersion):
    """Versions of the layer with the SDK for JavaScript."""

    _kind = "JAVASCRIPT_SDK"


class AdotLambdaLayerPythonSdkVersion(_AdotVersion):
    """Versions of the layer with the SDK for Python."""

    _kind = "PYTHON_SDK"
    _without_layers = ("1.14.0",)  # the API has it, but no region


class AdotLayerVersion(Native):
    """A layer of any kind."""

    def __init__(self, version: _AdotVersion) -> None:
        self._version = version

    @staticmethod
    def from_generic_layer_version(version: AdotLambdaLayerGenericVersion) -> "AdotLayerVersion":
        """The collector alone."""
        return AdotLayerVersion(version)

    @staticmethod
    def from_java_auto_instrumentation_layer_version(
        version: AdotLambdaLayerJavaAutoInstrumentationVersion,
    ) -> "AdotLayerVersion":
        """The agent for Java."""
        return AdotLayerVersion(version)

    @staticmethod
    def from_java_sdk_layer_version(version: AdotLambdaLayerJavaSdkVersion) -> "AdotLayerVersion":
        """The SDK for Java."""
        return AdotLayerVersion(version)

    @staticmethod
    def from_java_script_sdk_layer_version(
        version: AdotLambdaLayerJavaScriptSdkVersion,
    ) -> "AdotLayerVersion":
        """The SDK for JavaScript."""
        return AdotLayerVersion(version)

    @staticmethod
    def from_python_sdk_layer_version(version: AdotLambdaLayerPythonSdkVersion) -> "AdotLayerVersion":
        """The SDK for Python."""
        return AdotLayerVersion(version)

    def arn_for(self, function: Any) -> str:
        """The ARN of the layer for a function."""
        return self._version.layer_arn(function, function.architecture)


def instrument(function: Any, config: Any, props: Any) -> None:
    """Give a function the layer, the wrapper and the right to send traces."""
    from landform.cdk.aws_lambda.layer_version import LayerVersion

    if props.runtime.name == "FROM_IMAGE":
        raise ValueError("ADOT Lambda layer can't be configured with container image package type")
    is_python = props.runtime.family is RuntimeFamily.PYTHON
    if is_python and config.exec_wrapper is not AdotLambdaExecWrapper.INSTRUMENT_HANDLER:
        raise ValueError("Python Adot Lambda layer requires AdotLambdaExecWrapper.INSTRUMENT_HANDLER")
    arn = config.layer_version.arn_for(function)
    function.add_layers(LayerVersion.from_layer_version_arn(function, "AdotLayer", arn))
    function.add_environment("AWS_LAMBDA_EXEC_WRAPPER", config.exec_wrapper.value)


def _version_of(name: str) -> str:
    """`V1_15_0_1` -> `1.15.0-1`."""
    parts = name.removeprefix("V").split("_")
    return ".".join(parts[:3]) + (f"-{parts[3]}" if len(parts) > 3 else "")


def _in_order(version: str) -> tuple[int, ...]:
    return tuple(int(part) for part in version.replace("-", ".").split("."))
