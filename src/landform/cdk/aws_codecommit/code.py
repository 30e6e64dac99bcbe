"""What a repository begins with.

Source: https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-properties-codecommit-repository-code.html
"""

from abc import abstractmethod
from pathlib import Path
from typing import Any

from landform.cdk.core.checked import AbstractChecked


class Code(AbstractChecked):
    """The files of the first commit."""

    @abstractmethod
    def bind(self, scope: Any) -> Any:
        """How it stands in a template."""

    @staticmethod
    def from_directory(directory_path: str, branch: str | None = None) -> "Code":
        """The files of a folder."""
        if not Path(directory_path).is_dir():
            raise ValueError(
                f"'{directory_path}' needs to be a path to a directory (resolved to: it is none)"
            )
        return _Local(directory_path, branch)

    @staticmethod
    def from_zip_file(file_path: str, branch: str | None = None) -> "Code":
        """The files of an archive."""
        if not Path(file_path).is_file() or not file_path.endswith(".zip"):
            raise ValueError(f"'{file_path}' needs to be a path to a ZIP file")
        return _Local(file_path, branch)

    @staticmethod
    def from_asset(asset: Any, branch: str | None = None) -> "Code":
        """The files of an asset, which has to be an archive."""
        if not asset.is_zip_archive:
            raise ValueError("Asset must be a .zip file or a directory (zip file asset)")
        return _Ready(asset, branch)


class _Ready(Code):
    def __init__(self, asset: Any, branch: str | None) -> None:
        self._asset = asset
        self._branch = branch

    def bind(self, scope: Any) -> Any:
        from landform.cdk.l1.lookup import given

        del scope
        code = {
            "branch_name": self._branch,
            "s3": {"bucket": self._asset.s3_bucket_name, "key": self._asset.s3_object_key},
        }
        return given("aws_codecommit", "CodeConfig", {"code": code})


class _Local(Code):
    def __init__(self, path: str, branch: str | None) -> None:
        self._path = path
        self._branch = branch

    def bind(self, scope: Any) -> Any:
        from landform.cdk.aws_s3_assets import Asset

        asset = Asset(scope, "PathCodeAsset", path=self._path)
        return _Ready(asset, self._branch).bind(scope)
