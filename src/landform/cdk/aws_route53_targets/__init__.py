"""What aliases of DNS stand for.

Source: https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/resource-record-sets-values-alias.html
"""

from landform.cdk.l1.service import service_members

_HOMES = {
    name: home
    for home, names in {
        "apis": "ApiGateway ApiGatewayDomain ApiGatewayv2DomainProperties AppSyncTarget UserPoolDomainTarget",
        "sites": (
            "BucketWebsiteTarget CloudFrontTarget ElasticBeanstalkEnvironmentEndpointTarget "
            "GlobalAcceleratorDomainTarget GlobalAcceleratorTarget"
        ),
        "networks": (
            "ClassicLoadBalancerTarget InterfaceVpcEndpointTarget LoadBalancerTarget Route53RecordTarget"
        ),
    }.items()
    for name in names.split()
}

__getattr__, __dir__ = service_members(__name__, "", _HOMES)
