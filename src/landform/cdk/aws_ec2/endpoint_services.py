"""The services that endpoints reach: AWS's own, and those of others.

Source: https://docs.aws.amazon.com/vpc/latest/privatelink/aws-services-privatelink-support.html
"""

from functools import cache
from typing import TYPE_CHECKING, Any

from landform.cdk.aws_ec2.parts import data
from landform.cdk.core.aws import Aws
from landform.cdk.core.lazy import Lazy
from landform.cdk.core.tokens import is_unresolved

DEFAULT_PREFIX = "com.amazonaws"
HTTPS = 443


class GatewayVpcEndpointAwsService:
    """A service that is reached by routes."""

    DYNAMODB: "GatewayVpcEndpointAwsService"
    S3: "GatewayVpcEndpointAwsService"
    S3_EXPRESS: "GatewayVpcEndpointAwsService"

    def __init__(self, name: str, prefix: str | None = None) -> None:
        self.name = f"{prefix or DEFAULT_PREFIX}.{Aws.REGION}.{name}"


GatewayVpcEndpointAwsService.DYNAMODB = GatewayVpcEndpointAwsService("dynamodb")
GatewayVpcEndpointAwsService.S3 = GatewayVpcEndpointAwsService("s3")
GatewayVpcEndpointAwsService.S3_EXPRESS = GatewayVpcEndpointAwsService("s3express")


class InterfaceVpcEndpointService:
    """A service of anyone, by its full name."""

    private_dns_default: bool | None = False

    def __init__(self, name: str, port: float | None = None) -> None:
        self.name = name
        self.port = HTTPS if port is None else port


@cache
def _services() -> dict[str, Any]:
    """By name without underscores, which Python's spelling of the API has in other places."""
    return {name.replace("_", ""): entry for name, entry in data("endpoint_services")["services"].items()}


class _NamedServices(type):
    """Makes the services of AWS from the table when they are asked for."""

    if not TYPE_CHECKING:

        def __getattr__(cls, name: str) -> Any:
            known = _services().get(name.replace("_", ""))
            if known is None or name.startswith("_"):
                raise AttributeError(f"aws_ec2.{cls.__name__} has no service '{name}'")
            entry = known if isinstance(known, dict) else {"name": known}
            service = cls(entry["name"], entry.get("prefix"), entry.get("port"), global_=entry.get("global"))
            setattr(cls, name, service)
            return service

    def __dir__(cls) -> list[str]:
        return [*super().__dir__(), *data("endpoint_services")["services"]]


class InterfaceVpcEndpointAwsService(metaclass=_NamedServices):
    """A service of AWS that is reached by network interfaces."""

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
        if global_:
            self.name = f"{prefix or DEFAULT_PREFIX}.{name}"
        else:
            self.name = Lazy.uncached_string(lambda context: _full_name(context, name, prefix))


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
