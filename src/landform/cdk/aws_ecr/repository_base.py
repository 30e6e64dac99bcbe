"""What repositories of the app and imported repositories share: addresses, grants, events.

Source: https://docs.aws.amazon.com/AmazonECR/latest/userguide/repository-policy-examples.html
"""

from collections.abc import Sequence
from typing import Any, Final

from landform.cdk.aws_iam.grant import Grant
from landform.cdk.aws_iam.policy_statement import PolicyStatement
from landform.cdk.aws_iam.principals import AccountPrincipal
from landform.cdk.aws_iam.protocols import AddToResourcePolicyResult
from landform.cdk.core.arn import Arn, ArnFormat
from landform.cdk.core.native import Native
from landform.cdk.core.resource import Resource
from landform.cdk.core.tags import Tags
from landform.cdk.core.tokens import Token, TokenComparison

_PULL: Final = ("ecr:BatchCheckLayerAvailability", "ecr:GetDownloadUrlForLayer", "ecr:BatchGetImage")
_PUSH: Final = (
    "ecr:CompleteLayerUpload",
    "ecr:UploadLayerPart",
    "ecr:InitiateLayerUpload",
    "ecr:BatchCheckLayerAvailability",
    "ecr:PutImage",
)
_READ: Final = ("ecr:DescribeRepositories", "ecr:DescribeImages")
TOKEN_ACTION: Final = "ecr:GetAuthorizationToken"


class RepositoryBase(Native, Resource):
    """Addresses, grants and events."""

    repository_arn: str
    repository_name: str

    def add_to_resource_policy(self, statement: PolicyStatement) -> AddToResourcePolicyResult:
        """Add to the repository's policy; an imported one has none here."""
        del statement
        return AddToResourcePolicyResult(statement_added=False)

    @property
    def registry_uri(self) -> str:
        """The registry's host."""
        parts = Arn.split(self.repository_arn, ArnFormat.SLASH_RESOURCE_NAME)
        return f"{parts.account}.dkr.ecr.{parts.region}.{self.stack.url_suffix}"

    @property
    def repository_uri(self) -> str:
        """The address of the latest image."""
        return self.repository_uri_for_tag()

    def repository_uri_for_tag(self, tag: str | None = None) -> str:
        """The address of the image of a tag."""
        return self._uri(f":{tag}" if tag else "")

    def repository_uri_for_digest(self, digest: str | None = None) -> str:
        """The address of the image of a digest."""
        return self._uri(f"@{digest}" if digest else "")

    def repository_uri_for_tag_or_digest(self, tag_or_digest: str | None = None) -> str:
        """The address of an image by digest, where it starts with `sha256:`, else by tag."""
        if tag_or_digest and tag_or_digest.startswith("sha256:"):
            return self.repository_uri_for_digest(tag_or_digest)
        return self.repository_uri_for_tag(tag_or_digest)

    def _uri(self, suffix: str) -> str:
        return f"{self.registry_uri}/{self.repository_name}{suffix}"

    def grant(self, grantee: Any, *actions: str) -> Grant:
        """Allow actions."""
        options: dict[str, Any] = {
            "grantee": grantee,
            "actions": list(actions),
            "resource_arns": [self.repository_arn],
            "resource_self_arns": [],
            "resource": self,
        }
        foreign = self._foreign_principal(grantee)
        if foreign is None:
            return Grant.add_to_principal_or_resource(**options)
        return Grant.add_to_principal_and_resource(**options, resource_policy_principal=foreign)

    def _foreign_principal(self, grantee: Any) -> Any:
        """What stands in the repository's policy for a principal that another account is yet to create.

        Its ARN cannot be named before it exists, so its account is, on the condition of a tag.
        """
        principal = grantee.grant_principal
        account = getattr(principal, "principal_account", None)
        compared = Token.compare_strings(self.env.account, account) if account is not None else None
        if compared in (None, TokenComparison.SAME, TokenComparison.BOTH_UNRESOLVED):
            return None
        if not Resource.is_resource(principal) or not Resource.is_owned_resource(principal):
            return None
        if principal.stack in self.stack.dependencies:
            return None
        mark = f"{principal.stack.stack_name}_{principal.node.addr}"
        Tags.of(principal).add("aws-cdk:id", mark)
        condition = {"StringEquals": {"aws:PrincipalTag/aws-cdk:id": mark}}
        return AccountPrincipal(account).with_conditions(condition)

    def grant_pull(self, grantee: Any) -> Grant:
        """Pull images."""
        found = self.grant(grantee, *_PULL)
        self._grant_token(grantee)
        return found

    def grant_push(self, grantee: Any) -> Grant:
        """Push images."""
        found = self.grant(grantee, *_PUSH)
        self._grant_token(grantee)
        return found

    def grant_pull_push(self, grantee: Any) -> Grant:
        """Pull and push images."""
        found = self.grant(grantee, *dict.fromkeys((*_PULL, *_PUSH)))
        self._grant_token(grantee)
        return found

    def grant_read(self, grantee: Any) -> Grant:
        """Describe repository and images."""
        return self.grant(grantee, *_READ)

    def _grant_token(self, grantee: Any) -> None:
        Grant.add_to_principal(grantee=grantee, actions=[TOKEN_ACTION], resource_arns=["*"], scope=self)

    def on_event(self, id: str, **options: Any) -> Any:
        """A rule for the repository's events."""
        return self._rule(id, {"source": ["aws.ecr"], "detail": self._detail({})}, options)

    def on_cloud_trail_event(self, id: str, **options: Any) -> Any:
        """A rule for API calls about the repository; needs a trail."""
        detail = {"requestParameters": {"repositoryName": [self.repository_name]}}
        pattern = {
            "source": ["aws.ecr"],
            "detailType": ["AWS API Call via CloudTrail"],
            "detail": detail,
        }
        return self._rule(id, pattern, options)

    def on_cloud_trail_image_pushed(self, id: str, *, image_tag: str | None = None, **options: Any) -> Any:
        """A rule for pushes; needs a trail."""
        parameters: dict[str, Any] = {"repositoryName": [self.repository_name]}
        if image_tag is not None:
            parameters["imageTag"] = [image_tag]
        pattern = {
            "source": ["aws.ecr"],
            "detailType": ["AWS API Call via CloudTrail"],
            "detail": {"eventName": ["PutImage"], "requestParameters": parameters},
        }
        return self._rule(id, pattern, options)

    def on_image_scan_completed(
        self, id: str, *, image_tags: Sequence[str] | None = None, **options: Any
    ) -> Any:
        """A rule for finished scans."""
        detail = self._detail({"scan-status": ["COMPLETE"]})
        if image_tags is not None:
            detail["image-tags"] = list(image_tags)
        pattern = {"source": ["aws.ecr"], "detailType": ["ECR Image Scan"], "detail": detail}
        return self._rule(id, pattern, options)

    def _detail(self, more: dict[str, Any]) -> dict[str, Any]:
        return {"repository-name": [self.repository_name], **more}

    def _rule(self, id: str, pattern: dict[str, Any], options: dict[str, Any]) -> Any:
        from landform.cdk import aws_events

        target = options.pop("target", None)
        rule = aws_events.Rule(self, id, **options)
        rule.add_event_pattern(
            **{"detail_type" if key == "detailType" else key: value for key, value in pattern.items()}
        )
        rule.add_target(target)
        return rule
