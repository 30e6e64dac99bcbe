"""What alarms do.

Source: https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/alarm-actions.html
"""

from landform.cdk.l1.service import service_members

_HOMES = dict.fromkeys(
    (
        "ApplicationScalingAction",
        "AutoScalingAction",
        "Ec2Action",
        "Ec2InstanceAction",
        "LambdaAction",
        "OpsItemCategory",
        "OpsItemSeverity",
        "SnsAction",
        "SsmAction",
        "SsmIncidentAction",
    ),
    "actions",
)

__getattr__, __dir__ = service_members(__name__, "", _HOMES)
