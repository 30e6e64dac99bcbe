"""The roles and the bootstrap version that an assembly asks for, as it names them.

ARNs and names may hold placeholders for account, region and partition, which the target fills in.
Source: the schema of the assembly that aws-cdk-lib 2.275 writes (version 55).
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

ACCOUNT = "${AWS::AccountId}"
REGION = "${AWS::Region}"
PARTITION = "${AWS::Partition}"


@dataclass(frozen=True, slots=True, kw_only=True)
class RoleRequest:
    """A role to assume."""

    arn: str
    external_id: str | None = None
    options: Mapping[str, Any] = field(default_factory=dict)  # of STS's AssumeRole, by its parameters' names

    def filled(self, *, account: str, region: str, partition: str) -> "RoleRequest":
        """The same role with its placeholders filled in."""
        arn = filled(self.arn, account=account, region=region, partition=partition)
        return RoleRequest(arn=arn, external_id=self.external_id, options=self.options)

    @property
    def identity(self) -> tuple[str, str | None, str]:
        """Equal for two requests that give the same credentials."""
        return (self.arn, self.external_id, repr(sorted(self.options.items())))


@dataclass(frozen=True, slots=True, kw_only=True)
class BootstrapNeed:
    """Which bootstrap resources have to be there."""

    version: int
    parameter: str | None  # the SSM parameter that tells which are there; None: only the toolkit stack does


@dataclass(frozen=True, slots=True, kw_only=True)
class StackAccess:
    """How a stack wants to be worked on."""

    deploy_role: RoleRequest | None = None  # None: with the credentials at hand
    execution_role_arn: str | None = None  # what CloudFormation itself assumes
    lookup_role: RoleRequest | None = None
    bootstrap: BootstrapNeed | None = None
    template_url: str | None = None  # s3://bucket/key of the template's asset


def filled(text: str, *, account: str, region: str, partition: str) -> str:
    """A text of an assembly with its placeholders filled in."""
    for placeholder, value in ((ACCOUNT, account), (REGION, region), (PARTITION, partition)):
        text = text.replace(placeholder, value)
    return text


def role_request(body: Mapping[str, Any], arn_key: str = "assumeRoleArn") -> RoleRequest | None:
    """The role that a stack, an asset's destination or a lookup names; None when it names none."""
    arn = body.get(arn_key)
    if arn is None:
        return None
    return RoleRequest(
        arn=arn,
        external_id=body.get("assumeRoleExternalId"),
        options=body.get("assumeRoleAdditionalOptions", {}),
    )


def bootstrap_need(properties: Mapping[str, Any]) -> BootstrapNeed | None:
    """What a stack or an asset manifest requires; None when it requires nothing."""
    version = properties.get("requiresBootstrapStackVersion")
    if version is None:
        return None
    return BootstrapNeed(version=version, parameter=properties.get("bootstrapStackVersionSsmParameter"))


def stack_access(properties: Mapping[str, Any]) -> StackAccess:
    """All that a stack's artifact says."""
    return StackAccess(
        deploy_role=role_request(properties),
        execution_role_arn=properties.get("cloudFormationExecutionRoleArn"),
        lookup_role=role_request(properties.get("lookupRole", {}), "arn"),
        bootstrap=bootstrap_need(properties),
        template_url=properties.get("stackTemplateAssetObjectUrl"),
    )
