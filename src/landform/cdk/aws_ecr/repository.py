"""Repositories of images.

Source: https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-resource-ecr-repository.html
"""

import re
from collections.abc import Sequence
from typing import Any, ClassVar

from landform.cdk.aws_ecr.options import (
    ImageTagMutabilityExclusionFilter,
    LifecycleRule,
    RepositoryEncryption,
    TagMutability,
    check_rule,
    prioritised,
    written_rule,
)
from landform.cdk.aws_ecr.repository_base import TOKEN_ACTION, RepositoryBase
from landform.cdk.aws_iam.grant import Grant
from landform.cdk.aws_iam.policy_document import PolicyDocument
from landform.cdk.aws_iam.policy_statement import PolicyStatement
from landform.cdk.aws_iam.protocols import AddToResourcePolicyResult
from landform.cdk.core.arn import Arn, ArnComponents, ArnFormat
from landform.cdk.core.checked import Checked
from landform.cdk.core.enums import RemovalPolicy
from landform.cdk.core.lazy import Lazy
from landform.cdk.core.struct import records
from landform.cdk.core.tokens import is_unresolved

_NAME = re.compile(r"(?:[a-z0-9]+(?:[._-][a-z0-9]+)*/)*[a-z0-9]+(?:(?:[._]|__|-+)[a-z0-9]+)*\Z")


class Repository(RepositoryBase):
    """A repository."""

    PROPERTY_INJECTION_ID: ClassVar[str] = "aws-cdk-lib.aws-ecr.Repository"

    def __init__(
        self,
        scope: Any,
        id: str,
        *,
        auto_delete_images: bool | None = None,
        empty_on_delete: bool | None = None,
        encryption: RepositoryEncryption | None = None,
        encryption_key: Any = None,
        image_scan_on_push: bool | None = None,
        image_tag_mutability: TagMutability | None = None,
        image_tag_mutability_exclusion_filters: Sequence[ImageTagMutabilityExclusionFilter] | None = None,
        lifecycle_registry_id: str | None = None,
        lifecycle_rules: Sequence[LifecycleRule] | None = None,
        removal_policy: RemovalPolicy | None = None,
        repository_name: str | None = None,
    ) -> None:
        super().__init__(scope, id, physical_name=repository_name)
        _check_name(repository_name)
        _check_deletion(auto_delete_images, empty_on_delete, removal_policy)
        self._policy: PolicyDocument | None = None
        self._rules: list[LifecycleRule] = []
        self._registry_id = lifecycle_registry_id
        filters = image_tag_mutability_exclusion_filters
        _check_filters(image_tag_mutability, filters)
        import landform.cdk.aws_ecr as module

        scan = {"ScanOnPush": image_scan_on_push} if image_scan_on_push is not None else None
        resource = module.__getattr__("CfnRepository")(
            self,
            "Resource",
            repository_name=self.physical_name,
            repository_policy_text=Lazy.any(lambda: self._policy),
            lifecycle_policy=Lazy.any(self._lifecycle_policy),
            image_scanning_configuration=scan,
            image_tag_mutability=image_tag_mutability,
            image_tag_mutability_exclusion_filters=[each._written() for each in filters] if filters else None,
            encryption_configuration=_encryption(encryption, encryption_key),
            empty_on_delete=empty_on_delete,
        )
        resource.apply_removal_policy(removal_policy)
        for rule in records(LifecycleRule, lifecycle_rules):
            self._take(rule)
        self.repository_name = self._get_resource_name_attribute(resource.ref)
        self.repository_arn = self._get_resource_arn_attribute(
            resource.attr_arn,
            {"service": "ecr", "resource": "repository", "resource_name": self.physical_name},
        )
        if auto_delete_images:
            self._delete_images()

    @staticmethod
    def arn_for_local_repository(repository_name: str, scope: Any, account: str | None = None) -> str:
        """The ARN a repository of this name has in the scope's stack."""
        from landform.cdk.core.stack import Stack

        components = ArnComponents(
            account=account, service="ecr", resource="repository", resource_name=repository_name
        )
        return Arn.format(components, Stack.of(scope))

    @staticmethod
    def from_repository_name(scope: Any, id: str, repository_name: str) -> "ImportedRepository":
        """A repository of this account and region that exists already."""
        arn = Repository.arn_for_local_repository(repository_name, scope)
        return ImportedRepository(scope, id, arn, repository_name, in_own_environment=True)

    @staticmethod
    def from_repository_arn(scope: Any, id: str, repository_arn: str) -> "ImportedRepository":
        """A repository that exists already; its name is taken from the ARN, which has to be known."""
        if is_unresolved(repository_arn) and not repository_arn.startswith("arn:"):
            raise ValueError(
                '"repositoryArn" is a late-bound value, and therefore "repositoryName" is required. Use '
                "`fromRepositoryAttributes` instead"
            )
        name = Arn.split(repository_arn, ArnFormat.SLASH_RESOURCE_NAME).resource_name or ""
        return ImportedRepository(scope, id, repository_arn, name)

    @staticmethod
    def from_repository_attributes(
        scope: Any, id: str, *, repository_arn: str, repository_name: str
    ) -> "ImportedRepository":
        """A repository that exists already."""
        return ImportedRepository(scope, id, repository_arn, repository_name, in_own_environment=True)

    @staticmethod
    def from_lookup(
        scope: Any, id: str, *, repository_arn: str | None = None, repository_name: str | None = None
    ) -> "ImportedRepository":
        """A repository looked up by its ARN or its name when the app is synthesized."""
        from landform.cdk.core.context_provider import DUMMY_ACCOUNT, cloud_control_value

        if is_unresolved(repository_arn) or is_unresolved(repository_name):
            raise ValueError("All arguments to look up a repository must be concrete (no Tokens)")
        if not repository_arn and not repository_name:
            raise ValueError("At least one of `repositoryName` or `repositoryArn` must be provided.")
        name = repository_name or Arn.split(str(repository_arn), ArnFormat.SLASH_RESOURCE_NAME).resource_name
        found = cloud_control_value(
            scope,
            type_name="AWS::ECR::Repository",
            exact_identifier=str(name),
            properties=["Arn"],
            dummy={"Arn": Repository.arn_for_local_repository("DUMMY_ARN", scope, DUMMY_ACCOUNT)},
        )
        return Repository.from_repository_arn(scope, id, found["Arn"])

    def add_to_resource_policy(self, statement: PolicyStatement) -> AddToResourcePolicyResult:
        """Add to the repository's policy."""
        if statement.resources:
            from landform.cdk.core.annotations import Annotations

            Annotations.of(self).add_warning_v2(
                "@aws-cdk/aws-ecr:noResourceStatements",
                "ECR resource policy does not allow resource statements.",
            )
        if self._policy is None:
            self._policy = PolicyDocument()
        self._policy.add_statements(statement)
        return AddToResourcePolicyResult(statement_added=True, policy_dependable=self)

    def add_lifecycle_rule(self, **rule: Any) -> None:
        """Let images expire."""
        self._take(LifecycleRule(**rule))

    def _take(self, rule: LifecycleRule) -> None:
        check_rule(rule)
        self._rules.append(rule)

    def _lifecycle_policy(self) -> dict[str, Any] | None:
        if not self._rules and self._registry_id is None:
            return None
        text = None
        if self._rules:
            rules = [written_rule(priority, rule) for priority, rule in prioritised(self._rules)]
            text = self.stack.to_json_string({"rules": rules})
        return {"LifecyclePolicyText": text, "RegistryId": self._registry_id}

    def _delete_images(self) -> None:
        raise TypeError(
            "aws_cdk.aws_ecr.Repository(auto_delete_images=True) is deprecated and not native in Landform. "
            "Use empty_on_delete=True."
        )


