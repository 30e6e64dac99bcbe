"""A stack that is a resource of another stack."""

import hashlib
import json
from collections.abc import Mapping
from typing import Any

from landform.cdk.constructs import Construct
from landform.cdk.core.assets.sources import FileAssetPackaging
from landform.cdk.core.aws import Aws
from landform.cdk.core.cfn_resource import CfnResource
from landform.cdk.core.enums import RemovalPolicy, TagType
from landform.cdk.core.fn import Fn
from landform.cdk.core.lazy import Lazy
from landform.cdk.core.names import Names
from landform.cdk.core.stack import Stack
from landform.cdk.core.synthesizers.nested import NestedStackSynthesizer
from landform.cdk.core.tag_manager import TagManager


class NestedStack(Stack):
    """Deployed with its parent; its template is a file asset of the parent."""

    def __init__(
        self,
        scope: Any,
        id: str,
        *,
        description: str | None = None,
        notification_arns: list[str] | None = None,
        parameters: Mapping[str, str] | None = None,
        removal_policy: RemovalPolicy | None = None,
        suppress_template_indentation: bool | None = None,
        timeout: Any = None,
    ) -> None:
        parent = Stack.of(scope)
        super().__init__(
            scope,
            id,
            env={"account": parent.account, "region": parent.region},
            description=description,
            suppress_template_indentation=suppress_template_indentation,
            synthesizer=NestedStackSynthesizer(parent.synthesizer),
        )
        holder = Construct(scope, f"{id}.NestedStack")
        self._parameters: dict[str, Any] = dict(parameters or {})
        self._template_url: Any = None
        self.template_file = f"{Names.unique_id(self)}.nested.template.json"
        self.nested_stack_resource = _NestedStackResource(
            holder,
            f"{id}.NestedStackResource",
            template_url=Lazy.uncached_string(lambda: self._template_url or "<unresolved>"),
            parameters=Lazy.uncached_any(lambda: self._parameters or None),
            notification_arns=notification_arns,
            stack_tags=self.tags,
            timeout_in_minutes=timeout.to_minutes() if timeout is not None else None,
        )
        self.nested_stack_resource.apply_removal_policy(removal_policy or RemovalPolicy.DESTROY)
        holder.node.default_child = self.nested_stack_resource
        self._parent_stack = parent
        reference = self.nested_stack_resource.ref
        self._stack_id = self._as_seen_from(Aws.STACK_ID, reference)
        self.stack_name = self._as_seen_from(Aws.STACK_NAME, Fn.select(1, Fn.split("/", reference)))

    @staticmethod
    def is_nested_stack(x: Any) -> bool:
        """Whether it is one."""
        return isinstance(x, NestedStack)

    @property
    def stack_id(self) -> str:
        """The nested stack's id: in its own template the pseudo parameter, elsewhere Ref of its resource."""
        return self._stack_id

    def _as_seen_from(self, inside: str, outside: str) -> str:
        def choose(context: Any) -> str:
            return inside if Stack.of(context.scope) is self else outside

        return Lazy.uncached_string(choose)

    def set_parameter(self, name: str, value: str) -> None:
        """Give a parameter of the nested template its value."""
        self._parameters[name] = value

    def _prepare_template_asset(self, template: dict[str, Any]) -> str:
        """Register the template as a file asset of the parent: the hash of its content."""
        text = json.dumps(template, separators=(",", ":"), ensure_ascii=False)
        digest = hashlib.sha256(text.encode()).hexdigest()
        location = self._parent_stack.synthesizer.add_file_asset(
            file_name=self.template_file,
            packaging=FileAssetPackaging.FILE,
            source_hash=digest,
            deploy_time=True,
            display_name=f"{self.node.id} Nested Stack Template",
        )
        resource = self.nested_stack_resource
        if self.node.try_get_context("aws:cdk:enable-asset-metadata"):
            resource.add_metadata("aws:asset:path", self.template_file)
            resource.add_metadata("aws:asset:property", "TemplateURL")
        parent = self._parent_stack
        host = f"s3.{parent.region}.{parent.url_suffix}"
        self._template_url = f"https://{host}/{location.bucket_name}/{location.object_key}"
        return digest


class _NestedStackResource(CfnResource):
    def __init__(self, scope: Any, id: str, **properties: Any) -> None:
        super().__init__(scope, id, type="AWS::CloudFormation::Stack")
        self.tags = TagManager(TagType.STANDARD, "AWS::CloudFormation::Stack")
        self._stack_tags = properties.pop("stack_tags")
        self._nested = properties

    def _merged_properties(self) -> dict[str, Any]:
        tags = {**self._stack_tags.tag_values(), **self.tags.tag_values()}
        written = [{"Key": key, "Value": value} for key, value in sorted(tags.items())]
        return {**self._properties, "Tags": written or None}

    @property
    def _properties(self) -> dict[str, Any]:
        return {
            "TemplateURL": self._nested["template_url"],
            "Parameters": self._nested["parameters"],
            "NotificationARNs": self._nested["notification_arns"],
            "TimeoutInMinutes": self._nested["timeout_in_minutes"],
        }
