from aws_cdk import App, CfnOutput, Stack
from aws_cdk import aws_autoscaling as autoscaling
from aws_cdk import aws_ec2 as ec2
from aws_cdk import aws_elasticloadbalancing as elb

app = App()
stack = Stack(app, "LoadBalancer")
vpc = ec2.Vpc(stack, "VPC")
data = ec2.UserData.for_linux()
data.add_commands("echo hello > /tmp/hello")
group = autoscaling.AutoScalingGroup(
    stack,
    "ASG",
    vpc=vpc,
    instance_type=ec2.InstanceType.of(ec2.InstanceClass.BURSTABLE2, ec2.InstanceSize.MICRO),
    machine_image=ec2.AmazonLinuxImage(generation=ec2.AmazonLinuxGeneration.AMAZON_LINUX_2),
    user_data=data,
)
balancer = elb.LoadBalancer(stack, "LB", vpc=vpc, internet_facing=True, health_check=elb.HealthCheck(port=80))
balancer.add_target(group)
listener = balancer.add_listener(external_port=80)
listener.connections.allow_default_port_from_any_ipv4("Open to the world")
CfnOutput(stack, "Address", value=balancer.load_balancer_dns_name, export_name="LoadBalancer")
app.synth()
