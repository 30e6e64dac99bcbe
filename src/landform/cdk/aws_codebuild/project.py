"""Projects.

Source: https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-resource-codebuild-project.html
"""

from collections.abc import Mapping, Sequence
from typing import Any, Final

from landform.cdk.aws_codebuild.artifacts import NoArtifacts, PipelineArtifacts
from landform.cdk.aws_codebuild.build_spec import BuildSpec
from landform.cdk.aws_codebuild.cache import Cache
from landform.cdk.aws_codebuild.enums import ProjectVisibility
from landform.cdk.aws_codebuild.project_base import ProjectBase
from landform.cdk.aws_codebuild.project_parts import (
    VpcPart,
    bind_image,
    environment_of,
    fetch_image,
    logging_of,
    permissions,
)
from landform.cdk.aws_codebuild.sources import NoSource, PipelineSource
from landform.cdk.aws_codebuild.variables import serialized
from landform.cdk.core.arn import Arn, ArnFormat
from landform.cdk.core.lazy import Lazy
from landform.cdk.core.numbers import number_text
from landform.cdk.core.quantities import Duration
from landform.cdk.core.resource import PhysicalName
from landform.cdk.core.stack import Stack
from landform.cdk.core.tokens import is_unresolved
from landform.cdk.l1.lookup import cfn_class, given

_MODULE: Final = "aws_codebuild"
_SERVICE: Final = "codebuild.amazonaws.com"
_OWN_KEY: Final = "alias/aws/s3"
_PIPELINE: Final = "CODEPIPELINE"
_PIPED: Final = "A Project with a CodePipeline Source cannot have secondary"
_INSTEAD: Final = "Use the CodeBuild Pipeline Actions'"
_RETRIES: Final = 10


