"""Triggers: functions that run while a stack is deployed.

Source: https://docs.aws.amazon.com/cdk/api/v2/python/aws_cdk.triggers.html
"""

from landform.cdk.l1.service import service_members

_HOMES = dict.fromkeys(("InvocationType", "Trigger", "TriggerFunction", "TriggerInvalidation"), "trigger")

__getattr__, __dir__ = service_members(__name__, "", _HOMES)