class ImportedRepository(RepositoryBase):
    """A repository that exists already; its policy is not changed."""

    def __init__(self, scope: Any, id: str, arn: str, name: str, *, in_own_environment: bool = False) -> None:
        super().__init__(scope, id, environment_from_arn=None if in_own_environment else arn)
        self.repository_arn = arn
        self.repository_name = name


class AuthorizationToken(Checked):
    """The token with which clients log in to private registries."""

    def __init__(self) -> None:
        raise TypeError("AuthorizationToken has only static methods")

    @staticmethod
    def grant_read(grantee: Any) -> None:
        """Let a principal get one."""
        Grant.add_to_principal(grantee=grantee, actions=[TOKEN_ACTION], resource_arns=["*"])


class PublicGalleryAuthorizationToken(Checked):
    """The token with which clients log in to the public gallery."""

    def __init__(self) -> None:
        raise TypeError("PublicGalleryAuthorizationToken has only static methods")

    @staticmethod
    def grant_read(grantee: Any) -> None:
        """Let a principal get one."""
        actions = ["ecr-public:GetAuthorizationToken", "sts:GetServiceBearerToken"]
        Grant.add_to_principal(grantee=grantee, actions=actions, resource_arns=["*"])


def _check_name(name: str | None) -> None:
    if name is None or is_unresolved(name):
        return
    problems = []
    if not 2 <= len(name) <= 256:
        problems.append("Repository name must be at least 2 and no more than 256 characters")
    if not _NAME.match(name):
        problems.append(
            "Repository name must start with a letter or number and can only contain lowercase letters, "
            "numbers, hyphens, underscores, periods and forward slashes"
        )
    if problems:
        raise ValueError(f"Invalid ECR repository name (value: {name})\n" + "\n".join(problems))


def _check_deletion(auto_delete: bool | None, empty: bool | None, policy: RemovalPolicy | None) -> None:
    if auto_delete and empty:
        raise ValueError("'autoDeleteImages' and 'emptyOnDelete' cannot both be true")
    if empty and policy is not RemovalPolicy.DESTROY:
        raise ValueError(
            "Cannot use 'emptyOnDelete' property on a repository without setting removal policy to 'DESTROY'."
        )
    if auto_delete and policy is not RemovalPolicy.DESTROY:
        raise ValueError(
            "Cannot use 'autoDeleteImages' property on a repository without setting removal policy to "
            "'DESTROY'."
        )


def _check_filters(mutability: TagMutability | None, filters: Any) -> None:
    excluding = (TagMutability.IMMUTABLE_WITH_EXCLUSION, TagMutability.MUTABLE_WITH_EXCLUSION)
    if mutability in excluding and not filters:
        raise ValueError(
            "'imageTagMutabilityExclusionFilters' must be specified when 'imageTagMutability' is "
            f"{mutability.value if mutability else ''}"
        )
    if filters and mutability not in excluding:
        raise ValueError(
            "'imageTagMutabilityExclusionFilters' can only be used when 'imageTagMutability' is set to "
            "IMMUTABLE_WITH_EXCLUSION or MUTABLE_WITH_EXCLUSION"
        )


def _encryption(kind: RepositoryEncryption | None, key: Any) -> dict[str, Any] | None:
    found = kind or (RepositoryEncryption.KMS if key is not None else RepositoryEncryption.AES_256)
    if found.value == RepositoryEncryption.AES_256.value:
        if key is not None:
            raise ValueError(
                f"encryptionKey is specified, so 'encryption' must be set to KMS (value: {found.value})"
            )
        return None
    return {"EncryptionType": found.value, "KmsKey": key.key_arn if key is not None else None}
