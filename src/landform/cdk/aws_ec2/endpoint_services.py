"""The services that endpoints reach: AWS's own, and those of others.

Source: https://docs.aws.amazon.com/vpc/latest/privatelink/aws-services-privatelink-support.html
"""

from functools import cached_property
from typing import Any

from landform.cdk.aws_ec2.parts import data
from landform.cdk.core.aws import Aws
from landform.cdk.core.checked import Checked
from landform.cdk.core.lazy import Lazy
from landform.cdk.core.native import Native
from landform.cdk.core.tokens import is_unresolved

DEFAULT_PREFIX = "com.amazonaws"
HTTPS = 443


class GatewayVpcEndpointAwsService(Checked):
    """A service that is reached by routes."""

    DYNAMODB: "GatewayVpcEndpointAwsService"
    S3: "GatewayVpcEndpointAwsService"
    S3_EXPRESS: "GatewayVpcEndpointAwsService"

    def __init__(self, name: str, prefix: str | None = None) -> None:
        self.name = f"{prefix or DEFAULT_PREFIX}.{Aws.REGION}.{name}"


GatewayVpcEndpointAwsService.DYNAMODB = GatewayVpcEndpointAwsService("dynamodb")
GatewayVpcEndpointAwsService.S3 = GatewayVpcEndpointAwsService("s3")
GatewayVpcEndpointAwsService.S3_EXPRESS = GatewayVpcEndpointAwsService("s3express")


class InterfaceVpcEndpointService(Checked):
    """A service of anyone, by its full name."""

    private_dns_default: bool | None = False

    def __init__(self, name: str, port: float | None = None) -> None:
        self.name = name
        self.port = HTTPS if port is None else port


class InterfaceVpcEndpointAwsService(Native):
    """A service of AWS that is reached by network interfaces; each has a member, such as `SQS`."""

    private_dns_default: bool | None = True

    def __init__(
        self,
        name: str,
        prefix: str | None = None,
        port: float | None = None,
        *,
        global_: bool | None = None,
    ) -> None:
        self.short_name = name.lower()
        self.port = HTTPS if port is None else port
        self._written = name
        self._prefix = prefix
        self._is_global = bool(global_)

    @cached_property
    def name(self) -> str:
        """The full name; where it depends on the region it is known in a stack."""
        if self._is_global:
            return f"{self._prefix or DEFAULT_PREFIX}.{self._written}"
        return Lazy.uncached_string(lambda context: _full_name(context, self._written, self._prefix))


def spellings(member: str) -> tuple[str, ...]:
    """A member as Python's edition of the API spells it, and as the API itself does."""
    return member, _IN_THE_API.get(member, member)


_IN_THE_API = {
    "B2_B_DATA_INTERCHANGE": "B2B_DATA_INTERCHANGE",
    "LAMBDA_": "LAMBDA",
    "PRIVATE_5_G": "PRIVATE_5G",
}


def _full_name(context: Any, name: str, prefix: str | None) -> str:
    """The name in the region of the stack; some regions of other partitions have their own spelling."""
    from landform.cdk.core.stack import Stack

    region = Stack.of(context.scope).region
    if is_unresolved(region):
        return f"{prefix or DEFAULT_PREFIX}.{Aws.REGION}.{name}"
    own = data("endpoint_services")["regions"].get(region)
    is_own = own is not None and name in own["services"].split()
    suffix = ".cn" if name == "transcribe" and region.startswith("cn-") else ""
    return f"{prefix or (own['prefix'] if is_own else DEFAULT_PREFIX)}.{region}.{name}{suffix}"


for _member, _entry in data("endpoint_services")["services"].items():
    _given = _entry if isinstance(_entry, dict) else {"name": _entry}
    _service = InterfaceVpcEndpointAwsService(
        _given["name"], _given.get("prefix"), _given.get("port"), global_=_given.get("global")
    )
    for _spelling in spellings(_member):
        setattr(InterfaceVpcEndpointAwsService, _spelling, _service)
