"""AWS::Bedrock: the models that others refer to, and a class for every resource type."""

from landform.cdk.l1.service import service_members

_HOMES = dict.fromkeys(("FoundationModel", "FoundationModelIdentifier", "ProvisionedModel"), "models")

__getattr__, __dir__ = service_members(__name__, "AWS::Bedrock", _HOMES)
