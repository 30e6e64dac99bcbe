"""Resources of EC2, load balancing and Route 53, with the odd spellings."""

from aws_cdk import App, CfnOutput, Fn, Stack
from aws_cdk import aws_ec2 as ec2
from aws_cdk import aws_elasticloadbalancingv2 as elb
from aws_cdk import aws_route53 as route53

app = App()
stack = Stack(app, "Network")
vpc = ec2.CfnVPC(stack, "Vpc", cidr_block="10.0.0.0/16", enable_dns_hostnames=True, enable_dns_support=True)
six = ec2.CfnVPCCidrBlock(stack, "Six", vpc_id=vpc.attr_vpc_id, amazon_provided_ipv6_cidr_block=True)
subnets = [
    ec2.CfnSubnet(
        stack,
        f"Subnet{index}",
        vpc_id=vpc.ref,
        availability_zone=Fn.select(index, Fn.get_azs()),
        cidr_block=Fn.select(index, Fn.cidr(vpc.attr_cidr_block, 4, "8")),
        map_public_ip_on_launch=index == 0,
        tags=[{"key": "Name", "value": f"s{index}"}],
    )
    for index in range(2)
]
subnets[0].add_dependency(six)
gateway = ec2.CfnInternetGateway(stack, "Gateway")
ec2.CfnVPCGatewayAttachment(stack, "Attachment", vpc_id=vpc.ref, internet_gateway_id=gateway.ref)
table = ec2.CfnRouteTable(stack, "Table", vpc_id=vpc.ref)
ec2.CfnRoute(
    stack, "Route", route_table_id=table.ref, destination_cidr_block="0.0.0.0/0", gateway_id=gateway.ref
)
group = ec2.CfnSecurityGroup(
    stack,
    "Group",
    group_description="g",
    vpc_id=vpc.ref,
    security_group_ingress=[
        ec2.CfnSecurityGroup.IngressProperty(
            ip_protocol="tcp", from_port=80, to_port=80, cidr_ip="0.0.0.0/0"
        ),
        {"ipProtocol": "tcp", "fromPort": 443, "toPort": 443, "cidrIpv6": "::/0"},
    ],
    security_group_egress=[{"ipProtocol": "-1", "cidrIp": "0.0.0.0/0"}],
)
ec2.CfnInstance(
    stack,
    "Instance",
    image_id="ami-1",
    instance_type="t3.micro",
    block_device_mappings=[
        ec2.CfnInstance.BlockDeviceMappingProperty(
            device_name="/dev/xvda", ebs=ec2.CfnInstance.EbsProperty(volume_size=8, kms_key_id="k")
        )
    ],
    network_interfaces=[{"deviceIndex": "0", "associatePublicIpAddress": True, "groupSet": [group.ref]}],
    user_data=Fn.base64("#!/bin/sh"),
)
balancer = elb.CfnLoadBalancer(
    stack,
    "Balancer",
    subnets=[each.ref for each in subnets],
    load_balancer_attributes=[
        elb.CfnLoadBalancer.LoadBalancerAttributeProperty(key="idle_timeout.timeout_seconds", value="30")
    ],
)
elb.CfnListener(
    stack,
    "Listener",
    load_balancer_arn=balancer.ref,
    port=80,
    protocol="HTTP",
    default_actions=[
        elb.CfnListener.ActionProperty(
            type="fixed-response",
            fixed_response_config=elb.CfnListener.FixedResponseConfigProperty(status_code="404"),
        )
    ],
)
route53.CfnRecordSet(
    stack,
    "Record",
    name="x.example.com",
    type="A",
    hosted_zone_id="Z",
    alias_target=route53.CfnRecordSet.AliasTargetProperty(
        dns_name=balancer.attr_dns_name, hosted_zone_id=balancer.attr_canonical_hosted_zone_id
    ),
)
CfnOutput(stack, "Ip", value=Fn.join(",", vpc.attr_ipv6_cidr_blocks))
CfnOutput(stack, "GroupId", value=group.attr_group_id)
CfnOutput(stack, "Full", value=balancer.attr_load_balancer_full_name)
app.synth()
