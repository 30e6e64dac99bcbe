"""The protocols of network load balancers.

Source: https://docs.aws.amazon.com/elasticloadbalancing/latest/network/load-balancer-listeners.html
"""

from typing import Final

from landform.cdk.aws_elasticloadbalancingv2.enums import Protocol

PROTOCOLS: Final = (Protocol.TCP, Protocol.TLS, Protocol.UDP, Protocol.TCP_UDP)


def checked_protocol(protocol: Protocol) -> Protocol:
    """The protocol. Raises where network load balancers do not speak it."""
    if protocol not in PROTOCOLS:
        names = ", ".join(each.value for each in PROTOCOLS)
        raise ValueError(f"The protocol must be one of {names}. Found {protocol.value}")
    return protocol
