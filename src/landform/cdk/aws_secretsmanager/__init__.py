"""AWS::SecretsManager: secrets, their rotation and attachment, and a class for every resource type."""

from landform.cdk.l1.service import service_members

_HOMES = {
    name: home
    for home, names in {
        "attachment": "AttachmentTargetType SecretTargetAttachment",
        "hosted_rotation": "HostedRotation HostedRotationType",
        "resource_policy": "ResourcePolicy",
        "rotation_applications": "SecretRotationApplication",
        "rotation_schedule": "RotationSchedule",
        "secret": "Secret",
        "secret_rotation": "SecretRotation",
        "secret_string": "SecretStringValueBeta1",
    }.items()
    for name in names.split()
}

__getattr__, __dir__ = service_members(__name__, "AWS::SecretsManager", _HOMES)
