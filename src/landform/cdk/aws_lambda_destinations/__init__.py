"""Where the results of asynchronous calls go.

Source: https://docs.aws.amazon.com/lambda/latest/dg/invocation-async-retain-records.html
"""

from landform.cdk.l1.service import service_members

_HOMES = dict.fromkeys(
    ("EventBridgeDestination", "LambdaDestination", "S3Destination", "SnsDestination", "SqsDestination"),
    "destinations",
)

__getattr__, __dir__ = service_members(__name__, "", _HOMES)
