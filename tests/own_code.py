"""The functions that the library ships: what runs in them is ours, and nothing of aws-cdk-lib's is kept."""

from typing import Any, Final

_NAMES: Final = (
    "AWS679f53fac002430cb0da5b7982bd2287",
    "AWSb4cf1abd4e4f4bc699441af7ccd9ec37",
    "BucketNotificationsHandler050a0587b7544547bf325f094a3db834",
    "CertificateRequestorFunction",
    "CrossRegionAwsSdk8a0c93f3dbef4b71ac137aaf2048ce7e",
    "CustomCDKBucketDeployment8693BB64968944B69AAFB0CC9EB8756C",
    "CustomResourceProviderHandler",
    "DrainECSHookFunction",
    "EvalFunction",
    "LogRetentionaae0aa3c5b4d4f87b02d85b201efdd8a",
    "SingletonLambda8693BB64968944B69AAFB0CC9EB8757C",
    "frameworkisComplete",
    "frameworkonEvent",
    "frameworkonTimeout",
)
"""Parts of their logical ids."""
_LAYER: Final = "/opt/awscli/aws"
"""The description of the layer that the library ships."""


def without_own_code(template: Any) -> Any:
    """The template; functions of the library's own without their code, entry and runtime."""
    for name, resource in template.get("Resources", {}).items():
        if resource["Type"] == "AWS::Lambda::Function" and any(own in name for own in _NAMES):
            for key in ("Code", "Handler", "Runtime"):
                resource["Properties"].pop(key, None)
        elif resource.get("Properties", {}).get("Description") == _LAYER:
            resource["Properties"].pop("Content", None)
        else:
            continue
        resource.get("Metadata", {}).pop("aws:asset:path", None)
    return template
