"""Registries whose schemas say what records of Kafka look like.

Source: https://docs.aws.amazon.com/lambda/latest/dg/services-consume-kafka-events.html
"""

import re
from typing import Any, Final

from landform.cdk.core.checked import Checked
from landform.cdk.l1.lookup import given

_REGISTRY: Final = re.compile(r"arn:[^:]+:glue:[^:]+:[^:]+:registry/([^/]+)")
_SCHEMAS: Final = "arn:${AWS::Partition}:glue:${AWS::Region}:${AWS::AccountId}:schema/${registryName}/*"


class _Registry(Checked):
    _props: str

    def __init__(self, **options: Any) -> None:
        self._given = given("aws_lambda_event_sources", self._props, options)

    def _config(self, **more: Any) -> Any:
        known = {
            "event_record_format": self._given.event_record_format,
            "schema_validation_configs": self._given.schema_validation_configs,
        }
        return given("aws_lambda", "KafkaSchemaRegistryConfig", {**known, **more})


class ConfluentSchemaRegistry(_Registry):
    """A registry of Confluent; the options are those of `ConfluentSchemaRegistryProps`."""

    _props = "ConfluentSchemaRegistryProps"

    def bind(self, _target: Any, target_handler: Any) -> Any:
        """Let the function read the secret; what the mapping says: KafkaSchemaRegistryConfig."""
        secret = self._given.secret
        secret.grant_read(target_handler)
        return self._config(
            schema_registry_uri=self._given.schema_registry_uri,
            access_configs=[{"type": self._given.authentication_type, "uri": secret.secret_arn}],
        )


class GlueSchemaRegistry(_Registry):
    """A registry of Glue; the options are those of `GlueSchemaRegistryProps`."""

    _props = "GlueSchemaRegistryProps"

    def __init__(self, **options: Any) -> None:
        super().__init__(**options)
        registry, arn = self._given.schema_registry, self._given.schema_registry_arn
        if registry is None and arn is None:
            raise ValueError("one of schemaRegistryArn or schemaRegistry must be passed")

    def bind(self, _target: Any, target_handler: Any) -> Any:
        """Let the function read the schemas; what the mapping says: KafkaSchemaRegistryConfig."""
        from landform.cdk.aws_iam.policy_statement import PolicyStatement
        from landform.cdk.core.fn import Fn

        arn, name = self._registry()
        schemas = Fn.sub(_SCHEMAS, {"registryName": name})
        for action, resources in (("glue:GetRegistry", [arn]), ("glue:GetSchemaVersion", [arn, schemas])):
            target_handler.add_to_role_policy(PolicyStatement(actions=[action], resources=resources))
        return self._config(schema_registry_uri=arn)

    def _registry(self) -> tuple[str, str]:
        """The registry's ARN and its name."""
        registry, arn = self._given.schema_registry, self._given.schema_registry_arn
        if registry is not None:
            return registry.attr_arn, registry.name
        found = _REGISTRY.fullmatch(arn)
        if found is None:
            raise ValueError(
                f"schemaRegistryArn {arn} is no ARN of a registry of Glue. Give one like "
                "arn:aws:glue:eu-west-1:111122223333:registry/name."
            )
        return arn, found[1]