class Project(ProjectBase):
    """A project: how something is built, from which source."""

    _batch_role: Any = None

    def __init__(
        self,
        scope: Any,
        id: str,
        *,
        allow_all_outbound: bool | None = None,
        artifacts: Any = None,
        auto_retry_limit: float | None = None,
        badge: bool | None = None,
        build_spec: BuildSpec | None = None,
        cache: Cache | None = None,
        check_secrets_in_plain_text_env_variables: bool | None = None,
        concurrent_build_limit: float | None = None,
        description: str | None = None,
        encryption_key: Any = None,
        environment: Any = None,
        environment_variables: Mapping[str, Any] | None = None,
        file_system_locations: Sequence[Any] | None = None,
        grant_report_group_permissions: bool | None = None,
        logging: Any = None,
        project_name: str | None = None,
        queued_timeout: Duration | None = None,
        role: Any = None,
        secondary_artifacts: Sequence[Any] | None = None,
        secondary_sources: Sequence[Any] | None = None,
        security_groups: Sequence[Any] | None = None,
        source: Any = None,
        ssm_session_permissions: bool | None = None,
        subnet_selection: Any = None,
        timeout: Duration | None = None,
        visibility: ProjectVisibility | None = None,
        vpc: Any = None,
    ) -> None:
        super().__init__(scope, id, physical_name=project_name)
        self._begin(role, auto_retry_limit)
        asked = given(_MODULE, "BuildEnvironment", environment or {})
        bound = self._bind(source, artifacts, badge)
        cached = self._cached(cache)
        self._add_all(secondary_sources, secondary_artifacts, file_system_locations)
        fetch_image(self, asked)
        refuses = check_secrets_in_plain_text_env_variables is not False
        variables = self._variables(asked.environment_variables, environment_variables, refuses=refuses)
        extras = {"timeout": timeout, "queuedTimeout": queued_timeout, "cache": cache, "badge": badge}
        network = VpcPart(self, vpc, subnet_selection, security_groups, allow_all_outbound)
        plain = {"description": description, "badge_enabled": badge, **_times(timeout, queued_timeout)}
        resource = cfn_class(_MODULE, "CfnProject")(
            self,
            "Resource",
            **self._parts(bound, build_spec),
            **plain,
            auto_retry_limit=auto_retry_limit,
            cache=cached,
            environment=environment_of(self, asked, variables, extras),
            concurrent_build_limit=concurrent_build_limit,
            vpc_config=network.config(),
            visibility=visibility.value if visibility is not None else None,
            logs_config=logging_of(self, logging),
        )
        network.let(resource)
        self._end(resource, asked, encryption_key, (grant_report_group_permissions, ssm_session_permissions))

    @staticmethod
    def from_project_arn(scope: Any, id: str, project_arn: str) -> "ImportedProject":
        """A project that exists already."""
        name = str(Arn.split(project_arn, ArnFormat.SLASH_RESOURCE_NAME).resource_name)
        return ImportedProject(scope, id, name, project_arn, environment_from_arn=project_arn)

    @staticmethod
    def from_project_name(scope: Any, id: str, project_name: str) -> "ImportedProject":
        """A project that exists already."""
        arn = Stack.of(scope).format_arn(service="codebuild", resource="project", resource_name=project_name)
        return ImportedProject(scope, id, project_name, arn)

    @staticmethod
    def serialize_env_variables(
        environment_variables: Mapping[str, Any],
        validate_no_plain_text_secrets: bool | None = None,
        principal: Any = None,
    ) -> list[Any]:
        """Variables as a project has them."""
        return serialized(
            environment_variables,
            refuses_secrets=bool(validate_no_plain_text_secrets),
            principal=principal,
        )

    def add_secondary_source(self, secondary_source: Any) -> None:
        """Another source beside the first."""
        if not secondary_source.identifier:
            raise ValueError("The identifier attribute is mandatory for secondary sources")
        config = given(_MODULE, "SourceConfig", secondary_source.bind(self, self))
        self._more_sources.append(config.source_property)
        if config.source_version:
            self._more_versions.append(
                {"source_identifier": secondary_source.identifier, "source_version": config.source_version}
            )

    def add_secondary_artifact(self, secondary_artifact: Any) -> None:
        """Another place for what a build leaves."""
        if not secondary_artifact.identifier:
            raise ValueError("The identifier attribute is mandatory for secondary artifacts")
        config = given(_MODULE, "ArtifactsConfig", secondary_artifact.bind(self, self))
        self._more_artifacts.append(config.artifacts_property)

    def add_file_system_location(self, file_system_location: Any) -> None:
        """A file system for builds."""
        config = given(_MODULE, "FileSystemConfig", file_system_location.bind(self, self))
        self._file_systems.append(config.location)

    def bind_to_code_pipeline(self, _scope: Any, *, artifact_bucket: Any) -> None:
        """Called by a pipeline: what it keeps its artifacts encrypted with is used here, too."""
        from landform.cdk.aws_kms.key import Key

        key = artifact_bucket.encryption_key
        if key is None or self._encryption_key != _OWN_KEY:
            return
        there, here = Stack.of(key), Stack.of(self)
        is_near = there.account == here.account and there.region == here.region
        if is_near or not isinstance(key, Key):
            self._use_key(key)

    def enable_batch_builds(self) -> Any:
        """Let a build begin others; a role for that is made once."""
        from landform.cdk.aws_iam.policy_statement import PolicyStatement
        from landform.cdk.aws_iam.principals import ServicePrincipal
        from landform.cdk.aws_iam.role import Role

        if self._batch_role is None:
            self._batch_role = Role(self, "BatchServiceRole", assumed_by=ServicePrincipal(_SERVICE))
            statement = PolicyStatement(
                resources=[Lazy.string(lambda: self.project_arn)],
                actions=["codebuild:StartBuild", "codebuild:StopBuild", "codebuild:RetryBuild"],
            )
            self._batch_role.add_to_principal_policy(statement)
        return given(_MODULE, "BatchBuildConfig", {"role": self._batch_role})

    def _begin(self, role: Any, retries: float | None) -> None:
        _check_retries(retries)
        self._more_sources: list[Any] = []
        self._more_versions: list[Any] = []
        self._more_artifacts: list[Any] = []
        self._file_systems: list[Any] = []
        self._encryption_key: str = _OWN_KEY
        self.role = role or self._own_role()
        self.grant_principal = self.role

    def _cached(self, cache: Cache | None) -> Any:
        found = cache or Cache.none()
        found._bind(self)
        return found._to_cloudformation() or {"type": "NO_CACHE"}

    def _variables(
        self, first: Mapping[str, Any] | None, second: Mapping[str, Any] | None, *, refuses: bool
    ) -> Any:
        return serialized({**(first or {}), **(second or {})}, refuses_secrets=refuses, principal=self)

    def _end(
        self, resource: Any, environment: Any, key: Any, granted: tuple[bool | None, bool | None]
    ) -> None:
        """What follows once the project is there."""
        self._name(resource)
        reports, session = granted
        permissions(self, reports=reports is not False, session=bool(session))
        if key is not None:
            self._use_key(key)
        bind_image(self, environment)
        self.node.add_validation(_PipedParts(self))

    def _parts(self, bound: dict[str, Any], spec: BuildSpec | None) -> dict[str, Any]:
        """What follows from what is bound, also later."""
        _check_spec(self._source, spec)
        source = bound["source"]
        text = spec.to_build_spec(self) if spec is not None else None
        return {
            "name": self.physical_name,
            "service_role": self.role.role_arn,
            "source": {**source.source_property, "build_spec": text},
            "artifacts": bound["artifacts"].artifacts_property,
            "triggers": source.build_triggers,
            "source_version": source.source_version,
            "encryption_key": Lazy.string(lambda: self._encryption_key),
            "file_system_locations": Lazy.any(lambda: self._file_systems, omit_empty_array=True),
            "secondary_sources": Lazy.any(lambda: self._more_sources, omit_empty_array=True),
            "secondary_source_versions": Lazy.any(lambda: self._more_versions, omit_empty_array=True),
            "secondary_artifacts": Lazy.any(lambda: self._more_artifacts, omit_empty_array=True),
            "build_batch_config": Lazy.any(self._batch_config),
        }

    def _own_role(self) -> Any:
        from landform.cdk.aws_iam.principals import ServicePrincipal
        from landform.cdk.aws_iam.role import Role

        return Role(
            self,
            "Role",
            role_name=PhysicalName.GENERATE_IF_NEEDED,
            assumed_by=ServicePrincipal(_SERVICE),
        )

    def _bind(self, source: Any, artifacts: Any, badge: bool | None) -> dict[str, Any]:
        self._source = source or NoSource()
        config = given(_MODULE, "SourceConfig", self._source.bind(self, self))
        if badge and not self._source.badge_supported:
            raise ValueError(f"Badge is not supported for source type {self._source.type}")
        is_piped = self._source.type == _PIPELINE
        place = artifacts or (PipelineArtifacts() if is_piped else NoArtifacts())
        if is_piped != (place.type == _PIPELINE):
            raise ValueError("Both source and artifacts must be set to CodePipeline")
        return {
            "source": config,
            "artifacts": given(_MODULE, "ArtifactsConfig", place.bind(self, self)),
        }

    def _add_all(
        self,
        sources: Sequence[Any] | None,
        artifacts: Sequence[Any] | None,
        file_systems: Sequence[Any] | None,
    ) -> None:
        for source in sources or ():
            self.add_secondary_source(source)
        for artifact in artifacts or ():
            self.add_secondary_artifact(artifact)
        for location in file_systems or ():
            self.add_file_system_location(location)

    def _name(self, resource: Any) -> None:
        self.project_arn = self._get_resource_arn_attribute(
            resource.attr_arn,
            {"service": "codebuild", "resource": "project", "resource_name": self.physical_name},
        )
        self.project_name = self._get_resource_name_attribute(resource.ref)

    def _use_key(self, key: Any) -> None:
        self._encryption_key = key.key_arn
        key.grant_encrypt_decrypt(self)

    def _batch_config(self) -> Any:
        return {"service_role": self._batch_role.role_arn} if self._batch_role is not None else None


