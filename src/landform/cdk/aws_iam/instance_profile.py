"""Instance profiles: roles for EC2 instances.

Source: https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-resource-iam-instanceprofile.html
"""

from typing import Any

from landform.cdk.aws_iam.policy import l1
from landform.cdk.aws_iam.principals import ServicePrincipal
from landform.cdk.aws_iam.role import Role
from landform.cdk.core.arn import Arn
from landform.cdk.core.native import Native
from landform.cdk.core.resource import Resource


class InstanceProfile(Native, Resource):
    """An instance profile with one role."""

    def __init__(
        self,
        scope: Any,
        id: str,
        *,
        instance_profile_name: str | None = None,
        path: str | None = None,
        role: Any = None,
    ) -> None:
        super().__init__(scope, id, physical_name=instance_profile_name)
        self.role: Any = (
            role
            if role is not None
            else Role(self, "InstanceRole", assumed_by=ServicePrincipal("ec2.amazonaws.com"))
        )
        resource = l1("CfnInstanceProfile")(
            self,
            "Resource",
            roles=[self.role.role_name],
            instance_profile_name=self.physical_name,
            path=path,
        )
        self.instance_profile_name = self._get_resource_name_attribute(resource.ref)
        self.instance_profile_arn = self._get_resource_arn_attribute(
            resource.attr_arn,
            {
                "region": "",
                "service": "iam",
                "resource": "instance-profile",
                "resource_name": f"{(path or '/')[1:]}{self.physical_name}",
            },
        )

    @staticmethod
    def from_instance_profile_arn(scope: Any, id: str, instance_profile_arn: str) -> "ImportedProfile":
        """A profile that exists already."""
        return ImportedProfile(scope, id, instance_profile_arn, None)

    @staticmethod
    def from_instance_profile_name(scope: Any, id: str, instance_profile_name: str) -> "ImportedProfile":
        """A profile of the account that exists already."""
        from landform.cdk.core.stack import Stack

        arn = Stack.of(scope).format_arn(
            service="iam", region="", resource="instance-profile", resource_name=instance_profile_name
        )
        return ImportedProfile(scope, id, arn, None, instance_profile_name)

    @staticmethod
    def from_instance_profile_attributes(
        scope: Any, id: str, *, instance_profile_arn: str, role: Any = None
    ) -> "ImportedProfile":
        """A profile that exists already, with its role."""
        return ImportedProfile(scope, id, instance_profile_arn, role)


class ImportedProfile(Resource):
    """A profile that exists already."""

    def __init__(self, scope: Any, id: str, arn: str, role: Any, name: str | None = None) -> None:
        super().__init__(scope, id)
        self.instance_profile_arn = arn
        found = name or Arn.extract_resource_name(arn, "instance-profile")
        self.instance_profile_name = found.rsplit("/", 1)[-1]
        self.role = role
