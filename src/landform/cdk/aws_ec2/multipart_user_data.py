"""User data of several parts, as cloud-init reads it.

Source: https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/user-data.html
"""

import re
from abc import abstractmethod
from typing import Any, ClassVar

from landform.cdk.aws_ec2.user_data import UserData
from landform.cdk.core.checked import AbstractChecked
from landform.cdk.core.fn import Fn

SEPARATOR = "+AWS+CDK+User+Data+Separator=="
_NOT_IN_SEPARATORS = re.compile(r"[^a-zA-Z0-9()+,-./:=?]")


class MultipartBody(AbstractChecked):
    """One part."""

    SHELL_SCRIPT: ClassVar[str] = 'text/x-shellscript; charset="utf-8"'
    CLOUD_BOOTHOOK: ClassVar[str] = 'text/cloud-boothook; charset="utf-8"'

    @staticmethod
    def from_user_data(user_data: UserData, content_type: str | None = None) -> "MultipartBody":
        """A script as a part."""
        return _ScriptPart(user_data, content_type or MultipartBody.SHELL_SCRIPT)

    @staticmethod
    def from_raw_body(
        *, content_type: str, body: str | None = None, transfer_encoding: str | None = None
    ) -> "MultipartBody":
        """Any text as a part."""
        return _RawPart(content_type, body, transfer_encoding)

    @abstractmethod
    def render_body_part(self) -> list[str]:
        """The lines of the part."""


class _RawPart(MultipartBody):
    def __init__(self, content_type: str, body: str | None, encoding: str | None) -> None:
        self._content_type = content_type
        self._body = body
        self._encoding = encoding

    def render_body_part(self) -> list[str]:
        lines = [f"Content-Type: {self._content_type}"]
        if self._encoding is not None:
            lines.append(f"Content-Transfer-Encoding: {self._encoding}")
        return [*lines, "", *([self._body] if self._body is not None else [])]


class _ScriptPart(MultipartBody):
    def __init__(self, user_data: UserData, content_type: str) -> None:
        self._user_data = user_data
        self._content_type = content_type

    def render_body_part(self) -> list[str]:
        return [
            f"Content-Type: {self._content_type}",
            "Content-Transfer-Encoding: base64",
            "",
            Fn.base64(self._user_data.render()),
        ]


class MultipartUserData(UserData):
    """Several parts; commands go into the one that was made the default."""

    def __init__(self, *, parts_separator: str | None = None) -> None:
        if parts_separator is not None and _NOT_IN_SEPARATORS.search(parts_separator):
            raise ValueError(
                "Invalid characters in separator. Separator has to match pattern [^a-zA-Z0-9()+,-./:=?]"
            )
        self._separator = parts_separator or SEPARATOR
        self._parts: list[MultipartBody] = []
        self._default: UserData | None = None

    def add_part(self, part: MultipartBody) -> None:
        """Add a part."""
        self._parts.append(part)

    def add_user_data_part(
        self, user_data: UserData, content_type: str | None = None, make_default: bool | None = None
    ) -> None:
        """Add a script; commands go into it when it is made the default."""
        self.add_part(MultipartBody.from_user_data(user_data, content_type))
        if make_default:
            self._default = user_data

    def add_commands(self, *commands: str) -> None:
        """Add commands to the default part."""
        self._part().add_commands(*commands)

    def add_on_exit_commands(self, *commands: str) -> None:
        """Add commands for the end to the default part."""
        self._part().add_on_exit_commands(*commands)

    def add_s3_download_command(
        self, *, bucket: Any, bucket_key: str, local_file: str | None = None, region: str | None = None
    ) -> str:
        """Download an object in the default part."""
        return self._part().add_s3_download_command(
            bucket=bucket, bucket_key=bucket_key, local_file=local_file, region=region
        )

    def add_execute_file_command(self, *, file_path: str, arguments: str | None = None) -> None:
        """Run a file in the default part."""
        self._part().add_execute_file_command(file_path=file_path, arguments=arguments)

    def add_signal_on_exit_command(self, resource: Any) -> None:
        """Tell CloudFormation at the end of the default part."""
        self._part().add_signal_on_exit_command(resource)

    def render(self) -> str:
        """All parts as one message."""
        lines = [f'Content-Type: multipart/mixed; boundary="{self._separator}"', "MIME-Version: 1.0", ""]
        for part in self._parts:
            lines.extend([f"--{self._separator}", *part.render_body_part()])
        return "\n".join([*lines, f"--{self._separator}--", ""])

    def _part(self) -> UserData:
        if self._default is None:
            raise ValueError(
                "MultipartUserData only supports this operation if it has a default UserData. Call"
                " addUserDataPart with makeDefault=true."
            )
        return self._default
