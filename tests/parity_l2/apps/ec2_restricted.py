from aws_cdk import App, Stack
from aws_cdk import aws_ec2 as ec2

app = App()
flagged = Stack(app, "Flagged", env={"account": "111122223333", "region": "us-east-1"})
flagged.node.set_context("@aws-cdk/aws-ec2:restrictDefaultSecurityGroup", True)
ec2.Vpc(flagged, "Restricted", subnet_configuration=[])
ec2.Vpc(flagged, "Left", subnet_configuration=[], restrict_default_security_group=False)
asked = Stack(app, "Asked")
for name in ("One", "Two"):
    ec2.Vpc(asked, name, subnet_configuration=[], restrict_default_security_group=True)
app.synth()
