"""Credentials of Active Directory that containers use.

Source: https://docs.aws.amazon.com/AmazonECS/latest/developerguide/windows-gmsa.html
"""

from typing import Any

from landform.cdk.core.native import Native
from landform.cdk.l1.lookup import given


class CredentialSpec(Native):
    """A file that names an account of Active Directory."""

    def __init__(self, prefix_id: str, file_location: str) -> None:
        self.prefix_id = prefix_id
        self.file_location = file_location

    def bind(self) -> Any:
        """Of which kind it is and where it lies."""
        options = {"type_prefix": self.prefix_id, "location": self.file_location}
        return given("aws_ecs", "CredentialSpecConfig", options)


class DomainJoinedCredentialSpec(CredentialSpec):
    """For machines that are in the domain."""

    def __init__(self, file_location: str) -> None:
        super().__init__("credentialspec", file_location)

    @staticmethod
    def from_s3_bucket(bucket: Any, key: str) -> "DomainJoinedCredentialSpec":
        """A file in a bucket."""
        return DomainJoinedCredentialSpec(bucket.arn_for_objects(key))

    @staticmethod
    def from_ssm_parameter(parameter: Any) -> "DomainJoinedCredentialSpec":
        """The value of a parameter."""
        return DomainJoinedCredentialSpec(parameter.parameter_arn)


class DomainlessCredentialSpec(CredentialSpec):
    """For machines that are in no domain."""

    def __init__(self, file_location: str) -> None:
        super().__init__("credentialspecdomainless", file_location)

    @staticmethod
    def from_s3_bucket(bucket: Any, key: str) -> "DomainlessCredentialSpec":
        """A file in a bucket."""
        return DomainlessCredentialSpec(bucket.arn_for_objects(key))

    @staticmethod
    def from_ssm_parameter(parameter: Any) -> "DomainlessCredentialSpec":
        """The value of a parameter."""
        return DomainlessCredentialSpec(parameter.parameter_arn)
