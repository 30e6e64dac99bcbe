"""Access points: ways into a file system, each with a root and a user of its own.

Source: https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-resource-efs-accesspoint.html
"""

from typing import Any, Final

from landform.cdk.core.arn import Arn, ArnComponents, ArnFormat
from landform.cdk.core.native import Native
from landform.cdk.core.resource import Resource
from landform.cdk.core.stack import Stack
from landform.cdk.core.tags import Tags
from landform.cdk.core.tokens import is_unresolved
from landform.cdk.l1.lookup import cfn_class, given

MODULE: Final = "aws_efs"
SERVICE: Final = "elasticfilesystem"
MAX_TOKEN: Final = 64


class AccessPoint(Native, Resource):
    """An access point."""

    def __init__(
        self,
        scope: Any,
        id: str,
        *,
        file_system: Any,
        client_token: str | None = None,
        create_acl: Any = None,
        path: str | None = None,
        posix_user: Any = None,
    ) -> None:
        super().__init__(scope, id)
        if (
            client_token is not None
            and not is_unresolved(client_token)
            and not 1 <= len(client_token) <= MAX_TOKEN
        ):
            raise ValueError(
                f"The length of 'clientToken' must range from 1 to {MAX_TOKEN} characters, got:"
                f" {len(client_token)} characters"
            )
        acl, user = given(MODULE, "Acl", create_acl), given(MODULE, "PosixUser", posix_user)
        resource = cfn_class(MODULE, "CfnAccessPoint")(
            self,
            "Resource",
            file_system_id=file_system.file_system_ref.file_system_id,
            root_directory={"CreationInfo": _creation(acl), "Path": path},
            posix_user=_user(user),
            client_token=client_token,
        )
        Tags.of(self).add("Name", self.node.path)
        self.access_point_id: str = resource.ref
        self.access_point_arn = point_arn(self, self.access_point_id)
        self.file_system = file_system

    @staticmethod
    def from_access_point_id(scope: Any, id: str, access_point_id: str) -> "ImportedAccessPoint":
        """An access point that exists already."""
        return ImportedAccessPoint(scope, id, access_point_id=access_point_id)

    @staticmethod
    def from_access_point_attributes(
        scope: Any,
        id: str,
        *,
        access_point_arn: str | None = None,
        access_point_id: str | None = None,
        file_system: Any = None,
    ) -> "ImportedAccessPoint":
        """The same, with the file system it leads into."""
        return ImportedAccessPoint(
            scope,
            id,
            access_point_arn=access_point_arn,
            access_point_id=access_point_id,
            file_system=file_system,
        )


class ImportedAccessPoint(Native, Resource):
    """An access point that exists already."""

    def __init__(
        self,
        scope: Any,
        id: str,
        *,
        access_point_id: str | None,
        access_point_arn: str | None = None,
        file_system: Any = None,
    ) -> None:
        super().__init__(scope, id)
        if not access_point_id and not access_point_arn:
            raise ValueError("One of accessPointId or AccessPointArn is required!")
        if access_point_id and access_point_arn:
            raise ValueError("Only one of accessPointId or AccessPointArn can be provided!")
        if access_point_id:
            self.access_point_id = access_point_id
            self.access_point_arn = point_arn(self, access_point_id)
        else:
            assert access_point_arn is not None  # one of both was given
            name = Arn.split(access_point_arn, ArnFormat.SLASH_RESOURCE_NAME).resource_name
            if not name:
                raise ValueError(f"ARN for AccessPoint must provide the resource name: {access_point_arn}")
            self.access_point_arn, self.access_point_id = access_point_arn, name
        self._file_system = file_system

    @property
    def file_system(self) -> Any:
        """The file system, where it was said."""
        if self._file_system is None:
            raise ValueError(
                "fileSystem is only available if 'fromAccessPointAttributes()' is used and a fileSystem is"
                " passed in as an attribute."
            )
        return self._file_system


def point_arn(scope: Any, access_point_id: str) -> str:
    """The ARN of an access point of the stack's account."""
    components = ArnComponents(service=SERVICE, resource="access-point", resource_name=access_point_id)
    return Arn.format(components, Stack.of(scope))


def _creation(acl: Any) -> dict[str, str] | None:
    if acl is None:
        return None
    return {"OwnerGid": acl.owner_gid, "OwnerUid": acl.owner_uid, "Permissions": acl.permissions}


def _user(user: Any) -> dict[str, Any] | None:
    if user is None:
        return None
    return {"Gid": user.gid, "SecondaryGids": user.secondary_gids, "Uid": user.uid}
