"""An aspect that makes the machines of groups ask for a token before they tell their metadata.

Source: https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/configuring-instance-metadata-service.html
"""

from typing import Any

from landform.cdk.aws_autoscaling.group_base import AutoScalingGroupBase
from landform.cdk.core.annotations import Annotations
from landform.cdk.core.checked import Checked
from landform.cdk.core.tokens import is_token


class AutoScalingGroupRequireImdsv2Aspect(Checked):
    """For groups with a launch configuration; launch templates have an aspect of their own."""

    def visit(self, node: Any) -> None:
        """Change the construct if it is such a group."""
        if not isinstance(node, AutoScalingGroupBase):
            return
        configuration: Any = node.node.try_find_child("LaunchConfig")
        if configuration is None:
            return
        known = configuration.metadata_options
        if is_token(known):
            self._warn(node, "CfnLaunchConfiguration.MetadataOptions field is a CDK token.")
            return
        configuration.metadata_options = {**(known or {}), "HttpTokens": "required"}

    def _warn(self, node: Any, message: str) -> None:
        Annotations.of(node).add_warning_v2(
            f"@aws-cdk/aws-autoscaling:imdsv2{type(self).__name__}",
            f"{type(self).__name__} failed on node {node.node.id}: {message}",
        )
