"""AWS::EC2: networks and machines, and a class for every resource type."""

from landform.cdk.l1.service import service_members

_CONTENTS = {
    "endpoint_services": (
        "GatewayVpcEndpointAwsService InterfaceVpcEndpointAwsService InterfaceVpcEndpointService"
    ),
    "endpoints": "GatewayVpcEndpoint InterfaceVpcEndpoint VpcEndpoint VpcEndpointService",
    "flow_log": "FlowLog FlowLogResourceType LogFormat",
    "flow_log_destination": "FlowLogDestination",
    "imdsv2": "InstanceRequireImdsv2Aspect LaunchTemplateRequireImdsv2Aspect",
    "init_base": "InitElement InitServiceRestartHandle",
    "init_elements": "InitCommand InitCommandWaitDuration InitGroup InitPackage InitService InitUser",
    "init_files": "InitFile InitSource",
    "instance": "Instance",
    "instance_types": "InstanceClass InstanceSize InstanceType",
    "key_pair": "KeyPair PlacementGroup",
    "launch_template": "LaunchTemplate LaunchTemplateSpecialVersions",
    "machine_image": (
        "GenericLinuxImage GenericSSMParameterImage GenericWindowsImage LookupMachineImage MachineImage"
        " ResolveSsmParameterAtLaunchImage WindowsImage WindowsVersion"
    ),
    "multipart_user_data": "MultipartBody MultipartUserData",
    "user_data": "UserData",
    "volume": "Volume",
    "ip_addresses": "IpAddresses Ipv6Addresses",
    "nat": "NatProvider NatGatewayProvider RegionalNatGatewayProvider",
    "nat_instance": "NatInstanceImage NatInstanceProvider NatInstanceProviderV2",
    "network_acl": "AclCidr AclTraffic NetworkAcl NetworkAclEntry SubnetNetworkAclAssociation",
    "network_kinds": (
        "Action AddressFamily ClientVpnSessionTimeout DefaultInstanceTenancy FlowLogDestinationType"
        " FlowLogFileFormat FlowLogMaxAggregationInterval FlowLogTrafficType IpAddressType IpProtocol"
        " NatTrafficDirection RouterType SubnetType TrafficDirection TransportProtocol"
        " VpcEndpointDnsRecordIpType VpcEndpointIpAddressType"
        " VpcEndpointPrivateDnsOnlyForInboundResolverEndpoint VpcEndpointType VpnConnectionType VpnPort"
    ),
    "compute_kinds": (
        "AcceleratorManufacturer AcceleratorName AcceleratorType AmazonLinuxCpuType AmazonLinuxEdition"
        " AmazonLinuxGeneration AmazonLinuxKernel AmazonLinuxStorage AmazonLinuxVirt BareMetal"
        " BurstablePerformance CpuCredits CpuManufacturer EbsDeviceVolumeType HttpTokens"
        " InstanceArchitecture InstanceGeneration InstanceInitiatedShutdownBehavior KeyPairFormat"
        " KeyPairType LaunchTemplateHttpTokens LocalStorage LocalStorageType OperatingSystemType"
        " PlacementGroupSpreadLevel PlacementGroupStrategy ServiceManager SpotInstanceInterruption"
        " SpotRequestType"
    ),
    "amazon_linux": (
        "AmazonLinux2022ImageSsmParameter AmazonLinux2022Kernel AmazonLinux2023ImageSsmParameter"
        " AmazonLinux2023Kernel AmazonLinux2ImageSsmParameter AmazonLinux2Kernel AmazonLinuxImage"
        " AmazonLinuxImageSsmParameterBase"
    ),
    "bastion": "BastionHostLinux",
    "block_device": "BlockDeviceVolume",
    "cfn_init": "CloudFormationInit InitConfig",
    "client_vpn": (
        "ClientVpnAuthorizationRule ClientVpnEndpoint ClientVpnRoute ClientVpnRouteTarget"
        " ClientVpnUserBasedAuthentication"
    ),
    "connections": "Connections",
    "peer": "Peer",
    "port": "Port Protocol",
    "prefix_list": "PrefixList",
    "security_group": "SecurityGroup",
    "selection": "SubnetFilter",
    "subnet": "PrivateSubnet PublicSubnet Subnet",
    "vpc": "Vpc",
    "vpn": "VpnConnection VpnConnectionBase VpnGateway",
}
_HOMES = {name: home for home, names in _CONTENTS.items() for name in names.split()}

__getattr__, __dir__ = service_members(__name__, "AWS::EC2", _HOMES)
