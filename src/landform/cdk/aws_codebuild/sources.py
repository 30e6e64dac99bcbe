"""Where the source of a build is.

Source: https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-properties-codebuild-project-source.html
"""

from collections.abc import Sequence
from typing import Any

from landform.cdk.aws_codebuild.enums import EventAction
from landform.cdk.aws_codebuild.filter_group import FilterGroup
from landform.cdk.core.checked import Checked
from landform.cdk.l1.lookup import given


class Source(Checked):
    """Where a source is."""

    type = ""
    badge_supported = False

    def __init__(self, *, identifier: str | None = None) -> None:
        self.identifier = identifier

    @staticmethod
    def s3(*, bucket: Any, path: str, identifier: str | None = None, version: str | None = None) -> "Source":
        """An archive in a bucket."""
        return _S3(identifier, bucket, path, version)

    @staticmethod
    def code_commit(
        *,
        repository: Any,
        branch_or_ref: str | None = None,
        clone_depth: float | None = None,
        fetch_submodules: bool | None = None,
        identifier: str | None = None,
    ) -> "Source":
        """A repository of CodeCommit."""
        return _CodeCommit(identifier, repository, (branch_or_ref, clone_depth, fetch_submodules))

    @staticmethod
    def git_hub(*, owner: str, repo: str | None = None, **options: Any) -> "Source":
        """A repository of GitHub, or an organization; the options are those of `GitHubSourceProps`."""
        return _GitHub(given("aws_codebuild", "GitHubSourceProps", {"owner": owner, "repo": repo, **options}))

    @staticmethod
    def git_hub_enterprise(*, https_clone_url: str, **options: Any) -> "Source":
        """A repository of a GitHub server; the options are those of `GitHubEnterpriseSourceProps`."""
        props = {"https_clone_url": https_clone_url, **options}
        return _GitHubEnterprise(given("aws_codebuild", "GitHubEnterpriseSourceProps", props))

    @staticmethod
    def bit_bucket(*, owner: str, repo: str, **options: Any) -> "Source":
        """A repository of Bitbucket; the options are those of `BitBucketSourceProps`."""
        props = {"owner": owner, "repo": repo, **options}
        return _BitBucket(given("aws_codebuild", "BitBucketSourceProps", props))

    def bind(self, _scope: Any, _project: Any) -> Any:
        """Called by the project."""
        return self._config({})

    def _config(self, properties: dict[str, Any], **more: Any) -> Any:
        own = {"source_identifier": self.identifier, "type": self.type, **properties}
        known = {name: value for name, value in own.items() if value is not None}
        others = {name: value for name, value in more.items() if value is not None}
        return given("aws_codebuild", "SourceConfig", {"source_property": known, **others})


class NoSource(Source):
    """None: the steps bring all they need."""

    type = "NO_SOURCE"


class PipelineSource(Source):
    """A pipeline brings it."""

    type = "CODEPIPELINE"


class _S3(Source):
    type = "S3"

    def __init__(self, identifier: str | None, bucket: Any, path: str, version: str | None) -> None:
        super().__init__(identifier=identifier)
        self._bucket, self._path, self._version = bucket, path, version

    def bind(self, _scope: Any, _project: Any) -> Any:
        self._bucket.grant_read(_project, self._path)
        location = f"{self._bucket.bucket_name}/{self._path}"
        return self._config({"location": location}, source_version=self._version)


class _CodeCommit(Source):
    type = "CODECOMMIT"
    badge_supported = True

    def __init__(self, identifier: str | None, repository: Any, how: tuple[Any, Any, Any]) -> None:
        super().__init__(identifier=identifier)
        self._repository = repository
        self._branch, self._depth, self._submodules = how

    def bind(self, _scope: Any, _project: Any) -> Any:
        from landform.cdk.aws_iam.policy_statement import PolicyStatement

        _project.add_to_role_policy(
            PolicyStatement(actions=["codecommit:GitPull"], resources=[self._repository.repository_arn])
        )
        properties = {
            "location": self._repository.repository_clone_url_http,
            "git_clone_depth": self._depth,
            "git_submodules_config": _submodules(self._submodules),
        }
        return self._config(properties, source_version=self._branch)


