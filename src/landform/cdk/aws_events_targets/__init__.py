"""What rules can hand their events to.

Source: https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-targets.html
"""

from landform.cdk.l1.service import service_members

_HOMES = {
    "LambdaFunction": "function",
}

__getattr__, __dir__ = service_members(__name__, "", _HOMES)
