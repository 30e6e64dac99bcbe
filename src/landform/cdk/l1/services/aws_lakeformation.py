"""AWS::LakeFormation: a class for every resource type."""

from landform.cdk.l1.service import service_members

__getattr__, __dir__ = service_members(__name__, "AWS::LakeFormation")
