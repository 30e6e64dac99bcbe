"""AWS::ElasticLoadBalancing: classic load balancers, and a class for every resource type."""

from landform.cdk.l1.service import service_members

_HOMES = {
    "InstanceTarget": "targets",
    "ListenerPort": "targets",
    "LoadBalancer": "load_balancer",
    "LoadBalancingProtocol": "enums",
}

__getattr__, __dir__ = service_members(__name__, "AWS::ElasticLoadBalancing", _HOMES)
