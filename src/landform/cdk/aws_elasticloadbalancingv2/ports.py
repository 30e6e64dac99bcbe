"""Protocols and the ports that go with them.

Source: https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-listeners.html
"""

from typing import Final

from landform.cdk.aws_elasticloadbalancingv2.enums import ApplicationProtocol
from landform.cdk.core.numbers import number_text

_PROTOCOLS: Final = {
    80: ApplicationProtocol.HTTP,
    8000: ApplicationProtocol.HTTP,
    8008: ApplicationProtocol.HTTP,
    8080: ApplicationProtocol.HTTP,
    443: ApplicationProtocol.HTTPS,
    8443: ApplicationProtocol.HTTPS,
}
_PORTS: Final = {ApplicationProtocol.HTTP: 80, ApplicationProtocol.HTTPS: 443}


def protocol_and_port(
    protocol: ApplicationProtocol | None, port: float | None
) -> tuple[ApplicationProtocol | None, float | None]:
    """Both where one is given, neither where none is. Raises for a port that could be anything's."""
    if protocol is None and port is not None:
        found = _PROTOCOLS.get(int(port))
        if found is None:
            raise ValueError(
                f"Don't know default protocol for port: {number_text(port)}; please supply a protocol"
            )
        return found, port
    if protocol is not None and port is None:
        return protocol, _PORTS[protocol]
    return protocol, port