class _Hooked(Source):
    """A source that others keep, and that tells of changes."""

    badge_supported = True

    def __init__(self, props: Any) -> None:
        super().__init__(identifier=props.identifier)
        self._props = props
        self._filters: Sequence[FilterGroup] = props.webhook_filters or ()
        webhook = props.webhook
        self._webhook = webhook if webhook is not None else (True if self._filters else None)

    def _check_webhook(self) -> None:
        batch = self._props.webhook_triggers_batch_build
        if self._webhook is not True and self._filters:
            raise ValueError("`webhookFilters` cannot be used when `webhook` is `false`")
        if self._webhook is not True and batch:
            raise ValueError("`webhookTriggersBatchBuild` cannot be used when `webhook` is `false`")

    def _bound(self, project: Any, location: str, more: dict[str, Any], scope: Any = None) -> Any:
        self._check_webhook()
        props = self._props
        if props.webhook_triggers_batch_build:
            project.enable_batch_builds()
        properties = {
            "location": location,
            "git_clone_depth": props.clone_depth,
            "git_submodules_config": _submodules(props.fetch_submodules),
            "report_build_status": props.report_build_status is not False,
            "build_status_config": _status(props),
            **more,
        }
        triggers = None
        if self._webhook is not None:
            triggers = {
                "webhook": self._webhook,
                "build_type": "BUILD_BATCH" if props.webhook_triggers_batch_build else None,
                "filter_groups": [each._to_json() for each in self._filters] or None,
                "scope_configuration": scope,
            }
        return self._config(properties, source_version=props.branch_or_ref, build_triggers=_known(triggers))


class _GitHub(_Hooked):
    type = "GITHUB"

    def __init__(self, props: Any) -> None:
        super().__init__(props)
        self._is_organization = props.repo is None
        if self._is_organization and not self._filters:
            self._filters = [FilterGroup.in_event_of(EventAction.WORKFLOW_JOB_QUEUED)]
            self._webhook = True

    def bind(self, _scope: Any, _project: Any) -> Any:
        owner, repo = self._props.owner, self._props.repo
        if not self._is_organization:
            return self._bound(_project, f"https://github.com/{owner}/{repo}.git", {})
        place = "CODEBUILD_DEFAULT_WEBHOOK_SOURCE_LOCATION"
        return self._bound(_project, place, {}, {"name": owner})


class _GitHubEnterprise(_Hooked):
    type = "GITHUB_ENTERPRISE"

    def bind(self, _scope: Any, _project: Any) -> Any:
        more = {"insecure_ssl": self._props.ignore_ssl_errors}
        return self._bound(_project, self._props.https_clone_url, more)


class _BitBucket(_Hooked):
    type = "BITBUCKET"

    def bind(self, _scope: Any, _project: Any) -> Any:
        if any(EventAction.PULL_REQUEST_REOPENED in each.actions for each in self._filters):
            raise ValueError(
                "BitBucket sources do not support the PULL_REQUEST_REOPENED webhook event action"
            )
        place = f"https://bitbucket.org/{self._props.owner}/{self._props.repo}.git"
        return self._bound(_project, place, {})


def _submodules(wanted: bool | None) -> Any:
    return {"fetch_submodules": wanted} if wanted else None


def _status(props: Any) -> Any:
    """How a build is shown where the source is kept: its name there, and where it leads."""
    known = props._members
    name = "build_status_context" if "build_status_context" in known else "build_status_name"
    context, url = getattr(props, name), props.build_status_url
    if context is None and url is None:
        return None
    return _known({"context": context, "target_url": url})


def _known(values: Any) -> Any:
    if values is None:
        return None
    return {name: value for name, value in values.items() if value is not None}
