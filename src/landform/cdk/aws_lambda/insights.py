"""Lambda Insights: metrics of a function's environment.

Source: https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/Lambda-Insights-extension-versions.html
"""

from typing import Any

from landform.cdk.aws_lambda.layer_arns import is_published, known_versions, layer_arn
from landform.cdk.core.checked import CheckedKind

PURPOSE = "insights"
_PREFIX = "VERSION_"


class _Versions(CheckedKind):
    def __getattr__(cls, name: str) -> Any:
        version = name.removeprefix(_PREFIX).replace("_", ".")
        if not name.startswith(_PREFIX) or version not in known_versions(PURPOSE):
            raise AttributeError(f"aws_cdk.aws_lambda.LambdaInsightsVersion has no version '{name}'")
        found = LambdaInsightsVersion(version=version)
        setattr(LambdaInsightsVersion, name, found)
        return found


class LambdaInsightsVersion(metaclass=_Versions):
    """A version of the extension; the constants are made when they are first asked for."""

    def __init__(self, *, version: str | None = None, arn: str | None = None) -> None:
        self._version = version
        self._arn = arn

    @staticmethod
    def from_insight_version_arn(arn: str) -> "LambdaInsightsVersion":
        """A version by its layer's ARN."""
        return LambdaInsightsVersion(arn=arn)

    @property
    def layer_version_arn(self) -> str:
        """The ARN of the layer for x86, in the region of the stack it is used in."""
        if self._arn is not None:
            return self._arn
        from landform.cdk.core.lazy import Lazy

        return Lazy.uncached_string(lambda context: self.arn_for(context.scope, "x86_64"))

    def arn_for(self, scope: Any, architecture: str) -> str:
        """The ARN of the layer in the scope's region."""
        if self._arn is not None:
            return self._arn
        version = self._version or ""
        found = layer_arn(
            scope,
            PURPOSE,
            version,
            architecture,
            mapping="CloudwatchlambdainsightsversionMap",
            key=f"{version}.{architecture}",
        )
        if found is None:
            exists = is_published(PURPOSE, version, architecture)
            where = f"is not supported in region {scope.stack.region}" if exists else "does not exist."
            raise ValueError(f"Insights version {version} {where}")
        return found

    def layer(self, function: Any) -> Any:
        """The layer for a function."""
        from landform.cdk.aws_lambda.layer_version import LayerVersion

        arn = self.arn_for(function, function.architecture.name)
        return LayerVersion.from_layer_version_arn(function, "LambdaInsightsExtension", arn)
