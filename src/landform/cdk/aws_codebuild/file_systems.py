"""File systems of builds.

Source: https://docs.aws.amazon.com/codebuild/latest/userguide/sample-efs.html
"""

from typing import Any

from landform.cdk.core.checked import Checked
from landform.cdk.l1.lookup import given


class FileSystemLocation(Checked):
    """A file system in the folder tree of a build."""

    def __init__(self, properties: dict[str, Any] | None = None) -> None:
        self._properties = properties or {}

    @staticmethod
    def efs(
        *, identifier: str, location: str, mount_point: str, mount_options: str | None = None
    ) -> "FileSystemLocation":
        """One of EFS."""
        return FileSystemLocation(
            {
                "identifier": identifier,
                "location": location,
                "mount_options": mount_options,
                "mount_point": mount_point,
                "type": "EFS",
            }
        )

    def bind(self, _scope: Any, _project: Any) -> Any:
        """Called by the project."""
        known = {name: value for name, value in self._properties.items() if value is not None}
        return given("aws_codebuild", "FileSystemConfig", {"location": known})
