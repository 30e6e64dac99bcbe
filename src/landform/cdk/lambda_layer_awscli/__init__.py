"""A layer with the command `/opt/awscli/aws`.

Source: https://docs.aws.amazon.com/lambda/latest/dg/chapter-layers.html
"""

from landform.cdk.l1.service import service_members

_HOMES = {"AwsCliLayer": "layer"}

__getattr__, __dir__ = service_members(__name__, "", _HOMES)
