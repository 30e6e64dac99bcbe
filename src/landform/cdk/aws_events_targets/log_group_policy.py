"""The resource policy of a log group, set by a custom resource.

Source: https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_PutResourcePolicy.html
"""

from typing import Any, Final

from landform.cdk.core.json_lang import to_json_string
from landform.cdk.custom_resources.aws_custom_resource import AwsCustomResource
from landform.cdk.custom_resources.sdk_calls import written_call

_ORDER: Final = ("service", "action", "parameters", "physicalResourceId", "ignoreErrorCodesMatching")


class LogGroupPolicy(AwsCustomResource):
    """Such a custom resource; its calls are written in another order, as templates have had them."""

    def _written(self, call: Any) -> str | None:
        found = written_call(call, self)
        if found is None:
            return None
        return to_json_string({name: found[name] for name in _ORDER if name in found})
