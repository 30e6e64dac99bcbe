"""Values that ECS reads for a container when it starts.

Source: https://docs.aws.amazon.com/AmazonECS/latest/developerguide/specifying-sensitive-data.html
"""

from typing import Any

from landform.cdk.core.checked import AbstractChecked
from landform.cdk.l1.lookup import given


class Secret(AbstractChecked):
    """A value of a container that is no text of its task definition."""

    arn: str
    has_field: bool | None

    @staticmethod
    def from_ssm_parameter(parameter: Any) -> "Secret":
        """The value of a parameter."""
        return _Secret(parameter.parameter_arn, parameter)

    @staticmethod
    def from_secrets_manager(secret: Any, field: str | None = None) -> "Secret":
        """A secret, or a field of it."""
        arn = f"{secret.secret_arn}:{field}::" if field else secret.secret_arn
        return _Secret(arn, secret, has_field=bool(field))

    @staticmethod
    def from_secrets_manager_version(secret: Any, version_info: Any, field: str | None = None) -> "Secret":
        """A version of a secret, or a field of it."""
        version = given("aws_ecs", "SecretVersionInfo", version_info)
        parts = (field or "", version.version_stage or "", version.version_id or "")
        # The long form is what older versions of Fargate do not know, with a field or without.
        return _Secret(f"{secret.secret_arn}:{':'.join(parts)}", secret, has_field=True)

    def grant_read(self, grantee: Any) -> Any:
        """Let somebody read it."""
        del grantee
        raise TypeError(f"{type(self).__name__} has to say by `grant_read` who may read it")


class _Secret(Secret):
    """What of somewhere else is read."""

    def __init__(self, arn: str, source: Any, *, has_field: bool | None = None) -> None:
        self.arn = arn
        self.has_field = has_field
        self._source = source

    def grant_read(self, grantee: Any) -> Any:
        """Let somebody read it."""
        return self._source.grant_read(grantee)


def written(secrets: Any) -> list[dict[str, str]]:
    """Secrets by name as templates have them."""
    return [{"Name": name, "ValueFrom": secret.arn} for name, secret in secrets.items()]
