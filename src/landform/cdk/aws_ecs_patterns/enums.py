"""The closed sets of the patterns.

Source: https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/resource-record-sets-choosing-alias-non-alias.html
"""

from enum import Enum


class ApplicationLoadBalancedServiceRecordType(Enum):
    """The record by which an application load balancer is found."""

    ALIAS = 0
    CNAME = 1
    NONE = 2


class NetworkLoadBalancedServiceRecordType(Enum):
    """The record by which a network load balancer is found."""

    ALIAS = 0
    CNAME = 1
    NONE = 2
