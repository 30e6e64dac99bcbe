"""The closed sets of classic load balancers.

Source: https://docs.aws.amazon.com/elasticloadbalancing/latest/classic/elb-listener-config.html
"""

from enum import Enum


class LoadBalancingProtocol(Enum):
    """What is spoken."""

    TCP = "tcp"
    SSL = "ssl"
    HTTP = "http"
    HTTPS = "https"