class PipelineProject(Project):
    """A project that a pipeline gives its source; the options are those of `PipelineProjectProps`."""

    def __init__(self, scope: Any, id: str, **props: Any) -> None:
        given(_MODULE, "PipelineProjectProps", props)
        super().__init__(scope, id, source=PipelineSource(), artifacts=PipelineArtifacts(), **props)


class ImportedProject(ProjectBase):
    """A project that exists already; its role is not known."""

    def __init__(self, scope: Any, id: str, name: str, arn: str, **environment: Any) -> None:
        from landform.cdk.aws_iam.principals import UnknownPrincipal

        super().__init__(scope, id, **environment)
        self.project_name = name
        self.project_arn = arn
        self.grant_principal = UnknownPrincipal(resource=self)


def _check_spec(source: Any, spec: BuildSpec | None) -> None:
    if source.type == NoSource.type and (spec is None or not spec.is_immediate):
        raise ValueError("If the Project's source is NoSource, you need to provide a concrete buildSpec")


def _check_retries(limit: float | None) -> None:
    if limit is not None and not is_unresolved(limit) and not 0 <= limit <= _RETRIES:
        raise ValueError(
            f"autoRetryLimit must be a value between 0 and {_RETRIES}, got {number_text(limit)}."
        )


def _times(timeout: Duration | None, queued: Duration | None) -> dict[str, float]:
    asked = {"timeout_in_minutes": timeout, "queued_timeout_in_minutes": queued}
    return {name: time.to_minutes() for name, time in asked.items() if time is not None}


class _PipedParts:
    """Refuses parts beside those that a pipeline brings and takes."""

    def __init__(self, project: Project) -> None:
        self._project = project

    def validate(self) -> list[str]:
        """What is wrong."""
        if self._project._source.type != _PIPELINE:
            return []
        found = []
        if self._project._more_sources:
            found.append(f"{_PIPED} sources. {_INSTEAD} `extraInputs` property instead")
        if self._project._more_artifacts:
            found.append(f"{_PIPED} artifacts. {_INSTEAD} `outputs` property instead")
        return found
