"""Aspects that make instances ask for a token before they tell their metadata.

Source: https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/configuring-instance-metadata-service.html
"""

from typing import Any

from landform.cdk.aws_ec2.parts import l1
from landform.cdk.core.annotations import Annotations
from landform.cdk.core.checked import Checked
from landform.cdk.core.names import Names
from landform.cdk.core.tokens import is_token

ASPECT = "RequireImdsv2Aspect"  # both aspects say so in their warnings
UNIQUE_NAME_FLAG = "@aws-cdk/aws-ec2:uniqueImdsv2TemplateName"


class _Imdsv2Aspect(Checked):
    def __init__(self, *, suppress_warnings: bool | None = None) -> None:
        self.suppress_warnings = bool(suppress_warnings)

    def _warn(self, node: Any, message: str) -> None:
        if not self.suppress_warnings:
            Annotations.of(node).add_warning_v2(
                f"@aws-cdk/aws-ec2:imdsv2{ASPECT}",
                f"{ASPECT} failed on node {node.node.id}: {message}",
            )


class InstanceRequireImdsv2Aspect(_Imdsv2Aspect):
    """For instances: gives each a launch template that asks for it."""

    def __init__(
        self,
        *,
        suppress_launch_template_warning: bool | None = None,
        suppress_warnings: bool | None = None,
    ) -> None:
        super().__init__(suppress_warnings=suppress_warnings)
        self._ignores_templates = bool(suppress_launch_template_warning)

    def visit(self, node: Any) -> None:
        """Change the construct if it is an instance."""
        from landform.cdk.aws_ec2.instance import Instance

        if not isinstance(node, Instance):
            return
        if node.instance.launch_template is not None:
            if not self._ignores_templates:
                self._warn(
                    node,
                    "Cannot toggle IMDSv1 because this Instance is associated with an existing Launch"
                    " Template.",
                )
            return
        unique = bool(node.node.try_get_context(UNIQUE_NAME_FLAG))
        template = l1("CfnLaunchTemplate")(
            node,
            "LaunchTemplate",
            launch_template_data={"MetadataOptions": {"HttpTokens": "required"}},
        )
        template.launch_template_name = (
            Names.unique_id(template) if unique else f"{node.node.id}LaunchTemplate"
        )
        node.instance.launch_template = {
            "LaunchTemplateName": template.launch_template_name,
            "Version": template.attr_latest_version_number,
        }


class LaunchTemplateRequireImdsv2Aspect(_Imdsv2Aspect):
    """For launch templates."""

    def visit(self, node: Any) -> None:
        """Change the construct if it is a launch template."""
        from landform.cdk.aws_ec2.launch_template import LaunchTemplate

        if not isinstance(node, LaunchTemplate):
            return
        template: Any = node.node.try_find_child("Resource")
        known = template.launch_template_data
        if is_token(known):
            self._warn(node, "LaunchTemplateData is a CDK token.")
            return
        options = dict(known.get("MetadataOptions") or {})
        if is_token(options):
            self._warn(node, "LaunchTemplateData.MetadataOptions is a CDK token.")
            return
        options["HttpTokens"] = "required"
        template.launch_template_data = {**known, "MetadataOptions": options}
