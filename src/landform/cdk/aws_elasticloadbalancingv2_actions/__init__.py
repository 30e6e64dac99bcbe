"""Actions of listeners that need other services.

Source: https://docs.aws.amazon.com/elasticloadbalancing/latest/application/listener-authenticate-users.html
"""

from landform.cdk.l1.service import service_members

_HOMES = {"AuthenticateCognitoAction": "cognito"}

__getattr__, __dir__ = service_members(__name__, "", _HOMES)
