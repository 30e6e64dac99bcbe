"""Templates written elsewhere, brought into an app: every entry becomes a construct that can be changed.

Source: https://docs.aws.amazon.com/cdk/v2/guide/use-cfn-template.html
"""

from landform.cdk.l1.service import service_members

__getattr__, __dir__ = service_members(__name__, "", {"CfnInclude": "include"})
