"""The extension that keeps parameters and secrets at hand.

Source: https://docs.aws.amazon.com/systems-manager/latest/userguide/ps-integration-lambda-extensions.html
"""

from typing import Any, Final

from landform.cdk.aws_lambda.enums import ParamsAndSecretsLogLevel, ParamsAndSecretsVersions
from landform.cdk.aws_lambda.layer_arns import layer_arn
from landform.cdk.core.native import Native
from landform.cdk.core.numbers import number_text
from landform.cdk.core.quantities import Duration
from landform.cdk.l1.lookup import given

MAX_CACHE: Final = 1000
MAX_TTL_SECONDS: Final = 300


class ParamsAndSecretsLayerVersion(Native):
    """A version of the extension with its options."""

    def __init__(self, version: str | None, arn: str | None, options: dict[str, Any]) -> None:
        self._version = version
        self._arn = arn
        self._options = given("aws_lambda", "ParamsAndSecretsOptions", options)

    @staticmethod
    def from_version(version: ParamsAndSecretsVersions, **options: Any) -> "ParamsAndSecretsLayerVersion":
        """A version; the options are those of `ParamsAndSecretsOptions`."""
        return ParamsAndSecretsLayerVersion(version.value, None, options)

    @staticmethod
    def from_version_arn(arn: str, **options: Any) -> "ParamsAndSecretsLayerVersion":
        """A version by its layer's ARN; the options are those of `ParamsAndSecretsOptions`."""
        return ParamsAndSecretsLayerVersion(None, arn, options)

    def add_to(self, function: Any) -> None:
        """Give a function the layer and the variables that the extension reads."""
        from landform.cdk.aws_lambda.layer_version import LayerVersion

        arn = self._arn_for(function)
        function.add_layers(LayerVersion.from_layer_version_arn(function, "ParamsAndSecretsLayer", arn))
        for name, value in self._variables().items():
            function.add_environment(name, value)

    def _arn_for(self, function: Any) -> str:
        if self._arn is not None:
            return self._arn
        version, architecture = self._version or "", function.architecture.name
        found = layer_arn(
            function,
            "params",
            version,
            architecture,
            mapping="ParamsandsecretslayerMap",
            key=f"{version}.{architecture}",
        )
        if found is None:
            raise ValueError(
                f"Parameters and Secrets Extension {version} is not supported in region "
                f"{function.stack.region} for {architecture} architecture"
            )
        return found

    def _variables(self) -> dict[str, str]:
        options = self._options
        size = 1000 if options.cache_size is None else options.cache_size
        if not 0 <= size <= MAX_CACHE:
            raise ValueError(f"Cache size must be between 0 and {MAX_CACHE} inclusive - provided: {size}")
        enabled = options.cache_enabled is not False
        level = options.log_level or ParamsAndSecretsLogLevel.INFO
        return {
            "PARAMETERS_SECRETS_EXTENSION_CACHE_ENABLED": "true" if enabled else "false",
            "PARAMETERS_SECRETS_EXTENSION_CACHE_SIZE": number_text(size),
            "PARAMETERS_SECRETS_EXTENSION_HTTP_PORT": number_text(options.http_port or 2773),
            "PARAMETERS_SECRETS_EXTENSION_LOG_LEVEL": level.value,
            "PARAMETERS_SECRETS_EXTENSION_MAX_CONNECTIONS": number_text(options.max_connections or 3),
            "SECRETS_MANAGER_TIMEOUT_MILLIS": _millis(options.secrets_manager_timeout),
            "SECRETS_MANAGER_TTL": _ttl("secret", options.secrets_manager_ttl),
            "SSM_PARAMETER_STORE_TIMEOUT_MILLIS": _millis(options.parameter_store_timeout),
            "SSM_PARAMETER_STORE_TTL": _ttl("parameter", options.parameter_store_ttl),
        }


def _millis(timeout: Duration | None) -> str:
    return number_text(timeout.to_milliseconds()) if timeout is not None else "0"


def _ttl(what: str, ttl: Duration | None) -> str:
    seconds = ttl.to_seconds() if ttl is not None else MAX_TTL_SECONDS
    if seconds > MAX_TTL_SECONDS:
        raise ValueError(
            f"Maximum TTL for a cached {what} is {MAX_TTL_SECONDS} seconds - provided: "
            f"{number_text(seconds)} seconds"
        )
    return number_text(seconds)
