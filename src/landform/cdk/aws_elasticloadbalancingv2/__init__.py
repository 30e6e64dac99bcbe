"""AWS::ElasticLoadBalancingV2: load balancers, listeners, target groups, and a class for every type."""

from landform.cdk.l1.service import service_members

_HOMES = {
    name: home
    for home, names in {
        "application_listener": "ApplicationListener",
        "application_listener_rule": "ApplicationListenerRule",
        "application_load_balancer": "ApplicationLoadBalancer",
        "application_target_group": "ApplicationTargetGroup",
        "base_listener": "BaseListener",
        "base_load_balancer": "BaseLoadBalancer",
        "base_target_group": "TargetGroupBase",
        "enums": (
            "AlpnPolicy ApplicationProtocol ApplicationProtocolVersion ClientRoutingPolicy "
            "DesyncMitigationMode HttpCodeElb HttpCodeTarget IpAddressType MutualAuthenticationMode "
            "Protocol RevocationType SslPolicy "
            "TargetGroupIpAddressType TargetGroupLoadBalancingAlgorithmType TargetType UnauthenticatedAction "
            "XffHeaderProcessingMode"
        ),
        "listener_action": "ListenerAction",
        "listener_certificate": "ApplicationListenerCertificate ListenerCertificate",
        "listener_condition": "ListenerCondition",
        "network_listener": "NetworkListener",
        "network_listener_action": "NetworkListenerAction",
        "network_load_balancer": "NetworkLoadBalancer",
        "network_target_group": "NetworkTargetGroup",
        "source_nat": "SourceNatIpv6Prefix",
        "trust_store": "TrustStore TrustStoreRevocation",
    }.items()
    for name in names.split()
}

__getattr__, __dir__ = service_members(__name__, "AWS::ElasticLoadBalancingV2", _HOMES)
